/** A guest's answer is the vote of who asked, given away: it counts where that vote would have, and never twice. */
import type { ReviewStep } from '../../../src/plugins/content-workflow/core/workflow/context';
import type { PieceState } from '../../../src/plugins/content-workflow/core/workflow/snapshot';
import { accepted, ADA, actor, BEN, CARA, draft, event, GUS, NOW, pieceIn, refOf, refused, step, VARIANT_FACTS, walk } from '../../support/unit/build';

const OPEN = [step('editorial', { guests: true })];

const submitted = (steps: readonly ReviewStep[] = OPEN, overrides: Parameters<typeof draft>[0] = {}): PieceState => walk(draft(overrides), event('SUBMIT', { by: ADA, facts: { steps } }));

const approves = (overrides: Parameters<typeof event<'GUEST_APPROVED'>>[1] = {}) => event('GUEST_APPROVED', { by: GUS, ...overrides });
const objects = (overrides: Parameters<typeof event<'GUEST_OBJECTED'>>[1] = {}) => event('GUEST_OBJECTED', { by: GUS, ...overrides });

const opinions = ({ next }: { readonly next: PieceState }) => next.context.opinions.map(({ approves: yes }) => yes);

describe('where the step lets guests decide', () => {
  test('an approval seals the piece in the guest\'s name, and keeps whose vote it was', () => {
    const { to, next } = accepted(submitted(), approves());
    expect(to).toBe('approved');
    expect(next.context.seal?.by).toEqual([refOf(GUS)]);
    expect(next.context.approvals).toEqual([{ step: 'editorial', by: refOf(GUS), askedBy: refOf(BEN), at: NOW, hash: 'h1' }]);
    expect(next.context.opinions).toEqual([]);
  });

  test('a request for changes sends it back with the guest\'s words', () => {
    const { to, next } = accepted(submitted(), objects());
    expect(to).toBe('draft');
    expect(next.context.changesRequested).toEqual({ by: refOf(GUS), at: NOW, text: 'The price is wrong.' });
  });

  test('an approval leads to the next step, of which the link says nothing', () => {
    const next = walk(submitted([...OPEN, step('brand', { guests: true })]), approves());
    expect({ value: next.value, step: next.context.step }).toEqual({ value: 'review', step: 1 });
    expect(refused(next, approves())).toMatchObject({ code: 'NOT_THE_STEP_OF_THE_LINK' });
  });

  test('the variants that were submitted are sealed as they are', () => {
    const piece = walk(draft(), event('SUBMIT', { by: ADA, facts: { steps: OPEN, ...VARIANT_FACTS } }));
    expect(walk(piece, approves({ facts: VARIANT_FACTS })).context.seal?.variants).toEqual(VARIANT_FACTS.variants);
  });
});

describe('four eyes and the quorum', () => {
  const two = submitted([step('editorial', { guests: true, quorum: 2 })]);

  test('who asked has no second vote: neither by themselves nor through another guest', () => {
    const once = accepted(two, approves());
    expect(once.to).toBe('review');
    expect(refused(once.next, event('APPROVE'))).toMatchObject({ code: 'ALREADY_APPROVED_BY_YOU' });
    const again = accepted(once.next, approves({ by: actor('link-2', { kind: 'guest', permissions: [], roles: [] }), link: 2 }));
    expect({ to: again.to, opinions: opinions(again), approvals: again.next.context.approvals.length }).toEqual({ to: 'review', opinions: [true], approvals: 1 });
  });

  test('who approved already can not add a guest', () => {
    const answer = accepted(walk(two, event('APPROVE')), approves());
    expect({ to: answer.to, opinions: opinions(answer) }).toEqual({ to: 'review', opinions: [true] });
  });

  test('the guest of one and the approval of another are two', () => {
    expect(accepted(walk(two, approves()), event('APPROVE', { by: CARA })).to).toBe('approved');
    expect(accepted(walk(two, event('APPROVE', { by: CARA })), approves()).to).toBe('approved');
  });

  test.each([
    { who: 'the author', piece: submitted(), askedBy: ADA },
    { who: 'who edited it last', piece: submitted(OPEN, { lastEditor: refOf(BEN) }), askedBy: BEN },
    { who: 'somebody without the review permission', piece: submitted(), askedBy: actor('ben', { permissions: ['assign'] }) },
    { who: 'a reviewer of other steps', piece: submitted([step('editorial', { guests: true, roles: ['legal'] })]), askedBy: BEN },
  ])('asked by $who, a guest gives an opinion and changes nothing else', ({ piece, askedBy }) => {
    const answer = accepted(piece, approves({ askedBy }));
    expect({ to: answer.to, opinions: opinions(answer), approvals: answer.next.context.approvals }).toEqual({ to: 'review', opinions: [true], approvals: [] });
  });

  test('what the checklist holds back from approval, no guest approves', () => {
    const checklist = [{ field: 'consentGiven', level: 'before-approval', ok: false, problem: 'missing', min: null, max: null }] as const;
    expect(opinions(accepted(submitted(), approves({ facts: { checklist } })))).toEqual([true]);
  });

  test('an objection needs a reviewer of the step behind it to send the piece back', () => {
    const answer = accepted(submitted([step('editorial', { guests: true, roles: ['legal'] })]), objects());
    expect({ to: answer.to, opinions: opinions(answer), changes: answer.next.context.changesRequested }).toEqual({ to: 'review', opinions: [false], changes: null });
  });
});

