/**
 * How two arms differ: by a Gaussian posterior of the effect, and by Welch's test.
 *
 * Formulas of GrowthBook's statistics (gbstats: bayesian/tests.py, frequentist/tests.py), written anew; its published cases
 * are tests. Rates and values go the same way once they are a mean and a variance.
 */
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { ALPHA, density, phi, zOf } from './normal';
import type { Interval } from './results';

/** Mean and variance of one unit. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** Units of which some reached a goal. Its variance is the population's, m(1-m). */
export const sampleOfRate = (conversions: number, units: number): Sample => {
  const mean = units > 0 ? conversions / units : 0;
  return { n: units, mean, variance: mean * (1 - mean) };
};

/** Units that are each worth something; who brought nothing counts with 0. Its variance is the sample's, by n-1. */
export const sampleOfValues = (sum: number, sumOfSquares: number, units: number): Sample => ({
  n: units,
  mean: units > 0 ? sum / units : 0,
  variance: units > 1 ? (sumOfSquares - (sum * sum) / units) / (units - 1) : 0,
});

/** A difference and its standard error. */
export interface Effect {
  readonly value: number;
  readonly standardError: number;
}

export type EffectKind = 'relative' | 'absolute';

/** The change from `a` to `b` by the size of `a`; -5 is half more than -10. */
export const relativeChange = (a: number, b: number): number => (b - a) / Math.abs(a);

/** `null` where there is nothing to compare: an empty arm, one in which all units are alike, or no baseline to be relative to. */
export const effectOf = (baseline: Sample, other: Sample, kind: EffectKind = 'relative'): Effect | null => {
  const alike = !(baseline.variance > 0) || !(other.variance > 0);
  if (baseline.n === 0 || other.n === 0 || alike || (kind === 'relative' && baseline.mean === 0)) return null;
  const own = other.variance / other.n;
  const base = baseline.variance / baseline.n;
  if (kind === 'absolute') return { value: other.mean - baseline.mean, standardError: Math.sqrt(own + base) };
  // The delta method for a quotient of two independent means.
  const square = baseline.mean ** 2;
  return { value: relativeChange(baseline.mean, other.mean), standardError: Math.sqrt(own / square + (base * other.mean ** 2) / square ** 2) };
};

export interface Posterior extends Interval {
  readonly standardDeviation: number;
  /** The probability that the effect is above 0. */
  readonly chanceToWin: number;
  /** Mean loss, in units of the effect, by keeping the baseline where the other is better. */
  readonly lossOfKeeping: number;
  /** Mean loss by shipping the other where it is worse. */
  readonly lossOfShipping: number;
}

/** What is known before anything is known: a coin toss, and nothing to lose. */
export const UNINFORMATIVE: Posterior = { value: 0, low: 0, high: 0, standardDeviation: 0, chanceToWin: 0.5, lossOfKeeping: 0, lossOfShipping: 0 };

/** Beyond so many deviations the normal density is 0 in double precision, and the loss is the effect itself. */
const BEYOND_DOUBLE = 37;

/** Mean of the part of a normal that lies above 0: E[max(X, 0)]. */
const meanAbove = (mean: number, deviation: number): number => {
  const z = mean / deviation;
  if (Math.abs(z) > BEYOND_DOUBLE) return Math.max(mean, 0);
  // The two terms nearly cancel in the far tail, where rounding could leave less than nothing.
  return Math.max(0, mean * phi(z) + deviation * density(z));
};

/** Loss of keeping the baseline and of shipping the other, for an effect that is normal. */
export const lossesOf = (mean: number, deviation: number): readonly [keeping: number, shipping: number] => [meanAbove(mean, deviation), meanAbove(-mean, deviation)];

/** The posterior of an effect under a flat prior; what is known without data where the effect is `null`. */
export const posteriorOf = (effect: Effect | null): Posterior => {
  if (effect === null) return UNINFORMATIVE;
  const { value, standardError } = effect;
  const half = zOf(1 - ALPHA / 2) * standardError;
  const [lossOfKeeping, lossOfShipping] = lossesOf(value, standardError);
  return { value, low: value - half, high: value + half, standardDeviation: standardError, chanceToWin: phi(value / standardError), lossOfKeeping, lossOfShipping };
};

export interface Tested extends Interval {
  readonly p: number;
}

/** Degrees of freedom by Welch and Satterthwaite, from the variances of the arms themselves. */
export const degreesOfFreedom = (a: Sample, b: Sample): number => {
  const [ofA, ofB] = [a.variance / a.n, b.variance / b.n];
  return (ofA + ofB) ** 2 / (ofA ** 2 / (a.n - 1) + ofB ** 2 / (b.n - 1));
};

/** Welch's test, two-sided. It holds for one look, at the end that was planned: who looks every day finds what is not there. */
export const welchOf = (baseline: Sample, other: Sample, kind: EffectKind = 'relative', alpha = ALPHA): Tested | null => {
  const effect = effectOf(baseline, other, kind);
  if (effect === null || baseline.n < 2 || other.n < 2) return null;
  const { value, standardError } = effect;
  const freedom = degreesOfFreedom(baseline, other);
  const half = tQuantile(1 - alpha / 2, freedom) * standardError;
  return { value, low: value - half, high: value + half, p: 2 * tCdf(-Math.abs(value / standardError), freedom) };
};
