/** What the counts of an experiment say, what speaks against naming a winner, and when measuring is over. */
import fc from 'fast-check';
import { ENGINE, resultsOf } from '../../../src/plugins/content-workflow/core/experiment/judge';
import type { Counted, ObstacleCode, Results } from '../../../src/plugins/content-workflow/core/experiment/results';
import { armOf, countedOf, DAY_MS, planOf, threeArms } from '../../support/experiment-plans';

const codes = (results: Results, arm: string): ObstacleCode[] => (results.obstacles[arm] ?? []).map(({ code }) => code);
const paramsOf = (results: Results, arm: string, code: ObstacleCode) => results.obstacles[arm]?.find((obstacle) => obstacle.code === code)?.params;
const two = (original: readonly [number, number], b: readonly [number, number], overrides: Partial<Counted> = {}) => countedOf([armOf('original', ...original), armOf('b', ...b)], overrides);

/** B is far better, and everything that was asked for is in. */
const CLEAR = two([4_000, 400], [4_000, 600]);

describe('the figures of an arm', () => {
  const results = resultsOf(planOf(), two([100, 49], [100, 51]));
  const [first, b] = results.arms;

  test('are those of the reference, with the rate and the fixed test beside them', () => {
    expect(b).toMatchObject({ key: 'b', units: 100, conversions: 51, rate: 0.51 });
    expect([b?.lift?.value, b?.lift?.low, b?.lift?.high, b?.chanceToWin, b?.expectedLoss].map((value) => Number(value?.toFixed(5)))).toEqual([0.04082, -0.24779, 0.32943, 0.60918, 0.04058]);
    expect(b?.sequential?.low).toBeLessThan(b?.fixed?.low ?? Number.NaN);
    expect(b?.fixed?.p).toBeGreaterThan(0.5);
  });

  test('the first arm is compared with nothing, and has the other side of the chance and of the loss', () => {
    expect(first).toMatchObject({ rate: 0.49, lift: null, sequential: null, fixed: null });
    expect((first?.chanceToWin ?? 0) + (b?.chanceToWin ?? 0)).toBeCloseTo(1, 12);
    expect(first?.expectedLoss).toBeCloseTo(0.0814, 5);
  });

  test('the engine, the plan and the counts go with them', () => {
    expect(results).toMatchObject({ engine: ENGINE, randomised: true, goalKind: 'rate', plan: planOf(), counted: two([100, 49], [100, 51]) });
    expect(ENGINE).toMatch(/^[a-z-]+\/\d+$/);
  });

  test('the always-valid interval is tuned to the planned readers of both arms together', () => {
    const counted = countedOf([armOf('original', 3_000, 1_396), armOf('b', 3_461, 2_422)]);
    const sequential = resultsOf(planOf({ sampleSize: 2_500 }), counted).arms[1]?.sequential;
    expect([sequential?.low, sequential?.high].map((value) => Number(value?.toFixed(5)))).toEqual([0.40098, 0.60675]);
  });

  test('of a value goal they are of the mean value of a reader, and who brought nothing counts', () => {
    const counted = countedOf([armOf('original', 10, 10, { sum: 100, sumOfSquares: 1002.25 }), armOf('b', 10, 10, { sum: 105, sumOfSquares: 1111.5 })]);
    const arm = resultsOf(planOf(), counted, 'value').arms[1];
    expect([arm?.lift?.value, arm?.lift?.low, arm?.lift?.high, arm?.chanceToWin, arm?.expectedLoss].map((value) => Number(value?.toFixed(5)))).toEqual([0.05, -0.02, 0.12, 0.91923, 0.00131]);
    expect(arm?.rate).toBe(1);
    const diluted = countedOf([armOf('original', 20, 10, { sum: 100, sumOfSquares: 1002.25 }), armOf('b', 10, 10, { sum: 105, sumOfSquares: 1111.5 })]);
    expect(resultsOf(planOf(), diluted, 'value').arms[1]?.lift?.value).toBeCloseTo(1.1, 9);
  });

  test('where nothing can be said nothing is: no reader, no conversion in the baseline, no spread', () => {
    for (const counted of [two([0, 0], [0, 0]), two([1_000, 0], [1_000, 20]), two([1_000, 20], [1_000, 1_000])])
      for (const arm of resultsOf(planOf(), counted).arms) expect(arm).toMatchObject({ lift: null, chanceToWin: null, expectedLoss: null, sequential: null, fixed: null });
    expect(resultsOf(planOf(), two([0, 0], [5, 1])).arms.map(({ rate }) => rate)).toEqual([null, 0.2]);
  });

  test('arms come in the order of the plan, one that was not counted with nothing, one that is not planned not at all', () => {
    const { arms } = resultsOf(threeArms(), countedOf([armOf('c', 7, 1), armOf('stranger', 9, 9), armOf('original', 8, 1)]));
    expect(arms.map(({ key, units }) => [key, units])).toEqual([['original', 8], ['b', 0], ['c', 7]]);
  });
});

