/**
 * Two processes must not share one SQLite file: each would run the other's jobs, and writers would fail at once with
 * SQLITE_BUSY. The lock is an exclusive transaction on a file beside the database, so the operating system gives it back
 * however the process ends.
 */
import type { Core } from '@strapi/strapi';

interface LockFile {
  pragma(text: string): unknown;
  exec(sql: string): unknown;
  close(): unknown;
}
type OpenLockFile = new (filename: string, options: { timeout: number }) => LockFile;

export interface ProcessLock {
  release(): void;
}

const NOTHING_TO_LOCK: ProcessLock = { release: () => undefined };

/** Throws a sentence when another process holds the database; a server database or an in-memory one needs no lock. */
export const acquireProcessLock = (strapi: Core.Strapi): ProcessLock => {
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
