/** Which lists a process screens with, when another process saves one. */
import type { Core } from '@strapi/strapi';
import { createEars, type Signals } from '../../../src/plugins/content-workflow/server/src/cluster/signals';
import { createListsInForce } from '../../../src/plugins/content-workflow/server/src/moderation/screening/lists-in-force';

interface Row {
  readonly id: number;
  readonly list_key: string;
  readonly version: number;
}

/** A table of versions that can be away, and counts how often it was asked. */
const tableOf = (rows: Row[]) => {
  const table = { rows, asked: 0, away: false };
  const answer = <T>(value: () => T): Promise<T> => {
    table.asked += 1;
    return table.away ? Promise.reject(new Error('away')) : Promise.resolve(value());
  };
  const full = (row: Row) => ({ ...row, terms: '[]', allow: '[]', kind: 'exact', actor_kind: 'system', actor_id: 'x', actor_name: 'x', at: 0 });
  const query: Record<string, unknown> = {
    max: () => query,
    groupBy: () => query,
    whereIn: () => query,
    first: () => answer(() => ({ id: Math.max(0, ...table.rows.map(({ id }) => id)) })),
    orderBy: () => answer(() => table.rows.map(full)),
  };
  return { table, strapi: { db: { connection: () => query } } as unknown as Core.Strapi };
};

const process = (rows: Row[]) => {
  const ears = createEars();
  const state = { current: true };
  const signals = { listen: ears.listen, isCurrent: () => state.current } as unknown as Signals;
  const { table, strapi } = tableOf(rows);
  const lists = createListsInForce(strapi, signals);
  return { ears, state, table, versions: async () => (await lists.current()).map(({ version }) => version) };
};

test('what is known is kept while everything that others commit is heard', async () => {
  const { table, versions } = process([{ id: 1, list_key: 'a', version: 1 }]);
  expect(await versions()).toEqual([1]);
  const { asked } = table;
  expect(await versions()).toEqual([1]);
  expect(table.asked).toBe(asked);
});

test.each(['word-lists', 'missed'] as const)('after the signal "%s" the next text is read with what is saved', async (kind) => {
  const { ears, table, versions } = process([{ id: 1, list_key: 'a', version: 1 }]);
  await versions();
  table.rows = [{ id: 2, list_key: 'a', version: 2 }];
  expect(await versions()).toEqual([1]);
  ears.hear({ kind });
  expect(await versions()).toEqual([2]);
});

test('while signals may not arrive the table is asked', async () => {
  const { state, table, versions } = process([{ id: 1, list_key: 'a', version: 1 }]);
  await versions();
  state.current = false;
  table.rows = [{ id: 3, list_key: 'a', version: 3 }];
  expect(await versions()).toEqual([3]);
});

test('a table that is away is an error, not the lists of before, and is asked again', async () => {
  const { ears, table, versions } = process([{ id: 1, list_key: 'a', version: 1 }]);
  await versions();
  ears.hear({ kind: 'word-lists' });
  table.away = true;
  await expect(versions()).rejects.toThrow('away');
  table.away = false;
  table.rows = [{ id: 2, list_key: 'a', version: 2 }];
  expect(await versions()).toEqual([2]);
});
