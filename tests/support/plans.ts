/** How the database would answer what is asked of it: for promises that it looks things up instead of reading all there is. */
import type { TestApp } from './app';
import type { Row } from './sqlite';

interface Query {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
}

/** What a statement reads from end to end, with the statement. */
export interface FullRead {
  readonly table: string;
  readonly how: string;
  readonly sql: string;
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Node[];
}

interface PostgresConnection {
  query(sql: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

interface SqliteConnection {
  prepare(sql: string): { all(...values: unknown[]): { detail: string }[] };
}

interface Pool<Connection> {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

/** The statements about these tables that are sent while `work` runs. */
const heard = async <T>(app: TestApp, tables: readonly string[], work: () => Promise<T>): Promise<{ readonly result: T; readonly queries: readonly Query[] }> => {
  const queries: Query[] = [];
  const hear = (query: Query): void => {
    if (/^\s*(select|with)/i.test(query.sql) && tables.some((table) => query.sql.includes(table))) queries.push({ sql: query.sql, bindings: query.bindings ?? [] });
  };
  const database = app.strapi.db.connection as unknown as { on(event: 'query', hear: (query: Query) => void): void; removeListener(event: 'query', hear: (query: Query) => void): void };
  database.on('query', hear);
  try {
    return { result: await work(), queries };
  } finally {
    database.removeListener('query', hear);
  }
};

const withConnection = async <Connection, T>(app: TestApp, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const pool = app.strapi.db.connection.client as Pool<Connection>;
  const connection = await pool.acquireConnection();
  try {
    return await work(connection);
  } finally {
    await pool.releaseConnection(connection);
  }
};

/** By the names under which a statement speaks of the tables. */
const namesIn = (sql: string, tables: readonly string[]): Map<string, string> => {
  const names = new Map(tables.map((table) => [table, table]));
  for (const [, table, alias] of sql.matchAll(/[`"]?(\w+)[`"]? as [`"]?(\w+)/gi)) if (table !== undefined && alias !== undefined && tables.includes(table)) names.set(alias, table);
  return names;
};

const sqliteReads = ({ sql, bindings }: Query, tables: readonly string[], connection: SqliteConnection): FullRead[] => {
  const names = namesIn(sql, tables);
  const values = (bindings ?? []).map((value) => (typeof value === 'boolean' ? Number(value) : value));
  return connection
    .prepare(`explain query plan ${sql}`)
    .all(...values)
    .flatMap(({ detail }) => {
      const table = names.get(/^SCAN (\w+)/.exec(detail)?.[1] ?? '');
      return table === undefined ? [] : [{ table, how: detail, sql }];
    });
};

/** An index that is read without a condition is read from end to end, too. */
const readsOf = (node: Node, sql: string, tables: readonly string[]): FullRead[] => {
  const table = node['Relation Name'] ?? '';
  const isWhole = ['Seq Scan', 'Index Scan', 'Index Only Scan'].includes(node['Node Type']) && node['Index Cond'] === undefined && tables.includes(table);
  return [...(isWhole ? [{ table, how: `${node['Node Type']} ${node['Index Name'] ?? ''}`, sql }] : []), ...(node.Plans ?? []).flatMap((plan) => readsOf(plan, sql, tables))];
};

const postgresReads = async ({ sql, bindings }: Query, tables: readonly string[], connection: PostgresConnection): Promise<FullRead[]> => {
  const { rows } = await connection.query(`explain (format json) ${sql}`, bindings);
  const [{ Plan }] = rows[0]?.['QUERY PLAN'] as unknown as [{ Plan: Node }];
  return readsOf(Plan, sql, tables);
};

/**
 * The statements about these tables, and those of them that read one from end to end. PostgreSQL reads a small table whole
 * whatever indexes there are, so it is told to do that only where no index helps.
 */
export const fullReads = async <T>(app: TestApp, tables: readonly string[], work: () => Promise<T>): Promise<{ readonly result: T; readonly statements: readonly string[]; readonly full: readonly FullRead[] }> => {
  const { result, queries } = await heard(app, tables, work);
  const full: FullRead[] = [];
  if (app.strapi.db.dialect.client === 'postgres')
    await withConnection<PostgresConnection, void>(app, async (connection) => {
      await connection.query('set enable_seqscan = off');
      for (const query of queries) full.push(...(await postgresReads(query, tables, connection)));
      await connection.query('reset enable_seqscan');
    });
  else await withConnection<SqliteConnection, void>(app, async (connection) => void queries.forEach((query) => full.push(...sqliteReads(query, tables, connection))));
  return { result, statements: queries.map(({ sql }) => sql), full };
};
