/** What channels are given is approved with the piece, and by a second person where it came later. */
import { accepted, ADA, after, BEN, CARA, DAN, draft, event, GUS, MINUTES, NOW, pieceIn, refused, step, walk } from '../../support/unit/build';

const STEPS = { steps: [step('editorial', { quorum: 2 })] };

test('the approval that completes the review seals what the first one was shown as well', () => {
  const review = walk(draft(), event('SUBMIT', { by: ADA, facts: STEPS }));
  const [same, changed, added] = [{ channel: 'a', variant: '', hash: '1' }, { channel: 'b', variant: '', hash: '1' }, { channel: 'c', variant: '', hash: '1' }];
  const first = accepted(review, event('APPROVE', { facts: { ...STEPS, renditions: [same, changed] } }));
  expect(first.effects).toEqual([]);
  const second = accepted(first.next, event('APPROVE', { by: CARA, at: after(NOW, 5 * MINUTES), facts: { ...STEPS, renditions: [same, { ...changed, hash: '2' }, added] } }));
  expect(second.effects).toEqual([{ kind: 'seal-renditions', how: 'review', shownToAll: [same, changed], variants: [] }]);
});

test('what one of several reviewers was shown otherwise was not shown to all', () => {
  const three = { steps: [step('editorial', { quorum: 3 })] };
  const renditions = [{ channel: 'a', variant: '', hash: '1' }, { channel: 'b', variant: '', hash: '1' }];
  const between = [{ channel: 'a', variant: '', hash: '1' }, { channel: 'b', variant: '', hash: '2' }];
  let piece = walk(draft(), event('SUBMIT', { by: ADA, facts: three }));
  piece = accepted(piece, event('APPROVE', { facts: { ...three, renditions } })).next;
  piece = accepted(piece, event('APPROVE', { by: CARA, facts: { ...three, renditions: between } })).next;
  // It is again as the first had it, and was another thing in the middle.
  expect(accepted(piece, event('APPROVE', { by: DAN, facts: { ...three, renditions } })).effects).toMatchObject([{ shownToAll: [renditions[0]] }]);
});

test('an approval that is the only one seals all that is planned', () => {
  expect(accepted(pieceIn('review'), event('APPROVE')).effects).toEqual([{ kind: 'seal-renditions', how: 'review', shownToAll: null, variants: [] }]);
});

describe('a guest, who is shown no channel', () => {
  const renditions = [{ channel: 'a', variant: '', hash: '1' }, { channel: 'b', variant: '', hash: '1' }];
  const guest = (facts: object) => event('GUEST_APPROVED', { by: GUS, facts });
  const inReview = (quorum: number) => {
    const facts = { steps: [step('editorial', { quorum, guests: true })], renditions };
    return { facts, piece: walk(draft(), event('SUBMIT', { by: ADA, facts })) };
  };

  test('completes the review and seals nothing of what channels would be given', () => {
    const { facts, piece } = inReview(1);
    const { to, next, effects } = accepted(piece, guest(facts));
    expect([to, effects]).toEqual(['approved', [{ kind: 'seal-renditions', how: 'review', shownToAll: [], variants: [] }]]);
    expect(next.context.approvals[0]).not.toHaveProperty('renditions');
  });

  test('completes it after a reviewer, and seals what that reviewer was shown', () => {
    const { facts, piece } = inReview(2);
    const first = accepted(piece, event('APPROVE', { by: CARA, facts: { ...facts, renditions: renditions.slice(0, 1) } })).next;
    expect(accepted(first, guest(facts)).effects).toMatchObject([{ shownToAll: renditions.slice(0, 1) }]);
  });

  test('takes nothing away from what the reviewers around were shown', () => {
    const { facts, piece } = inReview(3);
    const two = walk(piece, event('APPROVE', { by: CARA, facts }), guest(facts));
    expect(accepted(two, event('APPROVE', { by: DAN, facts })).effects).toMatchObject([{ shownToAll: renditions }]);
    // Only a guest has approved before: whoever completes it has all of it before them.
    const { facts: both, piece: other } = inReview(2);
    expect(accepted(walk(other, guest(both)), event('APPROVE', { by: CARA, facts: both })).effects).toMatchObject([{ shownToAll: null }]);
  });
});

test.each(['approved', 'scheduled', 'held', 'published', 'retrospective'] as const)('while a piece is %s a reviewer approves what a channel that came later is given, and who wrote it can not', (state) => {
  const piece = pieceIn(state);
  expect(accepted(piece, event('RENDITION_APPROVED', { by: BEN })).to).toBe(state);
  expect(refused(piece, event('RENDITION_APPROVED', { by: ADA })).code).toBe('AUTHOR_CANNOT_APPROVE');
  expect(refused(piece, event('RENDITION_APPROVED', { by: { ...BEN, permissions: ['distribute'] } })).code).toBe('PERMISSION_MISSING');
  expect(refused(piece, event('RENDITION_APPROVED', { shownHash: 'what it was before' })).code).toBe('CONTENT_IS_NOT_WHAT_WAS_SHOWN');
});

test('nothing is approved for a channel before the piece is, and nothing is planned once it is over', () => {
  expect(refused(pieceIn('review'), event('RENDITION_APPROVED')).code).toBe('NOT_IN_THIS_STATE');
  for (const state of ['withdrawn', 'closed', 'rejected', 'archived'] as const) expect(refused(pieceIn(state), event('DISTRIBUTION_PLANNED')).code).toBe('NOT_IN_THIS_STATE');
});