describe('where it does not', () => {
  test('an answer is an opinion: it stands beside the step and moves nothing', () => {
    const piece = submitted([step('editorial')]);
    const said = walk(piece, approves({ comment: 'Fine by us.' }), objects({ link: 2 }));
    expect({ value: said.value, step: said.context.step, approvals: said.context.approvals, seal: said.context.seal }).toEqual({ value: 'review', step: 0, approvals: [], seal: null });
    expect(said.context.opinions).toEqual([
      { step: 'editorial', by: refOf(GUS), askedBy: refOf(BEN), at: NOW, approves: true, comment: 'Fine by us.' },
      { step: 'editorial', by: refOf(GUS), askedBy: refOf(BEN), at: NOW, approves: false, comment: 'The price is wrong.' },
    ]);
  });

  test('a new submission starts without the opinions about the one before', () => {
    const again = walk(submitted([step('editorial')]), approves(), event('RECALL', { by: ADA }), event('SUBMIT', { by: ADA }));
    expect(again.context.opinions).toEqual([]);
  });
});

describe('a link', () => {
  test('is recorded when it is made, and changes nothing about the piece', () => {
    const piece = submitted();
    const { to, next, effects } = accepted(piece, event('GUEST_ASKED'));
    expect([to, effects, next.context]).toEqual(['review', [], piece.context]);
  });

  test.each(['draft', 'approved', 'published', 'archived'] as const)('is not made for a piece in %s; one from before is revoked there too', (state) => {
    const piece = pieceIn(state);
    expect(refused(piece, event('GUEST_ASKED'))).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect(accepted(piece, event('GUEST_LINK_REVOKED'))).toMatchObject({ to: state, effects: [] });
  });

  test('takes who may assign', () => {
    const reader = actor('eve', { permissions: ['read'] });
    for (const type of ['GUEST_ASKED', 'GUEST_LINK_REVOKED'] as const) expect(refused(submitted(), event(type, { by: reader }))).toMatchObject({ code: 'PERMISSION_MISSING', who: ['assign'] });
  });
});

describe('a link shows one version', () => {
  test.each([
    { what: 'an older one than was submitted', says: approves({ hash: 'h0' }) },
    { what: 'what is not in the database any more', says: approves({ facts: { hash: 'h2' } }) },
    { what: 'an objection to an older one', says: objects({ hash: 'h0' }) },
  ])('$what: the answer is refused', ({ says }) => {
    expect(refused(submitted(), says)).toMatchObject({ code: 'GUEST_LINK_VOID', kind: 'unprocessable' });
  });

  test('an objection needs words', () => {
    expect(refused(submitted(), objects({ comment: '  ' }))).toMatchObject({ code: 'COMMENT_REQUIRED' });
  });

  test.each(['draft', 'approved', 'published'] as const)('a piece in %s asks no guest', (state) => {
    expect(refused(pieceIn(state), approves())).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
  });
});
