/**
 * What stands on the calendar. The number of queries depends on how many types are governed, never on how many pieces
 * there are, and each reads at most `MAX_ROWS` along an index.
 */
import type { Core } from '@strapi/strapi';
import type { CalendarCondition, CalendarIdea, CalendarItem } from '../../../../contracts/calendar';
import type { WorkflowContext } from '../../../../core/workflow/context';
import { STATES } from '../../../../core/workflow/machine';
import type { WorkflowConfig } from '../../config';
import { firstOf, NEWEST_FIRST, type Order } from '../../engine/first-of';
import { createPieceFilters, type PieceFilter } from '../../engine/piece-filter';
import { schemaReader } from '../../engine/schema';
import { iso } from '../../jobs/clock';
import { TABLES, toPiece, type PieceRow, type Query } from '../../tables';

/** More tiles than anybody reads; what is cut is said. */
export const MAX_ROWS = 2_000;

const MAX_ACTIVITIES = 200;

const MINUTE = 60_000;

export interface Range {
  /** Epoch milliseconds; the end is exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface Found {
  readonly items: readonly CalendarItem[];
  readonly isCut: boolean;
}

export interface IdeaPage {
  readonly before: { readonly at: number; readonly id: number } | null;
  readonly limit: number;
}

export interface CalendarItems {
  within(range: Range, filter: PieceFilter, now: number): Promise<Found>;
  /** One more than asked for, when there are more. */
  ideas(filter: PieceFilter, page: IdeaPage): Promise<CalendarIdea[]>;
  /** Scheduled pieces within a range, for what a move would meet. */
  promises(range: Range): Promise<PieceRow[]>;
  activities(): Promise<{ documentId: string; title: string }[]>;
}

/** Stages in which a plan is still a plan: nothing is promised yet and nothing was published. */
const PLANNABLE = ['draft', 'review', 'approved', 'variant'];

/** Stages in which a due date still asks something of somebody. */
const UNFINISHED = [...PLANNABLE, 'scheduled', 'held'];

/** The date that is not there is named, or PostgreSQL does not see that the index is in this order. */
const UNPLANNED_NEWEST: Order = { parts: `plan_at desc, ${NEWEST_FIRST.parts}`, together: NEWEST_FIRST.together };

const contextOf = (piece: PieceRow): WorkflowContext => piece.context as WorkflowContext;

interface Facts {
  readonly kind: CalendarItem['kind'];
  readonly condition: CalendarCondition;
  readonly at: number;
}

const itemOf = (piece: PieceRow, { kind, condition, at }: Facts): CalendarItem => {
  const { assignee, schedule, publication, held } = contextOf(piece);
  return {
    id: `${kind}:${piece.id}`,
    kind,
    condition,
    at: iso(at),
    pieceId: piece.id,
    revision: piece.revision,
    uid: piece.uid,
    documentId: piece.documentId,
    locale: piece.locale,
    title: piece.title,
    state: piece.state,
    assignee,
    timezone: kind === 'promise' ? (schedule?.timezone ?? null) : null,
    unpublishAt: kind === 'promise' ? (schedule?.unpublishAt ?? null) : null,
    latenessMs: kind === 'publication' ? (publication?.latenessMs ?? null) : null,
    reason: kind === 'promise' && held !== null ? { code: held.code, message: held.message } : null,
  };
};

