/**
 * The embedded driver: one process, the job table and `node-schedule` as the clock.
 *
 * The promise is the row, the timer only a reminder: at start and at every tick the table is asked what is due, so a
 * timer that was lost, replaced or fired early changes nothing. A job row lives until its work is committed; a process
 * that dies in the middle runs the job again at the next start. One process at a time is guaranteed by the database lock
 * (see `single-process.ts`), so a running job is remembered in memory and needs no lease.
 */
import { AsyncResource } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import schedule from 'node-schedule';
import type { JobName, JobPayloads } from '../../../core/workflow/effects';
import { TABLES, toJob, type JobRow } from '../tables';
import type { Clock } from './clock';
import { BESIDE, BESIDE_NAMES, OVERDUE_MS, widthOf, type Handlers, type JobContext, type JobOutcome, type JobQueue, type QueueOptions, type SideLane } from './queue';

/** Small enough that a newly due, earlier job is not kept waiting behind a long list. */
const BATCH = 50;

/** Seven tries over about two hours; by then a person has to look. */
const BACKOFF_SECONDS = [1, 5, 30, 120, 600, 1800, 3600] as const;

/** Announcements follow a click; gathering them for a moment keeps their bookkeeping out of the next click's way. */
const NUDGE_MS = 25;

/** A job that was replaced while it ran keeps its row with other contents; what came of it concerns only what ran. */
const asItRan = (job: JobRow) => ({ id: job.id, run_at: job.runAt, payload: job.payload });

const run = async (handlers: Handlers, job: JobRow, context: JobContext): Promise<JobOutcome> => {
  const handler = handlers[job.name] as ((payload: JobPayloads[JobName], context: JobContext) => Promise<JobOutcome>) | undefined;
  if (handler === undefined) throw new Error(`there is no handler for the job "${job.name}"`);
  return handler(JSON.parse(job.payload) as JobPayloads[JobName], context);
};

