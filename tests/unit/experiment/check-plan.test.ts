import { adviceFor, checkPlan, PROBLEM_CODES, type ProblemCode } from '../../../src/plugins/content-workflow/core/experiment/check-plan';
import type { Arm, Plan } from '../../../src/plugins/content-workflow/core/experiment/plan';
import { planOf } from '../../support/experiment-plans';

const KNOWN = { variants: ['b', 'c'], goals: ['click', 'purchase'] };
const arm = (key: string, weight: number, place: string | null = null): Arm => ({ key, weight, place });
const found = (overrides: Partial<Plan>): [string, ProblemCode][] => checkPlan(planOf(overrides), KNOWN).map(({ field, code }) => [field, code]);

const PLACED = { kind: 'channels', stop: 'manual', arms: [arm('original', 0.5, 'group 1'), arm('b', 0.5, 'group 2')] } as const;

const ROWS: readonly { title: string; plan: Partial<Plan>; problems: [string, ProblemCode][] }[] = [
  { title: 'a kind that does not exist', plan: { kind: 'guesses' as Plan['kind'] }, problems: [['kind', 'KIND_UNKNOWN'], ['arms.0.place', 'PLACE_MISSING'], ['arms.1.place', 'PLACE_MISSING'], ['stop', 'STOP_RULE_NOT_FOR_COMPARISONS']] },
  { title: 'no hypothesis', plan: { hypothesis: ' \n' }, problems: [['hypothesis', 'HYPOTHESIS_MISSING']] },
  { title: 'a hypothesis of a page', plan: { hypothesis: 'x'.repeat(501) }, problems: [['hypothesis', 'HYPOTHESIS_TOO_LONG']] },
  { title: 'a goal of nobody', plan: { goal: 'smile' }, problems: [['goal', 'GOAL_UNKNOWN']] },
  { title: 'a share of nothing', plan: { share: 0 }, problems: [['share', 'SHARE_INVALID']] },
  { title: 'a share of more than all', plan: { share: 1.01 }, problems: [['share', 'SHARE_INVALID']] },
  { title: 'a share that is no number', plan: { share: Number.NaN }, problems: [['share', 'SHARE_INVALID']] },
  { title: 'one arm', plan: { arms: [arm('original', 0.5)] }, problems: [['arms', 'ARMS_TOO_FEW']] },
  { title: 'no arm', plan: { arms: [] }, problems: [['arms', 'ARMS_TOO_FEW']] },
  { title: 'seven arms', plan: { arms: Array.from({ length: 7 }, (_, i) => arm(i === 0 ? 'original' : 'b', 1 / 7)) }, problems: [['arms', 'ARMS_TOO_MANY'], ...[2, 3, 4, 5, 6].map((i): [string, ProblemCode] => [`arms.${i}.key`, 'ARM_TWICE'])] },
  { title: 'a variant that the piece does not have', plan: { arms: [arm('original', 0.5), arm('x', 0.5)] }, problems: [['arms.1.key', 'ARM_UNKNOWN']] },
  { title: 'an arm twice', plan: { arms: [arm('b', 0.5), arm('b', 0.5)] }, problems: [['arms.1.key', 'ARM_TWICE']] },
  { title: 'a weight of nothing', plan: { arms: [arm('original', 1), arm('b', 0)] }, problems: [['arms.0.weight', 'WEIGHT_INVALID'], ['arms.1.weight', 'WEIGHT_INVALID']] },
  { title: 'a weight that is no number', plan: { arms: [arm('original', Number.NaN), arm('b', 0.5)] }, problems: [['arms.0.weight', 'WEIGHT_INVALID'], ['arms', 'WEIGHTS_NOT_ONE']] },
  { title: 'weights of too little', plan: { arms: [arm('original', 0.5), arm('b', 0.4998)] }, problems: [['arms', 'WEIGHTS_NOT_ONE']] },
  { title: 'weights of too much', plan: { arms: [arm('original', 0.5), arm('b', 0.5002)] }, problems: [['arms', 'WEIGHTS_NOT_ONE']] },
  { title: 'a share that leaves every arm a few buckets', plan: { share: 0.0098 }, problems: [['share', 'ARM_TOO_SMALL']] },
  { title: 'a share that is no whole bucket for some', plan: { share: 0.0001 }, problems: [['share', 'ARM_TOO_SMALL']] },
  { title: 'a weight that leaves one arm a few buckets', plan: { arms: [arm('original', 0.9951), arm('b', 0.0049)] }, problems: [['arms.1.weight', 'ARM_TOO_SMALL']] },
  { title: 'weights that leave two of three arms a few buckets of a small share', plan: { share: 0.04, arms: [arm('b', 0.1), arm('original', 0.8), arm('c', 0.1)] }, problems: [['arms.0.weight', 'ARM_TOO_SMALL'], ['arms.2.weight', 'ARM_TOO_SMALL']] },
  { title: 'a place where readers are drawn', plan: { arms: [arm('original', 0.5), arm('b', 0.5, 'group 2')] }, problems: [['arms.1.place', 'PLACE_NOT_FOR_READERS']] },
  { title: 'a channel without a name', plan: { ...PLACED, arms: [arm('original', 0.5, 'group 1'), arm('b', 0.5, ' ')] }, problems: [['arms.1.place', 'PLACE_MISSING']] },
  { title: 'a namespace without a name', plan: { namespace: { id: '', from: 0, to: 1 } }, problems: [['namespace.id', 'NAMESPACE_INVALID']] },
  { title: 'a namespace that begins before 0', plan: { namespace: { id: 'home', from: -0.1, to: 1 } }, problems: [['namespace.from', 'NAMESPACE_INVALID']] },
  { title: 'a namespace that ends behind 1', plan: { namespace: { id: 'home', from: 0, to: 1.1 } }, problems: [['namespace.to', 'NAMESPACE_INVALID']] },
  { title: 'a namespace of nobody', plan: { namespace: { id: 'home', from: 0.4, to: 0.4 } }, problems: [['namespace.to', 'NAMESPACE_EMPTY']] },
  { title: 'a namespace of channels', plan: { ...PLACED, namespace: { id: 'home', from: 0, to: 0.4 } }, problems: [['namespace', 'NAMESPACE_NOT_FOR_COMPARISONS']] },
  { title: 'no day', plan: { minimumDays: 0 }, problems: [['minimumDays', 'MINIMUM_DAYS_INVALID']] },
  { title: 'half a day', plan: { minimumDays: 7.5 }, problems: [['minimumDays', 'MINIMUM_DAYS_INVALID']] },
  { title: 'more than a year', plan: { minimumDays: 366 }, problems: [['minimumDays', 'MINIMUM_DAYS_INVALID']] },
  { title: 'a rate of nothing', plan: { baselineRate: 0 }, problems: [['baselineRate', 'BASELINE_RATE_INVALID']] },
  { title: 'a rate of all', plan: { baselineRate: 1 }, problems: [['baselineRate', 'BASELINE_RATE_INVALID']] },
  { title: 'no effect', plan: { minimumEffect: 0 }, problems: [['minimumEffect', 'MINIMUM_EFFECT_INVALID']] },
  { title: 'an effect without end', plan: { minimumEffect: Infinity }, problems: [['minimumEffect', 'MINIMUM_EFFECT_INVALID']] },
  { title: 'an effect beyond all readers', plan: { baselineRate: 0.6, minimumEffect: 0.7 }, problems: [['minimumEffect', 'EFFECT_BEYOND_ONE']] },
  { title: 'less power than a coin', plan: { power: 0.49 }, problems: [['power', 'POWER_INVALID']] },
  { title: 'certainty', plan: { power: 1 }, problems: [['power', 'POWER_INVALID']] },
  { title: 'too few readers', plan: { sampleSize: 149 }, problems: [['sampleSize', 'SAMPLE_SIZE_INVALID']] },
  { title: 'half a reader', plan: { sampleSize: 500.5 }, problems: [['sampleSize', 'SAMPLE_SIZE_INVALID']] },
  { title: 'a stop rule that does not exist', plan: { stop: 'never' as Plan['stop'] }, problems: [['stop', 'STOP_RULE_UNKNOWN']] },
  { title: 'a stop rule for channels', plan: { ...PLACED, stop: 'sample' }, problems: [['stop', 'STOP_RULE_NOT_FOR_COMPARISONS']] },
];

