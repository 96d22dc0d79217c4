/** Plans and counts of experiments for tests, with overrides. */
import type { Plan } from '../../src/plugins/content-workflow/core/experiment/plan';
import type { ArmTotals, Counted } from '../../src/plugins/content-workflow/core/experiment/results';

export const DAY_MS = 86_400_000;

export const planOf = (overrides: Partial<Plan> = {}): Plan => ({
  kind: 'readers',
  hypothesis: 'A question in the title is opened more often, because the answer is inside.',
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
  sampleSize: 4_000,
  stop: 'sequential',
  ...overrides,
});

/** Of `units` readers, `conversions` reached the goal; each was worth 1. */
export const armOf = (key: string, units: number, conversions: number, overrides: Partial<ArmTotals> = {}): ArmTotals => ({ key, units, conversions, sum: conversions, sumOfSquares: conversions, ...overrides });

export const countedOf = (arms: readonly ArmTotals[], overrides: Partial<Counted> = {}): Counted => ({ arms, multipleExposures: 0, runningMs: 7 * DAY_MS, ...overrides });

/** A plan for three arms of equal weight. */
export const threeArms = (overrides: Partial<Plan> = {}): Plan => planOf({ arms: ['original', 'b', 'c'].map((key) => ({ key, weight: 1 / 3, place: null })), ...overrides });
