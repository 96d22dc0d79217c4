/** The thread that reads texts: its answers, its limit, and that nothing that goes wrong is taken for "nothing found". */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Material } from '../../../src/plugins/content-workflow/core/moderation/screen';
import type { WordList } from '../../../src/plugins/content-workflow/core/moderation/word-lists';
import { createExaminer, type Examiner, type ExaminerOptions } from '../../../src/plugins/content-workflow/server/src/moderation/screening/examiner';

const WORKER = path.resolve(__dirname, '../../../src/plugins/content-workflow/server/src/moderation/screening/worker.ts');
const NEVER = path.resolve(__dirname, '../../support/screening/never.cjs');
const BREAKS = path.resolve(__dirname, '../../support/screening/breaks.cjs');

const opened: Examiner[] = [];
const open = (options: Partial<ExaminerOptions> = {}): Examiner => {
  const examiner = createExaminer({ file: WORKER, execArgv: ['--require', 'tsx/cjs'], limitMs: 20_000, patienceMs: 60_000, ...options }, () => performance.now());
  opened.push(examiner);
  return examiner;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((examiner) => examiner.stop()));
});

const material = (text: string): Material => ({ documentId: null, reference: 'S-1', revision: 1, title: '', text, links: [], contributorName: '', sender: 'member:1', composedMs: null, imageHashes: [], at: 0 });
const list = (terms: readonly string[]): WordList => ({ key: 'test', version: 3, name: 'Test', violation: 'spam-ad', severity: 'minor', kind: 'normalised', minors: false, terms, allow: [], expiresAt: null, owner: 'x', retired: false });
const ask = (examiner: Examiner, text = 'free money') => examiner.ask({ kind: 'screen', material: material(text), first: false, own: [] });

test('reads with the lists that are in force when it is asked', async () => {
  const examiner = open();
  examiner.use([list(['free money'])]);
  const first = await ask(examiner);
  expect(first).toMatchObject({ kind: 'answered', answer: { signals: [{ rule: 'word-list/test', ruleVersion: '3', matched: 'free money' }], normalised: 'freemoney' } });
  examiner.use([list(['other words'])]);
  expect(await ask(examiner)).toMatchObject({ kind: 'answered', answer: { signals: [] } });
}, 60_000);

test('answers several at once, each its own', async () => {
  const examiner = open();
  examiner.use([list(['free money'])]);
  const answers = await Promise.all(['one', 'free money', 'two'].map((text) => ask(examiner, text)));
  expect(answers.map((answer) => (answer.kind === 'answered' ? [answer.answer.normalised, answer.answer.signals.length] : answer))).toEqual([
    ['one', 0],
    ['freemoney', 1],
    ['two', 0],
  ]);
}, 60_000);

test('a reading that takes too long is ended, and the next one gets a thread of its own', async () => {
  const examiner = open({ file: NEVER, execArgv: [], limitMs: 100 });
  const began = performance.now();
  expect(await Promise.all([ask(examiner), ask(examiner)])).toEqual([{ kind: 'timed-out' }, { kind: 'timed-out' }]);
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('who waits in line for too long is told so, without being read', async () => {
  const examiner = open({ file: NEVER, execArgv: [], limitMs: 300, patienceMs: 50 });
  const [first, second] = await Promise.all([ask(examiner), ask(examiner)]);
  expect([first, second]).toEqual([{ kind: 'timed-out' }, { kind: 'timed-out' }]);
});

test('a thread that breaks is said to have broken', async () => {
  const examiner = open({ file: BREAKS, execArgv: [] });
  expect(await ask(examiner)).toEqual({ kind: 'failed', why: 'exit' });
  expect(await ask(examiner)).toEqual({ kind: 'failed', why: 'exit' });
});

test('a file that is not there is a failure, and no exception', async () => {
  expect(await ask(open({ file: path.join(__dirname, 'nowhere.js'), execArgv: [] }))).toMatchObject({ kind: 'failed' });
});

test('after the end nothing is read any more', async () => {
  const examiner = open({ file: NEVER, execArgv: [], limitMs: 5_000 });
  const waiting = ask(examiner);
  const behind = ask(examiner);
  await new Promise((resolve) => setImmediate(resolve));
  await examiner.stop();
  expect([await waiting, await behind]).toEqual([
    { kind: 'failed', why: 'stopped' },
    { kind: 'failed', why: 'stopped' },
  ]);
});
