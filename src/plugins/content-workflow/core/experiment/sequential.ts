/**
 * An interval that may be looked at every day: it covers the truth at all times at once with 95%.
 *
 * The asymptotic confidence sequence of Waudby-Smith and others (arXiv 2103.06476), in the form of gbstats. It is narrowest, by
 * comparison with one that is looked at once, at the number of units that it was planned for.
 */
import { ALPHA } from './normal';
import type { Effect, Tested } from './statistics';

/** The tuning that makes the interval narrowest at `planned` units, both arms together. Stays fixed as long as an experiment runs. */
export const rhoOf = (planned: number, alpha = ALPHA): number => {
  const odds = -2 * Math.log(alpha);
  return Math.sqrt((odds + Math.log(odds + 1)) / planned);
};

export interface Looked {
  /** Units of both arms so far. */
  readonly units: number;
  /** Units of both arms at which it was planned to decide. */
  readonly planned: number;
  readonly alpha?: number;
}

/** `p` is always valid too: the smallest alpha at which the interval would exclude 0, with this tuning. */
export const sequentialOf = ({ value, standardError }: Effect, { units, planned, alpha = ALPHA }: Looked): Tested => {
  const square = rhoOf(planned, alpha) ** 2;
  const growth = units * square + 1;
  const half = standardError * Math.sqrt(((2 * growth) / (units * square)) * Math.log(Math.sqrt(growth) / alpha));
  // By its logarithm, which does not overflow where the evidence is strong.
  const evidence = (square * units * (value / standardError) ** 2) / (2 * growth) - Math.log(growth) / 2;
  return { value, low: value - half, high: value + half, p: Math.exp(-Math.max(0, evidence)) };
};
