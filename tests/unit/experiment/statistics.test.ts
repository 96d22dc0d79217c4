/** The published cases of the reference statistics, by their numbers there; and what follows from the formulas themselves. */
import fc from 'fast-check';
import { chiSquareAbove, multipleExposuresOf, sampleRatioOf, sampleRatioP } from '../../../src/plugins/content-workflow/core/experiment/health';
import { excludesZero } from '../../../src/plugins/content-workflow/core/experiment/naming';
import { alphaOfOne, phi, zOf } from '../../../src/plugins/content-workflow/core/experiment/normal';
import { rhoOf, sequentialOf } from '../../../src/plugins/content-workflow/core/experiment/sequential';
import { degreesOfFreedom, effectOf, lossesOf, posteriorOf, relativeChange, sampleOfRate, sampleOfValues, UNINFORMATIVE, welchOf, type Effect } from '../../../src/plugins/content-workflow/core/experiment/statistics';

const effect = (found: Effect | null): Effect => {
  if (found === null) throw new Error('nothing to compare');
  return found;
};

describe('the Gaussian posterior', () => {
  test('case 1: two rates, relative', () => {
    const posterior = posteriorOf(effectOf(sampleOfRate(49, 100), sampleOfRate(51, 100)));
    expect(posterior.value).toBeCloseTo(0.04082, 5);
    expect(posterior.low).toBeCloseTo(-0.24779, 5);
    expect(posterior.high).toBeCloseTo(0.32943, 5);
    expect(posterior.standardDeviation).toBeCloseTo(0.14725, 5);
    expect(posterior.chanceToWin).toBeCloseTo(0.60918, 5);
    expect(posterior.lossOfKeeping).toBeCloseTo(0.0814, 5);
    expect(posterior.lossOfShipping).toBeCloseTo(0.04058, 5);
  });

  test('case 2: two means, relative', () => {
    const posterior = posteriorOf(effectOf(sampleOfValues(100, 1002.25, 10), sampleOfValues(105, 1111.5, 10)));
    expect(posterior.value).toBeCloseTo(0.05, 5);
    expect(posterior.low).toBeCloseTo(-0.02, 5);
    expect(posterior.high).toBeCloseTo(0.12, 5);
    expect(posterior.standardDeviation).toBeCloseTo(0.03572, 5);
    expect(posterior.chanceToWin).toBeCloseTo(0.91923, 5);
    expect(posterior.lossOfKeeping).toBeCloseTo(0.05131, 5);
    expect(posterior.lossOfShipping).toBeCloseTo(0.00131, 5);
  });

  test.each([
    { title: 'case 4: nobody in either arm', a: sampleOfRate(0, 0), b: sampleOfRate(0, 0) },
    { title: 'nobody in one arm', a: sampleOfRate(5, 10), b: sampleOfRate(0, 0) },
    { title: 'no conversion in the baseline', a: sampleOfRate(0, 100), b: sampleOfRate(5, 100) },
    { title: 'no conversion in the other', a: sampleOfRate(5, 100), b: sampleOfRate(0, 100) },
    { title: 'all in one arm', a: sampleOfRate(50, 100), b: sampleOfRate(100, 100) },
    { title: 'values without any spread', a: sampleOfValues(20, 40, 10), b: sampleOfValues(30, 90, 10) },
    { title: 'one unit with a value', a: sampleOfValues(2, 4, 1), b: sampleOfValues(3, 9, 1) },
    { title: 'a baseline whose values cancel out', a: sampleOfValues(0, 100, 10), b: sampleOfValues(30, 190, 10) },
  ])('$title: nothing is known, and nothing is thrown', ({ a, b }) => {
    expect(effectOf(a, b)).toBeNull();
    expect(posteriorOf(effectOf(a, b))).toEqual({ ...UNINFORMATIVE, chanceToWin: 0.5, value: 0, low: 0, high: 0, lossOfKeeping: 0, lossOfShipping: 0 });
    expect(welchOf(a, b)).toBeNull();
  });

  test('case 6: far beyond the tails the loss is the effect itself, exactly', () => {
    expect(lossesOf(0.01, 4.5e-9)).toEqual([0.01, 0]);
    expect(lossesOf(-0.01, 4.5e-9)).toEqual([0, 0.01]);
  });

  test('case 24: a change is relative to the size of the baseline, whatever its sign', () => {
    expect(relativeChange(-10, -5)).toBe(0.5);
    expect(relativeChange(-2, 3)).toBe(2.5);
  });

  const effects = fc.record({ value: fc.double({ min: -2, max: 2, noNaN: true }), standardError: fc.double({ min: 1e-6, max: 2, noNaN: true }) });

  test('chance and losses are those of one distribution: what keeping loses and shipping loses differ by the effect', () => {
    fc.assert(
      fc.property(effects, (found) => {
        const posterior = posteriorOf(found);
        expect(posterior.lossOfKeeping - posterior.lossOfShipping).toBeCloseTo(found.value, 9);
        expect(Math.min(posterior.lossOfKeeping, posterior.lossOfShipping)).toBeGreaterThanOrEqual(0);
        // So near to 0 that rounding decides, both sides are the same.
        if (Math.abs(found.value / found.standardError) > 1e-12) expect(posterior.chanceToWin > 0.5).toBe(found.value > 0);
        expect(posterior.low).toBeLessThanOrEqual(found.value);
      })
    );
  });

  test('arms that change places change signs: of an absolute effect everything mirrors', () => {
    const arm = fc.integer({ min: 2, max: 5_000 }).chain((n) => fc.integer({ min: 1, max: n - 1 }).map((x) => sampleOfRate(x, n)));
    fc.assert(
      fc.property(arm, arm, (a, b) => {
        const [there, back] = [posteriorOf(effectOf(a, b, 'absolute')), posteriorOf(effectOf(b, a, 'absolute'))];
        expect(there.chanceToWin + back.chanceToWin).toBeCloseTo(1, 9);
        expect(there.lossOfKeeping).toBeCloseTo(back.lossOfShipping, 9);
      })
    );
  });
});

