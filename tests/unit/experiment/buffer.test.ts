/** Group commit: who is answered when, and what is written together. */
import type { Batch, Outcome } from '../../../src/plugins/content-workflow/server/src/experiment/counting/batch';
import { BufferFull, createBuffer } from '../../../src/plugins/content-workflow/server/src/experiment/counting/buffer';

const batch = (events: number): Batch => ({ events: [], drops: Array.from({ length: events }, () => ({ experimentId: 0, reason: 'bot' as const })) });
const outcome = (accepted: number): Outcome => ({ accepted, duplicate: 0, dropped: {} });

beforeEach(() => jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
afterEach(() => jest.useRealTimers());

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Writes that end when the test says so. */
const heldWriter = () => {
  const writes: { sizes: number[]; commit(): void; fail(error: Error): void }[] = [];
  const write = (batches: readonly Batch[]): Promise<Outcome[]> =>
    new Promise((resolve, reject) => writes.push({ sizes: batches.map(({ drops }) => drops.length), commit: () => resolve(batches.map(({ drops }) => outcome(drops.length))), fail: reject }));
  return { writes, write };
};

test('what comes within some milliseconds is written together, and answered only when it has been committed', async () => {
  const { writes, write } = heldWriter();
  const buffer = createBuffer({ write, waitMs: 5 });
  const answered: number[] = [];
  const all = [1, 2, 3].map((n) => buffer.add(batch(n)).then(({ accepted }) => answered.push(accepted)));
  expect(writes).toHaveLength(0);
  jest.advanceTimersByTime(5);
  await settled();
  expect(writes.map(({ sizes }) => sizes)).toEqual([[1, 2, 3]]);
  expect(answered).toEqual([]);
  writes[0]?.commit();
  await Promise.all(all);
  expect(answered).toEqual([1, 2, 3]);
});

test('enough events are written without waiting', () => {
  const { writes, write } = heldWriter();
  const buffer = createBuffer({ write, enough: 10 });
  void buffer.add(batch(4));
  expect(writes).toHaveLength(0);
  void buffer.add(batch(6));
  expect(writes.map(({ sizes }) => sizes)).toEqual([[4, 6]]);
});

test('what comes while one transaction is written makes the next, which begins at once', async () => {
  const { writes, write } = heldWriter();
  const buffer = createBuffer({ write, enough: 2 });
  const first = buffer.add(batch(2));
  const later = [buffer.add(batch(1)), buffer.add(batch(1)), buffer.add(batch(1))];
  expect(writes).toHaveLength(1);
  writes[0]?.commit();
  await first;
  await settled();
  expect(writes[1]?.sizes).toEqual([1, 1]);
  writes[1]?.commit();
  await settled();
  expect(writes[2]?.sizes).toEqual([1]);
  writes[2]?.commit();
  await Promise.all(later);
});

test('a transaction that fails fails those that were in it, and nobody else', async () => {
  const { writes, write } = heldWriter();
  const buffer = createBuffer({ write, enough: 1 });
  const [first, second] = [buffer.add(batch(1)), buffer.add(batch(1))];
  first.catch(() => undefined);
  writes[0]?.fail(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await settled();
  writes[1]?.commit();
  await expect(second).resolves.toEqual(outcome(1));
});

test('when it is empty again it waits for the next as at first', async () => {
  const { writes, write } = heldWriter();
  const buffer = createBuffer({ write, enough: 1 });
  const first = buffer.add(batch(1));
  writes[0]?.commit();
  await first;
  await settled();
  const second = buffer.add(batch(1));
  expect(writes).toHaveLength(2);
  writes[1]?.commit();
  await expect(second).resolves.toEqual(outcome(1));
});

test('what is too much is refused, and may be sent again', async () => {
  const { writes, write } = heldWriter();
  const buffer = createBuffer({ write, enough: 5, most: 6 });
  const first = buffer.add(batch(5));
  const second = buffer.add(batch(6));
  await expect(buffer.add(batch(1))).rejects.toBeInstanceOf(BufferFull);
  writes[0]?.commit();
  await first;
  await settled();
  writes[1]?.commit();
  await second;
  await settled();
  const third = buffer.add(batch(6));
  writes[2]?.commit();
  await expect(third).resolves.toEqual(outcome(6));
});

test('stopping writes what waits', async () => {
  const { writes, write } = heldWriter();
  const buffer = createBuffer({ write });
  const added = buffer.add(batch(1));
  const drained = buffer.drained();
  writes[0]?.commit();
  await drained;
  await expect(added).resolves.toEqual(outcome(1));
});
