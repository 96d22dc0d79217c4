/** Who is told what: the people who can act on it or wait for it, never whoever did it. */
import { among, couldTell, noticesOf, overdueConcerns, publishersOf, reviewersOf, type Happening, type Member, type Notice } from '../../../src/plugins/content-workflow/core/notifying/recipients';
import type { WorkflowContext } from '../../../src/plugins/content-workflow/core/workflow/context';
import { ADA, after, BEN, CARA, context, DAN, event, MINUTES, NOW, pieceIn, refOf, step, SYSTEM, walk } from '../../support/unit/build';

const member = (id: string, overrides: Partial<Member> = {}): Member => ({ id, roles: ['editors'], permissions: ['read', 'submit', 'comment', 'assign'], superAdmin: false, ...overrides });

const reviewer = (id: string, roles: readonly string[] = ['reviewers']): Member => member(id, { roles, permissions: ['read', 'review'] });
const publisher = (id: string): Member => member(id, { roles: ['publishers'], permissions: ['read', 'publish'] });
const root = member('root', { roles: ['strapi-super-admin'], permissions: ['read', 'review', 'publish', 'submit'], superAdmin: true });

/** Ada writes, Ben and Cara review, Dan publishes, Root may do everything. */
const TEAM: readonly Member[] = [member('ada'), reviewer('ben'), reviewer('cara'), publisher('dan'), member('eve'), root];

const happening = (name: string, overrides: Partial<Happening> = {}): Happening => ({ event: name, from: 'review', to: 'draft', actor: BEN, at: NOW, assignee: null, askedBy: null, submitter: ADA, ...overrides });

const told = (happened: Happening, now: WorkflowContext, state = happened.to): Notice[] => noticesOf(happened, now, state, TEAM);

describe('a submission', () => {
  const submitted = happening('SUBMIT', { from: 'draft', to: 'review', actor: ADA });
  const inReview = pieceIn('review').context;

  test('asks whoever can decide its first step, but not the author, nor a super admin while others can', () => {
    expect(told(submitted, inReview)).toEqual([{ kind: 'review-requested', people: ['ben', 'cara'] }]);
  });

  test('asks the roles that the step names, and a super admin where there is nobody else', () => {
    const legal = { ...inReview, steps: [step('legal', { roles: ['lawyers'] })] };
    expect(reviewersOf(legal, [...TEAM, reviewer('lea', ['lawyers'])])).toEqual(['lea']);
    expect(reviewersOf(legal, TEAM)).toEqual(['root']);
  });

  test('that is told late asks nobody for a step that is decided already', () => {
    expect(told(submitted, { ...inReview, step: 1 })).toEqual([]);
    expect(told(submitted, pieceIn('draft').context, 'draft')).toEqual([]);
    expect(told({ ...submitted, at: after(NOW, -MINUTES) }, inReview)).toEqual([]);
  });

  test('does not ask who edited the text last', () => {
    expect(reviewersOf({ ...inReview, lastEditor: refOf(CARA) }, TEAM)).toEqual(['ben']);
  });
});

describe('an approval', () => {
  const steps = [step('editorial', { quorum: 2 }), step('brand')];
  const twoSteps = { facts: { steps } };
  const first = after(NOW, MINUTES);
  const second = after(NOW, 2 * MINUTES);
  const submitted = walk(pieceIn('draft'), event('SUBMIT', { by: ADA, ...twoSteps }));
  const half = walk(submitted, event('APPROVE', { by: BEN, at: first, ...twoSteps }));
  const whole = walk(half, event('APPROVE', { by: CARA, at: second, ...twoSteps }));

  test('that does not complete a step asks nobody anew', () => {
    expect(told(happening('APPROVE', { to: 'review', at: first }), half.context)).toEqual([]);
  });

  test('that completes one asks the people of the next, but not whoever gave it', () => {
    expect(told(happening('APPROVE', { to: 'review', actor: CARA, at: second }), whole.context)).toEqual([{ kind: 'review-requested', people: ['ben'] }]);
  });

  test('that is told after the next one came asks for what the next one opened, once', () => {
    expect(told(happening('APPROVE', { to: 'review', at: first }), whole.context)).toEqual([]);
  });

  test('of the last step tells the author and who submitted it', () => {
    expect(told(happening('APPROVE', { to: 'approved', submitter: { kind: 'admin', id: 'eve' } }), pieceIn('approved').context)).toEqual([{ kind: 'approved', people: ['ada', 'eve'] }]);
    expect(told(happening('EXPEDITE', { to: 'approved', actor: ADA, submitter: null }), pieceIn('approved').context)).toEqual([]);
  });
});

test.each(['REQUEST_CHANGES', 'REJECT', 'COMMENT'] as const)('%s tells author, assignee and submitter, each once', (name) => {
  const kind = { REQUEST_CHANGES: 'changes-requested', REJECT: 'rejected', COMMENT: 'comment' }[name];
  const now = context({ assignee: { kind: 'admin', id: 'eve', name: 'Eve' } });
  expect(told(happening(name), now)).toEqual([{ kind, people: ['ada', 'eve'] }]);
  expect(told(happening(name, { actor: { kind: 'admin', id: 'eve' } }), now)).toEqual([{ kind, people: ['ada'] }]);
});

