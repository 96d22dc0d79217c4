/** SQLite answers while it is asked; whoever reads is let through between the statements of one who writes. */
import { ACTIVITY, startApp, type TestApp } from '../support/app';

let app: TestApp;

beforeAll(async () => void (app = await startApp()));

const STATEMENTS = 10;

/** Takes a few milliseconds of any machine. */
const COUNTS = 'with recursive n (i) as (select 1 union all select i + 1 from n where i < 200000) select count(*) as n from n';

/** How often the loop came round for somebody else while this was done. */
const turnsDuring = async (work: () => Promise<unknown>): Promise<number> => {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isOver = true;
  return turns;
};

const count = async (connection: { raw(sql: string): PromiseLike<unknown> }): Promise<void> => {
  for (let i = 0; i < STATEMENTS; i += 1) await connection.raw(COUNTS);
};

test('between the statements of a transaction', async () => {
  expect(await turnsDuring(() => app.strapi.db.transaction(({ trx }) => count(trx)))).toBeGreaterThanOrEqual(STATEMENTS);
});

test('between statements outside of one', async () => {
  expect(await turnsDuring(() => count(app.strapi.db.connection))).toBeGreaterThanOrEqual(STATEMENTS);
});

test('behind one that failed, whose error it leaves as it is', async () => {
  const failing = app.strapi.db.connection.raw('select * from there_is_no_such_table');
  await expect(failing).rejects.toMatchObject({ message: expect.stringContaining('no such table: there_is_no_such_table') as string });
});

test('what Strapi still asks behind an answer is heard out before the database is closed', async () => {
  const documents = app.strapi.documents(ACTIVITY as never) as unknown as { create(given: object): Promise<unknown> };
  for (const slug of ['one', 'two', 'three']) await documents.create({ data: { title: 'Tea week', slug, theme: 'Tea' }, locale: 'en' });
  // Of a query that is cut off nobody hears, and that ends a process, and this test.
  await app.close();
});
