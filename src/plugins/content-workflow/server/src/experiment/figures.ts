/** What people read off platforms about the arms of a comparison. */
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../core/errors';
import type { ActorRef } from '../../../core/workflow/context';
import type { Signals } from '../cluster/signals';
import type { Clock } from '../jobs/clock';
import { inTransaction, TABLES } from '../tables';
import type { ExperimentRow } from './rows';
import type { ExperimentStore } from './store';

export interface Reading {
  readonly arm: string;
  readonly units: number;
  readonly conversions: number;
  readonly source: string;
  /** ISO instant. */
  readonly readAt: string;
}

export interface Figures {
  /** `null` when they are kept; the refusal otherwise. */
  add(pieceId: number, reading: Reading, by: ActorRef): Promise<Refusal | null>;
}

export interface FiguresDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly signals: Signals;
  readonly store: ExperimentStore;
}

const refused = (code: Refusal['code'], field: string | null, message: string, next: string): Refusal => ({ code, kind: field === null ? 'unprocessable' : 'invalid', guard: 'figuresArePossible', message, who: [], next, ...(field === null ? {} : { field }) });

const NOT_PLANNED = refused('EXPERIMENT_NOT_PLANNED', null, 'No comparison runs over this piece.', 'Start one first.');
const COUNTED_HERE = refused('ACTION_NOT_FOR_THIS', null, 'The readers of this experiment are counted by the server; figures of a platform would not be about the same people.', 'Read the results here.');
const NOT_STARTED = refused('EXPERIMENT_NOT_RUNNING', null, 'The comparison has not begun.', 'Start it first.');

const problemOf = (row: ExperimentRow | null, { arm, units, conversions, readAt }: Reading, now: number): Refusal | null => {
  if (row === null) return NOT_PLANNED;
  if (row.plan.kind === 'readers') return COUNTED_HERE;
  if (row.duration === null) return NOT_STARTED;
  if (!row.plan.arms.some(({ key }) => key === arm)) return refused('VARIANT_UNKNOWN', 'arm', 'This arm does not take part.', `Choose one of: ${row.plan.arms.map(({ key }) => key).join(', ')}.`);
  if (conversions > units) return refused('PLAN_IMPOSSIBLE', 'conversions', 'More people reached the goal than saw it.', 'Correct one of the two figures.');
  if (Date.parse(readAt) > now) return refused('TIME_INVALID', 'readAt', 'The reading lies in the future.', 'Say when the figures were read.');
  return null;
};

export const createFigures = ({ strapi, clock, signals, store }: FiguresDeps): Figures => ({
  add: (pieceId, reading, by) =>
    inTransaction(strapi, async (trx) => {
      const row = await store.open(pieceId, trx);
      const problem = problemOf(row, reading, clock.now());
      if (problem !== null || row === null) return problem;
      await trx(TABLES.experimentFigures).insert({
        experiment_id: row.id,
        arm: reading.arm,
        units: reading.units,
        conversions: reading.conversions,
        source: reading.source,
        read_at: Date.parse(reading.readAt),
        by_kind: by.kind,
        by_id: by.id,
        by_name: by.name,
        at: clock.now(),
      });
      await signals.tell(trx, { kind: 'experiment', id: row.id, subject: row.subject });
      return null;
    }),
});
