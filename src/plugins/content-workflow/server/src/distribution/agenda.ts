/**
 * What channels get within a time: what is planned of pieces that are to go live, and the deliveries of those that did.
 * Three questions, however much there is, each along an index.
 */
import type { Core } from '@strapi/strapi';
import type { CalendarDelivery } from '../../../contracts/calendar';
import { isLate } from '../../../core/distribution/lateness';
import { dueAt, MAX_OFFSET_MINUTES } from '../../../core/distribution/plan';
import type { WorkflowConfig } from '../config';
import { firstOf, type Order } from '../engine/first-of';
import { createPieceFilters, type PieceFilter } from '../engine/piece-filter';
import { iso } from '../jobs/clock';
import { TABLES, type Query } from '../tables';
import { toDelivery, toPlanRow } from './rows';

export interface AgendaQuestion {
  /** Epoch milliseconds; the end is exclusive. */
  readonly range: { readonly from: number; readonly to: number };
  readonly filter: PieceFilter;
  /** Types of which is told. */
  readonly uids: readonly string[];
  /** Rows that are read for each question. */
  readonly limit: number;
}

export interface Agenda {
  within(question: AgendaQuestion): Promise<{ readonly deliveries: readonly CalendarDelivery[]; readonly isCut: boolean }>;
}

type Row = Record<string, unknown>;

const MINUTE = 60_000;

/** How long before a range a piece may go live that reaches a channel within it. */
const REACH_MS = MAX_OFFSET_MINUTES * MINUTE;

/** Stages in which nothing is promised yet and a plan date says when the team means to publish. */
const PLANNABLE = ['draft', 'review', 'approved', 'variant'];

/** When a delivery stands on a calendar: when it came out, else when it is due, else when it was. The parts of the index over that, in its order. */
const BY_TIME: Order = { parts: 'd.public_at, d.due_at, d.planned_at, d.id', together: 'coalesce(public_at, due_at, planned_at), id' };

const OF_PIECE = ['p.id as of_piece', 'p.subject_uid', 'p.subject_id', 'p.subject_locale', 'p.title as piece_title'];
const OF_CHANNEL = ['c.key as channel_key', 'c.name as channel_name', 'c.platform as channel_platform', 'c.account as channel_account'];

/** Whose it is and where it goes, as every question here asks for it. */
const aboutOf = (row: Row) => ({
  pieceId: Number(row.of_piece),
  uid: String(row.subject_uid),
  documentId: String(row.subject_id),
  locale: String(row.subject_locale ?? ''),
  title: String(row.piece_title ?? ''),
  channel: { key: String(row.channel_key), name: String(row.channel_name), platform: String(row.channel_platform), account: String(row.channel_account ?? '') },
});

const byTime = (a: CalendarDelivery, b: CalendarDelivery): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.pieceId - b.pieceId || (a.channel.key < b.channel.key ? -1 : 1));

export const createAgenda = (strapi: Core.Strapi, config: Pick<WorkflowConfig, 'types'>, clock: { now(): number }): Agenda => {
  const filters = createPieceFilters(strapi);
  const tolerance = (uid: string): number => (config.types[uid]?.late.toleranceMinutes ?? 0) * MINUTE;

  /** The last to go live first: those before a range reach into it the less, the earlier they are. */
  const plannedRows = async (states: readonly string[], column: 'publish_at' | 'plan_at', { range, filter, uids, limit }: AgendaQuestion): Promise<Row[]> => {
    const query = strapi.db.connection(`${TABLES.pieces} as p`).join(`${TABLES.distributionPlans} as t`, 't.piece_id', 'p.id').join(`${TABLES.channels} as c`, 'c.id', 't.channel_id');
    filters.current(query as never, filter, uids);
    return (await query
      .select('t.*', `p.${column} as live_at`, ...OF_PIECE, ...OF_CHANNEL)
      .whereIn('p.state', [...states])
      .where(`p.${column}`, '>=', range.from - REACH_MS)
      .where(`p.${column}`, '<', range.to)
      .orderBy([{ column: `p.${column}`, order: 'desc' }, { column: 't.id' }])
      .limit(limit + 1)) as Row[];
  };

  const plannedOf = (row: Row): CalendarDelivery => {
    const { timing } = toPlanRow(row);
    const about = aboutOf(row);
    const at = iso(dueAt(timing, Number(row.live_at)));
    return { id: `planned:${about.pieceId}:${about.channel.key}`, key: null, state: 'planned', isLate: false, at, plannedAt: at, timezone: timing.kind === 'at' ? timing.timezone : null, ...about };
  };

  /** Each part walks the same index: what came out, what has a time to come, and what has none any more. */
  const deliveryRows = async ({ range, filter, uids, limit }: AgendaQuestion): Promise<Row[]> => {
    const part = (column: string, empty: readonly string[]): Query => {
      const query = strapi.db.connection(`${TABLES.deliveries} as d`) as unknown as Query;
      // A cross join is what SQLite leaves in its order: it would begin with all pieces of a type.
      query.crossJoin(`${TABLES.pieces} as p` as never).crossJoin(`${TABLES.channels} as c` as never).whereRaw('p.id = d.piece_id and c.id = d.channel_id');
      filters.ofAnyRound(query, filter, uids);
      for (const name of empty) query.whereNull(`d.${name}`);
      return query
        .select('d.*', ...OF_PIECE, ...OF_CHANNEL)
        .where(`d.${column}`, '>=', range.from)
        .where(`d.${column}`, '<', range.to)
        // What was not sent, and will not be, is no longer meant.
        .whereNot('d.state', 'cancelled');
    };
    return firstOf(strapi, [part('public_at', []), part('due_at', ['public_at']), part('planned_at', ['public_at', 'due_at'])], BY_TIME, limit + 1);
  };

  const deliveryOf = (row: Row, now: number): CalendarDelivery => {
    const delivery = toDelivery(row);
    const about = aboutOf(row);
    return {
      id: `delivery:${delivery.key}`,
      key: delivery.key,
      state: delivery.state,
      isLate: isLate(delivery, now, tolerance(about.uid)),
      at: iso(delivery.publishedAt ?? delivery.dueAt ?? delivery.plannedAt),
      plannedAt: iso(delivery.plannedAt),
      timezone: null,
      ...about,
    };
  };

  return {
    async within(question) {
      const { range, uids, limit } = question;
      if (uids.length === 0) return { deliveries: [], isCut: false };
      const planned = [await plannedRows(['scheduled'], 'publish_at', question), await plannedRows(PLANNABLE, 'plan_at', question)];
      const sent = await deliveryRows(question);
      const isWithin = ({ at }: CalendarDelivery): boolean => Date.parse(at) >= range.from && Date.parse(at) < range.to;
      const deliveries = [...planned.flatMap((rows) => rows.slice(0, limit)).map(plannedOf).filter(isWithin), ...sent.slice(0, limit).map((row) => deliveryOf(row, clock.now()))];
      return { deliveries: deliveries.sort(byTime), isCut: [...planned, sent].some((rows) => rows.length > limit) };
    },
  };
};
