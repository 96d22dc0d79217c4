/** A plan while it is typed, all text, and the plan that it becomes. Pure. */
import { checkPlan, type Known, type Problem } from '../../../core/experiment/check-plan';
import { EXPERIMENT_KINDS, ORIGINAL, STOP_RULES, type Arm, type ExperimentKind, type Plan, type StopRule } from '../../../core/experiment/plan';
import { daysFor, sampleSizeOf } from '../../../core/experiment/power';

/** A flat table, so that it can be kept as it is typed. Percentages are typed as such: 50, not 0.5. */
export type PlanValues = Readonly<Record<string, string>>;

export const armInput = (key: string, part: 'on' | 'weight' | 'place'): string => `arm.${key}.${part}`;

const YES = 'yes';

/** A week sees every weekday once. */
const DEFAULT_DAYS = 7;

const percentText = (value: number): string => String(Number((value * 100).toPrecision(12)));

/** Whole percentages that sum to 100, as even as can be; the first ones get what is left over. */
export const evenWeights = (count: number): number[] => Array.from({ length: count }, (_, i) => Math.floor(100 / count) + (i < 100 % count ? 1 : 0));

/** Keys of all versions that could take part, the piece as it is first. */
export const keysOf = (variants: readonly string[]): string[] => [ORIGINAL, ...variants];

export const takesPart = (values: PlanValues, key: string): boolean => values[armInput(key, 'on')] === YES;

export const partakers = (values: PlanValues, keys: readonly string[]): string[] => keys.filter((key) => takesPart(values, key));

const withEvenWeights = (values: PlanValues, keys: readonly string[]): PlanValues => {
  const taking = partakers(values, keys);
  const weights = evenWeights(taking.length);
  return { ...values, ...Object.fromEntries(taking.map((key, i) => [armInput(key, 'weight'), String(weights[i])])) };
};

/** What the form begins with: the plan that is there, or a test of everything against everything. */
export const initialPlan = (plan: Plan | null, keys: readonly string[], goals: readonly string[]): PlanValues => {
  const arm = (key: string): PlanValues => {
    const planned = plan?.arms.find((one) => one.key === key);
    return { [armInput(key, 'on')]: plan === null || planned !== undefined ? YES : '', [armInput(key, 'weight')]: planned === undefined ? '' : percentText(planned.weight), [armInput(key, 'place')]: planned?.place ?? '' };
  };
  const values: PlanValues = Object.assign(
    {
      kind: plan?.kind ?? 'readers',
      hypothesis: plan?.hypothesis ?? '',
      goal: plan?.goal ?? goals[0] ?? '',
      share: percentText(plan?.share ?? 1),
      minimumDays: String(plan?.minimumDays ?? DEFAULT_DAYS),
      baseline: plan?.baselineRate == null ? '' : percentText(plan.baselineRate),
      effect: percentText(plan?.minimumEffect ?? 0.1),
      power: percentText(plan?.power ?? 0.8),
      sampleSize: plan === null || neededOf({ baseline: plan.baselineRate, effect: plan.minimumEffect, power: plan.power, arms: plan.arms.length }) === plan.sampleSize ? '' : String(plan.sampleSize),
      stop: plan?.stop ?? 'sample',
      namespaceId: plan?.namespace?.id ?? '',
      namespaceFrom: percentText(plan?.namespace?.from ?? 0),
      namespaceTo: percentText(plan?.namespace?.to ?? 1),
      readers: '',
    },
    ...keys.map(arm)
  ) as PlanValues;
  return plan === null ? withEvenWeights(values, keys) : values;
};

/** Adds a version or leaves one out; the weights become even again. */
export const withArm = (values: PlanValues, keys: readonly string[], key: string, on: boolean): PlanValues => withEvenWeights({ ...values, [armInput(key, 'on')]: on ? YES : '' }, keys);

/** Sets one weight, and the others to what is left in the proportion that they have: they always sum to 100. */
export const withWeight = (values: PlanValues, keys: readonly string[], key: string, wanted: number): PlanValues => {
  const others = partakers(values, keys).filter((one) => one !== key);
  if (others.length === 0 || !Number.isFinite(wanted)) return values;
  // Nobody takes part without a reader.
  const weight = Math.min(100 - others.length, Math.max(1, Math.round(wanted)));
  const before = others.map((one) => Math.max(1, Number(values[armInput(one, 'weight')]) || 1));
  const sum = before.reduce((total, one) => total + one, 0);
  const spare = 100 - weight - others.length;
  const exact = before.map((one) => (one / sum) * spare);
  const whole = exact.map(Math.floor);
  let rest = spare - whole.reduce((total, one) => total + one, 0);
  const byRemainder = exact.map((one, i) => [one - Math.floor(one), i] as const).sort((a, b) => b[0] - a[0]);
  for (const [, i] of byRemainder) {
    if (rest <= 0) break;
    whole[i] = (whole[i] ?? 0) + 1;
    rest -= 1;
  }
  return { ...values, [armInput(key, 'weight')]: String(weight), ...Object.fromEntries(others.map((one, i) => [armInput(one, 'weight'), String((whole[i] ?? 0) + 1)])) };
};

