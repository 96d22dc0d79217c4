/** A stored piece comes back as it was, is lifted by migrations, or is left alone with a reason. */
import { MACHINE_VERSION, STATES } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { MIGRATIONS, restore, type StoredState } from '../../../src/plugins/content-workflow/core/workflow/snapshot';
import { context, pieceIn, type State } from '../../support/unit/build';

const row = (overrides: Partial<StoredState> = {}): StoredState => ({ state: 'draft', context: context(), machineVersion: MACHINE_VERSION, ...overrides });

const restored = (...args: Parameters<typeof restore>) => {
  const answer = restore(...args);
  if (answer.kind === 'unknown') throw new Error(answer.reason);
  return answer.state;
};

test.each((STATES as readonly State[]).map((state) => ({ state })))('a piece in $state comes back from its row as it went in', ({ state }) => {
  const piece = pieceIn(state);
  const stored = JSON.parse(JSON.stringify({ state: piece.value, context: piece.context, machineVersion: MACHINE_VERSION })) as StoredState;
  expect(restored(stored).value).toBe(state);
  expect(restored(stored).context).toEqual(piece.context);
});

test('a state that does not exist is answered as unknown, by name', () => {
  expect(restore(row({ state: 'gone' }))).toEqual({ kind: 'unknown', reason: 'the state "gone" does not exist' });
});

test.each(['', '__proto__', 'constructor', 'toString', 'Draft'])('%j is not taken for a state', (state) => {
  expect(restore(row({ state })).kind).toBe('unknown');
});

test('a row from a newer version is answered as unknown, with both versions', () => {
  expect(restore(row({ machineVersion: MACHINE_VERSION + 1 }))).toEqual({ kind: 'unknown', reason: `written by workflow version ${MACHINE_VERSION + 1}, this is version ${MACHINE_VERSION}` });
});

test('a version without its migration is answered as unknown, and never skipped', () => {
  const lift = (stored: { state: string; context: Record<string, unknown> }) => stored;
  expect(restore(row({ machineVersion: 1 }), { 2: lift }, 3)).toEqual({ kind: 'unknown', reason: 'no migration from workflow version 1' });
  expect(restore(row({ machineVersion: 1 }), { 1: lift }, 3)).toEqual({ kind: 'unknown', reason: 'no migration from workflow version 2' });
});

test('migrations run one after the other, from the version of the row to the one that runs', () => {
  const order: number[] = [];
  const lift = (version: number) => (stored: { state: string; context: Record<string, unknown> }) => {
    order.push(version);
    return stored;
  };
  restored(row({ machineVersion: 2 }), { 1: lift(1), 2: lift(2), 3: lift(3) }, 4);
  expect(order).toEqual([2, 3]);
});

test('a migration renames a state and moves a field', () => {
  const migrations = {
    1: ({ state, context: old }: { state: string; context: Record<string, unknown> }) => {
      const { deadline, ...rest } = old;
      return { state: state === 'in_review' ? 'review' : state, context: { ...rest, dueAt: deadline } };
    },
  };
  const state = restored({ state: 'in_review', context: { ...context(), deadline: '2026-12-01T00:00:00.000Z' }, machineVersion: 1 }, migrations, 2);
  expect(state.value).toBe('review');
  expect(state.context.dueAt).toBe('2026-12-01T00:00:00.000Z');
  expect(state.context).not.toHaveProperty('deadline');
});

test('a state that a migration leaves without a place is answered as unknown', () => {
  expect(restore(row({ machineVersion: 1 }), { 1: (stored) => ({ ...stored, state: 'nowhere' }) }, 2)).toEqual({ kind: 'unknown', reason: 'the state "nowhere" does not exist' });
});

test('a field that a row has never heard of has not happened', () => {
  const { expedited: _expedited, voided: _voided, approvals: _approvals, ...old } = context({ round: 7 });
  expect(restored(row({ context: old })).context).toEqual(context({ round: 7 }));
});

test('restoring does not change the row', () => {
  const stored = row();
  const before = JSON.stringify(stored);
  restored(stored);
  expect(JSON.stringify(stored)).toBe(before);
});

test('every older version of the machine has its migration', () => {
  expect(Object.keys(MIGRATIONS).map(Number)).toEqual(Array.from({ length: MACHINE_VERSION - 1 }, (_, i) => i + 1));
});
