/**
 * A database of a test's own, of the kind that the jest project runs on: a SQLite file in a folder, or a PostgreSQL
 * database that is named after the folder. Whoever comes with the same folder finds the same database.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { postgresUrl } from './postgres.cjs';
import { openSqlite } from './sqlite';
import { templateOf } from './template';

export const onPostgres = (): boolean => process.env.TEST_DATABASE === 'postgres';

export type Row = Record<string, string | number | boolean | null>;

export interface Looker {
  /** `?` stands for a value, whatever the database. Flags read as 0 and 1, counts and times as numbers. */
  all(sql: string, ...values: unknown[]): Promise<Row[]>;
  get(sql: string, ...values: unknown[]): Promise<Row | undefined>;
  close(): Promise<void>;
}

export interface TestDatabase {
  readonly folder: string;
  /** What makes a server use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Looks into it from outside, as somebody would who does not trust the server. */
  look(): Promise<Looker>;
  remove(): Promise<void>;
}

const connect = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
};

const server = (): string => {
  const url = postgresUrl();
  if (url === null) throw new Error('no PostgreSQL was found, though the tests that need one were started');
  return url;
};

/**
 * The time by which PostgreSQL delivers jobs is its own `now()`. In a test's database another `now()` is found first, which
 * a test can set; it is the system's while nobody does.
 */
const MOVABLE_TIME = `
  create schema test_time;
  create table test_time.clock (at timestamptz);
  insert into test_time.clock values (null);
  create function public.now() returns timestamptz language sql stable as $$ select coalesce((select at from test_time.clock), pg_catalog.now()) $$;
`;

const create = async (admin: Client, name: string, url: string, template: string | null): Promise<void> => {
  await admin.query(`create database ${name}${template === null ? '' : ` template ${template}`}`);
  await admin.query(`alter database ${name} set search_path = public, pg_catalog`);
  // A test database is thrown away: nothing of it has to survive a power cut.
  await admin.query(`alter database ${name} set synchronous_commit = off`);
  if (template !== null) return;
  const client = await connect(url);
  await client.query(MOVABLE_TIME);
  await client.end();
};

const numbered = (sql: string): string => {
  let n = 0;
  return sql.replaceAll('?', () => `$${(n += 1)}`);
};

/** `bigint` and `count(*)` come as text, flags as true and false; a SQLite file says both in numbers. */
const plain = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]));

const nameOf = (folder: string): string => `cw_${path.basename(folder).replace(/[^A-Za-z0-9]+/g, '_').toLowerCase()}`;

const postgres = async (folder: string, template: string | null): Promise<TestDatabase> => {
  const name = nameOf(folder);
  const at = server();
  const url = Object.assign(new URL(at), { pathname: `/${name}` }).toString();
  const admin = await connect(at);
  if ((await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount === 0) await create(admin, name, url, template === null ? null : nameOf(template));
  await admin.end();
  const clock = await connect(url);
  // An earlier server's time may stand still in it.
  await clock.query('update test_time.clock set at = null');
  await clock.end();
  return {
    folder,
    env: { DATABASE_CLIENT: 'postgres', DATABASE_URL: url },
    async look() {
      const client = await connect(url);
      // Big integers here are times and counts, far below what a number can hold.
      const types = { getTypeParser: (oid: number, format: 'text' | 'binary' = 'text'): ((text: never) => unknown) => (oid === 20 ? Number : (client.getTypeParser(oid, format as 'text') as never)) };
      const all = async (sql: string, ...values: unknown[]): Promise<Row[]> => (await client.query<Row>({ text: numbered(sql), values, types })).rows.map(plain);
      return { all, get: async (sql, ...values) => (await all(sql, ...values))[0], close: () => client.end() };
    },
    async remove() {
      const last = await connect(at);
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const fileIn = (folder: string): string => path.join(folder, 'test.db');

const sqlite = (folder: string, template: string | null): TestDatabase => {
  const file = fileIn(folder);
  if (template !== null) copyFileSync(fileIn(template), file);
  return {
    folder,
    env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: file, DATABASE_URL: '' },
    look: () => {
      const db = openSqlite(file);
      return Promise.resolve({
        all: (sql, ...values) => Promise.resolve(db.prepare(sql).all(...values)),
        get: (sql, ...values) => Promise.resolve(db.prepare(sql).get(...values)),
        close: () => Promise.resolve(db.close()),
      });
    },
    remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
};

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'content-workflow-test-'));

/** An empty database, or the one that stands for the folder. */
export const openDatabase = async (folder = newFolder()): Promise<TestDatabase> => (onPostgres() ? postgres(folder, null) : sqlite(folder, null));

/** A copy of the run's template where there is one, otherwise an empty database. */
export const openFilledDatabase = async (): Promise<TestDatabase> =>
  onPostgres() ? postgres(newFolder(), templateOf('postgres')) : sqlite(newFolder(), templateOf('sqlite'));