/** `NaN` for what is no number, so that the rules of plans refuse it. */
const numberIn = (text: string | undefined): number => ((text ?? '').trim() === '' ? Number.NaN : Number((text ?? '').replace(',', '.')));
const partIn = (text: string | undefined): number => Number((numberIn(text) / 100).toPrecision(12));

interface Question {
  readonly baseline: number | null;
  readonly effect: number;
  readonly power: number;
  readonly arms: number;
}

const neededOf = ({ baseline, effect, power, arms }: Question): number | null => (baseline === null ? null : sampleSizeOf({ baselineRate: baseline, minimumEffect: effect, power, arms }));

const kindIn = (values: PlanValues): ExperimentKind => EXPERIMENT_KINDS.find((kind) => kind === values.kind) ?? 'readers';
const stopIn = (values: PlanValues): StopRule => STOP_RULES.find((rule) => rule === values.stop) ?? 'sample';
const baselineIn = (values: PlanValues): number | null => ((values.baseline ?? '').trim() === '' ? null : partIn(values.baseline));

/** Readers that each version needs by the rates that are typed; `null` where they do not say. */
export const neededReaders = (values: PlanValues, keys: readonly string[]): number | null =>
  neededOf({ baseline: baselineIn(values), effect: partIn(values.effect), power: partIn(values.power), arms: partakers(values, keys).length });

const isComparison = (values: PlanValues): boolean => kindIn(values) !== 'readers';

/** A comparison is planned without the figures of chance: they would promise what it can not keep. */
const COMPARISON = { share: 1, namespace: null, baselineRate: null, minimumEffect: 0.1, power: 0.8, sampleSize: 0, stop: 'manual' } as const;

export const planOf = (values: PlanValues, keys: readonly string[]): Plan => {
  const compares = isComparison(values);
  const arms = partakers(values, keys).map((key): Arm => ({ key, weight: partIn(values[armInput(key, 'weight')]), place: compares ? (values[armInput(key, 'place')] ?? '').trim() : null }));
  const common = { kind: kindIn(values), hypothesis: (values.hypothesis ?? '').trim(), goal: values.goal ?? '', arms, minimumDays: numberIn(values.minimumDays) } as const;
  if (compares) return { ...common, ...COMPARISON };
  const id = (values.namespaceId ?? '').trim();
  const typed = (values.sampleSize ?? '').trim();
  return {
    ...common,
    share: partIn(values.share),
    namespace: id === '' ? null : { id, from: partIn(values.namespaceFrom), to: partIn(values.namespaceTo) },
    baselineRate: baselineIn(values),
    minimumEffect: partIn(values.effect),
    power: partIn(values.power),
    sampleSize: typed === '' ? (neededReaders(values, keys) ?? Number.NaN) : numberIn(typed),
    stop: stopIn(values),
  };
};

const INPUTS: Readonly<Record<string, string>> = { baselineRate: 'baseline', minimumEffect: 'effect', 'namespace.id': 'namespaceId', 'namespace.from': 'namespaceFrom', 'namespace.to': 'namespaceTo', namespace: 'namespaceId' };

/** The input that a field of the plan is typed into. */
export const inputOfField = (field: string, plan: Plan): string => {
  const path = field.replace(/^plan\./, '');
  const arm = /^arms\.(\d+)\.(key|weight|place)$/.exec(path);
  const key = arm === null ? undefined : plan.arms[Number(arm[1])]?.key;
  if (arm !== null && key !== undefined) return armInput(key, arm[2] === 'place' ? 'place' : 'weight');
  return INPUTS[path] ?? path;
};

/** What is wrong, by input; of several problems of one input the first. */
export const planProblems = (values: PlanValues, keys: readonly string[], known: Known): Readonly<Record<string, Problem>> => {
  const plan = planOf(values, keys);
  const found: Record<string, Problem> = {};
  for (const problem of checkPlan(plan, known)) found[inputOfField(problem.field, plan)] ??= problem;
  return found;
};

/** Longer than this and the piece is old before anything is known. */
export const HOPELESS_DAYS = 90;
/** Longer than this and the readers of the end are others than those of the beginning. */
export const LONG_DAYS = 28;

export type Outlook =
  | { readonly kind: 'unknown' }
  /** The minimum duration counts in. */
  | { readonly kind: 'fine' | 'long' | 'hopeless'; readonly days: number };

/** How long it takes with so many readers a day. */
export const outlookOf = (values: PlanValues, keys: readonly string[]): Outlook => {
  const plan = planOf(values, keys);
  const readersPerDay = numberIn(values.readers);
  if (isComparison(values) || plan.arms.length < 2 || !(readersPerDay > 0) || !Number.isFinite(plan.sampleSize) || !Number.isFinite(plan.share) || !Number.isFinite(plan.minimumDays)) return { kind: 'unknown' };
  const days = daysFor({ ...plan, readersPerDay });
  if (days === null) return { kind: 'unknown' };
  return { kind: days > HOPELESS_DAYS ? 'hopeless' : days > LONG_DAYS ? 'long' : 'fine', days };
};
