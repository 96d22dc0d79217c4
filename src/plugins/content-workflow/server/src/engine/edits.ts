/** Watches drafts: after any write, whoever made it and on whichever path, every locale's hash is compared. */
import canonicalize from 'canonicalize';
import type { Core } from '@strapi/strapi';
import type { ActorRef, WorkflowContext } from '../../../core/workflow/context';
import type { GovernedType, WorkflowConfig } from '../config';
import { isPostgres } from '../database';
import type { Settings } from '../settings/settings';
import type { Signals } from '../cluster/signals';
import { inTransaction, TABLES, type PieceRow, type Trx } from '../tables';
import { currentActor, refOf } from './actors';
import { contentAttributes } from './schema';
import { lockOf } from './lock';
import type { Content, ContentReader, Draft } from './content';
import { RefusedError } from '../http/failure';
import type { Pieces } from './pieces';
import type { Transitions } from './transitions';

export interface Edits {
  /**
   * Call inside the transaction, before the write: an event and an edit at the same moment then come one after the other,
   * and both take the pieces first and the draft second. SQLite has one writer anyway.
   */
  hold(uid: string, documentId: string): Promise<void>;
  /** Call inside the transaction of the write. Throws, and so undoes the write, when a locked piece would change. */
  noticed(uid: string, documentId: string): Promise<void>;
  /** For writes that can not be undone afterwards: throws when a piece of the document is locked. */
  assertUnlocked(uid: string, documentId: string): Promise<void>;
}

const changedFields = (names: readonly string[], before: Content | null, after: Content): string[] =>
  before === null ? [] : names.filter((name) => canonicalize(before[name]) !== canonicalize(after[name]));

export interface EditDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly settings: Pick<Settings, 'inForce'>;
  readonly signals: Signals;
  readonly pieces: Pieces;
  readonly content: ContentReader;
  readonly transitions: Transitions;
  /** The content that the last known hash stands for, if it was frozen; for saying which fields changed. */
  readonly frozen: (piece: PieceRow, hash: string) => Promise<Content | null>;
}

export const createEdits = ({ strapi, config, settings, signals, pieces, content, transitions, frozen }: EditDeps): Edits => {
  const changed = async (piece: PieceRow, type: GovernedType, draft: Draft): Promise<void> => {
    const lock = lockOf(piece, type);
    if (lock !== null) throw new RefusedError(lock);
    const known = (piece.context as WorkflowContext).hash;
    const names = contentAttributes(content.schemaOf(piece.uid)).map(([name]) => name);
    const event = { type: 'CONTENT_CHANGED', changed: changedFields(names, await frozen(piece, known), draft.content) } as const;
    const outcome = await transitions.send({ pieceId: piece.id, expectedRevision: null, event, by: await currentActor(strapi), draft });
    if (outcome.kind === 'refused') throw new RefusedError(outcome.refusal);
  };

  /** Two may plan at the same moment: what is kept is what the entry says once the other is done. */
  const planned = async (trx: Trx, { id }: PieceRow): Promise<void> => {
    const piece = await pieces.lock(trx, id);
    const draft = piece === null ? null : await content.readDraft(piece);
    if (piece === null || draft === null || draft.planAt === piece.planAt) return;
    await trx(TABLES.pieces).where({ id }).update({ plan_at: draft.planAt });
    await signals.tell(trx, { kind: 'plan', pieceId: id, revision: piece.revision, planAt: draft.planAt });
  };

  const deleted = async (piece: PieceRow, type: GovernedType): Promise<void> => {
    const lock = lockOf(piece, type);
    if (lock !== null) throw new RefusedError(lock);
    const outcome = await transitions.send({ pieceId: piece.id, expectedRevision: null, event: { type: 'DOCUMENT_DELETED' }, by: await currentActor(strapi) });
    // An ended piece has nothing to lose; its record stays.
    if (outcome.kind === 'refused' && outcome.refusal.code !== 'NOT_IN_THIS_STATE') throw new RefusedError(outcome.refusal);
  };

  /** Which types are governed does not change while the server runs; how an edit is taken does. */
  const rulesOf = async (trx: Trx, uid: string): Promise<GovernedType> => (await settings.inForce(trx)).config.types[uid] as GovernedType;

  const writer = async (): Promise<ActorRef | undefined> => {
    const actor = await currentActor(strapi);
    return actor.kind === 'system' ? undefined : refOf(actor);
  };

  return {
    async assertUnlocked(uid, documentId) {
      if (config.types[uid] === undefined) return;
      await inTransaction(strapi, async (trx) => {
        const type = await rulesOf(trx, uid);
        for (const piece of await pieces.holdDocument(trx, uid, documentId)) {
          const lock = lockOf(piece, type);
          if (lock !== null) throw new RefusedError(lock);
        }
      });
    },
    async hold(uid, documentId) {
      if (isPostgres(strapi)) await inTransaction(strapi, (trx) => pieces.holdDocument(trx, uid, documentId));
    },
    async noticed(uid, documentId) {
      if (config.types[uid] === undefined) return;
      await inTransaction(strapi, async (trx) => {
        const type = await rulesOf(trx, uid);
        const known = await pieces.ofDocument(uid, documentId, trx);
        for (const piece of known) {
          const draft = await content.readDraft(piece);
          if (draft === null) await deleted(piece, type);
          else if (draft.hash !== (piece.context as WorkflowContext).hash) await changed(piece, type, draft);
          else if (draft.planAt !== piece.planAt) await planned(trx, piece);
        }
        const seen = new Set(known.map((piece) => piece.locale));
        for (const locale of await content.draftLocales(uid, documentId)) if (!seen.has(locale)) await pieces.ensure({ uid, documentId, locale }, await writer());
      });
    },
  };
};
