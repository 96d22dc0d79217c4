/** The rules of the moderators' queue and of reports, one by one. */
import fc from 'fast-check';
import { creditLine, slugOf, toBlocks, toMarkdown, toPlain } from '../../../src/plugins/content-workflow/core/moderation/adoption';
import { composeLetter, letterLanguage } from '../../../src/plugins/content-workflow/core/moderation/letters';
import { drawPatrol, patrolSize } from '../../../src/plugins/content-workflow/core/moderation/patrol';
import { actionRefusal, decisionRefusal, isOpen, ITEM_STATES, QUEUE_ACTIONS, rankOf, urgentLane, type Considered, type Decided } from '../../../src/plugins/content-workflow/core/moderation/queue';
import { accuracyOf, meaningOf, REPORT_CATEGORIES, reportedWeight, reportSignal, weightOf } from '../../../src/plugins/content-workflow/core/moderation/reports';
import { LANES, SEVERITIES, VIOLATIONS } from '../../../src/plugins/content-workflow/core/moderation/vocabulary';
import type { Actor } from '../../../src/plugins/content-workflow/core/workflow/context';
import { addressKey, readerOf } from '../../../src/plugins/content-workflow/server/src/moderation/reports/address';
import { textOfBlocks } from '../../../src/plugins/content-workflow/server/src/moderation/queue/targets';

const moderator: Actor = { kind: 'admin', id: '1', name: 'Ada', permissions: ['moderate', 'review'], roles: ['cw-moderator'], superAdmin: false };
const lead: Actor = { ...moderator, id: '2', permissions: [...moderator.permissions, 'moderation-lead'] };

const item = (overrides: Partial<Considered> = {}): Considered => ({ state: 'pending', about: 'submission', sender: 'member:7', heldBy: null, rejectReasons: ['spam', 'quality'], ...overrides });
const decided = (overrides: Partial<Decided> = {}): Decided => ({ action: 'adopt', reasonCodes: [], message: null, note: null, sanction: null, ...overrides });
const codeOf = (refusal: { code: string } | null): string | null => refusal?.code ?? null;

describe('a decision', () => {
  test('is possible about what waits, by whoever moderates', () => {
    expect(QUEUE_ACTIONS.map((action) => actionRefusal(action, item(), moderator))).toEqual(QUEUE_ACTIONS.map(() => null));
  });

  test.each(ITEM_STATES.filter((state) => !isOpen(state)))('about what is %s comes too late', (state) => {
    expect(actionRefusal('ignore', item({ state }), lead)).toMatchObject({ code: 'ITEM_NOT_PENDING', kind: 'conflict' });
  });

  test('about what somebody else holds is theirs', () => {
    expect(actionRefusal('ignore', item({ heldBy: { name: 'Ben' } }), lead)).toMatchObject({ code: 'ITEM_CLAIMED', params: { name: 'Ben' } });
  });

  test("about what was escalated is a lead's, who can not hand it on", () => {
    expect(actionRefusal('adopt', item({ state: 'escalated' }), moderator)).toMatchObject({ code: 'LEAD_NEEDED', kind: 'forbidden', who: ['moderation-lead'] });
    expect(actionRefusal('adopt', item({ state: 'escalated' }), lead)).toBeNull();
    expect(codeOf(actionRefusal('escalate', item({ state: 'escalated' }), lead))).toBe('ACTION_NOT_FOR_THIS');
  });

  test('about what is live neither adopts nor returns', () => {
    expect(QUEUE_ACTIONS.map((action) => codeOf(actionRefusal(action, item({ about: 'live' }), moderator)))).toEqual(['ACTION_NOT_FOR_THIS', 'ACTION_NOT_FOR_THIS', null, null, null]);
  });

  test.each([
    ['a return without a word', decided({ action: 'return' }), 'MESSAGE_REQUIRED', 'message'],
    ['a return with blanks', decided({ action: 'return', message: ' \n' }), 'MESSAGE_REQUIRED', 'message'],
    ['a rejection without a reason', decided({ action: 'reject' }), 'REASON_CODE_UNKNOWN', 'reasonCodes'],
    ['an unknown reason', decided({ action: 'reject', reasonCodes: ['spam', 'x'] }), 'REASON_CODE_UNKNOWN', 'reasonCodes'],
    ['a sanction without a rejection', decided({ sanction: { violation: 'spam-ad', severity: 'minor', aggravators: [] } }), 'ACTION_NOT_FOR_THIS', undefined],
  ])('%s is refused, and says how', (_name, decision, code, field) => {
    expect(decisionRefusal(decision, item(), moderator)).toMatchObject({ code, ...(field === undefined ? {} : { field, kind: 'invalid' }), next: expect.stringMatching(/\.$/) as string });
  });

  test('a sanction needs somebody to sanction', () => {
    const rejection = decided({ action: 'reject', reasonCodes: ['spam'], sanction: { violation: 'spam-ad', severity: 'minor', aggravators: [] } });
    expect(decisionRefusal(rejection, item(), moderator)).toBeNull();
    expect(codeOf(decisionRefusal(rejection, item({ sender: '' }), moderator))).toBe('ACTION_NOT_FOR_THIS');
  });
});

