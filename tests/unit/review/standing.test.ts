/** Whom a piece in review waits for, as the queue sees it without reading the content. */
import { waitingSince, waitsFor } from '../../../src/plugins/content-workflow/core/review/standing';
import { ADA, accepted, actor, after, BEN, CARA, draft, event, HOURS, NOW, refused, stateOf, step, walk } from '../../support/unit/build';

const steps = [step('editorial', { roles: ['reviewers'] }), step('legal', { roles: ['lawyers'] })];
const submitted = walk(draft(), event('SUBMIT', { by: ADA, facts: { steps } }));
const LAWYER = actor('lea', { roles: ['lawyers'] });

test('it waits for the roles of the current step, and for nobody who wrote it', () => {
  expect(waitsFor(submitted, BEN, NOW)).toBe(true);
  expect(waitsFor(submitted, LAWYER, NOW)).toBe(false);
  expect(waitsFor(submitted, ADA, NOW)).toBe(false);
  expect(waitsFor(submitted, actor('ada', { roles: ['reviewers'] }), NOW)).toBe(false);
  expect(waitsFor(submitted, actor('eve', { permissions: ['read'] }), NOW)).toBe(false);
});

test('the next step waits for its own people, since the approval before it', () => {
  expect(waitingSince(submitted.context)).toBe(NOW);
  const later = after(NOW, 2 * HOURS);
  const second = walk(submitted, event('APPROVE', { by: BEN, at: later }));
  expect(waitsFor(second, BEN, NOW)).toBe(false);
  expect(waitsFor(second, LAWYER, NOW)).toBe(true);
  expect(waitingSince(second.context)).toBe(later);
});

test('who approved waits for the others of the quorum', () => {
  const two = walk(draft(), event('SUBMIT', { by: ADA, facts: { steps: [step('editorial', { quorum: 2 })] } }), event('APPROVE', { by: BEN }));
  expect(waitsFor(two, BEN, NOW)).toBe(false);
  expect(waitsFor(two, CARA, NOW)).toBe(true);
});

test('a piece that is not in review waits for no reviewer', () => {
  expect(waitsFor(draft(), BEN, NOW)).toBe(false);
  expect(waitingSince(stateOf('draft').context)).toBeNull();
});

describe('a decision is about what was shown', () => {
  const inReview = walk(draft(), event('SUBMIT', { by: ADA }));

  test.each(['APPROVE', 'REQUEST_CHANGES', 'REJECT'] as const)('%s of another version is refused, and names both', (type) => {
    const refusal = refused(inReview, event(type, { shownHash: 'older' }));
    expect(refusal).toMatchObject({ code: 'CONTENT_IS_NOT_WHAT_WAS_SHOWN', kind: 'unprocessable', guard: 'isWhatWasShown', params: { shown: 'older', now: 'h1' } });
  });

  test.each([
    ['APPROVE', 'approved'],
    ['REQUEST_CHANGES', 'draft'],
    ['REJECT', 'rejected'],
  ] as const)('%s of the version that is there goes through', (type, to) => {
    expect(accepted(inReview, event(type, { shownHash: 'h1' })).to).toBe(to);
  });

  test.each(['APPROVE', 'EXPEDITE'] as const)('a person who names nothing that they looked at is refused %s, and told where to look', (type) => {
    for (const by of [CARA, actor('root', { superAdmin: true })])
      expect(refused(inReview, event(type, { by, shownHash: undefined }))).toMatchObject({ code: 'CONTENT_WAS_NOT_SHOWN', guard: 'isWhatWasShown', field: 'event.shownHash', next: expect.stringContaining('review page') });
    expect(accepted(inReview, event(type, { by: CARA })).to).toBe('approved');
  });

  test.each(['REQUEST_CHANGES', 'REJECT'] as const)('%s seals nothing, so it may come from a client that shows none', (type) => {
    expect(accepted(inReview, event(type)).from).toBe('review');
  });

  test('what was shown is the content with its variants: another variant is another thing', () => {
    const variants = [{ key: 'a', hash: 'ha' }];
    const reviewed = walk(draft(), event('SUBMIT', { by: ADA, facts: { variants, shown: 'both' } }));
    expect(refused(reviewed, event('APPROVE', { shownHash: 'h1', facts: { variants, shown: 'both' } }))).toMatchObject({ code: 'CONTENT_IS_NOT_WHAT_WAS_SHOWN', params: { shown: 'h1', now: 'both' } });
    expect(accepted(reviewed, event('APPROVE', { shownHash: 'both', facts: { variants, shown: 'both' } })).next.context.seal?.variants).toEqual(variants);
  });

  test('a guest was shown the variants too, so their answer holds for these', () => {
    const variants = [{ key: 'a', hash: 'ha' }];
    const reviewed = walk(draft(), event('SUBMIT', { by: ADA, facts: { variants, steps: [step('editorial', { guests: true })] } }));
    expect(refused(reviewed, event('GUEST_APPROVED', { facts: { variants: [{ key: 'a', hash: 'other' }] } })).code).toBe('GUEST_LINK_VOID');
    expect(accepted(reviewed, event('GUEST_APPROVED', { facts: { variants } })).to).toBe('approved');
  });
});