describe('a winner may be named', () => {
  test('when every condition holds', () => {
    const results = resultsOf(planOf(), CLEAR);
    expect(results.obstacles.b).toEqual([]);
    expect(codes(results, 'original')).toEqual(['NOT_SETTLED', 'NOT_THE_LEADER']);
    expect(results.verdict).toMatchObject({ code: 'better', arm: 'b', daysLeft: 0 });
    expect(results.over).toBe('sequential');
  });

  test('by the planned sample alone, where the always-valid interval does not yet exclude 0', () => {
    const results = resultsOf(planOf(), two([4_000, 400], [4_000, 460]));
    const b = results.arms[1];
    expect(b?.sequential?.low).toBeLessThan(0);
    expect(b?.chanceToWin).toBeGreaterThan(0.975);
    expect(codes(results, 'b')).toEqual([]);
    expect([results.verdict.code, results.over]).toEqual(['better', 'sample']);
  });

  test.each([
    { title: 'a variant far enough ahead', rates: [4_000, 4_600], winner: 'better' },
    { title: 'a variant not far enough ahead', rates: [4_000, 4_550], winner: 'inconclusive' },
    { title: 'a first arm far enough ahead', rates: [4_600, 4_000], winner: 'worse' },
    { title: 'a first arm not far enough ahead', rates: [4_450, 4_000], winner: 'inconclusive' },
  ] as const)('by the planned sample as by a two-sided test at 5%, whichever side is ahead: $title', ({ rates: [original, b], winner }) => {
    const results = resultsOf(planOf({ sampleSize: 4_000 }), two([4_000, original / 10], [4_000, b / 10]));
    const lift = results.arms[1]?.lift;
    expect(results.verdict.code).toBe(winner);
    expect((lift?.low ?? 0) > 0 || (lift?.high ?? 0) < 0).toBe(winner !== 'inconclusive');
  });

  test('the original as well, when it is known to be better', () => {
    const results = resultsOf(planOf(), two([4_000, 600], [4_000, 400]));
    expect(results.obstacles.original).toEqual([]);
    expect(codes(results, 'b')).toEqual(['NOT_SETTLED', 'NOT_THE_LEADER']);
    expect(results.verdict).toMatchObject({ code: 'worse', arm: 'b', daysLeft: 0 });
    expect(results.verdict.lift?.high).toBeLessThan(0);
  });
});