describe('the lane', () => {
  test('is the most urgent of what the signals and the sources ask for', () => {
    expect(urgentLane('regular', ['submission'])).toBe('regular');
    expect(urgentLane('flagged', ['submission', 'report'])).toBe('reported');
    expect(urgentLane('illegal', ['report'])).toBe('illegal');
    expect(urgentLane('new-sender', ['patrol'])).toBe('patrol');
    expect(urgentLane('threat', ['patrol'])).toBe('threat');
    expect(urgentLane('regular', ['appeal'])).toBe('appeal');
  });

  test('never becomes less urgent by another source', () => {
    const lane = fc.constantFrom(...LANES);
    fc.assert(fc.property(lane, (bySignals) => rankOf(urgentLane(bySignals, ['submission', 'report'])) <= rankOf(urgentLane(bySignals, ['submission']))));
  });
});

describe('a reporter', () => {
  test.each([
    [3, 2, 0],
    [20, 0, 10.8],
    [7, 3, 0],
    [9, 1, 5.54],
    [0, 10, -8.3],
    [50, 50, -4.75],
  ])('who was agreed with %i times and not %i times has an accuracy of %f', (agreed, disagreed, accuracy) => {
    expect(accuracyOf({ agreed, disagreed })).toBeCloseTo(accuracy, 1);
  });

  test('counts for one at first, for nothing when always wrong, and for more when mostly right', () => {
    expect(weightOf({ agreed: 0, disagreed: 0 })).toBe(1);
    expect(weightOf({ agreed: 0, disagreed: 10 })).toBe(0);
    expect(weightOf({ agreed: 20, disagreed: 0 })).toBeCloseTo(11.8, 1);
  });

  test('is never worth less than nothing', () => {
    const count = fc.nat(10_000);
    fc.assert(fc.property(count, count, (agreed, disagreed) => weightOf({ agreed, disagreed }) >= 0));
  });

  test.each(REPORT_CATEGORIES)('a report of "%s" has a fine code and a severity', (category) => {
    const { violation, severity } = meaningOf(category);
    expect(VIOLATIONS).toContain(violation);
    expect(SEVERITIES).toContain(severity);
    expect(reportSignal(category, 2.345)).toMatchObject({ source: 'report', rule: `report/${category}`, violation, severity, hint: false, evidence: { weight: 2.35 } });
  });

  test('whose word counts for nothing lifts no lane', () => {
    expect(reportSignal('illegal', 0)).toMatchObject({ violation: null, severity: 'minor', hint: true });
    expect(reportedWeight([reportSignal('spam', 1), reportSignal('hate', 2.5), reportSignal('illegal', 0)])).toBe(3.5);
  });

  test('without an account is known by their address, of which nothing can be read', () => {
    expect(readerOf('192.0.2.7')).toBe('192.0.2.7');
    expect(readerOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(readerOf('2001:DB8:0:0042::1')).toBe(readerOf('2001:db8::42:0:0:0:ffff%eth0'));
    expect(readerOf('2001:db8:0:43::1')).not.toBe(readerOf('2001:db8:0:42::1'));
    expect(readerOf('::1')).toBe('0:0:0:0::/64');
    const key = addressKey(['secret'], '192.0.2.7');
    expect(key).toMatch(/^address:[\w-]{32}$/);
    expect(addressKey(['another'], '192.0.2.7')).not.toBe(key);
  });
});

describe('a patrol', () => {
  test('draws a share, at least one where there is any, and no more than somebody looks at', () => {
    expect([patrolSize(0, 0.05, 20), patrolSize(1, 0.05, 20), patrolSize(100, 0.05, 20), patrolSize(1_000, 0.05, 20), patrolSize(10, 0, 20), patrolSize(3, 1, 20)]).toEqual([0, 1, 5, 20, 0, 3]);
  });

  test('draws nobody twice, half of them blindly', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { maxLength: 40 }), fc.nat(40), fc.infiniteStream(fc.double({ min: 0.001, max: 1, noNaN: true })), (risks, wanted, rolls) => {
        const size = Math.min(wanted, risks.length);
        const drawn = drawPatrol(risks.map((risk, id) => ({ id, risk })), size, [...rolls.take(2 * risks.length)]);
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(size);
        expect(drawn.filter(({ how }) => how === 'random')).toHaveLength(Math.ceil(size / 2));
      })
    );
  });

  test('finds the risky ones more often', () => {
    let state = 7;
    const roll = (): number => ((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647);
    const candidates = Array.from({ length: 100 }, (_, id) => ({ id, risk: id < 10 ? 50 : 0 }));
    const counts = { random: 0, risk: 0 };
    for (let i = 0; i < 200; i += 1) for (const { id, how } of drawPatrol(candidates, 10, Array.from({ length: 200 }, roll))) if (id < 10) counts[how] += 1;
    expect(counts.random / 1_000).toBeLessThan(0.2);
    expect(counts.risk / 1_000).toBeGreaterThan(0.6);
  });
});

