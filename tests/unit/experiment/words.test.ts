/** What the results say in words: each verdict, with its arm, its interval and what to do. */
import fc from 'fast-check';
import { resultsOf } from '../../../src/plugins/content-workflow/core/experiment/judge';
import { VERDICTS, type Counted, type Results } from '../../../src/plugins/content-workflow/core/experiment/results';
import { CLAUSES, percentOf, sentenceOf, type Clause } from '../../../src/plugins/content-workflow/core/experiment/words';
import { armOf, countedOf, DAY_MS, planOf, threeArms } from '../../support/experiment-plans';

const two = (original: readonly [number, number], b: readonly [number, number], overrides: Partial<Counted> = {}) => countedOf([armOf('original', ...original), armOf('b', ...b)], overrides);
const values = (original: number, b: number): Counted => countedOf([armOf('original', 4_000, 400, { sum: original, sumOfSquares: original * 10 }), armOf('b', 4_000, 400, { sum: b, sumOfSquares: b * 10 })]);
const comparison = planOf({ kind: 'channels', stop: 'manual' });

const ROWS: readonly { title: string; results: Results; clauses: readonly Clause[] }[] = [
  { title: 'nobody came yet', results: resultsOf(planOf(), two([0, 0], [0, 0])), clauses: [{ code: 'NO_DATA', params: {} }] },
  {
    title: 'counts that can not be',
    results: resultsOf(planOf(), two([100, 10], [100, 101])),
    clauses: [{ code: 'COUNTS_IMPOSSIBLE', params: { arm: 'b' } }, { code: 'MEND_AND_RESTART', params: {} }],
  },
  {
    title: 'counts of a comparison that can not be: somebody typed them',
    results: resultsOf(comparison, two([100, 101], [100, 10])),
    clauses: [{ code: 'COUNTS_IMPOSSIBLE', params: { arm: 'original' } }, { code: 'MEND_THE_FIGURES', params: {} }],
  },
  {
    title: 'sizes that do not fit, and readers in two arms',
    results: resultsOf(planOf(), two([1_000, 100], [1_200, 300], { multipleExposures: 300 })),
    clauses: [{ code: 'SAMPLE_RATIO_MISMATCH', params: {} }, { code: 'MULTIPLE_EXPOSURES', params: { percent: 12 } }, { code: 'MEND_AND_RESTART', params: {} }],
  },
  {
    title: 'readers in two arms alone',
    results: resultsOf(planOf(), two([4_000, 400], [4_000, 400], { multipleExposures: 100 })),
    clauses: [{ code: 'MULTIPLE_EXPOSURES', params: { percent: 1.2 } }, { code: 'MEND_AND_RESTART', params: {} }],
  },
  {
    title: 'too early, with a pace',
    results: resultsOf(planOf({ sampleSize: 1_000 }), two([400, 40], [400, 40], { runningMs: 4 * DAY_MS })),
    clauses: [{ code: 'TOO_EARLY', params: {} }, { code: 'KEEP_RUNNING_DAYS', params: { days: 6 } }],
  },
  {
    title: 'too early, without one',
    results: resultsOf(planOf(), two([1, 0], [0, 0], { runningMs: DAY_MS })),
    clauses: [{ code: 'TOO_EARLY', params: {} }, { code: 'KEEP_RUNNING', params: {} }],
  },
  {
    title: 'too early for ever',
    results: resultsOf(planOf(), two([10, 1], [10, 1], { runningMs: DAY_MS })),
    clauses: [{ code: 'TOO_EARLY', params: {} }, { code: 'TAKES_TOO_LONG', params: { days: 399 } }],
  },
  {
    title: 'a variant leads',
    results: resultsOf(planOf({ sampleSize: 6_000 }), two([4_000, 400], [4_000, 460])),
    clauses: [{ code: 'LEADING', params: { arm: 'b' } }, { code: 'MORE', params: { arm: 'b', low: 0.4, high: 30 } }, { code: 'KEEP_RUNNING_DAYS', params: { days: 4 } }],
  },
  {
    title: 'a variant leads, and might yet be worse',
    results: resultsOf(planOf({ sampleSize: 6_000 }), two([4_000, 400], [4_000, 440])),
    clauses: [{ code: 'LEADING', params: { arm: 'b' } }, { code: 'FEWER_TO_MORE', params: { arm: 'b', less: 4.1, more: 24 } }, { code: 'KEEP_RUNNING_DAYS', params: { days: 4 } }],
  },
  {
    title: 'the first arm leads',
    results: resultsOf(planOf({ sampleSize: 6_000 }), two([4_000, 460], [4_000, 400])),
    clauses: [{ code: 'FIRST_LEADING', params: { arm: 'original' } }, { code: 'FEWER', params: { arm: 'b', low: 2, high: 24 } }, { code: 'KEEP_RUNNING_DAYS', params: { days: 4 } }],
  },
  {
    title: 'a variant is better, by the interval that may be looked at every day',
    results: resultsOf(planOf(), two([4_000, 400], [4_000, 600])),
    clauses: [{ code: 'BETTER', params: { arm: 'b' } }, { code: 'MORE', params: { arm: 'b', low: 22, high: 78 } }, { code: 'NAME_THE_WINNER', params: { arm: 'b' } }],
  },
  {
    title: 'no variant is better than the first',
    results: resultsOf(planOf(), two([4_000, 600], [4_000, 400])),
    clauses: [{ code: 'FIRST_BETTER', params: { arm: 'original' } }, { code: 'FEWER', params: { arm: 'b', low: 21, high: 46 } }, { code: 'NAME_THE_WINNER', params: { arm: 'original' } }],
  },
  {
    title: 'no difference, which is a normal ending',
    results: resultsOf(planOf(), two([4_000, 400], [4_000, 405])),
    clauses: [{ code: 'INCONCLUSIVE', params: {} }, { code: 'FEWER_TO_MORE', params: { arm: 'b', less: 12, more: 15 } }, { code: 'CHOICE_IS_YOURS', params: {} }],
  },
  {
    title: 'an arm without a conversion when all is in: nothing is made up, and nobody is told that it is all the same',
    results: resultsOf(planOf(), two([4_000, 400], [4_000, 0])),
    clauses: [{ code: 'TOO_EARLY', params: {} }, { code: 'TOO_RARE', params: { arm: 'b', conversions: 0 } }],
  },
  {
    title: 'values that are higher',
    results: resultsOf(planOf(), values(4_000, 8_000), 'value'),
    clauses: [{ code: 'BETTER', params: { arm: 'b' } }, { code: 'MORE_VALUE', params: { arm: 'b', low: 65, high: 135 } }, { code: 'NAME_THE_WINNER', params: { arm: 'b' } }],
  },
  {
    title: 'values that are lower',
    results: resultsOf(planOf(), values(8_000, 4_000), 'value'),
    clauses: [{ code: 'FIRST_BETTER', params: { arm: 'original' } }, { code: 'LESS_VALUE', params: { arm: 'b', low: 41, high: 59 } }, { code: 'NAME_THE_WINNER', params: { arm: 'original' } }],
  },
  {
    title: 'values that are alike',
    results: resultsOf(planOf(), values(4_000, 4_000), 'value'),
    clauses: [{ code: 'INCONCLUSIVE', params: {} }, { code: 'LESS_TO_MORE_VALUE', params: { arm: 'b', less: 13, more: 13 } }, { code: 'CHOICE_IS_YOURS', params: {} }],
  },
  {
    title: 'a comparison',
    results: resultsOf(comparison, two([4_000, 400], [2_000, 241])),
    clauses: [{ code: 'DESCRIPTIVE', params: {} }, { code: 'HIGHEST_RATE', params: { arm: 'b', percent: 12 } }],
  },
  { title: 'a comparison in which no arm stands out', results: resultsOf(comparison, two([4_000, 400], [2_000, 200])), clauses: [{ code: 'DESCRIPTIVE', params: {} }] },
];