export const createCalendarItems = (strapi: Core.Strapi, config: WorkflowConfig): CalendarItems => {
  const schemaOf = schemaReader(strapi);
  const filters = createPieceFilters(strapi);
  const governed = Object.keys(config.types);
  const tolerance = (uid: string): number => (config.types[uid]?.late.toleranceMinutes ?? 0) * MINUTE;

  const uidsOf = ({ uid }: PieceFilter): string[] => (uid === null ? governed : [uid]);

  const pieces = (): Query => strapi.db.connection(`${TABLES.pieces} as p`).select('p.*');

  const current = (filter: PieceFilter): Query => filters.current(pieces(), filter, uidsOf(filter));

  const promisesQuery = (query: Query, { from, to }: Range): Query =>
    query.where('p.state', 'scheduled').where('p.publish_at', '>=', from).where('p.publish_at', '<', to).orderBy('p.publish_at').limit(MAX_ROWS + 1);

  const scheduled = async (query: Query, range: Range, now: number): Promise<CalendarItem[]> =>
    (await promisesQuery(query, range)).map(toPiece).map((piece: PieceRow) => itemOf(piece, { kind: 'promise', condition: (piece.publishAt ?? 0) + tolerance(piece.uid) < now ? 'late' : 'scheduled', at: piece.publishAt ?? 0 }));

  /** A held piece keeps its promised time in its context alone; few are held at any time. */
  const held = async (query: Query, { from, to }: Range): Promise<CalendarItem[]> =>
    (await query.where('p.state', 'held').orderBy('p.changed_at', 'desc').limit(MAX_ROWS + 1)).map(toPiece).flatMap((piece: PieceRow) => {
      const { schedule, held: why } = contextOf(piece);
      const at = schedule === null ? null : Date.parse(schedule.publishAt);
      if (at === null || at < from || at >= to) return [];
      return [itemOf(piece, { kind: 'promise', condition: why?.code === 'PUBLISH_FAILED' ? 'failed' : 'held', at })];
    });

  const publications = async (filter: PieceFilter, { from, to }: Range): Promise<CalendarItem[]> => {
    const query = filters.ofAnyRound(pieces(), filter, uidsOf(filter));
    query
      .join(`${TABLES.editions} as e`, 'e.piece_id', 'p.id')
      .select('e.went_live_at')
      .whereIn('e.subject_uid', uidsOf(filter))
      // Named though it excludes nothing: the index over times begins with it.
      .whereIn('e.is_live', [true, false])
      .where('e.went_live_at', '>=', from)
      .where('e.went_live_at', '<', to)
      .orderBy('e.went_live_at')
      .limit(MAX_ROWS + 1);
    const rows = (await query) as Record<string, unknown>[];
    return rows.map((row) => {
      const piece = toPiece(row);
      const isLate = (contextOf(piece).publication?.latenessMs ?? 0) > tolerance(piece.uid);
      return itemOf(piece, { kind: 'publication', condition: piece.state === 'withdrawn' ? 'withdrawn' : isLate ? 'late' : 'published', at: Number(row.went_live_at) });
    });
  };

  const due = async (query: Query, { from, to }: Range, now: number): Promise<CalendarItem[]> =>
    (await query.whereIn('p.state', UNFINISHED).where('p.due_at', '>=', from).where('p.due_at', '<', to).orderBy('p.due_at').limit(MAX_ROWS + 1))
      .map(toPiece)
      .map((piece: PieceRow) => itemOf(piece, { kind: 'due', condition: (piece.dueAt ?? 0) < now ? 'overdue' : 'due', at: piece.dueAt ?? 0 }));

  const plans = async (query: Query, { from, to }: Range): Promise<CalendarItem[]> =>
    (await query.whereIn('p.state', PLANNABLE).where('p.plan_at', '>=', from).where('p.plan_at', '<', to).orderBy('p.plan_at').limit(MAX_ROWS + 1))
      .map(toPiece)
      .map((piece: PieceRow) => itemOf(piece, { kind: 'plan', condition: 'plan', at: piece.planAt ?? 0 }));

  return {
    async within(range, filter, now) {
      const lists = [await scheduled(current(filter), range, now), await held(current(filter), range), await publications(filter, range), await due(current(filter), range, now), await plans(current(filter), range)];
      // A piece that was published again within its round stands where it went live last.
      const items = new Map(lists.flatMap((list) => list.slice(0, MAX_ROWS)).map((item) => [item.id, item]));
      return { items: [...items.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.pieceId - b.pieceId)), isCut: lists.some((list) => list.length > MAX_ROWS) };
    },

    async ideas(filter, { before, limit }) {
      const unplanned = (uid: string): Query => {
        const query = current({ ...filter, uid }).where('p.state', 'draft').whereNull('p.plan_at');
        if (before !== null) query.whereRaw('(p.changed_at, p.id) < (?, ?)', [before.at, before.id]);
        return query;
      };
      const planned = uidsOf(filter).filter((uid) => (config.types[uid]?.plan ?? null) !== null);
      const rows = await firstOf(strapi, planned.map(unplanned), UNPLANNED_NEWEST, limit + 1);
      return rows.map(toPiece).map((piece) => ({
        pieceId: piece.id,
        revision: piece.revision,
        uid: piece.uid,
        documentId: piece.documentId,
        locale: piece.locale,
        title: piece.title,
        assignee: contextOf(piece).assignee,
        changedAt: iso(piece.changedAt),
      }));
    },

    async promises(range) {
      return (await promisesQuery(pieces(), range)).map(toPiece);
    },

    async activities() {
      const targets = new Set(governed.flatMap((uid) => {
        const relation = config.types[uid]?.delivery.activity ?? null;
        const target = relation === null ? undefined : schemaOf(uid).attributes[relation]?.target;
        return target === undefined || config.types[target] === undefined ? [] : [target];
      }));
      // Every stage is named: so they are found by an index.
      const rows = (await strapi.db
        .connection(TABLES.pieces)
        .select('subject_id', 'title')
        .where('is_current', true)
        .whereIn('state', STATES.filter((state) => state !== 'archived'))
        .whereIn('subject_uid', [...targets])
        .orderBy('changed_at', 'desc')
        .limit(MAX_ACTIVITIES)) as { subject_id: string; title: string | null }[];
      // One for each document: its languages are one activity.
      const titles = new Map(rows.reverse().map(({ subject_id, title }) => [subject_id, title ?? '']));
      return [...titles].map(([documentId, title]) => ({ documentId, title })).reverse();
    },
  };
};
