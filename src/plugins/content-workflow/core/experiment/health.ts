/** Whether the arms can be compared at all: they have the sizes that were drawn for, and few readers saw more than one. */
import gammainc from '@stdlib/math-base-special-gammainc';
import type { Results } from './results';

/** What a chi-square of so many degrees of freedom has above `x`; as an upper tail, so that a small one is small and not 0. */
export const chiSquareAbove = (x: number, freedom: number): number => gammainc(x / 2, freedom / 2, true, true);

/**
 * Sample ratio mismatch: how likely sizes are that fit the weights as badly as these, by Pearson's chi-square. Arms without
 * weight are left out; 1 where fewer than two are left, or nobody came.
 */
export const sampleRatioP = (units: readonly number[], weights: readonly number[]): number => {
  const drawn = units.map((n, i) => ({ n, weight: weights[i] ?? 0 })).filter(({ weight }) => weight > 0);
  const total = drawn.reduce((sum, { n }) => sum + n, 0);
  if (drawn.length < 2 || total === 0) return 1;
  const weight = drawn.reduce((sum, arm) => sum + arm.weight, 0);
  const statistic = drawn.reduce((sum, arm) => {
    const expected = (total * arm.weight) / weight;
    return sum + (arm.n - expected) ** 2 / expected;
  }, 0);
  return chiSquareAbove(statistic, drawn.length - 1);
};

/** Below it the sizes are no accident, and no figure can be trusted. */
export const RATIO_ALARM = 0.001;

/** Below it they are worth a look. */
export const RATIO_WARNING = 0.01;

/** Units that an arm should have by its weight before sizes are judged: a chi-square over fewer is no chi-square. */
export const RATIO_UNITS = 8;

/** Weights count by their ratio: the buckets that readers are drawn into are some, since the draw knows no smaller part. */
export const sampleRatioOf = (units: readonly number[], weights: readonly number[]): NonNullable<Results['sampleRatio']> => {
  const p = sampleRatioP(units, weights);
  const total = units.reduce((sum, n) => sum + n, 0);
  const weightOfAll = weights.reduce((sum, weight) => sum + weight, 0);
  const few = weights.some((weight) => weight > 0 && (total * weight) / weightOfAll < RATIO_UNITS);
  return { p, level: few || p >= RATIO_WARNING ? 'ok' : p >= RATIO_ALARM ? 'warning' : 'alarm' };
};

/** So large a part of the units may have seen more than one arm. */
export const MULTIPLE_SHARE = 0.01;

/** Fewer of them say nothing about the rest, whatever part they are. */
export const MULTIPLE_UNITS = 10;

/** `counted` are the units in the arms, without those who saw more than one. */
export const multipleExposuresOf = (units: number, counted: number): NonNullable<Results['multipleExposures']> => {
  const share = units === 0 ? 0 : units / (units + counted);
  return { units, share, level: units >= MULTIPLE_UNITS && share > MULTIPLE_SHARE ? 'alarm' : 'ok' };
};
