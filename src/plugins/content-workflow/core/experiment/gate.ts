/**
 * What speaks against naming an arm the winner, and when measuring is over. Each rule is one obstacle, with the figures
 * that a sentence about it needs.
 */
import { excludesZero } from './naming';
import { alphaOfOne } from './normal';
import type { Plan } from './plan';
import type { ArmResult, ArmTotals, Counted, Obstacle, Results } from './results';
import type { Posterior } from './statistics';

export const DAY_MS = 86_400_000;

/** Readers of each arm below which a mean is not yet normal enough for any of the figures. */
export const MIN_UNITS = 150;

/** Of the readers of each arm, those who reached the goal and those who did not: more than five, for the same reason. */
export const MIN_OF_EACH = 6;

/** What may be lost on average by a winner that was named at the planned number of readers: a quarter of one per cent. */
export const MAX_LOSS = 0.0025;

/**
 * Chance to win that names a winner at the planned number of readers: 97.5% for two arms, more where several could win by luck.
 * Either side of a comparison can be named, so each has half of what the comparison may err, as in the planner.
 */
export const chanceNeeded = (arms: number): number => 1 - alphaOfOne(arms) / 2;

/** An arm with what was worked out of its difference to the first; `null` for the first, and where nothing can be said. */
export interface Compared {
  readonly arm: ArmResult;
  readonly posterior: Posterior | null;
}

/** All that the rules look at. */
export interface Evidence {
  readonly plan: Plan;
  readonly counted: Counted;
  /** In the order of the plan. */
  readonly arms: readonly Compared[];
  readonly valuesOnly: boolean;
  readonly sampleRatio: Results['sampleRatio'];
  readonly multipleExposures: Results['multipleExposures'];
}

/** Whether the counts could have come about: whole, none below zero, and no more readers who reached the goal than readers. */
export const possible = ({ units, conversions, sum, sumOfSquares }: ArmTotals): boolean =>
  Number.isSafeInteger(units) && Number.isSafeInteger(conversions) && conversions >= 0 && conversions <= units && Number.isFinite(sum) && Number.isFinite(sumOfSquares) && sumOfSquares >= 0;

export const impossibleCounts = (arms: readonly ArmTotals[]): Obstacle[] => {
  const wrong = arms.find((arm) => !possible(arm));
  return wrong === undefined ? [] : [{ code: 'COUNTS_IMPOSSIBLE', params: { arm: wrong.key, units: wrong.units, conversions: wrong.conversions } }];
};

const byLeast = (arms: readonly ArmResult[], amount: (arm: ArmResult) => number): ArmResult => arms.reduce((least, arm) => (amount(arm) < amount(least) ? arm : least));

const leastUnits = ({ arms }: Evidence): ArmResult => byLeast(arms.map(({ arm }) => arm), ({ units }) => units);

/** Whether the minimum duration is over. */
export const longEnough = ({ plan, counted }: Evidence): boolean => counted.runningMs >= plan.minimumDays * DAY_MS;

/** Whether every arm has its planned number of readers. */
export const sampleReached = (evidence: Evidence): boolean => leastUnits(evidence).units >= evidence.plan.sampleSize;

/** Whole days until the minimum duration is over and every arm has its readers, at the pace so far; `null` without a pace. */
export const daysLeftOf = (evidence: Evidence): number | null => {
  const { plan, counted } = evidence;
  const remaining = Math.max(0, plan.minimumDays - counted.runningMs / DAY_MS);
  const { units } = leastUnits(evidence);
  const missing = Math.max(0, plan.sampleSize - units);
  if (missing > 0 && (units === 0 || counted.runningMs <= 0)) return null;
  const needed = missing === 0 ? 0 : missing / (units / (counted.runningMs / DAY_MS));
  return Math.ceil(Math.max(remaining, needed));
};

const tooShort = (evidence: Evidence): Obstacle[] => {
  if (longEnough(evidence)) return [];
  const days = Math.floor((evidence.counted.runningMs / DAY_MS) * 10) / 10;
  const { minimumDays } = evidence.plan;
  return [{ code: 'TOO_SHORT', params: { days, minimumDays, missing: Math.ceil(minimumDays - evidence.counted.runningMs / DAY_MS) } }];
};

const tooFewUnits = (evidence: Evidence): Obstacle[] => {
  const { key, units } = leastUnits(evidence);
  return units >= MIN_UNITS ? [] : [{ code: 'TOO_FEW_UNITS', params: { arm: key, units, needed: MIN_UNITS } }];
};

/** For values, who brought nothing need not be many. */
const tooFewConversions = ({ arms, valuesOnly }: Evidence): Obstacle[] => {
  const rarer = ({ units, conversions }: ArmResult): number => (valuesOnly ? conversions : Math.min(conversions, units - conversions));
  const arm = byLeast(arms.map((one) => one.arm), rarer);
  return rarer(arm) >= MIN_OF_EACH ? [] : [{ code: 'TOO_FEW_CONVERSIONS', params: { arm: arm.key, conversions: arm.conversions, others: arm.units - arm.conversions, needed: MIN_OF_EACH } }];
};

