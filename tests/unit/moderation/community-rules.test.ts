/** The rules are the same in every language, and so is what members are mailed. */
import { monthsUpTo, SMALLEST_COUNT, told } from '../../../src/plugins/content-workflow/core/moderation/figures';
import { DEFAULT_SETTINGS, policyWith, STEPS } from '../../../src/plugins/content-workflow/core/moderation/policy';
import { languageOf, LANGUAGES, POLICY_WORDS } from '../../../src/plugins/content-workflow/core/moderation/rules/languages';
import { rulesPage } from '../../../src/plugins/content-workflow/core/moderation/rules/page';
import { composeStatement, type StatementText } from '../../../src/plugins/content-workflow/core/moderation/statement';
import { VIOLATIONS } from '../../../src/plugins/content-workflow/core/moderation/vocabulary';

const policy = policyWith(DEFAULT_SETTINGS);

describe('the rules page', () => {
  test.each(LANGUAGES)('in %s names every violation, with a rule and an example', (language) => {
    const page = rulesPage(policy, language);
    expect(page.violations.map(({ code }) => code)).toEqual([...VIOLATIONS]);
    for (const { name, rule, example } of page.violations) for (const text of [name, rule, example]) expect(text.trim().length).toBeGreaterThan(1);
    expect(page).toMatchObject({ version: '2026-11', since: '2026-11-01', language });
  });

  test('says what each step is, who has to agree, and leaves out a warning that is not given', () => {
    expect(rulesPage(policy, 'en').ladder).toEqual([
      { step: 1, name: 'Muted for 1 day', action: 'mute', days: 1, needsSecondPerson: false },
      { step: 2, name: 'Muted for 7 days', action: 'mute', days: 7, needsSecondPerson: false },
      { step: 3, name: 'Muted for 15 days', action: 'mute', days: 15, needsSecondPerson: false },
      { step: 4, name: 'Muted for good', action: 'mute', days: null, needsSecondPerson: true },
      { step: 5, name: 'Banned', action: 'ban', days: null, needsSecondPerson: true },
    ]);
    expect(rulesPage(policyWith({ ...DEFAULT_SETTINGS, warningStep: true }), 'zh-Hant').ladder.map(({ name }) => name)).toEqual(['警告', '禁言 1 天', '禁言 7 天', '禁言 15 天', '永久禁言', '封禁帳號']);
  });

  test('no two languages say the same', () => {
    const texts = (language: (typeof LANGUAGES)[number]) => JSON.stringify(POLICY_WORDS[language]);
    expect(new Set(LANGUAGES.map(texts)).size).toBe(LANGUAGES.length);
    for (const language of LANGUAGES) expect(Object.keys(POLICY_WORDS[language].steps)).toHaveLength(STEPS.length);
  });

  test('Traditional Chinese holds no simplified characters, and the other way round', () => {
    expect(JSON.stringify(POLICY_WORDS['zh-Hant'])).not.toMatch(/[违规发现员处罚账号码]/u);
    expect(JSON.stringify(POLICY_WORDS['zh-Hans'])).not.toMatch(/[違規發現員處罰帳號碼]/u);
  });

  test('a language that is not known is answered in English, and Strapi\'s "zh" in Traditional Chinese', () => {
    expect(['zh-Hans', 'zh', 'fr', null].map(languageOf)).toEqual(['zh-Hans', 'zh-Hant', 'en', 'en']);
  });
});

describe('the statement that is mailed', () => {
  const statement = (overrides: Partial<StatementText> = {}): StatementText => ({
    reference: 'P-7K3M9Q2X',
    measure: 'Muted for 7 days',
    until: '3 December 2026 at 08:00 UTC',
    rule: 'Abuse',
    ruleText: 'No insults.',
    severity: 'moderate',
    aggravators: [],
    detection: 'reported by a member of the community',
    about: 'My <b>tea</b>',
    message: 'Please read the rules.',
    automated: false,
    pending: null,
    lifted: false,
    answer: null,
    policyVersion: '2026-11',
    appealAt: 'https://example.com/appeal/1.abc',
    appealUntil: '16 December 2026 at 08:00 UTC',
    ...overrides,
  });

  test('says what, which rule, the facts, whether a person decided, until when, and how to appeal', () => {
    const { subject, text } = composeStatement('en', statement({ aggravators: ['Minors were harmed or endangered'], pending: 'Banned' }));
    expect(subject).toBe('About your contribution (P-7K3M9Q2X)');
    for (const part of ['Muted for 7 days, until 3 December 2026', 'My <b>tea</b>', 'Abuse. No insults.', 'moderate; Minors were harmed', 'reported by a member', 'A person decided this.', 'still to be confirmed by somebody else: Banned', 'Please read the rules.', '16 December 2026', 'https://example.com/appeal/1.abc', '2026-11']) expect(text).toContain(part);
  });

  test('offers no appeal where there is none, and says when the measure was lifted', () => {
    const { text } = composeStatement('en', statement({ appealAt: null, lifted: true, answer: 'the decision was taken back' }));
    expect(text).not.toContain('You can appeal');
    expect(text).toContain('The measure P-7K3M9Q2X was lifted.');
    expect(text).toContain('Your appeal: the decision was taken back');
  });

  test.each(LANGUAGES)('in %s leaves nothing out', (language) => {
    const { text } = composeStatement(language, statement());
    for (const part of ['Muted for 7 days', 'Abuse', 'moderate', 'Please read the rules.', 'https://example.com/appeal/1.abc', '2026-11']) expect(text).toContain(part);
  });
});

describe('figures', () => {
  test('months are those of UTC, newest first, and follow each other without a gap', () => {
    const months = monthsUpTo(Date.UTC(2026, 1, 28, 23, 59), 3);
    expect(months.map(({ month }) => month)).toEqual(['2026-02', '2026-01', '2025-12']);
    expect(months[1]?.to).toBe(months[0]?.from);
    expect(months[0]?.to).toBe(Date.UTC(2026, 2, 1));
  });

  test('a small number is not told; nothing, and what is large enough, is', () => {
    expect([0, 1, SMALLEST_COUNT - 1, SMALLEST_COUNT, 300].map(told)).toEqual([0, null, null, 5, 300]);
  });
});