describe('what speaks against a winner', () => {
  const against = (plan: ReturnType<typeof planOf>, counted: Counted): ObstacleCode[] => codes(resultsOf(plan, counted), 'b');

  test('a day too few of the minimum, and what is missing of it', () => {
    const results = resultsOf(planOf(), { ...CLEAR, runningMs: 7 * DAY_MS - 1 });
    expect(codes(results, 'b')).toEqual(['TOO_SHORT']);
    expect(paramsOf(results, 'b', 'TOO_SHORT')).toEqual({ days: 6.9, minimumDays: 7, missing: 1 });
    expect(results.verdict).toMatchObject({ code: 'leading', arm: 'b', daysLeft: 1 });
    expect(results.over).toBeNull();
  });

  test('149 readers in an arm, of whichever arm', () => {
    const results = resultsOf(planOf(), two([150, 15], [149, 75]));
    expect(paramsOf(results, 'b', 'TOO_FEW_UNITS')).toEqual({ arm: 'b', units: 149, needed: 150 });
    expect(codes(results, 'original')).toContain('TOO_FEW_UNITS');
    expect(results.verdict.code).toBe('too-early');
    expect(results.over).toBeNull();
    expect(against(planOf({ sampleSize: 150 }), two([150, 50], [150, 110]))).toEqual([]);
  });

  test.each([
    { title: 'five who reached the goal', counted: two([1_000, 5], [1_000, 80]), arm: 'original', conversions: 5, others: 995 },
    { title: 'five who did not', counted: two([1_000, 500], [1_000, 995]), arm: 'b', conversions: 995, others: 5 },
  ])('$title are too few', ({ counted, arm, conversions, others }) => {
    expect(paramsOf(resultsOf(planOf(), counted), 'b', 'TOO_FEW_CONVERSIONS')).toEqual({ arm, conversions, others, needed: 6 });
  });

  test('too few when all that was planned is in: measuring is over, and it is not called no difference', () => {
    const results = resultsOf(planOf(), two([4_000, 400], [4_000, 0]));
    expect(results.verdict).toEqual({ code: 'too-early', arm: null, lift: null, daysLeft: null });
    expect(results.over).toBe('sample');
  });

  test('six of each are enough; of a value goal all may have brought something', () => {
    expect(against(planOf(), two([1_000, 6], [1_000, 80]))).not.toContain('TOO_FEW_CONVERSIONS');
    expect(against(planOf(), two([1_000, 500], [1_000, 994]))).not.toContain('TOO_FEW_CONVERSIONS');
    const all = countedOf([armOf('original', 1_000, 1_000, { sumOfSquares: 2_000 }), armOf('b', 1_000, 1_000, { sumOfSquares: 2_000 })]);
    expect(codes(resultsOf(planOf(), all, 'value'), 'b')).not.toContain('TOO_FEW_CONVERSIONS');
  });

  test('sizes that do not fit the weights: nothing is said of any arm, and no interval ends it', () => {
    const results = resultsOf(planOf(), two([1_000, 100], [1_200, 300]));
    expect(results.sampleRatio?.level).toBe('alarm');
    expect(paramsOf(results, 'b', 'SAMPLE_RATIO_MISMATCH')?.p).toBeCloseTo(0.000020079, 9);
    expect(codes(results, 'original')).toContain('SAMPLE_RATIO_MISMATCH');
    expect(results.verdict).toEqual({ code: 'unhealthy', arm: null, lift: null, daysLeft: null });
    expect(results.over).toBeNull();
  });

  test('sizes that are only worth a look do not', () => {
    const results = resultsOf(planOf(), two([1_000, 100], [1_144, 300]));
    expect(results.sampleRatio?.level).toBe('warning');
    expect(codes(results, 'b')).toEqual([]);
  });

  test('sizes are held to the weights that readers were drawn by', () => {
    const arms = [{ key: 'original', weight: 0.8, place: null }, { key: 'b', weight: 0.2, place: null }];
    expect(resultsOf(planOf({ arms }), two([8_000, 800], [2_000, 200])).sampleRatio).toEqual({ p: 1, level: 'ok' });
    expect(resultsOf(planOf({ arms }), two([5_000, 800], [5_000, 200])).sampleRatio?.level).toBe('alarm');
  });

  test('sizes of a small share are held to the buckets that readers were really drawn from', () => {
    const plan = threeArms({ share: 0.001 });
    const sizes = (...units: readonly number[]) => resultsOf(plan, countedOf(units.map((n, i) => armOf(['original', 'b', 'c'][i] ?? '', n, n / 10)))).sampleRatio;
    expect(sizes(4_000, 3_000, 3_000)?.level).toBe('ok');
    expect(sizes(4_000, 3_000, 3_000)?.p).toBeCloseTo(1, 12);
    expect(sizes(3_000, 3_000, 3_000)?.level).toBe('alarm');
  });

  test('more than a hundredth of the readers in two arms', () => {
    const results = resultsOf(planOf(), { ...CLEAR, multipleExposures: 90 });
    expect(codes(results, 'b')).toEqual(['MULTIPLE_EXPOSURES']);
    expect(paramsOf(results, 'b', 'MULTIPLE_EXPOSURES')).toEqual({ units: 90, share: 90 / 8_090 });
    expect(results.verdict.code).toBe('unhealthy');
    expect(against(planOf(), { ...CLEAR, multipleExposures: 80 })).toEqual([]);
  });

  test('a chance to win that is not there before the planned readers are', () => {
    const results = resultsOf(planOf({ sampleSize: 4_001 }), two([4_000, 400], [4_000, 460]));
    expect(codes(results, 'b')).toEqual(['NOT_SETTLED']);
    expect(paramsOf(results, 'b', 'NOT_SETTLED')).toMatchObject({ units: 4_000, needed: 4_001, chanceNeeded: 0.975, lossAllowed: 0.0025, chanceToWin: results.arms[1]?.chanceToWin });
    expect(results.verdict).toMatchObject({ code: 'leading', arm: 'b', daysLeft: 1 });
  });

  test.each([
    { title: 'a chance below 97.5%', counted: two([4_000, 400], [4_000, 448]), chance: 0.9502, loss: 0.0015 },
    { title: 'a loss above a quarter of one per cent', counted: two([200, 20], [200, 41]), chance: 0.9782, loss: 0.0042 },
  ])('$title when the planned readers are there: it ends without a winner, as is normal', ({ counted, chance, loss }) => {
    const results = resultsOf(planOf({ sampleSize: 200 }), counted);
    expect(results.arms[1]?.chanceToWin).toBeCloseTo(chance, 4);
    expect(results.arms[1]?.expectedLoss).toBeCloseTo(loss, 4);
    expect(codes(results, 'b')).toEqual(['NOT_SETTLED']);
    expect(results.verdict).toEqual({ code: 'inconclusive', arm: null, lift: null, daysLeft: 0 });
    expect(results.over).toBe('sample');
  });

  test.each([
    { title: 'more conversions than readers', arm: armOf('b', 100, 101) },
    { title: 'fewer readers than none', arm: armOf('b', -1, -2) },
    { title: 'half a reader', arm: armOf('b', 99.5, 3) },
    { title: 'a value that is no number', arm: armOf('b', 100, 3, { sum: Number.NaN }) },
  ])('$title: no figure, an obstacle, and nothing is thrown', ({ arm }) => {
    for (const plan of [planOf(), planOf({ kind: 'channels', stop: 'manual' })]) {
      const results = resultsOf(plan, countedOf([armOf('original', 100, 10), arm]));
      for (const key of ['original', 'b']) expect(paramsOf(results, key, 'COUNTS_IMPOSSIBLE')).toEqual({ arm: 'b', units: arm.units, conversions: arm.conversions });
      expect(results.verdict.code).toBe('unhealthy');
      expect(results.arms.map(({ lift, chanceToWin }) => [lift, chanceToWin])).toEqual([[null, null], [null, null]]);
      expect(results.over).toBeNull();
    }
  });
});

