/** Watches drafts: after any write, whoever made it and on whichever path, every locale's hash is compared. */
import type { Core } from '@strapi/strapi';
import type { ActorRef, WorkflowContext } from '../../../core/workflow/context';
import type { GovernedType, WorkflowConfig } from '../config';
import { inTransaction, type PieceRow } from '../tables';
import { currentActor, refOf } from './actors';
import { contentAttributes } from './schema';
import { lockOf } from './lock';
import type { Content, ContentReader, Version } from './content';
import { RefusedError } from '../http/failure';
import type { Pieces } from './pieces';
import type { Transitions } from './transitions';

export interface Edits {
  /** Call inside the transaction of the write. Throws, and so undoes the write, when a locked piece would change. */
  noticed(uid: string, documentId: string): Promise<void>;
  /** For writes that can not be undone afterwards: throws when a piece of the document is locked. */
  assertUnlocked(uid: string, documentId: string): Promise<void>;
}

const changedFields = (names: readonly string[], before: Content | null, after: Content): string[] =>
  before === null ? [] : names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

export interface EditDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly pieces: Pieces;
  readonly content: ContentReader;
  readonly transitions: Transitions;
  /** The content that the last known hash stands for, if it was frozen; for saying which fields changed. */
  readonly frozen: (piece: PieceRow, hash: string) => Promise<Content | null>;
}

export const createEdits = ({ strapi, config, pieces, content, transitions, frozen }: EditDeps): Edits => {
  const changed = async (piece: PieceRow, type: GovernedType, draft: Version): Promise<void> => {
    const lock = lockOf(piece, type);
    if (lock !== null) throw new RefusedError(lock);
    const known = (piece.context as WorkflowContext).hash;
    const names = contentAttributes(content.schemaOf(piece.uid)).map(([name]) => name);
    const event = { type: 'CONTENT_CHANGED', changed: changedFields(names, await frozen(piece, known), draft.content) } as const;
    const outcome = await transitions.send({ pieceId: piece.id, expectedRevision: null, event, by: await currentActor(strapi), draft });
    if (outcome.kind === 'refused') throw new RefusedError(outcome.refusal);
  };

  const deleted = async (piece: PieceRow, type: GovernedType): Promise<void> => {
    const lock = lockOf(piece, type);
    if (lock !== null) throw new RefusedError(lock);
    const outcome = await transitions.send({ pieceId: piece.id, expectedRevision: null, event: { type: 'DOCUMENT_DELETED' }, by: await currentActor(strapi) });
    // An ended piece has nothing to lose; its record stays.
    if (outcome.kind === 'refused' && outcome.refusal.code !== 'NOT_IN_THIS_STATE') throw new RefusedError(outcome.refusal);
  };

  const writer = async (): Promise<ActorRef | undefined> => {
    const actor = await currentActor(strapi);
    return actor.kind === 'system' ? undefined : refOf(actor);
  };

  return {
    async assertUnlocked(uid, documentId) {
      const type = config.types[uid];
      if (type === undefined) return;
      await inTransaction(strapi, async (trx) => {
        for (const piece of await pieces.ofDocument(uid, documentId, trx)) {
          const lock = lockOf(piece, type);
          if (lock !== null) throw new RefusedError(lock);
        }
      });
    },
    async noticed(uid, documentId) {
      const type = config.types[uid];
      if (type === undefined) return;
      await inTransaction(strapi, async (trx) => {
        const known = await pieces.ofDocument(uid, documentId, trx);
        for (const piece of known) {
          const draft = await content.readDraft(piece);
          if (draft === null) await deleted(piece, type);
          else if (draft.hash !== (piece.context as WorkflowContext).hash) await changed(piece, type, draft);
        }
        const seen = new Set(known.map((piece) => piece.locale));
        for (const locale of await content.draftLocales(uid, documentId)) if (!seen.has(locale)) await pieces.ensure({ uid, documentId, locale }, await writer());
      });
    },
  };
};
