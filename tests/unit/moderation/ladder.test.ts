/** The ladder answers the same case the same way, and says why. */
import { aloneStep, endOf, ladder, type Offence } from '../../../src/plugins/content-workflow/core/moderation/ladder';
import { DEFAULT_SETTINGS, policyWith, STEPS, type LadderSettings } from '../../../src/plugins/content-workflow/core/moderation/policy';
import { AGGRAVATORS, SEVERITIES, VIOLATIONS, type Aggravator } from '../../../src/plugins/content-workflow/core/moderation/vocabulary';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 26);

const offence = (overrides: Partial<Offence> = {}): Offence => ({ violation: 'spam-ad', severity: 'minor', aggravators: [], activeStrikes: [], decidedBy: 'person', at: NOW, ...overrides });
const policy = (settings: Partial<LadderSettings> = {}) => policyWith({ ...DEFAULT_SETTINGS, ...settings });
const climb = (overrides: Partial<Offence> = {}, settings: Partial<LadderSettings> = {}) => ladder(policy(settings), offence(overrides));

const [ONE_DAY, SEVEN_DAYS, FIFTEEN_DAYS, MUTED_FOR_GOOD, BANNED] = [
  { step: 1, action: 'mute', days: 1 },
  { step: 2, action: 'mute', days: 7 },
  { step: 3, action: 'mute', days: 15 },
  { step: 4, action: 'mute', days: null },
  { step: 5, action: 'ban', days: null },
] as const;

describe('with the default settings (policy 2026-11)', () => {
  test.each([
    { violation: 'spam-ad', severity: 'minor', aggravators: [], expected: ONE_DAY },
    { violation: 'unfriendly.abuse', severity: 'moderate', aggravators: [], expected: SEVEN_DAYS },
    { violation: 'unfriendly.abuse', severity: 'moderate', aggravators: ['minor-harm'], expected: FIFTEEN_DAYS },
    { violation: 'vulgar-sexual', severity: 'serious', aggravators: ['minor-harm'], expected: MUTED_FOR_GOOD },
    { violation: 'illegal', severity: 'extreme', aggravators: [], expected: BANNED },
    { violation: 'spam-ad', severity: 'minor', aggravators: ['multi-account'], expected: SEVEN_DAYS },
    { violation: 'spam-ad', severity: 'minor', aggravators: ['cheat-registration', 'multi-account'], expected: FIFTEEN_DAYS },
    { violation: 'clickbait', severity: 'minor', aggravators: ['minor-harm'], expected: SEVEN_DAYS },
    { violation: 'false-information', severity: 'serious', aggravators: [...AGGRAVATORS], expected: BANNED },
  ] as const)('$violation, $severity, $aggravators is step $expected.step', ({ expected, ...what }) => {
    expect(climb(what)).toMatchObject({ policyVersion: '2026-11', ...expected });
  });

  test('the reasons add up to the step, whatever the case', () => {
    const combinations: Aggravator[][] = [[], ['minor-harm'], ['multi-account', 'cheat-registration'], [...AGGRAVATORS]];
    for (const violation of VIOLATIONS)
      for (const severity of SEVERITIES)
        for (const aggravators of combinations)
          for (const decidedBy of ['person', 'system'] as const) {
            const rung = climb({ violation, severity, aggravators, decidedBy, activeStrikes: [{ violation: 'clickbait', at: NOW - DAY }] });
            expect(rung.explanation.reduce((sum, { adds }) => sum + adds, 0)).toBe(rung.step);
            expect(STEPS).toContain(rung.step);
          }
  });

  test('an aggravator that is named twice counts once', () => {
    expect(climb({ aggravators: ['multi-account', 'multi-account'] })).toMatchObject(SEVEN_DAYS);
  });

  test('what is illegal in the extreme is escalated; what is extreme otherwise is not', () => {
    expect(climb({ violation: 'illegal', severity: 'extreme' }).escalate).toBe(true);
    expect(climb({ violation: 'other-harm', severity: 'extreme' }).escalate).toBe(false);
  });
});

