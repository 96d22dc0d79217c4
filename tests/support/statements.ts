/** Counts what is asked of the database, for promises about how little that is. */
import type { TestApp } from './app';

/** The statements about a table that are sent while `work` runs. */
export const statementsOf = async <T>(app: TestApp, table: string, work: () => Promise<T>): Promise<{ readonly result: T; readonly statements: readonly string[] }> => {
  const statements: string[] = [];
  const hear = ({ sql }: { sql: string }): void => {
    if (sql.includes(table)) statements.push(sql);
  };
  const database = app.strapi.db.connection as unknown as { on(event: 'query', hear: (query: { sql: string }) => void): void; removeListener(event: 'query', hear: (query: { sql: string }) => void): void };
  database.on('query', hear);
  try {
    return { result: await work(), statements };
  } finally {
    database.removeListener('query', hear);
  }
};
