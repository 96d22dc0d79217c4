/** The reviewer's queue: one reading of what is in review, judged by what is stored with each piece; no content is read. */
import type { Core } from '@strapi/strapi';
import type { QueueCounts, QueueItem } from '../../../../contracts/review';
import { waitingSince, waitsFor } from '../../../../core/review/standing';
import type { Actor } from '../../../../core/workflow/context';
import { restore } from '../../../../core/workflow/snapshot';
import type { WorkflowConfig } from '../../config';
import { firstByDue } from '../../engine/by-due';
import { toSummary } from '../../engine/views';
import { iso, type Clock } from '../../jobs/clock';
import { toPiece, type PieceRow, type Query } from '../../tables';

/** A place in the queue: the due time (the end of time where there is none), the submission, the row. */
export interface QueuePlace {
  readonly due: number;
  readonly since: number;
  readonly id: number;
}

export interface QueueFilter {
  readonly uid: string | null;
  /** The document id of an activity. */
  readonly activity: string | null;
  readonly after: QueuePlace | null;
  readonly limit: number;
}

export interface ReviewQueue {
  read(by: Actor, filter: QueueFilter): Promise<{ readonly items: readonly QueueItem[]; readonly next: QueuePlace | null; readonly counts: QueueCounts | null }>;
}

/** Pieces that are judged for one answer, a fifth of a millisecond each. A team that has more in review than this goes on by the cursor. */
const MAX_JUDGED = 500;

/** After every instant that can be written: what has no due time comes last. */
const NEVER = 9_007_199_254_740_991;

interface Waiting {
  readonly piece: PieceRow;
  readonly place: QueuePlace;
}

export interface QueueDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
}

export const createReviewQueue = ({ strapi, config, clock }: QueueDeps): ReviewQueue => {
  const inReview = async ({ uid, activity, after }: QueueFilter): Promise<Waiting[]> => {
    const uids = Object.keys(config.types).filter((one) => uid === null || one === uid);
    const narrow = (query: Query): void => {
      query.whereIn('subject_uid', uids);
      if (activity !== null) query.where('activity_id', activity);
    };
    const place = after === null ? null : { ...after, due: after.due === NEVER ? null : after.due };
    const rows = await firstByDue(strapi, ['review'], MAX_JUDGED + 1, narrow, place);
    return rows.map((row) => ({ piece: toPiece(row), place: { due: Number(row.due_at ?? NEVER), since: Number(row.submitted_at), id: Number(row.id) } }));
  };

  const itemOf = ({ piece }: Waiting, by: Actor, now: number): QueueItem | null => {
    const restored = restore(piece);
    if (restored.kind === 'unknown' || !waitsFor(restored.state, by, iso(now))) return null;
    const { context } = restored.state;
    const step = context.steps[context.step];
    return {
      ...toSummary(piece),
      author: context.author,
      step: { key: step?.key ?? '', name: step?.name ?? '', place: context.step + 1, of: context.steps.length },
      waitingSince: waitingSince(context),
      submittedBy: context.submitted?.by ?? null,
      overdue: piece.dueAt !== null && piece.dueAt < now,
    };
  };

  const countsOf = (items: readonly QueueItem[], atLeast: boolean): QueueCounts => ({
    all: items.length,
    overdue: items.filter(({ overdue }) => overdue).length,
    byType: Object.keys(config.types).flatMap((uid) => {
      const count = items.filter((item) => item.uid === uid).length;
      return count === 0 ? [] : [{ uid, count }];
    }),
    atLeast,
  });

  return {
    async read(by, filter) {
      const found = await inReview(filter);
      const isCut = found.length > MAX_JUDGED;
      const judged = found.slice(0, MAX_JUDGED);
      const now = clock.now();
      const mine = judged.flatMap((waiting) => {
        const item = itemOf(waiting, by, now);
        return item === null ? [] : [{ item, place: waiting.place }];
      });
      const page = mine.slice(0, filter.limit);
      const goesOn = mine.length > filter.limit;
      const next = goesOn ? page.at(-1)?.place : isCut ? judged.at(-1)?.place : undefined;
      const counts = filter.after === null ? countsOf(mine.map(({ item }) => item), isCut) : null;
      return { items: page.map(({ item }) => item), next: next ?? null, counts };
    },
  };
};
