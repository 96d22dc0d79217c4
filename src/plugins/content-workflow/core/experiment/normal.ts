/** The standard normal distribution, and how rare is rare enough. Apart from the rest, so that a planner loads no more than this. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/** What is held to be rare enough, over both sides. */
export const ALPHA = 0.05;

/** Alpha of one comparison where each arm but the first is compared with the first (Bonferroni), so that together they err as rarely as one. */
export const alphaOfOne = (arms: number): number => ALPHA / Math.max(1, arms - 1);

/** The value at which a standard normal has `p` below it. */
export const zOf = (p: number): number => normalQuantile(p, 0, 1);

/** What a standard normal has below `z`. Both tails are exact down to 1e-300: above `z` lies `phi(-z)`. */
export const phi = (z: number): number => normalCdf(z, 0, 1);

/** Its density at `z`. */
export const density = (z: number): number => Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
