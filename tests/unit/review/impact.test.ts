/** What is said before a change of the rules is what happens after it. */
import fc from 'fast-check';
import type { ChecklistRule } from '../../../src/plugins/content-workflow/core/review/checklist';
import { runChecklist } from '../../../src/plugins/content-workflow/core/review/checklist';
import { impactOf, type Impact, type TypeRules } from '../../../src/plugins/content-workflow/core/review/impact';
import { peopleWhoCould, quorumRisk } from '../../../src/plugins/content-workflow/core/review/quorum';
import { decide } from '../../../src/plugins/content-workflow/core/workflow/decide';
import { accepted, after, BEN, CARA, DAYS, draft, event, HOURS, MINUTES, NOW, PUBLISH_AT, refOf, stateOf, step, SYSTEM } from '../../support/unit/build';

const rules = (overrides: Partial<TypeRules> = {}): TypeRules => ({
  review: [step('editorial')],
  checklist: [],
  edits: { review: 'void', scheduled: 'lock' },
  late: { policy: 'publish', toleranceMinutes: 15 },
  windows: [],
  blackouts: [],
  rejectReasons: ['off-topic'],
  retrospectiveAfterDays: 14,
  ...overrides,
});

const factsBy = (is: TypeRules) => ({ steps: is.review, publishRules: is, late: { policy: is.late.policy, toleranceMs: is.late.toleranceMinutes * MINUTES }, retrospectiveAfterDays: is.retrospectiveAfterDays, rejectReasons: is.rejectReasons });

const seal = { hash: 'h1', how: 'review' as const, by: [refOf(BEN)], at: NOW, reason: null, variants: [] };
const scheduled = (publishAt = PUBLISH_AT) => stateOf('scheduled', { seal, schedule: { id: 's1', publishAt, timezone: 'UTC', unpublishAt: null, by: refOf(CARA) } });
const kinds = (impacts: readonly Impact[]): string[] => impacts.map(({ kind }) => kind);

describe('a review that has begun', () => {
  const inReview = accepted(draft(), event('SUBMIT', { facts: { steps: [step('editorial'), step('brand')] } })).next;

  test('goes on by the steps it was submitted with, and its approvals count on', () => {
    const half = accepted(inReview, event('APPROVE')).next;
    const is = rules({ review: [step('legal'), step('brand', { quorum: 2 })] });
    expect(impactOf(half, rules({ review: [step('editorial'), step('brand')] }), is, null, NOW)).toEqual([{ kind: 'KEEPS_STEPS', approvals: 1, added: ['legal'], removed: ['editorial'], changed: ['brand'] }]);
    expect(accepted(half, event('APPROVE', { by: CARA, facts: factsBy(is) })).to).toBe('approved');
  });

  test('nothing is said where its own steps are those that come', () => {
    expect(impactOf(inReview, rules(), rules({ review: [step('editorial'), step('brand')] }), null, NOW)).toEqual([]);
  });

  test('what is submitted afterwards meets the new steps', () => {
    const is = rules({ review: [step('legal')] });
    expect(accepted(draft(), event('SUBMIT', { facts: factsBy(is) })).next.context.steps).toEqual(is.review);
  });

  test('a field that is asked for from now on stops the approval, one that no longer is lets it pass', () => {
    const asks: readonly ChecklistRule[] = [{ field: 'cover', level: 'before-approval' }];
    expect(impactOf(inReview, rules(), rules({ checklist: asks }), { title: 'Tea' }, NOW)).toEqual([{ kind: 'CHECKLIST_STOPS_APPROVAL', fields: ['cover'] }]);
    expect(impactOf(inReview, rules({ checklist: asks }), rules(), { title: 'Tea' }, NOW)).toEqual([{ kind: 'CHECKLIST_LETS_APPROVE' }]);
    expect(impactOf(inReview, rules(), rules({ checklist: [{ field: 'cover', level: 'recommended' }] }), { title: 'Tea' }, NOW)).toEqual([]);
    expect(impactOf(inReview, rules(), rules({ checklist: asks }), null, NOW)).toEqual([]);
  });

  test('an edit that was possible is refused, or the other way round', () => {
    expect(kinds(impactOf(inReview, rules(), rules({ edits: { review: 'lock', scheduled: 'lock' } }), null, NOW))).toEqual(['EDITS_LOCKED']);
    expect(kinds(impactOf(scheduled(), rules(), rules({ edits: { review: 'void', scheduled: 'void' } }), null, NOW))).toEqual(['EDITS_VOID']);
  });
});

