/** The jobs that wait or have failed, whichever driver keeps them: what tests look at and meddle with. */
import type { TestApp } from './app';
import { onPostgres, type Looker, type Row } from './test-database';

export interface StoredJob {
  readonly name: string;
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly runAt: number;
  readonly attempts: number;
  readonly failed: boolean;
}

const JOBS = 'graphile_worker._private_jobs';

type Rows = Record<string, unknown>[];

/** PostgreSQL's driver puts rows into an object, SQLite's does not. */
const ask = async (app: TestApp, sql: string, values: unknown[] = []): Promise<Rows> => {
  const answer = (await app.strapi.db.connection.raw(sql, values as never)) as unknown as Rows | { rows: Rows };
  return Array.isArray(answer) ? answer : answer.rows;
};

const JOBS_OF = {
  graphile: `select tasks.identifier as name, key, payload::text as payload, ceil(extract(epoch from run_at) * 1000)::float8 as run_at, attempts, case when attempts >= max_attempts then 1 else 0 end as failed from ${JOBS} jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id where key is not null order by key`,
  table: "select name, job_key as key, payload, run_at, attempts, case when state = 'failed' then 1 else 0 end as failed from cw_jobs order by job_key",
} as const;

const query = (): string => (onPostgres() ? JOBS_OF.graphile : JOBS_OF.table);

const toJob = (row: Record<string, unknown>): StoredJob => ({
  name: String(row.name),
  key: String(row.key),
  payload: JSON.parse(String(row.payload)) as Record<string, unknown>,
  runAt: Number(row.run_at),
  attempts: Number(row.attempts),
  failed: Number(row.failed) === 1,
});

/** As seen from outside of the server. */
export const storedJobsIn = async (db: Looker): Promise<StoredJob[]> => (await db.all(query())).map((row: Row) => toJob(row));

/** By key. */
export const storedJobs = async (app: TestApp): Promise<StoredJob[]> => (await ask(app, query())).map(toJob);

export const jobWithKey = async (app: TestApp, key: string): Promise<StoredJob | undefined> => (await storedJobs(app)).find((job) => job.key === key);

/** As a hand on the database does; without keys, all of them. */
export const deleteJobs = async (app: TestApp, keys?: readonly string[]): Promise<void> => {
  if (onPostgres()) await (keys === undefined ? ask(app, `delete from ${JOBS}`) : ask(app, `delete from ${JOBS} where key = any(?)`, [keys]));
  else await app.strapi.db.connection('cw_jobs').modify((query) => void (keys === undefined ? query : query.whereIn('job_key', [...keys]))).delete();
};

/** As after its last try. */
export const failJob = async (app: TestApp, key: string): Promise<void> => {
  if (onPostgres()) await ask(app, `update ${JOBS} set attempts = max_attempts where key = ?`, [key]);
  else await app.strapi.db.connection('cw_jobs').where({ job_key: key }).update({ state: 'failed' });
};