describe("Welch's test", () => {
  test('case 8: two means, absolute', () => {
    const tested = welchOf(sampleOfValues(1396.87, 52377.9767, 3407), sampleOfValues(2422.7, 134698.29, 3461), 'absolute');
    expect(tested?.value).toBeCloseTo(0.29, 5);
    expect(tested?.low).toBeCloseTo(0.04538, 5);
    expect(tested?.high).toBeCloseTo(0.53462, 5);
    expect(tested?.p).toBeCloseTo(0.02016, 5);
    expect(effectOf(sampleOfValues(1396.87, 52377.9767, 3407), sampleOfValues(2422.7, 134698.29, 3461), 'absolute')?.standardError).toBeCloseTo(0.12478, 5);
  });

  test('equal arms have the degrees of freedom of one sample of both', () => {
    const arm = sampleOfValues(100, 1_100, 20);
    expect(degreesOfFreedom(arm, arm)).toBeCloseTo(38, 9);
  });

  test('a p value far out is small and not nothing', () => {
    const p = welchOf(sampleOfRate(1_000, 10_000), sampleOfRate(2_000, 10_000))?.p ?? Number.NaN;
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(1e-40);
    expect(phi(-30)).toBeGreaterThan(0);
  });
});

describe('the always-valid interval', () => {
  const [a, b] = [sampleOfRate(1_396, 3_000), sampleOfRate(2_422, 3_461)];
  const found = effect(effectOf(a, b));

  test('the tuning for 5,000 units', () => {
    expect(rhoOf(5_000)).toBeCloseTo(0.03984007, 8);
  });

  test('case 10: two rates, relative', () => {
    const sequential = sequentialOf(found, { units: 6_461, planned: 5_000 });
    expect(found.standardError).toBeCloseTo(0.03386, 5);
    expect(sequential.value).toBeCloseTo(0.50386, 5);
    expect(sequential.low).toBeCloseTo(0.40098, 5);
    expect(sequential.high).toBeCloseTo(0.60675, 5);
    expect(sequential.p).toBeCloseTo(0, 5);
    expect(sequential.p).toBeGreaterThan(0);
  });

  const looks = fc.record({ z: fc.double({ min: -8, max: 8, noNaN: true }), units: fc.integer({ min: 2, max: 100_000 }), planned: fc.integer({ min: 300, max: 100_000 }), alpha: fc.constantFrom(0.05, 0.025, 0.01) });

  test('p is below alpha where and only where the interval excludes 0', () => {
    fc.assert(
      fc.property(looks, ({ z, ...look }) => {
        const sequential = sequentialOf({ value: z * 0.02, standardError: 0.02 }, look);
        // At the very edge both sides of the equation are equal but for rounding.
        if (Math.abs(sequential.p - look.alpha) > 1e-9) expect(sequential.p < look.alpha).toBe(excludesZero(sequential));
        expect(sequential.p).toBeLessThanOrEqual(1);
      })
    );
  });

  test('it is wider than the interval of a single look, always, and wider still with more comparisons', () => {
    fc.assert(
      fc.property(looks, ({ z, units, planned }) => {
        const [one, two] = [2, 3].map((arms) => sequentialOf({ value: z, standardError: 1 }, { units, planned, alpha: alphaOfOne(arms) }));
        expect((one?.high ?? 0) - z).toBeGreaterThan(zOf(0.975));
        expect(two?.high).toBeGreaterThan(one?.high ?? Infinity);
      })
    );
  });
});

