/** From what happened to whom it is told. */
import type { Core } from '@strapi/strapi';
import { among, couldTell, noticesOf, overdueConcerns, promiseConcerns, threadConcerns, UNFINISHED, type Happening } from '../../../core/notifying/recipients';
import type { ActorRef, WorkflowContext } from '../../../core/workflow/context';
import { restore } from '../../../core/workflow/snapshot';
import type { Pieces } from '../engine/pieces';
import { iso, type Clock } from '../jobs/clock';
import { TABLES, toHistory, toPiece, type HistoryRow, type PieceRow } from '../tables';
import type { ReadTeam } from './team';
import type { Tell } from './tell';

export interface Notifications {
  /** An entry of the history, at least once. */
  entry(entry: HistoryRow, piece: PieceRow): Promise<void>;
  /** A scheduled piece that would fail at its time. */
  atRisk(piece: PieceRow, promise: { readonly scheduleId: string; readonly minutesBefore: number }): Promise<void>;
  /** A job of a piece that has used up its tries. */
  givenUp(job: { readonly name: string; readonly key: string }): Promise<void>;
  /** Words in a thread about a piece. Call inside their transaction. */
  comment(said: Said): Promise<void>;
  /** Everything whose due date has passed and that nobody was told of; and forgets what is old. */
  overdue(): Promise<void>;
}

export interface Said {
  readonly act: string;
  readonly comment: { readonly id: number };
  readonly piece: PieceRow;
  readonly by: { readonly kind: string; readonly id: string; readonly name: string };
  /** Everybody who has said something in the thread. */
  readonly speakers: readonly ActorRef[];
}

/** What is settled or reworded is seen by whoever looks; it calls nobody. */
const CALLS: ReadonlySet<string> = new Set(['said', 'replied']);

export interface NotificationDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly team: ReadTeam;
  readonly tell: Tell;
}

const DAY_MS = 86_400_000;

/** A due date that passed longer ago, before a backup came back or the workflow was installed, is no news. */
const LOOK_BACK_MS = 30 * DAY_MS;

/** Half a year: nobody scrolls further, and a table that only grows is a promise to somebody's disk. */
const KEEP_MS = 182 * DAY_MS;

const BATCH = 100;

const PIECE_JOB = /^(due|unpublish):(\d{1,10})$/;

const contextOf = (piece: PieceRow): WorkflowContext | null => {
  const restored = restore(piece);
  return restored.kind === 'unknown' ? null : restored.state.context;
};

export const createNotifications = ({ strapi, clock, pieces, team, tell }: NotificationDeps): Notifications => {
  const submitterOf = async (entry: HistoryRow): Promise<Happening['submitter']> => {
    const row = await strapi.db.connection(TABLES.history).where({ piece_id: entry.pieceId, event: 'SUBMIT' }).andWhere('revision', '<=', entry.revision).orderBy('revision', 'desc').first();
    return row === undefined ? null : toHistory(row).actor;
  };

  const overdueAfter = async (id: number, now: number): Promise<PieceRow[]> => {
    const rows = await strapi.db
      .connection(TABLES.pieces)
      .where('is_current', true)
      .andWhere('due_at', '<=', now)
      .andWhere('due_at', '>', now - LOOK_BACK_MS)
      .andWhere('id', '>', id)
      .whereIn('state', [...UNFINISHED])
      .whereRaw(`not exists (select 1 from ${TABLES.notifications} n where n.piece_id = ${TABLES.pieces}.id and n.kind = 'overdue' and n.cause = 'overdue:' || ${TABLES.pieces}.id || ':' || ${TABLES.pieces}.due_at)`)
      .orderBy('id')
      .limit(BATCH);
    return (rows as Record<string, unknown>[]).map(toPiece);
  };

  const forgetTheOld = async (now: number): Promise<void> => {
    await strapi.db.connection(TABLES.notifications).where('at', '<', now - KEEP_MS).delete();
    await strapi.db.connection(TABLES.mails).where('at', '<', now - KEEP_MS).delete();
  };

  return {
    async entry(entry, piece) {
      if (!couldTell(entry.event, entry.from, entry.to)) return;
      const context = contextOf(piece);
      if (context === null) return;
      const everybody = await team();
      const submitter = await submitterOf(entry);
      const assignee = (entry.detail.assignee ?? null) as ActorRef | null;
      const askedBy = (entry.detail.askedBy ?? null) as ActorRef | null;
      const happened: Happening = { event: entry.event, from: entry.from, to: entry.to, actor: entry.actor, at: iso(entry.at), assignee, askedBy, submitter };
      const by = entry.actor.kind === 'system' ? null : { kind: entry.actor.kind, name: entry.actor.name };
      for (const { kind, people } of noticesOf(happened, context, piece.state, everybody)) await tell({ kind, people, pieceId: piece.id, cause: `history:${entry.id}`, historyId: entry.id, by });
    },

    async atRisk(piece, { scheduleId, minutesBefore }) {
      const context = contextOf(piece);
      if (context === null) return;
      const everybody = await team();
      await tell({ kind: 'at-risk', people: among(promiseConcerns(context, everybody), everybody, null), pieceId: piece.id, cause: `preflight:${scheduleId}:${minutesBefore}`, historyId: null, by: null });
    },

    async givenUp({ key }) {
      const pieceId = Number(PIECE_JOB.exec(key)?.[2] ?? 0);
      const piece = pieceId === 0 ? null : await pieces.byId(pieceId);
      const context = piece === null ? null : contextOf(piece);
      if (piece === null || context === null) return;
      const everybody = await team();
      await tell({ kind: 'failed', people: among(promiseConcerns(context, everybody), everybody, null), pieceId, cause: `job:${key}:${piece.revision}`, historyId: null, by: null });
    },

    async comment({ act, comment, piece, by, speakers }) {
      const context = CALLS.has(act) ? contextOf(piece) : null;
      if (context === null) return;
      const everybody = await team();
      await tell({ kind: 'comment', people: among(threadConcerns(context, speakers), everybody, by), pieceId: piece.id, cause: `comment:${comment.id}`, historyId: null, by: { kind: by.kind, name: by.name } });
    },

    async overdue() {
      const now = clock.now();
      let everybody: Awaited<ReturnType<ReadTeam>> | null = null;
      for (let batch = await overdueAfter(0, now); batch.length > 0; batch = batch.length < BATCH ? [] : await overdueAfter(batch.at(-1)?.id ?? 0, now)) {
        everybody ??= await team();
        for (const piece of batch) {
          const context = contextOf(piece);
          if (context !== null) await tell({ kind: 'overdue', people: among(overdueConcerns(context, everybody), everybody, null), pieceId: piece.id, cause: `overdue:${piece.id}:${piece.dueAt}`, historyId: null, by: null });
        }
      }
      await forgetTheOld(now);
    },
  };
};
