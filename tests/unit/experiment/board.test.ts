/** Which experiment stands at an address, and what a visitor is drawn into, without a database. */
import { createEars } from '../../../src/plugins/content-workflow/server/src/cluster/signals';
import { createExperimentBoard } from '../../../src/plugins/content-workflow/server/src/experiment/exposure/board';
import { createTokens } from '../../../src/plugins/content-workflow/server/src/experiment/exposure/tokens';
import type { LiveExperiment } from '../../../src/plugins/content-workflow/server/src/experiment/ports';
import { liveExperiment, onlyArm, planOf, POST_UID } from '../../support/live-experiments';

const VISITOR = 'visitor-0001';
const tokens = createTokens(['key']);

const boardOf = async (...experiments: LiveExperiment[]) => {
  let known: readonly LiveExperiment[] = experiments;
  let failing = false;
  let current = true;
  let asked = 0;
  const complaints: unknown[] = [];
  const ears = createEars();
  const live = {
    all: () => {
      asked += 1;
      return failing ? Promise.reject(new Error('away')) : Promise.resolve(known);
    },
  };
  const board = createExperimentBoard({ live, signals: { listen: ears.listen, isCurrent: () => current }, tokens, now: () => 0, complain: (error) => complaints.push(error) });
  await board.start();
  return {
    board,
    complaints,
    asked: () => asked,
    change: (next: readonly LiveExperiment[]) => {
      known = next;
      ears.hear({ kind: 'experiment', id: 1, subject: { uid: POST_UID, documentId: 'x', locale: 'en' } });
    },
    /** The database is changed, and this process does not hear of it. */
    unheard: (next: readonly LiveExperiment[]) => {
      known = next;
      current = false;
    },
    heardAgain: () => (current = true),
    miss: () => ears.hear({ kind: 'missed' }),
    fail: (fails: boolean) => (failing = fails),
  };
};

test('an experiment is found by slug and by document id, in its own language and type only', async () => {
  const experiment = liveExperiment({ plan: planOf(onlyArm('b')) });
  const { board } = await boardOf(experiment);
  const { documentId } = experiment.subject;
  for (const name of [experiment.slug, documentId]) expect(board.one(POST_UID, 'en', name, VISITOR)).toMatchObject({ documentId, payload: experiment.arms[1]?.payload });
  expect(board.one(POST_UID, 'de', experiment.slug, VISITOR)).toBeUndefined();
  expect(board.one('api::kol.kol', 'en', experiment.slug, VISITOR)).toBeUndefined();
  expect(board.one(POST_UID, 'en', 'another', VISITOR)).toBeUndefined();
  expect(board.list(POST_UID, 'en', VISITOR)?.map((one) => one.documentId)).toEqual([documentId]);
  expect(board.list(POST_UID, 'de', VISITOR)).toBeUndefined();
  expect(board.byKey(experiment.key)).toBe(experiment);
});

test('who says nothing of themselves is drawn into nothing', async () => {
  const experiment = liveExperiment();
  const { board } = await boardOf(experiment);
  expect(board.one(POST_UID, 'en', experiment.slug, null)).toBeNull();
  expect(board.list(POST_UID, 'en', null)).toEqual([]);
});

test('while it is paused nobody is drawn; once it is over readers keep what they saw', async () => {
  const experiment = liveExperiment();
  const { board, change } = await boardOf(experiment);
  const drawn = board.one(POST_UID, 'en', experiment.slug, VISITOR);
  change([{ ...experiment, state: 'paused' }]);
  await board.settled();
  expect(board.one(POST_UID, 'en', experiment.slug, VISITOR)).toBeNull();
  change([{ ...experiment, state: 'finished' }]);
  await board.settled();
  expect(board.one(POST_UID, 'en', experiment.slug, VISITOR)?.payload).toBe(drawn?.payload);
});

test('only the share of the readers is drawn, the same ones every time', async () => {
  const experiment = liveExperiment({ plan: planOf({ share: 0.2 }) });
  const { board } = await boardOf(experiment);
  const draws = () => Array.from({ length: 5_000 }, (_, i) => board.one(POST_UID, 'en', experiment.slug, `visitor-${i}`)?.version ?? null);
  const first = draws();
  expect(first.filter((version) => version !== null).length / first.length).toBeCloseTo(0.2, 1);
  expect(draws()).toEqual(first);
});

