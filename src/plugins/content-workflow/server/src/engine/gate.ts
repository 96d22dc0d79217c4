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
import type { WorkflowConfig } from '../config';
import { gateClosed } from '../http/failure';
import type { Edits } from './edits';
import type { Link, Neighbours } from './neighbours';
import { inTransaction, type Trx } from '../tables';
import { undoable } from './undoable';
import { registerBackstop } from './backstop';
import { closeFileRelations, publicReads, withholdDrafts, type DocumentContext } from './public-reads';
import { asArray, isLocalized, schemaReader } from './schema';
import { refuseStaleSave } from './stale-saves';
import { currentGrant, duringDocumentOperation, type Grant } from './scope';

type Next = () => Promise<unknown>;

const READS = new Set(['findMany', 'findOne', 'findFirst', 'count']);
const EDITS = new Set(['create', 'update', 'clone', 'discardDraft', 'delete']);

export interface GateDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly edits: Edits;
  readonly neighbours: Neighbours;
  /** Gives live entries back the links that they were approved with. */
  readonly relink: (trx: Trx, links: readonly Link[], target: string) => Promise<void>;
}

export const registerGate = ({ strapi, config, edits, neighbours, relink }: GateDeps): void => {
  const governed: ReadonlySet<string> = new Set(Object.keys(config.types));
  const schemaOf = schemaReader(strapi);

  const pinRead = publicReads(strapi, governed);
  withholdDrafts(strapi, governed);
  closeFileRelations(strapi);

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

  const editOfGoverned = async (context: DocumentContext, next: Next): Promise<unknown> => {
    const { documentId } = context.params;
    const known = typeof documentId === 'string' && context.action !== 'clone' ? documentId : null;
    if (known !== null) await edits.hold(context.uid, known);
    await refuseStaleSave(strapi, context);
    const result = await duringDocumentOperation(context.uid, known, next);
    const edited = documentIdOf(context, result);
    if (edited !== null) await edits.noticed(context.uid, edited);
    return result;
  };

  /** Whether the write may change what other entries link to: deleting unlinks, and a far side is written by its name. */
  const reachesOthers = ({ uid, action, params }: DocumentContext): boolean => {
    if (action === 'delete') return true;
    const sides = neighbours.farSides(uid);
    if (action === 'create' || action === 'update') return sides.some(({ name }) => name in ((params.data ?? {}) as object));
    return sides.length > 0;
  };

  /** A link belongs to the entry that owns it, so a write from its other end is an edit of that entry. */
  const withOthers = async (context: DocumentContext, write: () => Promise<unknown>): Promise<unknown> => {
    const { uid, action } = context;
    const asked = typeof context.params.documentId === 'string' && action !== 'clone' ? context.params.documentId : null;
    const referrers = action === 'delete' && asked !== null ? await neighbours.referrersOf(uid, { documentId: asked }) : [];
    const before = asked === null ? new Map<string, Link>() : await neighbours.linksOf(uid, asked);
    const result = await write();
    const written = documentIdOf(context, result);
    const after = written === null || action === 'delete' ? new Map<string, Link>() : await neighbours.linksOf(uid, written);
    const moved = [...[...before].filter(([key]) => !after.has(key)), ...[...after].filter(([key]) => !before.has(key))].map(([, link]) => link);
    // A live entry may lose a link to something that is gone; any other change of it needs its own approval.
    const live = action === 'delete' ? undefined : moved.find((link) => link.isLive);
    if (live !== undefined)
      throw gateClosed('This would change what a live entry links to.', 'Make the link in that entry and have it reviewed.', { uid: live.uid, documentId: live.documentId, locale: live.locale, action });
    const drafts = [...referrers, ...moved].filter((holder) => !holder.isLive && !(holder.uid === uid && holder.documentId === written));
    for (const key of new Set(drafts.map((holder) => `${holder.uid} ${holder.documentId}`))) {
      const [of = '', documentId = ''] = key.split(' ');
      await edits.noticed(of, documentId);
    }
    return result;
  };

  /** Strapi links what it publishes to the live entries at the far sides; these keep the links that they were approved with. */
  const publicationOfUngoverned = async (context: DocumentContext, next: Next): Promise<unknown> => {
    const { uid, params } = context;
    const documentId = String(params.documentId);
    const before = await neighbours.linksOf(uid, documentId);
    const result = await duringDocumentOperation(uid, null, next);
    const after = await neighbours.linksOf(uid, documentId);
    await inTransaction(strapi, (trx) => relink(trx, [...before.values(), ...after.values()], uid));
    return result;
  };

  strapi.documents.use(async (context, next) => {
    const ctx = context as unknown as DocumentContext;
    if (READS.has(ctx.action)) {
      pinRead(ctx);
      return next();
    }
    ctx.params ??= {};
    if (governed.has(ctx.uid)) await refuseUnlessGranted(ctx);
    else if (ctx.action === 'publish' && neighbours.farSides(ctx.uid).length > 0) return undoable(strapi, () => publicationOfUngoverned(ctx, next as Next)) as ReturnType<typeof next>;
    if (!EDITS.has(ctx.action) || granted(ctx, 'edit')) return next();
    const write = governed.has(ctx.uid) ? () => editOfGoverned(ctx, next as Next) : (next as Next);
    const watched = reachesOthers(ctx) ? () => withOthers(ctx, governed.has(ctx.uid) ? write : () => duringDocumentOperation(ctx.uid, null, write)) : write;
    if (watched === next) return next();
    return undoable(strapi, watched) as ReturnType<typeof next>;
  });

  registerBackstop({ strapi, governed, edits, neighbours });
};