/** Whether figures can be worked out that mean something, however long it ran. */
export const enoughCounted = (evidence: Evidence): boolean => tooFewUnits(evidence).length === 0 && tooFewConversions(evidence).length === 0;

/** What makes every figure of the experiment untrustworthy. */
export const unhealthy = ({ counted, sampleRatio, multipleExposures }: Evidence): Obstacle[] => [
  ...impossibleCounts(counted.arms),
  ...(sampleRatio?.level === 'alarm' ? [{ code: 'SAMPLE_RATIO_MISMATCH', params: { p: sampleRatio.p } } as const] : []),
  ...(multipleExposures?.level === 'alarm' ? [{ code: 'MULTIPLE_EXPOSURES', params: { units: multipleExposures.units, share: multipleExposures.share } } as const] : []),
];

/** How a question between an arm and the first one was settled in favour of the side that is asked for; `null` while it is open. */
const settledFor = (evidence: Evidence, { arm, posterior }: Compared, side: 'arm' | 'first'): 'sequential' | 'sample' | null => {
  if (posterior === null || arm.sequential === null) return null;
  const sign = side === 'arm' ? 1 : -1;
  if (excludesZero(arm.sequential) && Math.sign(arm.sequential.value) === sign) return 'sequential';
  const chance = side === 'arm' ? posterior.chanceToWin : 1 - posterior.chanceToWin;
  const loss = side === 'arm' ? posterior.lossOfShipping : posterior.lossOfKeeping;
  return sampleReached(evidence) && chance >= chanceNeeded(evidence.arms.length) && loss <= MAX_LOSS ? 'sample' : null;
};

/**
 * Whether an arm is known to be the better one, and by what: every other arm than the first by its difference to the first,
 * the first by being better than all others.
 */
export const settledOf = (evidence: Evidence, key: string): 'sequential' | 'sample' | null => {
  const [first, ...others] = evidence.arms;
  if (key !== first?.arm.key) {
    const compared = others.find(({ arm }) => arm.key === key);
    return compared === undefined ? null : settledFor(evidence, compared, 'arm');
  }
  const ways = others.map((other) => settledFor(evidence, other, 'first'));
  if (ways.includes(null)) return null;
  return ways.includes('sample') ? 'sample' : 'sequential';
};

/** The effect by which arms are put in order; the first arm's is none. */
const effectOfArm = (compared: Compared): number => compared.posterior?.value ?? 0;

/** The arm that leads: of those that are settled the one with the largest effect, or of all where none is. */
export const leaderOf = (evidence: Evidence): Compared => {
  const settled = evidence.arms.filter(({ arm }) => settledOf(evidence, arm.key) !== null);
  return (settled.length > 0 ? settled : evidence.arms).reduce((best, one) => (effectOfArm(one) > effectOfArm(best) ? one : best));
};

/** `units` are those of the arm that is furthest behind. */
const notSettled = (evidence: Evidence, { arm }: Compared): Obstacle[] => {
  if (settledOf(evidence, arm.key) !== null) return [];
  const daysLeft = daysLeftOf(evidence);
  const known: Record<string, number> = {};
  if (arm.chanceToWin !== null) known.chanceToWin = arm.chanceToWin;
  if (arm.expectedLoss !== null) known.expectedLoss = arm.expectedLoss;
  if (daysLeft !== null) known.daysLeft = daysLeft;
  return [{ code: 'NOT_SETTLED', params: { units: leastUnits(evidence).units, needed: evidence.plan.sampleSize, chanceNeeded: chanceNeeded(evidence.arms.length), lossAllowed: MAX_LOSS, ...known } }];
};

const notTheLeader = (evidence: Evidence, { arm }: Compared): Obstacle[] => {
  const leader = leaderOf(evidence).arm.key;
  return leader === arm.key ? [] : [{ code: 'NOT_THE_LEADER', params: { leader } }];
};

/** What speaks against naming this arm, gravest first; empty where nothing does. */
export const obstaclesOf = (evidence: Evidence, compared: Compared): Obstacle[] => [
  ...unhealthy(evidence),
  ...tooShort(evidence),
  ...tooFewUnits(evidence),
  ...tooFewConversions(evidence),
  ...notSettled(evidence, compared),
  ...notTheLeader(evidence, compared),
];

/** Whether the plan's rule says that measuring is over. Figures that cannot be trusted end nothing before the planned number of readers. */
export const overOf = (evidence: Evidence): 'sample' | 'sequential' | null => {
  const { plan } = evidence;
  if (plan.stop === 'manual' || !longEnough(evidence) || impossibleCounts(evidence.counted.arms).length > 0) return null;
  const named = evidence.arms.some((compared) => settledOf(evidence, compared.arm.key) === 'sequential' && obstaclesOf(evidence, compared).length === 0);
  if (plan.stop === 'sequential' && named) return 'sequential';
  return sampleReached(evidence) ? 'sample' : null;
};
