/** The delivery shape: one flat object a type, derived from the frozen content. What was previewed is what is served. */
import { createHash } from 'node:crypto';
import type { GovernedType } from '../config';
import type { Content } from '../engine/content';
import { contentAttributes, type Attribute, type Schema, type SchemaOf } from '../engine/schema';
import type { Subject } from '../tables';

type Entry = Record<string, unknown>;

/** The attributes that front ends get, in a fixed order: the configured ones, or all that are not private. */
export const deliveredAttributes = (schema: Schema, type: GovernedType): [string, Attribute][] =>
  contentAttributes(schema).filter(([name, attribute]) => attribute.private !== true && (type.delivery.fields === null || type.delivery.fields.includes(name)));

const file = (media: Entry): Entry => ({
  url: media.url,
  mime: media.mime,
  width: media.width,
  height: media.height,
  alt: media.alternativeText ?? null,
  caption: media.caption ?? null,
  formats: Object.fromEntries(
    Object.entries((media.formats ?? {}) as Record<string, Entry>).map(([name, f]) => [name, { url: f.url, width: f.width, height: f.height, mime: f.mime }])
  ),
});

/** What readers may know of related entries, by `<type> <document id>`: of a governed one only what is live. */
export type References = ReadonlyMap<string, { readonly label: unknown; readonly slug: unknown }>;

export const referenceKey = (uid: string, documentId: unknown): string => `${uid} ${String(documentId)}`;

/** A relation to a governed type without a live entry keeps its id and tells nothing else. */
const reference = (context: ShapeContext, uid: string | undefined, entry: Entry): Entry => {
  const told = uid !== undefined && context.governed.has(uid) ? context.references.get(referenceKey(uid, entry.documentId)) : entry;
  return { id: entry.documentId, label: told?.label ?? null, slug: told?.slug ?? null };
};

interface ShapeContext {
  readonly schemaOf: SchemaOf;
  readonly governed: ReadonlySet<string>;
  readonly references: References;
}

const each = (value: unknown, one: (entry: Entry) => unknown): unknown =>
  Array.isArray(value) ? value.map((v) => one(v as Entry)) : value === null || value === undefined ? null : one(value as Entry);

const publicPart = (context: ShapeContext, schema: Schema, content: Content): Content =>
  Object.fromEntries(
    contentAttributes(schema)
      .filter(([, attribute]) => attribute.private !== true)
      .map(([name, attribute]) => [name, shape(context, attribute, content[name])])
  );

const shape = (context: ShapeContext, attribute: Attribute, value: unknown): unknown => {
  switch (attribute.type) {
    case 'media':
      return each(value, file);
    case 'relation':
      return each(value, (entry) => reference(context, attribute.target, entry));
    case 'component': {
      const schema = context.schemaOf(attribute.component ?? '');
      return each(value, (c) => publicPart(context, schema, c));
    }
    case 'dynamiczone':
      return each(value, (c) => ({ component: c.__component, ...publicPart(context, context.schemaOf(String(c.__component)), c) }));
    default:
      return value ?? null;
  }
};

export interface PayloadInput {
  readonly subject: Subject;
  readonly type: GovernedType;
  readonly content: Content;
  /** ISO instants; both `null` in a preview of something that never went live. */
  readonly publishedAt: string | null;
  readonly firstPublishedAt: string | null;
  /** The governed types; their entries are told of by `references` only. */
  readonly governed?: ReadonlySet<string>;
  readonly references?: References;
}

/** The object a front end receives for one entry. */
export const payloadOf = (schemaOf: SchemaOf, input: PayloadInput): Content => {
  const schema = schemaOf(input.subject.uid);
  const context: ShapeContext = { schemaOf, governed: input.governed ?? new Set(), references: input.references ?? new Map() };
  const fields = Object.fromEntries(deliveredAttributes(schema, input.type).map(([name, attribute]) => [name, shape(context, attribute, input.content[name])]));
  return {
    id: input.subject.documentId,
    type: input.type.path,
    locale: input.subject.locale || null,
    ...fields,
    publishedAt: input.publishedAt,
    firstPublishedAt: input.firstPublishedAt,
  };
};

/** A strong validator over exactly the bytes that are served. */
export const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
