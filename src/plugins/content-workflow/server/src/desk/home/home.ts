/** What waits for a person, in a fixed number of queries however much there is. */
import type { Core } from '@strapi/strapi';
import type { GetHome, Task, TaskReason } from '../../../../contracts/home';
import { reviewersOf, UNFINISHED } from '../../../../core/notifying/recipients';
import type { Actor } from '../../../../core/workflow/context';
import { restore } from '../../../../core/workflow/snapshot';
import type { Pieces } from '../../engine/pieces';
import { firstByDue } from '../../engine/by-due';
import { toAlertView, toSummary } from '../../engine/views';
import type { Clock } from '../../jobs/clock';
import type { Heartbeat } from '../../jobs/heartbeat';
import { TABLES, toPiece, type PieceRow, type Query } from '../../tables';

export interface Home {
  of(person: Actor): Promise<GetHome.Response['data']>;
}

const WEEK_MS = 7 * 86_400_000;

/** A widget shows what comes first; the rest is on the desk. */
const MAX_TASKS = 15;
const MAX_DUE = 10;
const MAX_ATTENTION = 5;

/** Whether a person may decide a step is not in a column; of so many pieces under review each is looked at. */
const MAX_LOOKED_AT = 200;

/** Before what is only assigned comes what somebody else waits for. */
const ORDER: readonly TaskReason[] = ['changes-requested', 'review', 'publish', 'assigned'];

const isReviewer = (piece: PieceRow, person: Actor): boolean => {
  const restored = restore(piece);
  return restored.kind !== 'unknown' && reviewersOf(restored.state.context, [person]).length > 0;
};

const byDue = (a: PieceRow, b: PieceRow): number => (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) || b.changedAt - a.changedAt;

export const createHome = (strapi: Core.Strapi, clock: Clock, pieces: Pieces, heartbeat: Heartbeat): Home => {
  const first = async (limit: number, states: readonly string[], narrow?: (query: Query) => void): Promise<PieceRow[]> => (await firstByDue(strapi, states, limit, narrow)).map(toPiece);

  const tasksOf = async (person: Actor): Promise<Task[]> => {
    const [assigned, underReview, approved, sentBack] = await Promise.all([
      first(MAX_TASKS, UNFINISHED, (query) => void query.where('assignee_id', person.id)),
      person.permissions.includes('review') ? first(MAX_LOOKED_AT, ['review']) : [],
      // Approved, and nobody has said when: whoever may publish decides.
      person.permissions.includes('publish') ? first(MAX_TASKS, ['approved']) : [],
      first(MAX_TASKS, ['draft'], (query) => void query.where({ author_id: person.id, is_sent_back: true })),
    ]);
    const reasons: Record<TaskReason, readonly PieceRow[]> = { 'changes-requested': sentBack, review: underReview.filter((piece) => isReviewer(piece, person)), publish: approved, assigned };
    const known = new Map<number, { reason: TaskReason; row: PieceRow }>();
    for (const reason of ORDER) for (const row of reasons[reason]) if (!known.has(row.id)) known.set(row.id, { reason, row });
    return [...known.values()]
      .sort((a, b) => byDue(a.row, b.row))
      .slice(0, MAX_TASKS)
      .map(({ reason, row }) => ({ reason, piece: toSummary(row) }));
  };

  return {
    async of(person) {
      const now = clock.now();
      const [tasks, due, held, overdue, alerts, health] = await Promise.all([
        tasksOf(person),
        first(MAX_DUE, UNFINISHED, (query) => void query.where('due_at', '<=', now + WEEK_MS)),
        first(MAX_ATTENTION, ['held']),
        strapi.db.connection(TABLES.pieces).where('is_current', true).whereIn('state', [...UNFINISHED]).where('due_at', '<=', now).count({ n: '*' }) as unknown as Promise<{ n: unknown }[]>,
        pieces.alerts(null, MAX_ATTENTION),
        heartbeat.health(),
      ]);
      return { tasks, due: due.map(toSummary), attention: { held: held.map(toSummary), overdue: Number(overdue[0]?.n ?? 0), alerts: alerts.map(toAlertView), health } };
    },
  };
};
