/**
 * The gate: nothing of a governed type becomes live, changes while live or stops being live unless the engine does it.
 *
 * Two layers. The document middleware sees every caller of the Document Service (admin, REST, GraphQL, MCP, other
 * plugins) and explains its refusal. The database lifecycles stand behind it for `strapi.db.query`, which no document
 * middleware sees. What neither can see (raw SQL, query builder) the integrity sweep finds.
 *
 * Facts about the paths: Strapi's repository calls its own publish inside create and update with `status: 'published'`,
 * so testing for the action `publish` alone leaks; populate does not pass through the related type's repository, so
 * reads are pinned for every type.
 */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { WorkflowConfig } from '../config';
import { inTransaction } from '../tables';
import type { Edits } from './edits';
import { gateClosed } from '../http/failure';
import { isLocalized, schemaReader, type Schema, type SchemaOf } from './schema';
import { currentGrant, duringDocumentOperation, inDocumentOperation, type Grant } from './scope';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  params: Record<string, unknown>;
}
type Next = () => Promise<unknown>;

const READS = new Set(['findMany', 'findOne', 'findFirst', 'count']);
const EDITS = new Set(['create', 'update', 'clone', 'discardDraft', 'delete']);

const isContentApi = (strapi: Core.Strapi): boolean =>
  (strapi.requestContext.get()?.state as { route?: { info?: { type?: string } } } | undefined)?.route?.info?.type === 'content-api';

const asArray = <T>(value: T | T[] | undefined | null): T[] => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

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

export interface GateDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly edits: Edits;
}

export const registerGate = ({ strapi, config, edits }: GateDeps): void => {
  const governed: ReadonlySet<string> = new Set(Object.keys(config.types));
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

  /** Public reads never see drafts, nor which live entries have pending edits. */
  const pinRead = (context: DocumentContext): void => {
    if (!isContentApi(strapi)) return;
    refuseOracle(schemaOf(context.uid), context.params ?? {});
    const { publicationFilter: _filter, hasPublishedVersion: _flag, ...params } = context.params ?? {};
    context.params = { ...params, status: 'published' };
  };

  const liveRow = (uid: string, where: Record<string, unknown>) =>
    strapi.db.query(uid as never).findOne({ where: { $and: [where, { publishedAt: { $notNull: true } }] } as never, select: ['id'] as never });

  const liveInLocales = async (context: DocumentContext): Promise<boolean> => {
    const locales = asArray(context.params.locale as string | string[] | undefined);
    const every = locales.length === 0 || locales.includes('*') || !isLocalized(schemaOf(context.uid));
    const where = { documentId: context.params.documentId, ...(every ? {} : { locale: { $in: locales } }) };
    return (await liveRow(context.uid, where)) !== null;
  };

  const granted = (context: DocumentContext, action: Grant['action']): boolean => {
    const grant = currentGrant();
    const locales = asArray(context.params.locale as string | string[] | undefined);
    return (
      grant !== null &&
      grant.action === action &&
      grant.uid === context.uid &&
      grant.documentId === context.params.documentId &&
      (grant.locale === '' || (locales.length === 1 && locales[0] === grant.locale))
    );
  };

  const refuseUnlessGranted = async (context: DocumentContext): Promise<void> => {
    const { uid, action, params } = context;
    const about = { uid, documentId: params.documentId ?? null, locale: params.locale ?? null, action };
    const goesLive = action === 'publish' || ((action === 'create' || action === 'update') && params.status === 'published');
    if (goesLive && !granted(context, 'publish'))
      throw gateClosed(
        'This content goes live through its review workflow only.',
        action === 'publish' ? 'Use the workflow panel: submit it, have it approved, then publish or schedule it.' : 'Save it as a draft (add ?status=draft), then submit it for review.',
        about
      );
    if (action === 'unpublish' && !granted(context, 'unpublish') && (await liveInLocales(context)))
      throw gateClosed('Live content is taken down through its workflow only.', 'Use TAKE_DOWN with a reason.', about);
    if (action === 'delete' && (await liveInLocales(context)))
      throw gateClosed('Live content can not be deleted.', 'Take it down first (TAKE_DOWN), then delete it.', about);
  };

  const documentIdOf = (context: DocumentContext, result: unknown): string | null => {
    const answer = result as { documentId?: unknown; entries?: readonly { documentId?: unknown }[] } | null;
    // A clone's answer lists the new document; everything else names the one it was asked about.
    const id = context.action === 'clone' ? (answer?.entries?.[0]?.documentId ?? answer?.documentId) : (context.params.documentId ?? answer?.documentId);
    return typeof id === 'string' ? id : null;
  };

  strapi.documents.use(async (context, next) => {
    const ctx = context as unknown as DocumentContext;
    if (READS.has(ctx.action)) {
      pinRead(ctx);
      return next();
    }
    if (!governed.has(ctx.uid)) return next();
    ctx.params ??= {};
    await refuseUnlessGranted(ctx);
    if (!EDITS.has(ctx.action) || granted(ctx, 'edit')) return next();
    return inTransaction(strapi, async () => {
      const result = await duringDocumentOperation(next as Next);
      const documentId = documentIdOf(ctx, result);
      if (documentId !== null) await edits.noticed(ctx.uid, documentId);
      return result;
    }) as ReturnType<typeof next>;
  });

  registerBackstop({ strapi, governed, edits });
};

