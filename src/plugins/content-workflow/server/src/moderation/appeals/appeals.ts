/**
 * Appeals: one a strike, answered by somebody who had no part in it.
 *
 * - **open**: waits for an answer, at most 72 hours.
 * - **upheld**: the strike stays. **overturned**: it is lifted, and what followed from the decision is taken back.
 *   **reduced**: it holds at a lower step. **withdrawn**: the member took it back; there is no second one.
 */
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../../core/errors';
import type { Policy, Step } from '../../../../core/moderation/policy';
import type { ActorRef } from '../../../../core/workflow/context';
import type { Alerts } from '../../engine/alerts';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome } from '../../jobs/queue';
import { inTransaction, TABLES, type Connection, type Trx } from '../../tables';
import type { Audit } from '../audit/audit';
import { newReference } from '../reference';
import { noSuchAppeal, noSuchStrike, overruled, secondPersonNeeded } from '../sanctions/refusals';
import type { StrikeRow } from '../sanctions/rows';
import { hadPart, type Strikes } from '../sanctions/strikes';
import { toAppeal, type AppealRow } from './rows';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** A member who waits can not take part meanwhile, so a person has to look within three days. */
export const ANSWER_WITHIN_MS = 72 * HOUR_MS;

export type AppealOutcome = { readonly kind: 'done'; readonly appeal: AppealRow } | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface Answer {
  readonly outcome: 'upheld' | 'overturned' | 'reduced';
  /** With `reduced`. */
  readonly step: Step | null;
  readonly text: string;
}

/** Whoever has to do something of their own about an appeal is called in its transaction, before anything of it is written. */
export interface AppealFollower {
  opened(trx: Trx, told: { readonly appeal: AppealRow; readonly strike: StrikeRow }): Promise<void>;
  /** After `overturned` the decision behind the strike is to be taken back, with all that it hid. */
  settled(trx: Trx, told: { readonly appeal: AppealRow; readonly strike: StrikeRow; readonly outcome: Answer['outcome'] | 'withdrawn'; readonly by: ActorRef; readonly reason: string; readonly at: number }): Promise<void>;
}

export interface Appeals {
  open(input: { readonly strike: string; readonly sender: string; readonly text: string; readonly by: ActorRef }): Promise<AppealOutcome>;
  withdraw(input: { readonly reference: string; readonly sender: string; readonly by: ActorRef }): Promise<AppealOutcome>;
  answer(input: { readonly reference: string; readonly by: ActorRef } & Answer): Promise<AppealOutcome>;
  byReference(reference: string): Promise<AppealRow | null>;
  /** Open ones against strikes that are about this entry, oldest first. */
  about(subject: { readonly uid: string; readonly documentId: string }): Promise<AppealRow[]>;
  /** The job of an appeal that no item of the queue stands for: says that its time has passed without an answer. */
  late(appealId: number): Promise<JobOutcome>;
  /** By strike id. */
  ofStrikes(connection: Connection, strikeIds: readonly number[]): Promise<ReadonlyMap<number, AppealRow>>;
  /** Open ones by when they are due, others newest first. */
  list(filter: { readonly open: boolean; readonly after: { readonly at: number; readonly id: number } | null; readonly limit: number }): Promise<AppealRow[]>;
}

/** Until when a strike can be appealed: counted from when it came to hold as it does. */
export const appealableUntil = (policy: Policy, { startsAt, proposal }: StrikeRow): number => {
  const since = proposal?.state === 'confirmed' && proposal.settled !== null ? proposal.settled.at : startsAt;
  return since + policy.settings.appealDays * DAY_MS;
};

