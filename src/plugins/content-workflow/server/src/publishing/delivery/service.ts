/** Reads live editions for front ends. Only `is_live` rows leave this file, and only as the bytes that were frozen. */
import type { Core } from '@strapi/strapi';
import type { GovernedType, WorkflowConfig } from '../../config';
import { isLocalized, schemaReader } from '../../engine/schema';
import { TABLES, toEdition, type EditionRow, type Query } from '../../tables';

export interface GovernedPath {
  readonly uid: string;
  readonly type: GovernedType;
}

export interface ListRequest {
  readonly at: GovernedPath;
  readonly locale: string;
  readonly activity: string | null;
  readonly tag: string | null;
  readonly before: { readonly at: number; readonly id: number } | null;
  readonly limit: number;
}

export interface Delivery {
  typeAt(path: string): GovernedPath | null;
  /** The locale that is meant: the one asked for, the default locale, or '' for types without localisation. */
  localeFor(uid: string, asked: string | undefined): Promise<{ readonly locale: string; readonly byDefault: boolean }>;
  one(at: GovernedPath, locale: string, slugOrId: string): Promise<EditionRow | null>;
  /** One row more than `limit` when there is a next page. */
  list(request: ListRequest): Promise<EditionRow[]>;
}

interface LocaleService {
  getDefaultLocale(): Promise<string>;
}

export const createDelivery = (strapi: Core.Strapi, config: WorkflowConfig): Delivery => {
  const paths = new Map(Object.entries(config.types).map(([uid, type]) => [type.path, { uid, type }]));
  const schemaOf = schemaReader(strapi);

  /** Asked for each time: an answer that is kept may be told by it that another locale has become the default. */
  const defaultLocale = async (): Promise<string> => (await (strapi.plugin('i18n')?.service('locales') as LocaleService | undefined)?.getDefaultLocale()) ?? '';

  const live = (uid: string, locale: string): Query => strapi.db.connection(TABLES.editions).where({ [`${TABLES.editions}.subject_uid`]: uid, is_live: true, subject_locale: locale });

  const withTerm = (query: Query, kind: string, value: string): void => {
    const editionsWithTerm = strapi.db.connection(TABLES.terms).where({ kind, value }).select('edition_id');
    query.whereIn(`${TABLES.editions}.id`, editionsWithTerm);
  };

  return {
    typeAt: (path) => paths.get(path) ?? null,
    async localeFor(uid, asked) {
      if (!isLocalized(schemaOf(uid))) return { locale: '', byDefault: false };
      return asked === undefined ? { locale: await defaultLocale(), byDefault: true } : { locale: asked, byDefault: false };
    },
    async one({ uid }, locale, slugOrId) {
      const bySlug = await live(uid, locale).andWhere('slug', slugOrId).orderBy('id', 'desc').first();
      const row = bySlug ?? (await live(uid, locale).andWhere('subject_id', slugOrId).first());
      return row === undefined ? null : toEdition(row);
    },
    async list({ at, locale, activity, tag, before, limit }) {
      const query = live(at.uid, locale)
        .orderBy([
          { column: 'went_live_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit + 1);
      if (activity !== null) withTerm(query, 'activity', activity);
      if (tag !== null) withTerm(query, 'tag', tag);
      if (before !== null)
        query.andWhere((q) => void q.where('went_live_at', '<', before.at).orWhere((same) => void same.where('went_live_at', before.at).andWhere('id', '<', before.id)));
      return ((await query) as Record<string, unknown>[]).map(toEdition);
    },
  };
};