describe('an adopted submission', () => {
  const submitted = { title: 'Tea', text: 'One\r\n\n Two ', links: [{ url: 'https://example.com', label: null }, { url: 'javascript:alert(1)', label: 'Click' }], contributorName: ' 小美 ', language: 'zh-Hant' };
  const none = { links: false, credit: false };

  test('has a paragraph a line, links that lead somewhere, and the name at the end', () => {
    expect(toBlocks(submitted, none)).toEqual([
      { type: 'paragraph', children: [{ type: 'text', text: 'One' }] },
      { type: 'paragraph', children: [{ type: 'text', text: 'Two' }] },
      { type: 'paragraph', children: [{ type: 'link', url: 'https://example.com', children: [{ type: 'text', text: 'https://example.com' }] }] },
      { type: 'paragraph', children: [{ type: 'text', text: 'Click javascript:alert(1)' }] },
      { type: 'paragraph', children: [{ type: 'text', text: '投稿：小美' }] },
    ]);
    expect(toBlocks(submitted, { links: true, credit: true })).toHaveLength(2);
    expect(toPlain({ ...submitted, contributorName: '  ' }, { links: true, credit: false })).toBe('One\n\nTwo');
    expect(textOfBlocks(toBlocks(submitted, none))).toBe('One\nTwo\nhttps://example.com\nClick javascript:alert(1)\n投稿：小美');
  });

  test('is no markup where Markdown is read', () => {
    expect(toMarkdown({ ...submitted, text: '# <b>*hi*</b> [x](y)', links: [], contributorName: '' }, none)).toBe('\\# \\<b\\>\\*hi\\*\\</b\\> \\[x\\]\\(y\\)');
  });

  test('is credited in its own language, and in English where that has no words here', () => {
    expect([creditLine('A', 'en'), creditLine('A', 'zh-Hans'), creditLine('A', 'ja'), creditLine('A', null)]).toEqual(['Sent in by A', '投稿：A', 'Sent in by A', 'Sent in by A']);
  });

  test('has an address of its own, with or without Latin letters', () => {
    expect(slugOf('Crème brûlée & tea!', 'ab12cd34')).toBe('cre-me-bru-le-e-tea-ab12cd34');
    expect(slugOf('山上的茶', 'ab12cd34')).toBe('ab12cd34');
    expect(slugOf('a'.repeat(200), 'x').length).toBeLessThanOrEqual(62);
  });
});

describe('a letter', () => {
  test.each(['en', 'zh-Hans', 'zh-Hant'] as const)('in %s says what was decided, why, and what the moderator wrote', (language) => {
    for (const action of ['adopt', 'return', 'reject'] as const) {
      const { subject, text } = composeLetter({ language, action, wasLive: false, title: 'Line\r\nBcc: x', reason: action === 'reject' ? 'spam' : null, message: '<%= process %> ${x}' });
      expect(subject).not.toMatch(/[\r\n]|Line/);
      expect(text).toContain('Line Bcc: x');
      expect(text).toContain('<%= process %> ${x}');
    }
    const live = composeLetter({ language, action: 'reject', wasLive: true, title: 'T', reason: 'made-up', message: null });
    expect(live.subject).not.toBe(composeLetter({ language, action: 'reject', wasLive: false, title: 'T', reason: null, message: null }).subject);
    expect(live.text).not.toContain('made-up');
  });

  test('is in a language that the reader has, and in English otherwise', () => {
    expect(['zh-Hant', 'zh-TW', 'zh-HK', 'zh', 'zh-CN', 'en-GB', 'ja', null].map(letterLanguage)).toEqual(['zh-Hant', 'zh-Hant', 'zh-Hant', 'zh-Hans', 'zh-Hans', 'en', 'en', 'en']);
  });
});