const exists: Refusal = { code: 'APPEAL_EXISTS', kind: 'unprocessable', guard: 'isFirst', message: 'There is an appeal against this strike already.', who: [], next: 'Read how it stands.' };
const windowOver: Refusal = { code: 'APPEAL_WINDOW_OVER', kind: 'unprocessable', guard: 'isInTime', message: 'The time in which this strike could be appealed is over.', who: [], next: 'Nothing more can be done about it here.' };
const answered: Refusal = { code: 'APPEAL_ANSWERED', kind: 'conflict', guard: 'isOpen', message: 'This appeal was answered or taken back already.', who: [], next: 'Read how it stands.' };

const refuse = (refusal: Refusal): AppealOutcome => ({ kind: 'refused', refusal });

/** A refusal that is found after something was written undoes it. */
class Undone extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

export interface AppealDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly alerts: Pick<Alerts, 'raiseOnce'>;
  readonly policy: () => Policy;
  readonly audit: Audit;
  readonly strikes: Strikes;
  readonly followers: readonly AppealFollower[];
  /** Called in the transaction in which a member's appeal was answered. */
  readonly tell: (trx: Trx, strike: StrikeRow) => Promise<void>;
}

export const createAppeals = ({ strapi, clock, alerts, policy, audit, strikes, followers, tell }: AppealDeps): Appeals => {
  const from = (connection: Connection) => connection(TABLES.appeals);

  const find = async (connection: Connection, where: Record<string, unknown>): Promise<AppealRow | null> => {
    const row = (await from(connection).where(where).first()) as Record<string, unknown> | undefined;
    return row === undefined ? null : toAppeal(row);
  };

  const settle = async (trx: Trx, appeal: AppealRow, columns: Record<string, unknown>): Promise<AppealRow | null> => {
    const [row] = (await from(trx).where({ id: appeal.id, state: 'open' }).update(columns).returning('*')) as Record<string, unknown>[];
    return row === undefined ? null : toAppeal(row);
  };

  const undoing = async (work: () => Promise<AppealOutcome>): Promise<AppealOutcome> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Undone) return refuse(error.refusal);
      throw error;
    }
  };

  /** What the answer does to the strike. */
  const act = async (trx: Trx, strike: StrikeRow, { outcome, step, text, by }: Answer & { readonly by: ActorRef }, at: number): Promise<void> => {
    // A lead may have lifted the strike while the appeal waited.
    if (outcome === 'upheld' || (outcome === 'overturned' && strike.overruled !== null)) return tell(trx, strike);
    const input = { strikeId: strike.id, by, comment: text, at };
    const done = outcome === 'overturned' ? await strikes.lift(trx, input) : await strikes.reduce(trx, { ...input, step: step ?? strike.step });
    if (done.kind === 'refused') throw new Undone(done.refusal);
  };

  return {
    open: ({ strike: reference, sender, text, by }) =>
      inTransaction(strapi, async (trx) => {
        const known = await strikes.byReference(trx, reference);
        const strike = known?.sender === sender ? await strikes.hold(trx, known.id) : null;
        if (strike === null) return refuse(noSuchStrike);
        if ((await find(trx, { strike_id: strike.id })) !== null) return refuse(exists);
        if (strike.overruled !== null) return refuse(overruled);
        const at = clock.now();
        if (at > appealableUntil(policy(), strike)) return refuse(windowOver);
        const [row] = (await from(trx)
          .insert({ reference: newReference('A'), strike_id: strike.id, sender, text, state: 'open', opened_at: at, due_at: at + ANSWER_WITHIN_MS })
          .onConflict('strike_id')
          .ignore()
          .returning('*')) as Record<string, unknown>[];
        if (row === undefined) return refuse(exists);
        const appeal = toAppeal(row);
        for (const follower of followers) await follower.opened(trx, { appeal, strike });
        await audit.write(trx, { actor: by, action: 'appeal.opened', object: `strike:${strike.id}`, after: { appeal: appeal.reference, dueAt: appeal.dueAt } });
        return { kind: 'done', appeal };
      }),

    withdraw: ({ reference, sender, by }) =>
      inTransaction(strapi, async (trx) => {
        const appeal = await find(trx, { reference, sender });
        const strike = appeal === null ? null : await strikes.hold(trx, appeal.strikeId);
        if (appeal === null || strike === null) return refuse(noSuchAppeal);
        const at = clock.now();
        const withdrawn = await settle(trx, appeal, { state: 'withdrawn', decided_at: at });
        if (withdrawn === null) return refuse(answered);
        for (const follower of followers) await follower.settled(trx, { appeal: withdrawn, strike, outcome: 'withdrawn', by, reason: '', at });
        await audit.write(trx, { actor: by, action: 'appeal.withdrawn', object: `strike:${strike.id}`, before: { state: 'open' }, after: { appeal: reference, state: 'withdrawn' } });
        return { kind: 'done', appeal: withdrawn };
      }),

    answer: ({ reference, by, ...answer }) =>
      undoing(() =>
        inTransaction(strapi, async (trx) => {
          const known = await find(trx, { reference });
          const strike = known === null ? null : await strikes.hold(trx, known.strikeId);
          if (known === null || strike === null) return refuse(noSuchAppeal);
          if (hadPart(strike, by)) return refuse(secondPersonNeeded('Answering an appeal'));
          const at = clock.now();
          const toStep = answer.outcome === 'reduced' ? answer.step : null;
          const appeal = await settle(trx, known, { state: answer.outcome, decided_at: at, reviewer_kind: by.kind, reviewer_id: by.id, reviewer_name: by.name, answer: answer.text, to_step: toStep });
          if (appeal === null) return refuse(answered);
          for (const follower of followers) await follower.settled(trx, { appeal, strike, outcome: answer.outcome, by, reason: answer.text, at });
          await act(trx, strike, { ...answer, by }, at);
          await audit.write(trx, { actor: by, action: `appeal.${answer.outcome}`, object: `strike:${strike.id}`, before: { state: 'open' }, after: { appeal: reference, state: answer.outcome, step: toStep } });
          return { kind: 'done', appeal };
        })
      ),

    byReference: (reference) => find(strapi.db.connection, { reference }),

    async about({ uid, documentId }) {
      const strikeIds = strapi.db.connection(TABLES.strikes).where({ about_uid: uid, about_id: documentId }).select('id');
      return ((await from(strapi.db.connection).where({ state: 'open' }).whereIn('strike_id', strikeIds).orderBy('id')) as Record<string, unknown>[]).map(toAppeal);
    },

    async late(appealId) {
      const appeal = await find(strapi.db.connection, { id: appealId });
      if (appeal?.state !== 'open') return 'done';
      if (appeal.dueAt > clock.now()) return 'early';
      await alerts.raiseOnce({ pieceId: null, code: 'MODERATION_LATE', message: `Nobody has answered the appeal ${appeal.reference} within ${ANSWER_WITHIN_MS / HOUR_MS} hours.`, detail: { appeal: appeal.reference, lane: 'appeal', dueAt: new Date(appeal.dueAt).toISOString() } });
      return 'done';
    },

    async ofStrikes(connection, strikeIds) {
      if (strikeIds.length === 0) return new Map();
      const rows = ((await from(connection).whereIn('strike_id', [...strikeIds])) as Record<string, unknown>[]).map(toAppeal);
      return new Map(rows.map((appeal) => [appeal.strikeId, appeal]));
    },

    async list({ open, after, limit }) {
      const query = from(strapi.db.connection).limit(limit);
      const [column, direction, beyond] = open ? (['due_at', 'asc', '>'] as const) : (['decided_at', 'desc', '<'] as const);
      if (open) query.where({ state: 'open' });
      else query.whereNot({ state: 'open' });
      if (after !== null) query.where((place) => void place.where(column, beyond, after.at).orWhere((same) => void same.where(column, after.at).where('id', beyond, after.id)));
      return ((await query.orderBy(column, direction).orderBy('id', direction)) as Record<string, unknown>[]).map(toAppeal);
    },
  };
};
