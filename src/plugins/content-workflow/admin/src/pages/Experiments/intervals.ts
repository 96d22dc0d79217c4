/** Where the bars of intervals lie on a common scale. Pure. */
import type { ArmResult, Interval } from '../../../../core/experiment/results';

/** Parts of the width, from 0 to 1. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Where "no difference" stands. */
  readonly zero: number;
  readonly place: (interval: Interval) => Bar;
}

/** Without any difference the scale still has a middle. */
const LEAST = 0.01;

/** A twentieth of air on both sides. */
const AIR = 0.05;

/** The scale holds every interval and zero; an end that is not finite ends at the edge. `null` where there is none to draw. */
export const scaleOf = (arms: readonly Pick<ArmResult, 'lift' | 'sequential'>[]): Scale | null => {
  const intervals = arms.flatMap(({ lift, sequential }) => [lift, sequential]).filter((one): one is Interval => one !== null);
  const ends = intervals.flatMap(({ low, high, value }) => [low, high, value]).filter(Number.isFinite);
  if (ends.length === 0) return null;
  const [lowest, highest] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const width = Math.max(LEAST, highest - lowest);
  const [low, high] = [lowest - width * AIR, highest + width * AIR];
  const part = (value: number): number => Math.min(1, Math.max(0, Number.isNaN(value) ? 0 : (value - low) / (high - low)));
  return { low, high, zero: part(0), place: (interval) => ({ from: part(interval.low), to: part(interval.high), at: part(interval.value) }) };
};