test('two experiments of one namespace share no reader', async () => {
  const half = (from: number, to: number) => liveExperiment({ plan: planOf({ namespace: { id: 'home', from, to } }) });
  const [a, b] = [half(0, 0.5), half(0.5, 1)];
  const { board } = await boardOf(a, b);
  const drawn = Array.from({ length: 2_000 }, (_, i) => [a, b].filter(({ slug }) => board.one(POST_UID, 'en', slug, `visitor-${i}`) !== null).length);
  expect(new Set(drawn)).toEqual(new Set([1]));
});

test('channels and times are compared without drawing readers', async () => {
  const experiment = liveExperiment({ plan: planOf({ kind: 'channels' }) });
  const { board } = await boardOf(experiment);
  expect(board.state).toBe('none');
  expect(board.one(POST_UID, 'en', experiment.slug, VISITOR)).toBeUndefined();
});

test('an assignment names the experiment, the arm and the unit, and is signed', async () => {
  const experiment = liveExperiment({ plan: planOf(onlyArm('b')) });
  const { board } = await boardOf(experiment);
  const token = board.one(POST_UID, 'en', experiment.slug, VISITOR)?.token() ?? '';
  expect(tokens.read(token, 0)).toEqual({ kind: 'valid', key: experiment.key, arm: 1, unit: tokens.unitOf(experiment.key, VISITOR) });
});

test('it is stale from the signal on until what changed has been read, and none are read for other signals', async () => {
  const experiment = liveExperiment();
  const { board, change, miss, asked } = await boardOf();
  expect([board.state, asked()]).toEqual(['none', 1]);
  change([experiment]);
  expect(board.state).toBe('stale');
  await board.settled();
  expect(board.state).toBe('live');
  miss();
  expect(board.state).toBe('stale');
  await board.settled();
  expect(asked()).toBe(3);
});

test('what changes while it is being read is read as well', async () => {
  const experiment = liveExperiment();
  const { board, change } = await boardOf();
  change([]);
  change([experiment]);
  await board.settled();
  expect(board.byKey(experiment.key)).toBe(experiment);
});

test('what can not be read leaves what was known, and is asked for again', async () => {
  jest.useFakeTimers();
  const [first, second] = [liveExperiment(), liveExperiment()];
  const { board, change, fail, complaints } = await boardOf(first);
  fail(true);
  change([second]);
  await board.settled();
  expect([board.state, board.byKey(first.key), complaints.length]).toEqual(['live', first, 1]);
  fail(false);
  jest.advanceTimersByTime(1_000);
  await board.settled();
  expect(board.byKey(second.key)).toBe(second);
  jest.useRealTimers();
});

describe('while signals are not heard', () => {
  test('what runs is read anew for those who ask, once for all who ask at the same time', async () => {
    const experiment = liveExperiment({ plan: planOf(onlyArm('b')) });
    const { board, unheard, heardAgain, asked } = await boardOf(experiment);
    const before = asked();
    unheard([{ ...experiment, state: 'paused' }]);
    await Promise.all([board.settled(), board.settled(), board.settled()]);
    expect(asked()).toBe(before + 1);
    expect(board.one(POST_UID, 'en', experiment.slug, VISITOR)).toBeNull();
    unheard([]);
    await board.settled();
    expect([board.one(POST_UID, 'en', experiment.slug, VISITOR), board.byKey(experiment.key), asked()]).toEqual([undefined, undefined, before + 2]);
    heardAgain();
    await board.settled();
    expect(asked()).toBe(before + 2);
  });

  test('and what runs can not be read, nobody is drawn and nothing is counted, until it is read or heard again', async () => {
    const experiment = liveExperiment({ plan: planOf(onlyArm('b')) });
    const { board, unheard, fail } = await boardOf(experiment);
    fail(true);
    unheard([experiment]);
    await board.settled();
    expect([board.isTrusted, board.one(POST_UID, 'en', experiment.slug, VISITOR), board.list(POST_UID, 'en', VISITOR), board.byKey(experiment.key)]).toEqual([false, null, [], undefined]);
    fail(false);
    await board.settled();
    expect([board.isTrusted, board.one(POST_UID, 'en', experiment.slug, VISITOR)?.documentId, board.byKey(experiment.key)]).toEqual([true, experiment.subject.documentId, experiment]);
    board.stop();
  });
});
