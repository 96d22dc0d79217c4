/** How many readers an experiment needs, and how long that takes. */
import { ALPHA, alphaOfOne, phi, zOf } from './normal';
import type { Plan } from './plan';

export interface SizeQuestion {
  /** The rate of the goal today, above 0 and below 1. */
  readonly baselineRate: number;
  /** The smallest relative change that is worth knowing: 0.1 for ten per cent. */
  readonly minimumEffect: number;
  /** The chance of finding it where it is there. */
  readonly power: number;
  /** Arms of the plan; two where it is left out. Each but the first is compared with the first, and they share alpha. */
  readonly arms?: number;
}

const within = (value: number): boolean => value > 0 && value < 1;

/**
 * Readers that each arm needs, by the usual formula for two proportions and a two-sided test; `null` where no number is
 * enough or the question is none: rates or a power that are not between 0 and 1, or no change.
 */
export const sampleSizeOf = ({ baselineRate: p, minimumEffect, power, arms = 2 }: SizeQuestion): number | null => {
  const q = p * (1 + minimumEffect);
  if (!within(p) || !within(q) || !within(power) || q === p) return null;
  const z = zOf(1 - alphaOfOne(arms) / 2) + zOf(power);
  return Math.ceil((z ** 2 * (p * (1 - p) + q * (1 - q))) / (q - p) ** 2);
};

/** The chance that a two-sided test finds an effect of this size, where it is measured with this standard error. */
export const powerOf = (effect: number, standardError: number, alpha = ALPHA): number => {
  const z = zOf(1 - alpha / 2);
  return phi(effect / standardError - z) + phi(-z - effect / standardError);
};

/** The chance of finding the effect with so many readers an arm; `null` where the question is none. */
export const powerWith = ({ baselineRate: p, minimumEffect, arms = 2 }: Omit<SizeQuestion, 'power'>, unitsPerArm: number): number | null => {
  const q = p * (1 + minimumEffect);
  if (!within(p) || !within(q) || !(unitsPerArm > 0)) return null;
  return powerOf(q - p, Math.sqrt((p * (1 - p) + q * (1 - q)) / unitsPerArm), alphaOfOne(arms));
};

export interface DaysQuestion extends Pick<Plan, 'sampleSize' | 'share' | 'minimumDays'> {
  readonly arms: readonly Pick<Plan['arms'][number], 'weight'>[];
  /** Readers a day that come to the address, whether they take part or not. */
  readonly readersPerDay: number;
}

/** Whole days until the arm with the smallest weight has its readers, at least the minimum; `null` where nobody comes. */
export const daysFor = ({ sampleSize, share, minimumDays, arms, readersPerDay }: DaysQuestion): number | null => {
  const slowest = Math.min(...arms.map(({ weight }) => weight)) * share * readersPerDay;
  return slowest > 0 && Number.isFinite(slowest) ? Math.max(minimumDays, Math.ceil(sampleSize / slowest)) : null;
};