describe('a plan that can not start', () => {
  test.each(ROWS)('$title: $problems', ({ plan, problems }) => {
    expect(found(plan)).toEqual(problems);
  });

  test('all problems are told at once, each with a sentence', () => {
    const problems = checkPlan(planOf({ hypothesis: '', goal: '', share: 2, arms: [], minimumDays: 0, power: 0, sampleSize: 0 }), KNOWN);
    expect(problems.map(({ field }) => field)).toEqual(['hypothesis', 'goal', 'share', 'arms', 'minimumDays', 'power', 'sampleSize']);
    for (const { message } of problems) expect(message).toMatch(/^[A-Z].*\.$/);
  });

  test('an arm that is too small is told with the buckets that it has and needs', () => {
    const [problem] = checkPlan(planOf({ share: 0.001, arms: ['original', 'b', 'c'].map((key) => arm(key, 1 / 3)) }), KNOWN);
    expect(problem).toMatchObject({ field: 'share', params: { arm: 'b', buckets: 3, needed: 50, of: 10_000 } });
  });

  test('every code has a plan here that shows it', () => {
    expect(new Set(ROWS.flatMap(({ problems }) => problems.map(([, code]) => code)))).toEqual(new Set(PROBLEM_CODES));
  });
});

describe('a plan that can', () => {
  test.each<{ title: string; plan: Partial<Plan> }>([
    { title: 'the usual one', plan: {} },
    { title: 'with a rate that nobody knows', plan: { baselineRate: null } },
    { title: 'three arms with weights as people write them', plan: { arms: [arm('original', 0.3333), arm('b', 0.3333), arm('c', 0.3334)] } },
    { title: 'two variants without the original', plan: { arms: [arm('c', 0.5), arm('b', 0.5)] } },
    { title: 'a part of a namespace', plan: { namespace: { id: 'home-page_1', from: 0.2, to: 0.6 } } },
    { title: 'a share that leaves each arm fifty buckets', plan: { share: 0.01 } },
    { title: 'a weight that leaves one arm fifty buckets', plan: { arms: [arm('original', 0.995), arm('b', 0.005)] } },
    { title: 'channels', plan: PLACED },
    { title: 'channels of which one is as good as nothing, since nobody is drawn', plan: { ...PLACED, share: 0.0001, arms: [arm('original', 0.9999, 'group 1'), arm('b', 0.0001, 'group 2')] } },
    { title: 'times, of which no sample is planned', plan: { ...PLACED, kind: 'times', sampleSize: 0 } },
  ])('$title', ({ plan }) => {
    expect(found(plan)).toEqual([]);
  });
});

describe('advice', () => {
  const advice = (overrides: Partial<Plan>) => adviceFor(planOf(overrides)).map(({ field, code, params }) => ({ field, code, params }));

  test('none for a plan of whole weeks, enough readers and the original', () => {
    expect(advice({ minimumDays: 14 })).toEqual([]);
  });

  test('a sample that is too small for the effect names the one that is not', () => {
    expect(advice({ sampleSize: 2_000 })).toEqual([{ field: 'sampleSize', code: 'SAMPLE_TOO_SMALL', params: { needed: 3_839 } }]);
    expect(advice({ sampleSize: 2_000, baselineRate: null })).toEqual([]);
  });

  test('days that are no weeks, and variants without the original', () => {
    expect(advice({ minimumDays: 10, arms: [arm('b', 0.5), arm('c', 0.5)] }).map(({ code }) => code)).toEqual(['NO_ORIGINAL', 'NOT_A_WHOLE_WEEK']);
  });

  test('none for comparisons: no number of days or readers makes them proof', () => {
    expect(advice({ ...PLACED, minimumDays: 3, sampleSize: 0 })).toEqual([]);
  });
});
