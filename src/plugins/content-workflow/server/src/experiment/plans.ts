/** Plans of experiments: written before anything is known, and locked from the start on. */
import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../core/errors';
import { checkPlan, type Problem as PlanProblem } from '../../../core/experiment/check-plan';
import type { Plan } from '../../../core/experiment/plan';
import { parseInstant } from '../../../core/schedule/zone';
import type { Actor } from '../../../core/workflow/context';
import type { Signals } from '../cluster/signals';
import type { WorkflowConfig } from '../config';
import type { Pieces } from '../engine/pieces';
import type { Outcome, Transitions } from '../engine/transitions';
import type { Clock } from '../jobs/clock';
import { inTransaction, subjectColumns, TABLES, type PieceRow, type Trx } from '../tables';
import type { ExperimentStore } from './store';

export interface Plans {
  put(target: { readonly pieceId: number; readonly expectedRevision: number; readonly by: Actor }, plan: Plan): Promise<Outcome>;
}

export interface PlansDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly transitions: Transitions;
  readonly signals: Signals;
  readonly store: ExperimentStore;
}

type Problem = Pick<PlanProblem, 'field' | 'message'> & Partial<PlanProblem>;

const impossible = ({ field, code, message, params }: Problem): Refusal => ({
  code: 'PLAN_IMPOSSIBLE',
  kind: 'invalid',
  guard: 'planIsPossible',
  field: `plan.${field}`,
  message,
  who: [],
  next: 'Correct the field and send it again.',
  params: { ...params, ...(code === undefined ? {} : { problem: code }) },
});

const LOCKED: Refusal = {
  code: 'LOCKED',
  kind: 'unprocessable',
  guard: 'planIsOpen',
  message: 'The plan can not be changed: the experiment has begun.',
  who: ['own'],
  next: 'Stop the experiment, then plan another one.',
};

/** When an arm goes out is a moment, so that somebody else can check it. */
const placeProblems = ({ kind, arms }: Plan): Problem[] =>
  arms.flatMap(({ place }, i): Problem[] => {
    const field = `arms.${i}.place`;
    if (kind === 'times' && (place === null || parseInstant(place) === null)) return [{ field, message: 'An arm of times says when it goes out: an ISO 8601 instant with a zone.' }];
    return [];
  });

const namespaceProblems = ({ namespace }: Plan, namespaces: readonly string[]): Problem[] =>
  namespace === null || namespaces.length === 0 || namespaces.includes(namespace.id) ? [] : [{ field: 'namespace.id', message: `The namespace is one of ${namespaces.join(', ')}.` }];

/** An exception carries a refusal out of the transaction, so that the row that was written before it is undone. */
class Undo extends Error {
  constructor(readonly outcome: Outcome) {
    super('undone');
  }
}

export const createPlans = ({ strapi, config, clock, pieces, transitions, signals, store }: PlansDeps): Plans => {
  const problemOf = async (trx: Trx, piece: PieceRow, plan: Plan): Promise<Refusal | null> => {
    const variants = (await pieces.variants(piece.id, trx)).map(({ key }) => key);
    const goals = config.experiments.goals.map(({ code }) => code);
    const [first] = [...checkPlan(plan, { variants, goals }), ...placeProblems(plan), ...namespaceProblems(plan, config.experiments.namespaces)];
    return first === undefined ? null : impossible(first);
  };

  const write = async (trx: Trx, piece: PieceRow, plan: Plan): Promise<{ id: number; key: string }> => {
    const columns = { plan: JSON.stringify(plan), goal: plan.goal, changed_at: clock.now() };
    const open = await store.open(piece.id, trx);
    if (open?.state === 'draft') {
      await trx(TABLES.experiments).where({ id: open.id }).update(columns);
      return open;
    }
    const key = randomUUID();
    const [row] = (await trx(TABLES.experiments)
      .insert({ piece_id: piece.id, ...subjectColumns(piece), key, state: 'draft', paused_ms: 0, planned_at: clock.now(), ...columns })
      .returning('id')) as { id: number }[];
    return { id: Number(row?.id), key };
  };

  return {
    async put(target, plan) {
      try {
        return await inTransaction(strapi, async (trx) => {
          const piece = await pieces.lock(trx, target.pieceId);
          if (piece === null) return { kind: 'not-found' };
          if (piece.revision !== target.expectedRevision) return { kind: 'conflict', piece };
          const refusal = piece.state === 'variant' ? LOCKED : await problemOf(trx, piece, plan);
          if (refusal !== null) return { kind: 'refused', refusal, piece };
          const { id, key } = await write(trx, piece, plan);
          const outcome = await transitions.send({ ...target, event: { type: 'EXPERIMENT_PLANNED', experiment: key } });
          if (outcome.kind !== 'accepted') throw new Undo(outcome);
          await signals.tell(trx, { kind: 'experiment', id, subject: { uid: piece.uid, documentId: piece.documentId, locale: piece.locale } });
          return outcome;
        });
      } catch (error) {
        if (error instanceof Undo) return error.outcome;
        throw error;
      }
    },
  };
};
