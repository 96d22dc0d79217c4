/**
 * The driver for PostgreSQL: graphile-worker's tables, functions, retries and notices. A job is added by the transaction
 * that causes it; any number of processes deliver.
 *
 * What graphile-worker leaves to its user is done here. A worker that loses its database for a moment gives up, so its
 * lane is opened again. And a job in the hands of a process that was killed would stay locked for four hours: every worker
 * holds a lock that the database releases with the connection of its process, and what is in the hands of nobody is freed.
 *
 * Times are the database's, so that the clocks of several machines need not agree.
 */
import { AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { Logger, run, runMigrations, type Job, type Runner, type Task, type TaskList, type WorkerEvents } from 'graphile-worker';
import schedule from 'node-schedule';
import { Pool, type ClientBase, type ClientConfig } from 'pg';
import type { JobName, JobPayloads } from '../../../core/workflow/effects';
import { inTransaction, TABLES, toJob, type Connection } from '../tables';
import type { Clock } from './clock';
import { graphileTables, type Statement } from './graphile-tables';
import { within } from './patience';
import { BESIDE, BESIDE_NAMES, OVERDUE_MS, widthOf, type FailedJob, type Handlers, type JobContext, type JobOutcome, type JobQueue, type QueueOptions } from './queue';

/** A job for later is found by asking; half of the half second that a promise may be late. */
const POLL_MS = 250;

/** The tables are asked whose jobs have lost their worker. */
const RESCUE_SECONDS = 2;

/** A lane that can not be opened, because the database is away, is tried again after this long. */
const REOPEN_MS = 500;

/** The engine's clock follows the database's within milliseconds; a job that came too early by these is not delivered in a tight circle. */
const EARLY_MS = 20;

/** Worker's own questions take milliseconds. A connection that does not answer for so long is given up, and the worker with it. */
const SILENCE_MS = 10_000;

/**
 * What many workers of a lane share to ask for work and to say that it is done, a millisecond each; what they do in between, they do on
 * the application's connections. A server of PostgreSQL has a hundred unless told otherwise, and processes are several.
 */
const SHARED_CONNECTIONS = 2;

/** While a drain waits for workers, it asks this often whether they are done. */
const DRAIN_MS = 10;

export interface GraphileOptions extends QueueOptions {
  readonly connection: ClientConfig;
  /** Is given every connection that a lane opens, before anything is asked of it. */
  readonly onConnect: (client: ClientBase) => void;
  /** The schema of graphile-worker's tables. */
  readonly schema: string;
  /** Promises that are kept side by side in one process. */
  readonly concurrency: number;
  /** Shows other processes that a worker lives, for as long as this process does. */
  readonly alive: { hold(name: string): void; letGo(name: string): void; readonly lockClass: number };
}

export interface GraphileQueue extends JobQueue {
  /** Frees the jobs of workers that no longer live, and clears what they left. Happens by itself while the queue runs. */
  rescue(): Promise<void>;
}

/** A lane has connections of its own, so that a lane that breaks takes none with it. */
interface OpenLane {
  readonly runner: Runner;
  readonly events: WorkerEvents;
  readonly pool: Pool;
}

interface Lane {
  readonly names: readonly JobName[];
  readonly handlers: Handlers;
  readonly concurrency: number;
  /** Beside the one that listens. */
  readonly connections: number;
}

/** Levels at which graphile-worker tells of its ordinary work. */
const ROUTINE: ReadonlySet<string> = new Set(['info', 'debug']);

const reasonOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

export const createGraphileQueue = (strapi: Core.Strapi, clock: Clock, options: GraphileOptions): GraphileQueue => {
  const tables = graphileTables(options.schema);
  const about = options.about ?? ((_job, run) => run());
  let running = false;
  let timers: schedule.Job[] = [];
  const open = new Map<Lane, OpenLane>();
  /** Of lanes in which a worker has stopped working. */
  const broken = new WeakSet<WorkerEvents>();

  // Worker's own lines carry what a job threw, and that may quote a row; failures are told by `fail` instead.
  const logger = new Logger(() => (level, message, meta) => {
    if (meta?.failure === undefined && !ROUTINE.has(level)) strapi.log.debug(`[content-workflow] graphile-worker: ${message}`);
  });

  const ask = async <Row>(statement: Statement, on: Connection = strapi.db.connection): Promise<Row[]> => {
    const { rows } = (await on.raw(statement.sql, [...statement.values] as never)) as unknown as { rows: Row[] };
    return rows;
  };

  const fail = (job: Job, error: unknown): void => {
    const givenUp = job.attempts >= job.max_attempts;
    const { name } = reasonOf(error);
    strapi.log.error(`[content-workflow] job ${job.task_identifier} failed (attempt ${job.attempts}${givenUp ? ', given up' : ''}): ${name}`);
    if (givenUp) options.onGiveUp({ name: job.task_identifier, key: job.key ?? '' }, reasonOf(error)).catch(() => strapi.log.error('[content-workflow] a job was given up, and that could not be told'));
  };

  const taskOf =
    (to: Handlers, name: JobName): Task =>
    async (payload, { job }) => {
      const handler = to[name] as (payload: JobPayloads[JobName], context: JobContext) => Promise<JobOutcome>;
      const outcome = await about({ id: job.id, name }, async () => {
        try {
          return await handler(payload as JobPayloads[JobName], { attempt: job.attempts, runAt: job.run_at.getTime() });
        } catch (error) {
          fail(job, error);
          throw error;
        }
      });
      if (outcome !== 'early' || job.key === null) return;
      await setTimeout(EARLY_MS);
      await ask(tables.addAgain(job.id, { name, key: job.key, payload: payload as JobPayloads[JobName], runAt: job.run_at.getTime() }));
    };

  const lanesOf = (to: Handlers): Lane[] => {
    const names = Object.keys(to) as JobName[];
    return [
      { names: names.filter((name) => !BESIDE_NAMES.includes(name)), handlers: to, concurrency: options.concurrency, connections: options.concurrency + 1 },
      ...BESIDE.map((lane): Lane => {
        const concurrency = widthOf(lane, options);
        return { names: names.filter((name) => lane.names.includes(name)), handlers: to, concurrency, connections: Math.min(concurrency, SHARED_CONNECTIONS) };
      }),
    ];
  };

  const eventsOf = (lane: Lane): WorkerEvents => {
    const events = new EventEmitter() as WorkerEvents;
    events.on('worker:create', ({ worker }) => options.alive.hold(worker.workerId));
    events.on('worker:stop', ({ worker, error }) => {
      options.alive.letGo(worker.workerId);
      if (error === undefined) return;
      broken.add(events);
      if (running) void reopen(lane, events);
    });
    return events;
  };

  const openLane = async (lane: Lane): Promise<void> => {
    const pool = new Pool({ ...options.connection, max: 1 + lane.connections, connectionTimeoutMillis: SILENCE_MS, query_timeout: SILENCE_MS });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => {
      client.on('error', () => undefined);
      options.onConnect(client);
    });
    const events = eventsOf(lane);
    const taskList: TaskList = Object.fromEntries(lane.names.map((name) => [name, taskOf(lane.handlers, name)]));
    try {
      const runner = await run({ pgPool: pool, schema: options.schema, taskList, concurrency: lane.concurrency, pollInterval: POLL_MS, noHandleSignals: true, parsedCronItems: [], logger, events });
      runner.promise.catch(() => undefined);
      open.set(lane, { runner, events, pool });
      // Stopped meanwhile, when nobody could close it yet.
      if (!running) await closeLane(lane);
      else if (broken.has(events)) void reopen(lane, events);
    } catch (error) {
      void pool.end().catch(() => undefined);
      throw error;
    }
  };

  /** Waits for the jobs that run. */
  const closeLane = async (lane: Lane): Promise<void> => {
    const closing = open.get(lane);
    open.delete(lane);
    await closing?.runner.stop().catch(() => undefined);
    if (closing !== undefined) await within(SILENCE_MS, closing.pool.end()).catch(() => undefined);
  };

  // An event of a worker comes out of whatever it was doing; what is opened anew must not inherit that.
  const reopen = AsyncResource.bind(async (lane: Lane, events: WorkerEvents): Promise<void> => {
    // Each worker of a lane tells that it broke, and some when the lane has been opened again already.
    if (open.get(lane)?.events !== events) return;
    strapi.log.warn('[content-workflow] a worker lost its database and is started again');
    // The jobs of the other workers go on; what is broken may never end, and is not waited for.
    void closeLane(lane);
    while (running) {
      try {
        return await openLane(lane);
      } catch {
        await setTimeout(REOPEN_MS);
      }
    }
  });

  const rescue = async (): Promise<void> => {
    await ask(tables.freeTheDead(options.alive.lockClass, clock.now()));
    await ask(tables.clearRemains());
  };

  /** Jobs of the embedded driver, from before this one was there. */
  const takeOver = (): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      const left = ((await trx(TABLES.jobs).orderBy('run_at').forUpdate()) as Record<string, unknown>[]).map(toJob);
      for (const { name, key, payload, runAt } of left) await ask(tables.add({ name, key, runAt, payload: JSON.parse(payload) as never }), trx);
      await trx(TABLES.jobs).delete();
      if (left.length > 0) strapi.log.info(`[content-workflow] took over ${left.length} jobs`);
    });

  const stop = async (): Promise<void> => {
    running = false;
    for (const timer of timers) timer.cancel();
    await Promise.all([...open.keys()].map(closeLane));
  };

  return {
    rescue,
    async prepare() {
      const short = new Pool({ ...options.connection, max: 1 });
      try {
        await runMigrations({ pgPool: short, schema: options.schema, logger });
      } finally {
        await short.end();
      }
      await takeOver();
    },
    enqueue: async (trx, job) => void (await ask(tables.add(job), trx)),
    cancel: async (trx, key) => void (await ask(tables.remove([key]), trx)),
    async cancelMany(trx, keys) {
      if (keys.length > 0) await ask(tables.remove(keys), trx);
    },
    isWaiting: async (key) => (await ask(tables.isWaiting(key))).length > 0,
    failed: async () => (await ask<FailedJob & { run_at: number }>(tables.failed())).map(({ name, key, payload, run_at }) => ({ name, key, payload, runAt: Number(run_at) })),
    retry: async (key, runAt) => void (await ask(tables.retry(key, runAt))),
    async start(to) {
      // Started again with other handlers, as an embedded queue can be.
      if (running) await stop();
      running = true;
      await options.onTick(clock.now());
      for (const lane of lanesOf(to)) await openLane(lane);
      const every = (seconds: number, what: string, work: () => Promise<void>): schedule.Job =>
        schedule.scheduleJob({ rule: `*/${Math.min(seconds, 59)} * * * * *` }, () => {
          work().catch(() => strapi.log.warn(`[content-workflow] ${what}`));
        });
      timers = [
        every(options.heartbeatSeconds, 'the heartbeat could not be written', () => options.onTick(clock.now())),
        every(RESCUE_SECONDS, 'jobs without a worker could not be looked for', rescue),
      ];
    },
    stop,
    // The insert itself notifies the workers of every process, with the commit.
    nudge: () => undefined,
    async drain() {
      while (running) {
        const [due] = await ask<{ n: number }>(tables.countDue(clock.now()));
        if (due === undefined || due.n === 0) return;
        await ask(tables.wake(options.concurrency + BESIDE.reduce((sum, lane) => sum + widthOf(lane, options), 0)));
        await setTimeout(DRAIN_MS);
      }
    },
    async health() {
      const [row] = await ask<{ waiting: number; overdue: number; failed: number; next: number | null }>(tables.health(clock.now(), OVERDUE_MS));
      return { waiting: row?.waiting ?? 0, overdue: row?.overdue ?? 0, failed: row?.failed ?? 0, nextRunAt: row?.next == null ? null : Math.round(row.next) };
    },
  };
};