test('an assignment tells whom it names, unless they took it themselves', () => {
  const assignee = { kind: 'admin', id: 'eve', name: 'Eve' } as const;
  expect(told(happening('ASSIGN', { assignee }), context())).toEqual([{ kind: 'assigned', people: ['eve'] }]);
  expect(told(happening('ASSIGN', { assignee, actor: assignee }), context())).toEqual([]);
  expect(told(happening('ASSIGN'), context())).toEqual([]);
});

describe('a promise', () => {
  const scheduled = { ...pieceIn('scheduled').context, assignee: refOf(BEN) };

  test.each([
    ['HOLD', 'held', 'held'],
    ['PUBLISH_FAILED', 'held', 'failed'],
    ['DUE', 'held', 'held'],
    ['DUE', 'approved', 'promise-broken'],
    ['CONTENT_CHANGED', 'draft', 'promise-broken'],
    ['DOCUMENT_DELETED', 'archived', 'promise-broken'],
  ] as const)('%s to %s tells author, assignee and publishers: %s', (name, to, kind) => {
    expect(told(happening(name, { from: 'scheduled', to, actor: SYSTEM }), scheduled)).toEqual([{ kind, people: ['ada', 'ben', 'dan'] }]);
  });

  test('that is kept is told to nobody, and neither is an edit of what nobody promised', () => {
    expect(told(happening('DUE', { from: 'scheduled', to: 'published', actor: SYSTEM }), scheduled)).toEqual([]);
    expect(told(happening('CONTENT_CHANGED', { from: 'draft' }), scheduled)).toEqual([]);
    expect(couldTell('CONTENT_CHANGED', 'draft', 'draft')).toBe(false);
    expect(couldTell('CONTENT_CHANGED', 'scheduled', 'draft')).toBe(true);
    expect(couldTell('CONTENT_CHANGED', 'published', 'published')).toBe(false);
    expect(couldTell('SET_DUE', 'draft', 'draft')).toBe(false);
  });

  test('that somebody stops is not told to them', () => {
    expect(told(happening('HOLD', { from: 'scheduled', to: 'held', actor: DAN }), scheduled)).toEqual([{ kind: 'held', people: ['ada', 'ben'] }]);
  });
});

test.each(['review', 'approved', 'variant', 'held'])('an edit of what was in %s tells whoever waits for it that it begins anew, but not whoever edited', (from) => {
  const now = context({ assignee: refOf(CARA) });
  expect(told(happening('CONTENT_CHANGED', { from, actor: refOf(CARA) }), now)).toEqual([{ kind: 'approval-lost', people: ['ada'] }]);
  expect(told(happening('CONTENT_CHANGED', { from, actor: SYSTEM }), now)).toEqual([{ kind: 'approval-lost', people: ['ada', 'cara'] }]);
});

describe("a guest's answer", () => {
  const guest = { kind: 'guest', id: 'link-1' } as const;
  const answer = (name: string, to: string, at = NOW) => happening(name, { to, actor: guest, askedBy: refOf(BEN), at });

  test('that completes the review tells that it is approved, and who asked that it was answered', () => {
    expect(told(answer('GUEST_APPROVED', 'approved'), pieceIn('approved').context)).toEqual([
      { kind: 'approved', people: ['ada'] },
      { kind: 'guest-answered', people: ['ben'] },
    ]);
  });

  test('that completes a step asks the people of the next', () => {
    const steps = [step('editorial', { quorum: 1, guests: true }), step('brand')];
    const submitted = walk(pieceIn('draft'), event('SUBMIT', { by: ADA, facts: { steps } }));
    const at = after(NOW, MINUTES);
    const opened = { ...submitted.context, step: 1, approvals: [{ step: 'editorial', by: { ...guest, name: 'Lea' }, at, hash: submitted.context.hash, askedBy: refOf(BEN) }] };
    expect(told(answer('GUEST_APPROVED', 'review', at), opened)).toEqual([
      { kind: 'review-requested', people: ['ben', 'cara'] },
      { kind: 'guest-answered', people: ['ada'] },
    ]);
  });

  test('that sends the piece back is a request for changes, of which who asked hears as well', () => {
    expect(told(answer('GUEST_OBJECTED', 'draft'), context())).toEqual([
      { kind: 'changes-requested', people: ['ada'] },
      { kind: 'guest-answered', people: ['ben'] },
    ]);
  });

  test.each(['GUEST_APPROVED', 'GUEST_OBJECTED'])('%s that is an opinion is told to who asked and whose text it is', (name) => {
    expect(told(answer(name, 'review'), pieceIn('review').context)).toEqual([{ kind: 'guest-answered', people: ['ben', 'ada'] }]);
  });
});

test('a due date that passed concerns who looks after the piece, or its author, and the publishers', () => {
  expect(overdueConcerns(context(), TEAM)).toEqual(['ada', 'dan']);
  expect(overdueConcerns(context({ assignee: refOf(CARA) }), TEAM)).toEqual(['cara', 'dan']);
  expect(publishersOf([member('ada'), root])).toEqual(['root']);
});

test('nobody is told who may not read pieces, who is gone, or who is no administrator', () => {
  const blind = member('blind', { permissions: [] });
  expect(among(['ada', 'ada', 'blind', 'gone'], [...TEAM, blind], null)).toEqual(['ada']);
  expect(among(['ada'], TEAM, { kind: 'member', id: 'ada' })).toEqual(['ada']);
  const fromOutside = context({ author: { kind: 'member', id: 'ada', name: 'Ada' } });
  expect(told(happening('REJECT', { submitter: null }), fromOutside)).toEqual([]);
});
