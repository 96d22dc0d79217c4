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
import { inTransaction } from '../tables';
import type { Edits } from './edits';
import { gateClosed } from '../http/failure';
import { registerBackstop } from './backstop';
import { closeFileRelations, publicReads, withholdDrafts, type DocumentContext } from './public-reads';
import { asArray, isLocalized, schemaReader } from './schema';
import { currentGrant, duringDocumentOperation, type Grant } from './scope';

type Next = () => Promise<unknown>;

const READS = new Set(['findMany', 'findOne', 'findFirst', 'count']);
const EDITS = new Set(['create', 'update', 'clone', 'discardDraft', 'delete']);

export interface GateDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly edits: Edits;
}

export const registerGate = ({ strapi, config, edits }: GateDeps): void => {
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
      const result = await duringDocumentOperation(ctx.uid, typeof ctx.params.documentId === 'string' && ctx.action !== 'clone' ? ctx.params.documentId : null, next as Next);
      const documentId = documentIdOf(ctx, result);
      if (documentId !== null) await edits.noticed(ctx.uid, documentId);
      return result;
    }) as ReturnType<typeof next>;
  });

  registerBackstop({ strapi, governed, edits });
};