describe('an approval', () => {
  test.each(['approved', 'held', 'scheduled', 'variant'] as const)('stays, for a piece that is %s', (state) => {
    const piece = stateOf(state, { ...scheduled().context });
    expect(kinds(impactOf(piece, rules(), rules({ review: [step('legal')] }), null, NOW))).toContain('KEEPS_APPROVAL');
  });

  test('can not be used at this moment when a blackout begins', () => {
    const blackouts = [{ from: after(NOW, -HOURS), to: after(NOW, HOURS), reason: 'Mourning' }];
    const approved = stateOf('approved', { seal });
    expect(kinds(impactOf(approved, rules(), rules({ blackouts }), null, NOW))).toEqual(['CAN_NOT_PUBLISH_NOW']);
    expect(kinds(impactOf(approved, rules({ blackouts }), rules(), null, NOW))).toEqual(['CAN_PUBLISH_NOW']);
  });
});

describe('a promise', () => {
  const covering = { from: after(PUBLISH_AT, -HOURS), to: after(PUBLISH_AT, HOURS), reason: 'Exam week' };

  test('that a new blackout covers will be held, and goes live again without it', () => {
    expect(impactOf(scheduled(), rules(), rules({ blackouts: [covering] }), null, NOW)).toEqual([{ kind: 'WILL_BE_HELD', code: 'IN_BLACKOUT' }]);
    expect(impactOf(scheduled(), rules({ blackouts: [covering] }), rules(), null, NOW)).toEqual([{ kind: 'WILL_GO_LIVE' }]);
  });

  test('outside of a new window will be held for that reason', () => {
    const windows = [{ days: [1], from: '00:00', to: '24:00', timezone: 'UTC' }];
    expect(impactOf(scheduled(), rules(), rules({ windows }), null, NOW)).toEqual([{ kind: 'WILL_BE_HELD', code: 'OUTSIDE_WINDOW' }]);
  });

  test('that is overdue is judged as of now by the late policy', () => {
    const late = { policy: 'skip' as const, toleranceMinutes: 5 };
    expect(impactOf(scheduled(after(NOW, -HOURS)), rules(), rules({ late }), null, NOW)).toEqual([{ kind: 'WILL_BE_SKIPPED' }, { kind: 'LATE_OTHERWISE', ...late }]);
    expect(impactOf(scheduled(), rules(), rules({ late }), null, NOW)).toEqual([{ kind: 'LATE_OTHERWISE', ...late }]);
  });

  test('ends as it was said, whatever the rules are and whenever its time comes', () => {
    const hour = fc.integer({ min: -72, max: 240 }).map((h) => after(NOW, h * HOURS));
    const blackout = fc.tuple(hour, fc.integer({ min: 1, max: 100 })).map(([from, h]) => ({ from, to: after(from, h * HOURS), reason: 'x' }));
    const window = fc.record({ days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), from: fc.constantFrom('00:00', '09:00'), to: fc.constantFrom('12:00', '24:00'), timezone: fc.constantFrom('UTC', 'Asia/Shanghai') });
    const anyRules = fc
      .record({ blackouts: fc.array(blackout, { maxLength: 3 }), windows: fc.array(window, { maxLength: 2 }), policy: fc.constantFrom('publish' as const, 'hold' as const, 'skip' as const), toleranceMinutes: fc.constantFrom(0, 15, 10_000) })
      .map(({ policy, toleranceMinutes, ...more }) => rules({ ...more, late: { policy, toleranceMinutes } }));
    fc.assert(
      fc.property(anyRules, anyRules, hour, (was, is, publishAt) => {
        const piece = scheduled(publishAt);
        const said = impactOf(piece, was, is, null, NOW);
        const at = publishAt > NOW ? publishAt : NOW;
        const end = (by: TypeRules) => {
          const decision = decide(piece, event('DUE', { by: SYSTEM, at, facts: factsBy(by) }));
          return decision.kind === 'refused' ? 'refused' : `${decision.to} ${decision.next.context.held?.code ?? ''}`;
        };
        const [before, then] = [end(was), end(is)];
        const word = said.find(({ kind }) => kind.startsWith('WILL_'));
        expect(word !== undefined).toBe(before !== then);
        if (word?.kind === 'WILL_BE_HELD') expect(then).toBe(`held ${word.code}`);
        if (word?.kind === 'WILL_GO_LIVE') expect(then).toMatch(/^published/);
        if (word?.kind === 'WILL_BE_SKIPPED') expect(then).toMatch(/^approved/);
        expect(said.some(({ kind }) => kind === 'LATE_OTHERWISE')).toBe(JSON.stringify(was.late) !== JSON.stringify(is.late));
      })
    );
  });
});

