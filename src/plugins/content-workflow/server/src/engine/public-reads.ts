/**
 * Reads of the content API see published content only, whoever asks and whatever the query says. One rule for every type,
 * because populate does not pass through the related type's repository.
 */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { schemaReader, type Schema, type SchemaOf } from './schema';

export interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  params: Record<string, unknown>;
}

const isContentApi = (strapi: Core.Strapi): boolean =>
  (strapi.requestContext.get()?.state as { route?: { info?: { type?: string } } } | undefined)?.route?.info?.type === 'content-api';

/**
 * A type without Draft & Publish links to draft rows, so filtering or sorting by a governed relation would tell an
 * outsider, one letter at a time, what an unpublished draft says.
 */
const asksDrafts = (schemaOf: SchemaOf, governed: ReadonlySet<string>, schema: Schema, query: unknown): boolean => {
  if (query === null || typeof query !== 'object') return typeof query === 'string' && query.split(',').some((part) => asksDraftsByPath(schemaOf, governed, schema, part.split(':')[0] ?? ''));
  if (Array.isArray(query)) return query.some((q) => asksDrafts(schemaOf, governed, schema, q));
  return Object.entries(query as Record<string, unknown>).some(([key, value]) => {
    const attribute = schema.attributes[key];
    if (attribute === undefined) return key.startsWith('$') && asksDrafts(schemaOf, governed, schema, value);
    const target = attribute.type === 'relation' ? attribute.target : attribute.type === 'component' ? attribute.component : undefined;
    if (target === undefined) return false;
    return (attribute.type === 'relation' && governed.has(target)) || asksDrafts(schemaOf, governed, schemaOf(target), value);
  });
};

/** `posts.title` in a sort string is the object `{ posts: { title } }`. */
const asksDraftsByPath = (schemaOf: SchemaOf, governed: ReadonlySet<string>, schema: Schema, path: string): boolean => {
  const keys = path.trim().split('.');
  return keys.length > 1 && asksDrafts(schemaOf, governed, schema, keys.reduceRight<unknown>((value, key) => ({ [key]: value }), 'asc'));
};

const nestedQueries = (populate: unknown): { relation: string; query: Record<string, unknown> }[] =>
  populate === null || typeof populate !== 'object' || Array.isArray(populate)
    ? []
    : Object.entries(populate as Record<string, unknown>).flatMap(([relation, query]) => (query !== null && typeof query === 'object' ? [{ relation, query: query as Record<string, unknown> }] : []));

/** Pins a read to published content, or throws where the question itself would tell of drafts. */
export const publicReads = (strapi: Core.Strapi, governed: ReadonlySet<string>): ((context: DocumentContext) => void) => {
  const schemaOf = schemaReader(strapi);

  const refuseOracle = (schema: Schema, params: Record<string, unknown>): void => {
    if (schema.options?.draftAndPublish === true || governed.has(schema.uid)) return;
    const leaks = [params.filters, params.sort].some((query) => asksDrafts(schemaOf, governed, schema, query));
    if (leaks) throw new errors.ValidationError('Filtering or sorting by a relation to reviewed content is not possible here.', { code: 'DRAFTS_ARE_PRIVATE' });
    for (const { relation, query } of nestedQueries(params.populate)) {
      const target = schema.attributes[relation]?.target ?? schema.attributes[relation]?.component;
      if (target !== undefined && strapi.getModel(target as never) !== undefined) refuseOracle(schemaOf(target), query);
    }
  };

  return (context) => {
    if (!isContentApi(strapi)) return;
    refuseOracle(schemaOf(context.uid), context.params ?? {});
    const { publicationFilter: _filter, hasPublishedVersion: _flag, ...params } = context.params ?? {};
    context.params = { ...params, status: 'published' };
  };
};
