import type { Core } from '@strapi/strapi';

/** The part of a Strapi schema that content is read by. */
export interface Attribute {
  readonly type: string;
  readonly relation?: string;
  readonly target?: string;
  readonly mappedBy?: string;
  readonly inversedBy?: string;
  readonly multiple?: boolean;
  readonly repeatable?: boolean;
  readonly component?: string;
  readonly components?: readonly string[];
  readonly private?: boolean;
  readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } };
}

export interface Schema {
  readonly uid: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly options?: { readonly draftAndPublish?: boolean };
  readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } };
  readonly info: { readonly singularName?: string; readonly displayName: string };
  readonly collectionName?: string;
}

export type SchemaOf = (uid: string) => Schema;

export const schemaReader =
  (strapi: Core.Strapi): SchemaOf =>
  (uid) =>
    strapi.getModel(uid as never) as unknown as Schema;

/** What Strapi manages itself: not written by people, so not part of what is approved. */
const SYSTEM = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy', 'locale', 'localizations', 'strapi_stage', 'strapi_assignee']);

/**
 * The attributes that make up an entry's content, in a fixed order. The far side of a relation is left out: a post that
 * joins an activity changes the post, not the activity.
 */
export const contentAttributes = (schema: Schema): [string, Attribute][] =>
  Object.entries(schema.attributes)
    .filter(([name, attribute]) => !SYSTEM.has(name) && attribute.mappedBy === undefined && attribute.type !== 'password')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

export const isLocalized = (schema: Schema): boolean => schema.pluginOptions?.i18n?.localized === true;

/** The attribute that names a related entry to people: the first of the usual names that is a text. */
export const labelAttribute = (schema: Schema): string | null =>
  ['title', 'name', 'displayName', 'username', 'label'].find((name) => ['string', 'text', 'uid'].includes(schema.attributes[name]?.type ?? '')) ?? null;

export const slugAttribute = (schema: Schema): string | null => Object.entries(schema.attributes).find(([, a]) => a.type === 'uid')?.[0] ?? null;

export const asArray = <T>(value: T | T[] | undefined | null): T[] => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);
