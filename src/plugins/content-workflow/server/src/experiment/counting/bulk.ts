/**
 * Many rows in one statement, on both databases. The rows travel as one JSON parameter: the statement is the same however many
 * they are, and no limit on parameters is met.
 */
import type { Core } from '@strapi/strapi';
import { isPostgres } from '../../database';
import type { Trx } from '../../tables';

export type ColumnType = 'text' | 'integer' | 'bigint' | 'double precision' | 'boolean';
export type Columns = Readonly<Record<string, ColumnType>>;
export type Row = Readonly<Record<string, unknown>>;

/** Some thousand rows are a JSON text of some hundred kilobytes. */
const CHUNK = 2_000;

export interface Bulk {
  /** What PostgreSQL wants at the end of a statement that reads rows to decide by them; '' where one transaction writes at a time. */
  readonly forShare: string;
  /** Asks with `r` standing for the rows, in chunks; answers what all of them returned. */
  ask(trx: Trx, columns: Columns, rows: readonly Row[], sql: (r: string) => string): Promise<Record<string, unknown>[]>;
  /** `conflict` is what follows the rows: `on conflict ...`, and what is to be returned. */
  insert(trx: Trx, table: string, columns: Columns, rows: readonly Row[], conflict: string): Promise<Record<string, unknown>[]>;
}

const answered = (result: unknown): Record<string, unknown>[] => (Array.isArray(result) ? (result as Record<string, unknown>[]) : ((result as { rows?: Record<string, unknown>[] }).rows ?? []));

export const createBulk = (strapi: Core.Strapi): Bulk => {
  const onPostgres = (): boolean => isPostgres(strapi);

  const source = (columns: Columns): string => {
    const names = Object.keys(columns);
    return onPostgres()
      ? `jsonb_to_recordset(?::jsonb) as r(${names.map((name) => `${name} ${columns[name]}`).join(', ')})`
      : `(select ${names.map((name) => `json_extract(value, '$.${name}') as ${name}`).join(', ')} from json_each(?)) as r`;
  };

  const ask: Bulk['ask'] = async (trx, columns, rows, sql) => {
    const found: Record<string, unknown>[] = [];
    const text = sql(source(columns));
    for (let from = 0; from < rows.length; from += CHUNK) found.push(...answered(await trx.raw(text, [JSON.stringify(rows.slice(from, from + CHUNK))])));
    return found;
  };

  return {
    get forShare() {
      return onPostgres() ? 'for share of u' : '';
    },
    ask,
    insert(trx, table, columns, rows, conflict) {
      const names = Object.keys(columns).join(', ');
      // SQLite reads "on" after a table as the beginning of a join, unless a condition stands between.
      return ask(trx, columns, rows, (r) => `insert into ${table} (${names}) select ${names} from ${r} where true ${conflict}`);
    },
  };
};
