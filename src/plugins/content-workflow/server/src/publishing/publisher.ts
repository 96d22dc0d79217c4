/** Performs what the engine decided on content. Every act runs inside the engine's transaction, under its grant. */
import type { Core } from '@strapi/strapi';
import type { Effect } from '../../../core/workflow/effects';
import type { Content, ContentReader, Version } from '../engine/content';
import type { Neighbours } from '../engine/neighbours';
import { contentAttributes } from '../engine/schema';
import { withGrant } from '../engine/scope';
import { publicationFailed, type ContentActs, type EffectContext } from '../engine/transitions';
import type { Clock } from '../jobs/clock';
import { inTransaction, type PieceRow } from '../tables';
import type { Editions } from './editions';
import type { Relink } from './relink';

const localeParam = (piece: PieceRow): { locale?: string } => (piece.locale === '' ? {} : { locale: piece.locale });

export interface Publisher extends ContentActs {
  /** Publishes for real and rolls back: answers what Strapi would refuse at the promised time, or `null`. */
  rehearse(piece: PieceRow): Promise<string | null>;
  /** The frozen content that a hash of this piece stands for. */
  frozen(piece: PieceRow, hash: string): Promise<Content | null>;
}

/** Ends a rehearsal: thrown on success, so that nothing of it is committed. */
class Curtain extends Error {}

export interface PublisherDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly content: ContentReader;
  readonly editions: Editions;
  readonly neighbours: Neighbours;
  readonly relink: Relink;
}

export const createPublisher = ({ strapi, clock, content, editions, neighbours, relink }: PublisherDeps): Publisher => {
  const documents = (piece: PieceRow) => strapi.documents(piece.uid as never) as unknown as {
    publish(params: object): Promise<unknown>;
    unpublish(params: object): Promise<unknown>;
    update(params: object): Promise<unknown>;
  };

  /**
   * Locks the draft row until the commit, so that on a database with several writers nobody changes it between the hash
   * and the copy that goes live. Every document update writes the row, so the components below it wait as well.
   */
  const lockDraft = async ({ trx, piece }: EffectContext): Promise<void> => {
    const table = content.schemaOf(piece.uid).collectionName;
    if (table === undefined || strapi.db.dialect.client === 'sqlite') return;
    const where = { document_id: piece.documentId, published_at: null, ...(piece.locale === '' ? {} : { locale: piece.locale }) };
    await trx(table).where(where).forUpdate().select('id');
  };

  /** A link whose other end is not live is left out of the live row; then the draft tells whether all was approved. */
  const lacksOnlyLinks = async ({ piece }: EffectContext, approved: Version, published: Version | null): Promise<boolean> =>
    published !== null && (await content.readDraft(piece))?.hash === approved.hash && content.fidelity(piece, approved, published) === 'exact';

  const publish = async (context: EffectContext, effect: Effect & { kind: 'publish' }): Promise<Record<string, unknown>> => {
    const { trx, piece, type } = context;
    await lockDraft(context);
    const snapshot = await editions.snapshot(trx, piece, effect.hash);
    if (snapshot === null) throw publicationFailed(new Error('The approved version was not found.'));
    const keepsLinks = neighbours.farSides(piece.uid).length > 0;
    const linkedBefore = keepsLinks ? await neighbours.linksOf(piece.uid, piece.documentId) : null;
    try {
      await withGrant({ ...piece, action: 'publish', hash: effect.hash }, () => documents(piece).publish({ documentId: piece.documentId, ...localeParam(piece) }));
    } catch (error) {
      throw publicationFailed(error);
    }
    // The draft may be another one than was approved, and hooks of other plugins run on the way and may rewrite it.
    const published = await content.readPublished(piece);
    if (published?.hash !== effect.hash && !(await lacksOnlyLinks(context, { content: snapshot.content, hash: effect.hash }, published))) throw publicationFailed(new Error('What would have gone live is not what was approved.'));
    if (linkedBefore !== null) await relink(trx, [...linkedBefore.values(), ...(await neighbours.linksOf(piece.uid, piece.documentId)).values()], piece.uid);
    const edition = await editions.goLive(trx, { piece, type, snapshot, at: clock.now() });
    return { edition: edition.editionKey, ...(effect.latenessMs === null ? {} : { latenessMs: effect.latenessMs }) };
  };

  return {
    async freeze({ trx, piece, draft, variants }) {
      if (draft === null) throw new Error('there is no draft to freeze');
      await editions.freeze(trx, piece, draft);
      for (const { version } of variants) await editions.freeze(trx, piece, version);
    },
    publish,
    async rehearse(piece) {
      try {
        await inTransaction(strapi, async () => {
          await withGrant({ ...piece, action: 'publish', hash: '' }, () => documents(piece).publish({ documentId: piece.documentId, ...localeParam(piece) }));
          throw new Curtain();
        });
        return null;
      } catch (error) {
        return error instanceof Curtain ? null : error instanceof Error ? error.message : 'Strapi refused to publish.';
      }
    },
    frozen: (piece, hash) =>
      inTransaction(strapi, async (trx) => (await editions.snapshot(trx, piece, hash))?.content ?? null),
    async unpublish({ trx, piece }) {
      await withGrant({ ...piece, action: 'unpublish', hash: '' }, () => documents(piece).unpublish({ documentId: piece.documentId, ...localeParam(piece) }));
      await editions.withdraw(trx, piece);
      return {};
    },
    async applyVariant({ trx, piece, variants }, effect) {
      const winner = variants.find((v) => v.variant.key === effect.variant);
      if (winner === undefined || winner.version.hash !== effect.hash) throw publicationFailed(new Error('The variant is no longer what was approved.'));
      const names = new Set(contentAttributes(content.schemaOf(piece.uid)).map(([name]) => name));
      const data: Content = Object.fromEntries(Object.entries(winner.variant.overrides).filter(([name]) => names.has(name)));
      try {
        await withGrant({ ...piece, action: 'edit', hash: effect.hash }, () => documents(piece).update({ documentId: piece.documentId, ...localeParam(piece), data }));
      } catch (error) {
        throw publicationFailed(error);
      }
      const after = await content.readDraft(piece);
      if (after?.hash !== effect.hash) throw publicationFailed(new Error('Strapi stored the variant differently from what was approved.'));
      await editions.freeze(trx, piece, after);
    },
  };
};