describe('a strike for the same', () => {
  const before = (days: number, violation: Offence['violation'] = 'spam-ad') => ({ violation, at: NOW - days * DAY });

  test('within 180 days makes it one step worse, however many there were', () => {
    expect(climb({ activeStrikes: [before(180)] })).toMatchObject(SEVEN_DAYS);
    expect(climb({ activeStrikes: [before(3), before(90), before(120)] })).toMatchObject(SEVEN_DAYS);
    expect(climb({ activeStrikes: [before(3), before(90)] }).explanation).toContainEqual({ why: 'same-code', count: 2, days: 180, adds: 1 });
  });

  test('longer ago, or for something else, does not', () => {
    expect(climb({ activeStrikes: [before(181), before(1, 'clickbait')] })).toMatchObject(ONE_DAY);
  });

  test('counts for as long as the team sets, or not at all', () => {
    expect(climb({ activeStrikes: [before(100)] }, { sameCodeDays: 90 })).toMatchObject({ ...ONE_DAY, policyVersion: '2026-11+same-code-90' });
    expect(climb({ activeStrikes: [before(1)] }, { sameCodeDays: null })).toMatchObject({ ...ONE_DAY, policyVersion: '2026-11+same-code-off' });
  });
});

describe('with a warning step', () => {
  const warned = (overrides: Partial<Offence> = {}) => climb(overrides, { warningStep: true });

  test('a minor first offence is warned of', () => {
    expect(warned()).toMatchObject({ step: 0, action: 'warn', days: 0, needsSecond: false, policyVersion: '2026-11+warning-step' });
  });

  test('nothing else is', () => {
    expect(warned({ severity: 'moderate' })).toMatchObject(SEVEN_DAYS);
    expect(warned({ aggravators: ['multi-account'] })).toMatchObject(SEVEN_DAYS);
    expect(warned({ activeStrikes: [{ violation: 'clickbait', at: NOW - 300 * DAY }] })).toMatchObject(ONE_DAY);
  });
});

describe('a machine', () => {
  test('goes no further than seven days, and calls for a person where it stopped', () => {
    expect(climb({ severity: 'serious', decidedBy: 'system' })).toMatchObject({ ...SEVEN_DAYS, escalate: true });
    expect(climb({ severity: 'extreme', violation: 'illegal', decidedBy: 'system' })).toMatchObject({ ...SEVEN_DAYS, needsSecond: false, escalate: true });
    expect(climb({ severity: 'moderate', decidedBy: 'system' })).toMatchObject({ ...SEVEN_DAYS, escalate: false });
  });
});

describe('what is for good', () => {
  test('needs a second person, and fifteen days hold meanwhile', () => {
    expect(climb({ severity: 'extreme' })).toMatchObject({ ...BANNED, needsSecond: true, meanwhile: 3 });
    expect(climb({ severity: 'serious', aggravators: ['minor-harm'] })).toMatchObject({ ...MUTED_FOR_GOOD, needsSecond: true, meanwhile: 3 });
    expect(climb({ severity: 'serious' })).toMatchObject({ ...FIFTEEN_DAYS, needsSecond: false, meanwhile: 3 });
  });

  test('has no end, and what is for a time has one', () => {
    expect(STEPS.map((step) => endOf(policy(), step, NOW))).toEqual([NOW, NOW + DAY, NOW + 7 * DAY, NOW + 15 * DAY, null, null]);
    expect(STEPS.map((step) => aloneStep(policy(), step))).toEqual([0, 1, 2, 3, 3, 3]);
  });
});

test('a version names every setting that is not the default, so that a strike can be explained for ever', () => {
  expect(policy({ warningStep: true, sameCodeDays: 30, appealDays: 60, mutes: 'add' }).version).toBe('2026-11+warning-step+same-code-30+appeal-60+mutes-add');
  expect(policy().version).toBe('2026-11');
});
