/** The planner: what is typed becomes a plan, weights always sum to all readers, and hopeless plans are told as such. */
import fc from 'fast-check';
import { armInput, evenWeights, initialPlan, inputOfField, keysOf, neededReaders, outlookOf, partakers, planOf, planProblems, withArm, withWeight, type PlanValues } from '../../../src/plugins/content-workflow/admin/src/experiment/plan-form';
import { checkPlan } from '../../../src/plugins/content-workflow/core/experiment/check-plan';
import { sampleSizeOf } from '../../../src/plugins/content-workflow/core/experiment/power';

const KEYS = keysOf(['b', 'c']);
const KNOWN = { variants: ['b', 'c'], goals: ['click', 'share'] };

const typed = (more: PlanValues = {}): PlanValues => ({ ...initialPlan(null, KEYS, KNOWN.goals), hypothesis: 'Questions bring clicks', baseline: '4', effect: '20', power: '80', ...more });

const weightsOf = (values: PlanValues): number[] => partakers(values, KEYS).map((key) => Number(values[armInput(key, 'weight')]));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

test('a new plan lets every version take part, the piece as it is first, with even weights', () => {
  expect(planOf(typed(), KEYS).arms).toEqual([
    { key: 'original', weight: 0.34, place: null },
    { key: 'b', weight: 0.33, place: null },
    { key: 'c', weight: 0.33, place: null },
  ]);
  expect(sum(evenWeights(7))).toBe(100);
});

test('a plan that was typed has no problems and is the same plan when it is opened again', () => {
  const plan = planOf(typed(), KEYS);
  expect(checkPlan(plan, KNOWN)).toEqual([]);
  expect(planOf(initialPlan(plan, KEYS, KNOWN.goals), KEYS)).toEqual(plan);
});

test('the readers that it needs are those of the power formula, for so many versions', () => {
  expect(neededReaders(typed(), KEYS)).toBe(sampleSizeOf({ baselineRate: 0.04, minimumEffect: 0.2, power: 0.8, arms: 3 }));
  expect(neededReaders(withArm(typed(), KEYS, 'c', false), KEYS)).toBe(sampleSizeOf({ baselineRate: 0.04, minimumEffect: 0.2, power: 0.8, arms: 2 }));
  expect(neededReaders(typed({ baseline: '' }), KEYS)).toBeNull();
});

test('whatever weights are moved, they are whole, above nothing and sum to all readers', () => {
  const move = fc.record({ key: fc.constantFrom(...KEYS), wanted: fc.oneof(fc.integer({ min: -50, max: 150 }), fc.double()) });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
      const weights = weightsOf(moves.reduce<PlanValues>((values, { key, wanted }) => withWeight(values, KEYS, key, wanted), typed()));
      expect(sum(weights)).toBe(100);
      expect(weights.every((weight) => Number.isInteger(weight) && weight >= 1)).toBe(true);
    })
  );
});

test('the others keep their proportion when one weight is moved', () => {
  const values = withWeight(withWeight(typed(), KEYS, 'b', 60), KEYS, 'original', 10);
  const [original = 0, b = 0, c = 0] = weightsOf(values);
  expect(original).toBe(10);
  expect(b / c).toBeGreaterThan(2.4);
  expect(b / c).toBeLessThan(3.6);
});

test('leaving a version out makes the weights even again', () => {
  expect(weightsOf(withArm(withWeight(typed(), KEYS, 'b', 70), KEYS, 'c', false))).toEqual([50, 50]);
});

test('a decimal comma is a decimal point', () => {
  expect(planOf(typed({ baseline: '2,5' }), KEYS).baselineRate).toBe(0.025);
});

test('a problem stands at the input that it is typed into', () => {
  expect(Object.fromEntries(Object.entries(planProblems(typed({ hypothesis: ' ', baseline: 'x', effect: '-1', share: '0', sampleSize: '3', minimumDays: '' }), KEYS, KNOWN)).map(([input, { code }]) => [input, code]))).toEqual({
    hypothesis: 'HYPOTHESIS_MISSING',
    baseline: 'BASELINE_RATE_INVALID',
    effect: 'MINIMUM_EFFECT_INVALID',
    share: 'SHARE_INVALID',
    sampleSize: 'SAMPLE_SIZE_INVALID',
    minimumDays: 'MINIMUM_DAYS_INVALID',
  });
  const plan = planOf(typed(), KEYS);
  expect(inputOfField('plan.arms.1.weight', plan)).toBe(armInput('b', 'weight'));
  expect(inputOfField('plan.baselineRate', plan)).toBe('baseline');
  expect(inputOfField('plan.namespace.from', plan)).toBe('namespaceFrom');
});

test('so few readers that the draw can not share them out stand at the share, and at a weight where it is one version', () => {
  const at = (more: PlanValues) => Object.entries(planProblems(typed(more), KEYS, KNOWN)).map(([input, { code }]) => [input, code]);
  expect(at({ share: '0.1' })).toEqual([['share', 'ARM_TOO_SMALL']]);
  const thin = withWeight(typed({ share: '40' }), KEYS, 'b', 1);
  expect(Object.entries(planProblems(thin, KEYS, KNOWN)).map(([input, { code }]) => [input, code])).toEqual([[armInput('b', 'weight'), 'ARM_TOO_SMALL']]);
});

test('a comparison asks for places and promises nothing that chance decides', () => {
  const values = typed({ kind: 'channels' });
  expect(Object.keys(planProblems(values, KEYS, KNOWN))).toEqual(KEYS.map((key) => armInput(key, 'place')));
  const placed = { ...values, ...Object.fromEntries(KEYS.map((key) => [armInput(key, 'place'), `Group ${key}`])) };
  expect(planProblems(placed, KEYS, KNOWN)).toEqual({});
  expect(planOf(placed, KEYS)).toMatchObject({ kind: 'channels', stop: 'manual', sampleSize: 0, baselineRate: null, namespace: null, share: 1 });
});

describe('how long it takes', () => {
  test('is not said without readers', () => {
    expect(outlookOf(typed(), KEYS)).toEqual({ kind: 'unknown' });
    expect(outlookOf(typed({ readers: '0' }), KEYS)).toEqual({ kind: 'unknown' });
  });

  test('is at least the minimum, and hopeless where the piece is old before anything is known', () => {
    expect(outlookOf(typed({ readers: '10000000' }), KEYS)).toEqual({ kind: 'fine', days: 7 });
    expect(outlookOf(typed({ readers: '1200' }), KEYS).kind).toBe('long');
    expect(outlookOf(typed({ readers: '100', effect: '5' }), KEYS).kind).toBe('hopeless');
  });
});
