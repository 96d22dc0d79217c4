/** What the figures of an experiment say, and deciding it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { choiceOf, choiceText, decisionEvent, needsReason, obstaclesAgainst } from '../../../src/plugins/content-workflow/admin/src/experiment/decision';
import { armName, clauseSentence, obstacleSentence, progressOf, type Figures } from '../../../src/plugins/content-workflow/admin/src/experiment/words';
import { midnightsIn, rowsOf, seriesOf } from '../../../src/plugins/content-workflow/admin/src/pages/Experiments/course';
import { countIn } from '../../../src/plugins/content-workflow/admin/src/i18n/count';
import { figuresProblems } from '../../../src/plugins/content-workflow/admin/src/pages/Experiments/figures-form';
import { scaleOf } from '../../../src/plugins/content-workflow/admin/src/pages/Experiments/intervals';
import { ADVICE_CODES, PROBLEM_CODES } from '../../../src/plugins/content-workflow/core/experiment/check-plan';
import { resultsOf } from '../../../src/plugins/content-workflow/core/experiment/judge';
import type { Plan } from '../../../src/plugins/content-workflow/core/experiment/plan';
import { OBSTACLES, type ArmTotals, type Results } from '../../../src/plugins/content-workflow/core/experiment/results';
import { CLAUSES, sentenceOf } from '../../../src/plugins/content-workflow/core/experiment/words';
import { argumentsOf } from '../../support/icu';

const DAY_MS = 86_400_000;

const FIGURES: Figures = { count: (value) => `n${value}`, percent: (value) => `${Math.round(value * 100)}%`, change: (value) => `${value > 0 ? '+' : ''}${Math.round(value * 100)}%`, chance: (value) => `c${value}` };

const plan = (more: Partial<Plan> = {}): Plan => ({
  kind: 'readers',
  hypothesis: 'Questions bring clicks',
  goal: 'click',
  share: 1,
  arms: [
    { key: 'original', weight: 0.5, place: null },
    { key: 'b', weight: 0.5, place: null },
  ],
  namespace: null,
  minimumDays: 7,
  baselineRate: 0.1,
  minimumEffect: 0.2,
  power: 0.8,
  sampleSize: 2_000,
  stop: 'sample',
  ...more,
});

const arm = (key: string, units: number, conversions: number): ArmTotals => ({ key, units, conversions, sum: conversions, sumOfSquares: conversions });

const results = (original: readonly [number, number], b: readonly [number, number], days = 14, more: Partial<Plan> = {}): Results =>
  resultsOf(plan(more), { arms: [arm('original', ...original), arm('b', ...b)], multipleExposures: 0, runningMs: days * DAY_MS });

const name = (key: string): string => key.toUpperCase();
const sentences = (from: Results) => sentenceOf(from).map((clause) => clauseSentence(clause, name, 'clicks', FIGURES));
const EN = JSON.parse(readFileSync(path.join(__dirname, '../../../src/plugins/content-workflow/admin/src/translations/en.json'), 'utf8')) as Record<string, string>;

const complete = ({ key, values }: { readonly key: string; readonly values: object }): boolean => argumentsOf(EN[key] ?? '{missing}').every((argument) => argument in values);

test('an arm is called what the team calls it, and the piece as it is has a word of its own', () => {
  expect(armName('original', { original: 'x' }, 'The piece')).toBe('The piece');
  expect(armName('b', { b: 'Question' }, 'The piece')).toBe('Question');
  expect(armName('b', { b: '' }, 'The piece')).toBe('b');
});

test('a clear difference is told with its range and without a day to wait', () => {
  const told = sentences(results([4_000, 400], [4_000, 600]));
  expect(told.map(({ key }) => key)).toEqual(['experiment.said.BETTER', 'experiment.said.MORE', 'experiment.said.NAME_THE_WINNER']);
  expect(told[1]?.values).toMatchObject({ arm: 'B', goal: 'clicks' });
});

test('nothing counted is told as nothing, and a test that is over without a leader as inconclusive', () => {
  expect(sentences(results([0, 0], [0, 0]))[0]?.key).toBe('experiment.said.NO_DATA');
  expect(sentences(results([4_000, 400], [4_000, 402])).map(({ key }) => key)[0]).toBe('experiment.said.INCONCLUSIVE');
});

test('every figure of every verdict and obstacle that the judge can give has its place in a sentence', () => {
  const cases = [results([0, 0], [0, 0]), results([100, 3], [120, 4], 1), results([400, 40], [400, 60], 3), results([4_000, 400], [4_000, 600]), results([4_000, 600], [4_000, 400]), results([4_000, 400], [2_000, 200]), results([4_000, 400], [4_000, 402])];
  const broken = cases.flatMap((one) => [...sentences(one), ...Object.values(one.obstacles).flat().map((obstacle) => obstacleSentence(obstacle, name, FIGURES))]).filter((sentence) => !complete(sentence) && EN[`${sentence.key}.short`] === undefined);
  expect(broken).toEqual([]);
});

test('every code of the domain has its words', () => {
  const wanted = [...CLAUSES.map((code) => `experiment.said.${code}`), ...OBSTACLES.map((code) => `experiment.obstacle.${code}`), ...PROBLEM_CODES.map((code) => `plan.problem.${code}`), ...ADVICE_CODES.map((code) => `plan.advice.${code}`)];
  expect(wanted.filter((key) => EN[key] === undefined)).toEqual([]);
});

test('progress is that of the arm that is furthest behind, and never beyond all', () => {
  expect(progressOf(results([500, 5], [1_000, 5]))).toBe(0.25);
  expect(progressOf(results([5_000, 5], [9_000, 5]))).toBe(1);
});

describe('the decision', () => {
  test('a winner that the figures name needs no reason, and one that they do not needs one', () => {
    const clear = results([4_000, 400], [4_000, 600]);
    expect(obstaclesAgainst(clear, 'b')).toEqual([]);
    expect(needsReason({ kind: 'arm', key: 'b' }, clear)).toBe(false);
    expect(needsReason({ kind: 'arm', key: 'original' }, clear)).toBe(true);
    expect(needsReason({ kind: 'inconclusive' }, clear)).toBe(false);
  });

  test('without figures, and in comparisons, only a person can name a winner', () => {
    expect(needsReason({ kind: 'arm', key: 'b' }, null)).toBe(true);
    const compared = results([4_000, 400], [4_000, 600], 14, { kind: 'channels', arms: [{ key: 'original', weight: 0.5, place: 'A' }, { key: 'b', weight: 0.5, place: 'B' }], stop: 'manual' });
    expect(obstaclesAgainst(compared, 'b').map(({ code }) => code)).toContain('NOT_RANDOMISED');
  });

  test('inconclusive is an ending like any other', () => {
    expect(decisionEvent({ kind: 'inconclusive' }, ' ')).toEqual({ type: 'STOP', outcome: 'inconclusive', comment: null });
    expect(decisionEvent({ kind: 'arm', key: 'b' }, ' we trust it ')).toEqual({ type: 'PROMOTE', variant: 'b', reason: 'we trust it' });
    for (const choice of [{ kind: 'arm', key: 'inconclusive' }, { kind: 'inconclusive' }, { kind: 'cancelled' }] as const) expect(choiceOf(choiceText(choice))).toEqual(choice);
  });
});

describe('the bars', () => {
  test('stand on a scale that holds them all and the line of no change', () => {
    const scale = scaleOf([{ lift: { value: 0.2, low: 0.1, high: 0.3 }, sequential: { value: 0.2, low: -0.1, high: 0.5, p: 0.2 } }]);
    expect(scale?.low).toBeLessThan(-0.1);
    expect(scale?.high).toBeGreaterThan(0.5);
    const bar = scale?.place({ value: 0.2, low: 0.1, high: 0.3 });
    expect([bar?.from, bar?.at, bar?.to].every((part) => part !== undefined && part > (scale?.zero ?? 1) && part < 1)).toBe(true);
  });

  test('an interval without an end reaches the edge, and without intervals there is no scale', () => {
    expect(scaleOf([{ lift: null, sequential: null }])).toBeNull();
    expect(scaleOf([{ lift: { value: 0.1, low: -0.2, high: 0.4 }, sequential: { value: 0.1, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, p: 1 } }])?.place({ value: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY })).toMatchObject({ from: 0, to: 1 });
  });
});

describe('the course', () => {
  const at = (hour: number): string => new Date(hour * 3_600_000).toISOString();
  const course = Array.from({ length: 100 }, (_, hour) => ({ at: at(hour), arms: [{ key: 'b', units: hour, conversions: Math.floor(hour / 2) }] }));

  test('has no rate while nobody was shown an arm', () => {
    const [line] = seriesOf(course, ['b'], name);
    expect(line?.points[0]?.rate).toBeNull();
    expect(line?.points[10]).toEqual({ at: 36_000_000, rate: 0.5 });
  });

  test('is marked where days begin, at most so often, whatever the clocks do meanwhile', () => {
    const [from, to] = [new Date(2026, 9, 20, 15).getTime(), new Date(2026, 10, 5, 9).getTime()];
    const every = midnightsIn(from, to, 100);
    expect(every).toHaveLength(16);
    expect(every.every((at) => new Date(at).getHours() === 0 && at > from && at <= to)).toBe(true);
    expect(midnightsIn(from, to, 8)).toHaveLength(8);
    expect(midnightsIn(from, from + 3_600_000, 8)).toEqual([]);
  });

  test('as a table shows the newest first, with the beginning and the end among few rows', () => {
    const rows = rowsOf(course, 5);
    expect(rows.map((row) => row.at)).toEqual([99, 74, 50, 25, 0].map(at));
    expect(rowsOf(course.slice(0, 3), 5)).toHaveLength(3);
  });
});

test('figures are typed as platforms write them, and impossible ones are told at their input', () => {
  expect(['1234', '1,234', '1 234', '1.234', "1'234", '12,34', '-3', '', 'many'].map(countIn)).toEqual([1234, 1234, 1234, 1234, 1234, null, null, null, null]);
  expect(figuresProblems({ arm: 'b', units: '10', conversions: '11', source: ' ' }, null)).toEqual([
    { input: 'conversions', code: 'more' },
    { input: 'source', code: 'required' },
    { input: 'readAt', code: 'required' },
  ]);
});
