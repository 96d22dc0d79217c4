/**
 * Reads of the content API see published content only, whoever asks and whatever the query says. One rule for every type,
 * because populate does not pass through the related type's repository.
 */
import { unescape } from 'node:querystring';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { useAhead } from '../http/ahead';
import { schemaReader, type Attribute, type Schema, type SchemaOf } from './schema';

export interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  params: Record<string, unknown>;
}

const isContentApi = (strapi: Core.Strapi): boolean =>
  (strapi.requestContext.get()?.state as { route?: { info?: { type?: string } } } | undefined)?.route?.info?.type === 'content-api';

/** The GraphQL endpoint is one route for every operation. */
const isGraphql = (strapi: Core.Strapi): boolean => strapi.requestContext.get()?.request.path === strapi.config.get('plugin::graphql.endpoint', '/graphql');

const textual = new Set(['string', 'text', 'richtext', 'email', 'uid']);

/**
 * Questions whose answers would tell of drafts, one letter at a time: through a relation of a type without Draft &
 * Publish, which links to draft rows; through `localizations` and a file's `related`, which join drafts as well.
 */
const asksDrafts = (schemaOf: SchemaOf, governed: ReadonlySet<string>, schema: Schema, query: unknown): boolean => {
  if (query === null || typeof query !== 'object') return typeof query === 'string' && query.split(',').some((part) => asksDraftsByPath(schemaOf, governed, schema, part.split(':')[0] ?? ''));
  if (Array.isArray(query)) return query.some((q) => asksDrafts(schemaOf, governed, schema, q));
  return Object.entries(query as Record<string, unknown>).some(([key, value]) => {
    const attribute = schema.attributes[key];
    if (attribute === undefined) return key.startsWith('$') && asksDrafts(schemaOf, governed, schema, value);
    if (key === 'localizations' || isMorph(attribute)) return true;
    const target = targetOf(attribute);
    if (target === undefined) return false;
    const linksDrafts = attribute.type === 'relation' && governed.has(target) && schema.options?.draftAndPublish !== true && !governed.has(schema.uid);
    return linksDrafts || asksDrafts(schemaOf, governed, schemaOf(target), value);
  });
};

const isMorph = (attribute: Attribute): boolean => attribute.type === 'relation' && attribute.target === undefined;

const targetOf = (attribute: Attribute): string | undefined =>
  attribute.type === 'relation' ? attribute.target : attribute.type === 'component' ? attribute.component : attribute.type === 'media' ? 'plugin::upload.file' : undefined;

/** `posts.title` in a sort string is the object `{ posts: { title } }`. */
const asksDraftsByPath = (schemaOf: SchemaOf, governed: ReadonlySet<string>, schema: Schema, path: string): boolean => {
  const keys = path.trim().split('.');
  return keys.length > 1 && asksDrafts(schemaOf, governed, schema, keys.reduceRight<unknown>((value, key) => ({ [key]: value }), 'asc'));
};

const nestedQueries = (populate: unknown): { relation: string; query: Record<string, unknown> }[] =>
  populate === null || typeof populate !== 'object' || Array.isArray(populate)
    ? []
    : Object.entries(populate as Record<string, unknown>).flatMap(([relation, query]) => (query !== null && typeof query === 'object' ? [{ relation, query: query as Record<string, unknown> }] : []));

const refuse = (message: string): never => {
  throw new errors.ValidationError(message, { code: 'DRAFTS_ARE_PRIVATE' });
};

/** Throws where the question itself would tell of what is not published, or not public. */
const refuseOracle = (schemaOf: SchemaOf, governed: ReadonlySet<string>, schema: Schema, params: Record<string, unknown>): void => {
  if ([params.filters, params.sort].some((query) => asksDrafts(schemaOf, governed, schema, query))) refuse('Filtering or sorting by this relation is not possible here: it would tell of drafts.');
  // Strapi's search looks through every text column, private ones included.
  const searchesPrivate = typeof params._q === 'string' && governed.has(schema.uid) && Object.values(schema.attributes).some((a) => a.private === true && textual.has(a.type));
  if (searchesPrivate) refuse('Searching is not possible here: it would look through private fields. Use filters.');
  for (const { relation, query } of nestedQueries(params.populate)) {
    const attribute = schema.attributes[relation];
    const target = attribute === undefined ? undefined : targetOf(attribute);
    if (target !== undefined) refuseOracle(schemaOf, governed, schemaOf(target), query);
  }
};

