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

/**
 * `settled`: the handler's own transaction removed the job row, so that effect and completion are one commit.
 * `early`: by the engine's clock its time has not come; the queue keeps the job and delivers it again.
 */
export type JobOutcome = 'done' | 'settled' | 'early';

/** A job's name determines its payload; the handler map is exhaustive. */
export type Handlers = { readonly [N in JobName]: (payload: JobPayloads[N], context: JobContext) => Promise<JobOutcome> };

export interface QueueHealth {
  readonly waiting: number;
  readonly overdue: number;
  readonly failed: number;
  /** Epoch milliseconds of the next job; `null` when none waits. */
  readonly nextRunAt: number | null;
}

/** A job that has used up its tries and is kept for a person, or for the sweep, to try again. */
export interface FailedJob {
  readonly name: string;
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly runAt: number;
}

/** What a driver is given; the functions are called outside of any transaction. */
export interface QueueOptions {
  readonly heartbeatSeconds: number;
  /** How many jobs of a lane of many run at once in one process. */
  readonly sideBySide?: number;
  /** Called at every tick, with the time of it. */
  readonly onTick: (now: number) => Promise<void>;
  /** Within it happens all that concerns one job. */
  readonly about?: <T>(job: { readonly id: number | string; readonly name: string }, run: () => T) => T;
  readonly onGiveUp: (job: { readonly name: string; readonly key: string }, error: Error) => Promise<void>;
}

/** Jobs that run beside the promises. Without `many` one after another, so that a listener hears of a piece's transitions in their order. */
export interface SideLane {
  readonly names: readonly JobName[];
  /** True where one has nothing to do with another: as many run side by side as the options say. */
  readonly many?: true;
}

/**
 * Telling others waits for them; it runs beside the promises, so that nobody can keep these waiting. A mail server that
 * does not answer keeps no listener waiting either, and a platform neither of them.
 */
export const BESIDE: readonly SideLane[] = [{ names: ['announce'] }, { names: ['mail', 'letter', 'statement'] }, { names: ['newsletter', 'websub'] }, { names: ['deliver', 'measure'], many: true }];

export const BESIDE_NAMES: readonly JobName[] = BESIDE.flatMap(({ names }) => names);

/** What runs side by side where nothing else is said. */
const MANY = 8;

export const widthOf = ({ many }: SideLane, { sideBySide = MANY }: Pick<QueueOptions, 'sideBySide'>): number => (many === true ? sideBySide : 1);

/** A job that has waited this long past its time is called overdue; less is the clock's ordinary rhythm. */
export const OVERDUE_MS = 30_000;

export interface JobQueue {
  /** Makes what the driver needs in the database and takes over what another driver left there. Before anything is enqueued. */
  prepare(): Promise<void>;
  /** Must be called with the transaction of the change that causes the job. */
  enqueue<N extends JobName>(trx: Trx, job: NewJob<N>): Promise<void>;
  cancel(trx: Trx, key: string): Promise<void>;
  cancelMany(trx: Trx, keys: readonly string[]): Promise<void>;
  /** True while the job is promised: it waits, runs, or will be tried again. */
  isWaiting(key: string): Promise<boolean>;
  failed(): Promise<FailedJob[]>;
  /** Gives a failed job all its tries again. */
  retry(key: string, runAt: number): Promise<void>;
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
