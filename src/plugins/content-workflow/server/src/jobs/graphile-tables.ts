/**
 * What the driver asks of graphile-worker's own tables and functions, as statements. Only what its documentation names is
 * used: `add_jobs`, `remove_job`, `complete_jobs`, `reschedule_jobs`, `force_unlock_workers`, the view `jobs` and the notice
 * `jobs:insert`. The exceptions say so.
 */
import type { NewJob } from './queue';

export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
}

/**
 * graphile-worker waits e^n seconds after the n-th failure: nine tries take about eighty minutes, and by then a person has
 * to look.
 */
export const MAX_ATTEMPTS = 9;

/** So long a worker may hold a job before it has had time to show that it lives. */
const GRACE_SECONDS = 3;

export interface GraphileTables {
  add(job: NewJob): Statement;
  /** Puts a running job back, unless its key has been given to another one or taken from it meanwhile. */
  addAgain(id: string, job: NewJob): Statement;
  remove(keys: readonly string[]): Statement;
  isWaiting(key: string): Statement;
  failed(): Statement;
  retry(key: string, runAt: number): Statement;
  /** What is due and not done yet, running jobs included. */
  countDue(now: number): Statement;
  wake(workers: number): Statement;
  /** Jobs in the hands of workers whose lock nobody holds any more become available again. */
  freeTheDead(lockClass: number, now: number): Statement;
  /** Jobs that were replaced or settled while they ran, and whose worker did not live to delete them. */
  clearRemains(): Statement;
  health(now: number, overdueMs: number): Statement;
}

/** Epoch milliseconds as PostgreSQL's instant. */
const INSTANT = "to_timestamp(?::float8 / 1000)";

export const graphileTables = (schema: string): GraphileTables => {
  const s = `"${schema.replaceAll('"', '""')}"`;
  const addJobs = `${s}.add_jobs(array[(?, ?::json, null, ${INSTANT}, ${MAX_ATTEMPTS}, ?, 0, null)::${s}.job_spec])`;
  const valuesOf = ({ name, payload, runAt, key }: NewJob) => [name, JSON.stringify(payload), runAt, key];
  return {
    add: (job) => ({ sql: `select 1 from ${addJobs}`, values: valuesOf(job) }),
    // The row is locked first: whoever replaces or cancels the job waits, or has done it and is seen. The view can not be locked.
    addAgain: (id, job) => ({ sql: `select ${addJobs} from (select from ${s}._private_jobs where id = ? and key = ? for update) mine`, values: [...valuesOf(job), id, job.key] }),
    remove: (keys) => ({ sql: `select count(${s}.remove_job(key)) from unnest(array[${keys.map(() => '?').join()}]::text[]) as key`, values: keys }),
    isWaiting: (key) => ({ sql: `select 1 from ${s}.jobs where key = ? and attempts < max_attempts`, values: [key] }),
    failed: () => ({
      // The view leaves the payload out; it is part of no interface but the worker's own table.
      sql: `select jobs.key, jobs.task_identifier as name, own.payload, (extract(epoch from jobs.run_at) * 1000)::float8 as run_at from ${s}.jobs join ${s}._private_jobs own using (id) where jobs.key is not null and jobs.attempts >= jobs.max_attempts and jobs.locked_at is null order by id`,
      values: [],
    }),
    retry: (key, runAt) => ({ sql: `select count(*) from ${s}.reschedule_jobs(array(select id from ${s}.jobs where key = ? and attempts >= max_attempts), run_at => ${INSTANT}, attempts => 0)`, values: [key, runAt] }),
    countDue: (now) => ({ sql: `select count(*)::int as n from ${s}.jobs where run_at <= ${INSTANT} and (attempts < max_attempts or locked_at is not null)`, values: [now] }),
    wake: (workers) => ({ sql: "select pg_notify('jobs:insert', ?)", values: [JSON.stringify({ count: workers })] }),
    freeTheDead: (lockClass, now) => ({
      sql: `select ${s}.force_unlock_workers(array(
        select distinct locked_by from ${s}.jobs
        where locked_at < ${INSTANT} - ${GRACE_SECONDS} * interval '1 second'
        and not exists (
          select from pg_locks
          where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
          and classid = ?::int::oid and objid::bigint = hashtext(locked_by)::bigint & 4294967295
        )))`,
      values: [now, lockClass],
    }),
    clearRemains: () => ({ sql: `select count(*) from ${s}.complete_jobs(array(select id from ${s}.jobs where key is null and locked_at is null and attempts >= max_attempts))`, values: [] }),
    health: (now, overdueMs) => ({
      sql: `select
        count(*) filter (where attempts < max_attempts)::int as waiting,
        count(*) filter (where attempts < max_attempts and run_at <= ${INSTANT})::int as overdue,
        count(*) filter (where attempts >= max_attempts and key is not null and locked_at is null)::int as failed,
        (extract(epoch from min(run_at) filter (where attempts < max_attempts)) * 1000)::float8 as next
        from ${s}.jobs`,
      values: [now - overdueMs],
    }),
  };
};
