/** Writes past every hook, as an import or a hand on the database does. */
import { onPostgres } from './test-database';
import { POST, type TestApp } from './app';

/** Instants and structured values as the columns of this database hold them. */
export const asColumns = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value instanceof Date) return [name, onPostgres() ? value : value.getTime()];
      return [name, value !== null && typeof value === 'object' ? JSON.stringify(value) : value];
    })
  );

/** Changes a column of the post's draft row. */
export const changeUnseen = async (app: TestApp, documentId: string, columns: Readonly<Record<string, unknown>>, locale = 'en'): Promise<void> => {
  const count = await app.strapi.db.connection('posts').where({ document_id: documentId, published_at: null, locale }).update(columns);
  if (count !== 1) throw new Error(`${count} drafts were changed`);
};

/** How many rows of the post are live. */
export const liveRows = (app: TestApp, documentId: string): Promise<number> => app.strapi.db.query(POST).count({ where: { documentId, publishedAt: { $notNull: true } } });

/** The editions of a document that front ends are served. */
export const liveEditions = async (app: TestApp, documentId: string): Promise<Record<string, unknown>[]> => {
  const rows = (await app.strapi.db.connection('cw_editions').where({ subject_id: documentId, is_live: true })) as { payload: string }[];
  return rows.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
};