describe('the sizes of the arms', () => {
  test('case 15: 1,000 against 1,200 of equal weights are no accident', () => {
    expect(sampleRatioP([1_000, 1_200], [0.5, 0.5])).toBeCloseTo(0.000020079, 9);
    expect(sampleRatioOf([1_000, 1_200], [0.5, 0.5]).level).toBe('alarm');
  });

  test.each([
    { title: 'one arm', units: [1_000], weights: [0.5, 0.5] },
    { title: 'one arm with a weight', units: [1_000, 900, 800], weights: [1, 0, 0] },
    { title: 'nobody', units: [0, 0, 0], weights: [0.4, 0.3, 0.3] },
    { title: 'exactly by weight', units: [500, 500], weights: [0.5, 0.5] },
  ])('case 17: $title: 1', ({ units, weights }) => {
    expect(sampleRatioP(units, weights)).toBe(1);
  });

  test('an arm without weight is left out, degree of freedom included', () => {
    expect(sampleRatioP([1_000, 1_200, 900], [0.5, 0.5, 0])).toBe(sampleRatioP([1_000, 1_200], [0.5, 0.5]));
  });

  test('weights count by their ratio, whatever they sum to', () => {
    expect(sampleRatioP([300, 500], [0.3, 0.5])).toBeCloseTo(1, 12);
    expect(sampleRatioP([100, 220], [1, 2])).toBeCloseTo(sampleRatioP([100, 220], [1 / 3, 2 / 3]), 12);
  });

  test('so do buckets, and how few are too few goes by the part that they are of all', () => {
    expect(sampleRatioOf([1_000, 1_200], [5_000, 5_000])).toEqual(sampleRatioOf([1_000, 1_200], [0.5, 0.5]));
    expect(sampleRatioOf([15, 0], [5_000, 5_000]).level).toBe('ok');
  });

  test.each([
    { title: 'p of 0.0016: a warning', units: [1_000, 1_144], level: 'warning' },
    { title: 'p of 0.013: nothing', units: [1_000, 1_115], level: 'ok' },
    { title: 'p of 0.0009: an alarm', units: [1_000, 1_154], level: 'alarm' },
    { title: 'so few that the test is none: nothing', units: [15, 0], level: 'ok' },
    { title: 'an arm that nobody reaches: an alarm', units: [500, 0], level: 'alarm' },
  ])('$title', ({ units, level }) => {
    expect(sampleRatioOf(units, [0.5, 0.5]).level).toBe(level);
  });

  test('a p value far out is small and not nothing', () => {
    expect(chiSquareAbove(120, 1)).toBeGreaterThan(0);
    expect(chiSquareAbove(120, 1)).toBeLessThan(1e-26);
    // Pearson's statistics of the two tables that the reference gives with their p values.
    expect(chiSquareAbove(12.5, 1)).toBeCloseTo(0.000406952, 9);
    expect(chiSquareAbove(0.08, 1)).toBeCloseTo(0.777297, 6);
  });
});

describe('readers who saw more than one arm', () => {
  test.each([
    { title: 'nobody at all', units: 0, counted: 0, share: 0, level: 'ok' },
    { title: 'one of a hundred', units: 10, counted: 990, share: 0.01, level: 'ok' },
    { title: 'more than one of a hundred', units: 11, counted: 989, share: 0.011, level: 'alarm' },
    { title: 'a large part of very few', units: 9, counted: 91, share: 0.09, level: 'ok' },
  ])('$title: $level', ({ units, counted, share, level }) => {
    expect(multipleExposuresOf(units, counted)).toEqual({ units, share, level });
  });
});