describe('several arms', () => {
  const three = (...counts: (readonly [number, number])[]): Counted => countedOf(counts.map((count, i) => armOf(['original', 'b', 'c'][i] ?? '', ...count)));

  test('each is compared with the first, by an interval that is wider than that of one comparison', () => {
    const alone = resultsOf(planOf(), two([4_000, 400], [4_000, 460])).arms[1];
    const beside = resultsOf(threeArms(), three([4_000, 400], [4_000, 460], [4_000, 400])).arms[1];
    expect(beside?.lift).toEqual(alone?.lift);
    expect(beside?.sequential?.low).toBeLessThan(alone?.sequential?.low ?? Number.NaN);
    expect(beside?.fixed?.low).toBeLessThan(alone?.fixed?.low ?? Number.NaN);
  });

  test('a chance to win that names one variant does not name one of two', () => {
    expect(codes(resultsOf(planOf(), two([4_000, 400], [4_000, 460])), 'b')).toEqual([]);
    const beside = resultsOf(threeArms(), three([4_000, 400], [4_000, 460], [4_000, 400]));
    expect(codes(beside, 'b')).toEqual(['NOT_SETTLED']);
    expect(paramsOf(beside, 'b', 'NOT_SETTLED')?.chanceNeeded).toBe(0.9875);
  });

  test('of two that are better than the first the better one is named', () => {
    const results = resultsOf(threeArms(), three([4_000, 400], [4_000, 560], [4_000, 640]));
    expect([codes(results, 'b'), codes(results, 'c')]).toEqual([['NOT_THE_LEADER'], []]);
    expect(paramsOf(results, 'b', 'NOT_THE_LEADER')).toEqual({ leader: 'c' });
    expect(results.verdict).toMatchObject({ code: 'better', arm: 'c' });
  });

  test('the first is named only when it is better than all others', () => {
    expect(codes(resultsOf(threeArms(), three([4_000, 600], [4_000, 400], [4_000, 590])), 'original')).toEqual(['NOT_SETTLED']);
    const results = resultsOf(threeArms(), three([4_000, 600], [4_000, 400], [4_000, 450]));
    expect(codes(results, 'original')).toEqual([]);
    expect(results.verdict).toMatchObject({ code: 'worse', arm: 'c' });
  });

  test('the first has the chance and the loss that it has against the strongest of the others', () => {
    const { arms } = resultsOf(threeArms(), three([4_000, 400], [4_000, 380], [4_000, 420]));
    expect(arms[0]?.chanceToWin).toBeCloseTo(1 - (arms[2]?.chanceToWin ?? 0), 12);
  });
});

