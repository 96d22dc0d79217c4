/**
 * Two processes must not share one SQLite file: each would run the other's jobs, and writers would fail at once with
 * SQLITE_BUSY. The lock is an exclusive transaction on a file beside the database, so the operating system gives it back
 * however the process ends. It is taken before the schema is synchronised: a second process that starts by mistake,
 * perhaps with another version, must not alter a table of the one that runs.
 */
import type { Core } from '@strapi/strapi';

interface LockFile {
  pragma(text: string): unknown;
  exec(sql: string): unknown;
  close(): unknown;
}
type OpenLockFile = new (filename: string, options: { timeout: number }) => LockFile;

interface ProcessLock {
  release(): void;
}

const NOTHING_TO_LOCK: ProcessLock = { release: () => undefined };

/** Throws a sentence when another process holds the database; a server database or an in-memory one needs no lock. */
const acquireProcessLock = (strapi: Core.Strapi): ProcessLock => {
  const client = strapi.db.connection.client as { driver: unknown; connectionSettings: { filename?: string } };
  const filename = client.connectionSettings.filename;
  if (strapi.db.dialect.client !== 'sqlite' || filename === undefined || filename === ':memory:') return NOTHING_TO_LOCK;
  const lock = new (client.driver as OpenLockFile)(`${filename}.lock`, { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(`content-workflow: another process uses the database ${filename}. Stop it first; SQLite serves one process. For several processes use PostgreSQL.`);
  }
  return { release: () => void lock.close() };
};

const locks = new WeakMap<Core.Strapi, ProcessLock>();

/** From just before the schema is synchronised until `releaseProcessLock`, or until the process ends. */
export const holdProcessLock = (strapi: Core.Strapi): void => {
  strapi.hook('strapi::content-types.beforeSync').register(() => void locks.set(strapi, acquireProcessLock(strapi)));
};

export const releaseProcessLock = (strapi: Core.Strapi): void => {
  locks.get(strapi)?.release();
  locks.delete(strapi);
};
