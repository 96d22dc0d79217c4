/** How things stand, asked when somebody scrapes: one look at the database for all gauges. */
import { Gauge, type Registry } from 'prom-client';

export interface Standing {
  /** `null`: the clock has never ticked. */
  readonly clockAgeSeconds: number | null;
  readonly jobs: { readonly waiting: number; readonly overdue: number; readonly failed: number };
  readonly promises: { readonly broken: number };
}

/** Answers the look that has to come before the registry is read. */
export const createStanding = (registry: Registry, standing: () => Promise<Standing>): (() => Promise<void>) => {
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) => new Gauge({ name, help, labelNames, registers: [registry] });
  const readable = gauge('content_workflow_database_readable', '1 when the gauges beside it could be read from the database at this scrape.');
  const queue = gauge('content_workflow_queue_jobs', 'Jobs by how they stand; an overdue one waits as well.', ['state']);
  const age = gauge('content_workflow_clock_age_seconds', 'Since the clock last ticked; +Inf when it never did.');
  const broken = gauge('content_workflow_broken_promises', 'Promises that were not kept and that nobody has acknowledged.');

  return async () => {
    try {
      const { clockAgeSeconds, jobs, promises } = await standing();
      readable.set(1);
      for (const state of ['waiting', 'overdue', 'failed'] as const) queue.set({ state }, jobs[state]);
      age.set(clockAgeSeconds ?? Number.POSITIVE_INFINITY);
      broken.set(promises.broken);
    } catch {
      // What can not be read is not a number: an old one would look as if all was well.
      readable.set(0);
      queue.reset();
      age.set(Number.NaN);
      broken.set(Number.NaN);
    }
  };
};
