/**
 * The port for work that must happen. A job is a row written in the transaction that causes it; it is delivered after
 * the commit, at least once, in the order of `runAt`. Two drivers can stand behind it; both pass one contract suite.
 */
import type { JobName, JobPayloads } from '../../../core/workflow/effects';
import type { Trx } from '../tables';

export interface NewJob<N extends JobName = JobName> {
  readonly name: N;
  readonly payload: JobPayloads[N];
  /** Epoch milliseconds. */
  readonly runAt: number;
  /** Unique; a job with the same key replaces the one that waits. */
  readonly key: string;
}

export interface JobContext {
  readonly attempt: number;
  /** When the job should have run, epoch milliseconds. */
  readonly runAt: number;
}

/** `settled`: the handler's own transaction removed the job row, so that effect and completion are one commit. */
export type JobOutcome = 'done' | 'settled';

/** A job's name determines its payload; the handler map is exhaustive. */
export type Handlers = { readonly [N in JobName]: (payload: JobPayloads[N], context: JobContext) => Promise<JobOutcome> };

export interface QueueHealth {
  readonly waiting: number;
  readonly overdue: number;
  readonly failed: number;
  /** Epoch milliseconds of the next job; `null` when none waits. */
  readonly nextRunAt: number | null;
}

export interface JobQueue {
  /** Must be called with the transaction of the change that causes the job. */
  enqueue<N extends JobName>(trx: Trx, job: NewJob<N>): Promise<void>;
  cancel(trx: Trx, key: string): Promise<void>;
  cancelMany(trx: Trx, keys: readonly string[]): Promise<void>;
  /** Delivers to these handlers until `stop`. Overdue jobs run first. */
  start(handlers: Handlers): Promise<void>;
  /** Waits for the job that runs and delivers no more. */
  stop(): Promise<void>;
  /** Called after a commit that wrote jobs: look now, do not wait for the next tick. Never throws. */
  nudge(runAt: number): void;
  /** Runs everything that is due and returns when nothing due is left. */
  drain(): Promise<void>;
  health(): Promise<QueueHealth>;
}