describe('a checklist', () => {
  test('stops exactly the approvals that the machine then refuses', () => {
    const field = fc.constantFrom('title', 'summary', 'cover');
    const rule = fc.record({ field, level: fc.constantFrom('required' as const, 'before-approval' as const, 'recommended' as const) });
    const list = fc.array(rule, { maxLength: 4 });
    const content = fc.subarray(['title', 'summary', 'cover']).map((names) => Object.fromEntries(names.map((name) => [name, 'there'])));
    const inReview = accepted(draft(), event('SUBMIT')).next;
    fc.assert(
      fc.property(list, list, content, (was, is, text) => {
        const passes = (checklist: readonly ChecklistRule[]) => decide(inReview, event('APPROVE', { facts: { checklist: runChecklist(text, checklist) } })).kind === 'accepted';
        const said = kinds(impactOf(inReview, rules({ checklist: was }), rules({ checklist: is }), text, NOW));
        if (passes(was)) expect(said.includes('CHECKLIST_STOPS_APPROVAL')).toBe(!passes(is));
        expect(said.includes('CHECKLIST_LETS_APPROVE')).toBe(!passes(was) && passes(is));
      })
    );
  });
});

test('the same rules do nothing to anybody', () => {
  const everybody = (['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published', 'withdrawn', 'retrospective', 'closed', 'rejected', 'archived'] as const).map((state) => stateOf(state, { ...scheduled().context }));
  for (const piece of everybody) expect(impactOf(piece, rules(), rules(), {}, after(NOW, 2 * DAYS))).toEqual([]);
});

describe('a quorum', () => {
  const reviewers = [
    { id: '1', roles: ['cw-reviewer'], superAdmin: false },
    { id: '2', roles: ['cw-reviewer', 'legal'], superAdmin: false },
    { id: '3', roles: ['strapi-super-admin'], superAdmin: true },
  ];

  test('is met by different people of the named roles; a super admin passes every step', () => {
    expect([peopleWhoCould({ roles: [] }, reviewers), peopleWhoCould({ roles: ['legal'] }, reviewers), peopleWhoCould({ roles: ['nobody'] }, reviewers)]).toEqual([3, 2, 1]);
  });

  test('that needs more than there are can never be met; one that needs all can not by what one of them wrote', () => {
    expect([3, 2, 1].map((quorum) => quorumRisk({ roles: ['legal'], quorum }, reviewers))).toEqual(['never', 'not-by-all', null]);
  });
});
