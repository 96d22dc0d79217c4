/** The list of what waits: most urgent lane first, then by priority, then by the time that was promised. */
import type { Core } from '@strapi/strapi';
import type { ItemSummary, LaneCount, QueueLane } from '../../../../contracts/moderation/queue';
import { OPEN_ITEM_STATES } from '../../../../core/moderation/queue';
import { LANES, SEVERITIES, type Severity } from '../../../../core/moderation/vocabulary';
import type { ActorRef } from '../../../../core/workflow/context';
import { isReference } from '../../../../core/moderation/intake';
import { searchable } from '../../engine/card';
import { iso, type Clock } from '../../jobs/clock';
import { TABLES } from '../../tables';
import { sameActor, type Claims } from './claims';
import { toItem, toSignal, type ClaimRow, type ItemRow, type Row, type SignalRow } from './rows';

/** A place in the list. */
export interface Place {
  readonly rank: number;
  readonly priority: number;
  readonly due: number;
  readonly id: number;
}

export interface QueueFilter {
  /** `lead`: what was escalated. `null`: everything that waits, in every lane. */
  readonly lane: QueueLane | null;
  readonly claimed: 'mine' | 'free' | null;
  /** Words of the title; a submission's reference is the one item of it, wherever it is and whatever became of it. */
  readonly text: string | null;
  readonly after: Place | null;
  readonly limit: number;
}

export interface QueueReads {
  list(by: ActorRef, filter: QueueFilter): Promise<{ readonly items: ItemSummary[]; readonly next: Place | null }>;
  counts(): Promise<LaneCount[]>;
  summary(item: ItemRow, by: ActorRef): Promise<ItemSummary>;
}

export interface QueueReadDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly claims: Claims;
}

const worstOf = (signals: readonly SignalRow[]): Severity | null => [...SEVERITIES].reverse().find((severity) => signals.some((signal) => signal.severity === severity)) ?? null;

/** As somebody copies it out of a letter. */
const referenceIn = (text: string | null): string | null => {
  const read = (text ?? '').trim().toUpperCase();
  return isReference(read) ? read : null;
};

const pieceKey = ({ uid, documentId, locale }: ItemRow['target']): string => `${uid} ${documentId} ${locale}`;

export const createQueueReads = ({ strapi, clock, claims }: QueueReadDeps): QueueReads => {
  const db = () => strapi.db.connection;

  const signalsOf = async (ids: readonly number[]): Promise<Map<number, SignalRow[]>> => {
    const rows = ids.length === 0 ? [] : ((await db()(TABLES.reviewSignals).whereIn('item_id', [...ids]).whereNull('settled_at').orderBy('id')) as Row[]);
    const found = new Map<number, SignalRow[]>();
    for (const signal of rows.map(toSignal)) found.set(signal.itemId, [...(found.get(signal.itemId) ?? []), signal]);
    return found;
  };

  const piecesOf = async (items: readonly ItemRow[]): Promise<Map<string, number>> => {
    const ids = items.map(({ target }) => target.documentId);
    const rows = ids.length === 0 ? [] : ((await db()(TABLES.pieces).whereIn('subject_id', ids).andWhere({ is_current: true }).select('id', 'subject_uid', 'subject_id', 'subject_locale')) as Row[]);
    return new Map(rows.map((row) => [`${String(row.subject_uid)} ${String(row.subject_id)} ${String(row.subject_locale ?? '')}`, Number(row.id)]));
  };

  const summaries = async (items: readonly ItemRow[], by: ActorRef): Promise<ItemSummary[]> => {
    const ids = items.map(({ id }) => id);
    const [held, signals, pieces] = await Promise.all([claims.current(db(), ids), signalsOf(ids), piecesOf(items)]);
    const now = clock.now();
    const claimOf = (claim: ClaimRow | undefined): ItemSummary['claim'] => (claim === undefined ? null : { by: claim.by, mine: sameActor(claim.by, by), leasedUntil: iso(claim.leasedUntil) });
    return items.map((item) => {
      const why = signals.get(item.id) ?? [];
      const isWaiting = (OPEN_ITEM_STATES as readonly string[]).includes(item.state);
      return {
        id: item.id,
        version: item.version,
        state: item.state,
        lane: item.lane,
        priority: item.priority,
        about: item.about,
        target: { ...item.target, pieceId: pieces.get(pieceKey(item.target)) ?? null },
        title: item.title,
        excerpt: item.excerpt,
        senderName: item.senderName,
        openedAt: iso(item.openedAt),
        dueAt: iso(item.dueAt),
        overdue: isWaiting && item.dueAt < now,
        claim: claimOf(held.get(item.id)),
        signals: { count: why.length, worst: worstOf(why), rules: [...new Set(why.map(({ signal }) => signal.rule))] },
        reports: item.reportCount,
        images: item.imageCount,
        sources: item.sources,
      };
    });
  };

  return {
    async list(by, { lane, claimed, text, after, limit }) {
      const query = db()(TABLES.reviewItems)
        .orderBy([{ column: 'rank' }, { column: 'priority', order: 'desc' }, { column: 'due_at' }, { column: 'id' }])
        .limit(limit + 1);
      const reference = referenceIn(text);
      if (reference !== null) void query.whereIn('target_id', db()(TABLES.intakes).where({ reference }).select('subject_id'));
      else if (lane === 'lead') void query.where({ state: 'escalated' });
      else if (lane !== null) void query.where({ state: 'pending', lane });
      else void query.whereIn('state', [...OPEN_ITEM_STATES]);
      if (text !== null && reference === null) void query.whereRaw("title_search like ? escape '\\'", [`%${searchable(text).replace(/[\\%_]/g, '\\$&')}%`]);
      const holding = db()(TABLES.reviewClaims).where('leased_until', '>', clock.now()).select('item_id');
      if (claimed === 'mine' && reference === null) void query.whereIn('id', holding.andWhere({ actor_kind: by.kind, actor_id: by.id }));
      if (claimed === 'free' && reference === null) void query.whereNotIn('id', holding);
      if (after !== null)
        void query.where((q) =>
          void q
            .where('rank', '>', after.rank)
            .orWhere((lower) => void lower.where('rank', after.rank).andWhere('priority', '<', after.priority))
            .orWhere((later) => void later.where({ rank: after.rank, priority: after.priority }).andWhere('due_at', '>', after.due))
            .orWhere((same) => void same.where({ rank: after.rank, priority: after.priority, due_at: after.due }).andWhere('id', '>', after.id))
        );
      const found = ((await query) as Row[]).map(toItem);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length > limit && last !== undefined ? { rank: last.rank, priority: last.priority, due: last.dueAt, id: last.id } : null;
      return { items: await summaries(page, by), next };
    },

    async counts() {
      const now = clock.now();
      const rows = (await db()(TABLES.reviewItems)
        .whereIn('state', [...OPEN_ITEM_STATES])
        .groupBy('state', 'lane')
        .select('state', 'lane', db().raw('count(*) as waiting'), db().raw('sum(case when due_at < ? then 1 else 0 end) as overdue', [now]))) as Row[];
      const lanes: readonly QueueLane[] = ['lead', ...LANES];
      return lanes.map((lane) => {
        const mine = rows.filter((row) => (lane === 'lead' ? row.state === 'escalated' : row.state === 'pending' && row.lane === lane));
        const total = (column: string): number => mine.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
        return { lane, waiting: total('waiting'), overdue: total('overdue') };
      });
    },

    async summary(item, by) {
      const [summary] = await summaries([item], by);
      if (summary === undefined) throw new Error('an item has no summary');
      return summary;
    },
  };
};
