/** The job that looks at a running experiment: ends it when, and only when, its stop rule says so; and tells when something is wrong. */
import type { Core } from '@strapi/strapi';
import type { Results } from '../../../core/experiment/results';
import { EXPERIMENT_LOOK_MINUTES } from '../../../core/workflow/decide';
import { SYSTEM } from '../engine/actors';
import type { Alerts } from '../engine/alerts';
import { jobKey, type Transitions } from '../engine/transitions';
import type { Clock } from '../jobs/clock';
import type { JobOutcome, JobQueue } from '../jobs/queue';
import { inTransaction } from '../tables';
import type { ResultsReader } from './results';
import type { ExperimentStore } from './store';

export interface LookDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly alerts: Alerts;
  readonly transitions: Transitions;
  readonly store: ExperimentStore;
  readonly results: ResultsReader;
}

export type Look = (pieceId: number) => Promise<JobOutcome>;

/** What makes every figure of an experiment doubtful. */
const illnessOf = ({ sampleRatio, multipleExposures }: Results): { readonly code: string; readonly message: string } | null => {
  if (sampleRatio?.level === 'alarm') return { code: 'SAMPLE_RATIO_MISMATCH', message: 'The arms of the experiment have not got the readers that their weights give them: its figures can not be trusted until the cause is found.' };
  if (multipleExposures?.level === 'alarm') return { code: 'MULTIPLE_EXPOSURES', message: 'Too many readers were shown more than one arm of the experiment: its figures can not be trusted until the cause is found.' };
  return null;
};

export const scheduleLook = (strapi: Core.Strapi, queue: JobQueue, pieceId: number, runAt: number): Promise<void> =>
  inTransaction(strapi, (trx) => queue.enqueue(trx, { name: 'experiment', payload: { pieceId }, runAt, key: jobKey(pieceId, 'experiment') }));

export const createLook = ({ strapi, clock, queue, alerts, transitions, store, results }: LookDeps): Look => {
  return async (pieceId) => {
    const row = await store.open(pieceId);
    if (row === null || row.state !== 'running') return 'done';
    // The next look is promised whatever becomes of this one, which the next one makes good.
    const found = await results.of(row).catch((error: unknown) => void strapi.log.error(`[content-workflow] an experiment could not be looked at: ${error instanceof Error ? error.name : 'error'}`));
    const illness = found === undefined ? null : illnessOf(found);
    if (illness !== null) await alerts.raiseOnce({ pieceId, code: 'EXPERIMENT_UNHEALTHY', message: illness.message, detail: { experiment: row.key, because: illness.code } });
    if (found?.over != null) {
      const outcome = await transitions.send({ pieceId, expectedRevision: null, event: { type: 'EXPERIMENT_OVER', because: found.over }, by: SYSTEM });
      if (outcome.kind === 'conflict') throw new Error('the piece changed at this moment');
      if (outcome.kind === 'accepted') return 'settled';
    }
    await scheduleLook(strapi, queue(), pieceId, clock.now() + EXPERIMENT_LOOK_MINUTES * 60_000);
    return 'settled';
  };
};
