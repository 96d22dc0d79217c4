/** From counts to results: figures for each arm, what may be trusted of them, and what they say. */
import { bucketsOf } from './assignment';
import { daysLeftOf, enoughCounted, impossibleCounts, leaderOf, longEnough, obstaclesOf, overOf, sampleReached, unhealthy, type Compared, type Evidence } from './gate';
import { multipleExposuresOf, sampleRatioOf } from './health';
import { namedInterval, strongestOther } from './naming';
import { alphaOfOne } from './normal';
import type { GoalKind, Plan } from './plan';
import type { ArmResult, ArmTotals, Counted, Interval, Obstacle, Results, Verdict } from './results';
import { sequentialOf } from './sequential';
import { effectOf, posteriorOf, sampleOfRate, sampleOfValues, welchOf, type Sample } from './statistics';

/** Name and version of these statistics. The version rises with every change that could make another figure of the same counts. */
export const ENGINE = 'gaussian-effect/2';

/** A chance to win from which an arm is said to lead. No decision hangs on it. */
export const LEADING = 0.9;

const NOTHING_COUNTED = { units: 0, conversions: 0, sum: 0, sumOfSquares: 0 } as const;

/** One entry for each arm of the plan, in its order; what was counted of others is none of its business. */
const totalsInOrder = (plan: Plan, counted: Counted): ArmTotals[] => plan.arms.map(({ key }) => counted.arms.find((arm) => arm.key === key) ?? { key, ...NOTHING_COUNTED });

const rateOf = ({ units, conversions }: ArmTotals): number | null => (units > 0 && conversions <= units ? conversions / units : null);

/** Counts and a rate, and nothing that would have to be worked out by comparing. */
const bare = (totals: ArmTotals): ArmResult => ({ ...totals, rate: rateOf(totals), lift: null, chanceToWin: null, expectedLoss: null, sequential: null, fixed: null });

const intervalOf = ({ value, low, high }: Interval): Interval => ({ value, low, high });

/** `planned`: units of both arms at which the plan means to decide. */
const compare = (totals: ArmTotals, [baseline, own]: readonly [Sample, Sample], planned: number, arms: number): Compared => {
  const effect = effectOf(baseline, own);
  if (effect === null) return { arm: bare(totals), posterior: null };
  const posterior = posteriorOf(effect);
  const alpha = alphaOfOne(arms);
  const sequential = sequentialOf(effect, { units: baseline.n + own.n, planned, alpha });
  return { arm: { ...bare(totals), lift: intervalOf(posterior), chanceToWin: posterior.chanceToWin, expectedLoss: posterior.lossOfShipping, sequential, fixed: welchOf(baseline, own, 'relative', alpha) }, posterior };
};

/** The first arm, seen against the strongest of the others: what it would win or lose against that one. */
const firstArm = (totals: ArmTotals, others: readonly Compared[]): Compared => {
  const known = others.flatMap(({ posterior }) => (posterior === null ? [] : [posterior]));
  if (known.length === 0 || known.length < others.length) return { arm: bare(totals), posterior: null };
  return { arm: { ...bare(totals), chanceToWin: 1 - Math.max(...known.map(({ chanceToWin }) => chanceToWin)), expectedLoss: Math.max(...known.map(({ lossOfKeeping }) => lossOfKeeping)) }, posterior: null };
};

const compareAll = (plan: Plan, totals: readonly ArmTotals[], kind: GoalKind): Compared[] => {
  const sampleOf = (arm: ArmTotals): Sample => (kind === 'value' ? sampleOfValues(arm.sum, arm.sumOfSquares, arm.units) : sampleOfRate(arm.conversions, arm.units));
  const [first, ...rest] = totals;
  if (first === undefined) return [];
  const others = rest.map((arm) => compare(arm, [sampleOf(first), sampleOf(arm)], 2 * plan.sampleSize, totals.length));
  return [firstArm(first, others), ...others];
};