interface LifecycleEvent {
  readonly action: string;
  readonly model: { readonly uid: string };
  readonly params: { readonly data?: unknown; readonly where?: unknown };
  state: Record<string, unknown>;
  readonly result?: unknown;
}

interface Touched {
  readonly documentId: string;
  readonly locale: string | null;
  readonly publishedAt: unknown;
}

const registerBackstop = ({ strapi, governed, edits }: { strapi: Core.Strapi; governed: ReadonlySet<string>; edits: Edits }): void => {
  const schemaOf = schemaReader(strapi);

  const touched = async (event: LifecycleEvent): Promise<Touched[]> =>
    (await strapi.db.query(event.model.uid as never).findMany({
      where: (event.params.where ?? {}) as never,
      select: ['id', 'documentId', 'publishedAt', ...(isLocalized(schemaOf(event.model.uid)) ? ['locale'] : [])] as never,
    })) as unknown as Touched[];

  const covers = (grant: Grant | null, uid: string, row: { documentId?: unknown; locale?: unknown }): boolean =>
    grant !== null && grant.action !== 'edit' && grant.uid === uid && row.documentId === grant.documentId && (grant.locale === '' || row.locale === grant.locale);

  const refuse = (event: LifecycleEvent, what: string): never => {
    throw gateClosed(`This would ${what} outside the review workflow.`, 'Send the workflow event instead; the database is not a way round it.', { uid: event.model.uid, action: event.action });
  };

  /** Keeps which documents are about to change; a locked one is refused now, since this write may stand in no transaction. */
  const remember = async (event: LifecycleEvent, rows: readonly Touched[]): Promise<void> => {
    if (inDocumentOperation()) return;
    const ids = [...new Set(rows.map((row) => row.documentId))];
    for (const id of ids) await edits.assertUnlocked(event.model.uid, id);
    event.state.documentIds = ids;
  };

  const created = (event: LifecycleEvent): void => {
    for (const row of asArray(event.params.data as Record<string, unknown> | Record<string, unknown>[])) if (row.publishedAt != null && !covers(currentGrant(), event.model.uid, row)) refuse(event, 'put content live');
  };

  const updated = async (event: LifecycleEvent): Promise<void> => {
    const rows = await touched(event);
    const grant = currentGrant();
    const publishes = (event.params.data as { publishedAt?: unknown } | undefined)?.publishedAt != null;
    for (const row of rows) if ((publishes || row.publishedAt != null) && !covers(grant, event.model.uid, row)) refuse(event, publishes ? 'put content live' : 'change live content');
    await remember(event, rows);
  };

  const deleted = async (event: LifecycleEvent): Promise<void> => {
    const rows = await touched(event);
    for (const row of rows) if (row.publishedAt != null && !covers(currentGrant(), event.model.uid, row)) refuse(event, 'take content down');
    await remember(event, rows);
  };

  /** A document operation looks at all its locales itself when it is done; anything else is looked at here. */
  const noticed = async (event: LifecycleEvent): Promise<void> => {
    if (inDocumentOperation()) return;
    for (const id of (event.state.documentIds ?? []) as string[]) await edits.noticed(event.model.uid, id);
  };

  strapi.db.lifecycles.subscribe({
    models: [...governed],
    beforeCreate: (event: unknown) => created(event as LifecycleEvent),
    beforeCreateMany: (event: unknown) => created(event as LifecycleEvent),
    beforeUpdate: (event: unknown) => updated(event as LifecycleEvent),
    beforeUpdateMany: (event: unknown) => updated(event as LifecycleEvent),
    beforeDelete: (event: unknown) => deleted(event as LifecycleEvent),
    beforeDeleteMany: (event: unknown) => deleted(event as LifecycleEvent),
    afterUpdate: (event: unknown) => noticed(event as LifecycleEvent),
    afterUpdateMany: (event: unknown) => noticed(event as LifecycleEvent),
    afterDelete: (event: unknown) => noticed(event as LifecycleEvent),
    afterDeleteMany: (event: unknown) => noticed(event as LifecycleEvent),
  } as never);
};
