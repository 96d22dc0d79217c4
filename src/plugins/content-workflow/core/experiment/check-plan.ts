/**
 * What is wrong with a plan, and what is unwise about it. A plan with problems is refused; advice is shown and stops nobody.
 */
import { BUCKETS, bucketsOf } from './assignment';
import { MIN_UNITS } from './gate';
import { EXPERIMENT_KINDS, ORIGINAL, STOP_RULES, type Arm, type Namespace, type Plan } from './plan';
import { sampleSizeOf } from './power';

export const PROBLEM_CODES = [
  'KIND_UNKNOWN',
  'HYPOTHESIS_MISSING',
  'HYPOTHESIS_TOO_LONG',
  'GOAL_UNKNOWN',
  'SHARE_INVALID',
  'ARMS_TOO_FEW',
  'ARMS_TOO_MANY',
  'ARM_UNKNOWN',
  'ARM_TWICE',
  'WEIGHT_INVALID',
  'WEIGHTS_NOT_ONE',
  'ARM_TOO_SMALL',
  'PLACE_MISSING',
  'PLACE_NOT_FOR_READERS',
  'NAMESPACE_INVALID',
  'NAMESPACE_EMPTY',
  'NAMESPACE_NOT_FOR_COMPARISONS',
  'MINIMUM_DAYS_INVALID',
  'BASELINE_RATE_INVALID',
  'MINIMUM_EFFECT_INVALID',
  'EFFECT_BEYOND_ONE',
  'POWER_INVALID',
  'SAMPLE_SIZE_INVALID',
  'STOP_RULE_UNKNOWN',
  'STOP_RULE_NOT_FOR_COMPARISONS',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const ADVICE_CODES = ['SAMPLE_TOO_SMALL', 'NOT_A_WHOLE_WEEK', 'NO_ORIGINAL'] as const;
export type AdviceCode = (typeof ADVICE_CODES)[number];

interface Said<Code> {
  /** Path within the plan, e.g. `arms.1.weight`. */
  readonly field: string;
  readonly code: Code;
  /** English, for the API; the admin translates by code. */
  readonly message: string;
  readonly params: Readonly<Record<string, number | string>>;
}

export type Problem = Said<ProblemCode>;
export type Advice = Said<AdviceCode>;

/** What a plan may name. */
export interface Known {
  /** Keys of the piece's variants. */
  readonly variants: readonly string[];
  /** Codes of the registry. */
  readonly goals: readonly string[];
}

/** A sentence and a half. */
export const MAX_HYPOTHESIS = 500;

/** More arms than this share the readers of one piece so thinly that none is ever known. */
export const MAX_ARMS = 6;

/** A year: longer than any piece is news. */
export const MAX_DAYS = 365;

/** One bucket of the hash that draws: weights that are wrong by less draw nobody elsewhere. */
const SUM_TOLERANCE = 1e-4;

/** Buckets of the draw that each arm has at the least. One that is won or lost by rounding is then at most a fiftieth of an arm. */
export const MIN_BUCKETS = 50;

/** A power below a coin toss is no plan, and beyond 0.99 no size is enough. */
const POWER = [0.5, 0.99] as const;

/** More readers than there are. */
const MAX_SAMPLE = 1_000_000_000;

const NAMESPACE_ID = /^[A-Za-z0-9_-]{1,64}$/;

const problem = (field: string, code: ProblemCode, message: string, params: Problem['params'] = {}): Problem => ({ field, code, message, params });

const isWhole = (value: number, from: number, to: number): boolean => Number.isInteger(value) && value >= from && value <= to;

/** `NaN` lies nowhere. */
const isWithin = (value: number, from: number, to: number): boolean => value >= from && value <= to;

const checkHypothesis = ({ hypothesis }: Plan): Problem[] => {
  if (hypothesis.trim() === '') return [problem('hypothesis', 'HYPOTHESIS_MISSING', 'Say what you believe and why, before anything is known.')];
  return hypothesis.length > MAX_HYPOTHESIS ? [problem('hypothesis', 'HYPOTHESIS_TOO_LONG', `The hypothesis has at most ${MAX_HYPOTHESIS} characters.`, { max: MAX_HYPOTHESIS })] : [];
};

const checkArm = (arm: Arm, i: number, plan: Plan, { variants }: Known): Problem[] => {
  const at = (field: keyof Arm): string => `arms.${i}.${field}`;
  const found: Problem[] = [];
  if (arm.key !== ORIGINAL && !variants.includes(arm.key)) found.push(problem(at('key'), 'ARM_UNKNOWN', `The piece has no variant "${arm.key}".`, { arm: arm.key }));
  if (plan.arms.findIndex(({ key }) => key === arm.key) < i) found.push(problem(at('key'), 'ARM_TWICE', `"${arm.key}" is in the plan twice.`, { arm: arm.key }));
  if (!(arm.weight > 0 && arm.weight < 1)) found.push(problem(at('weight'), 'WEIGHT_INVALID', 'A weight lies above 0 and below 1.', { arm: arm.key }));
  if (plan.kind === 'readers' && arm.place !== null) found.push(problem(at('place'), 'PLACE_NOT_FOR_READERS', 'Where readers are drawn, an arm has no place of its own.', { arm: arm.key }));
  if (plan.kind !== 'readers' && (arm.place ?? '').trim() === '') found.push(problem(at('place'), 'PLACE_MISSING', 'Say where or when this arm goes out.', { arm: arm.key }));
  return found;
};

const checkArms = (plan: Plan, known: Known): Problem[] => {
  const { arms } = plan;
  if (arms.length < 2) return [problem('arms', 'ARMS_TOO_FEW', 'An experiment has at least two arms.', { min: 2 }), ...arms.flatMap((arm, i) => checkArm(arm, i, plan, known))];
  const sum = arms.reduce((total, { weight }) => total + weight, 0);
  return [
    ...(arms.length > MAX_ARMS ? [problem('arms', 'ARMS_TOO_MANY', `An experiment has at most ${MAX_ARMS} arms.`, { max: MAX_ARMS })] : []),
    ...arms.flatMap((arm, i) => checkArm(arm, i, plan, known)),
    ...(Math.abs(sum - 1) <= SUM_TOLERANCE ? [] : [problem('arms', 'WEIGHTS_NOT_ONE', 'The weights of the arms sum to 1.', { sum })]),
  ];
};

const isShare = (share: number): boolean => share > 0 && share <= 1;

const tooSmall = (field: string, arm: string, buckets: number): Problem =>
  problem(field, 'ARM_TOO_SMALL', `The draw gives "${arm}" ${buckets} of ${BUCKETS} parts of the readers; with fewer than ${MIN_BUCKETS} the arms do not get what their weights say.`, { arm, buckets, needed: MIN_BUCKETS, of: BUCKETS });

/** Of all arms the share is to blame, and the smallest arm tells by how much; of some their weights. Judged where share and weights are good. */
const checkBuckets = (plan: Plan): Problem[] => {
  const { kind, arms, share } = plan;
  const sum = arms.reduce((total, { weight }) => total + weight, 0);
  const isDrawn = kind === 'readers' && arms.length >= 2 && isShare(share) && Math.abs(sum - 1) <= SUM_TOLERANCE && arms.every(({ weight }) => weight > 0);
  if (!isDrawn) return [];
  const buckets = bucketsOf(plan);
  const least = Math.min(...buckets);
  if (buckets.every((n) => n < MIN_BUCKETS)) return [tooSmall('share', arms[buckets.indexOf(least)]?.key ?? '', least)];
  return arms.flatMap(({ key }, i) => {
    const own = buckets[i] ?? 0;
    return own < MIN_BUCKETS ? [tooSmall(`arms.${i}.weight`, key, own)] : [];
  });
};

const checkNamespace = ({ id, from, to }: Namespace, { kind }: Plan): Problem[] => [
  ...(kind === 'readers' ? [] : [problem('namespace', 'NAMESPACE_NOT_FOR_COMPARISONS', 'Only where readers are drawn can they be kept apart from other experiments.')]),
  ...(NAMESPACE_ID.test(id) ? [] : [problem('namespace.id', 'NAMESPACE_INVALID', 'The name of a namespace has 1 to 64 letters, digits, - or _.')]),
  ...(isWithin(from, 0, 1) ? [] : [problem('namespace.from', 'NAMESPACE_INVALID', 'A namespace begins between 0 and 1.')]),
  ...(isWithin(to, 0, 1) ? [] : [problem('namespace.to', 'NAMESPACE_INVALID', 'A namespace ends between 0 and 1.')]),
  ...(isWithin(from, 0, 1) && isWithin(to, 0, 1) && from >= to ? [problem('namespace.to', 'NAMESPACE_EMPTY', 'The end of a namespace lies behind its beginning.')] : []),
];

const checkSize = ({ kind, baselineRate, minimumEffect, power, sampleSize, minimumDays }: Plan): Problem[] => {
  const rateIsGood = baselineRate === null || (baselineRate > 0 && baselineRate < 1);
  const effectIsGood = minimumEffect > 0 && Number.isFinite(minimumEffect);
  const least = kind === 'readers' ? MIN_UNITS : 0;
  return [
    ...(isWhole(minimumDays, 1, MAX_DAYS) ? [] : [problem('minimumDays', 'MINIMUM_DAYS_INVALID', `An experiment runs 1 to ${MAX_DAYS} whole days at the least.`, { min: 1, max: MAX_DAYS })]),
    ...(rateIsGood ? [] : [problem('baselineRate', 'BASELINE_RATE_INVALID', 'The rate of today lies above 0 and below 1, or is not known.')]),
    ...(effectIsGood ? [] : [problem('minimumEffect', 'MINIMUM_EFFECT_INVALID', 'The smallest change that is worth knowing is above 0.')]),
    ...(rateIsGood && effectIsGood && baselineRate !== null && baselineRate * (1 + minimumEffect) >= 1 ? [problem('minimumEffect', 'EFFECT_BEYOND_ONE', 'With this change more readers would reach the goal than there are.')] : []),
    ...(isWithin(power, ...POWER) ? [] : [problem('power', 'POWER_INVALID', `The power lies between ${POWER[0]} and ${POWER[1]}.`, { min: POWER[0], max: POWER[1] })]),
    ...(isWhole(sampleSize, least, MAX_SAMPLE) ? [] : [problem('sampleSize', 'SAMPLE_SIZE_INVALID', `Each arm needs a whole number of readers, at least ${least}.`, { min: least, max: MAX_SAMPLE })]),
  ];
};

const checkStop = ({ kind, stop }: Plan): Problem[] => {
  if (!STOP_RULES.includes(stop)) return [problem('stop', 'STOP_RULE_UNKNOWN', `A stop rule is one of ${STOP_RULES.join(', ')}.`)];
  return kind !== 'readers' && stop !== 'manual' ? [problem('stop', 'STOP_RULE_NOT_FOR_COMPARISONS', 'A comparison is ended by a person: its figures prove nothing that could end it.')] : [];
};

/** Every problem of a plan, in the order of its fields; empty for one that can start. Types are checked before, where the request is read. */
export const checkPlan = (plan: Plan, known: Known): Problem[] => [
  ...(EXPERIMENT_KINDS.includes(plan.kind) ? [] : [problem('kind', 'KIND_UNKNOWN', `A kind is one of ${EXPERIMENT_KINDS.join(', ')}.`)]),
  ...checkHypothesis(plan),
  ...(known.goals.includes(plan.goal) ? [] : [problem('goal', 'GOAL_UNKNOWN', `There is no goal "${plan.goal}".`, { goal: plan.goal })]),
  ...(isShare(plan.share) ? [] : [problem('share', 'SHARE_INVALID', 'The part of the readers that takes part lies above 0 and is at most 1.')]),
  ...checkArms(plan, known),
  ...checkBuckets(plan),
  ...(plan.namespace === null ? [] : checkNamespace(plan.namespace, plan)),
  ...checkSize(plan),
  ...checkStop(plan),
];

const WEEK_DAYS = 7;

/** What a person should know of a plan that may start; empty for one without problems that is wise as well. */
export const adviceFor = (plan: Plan): Advice[] => {
  if (plan.kind !== 'readers') return [];
  const { baselineRate, minimumEffect, power } = plan;
  const needed = baselineRate === null ? null : sampleSizeOf({ baselineRate, minimumEffect, power, arms: plan.arms.length });
  return [
    ...(plan.arms.some(({ key }) => key === ORIGINAL) ? [] : [{ field: 'arms', code: 'NO_ORIGINAL', message: 'Without the piece as it is, nobody will know whether any variant is better than it.', params: {} } as const]),
    ...(plan.minimumDays % WEEK_DAYS === 0 ? [] : [{ field: 'minimumDays', code: 'NOT_A_WHOLE_WEEK', message: 'Whole weeks see every weekday equally often.', params: { days: plan.minimumDays } } as const]),
    ...(needed !== null && plan.sampleSize < needed ? [{ field: 'sampleSize', code: 'SAMPLE_TOO_SMALL', message: `An effect of that size needs ${needed} readers in each arm.`, params: { needed } } as const] : []),
  ];
};