describe('when measuring is over', () => {
  const OPEN = two([4_000, 400], [4_000, 405]);

  test.each([
    { title: 'by hand: never', plan: planOf({ stop: 'manual' }), counted: CLEAR, over: null },
    { title: 'by sample: when it is there', plan: planOf({ stop: 'sample' }), counted: OPEN, over: 'sample' },
    { title: 'by sample: not by an interval', plan: planOf({ stop: 'sample', sampleSize: 9_000 }), counted: CLEAR, over: null },
    { title: 'by sample: not with a reader too few in one arm', plan: planOf({ stop: 'sample', sampleSize: 4_001 }), counted: two([4_100, 400], [4_000, 405]), over: null },
    { title: 'by sample: not before the minimum duration', plan: planOf({ stop: 'sample' }), counted: { ...OPEN, runningMs: 7 * DAY_MS - 1 }, over: null },
    { title: 'by sample: also when the sizes are wrong, since no more readers mend that', plan: planOf({ stop: 'sample', sampleSize: 900 }), counted: two([1_000, 100], [1_200, 120]), over: 'sample' },
    { title: 'by interval: before the sample', plan: planOf({ sampleSize: 9_000 }), counted: CLEAR, over: 'sequential' },
    { title: 'by interval: also of a variant that is worse', plan: planOf({ sampleSize: 9_000 }), counted: two([4_000, 600], [4_000, 400]), over: 'sequential' },
    { title: 'by interval: at the sample at the latest', plan: planOf(), counted: OPEN, over: 'sample' },
    { title: 'by interval: not while it is open', plan: planOf({ sampleSize: 9_000 }), counted: OPEN, over: null },
  ])('$title', ({ plan, counted, over }) => {
    expect(resultsOf(plan, counted).over).toBe(over);
  });

  test('days left are those of the arm that is furthest behind, at its pace, and at least the minimum', () => {
    const left = (days: number, units: number) => resultsOf(planOf({ sampleSize: 1_000 }), two([units + 4, 40], [units, 40], { runningMs: days * DAY_MS })).verdict.daysLeft;
    expect([left(4, 400), left(4, 900), left(10, 400), left(10, 999)]).toEqual([6, 3, 15, 1]);
    expect(resultsOf(planOf(), two([0, 0], [0, 0])).verdict).toEqual({ code: 'no-data', arm: null, lift: null, daysLeft: null });
  });
});

describe('comparisons, whose readers were not drawn', () => {
  test.each(['channels', 'times'] as const)('of %s have counts and rates, and nothing that looks like proof', (kind) => {
    const results = resultsOf(planOf({ kind, stop: 'manual' }), CLEAR);
    expect(results.arms.map(({ units, rate }) => [units, rate])).toEqual([[4_000, 0.1], [4_000, 0.15]]);
    for (const arm of results.arms) expect(arm).toMatchObject({ lift: null, chanceToWin: null, expectedLoss: null, sequential: null, fixed: null });
    expect(results).toMatchObject({ randomised: false, sampleRatio: null, multipleExposures: null, over: null, verdict: { code: 'descriptive', arm: null, lift: null, daysLeft: null } });
    expect([codes(results, 'original'), codes(results, 'b')]).toEqual([['NOT_RANDOMISED'], ['NOT_RANDOMISED']]);
    expect(resultsOf(planOf({ kind, stop: 'manual' }), countedOf([])).verdict.code).toBe('no-data');
  });

  test('no stop rule ends them, whatever their plan says', () => {
    for (const stop of ['sample', 'sequential'] as const) expect(resultsOf(planOf({ kind: 'times', stop }), CLEAR).over).toBeNull();
  });
});

describe('for any counts', () => {
  const arm = (key: string) => fc.integer({ min: 0, max: 20_000 }).chain((units) => fc.integer({ min: 0, max: units }).map((conversions) => armOf(key, units, conversions)));
  const counted = fc.tuple(arm('original'), arm('b'), arm('c'), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 30 * DAY_MS })).map(([a, b, c, multipleExposures, runningMs]): Counted => ({ arms: [a, b, c], multipleExposures, runningMs }));

  test('every figure is a number or nothing, one arm at most has no obstacle, and the verdict names it', () => {
    fc.assert(
      fc.property(counted, fc.constantFrom('rate' as const, 'value' as const), (found, kind) => {
        const results = resultsOf(threeArms(), found, kind);
        JSON.stringify(results, (key, value: unknown) => {
          if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${key} is ${value}`);
          return value;
        });
        const free = results.arms.filter(({ key }) => results.obstacles[key]?.length === 0).map(({ key }) => key);
        expect(free.length).toBeLessThanOrEqual(1);
        expect(results.verdict.code === 'better' ? results.verdict.arm : results.verdict.code === 'worse' ? 'original' : undefined).toBe(free[0]);
        if (results.over === 'sequential') expect(free).toHaveLength(1);
      }),
      { numRuns: 500 }
    );
  });
});