export const createEmbeddedQueue = (strapi: Core.Strapi, clock: Clock, options: QueueOptions): JobQueue => {
  const about = options.about ?? ((_job, run) => run());
  let handlers: Handlers | null = null;
  let heartbeat: schedule.Job | null = null;
  let alarm: schedule.Job | null = null;
  let alarmAt = Number.POSITIVE_INFINITY;

  const jobs = () => strapi.db.connection(TABLES.jobs);

  type Lane = 'promises' | SideLane;

  const width = (lane: Lane): number => (lane === 'promises' ? 1 : widthOf(lane, options));

  const waitingIn = (lane: Lane) => (lane === 'promises' ? jobs().whereNotIn('name', [...BESIDE_NAMES]) : jobs().whereIn('name', [...lane.names])).andWhere('state', 'waiting');

  const dueNow = async (lane: Lane): Promise<JobRow[]> => {
    const rows = (await waitingIn(lane).andWhere('run_at', '<=', clock.now()).orderBy([{ column: 'run_at' }, { column: 'id' }]).limit(BATCH)) as Record<string, unknown>[];
    return rows.map(toJob);
  };

  const fail = async (job: JobRow, error: Error): Promise<void> => {
    const attempts = job.attempts + 1;
    const pause = BACKOFF_SECONDS[attempts - 1];
    const givenUp = pause === undefined;
    await jobs()
      .where(asItRan(job))
      .update({ attempts, last_error: `${error.name}: ${error.message}`.slice(0, 1000), ...(givenUp ? { state: 'failed' } : { run_at: clock.now() + pause * 1000 }) });
    strapi.log.error(`[content-workflow] job ${job.name} failed (attempt ${attempts}${givenUp ? ', given up' : ''}): ${error.name}`);
    if (givenUp) await options.onGiveUp(job, error);
  };

  const deliver = async (to: Handlers, job: JobRow): Promise<void> => {
    try {
      const outcome = await run(to, job, { attempt: job.attempts + 1, runAt: job.runAt });
      if (outcome === 'done') await jobs().where(asItRan(job)).delete();
    } catch (error) {
      await fail(job, error instanceof Error ? error : new Error(String(error)));
    }
  };

  // A nudge comes out of a request's transaction; the alarm must not inherit it, or its work would join a dead transaction.
  const ring = AsyncResource.bind(() => {
    alarmAt = Number.POSITIVE_INFINITY;
    void pump();
  });

  const setAlarm = (at: number): void => {
    if (handlers === null || at >= alarmAt) return;
    alarm?.cancel();
    alarmAt = at;
    // scheduleJob answers null for a past date, so what is due already gets the shortest future.
    alarm = schedule.scheduleJob(new Date(Math.max(at, Date.now() + NUDGE_MS)), ring);
  };

  /** As many at once as the lane is wide; a job in hand keeps its row and is not taken twice. */
  const work = async (lane: Lane, to: Handlers): Promise<void> => {
    const inHand = new Map<number, Promise<void>>();
    const broken: unknown[] = [];
    const isFull = (): boolean => inHand.size >= width(lane);
    for (;;) {
      if (broken.length > 0) {
        await Promise.all(inHand.values());
        throw broken[0];
      }
      const due = handlers === null ? [] : (await dueNow(lane)).filter(({ id }) => !inHand.has(id));
      if (due.length === 0 && inHand.size === 0) break;
      for (const job of due) {
        while (isFull()) await Promise.race(inHand.values());
        if (handlers === null || broken.length > 0) break;
        inHand.set(job.id, about(job, () => deliver(to, job)).catch((error: unknown) => void broken.push(error)).finally(() => inHand.delete(job.id)));
        // SQLite answers in the turn that asks: without a pause a chain of jobs would keep every request out.
        await setImmediate();
      }
      if (inHand.size > 0 && (due.length < BATCH || isFull())) await Promise.race(inHand.values());
    }
    if (handlers === null) return;
    const next = (await waitingIn(lane).min({ at: 'run_at' }).first()) as { at: unknown } | undefined;
    if (next?.at != null) setAlarm(Number(next.at));
  };

  /** One at a time in a lane; whoever asks during the work waits for one more look. */
  const createPump = (lane: Lane): { pump(): Promise<void>; rest(): Promise<void> } => {
    let working: Promise<void> | null = null;
    let again = false;
    const workUntilQuiet = async (to: Handlers): Promise<void> => {
      do {
        again = false;
        try {
          await work(lane, to);
        } catch (error) {
          strapi.log.error(`[content-workflow] the clock stumbled and goes on: ${error instanceof Error ? error.name : 'error'}`);
        }
      } while (again);
      working = null;
    };
    return {
      async pump() {
        if (handlers === null) return;
        if (working === null) working = workUntilQuiet(handlers);
        else again = true;
        await working;
      },
      rest: async () => void (await working),
    };
  };

  const lanes = [createPump('promises'), ...BESIDE.map(createPump)];
  const pump = async (): Promise<void> => void (await Promise.all(lanes.map((lane) => lane.pump())));

  return {
    // The table is one of the plugin's content types, made by Strapi.
    prepare: () => Promise.resolve(),
    async enqueue(trx, job) {
      await trx(TABLES.jobs)
        .insert({ name: job.name, job_key: job.key, payload: JSON.stringify(job.payload), run_at: job.runAt, attempts: 0, state: 'waiting', last_error: null })
        .onConflict('job_key')
        .merge(['name', 'payload', 'run_at', 'attempts', 'state', 'last_error']);
    },
    async cancel(trx, key) {
      await trx(TABLES.jobs).where('job_key', key).delete();
    },
    async cancelMany(trx, keys) {
      if (keys.length > 0) await trx(TABLES.jobs).whereIn('job_key', [...keys]).delete();
    },
    async isWaiting(key) {
      return (await jobs().where({ job_key: key, state: 'waiting' }).first('id')) !== undefined;
    },
    async failed() {
      const rows = (await jobs().where({ state: 'failed' }).orderBy('id')) as Record<string, unknown>[];
      return rows.map(toJob).map(({ name, key, payload, runAt }) => ({ name, key, runAt, payload: JSON.parse(payload) as Record<string, unknown> }));
    },
    async retry(key, runAt) {
      await jobs().where({ job_key: key, state: 'failed' }).update({ state: 'waiting', attempts: 0, run_at: runAt });
    },
    async start(to) {
      handlers = to;
      heartbeat = schedule.scheduleJob({ rule: `*/${Math.min(options.heartbeatSeconds, 59)} * * * * *` }, () => {
        void options
          .onTick(clock.now())
          .catch(() => strapi.log.warn('[content-workflow] the heartbeat could not be written'))
          .then(pump);
      });
      await options.onTick(clock.now());
      void pump();
    },
    async stop() {
      handlers = null;
      heartbeat?.cancel();
      alarm?.cancel();
      alarmAt = Number.POSITIVE_INFINITY;
      await Promise.all(lanes.map((lane) => lane.rest()));
    },
    nudge(runAt) {
      if (handlers !== null) setAlarm(Math.max(runAt, clock.now() + NUDGE_MS));
    },
    drain: pump,
    async health() {
      const now = clock.now();
      const waiting = () => jobs().where('state', 'waiting');
      // Each by the index over states and times: the jobs of many promises wait for months.
      const [row] = (await strapi.db.connection.select({
        waiting: waiting().count('*') as never,
        overdue: waiting().where('run_at', '<=', now - OVERDUE_MS).count('*') as never,
        failed: jobs().where('state', 'failed').count('*') as never,
        next: waiting().min('run_at') as never,
      })) as unknown as Record<string, unknown>[];
      return {
        waiting: Number(row?.waiting ?? 0),
        overdue: Number(row?.overdue ?? 0),
        failed: Number(row?.failed ?? 0),
        nextRunAt: row?.next == null ? null : Number(row.next),
      };
    },
  };
};