const about = (code: Verdict['code'], arm: ArmResult | null, daysLeft: number | null): Verdict => ({ code, arm: arm?.key ?? null, lift: arm === null ? null : namedInterval(arm), daysLeft });

const verdictOf = (evidence: Evidence, obstacles: Results['obstacles']): Verdict => {
  if (unhealthy(evidence).length > 0) return about('unhealthy', null, null);
  if (evidence.arms.every(({ arm }) => arm.units === 0)) return about('no-data', null, daysLeftOf(evidence));
  const first = evidence.arms[0]?.arm;
  const winner = evidence.arms.find(({ arm }) => obstacles[arm.key]?.length === 0)?.arm;
  if (winner !== undefined) return winner.key === first?.key ? about('worse', strongestOther(evidence.arms.map(({ arm }) => arm)), 0) : about('better', winner, 0);
  const daysLeft = daysLeftOf(evidence);
  const complete = longEnough(evidence) && sampleReached(evidence);
  // Where an arm has hardly a conversion the formulas say nothing, although the rates may be far apart.
  if (complete) return enoughCounted(evidence) ? about('inconclusive', null, 0) : about('too-early', null, null);
  const leader = leaderOf(evidence).arm;
  return enoughCounted(evidence) && (leader.chanceToWin ?? 0) >= LEADING ? about('leading', leader, daysLeft) : about('too-early', null, daysLeft);
};

const described = (plan: Plan, counted: Counted, totals: readonly ArmTotals[]): Results => {
  const obstacles: readonly Obstacle[] = [...impossibleCounts(totals), { code: 'NOT_RANDOMISED', params: { kind: plan.kind } }];
  const code = impossibleCounts(totals).length > 0 ? 'unhealthy' : totals.every(({ units }) => units === 0) ? 'no-data' : 'descriptive';
  return {
    engine: ENGINE,
    randomised: false,
    plan,
    counted,
    arms: totals.map(bare),
    sampleRatio: null,
    multipleExposures: null,
    verdict: { code, arm: null, lift: null, daysLeft: null },
    obstacles: Object.fromEntries(plan.arms.map(({ key }) => [key, obstacles])),
    over: null,
  };
};

/**
 * What was counted, judged by the plan. Arms beside the first are compared with the first, each at alpha / (arms - 1) where
 * a decision hangs on it; `lift` and the chance to win are each arm's own, uncorrected. Counts that cannot be give no figures
 * and an obstacle. Comparisons (`channels`, `times`) get counts and rates.
 *
 * `kind` is the goal's: of `value` goals the mean value of a reader is compared, of `rate` goals the part that reached it.
 */
export const resultsOf = (plan: Plan, counted: Counted, kind: GoalKind = 'rate'): Results => {
  const totals = totalsInOrder(plan, counted);
  if (plan.kind !== 'readers') return { ...described(plan, counted, totals), goalKind: kind };
  const sound = impossibleCounts(totals).length === 0;
  const arms = sound ? compareAll(plan, totals, kind) : totals.map((arm) => ({ arm: bare(arm), posterior: null }));
  const units = totals.map((arm) => arm.units);
  const sampleRatio = sound ? sampleRatioOf(units, bucketsOf(plan)) : null;
  const multipleExposures = sound ? multipleExposuresOf(counted.multipleExposures, units.reduce((sum, n) => sum + n, 0)) : null;
  const evidence: Evidence = { plan, counted: { ...counted, arms: totals }, arms, valuesOnly: kind === 'value', sampleRatio, multipleExposures };
  const obstacles = Object.fromEntries(arms.map((compared) => [compared.arm.key, obstaclesOf(evidence, compared)]));
  return {
    engine: ENGINE,
    randomised: true,
    goalKind: kind,
    plan,
    counted,
    arms: arms.map(({ arm }) => arm),
    sampleRatio,
    multipleExposures,
    verdict: verdictOf(evidence, obstacles),
    obstacles,
    over: overOf(evidence),
  };
};
