/** SQLite answers while it is asked; whoever reads is let through between the statements of one who writes. */
import { startApp, type TestApp } from '../support/app';

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

test('what is asked behind an answer is heard out before the database is closed', async () => {
  const { db } = app.strapi;
  const pool = (db.connection.client as unknown as { pool: { numUsed(): number; numPendingAcquires(): number } }).pool;
  const close = db.destroy.bind(db);
  let asked = Number.NaN;
  db.destroy = () => {
    asked = pool.numUsed() + pool.numPendingAcquires();
    return close();
  };
  let isHeard = false;
  const behind = Promise.all([count(db.connection), db.transaction(({ trx }) => count(trx))]).then(() => void (isHeard = true));
  await app.close();
  expect([asked, isHeard]).toEqual([0, true]);
  await behind;
});