test.each(ROWS)('$title', ({ results, clauses }) => {
  expect(sentenceOf(results)).toEqual(clauses);
});

test('of several variants the strongest is the one that the first is held against', () => {
  const results = resultsOf(threeArms(), countedOf([armOf('original', 4_000, 600), armOf('b', 4_000, 300), armOf('c', 4_000, 400)]));
  expect(sentenceOf(results).map(({ code, params }) => [code, params.arm])).toEqual([['FIRST_BETTER', 'original'], ['FEWER', 'c'], ['NAME_THE_WINNER', 'original']]);
});

test('every clause and every verdict has its example here', () => {
  expect(new Set(ROWS.flatMap(({ clauses }) => clauses.map(({ code }) => code)))).toEqual(new Set(CLAUSES));
  expect(new Set(ROWS.map(({ results }) => results.verdict.code))).toEqual(new Set(VERDICTS));
});

test.each([
  [0.0004, 0],
  [-0.0004, 0],
  [0.0196, 2],
  [0.0234, 2.3],
  [0.0994, 9.9],
  [0.0996, 10],
  [0.314, 31],
  [-0.126, -13],
])('%p is read as %p per cent', (part, percent) => {
  expect(percentOf(part)).toBe(percent);
});

test('for any counts there is a sentence, of finite figures, and no amount is below nothing', () => {
  const arm = (key: string) => fc.integer({ min: 0, max: 5_000 }).chain((units) => fc.integer({ min: 0, max: units }).map((conversions) => armOf(key, units, conversions)));
  const cases = fc.record({ arms: fc.tuple(arm('original'), arm('b')), multipleExposures: fc.integer({ min: 0, max: 100 }), runningMs: fc.integer({ min: 0, max: 20 * DAY_MS }) });
  fc.assert(
    fc.property(cases, fc.integer({ min: 150, max: 6_000 }), (counted, sampleSize) => {
      const sentence = sentenceOf(resultsOf(planOf({ sampleSize }), counted));
      expect(sentence.length).toBeGreaterThan(0);
      for (const { params } of sentence) for (const value of Object.values(params)) if (typeof value === 'number') expect(Number.isFinite(value) && value >= 0).toBe(true);
    }),
    { numRuns: 300 }
  );
});