/** Pins a read to published content, or throws where the question itself would tell of drafts. */
export const publicReads = (strapi: Core.Strapi, governed: ReadonlySet<string>): ((context: DocumentContext) => void) => {
  const schemaOf = schemaReader(strapi);
  return (context) => {
    if (!isContentApi(strapi)) return;
    refuseOracle(schemaOf, governed, schemaOf(context.uid), context.params ?? {});
    const { publicationFilter: _filter, hasPublishedVersion: _flag, ...params } = context.params ?? {};
    // GraphQL hands the root's status down to relations that no middleware sees, so pinning the root would not be enough.
    if (params.status === 'draft' && isGraphql(strapi)) refuse('Drafts can not be read here. A preview link shows one exact unpublished version.');
    context.params = { ...params, status: 'published' };
  };
};

/** What the media library's API means to be asked; it hands whatever else comes with a query on to the database. */
const FILE_PARAMETERS: ReadonlySet<string> = new Set(['', 'filters', 'sort', 'fields', 'populate', 'pagination', 'page', 'pageSize', 'start', 'limit', '_q', 'status', 'locale', 'id']);

const refuseFileQuery = (ctx: { status: number; body: unknown }, field: string, message: string, code: string): void => {
  ctx.status = 400;
  ctx.body = { data: null, error: { status: 400, name: 'ValidationError', message, details: { code, field } } };
};

/** The media library's own API reads past the Document Service, and a file's `related` joins drafts. */
export const closeFileRelations = (strapi: Core.Strapi): void => {
  const files = `${String(strapi.config.get('api.rest.prefix', '/api'))}/upload/files`.toLowerCase();
  useAhead(strapi, async (ctx, next) => {
    if (!ctx.path.toLowerCase().startsWith(files)) return next();
    const query = unescape(ctx.querystring);
    if (/\brelated\b/.test(query)) return refuseFileQuery(ctx, 'related', 'What a file is used by can not be asked here: it would tell of drafts.', 'DRAFTS_ARE_PRIVATE');
    // `where` would filter by whatever there is, the password of who uploaded it among it, one letter at a time.
    const other = query.split('&').map((part) => part.split(/[=[]/)[0] ?? '').find((name) => !FILE_PARAMETERS.has(name));
    if (other !== undefined) return refuseFileQuery(ctx, other, `${other.slice(0, 100)}: is not a parameter of this`, 'INPUT_INVALID');
    return next();
  });
};

type Entry = Record<string, unknown>;

/**
 * The last net under every answer of the content API: an unpublished entry of a governed type is taken out, however it was
 * joined. A file's `related` reads both rows of a document, and neither a middleware nor a status reaches it.
 */
export const withholdDrafts = (strapi: Core.Strapi, governed: ReadonlySet<string>): void => {
  const schemaOf = schemaReader(strapi);

  const isDraft = (uid: string | undefined, entry: Entry, morph: boolean): boolean =>
    uid !== undefined && governed.has(uid) && (entry.publishedAt === null || (morph && entry.publishedAt === undefined));

  const clean = (schema: Schema, entry: Entry): Entry =>
    Object.fromEntries(
      Object.entries(entry).map(([name, value]) => {
        const attribute = schema.attributes[name];
        return [name, attribute === undefined || value === null || typeof value !== 'object' ? value : cleanValue(attribute, value)];
      })
    );

  const cleanValue = (attribute: Attribute, value: object): unknown => {
    const morph = isMorph(attribute);
    const uidOf = (entry: Entry): string | undefined =>
      attribute.type === 'dynamiczone' ? String(entry.__component) : morph ? String(entry.__type) : targetOf(attribute);
    const one = (entry: Entry): Entry | null => {
      const uid = uidOf(entry);
      if (isDraft(uid, entry, morph)) return null;
      return uid === undefined || strapi.getModel(uid as never) === undefined ? entry : clean(schemaOf(uid), entry);
    };
    if (!['relation', 'media', 'component', 'dynamiczone'].includes(attribute.type)) return value;
    return Array.isArray(value) ? (value as Entry[]).map(one).filter((entry) => entry !== null) : one(value as Entry);
  };

  const sanitizers = strapi.get('sanitizers') as { add(path: string, sanitizer: (schema: Schema) => (data: unknown) => unknown): unknown };
  sanitizers.add('content-api.output', (schema) => (data) => {
    if (data === null || typeof data !== 'object') return data;
    return Array.isArray(data) ? data.map((entry) => (entry !== null && typeof entry === 'object' ? clean(schema, entry as Entry) : entry)) : clean(schema, data as Entry);
  });
};
