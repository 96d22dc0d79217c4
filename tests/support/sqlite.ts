/** Looks into a database file from outside, as somebody would who does not trust the server. */
import { createRequire } from 'node:module';

export type Row = Record<string, string | number | null>;

export interface Sqlite {
  prepare(sql: string): { all(...values: unknown[]): Row[]; get(...values: unknown[]): Row | undefined; run(...values: unknown[]): unknown };
  exec(sql: string): unknown;
  pragma(text: string): unknown;
  close(): void;
}

type OpenSqlite = new (file: string) => Sqlite;

export const openSqlite = (file: string): Sqlite => new (createRequire(__filename)('better-sqlite3') as OpenSqlite)(file);
