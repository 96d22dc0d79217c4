/** A COMMIT that the database refuses is no success, whoever asked for it. */
import { startApp, type TestApp } from '../support/app';
import { onPostgres } from '../support/test-database';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await app.strapi.db.connection.raw('create table test_parents (id integer primary key)');
  await app.strapi.db.connection.raw('create table test_children (parent integer references test_parents (id) deferrable initially deferred)');
});
afterAll(() => app.close());

/** What is wrong with the row shows at the COMMIT, and not before. */
const orphan = async (onCommit: () => void): Promise<string> =>
  app.strapi.db.transaction(async (transaction) => {
    await transaction.trx('test_children').insert({ parent: 7 });
    transaction.onCommit(onCommit);
    return 'saved';
  });

/** Looked at by its words: the errors of a driver that an earlier file of this process loaded are no instance of this file's `Error`. */
const REFUSED = { message: expect.stringMatching(/foreign key/i) as string };

const children = async (): Promise<unknown[]> => app.strapi.db.connection('test_children').select('parent');

test('the transaction fails, and nobody is told of a commit', async () => {
  const told = jest.fn();
  await expect(orphan(told)).rejects.toMatchObject(REFUSED);
  expect(told).not.toHaveBeenCalled();
  expect(await children()).toEqual([]);
});

test('the connection is good for the next one', async () => {
  await expect(orphan(() => undefined)).rejects.toMatchObject(REFUSED);
  await app.strapi.db.connection('test_parents').insert({ id: 8 });
  await app.strapi.db.transaction(async ({ trx }) => void (await trx('test_children').insert({ parent: 8 })));
  // Were a transaction still open in it, this would take both back.
  await expect(orphan(() => undefined)).rejects.toMatchObject(REFUSED);
  expect(await children()).toEqual([{ parent: 8 }]);
});

test('a transaction that whoever began it ends by hand fails as well', async () => {
  const transaction = await app.strapi.db.transaction();
  await transaction.get()('test_children').insert({ parent: 7 });
  await expect(transaction.commit()).rejects.toMatchObject(REFUSED);
});

test('after a statement that failed there is nothing to commit, though somebody caught its error', async () => {
  const told = jest.fn();
  const careless = app.strapi.db.transaction(async ({ trx, onCommit }) => {
    await trx('test_parents').insert({ id: 9 });
    await trx('there_is_no_such_table').insert({ id: 9 }).catch(() => undefined);
    onCommit(told);
  });
  // SQLite undoes the statement alone.
  if (!onPostgres()) await careless;
  else await expect(careless).rejects.toThrow('undone instead of committed');
  expect(told).toHaveBeenCalledTimes(onPostgres() ? 0 : 1);
  expect(await app.strapi.db.connection('test_parents').where({ id: 9 })).toHaveLength(onPostgres() ? 0 : 1);
});
