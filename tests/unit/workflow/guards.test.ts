/** The rules one by one: the title is the sentence, the row is who says what to which piece, and the answer. */
import type { RefusalCode } from '../../../src/plugins/content-workflow/core/errors';
import { PERMISSIONS, type Permission } from '../../../src/plugins/content-workflow/core/workflow/context';
import { rulesFor } from '../../../src/plugins/content-workflow/core/workflow/decide';
import { INTERNAL_EVENTS, USER_EVENTS, type EventType, type WorkflowEvent } from '../../../src/plugins/content-workflow/core/workflow/events';
import { GUARDS } from '../../../src/plugins/content-workflow/core/workflow/guards';
import { STATES, workflowMachine } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { initialState, type PieceState } from '../../../src/plugins/content-workflow/core/workflow/snapshot';
import { accepted, ADA, actor, after, BEN, CARA, context, DAN, DAYS, draft, event, HOURS, MINUTES, NOW, pieceIn, PUBLISH_AT, refOf, refused, SECONDS, type State, stateOf, step, SYSTEM, VARIANT_FACTS, walk } from '../../support/unit/build';

interface Row {
  readonly promise: string;
  readonly piece: PieceState;
  readonly says: WorkflowEvent;
  /** Where it leads, or the code, the guard and further particulars of the refusal. */
  readonly answer: State | { readonly code: RefusalCode; readonly guard: string; readonly [more: string]: unknown };
}

const hold = (rows: readonly Row[]): void => {
  test.each(rows)('$promise', ({ piece, says, answer }) => {
    if (typeof answer === 'string') expect(accepted(piece, says).to).toBe(answer);
    else expect(refused(piece, says)).toMatchObject(answer);
  });
};

const ROOT = actor('root', { superAdmin: true, roles: ['strapi-super-admin'] });
const submitted = (steps = [step('editorial')], overrides: Parameters<typeof context>[0] = {}): PieceState =>
  walk(initialState(context(overrides)), event('SUBMIT', { by: ADA, facts: { steps } }));

describe('four eyes', () => {
  const edited = submitted([step('editorial')], { lastEditor: refOf(BEN) });
  const noReviewer = { code: 'LAST_EDITOR_CANNOT_APPROVE', guard: 'isNotTheLastEditor', kind: 'forbidden' } as const;
  const noAuthor = { code: 'AUTHOR_CANNOT_APPROVE', guard: 'isNotTheAuthor', kind: 'forbidden' } as const;
  const token = actor('ada', { kind: 'api-token' });
  hold([
    { promise: 'the author can not approve', piece: submitted(), says: event('APPROVE', { by: ADA }), answer: noAuthor },
    { promise: 'a super admin who is the author can not approve', piece: submitted([step('editorial')], { author: refOf(ROOT) }), says: event('APPROVE', { by: ROOT }), answer: noAuthor },
    { promise: 'who edited last can not approve', piece: edited, says: event('APPROVE', { by: BEN }), answer: noReviewer },
    { promise: 'a super admin who edited last can not approve', piece: submitted([step('editorial')], { lastEditor: refOf(ROOT) }), says: event('APPROVE', { by: ROOT }), answer: noReviewer },
    { promise: 'somebody who neither wrote nor edited it can approve', piece: edited, says: event('APPROVE', { by: CARA }), answer: 'approved' },
    { promise: 'an API token with the id of the author is somebody else', piece: submitted(), says: event('APPROVE', { by: token }), answer: 'approved' },
    { promise: 'the author can not expedite their own piece', piece: draft(), says: event('EXPEDITE', { by: ADA }), answer: noAuthor },
    { promise: 'a super admin can not expedite their own piece', piece: draft({ author: refOf(ROOT) }), says: event('EXPEDITE', { by: ROOT }), answer: noAuthor },
    { promise: 'who edited last can not expedite', piece: draft({ lastEditor: refOf(BEN) }), says: event('EXPEDITE', { by: BEN }), answer: noReviewer },
    { promise: 'who edited last can not expedite out of a review either', piece: edited, says: event('EXPEDITE', { by: BEN }), answer: noReviewer },
  ]);

  test('an edit makes a reviewer the last editor, and so takes their vote away', () => {
    const again = walk(submitted(), event('CONTENT_CHANGED', { by: BEN, facts: { hash: 'h2' } }), event('SUBMIT', { by: ADA, facts: { hash: 'h2' } }));
    expect(refused(again, event('APPROVE', { by: BEN, facts: { hash: 'h2' } }))).toMatchObject(noReviewer);
    expect(accepted(again, event('APPROVE', { by: CARA, facts: { hash: 'h2' } })).to).toBe('approved');
  });

  test('a piece that was live, withdrawn, archived and reopened has the same protection', () => {
    const reopened = walk(pieceIn('withdrawn'), event('ARCHIVE'), event('REOPEN'));
    const again = walk(reopened, event('CONTENT_CHANGED', { by: BEN, facts: { hash: 'h2' } }), event('SUBMIT', { by: ADA, facts: { hash: 'h2' } }));
    expect(refused(again, event('APPROVE', { by: BEN, facts: { hash: 'h2' } }))).toMatchObject(noReviewer);
  });

  test.each([
    { code: 'AUTHOR_CANNOT_APPROVE', by: ADA },
    { code: 'LAST_EDITOR_CANNOT_APPROVE', by: BEN },
  ])('$code names who could pass, also in a step that is open to every reviewer', ({ code, by }) => {
    const refusal = refused(submitted([step('editorial', { roles: [] })], { lastEditor: refOf(BEN) }), event('APPROVE', { by }));
    expect(refusal.code).toBe(code);
    expect(refusal.who).not.toEqual([]);
  });
});

describe('reviewers', () => {
  const roles = [step('legal', { name: 'Brand and legal', roles: ['legal', 'brand'] })];
  const stranger = { code: 'NOT_A_REVIEWER_OF_THIS_STEP', guard: 'isReviewerOfStep', kind: 'forbidden', who: ['legal', 'brand'], params: { step: 'legal', stepName: 'Brand and legal', roles: ['legal', 'brand'] } } as const;
  const legal = actor('lea', { roles: ['legal'] });
  hold([
    { promise: 'a step with roles is decided by one of them', piece: submitted(roles), says: event('APPROVE', { by: legal }), answer: 'approved' },
    { promise: 'a step with roles is not decided by others, and they are told which roles do', piece: submitted(roles), says: event('APPROVE', { by: BEN }), answer: stranger },
    { promise: 'a super admin passes the list of roles', piece: submitted(roles), says: event('APPROVE', { by: ROOT }), answer: 'approved' },
    { promise: 'a step without roles is open to everybody who may review', piece: submitted(), says: event('APPROVE'), answer: 'approved' },
    { promise: 'only reviewers of the step request changes', piece: submitted(roles), says: event('REQUEST_CHANGES', { by: BEN }), answer: stranger },
    { promise: 'only reviewers of the step reject', piece: submitted(roles), says: event('REJECT', { by: BEN }), answer: stranger },
  ]);
});

describe('quorum and steps', () => {
  const two = submitted([step('editorial', { quorum: 2 })]);
  const one = walk(two, event('APPROVE', { by: BEN }));
  const chain = [step('editorial'), step('brand'), step('legal')];
  hold([
    { promise: 'the first of two approvals leaves the piece in review', piece: two, says: event('APPROVE', { by: BEN }), answer: 'review' },
    { promise: 'the second of two approvals by another person approves', piece: one, says: event('APPROVE', { by: CARA }), answer: 'approved' },
    { promise: 'the same person does not count twice', piece: one, says: event('APPROVE', { by: BEN }), answer: { code: 'ALREADY_APPROVED_BY_YOU', guard: 'hasNotApprovedYet', params: { quorum: 2 }, next: 'The step needs 2 different people.' } },
    { promise: 'a person and an API token of the same id are two', piece: one, says: event('APPROVE', { by: actor('ben', { kind: 'api-token' }) }), answer: 'approved' },
  ]);

  test('the steps follow each other, and only the last one approves', () => {
    const reached: [string, number][] = [];
    let piece = submitted(chain);
    for (const by of [BEN, CARA, DAN]) {
      piece = walk(piece, event('APPROVE', { by }));
      reached.push([piece.value, piece.context.step]);
    }
    expect(reached).toEqual([
      ['review', 1],
      ['review', 2],
      ['approved', 2],
    ]);
    expect(piece.context.seal).toMatchObject({ hash: 'h1', how: 'review', by: [refOf(BEN), refOf(CARA), refOf(DAN)] });
  });

  test('one person may decide several steps, each once', () => {
    const piece = walk(submitted([step('editorial'), step('brand')]), event('APPROVE', { by: BEN }));
    expect(accepted(piece, event('APPROVE', { by: BEN })).to).toBe('approved');
  });

  test('the steps are those of the submission: a later configuration does not move a running review', () => {
    const piece = submitted([step('editorial', { quorum: 2 })]);
    expect(accepted(piece, event('APPROVE', { facts: { steps: [step('editorial')] } })).to).toBe('review');
  });

  test('an approval given before changes were requested counts no more after the next submission', () => {
    const again = walk(one, event('REQUEST_CHANGES', { by: CARA }), event('SUBMIT', { by: ADA, facts: { steps: [step('editorial', { quorum: 2 })] } }));
    expect(again.context.approvals).toEqual([]);
    expect(accepted(again, event('APPROVE', { by: CARA })).to).toBe('review');
  });

  test('reviewers approve what was submitted; content that changed unseen is refused', () => {
    expect(refused(submitted(), event('APPROVE', { facts: { hash: 'h2' } }))).toMatchObject({ code: 'CONTENT_CHANGED_SINCE_SUBMISSION', guard: 'isWhatWasSubmitted', params: { submitted: 'h1', now: 'h2' } });
  });

  test('only variants that are still what was submitted are sealed with the content', () => {
    const piece = walk(draft(), event('SUBMIT', { by: ADA, facts: VARIANT_FACTS }), event('APPROVE', { facts: { variants: [{ key: 'a', hash: 'ha' }, { key: 'b', hash: 'edited' }] } }));
    expect(piece.context.seal?.variants).toEqual([{ key: 'a', hash: 'ha' }]);
  });
});

describe('permissions', () => {
  /** Each user event's permission, in the first state that knows the event. */
  const needed = USER_EVENTS.map((type): { type: EventType; state: State; permission: Permission | null } => {
    const state = (STATES as readonly State[]).find((name) => rulesFor(stateOf(name), type).length > 0) ?? 'draft';
    return { type, state, permission: rulesFor(stateOf(state), type)[0]?.permission ?? null };
  });

  test('who may say what is written here twice, so that nobody widens it by accident', () => {
    expect(Object.fromEntries(needed.map(({ type, permission }) => [type, permission]))).toEqual({
      SUBMIT: 'submit',
      APPROVE: 'review',
      REQUEST_CHANGES: 'review',
      REJECT: 'review',
      RECALL: 'submit',
      EXPEDITE: 'expedite',
      START_EXPERIMENT: 'own',
      PAUSE_EXPERIMENT: 'own',
      RESUME_EXPERIMENT: 'own',
      FINISH_EXPERIMENT: 'own',
      PROMOTE: 'own',
      STOP: 'own',
      SCHEDULE: 'publish',
      RESCHEDULE: 'publish',
      UNSCHEDULE: 'publish',
      HOLD: 'publish',
      PUBLISH: 'publish',
      TAKE_DOWN: 'take-down',
      OPEN_RETROSPECTIVE: 'own',
      COMPLETE: 'own',
      ASSIGN: 'assign',
      SET_DUE: 'assign',
      COMMENT: 'comment',
      ARCHIVE: 'archive',
      REOPEN: 'submit',
    });
  });

  test.each(needed)('$type without "$permission" is refused and says so first, whatever else is wrong', ({ type, state, permission }) => {
    const without = actor('eve', { permissions: PERMISSIONS.filter((p) => p !== permission), roles: [] });
    expect(refused(pieceIn(state), event(type, { by: without } as never))).toMatchObject({ code: 'PERMISSION_MISSING', kind: 'forbidden', guard: 'permission', who: [permission], params: { permission } });
  });

  test.each(needed.filter(({ permission }) => permission !== null))('$type never passes a super admin by: "$permission" has to be held', ({ type, state, permission }) => {
    const root = { ...ROOT, permissions: PERMISSIONS.filter((p) => p !== permission) };
    expect(refused(pieceIn(state), event(type, { by: root } as never)).code).toBe('PERMISSION_MISSING');
  });

  test('an event needs one permission wherever it is possible; REOPEN asks for "archive" where somebody archived, ARCHIVE for the right to a promise or an experiment that it would end', () => {
    const used = (type: EventType) => new Set((STATES as readonly State[]).flatMap((name) => rulesFor(stateOf(name), type).map((rule) => rule.permission)));
    expect(USER_EVENTS.filter((type) => used(type).size > 1).sort()).toEqual(['ARCHIVE', 'REOPEN']);
    const toArchive = (name: State) => rulesFor(stateOf(name), 'ARCHIVE').map(({ permission }) => permission);
    expect([toArchive('draft'), toArchive('scheduled'), toArchive('held'), toArchive('variant')]).toEqual([['archive'], ['publish'], ['publish'], ['own']]);
  });

  test('what the system reports needs no permission; what records the request of a person does', () => {
    const requests: readonly EventType[] = ['VARIANTS_CHANGED', 'EXPERIMENT_PLANNED', 'DISTRIBUTION_PLANNED', 'RENDITION_APPROVED', 'GUEST_ASKED', 'GUEST_LINK_REVOKED'];
    const internal = INTERNAL_EVENTS.filter((type) => !requests.includes(type));
    for (const type of requests) expect((STATES as readonly State[]).flatMap((name) => rulesFor(stateOf(name), type)).every(({ permission }) => permission !== null)).toBe(true);
    for (const type of internal) for (const name of STATES as readonly State[]) for (const rule of rulesFor(stateOf(name), type)) expect({ type, name, permission: rule.permission }).toEqual({ type, name, permission: null });
  });

  test('every guard that exists is used, and every one that is used exists', () => {
    const used = new Set((STATES as readonly State[]).flatMap((name) => Object.values(workflowMachine.states[name].on).flat().flatMap((t) => (t as { meta: { guards: readonly string[] } }).meta.guards)));
    expect([...used].sort()).toEqual(Object.keys(GUARDS).sort());
  });
});

describe('submitting and recalling', () => {
  const missing = [
    { field: 'cover', level: 'required', ok: false, problem: 'missing', min: null, max: null },
    { field: 'tags', level: 'recommended', ok: false, problem: 'missing', min: null, max: null },
    { field: 'seo', level: 'before-approval', ok: false, problem: 'too-short', min: 10, max: null },
  ] as const;
  const notYet = { code: 'CHECKLIST_INCOMPLETE', guard: 'checklistAllowsApproval', message: 'The checklist is not complete: seo (too-short).', params: { missing: [missing[2]] } } as const;
  const onlyTheSubmitter = { code: 'ONLY_THE_SUBMITTER_RECALLS', guard: 'isTheSubmitter', kind: 'forbidden', who: ['ada'] } as const;
  hold([
    { promise: 'a checklist with a required gap refuses the submission and names the field', piece: draft(), says: event('SUBMIT', { by: ADA, facts: { checklist: missing } }), answer: { code: 'CHECKLIST_INCOMPLETE', guard: 'checklistComplete', message: 'The checklist is not complete: cover (missing).', params: { missing: [missing[0]] } } },
    { promise: 'a recommended gap does not', piece: draft(), says: event('SUBMIT', { by: ADA, facts: { checklist: [missing[1]] } }), answer: 'review' },
    { promise: 'what is only needed before the approval does not hold the submission back', piece: draft(), says: event('SUBMIT', { by: ADA, facts: { checklist: [missing[2]] } }), answer: 'review' },
    { promise: 'but it holds the approval back', piece: submitted(), says: event('APPROVE', { facts: { checklist: [missing[1], missing[2]] } }), answer: notYet },
    { promise: 'the fast lane spares neither', piece: draft(), says: event('EXPEDITE', { facts: { checklist: [missing[1], missing[2]] } }), answer: notYet },
    { promise: 'the author recalls', piece: submitted(), says: event('RECALL', { by: ADA }), answer: 'draft' },
    { promise: 'who submitted for the author recalls', piece: walk(draft(), event('SUBMIT', { by: DAN })), says: event('RECALL', { by: DAN }), answer: 'draft' },
    { promise: 'nobody else recalls', piece: submitted(), says: event('RECALL'), answer: onlyTheSubmitter },
    { promise: 'a super admin who did not submit it does not recall', piece: submitted(), says: event('RECALL', { by: ROOT }), answer: onlyTheSubmitter },
    { promise: 'an approved piece is recalled by its author', piece: pieceIn('approved'), says: event('RECALL', { by: ADA }), answer: 'draft' },
    { promise: 'a held piece is recalled by its author', piece: pieceIn('held'), says: event('RECALL', { by: ADA }), answer: 'draft' },
  ]);

  test('recalling gives the approval up', () => {
    expect(walk(pieceIn('approved'), event('RECALL', { by: ADA })).context).toMatchObject({ seal: null, approvals: [], submitted: null });
  });
});

describe('comments, reasons and reason codes', () => {
  const blank = ['', ' ', '\n\t', '\u3000'] as const;
  const comment = { code: 'COMMENT_REQUIRED', guard: 'hasComment', kind: 'invalid', field: 'comment' } as const;
  const reason = { code: 'REASON_REQUIRED', guard: 'hasReason', kind: 'invalid', field: 'reason' } as const;
  hold(
    blank.flatMap((text): Row[] => [
      { promise: `a comment of ${JSON.stringify(text)} is none`, piece: draft(), says: event('COMMENT', { comment: text }), answer: comment },
      { promise: `requesting changes with ${JSON.stringify(text)} is refused`, piece: submitted(), says: event('REQUEST_CHANGES', { comment: text }), answer: comment },
      { promise: `taking down for the reason ${JSON.stringify(text)} is refused`, piece: pieceIn('published'), says: event('TAKE_DOWN', { reason: text, facts: { isLive: true } }), answer: reason },
      { promise: `expediting for the reason ${JSON.stringify(text)} is refused`, piece: draft(), says: event('EXPEDITE', { reason: text }), answer: reason },
      { promise: `holding for the reason ${JSON.stringify(text)} is refused`, piece: pieceIn('scheduled'), says: event('HOLD', { reason: text }), answer: reason },
    ])
  );
  hold([
    { promise: 'a rejection names a reason code that the type knows', piece: submitted(), says: event('REJECT', { reasonCode: 'quality' }), answer: 'rejected' },
    { promise: 'an unknown reason code is refused, and the known ones are listed', piece: submitted(), says: event('REJECT', { reasonCode: 'boring' }), answer: { code: 'REASON_CODE_UNKNOWN', guard: 'hasKnownReasonCode', field: 'reasonCode', next: 'Use one of: off-topic, quality.', params: { allowed: ['off-topic', 'quality'] } } },
    { promise: 'a rejection needs no comment', piece: submitted(), says: event('REJECT', { comment: null }), answer: 'rejected' },
  ]);

  test('requested changes, rejections and reasons are kept with who said them', () => {
    expect(walk(submitted(), event('REQUEST_CHANGES')).context.changesRequested).toEqual({ by: refOf(BEN), at: NOW, text: 'Name the place.' });
    expect(walk(submitted(), event('REJECT', { comment: 'Not for us.' })).context.rejected).toEqual({ by: refOf(BEN), at: NOW, text: 'Not for us.', reasonCode: 'off-topic' });
    expect(walk(draft(), event('EXPEDITE')).context.expedited).toEqual({ by: refOf(BEN), at: NOW, text: 'The venue burns.' });
    expect(walk(pieceIn('scheduled'), event('HOLD')).context.held).toEqual({ code: 'HELD_BY_PERSON', message: 'The partner asks to wait.', at: NOW });
  });
});

describe('promises', () => {
  const approved = pieceIn('approved');
  const schedule = (overrides: Parameters<typeof event<'SCHEDULE'>>[1]) => event('SCHEDULE', overrides);
  const invalid = (code: RefusalCode, field: string) => ({ code, guard: 'isAPossibleTime', kind: 'invalid', field }) as const;
  const past = { code: 'TIME_IN_THE_PAST', guard: 'isInTheFuture', kind: 'invalid', field: 'publishAt' } as const;
  hold([
    { promise: 'a time in the future can be promised', piece: approved, says: schedule({}), answer: 'scheduled' },
    { promise: 'a second from now can be promised', piece: approved, says: schedule({ publishAt: after(NOW, 1 * SECONDS) }), answer: 'scheduled' },
    { promise: 'this very moment can not', piece: approved, says: schedule({ publishAt: NOW }), answer: past },
    { promise: 'a time that has passed can not', piece: approved, says: schedule({ publishAt: after(NOW, -1 * SECONDS) }), answer: past },
    { promise: 'an unknown zone is refused', piece: approved, says: schedule({ timezone: 'Mars/Phobos' }), answer: invalid('TIMEZONE_UNKNOWN', 'timezone') },
    { promise: 'an offset is not a zone', piece: approved, says: schedule({ timezone: '+08:00' }), answer: invalid('TIMEZONE_UNKNOWN', 'timezone') },
    { promise: 'an end after the start is kept', piece: approved, says: schedule({ unpublishAt: after(PUBLISH_AT, 1 * SECONDS) }), answer: 'scheduled' },
    { promise: 'an end at the start is refused', piece: approved, says: schedule({ unpublishAt: PUBLISH_AT }), answer: invalid('UNPUBLISH_BEFORE_PUBLISH', 'unpublishAt') },
    { promise: 'an end before the start is refused', piece: approved, says: schedule({ unpublishAt: after(PUBLISH_AT, -1 * SECONDS) }), answer: invalid('UNPUBLISH_BEFORE_PUBLISH', 'unpublishAt') },
    { promise: 'a scheduled piece is promised anew', piece: pieceIn('scheduled'), says: event('RESCHEDULE', { publishAt: after(PUBLISH_AT, 1 * DAYS) }), answer: 'scheduled' },
    { promise: 'a held piece is promised anew', piece: pieceIn('held'), says: event('RESCHEDULE'), answer: 'scheduled' },
    { promise: 'promising anew has the same rules', piece: pieceIn('scheduled'), says: event('RESCHEDULE', { publishAt: NOW }), answer: past },
    { promise: 'content that is no longer what was approved can not be promised', piece: approved, says: schedule({ facts: { hash: 'h2' } }), answer: { code: 'APPROVAL_VOID', guard: 'approvalValid', params: { approved: 'h1', now: 'h2' } } },
  ]);

  hold(
    ['', 'soon', '2026-11-31T01:00:00.000Z', '2027-01-01', '2027-01-01T09:00', '2027-01-01T09:00:00', '2027'].flatMap((text): Row[] => [
      { promise: `${JSON.stringify(text)} is not an instant to publish at`, piece: approved, says: schedule({ publishAt: text }), answer: invalid('TIME_INVALID', 'publishAt') },
      { promise: `${JSON.stringify(text)} is not an instant to end at`, piece: approved, says: schedule({ unpublishAt: text }), answer: { kind: 'invalid', guard: 'isAPossibleTime', field: 'unpublishAt', code: 'TIME_INVALID' } },
    ])
  );

  test('a text that is no instant is refused where windows are set too, and does not break the guard', () => {
    const windows = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', timezone: 'UTC' }];
    expect(refused(approved, schedule({ publishAt: '2027-01-01', facts: { publishRules: { windows, blackouts: [] } } })).code).toBe('TIME_INVALID');
  });

  test('a new promise has a new id, and the job of the older one is not honoured', () => {
    const moved = walk(pieceIn('scheduled'), event('RESCHEDULE', { publishAt: after(PUBLISH_AT, -1 * DAYS) }));
    expect(refused(moved, event('DUE', { by: SYSTEM, at: PUBLISH_AT, scheduleId: 's1' }))).toMatchObject({ code: 'SCHEDULE_REPLACED', guard: 'isThisPromise', kind: 'conflict' });
    expect(accepted(moved, event('DUE', { by: SYSTEM, at: PUBLISH_AT, scheduleId: 's2' })).to).toBe('published');
  });
});

describe('windows', () => {
  /** Weekdays from nine to six in Shanghai; 2026-11-27 is a Friday. */
  const windows = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', timezone: 'Asia/Shanghai' }];
  const at = (publishAt: string) => event('SCHEDULE', { publishAt, facts: { publishRules: { windows, blackouts: [] } } });
  const outside = { code: 'OUTSIDE_WINDOW', guard: 'isInsideWindow', kind: 'unprocessable', field: 'publishAt', params: { windows } } as const;
  const approved = pieceIn('approved');
  hold([
    { promise: 'the first minute of a window is inside', piece: approved, says: at('2026-11-27T01:00:00.000Z'), answer: 'scheduled' },
    { promise: 'the minute before it is not', piece: approved, says: at('2026-11-27T00:59:59.999Z'), answer: outside },
    { promise: 'the last moment of a window is inside', piece: approved, says: at('2026-11-27T09:59:59.999Z'), answer: 'scheduled' },
    { promise: 'its end is not', piece: approved, says: at('2026-11-27T10:00:00.000Z'), answer: outside },
    { promise: 'another weekday is not', piece: approved, says: at('2026-11-28T02:00:00.000Z'), answer: outside },
    { promise: 'the weekday is that of the zone: Sunday evening in London is Monday morning in Shanghai, but before nine', piece: approved, says: at('2026-11-29T23:00:00.000Z'), answer: outside },
    { promise: 'the weekday is that of the zone: Monday at nine in Shanghai', piece: approved, says: at('2026-11-30T01:00:00.000Z'), answer: 'scheduled' },
  ]);
});

describe('blackouts', () => {
  const from = '2026-11-28T16:00:00.000Z';
  const to = '2026-11-29T16:00:00.000Z';
  const publishRules = { windows: [], blackouts: [{ from, to, reason: 'the big match' }] };
  const at = (publishAt: string) => event('SCHEDULE', { publishAt, facts: { publishRules } });
  const blocked = { code: 'IN_BLACKOUT', guard: 'isNotInBlackout', kind: 'unprocessable', field: 'publishAt', params: { from, to, reason: 'the big match' } } as const;
  const approved = pieceIn('approved');
  hold([
    { promise: 'the moment before a blackout can be promised', piece: approved, says: at(after(from, -1)), answer: 'scheduled' },
    { promise: 'its first moment can not', piece: approved, says: at(from), answer: blocked },
    { promise: 'its last moment can not', piece: approved, says: at(after(to, -1)), answer: blocked },
    { promise: 'its end can', piece: approved, says: at(to), answer: 'scheduled' },
    { promise: 'publishing at once is refused in a blackout', piece: approved, says: event('PUBLISH', { at: from, facts: { publishRules } }), answer: blocked },
    { promise: 'publishing at once is possible when it ends', piece: approved, says: event('PUBLISH', { at: to, facts: { publishRules } }), answer: 'published' },
    { promise: 'a held piece is not published in a blackout either', piece: pieceIn('held'), says: event('PUBLISH', { at: from, facts: { publishRules } }), answer: blocked },
  ]);
});

describe('publishing', () => {
  const isVoid = { code: 'APPROVAL_VOID', guard: 'approvalValid', kind: 'unprocessable' } as const;
  hold([
    { promise: 'what was approved goes live', piece: pieceIn('approved'), says: event('PUBLISH'), answer: 'published' },
    { promise: 'anything else does not', piece: pieceIn('approved'), says: event('PUBLISH', { facts: { hash: 'h2' } }), answer: isVoid },
    { promise: 'a document without a draft does not', piece: pieceIn('approved'), says: event('PUBLISH', { facts: { hash: '' } }), answer: isVoid },
    { promise: 'a held piece goes live when a person says so', piece: pieceIn('held'), says: event('PUBLISH'), answer: 'published' },
    { promise: 'a held piece whose content changed does not', piece: pieceIn('held'), says: event('PUBLISH', { facts: { hash: 'h2' } }), answer: isVoid },
    { promise: 'a held piece whose content changed is not approved again by taking the promise back', piece: pieceIn('held'), says: event('UNSCHEDULE', { facts: { hash: 'h2' } }), answer: isVoid },
    { promise: 'without a seal nothing goes live', piece: stateOf('approved'), says: event('PUBLISH'), answer: { code: 'APPROVAL_MISSING', guard: 'approvalValid', who: ['review'] } },
    { promise: 'an expedited piece goes live as it was sealed', piece: walk(draft(), event('EXPEDITE')), says: event('PUBLISH'), answer: 'published' },
    { promise: 'an expedited piece that changed does not', piece: walk(draft(), event('EXPEDITE')), says: event('PUBLISH', { facts: { hash: 'h2' } }), answer: isVoid },
  ]);
});

describe('taking down', () => {
  const notLive = { code: 'NOT_THE_LIVE_ROUND', guard: 'isLive', kind: 'unprocessable' } as const;
  hold(
    (['published', 'retrospective', 'closed'] as const).flatMap((state): Row[] => [
      { promise: `a ${state} piece that is live is taken down`, piece: pieceIn(state), says: event('TAKE_DOWN', { facts: { isLive: true } }), answer: 'withdrawn' },
      { promise: `a ${state} piece that a later round replaced is not`, piece: pieceIn(state), says: event('TAKE_DOWN'), answer: notLive },
    ])
  );
  const ending = pieceIn('published');
  hold([
    { promise: 'the scheduled end takes it down', piece: ending, says: event('UNPUBLISH_DUE', { by: SYSTEM, facts: { isLive: true } }), answer: 'withdrawn' },
    { promise: 'the end of an older promise does not', piece: ending, says: event('UNPUBLISH_DUE', { by: SYSTEM, scheduleId: 's0', facts: { isLive: true } }), answer: { code: 'SCHEDULE_REPLACED', guard: 'isThisPromise' } },
    { promise: 'the scheduled end of a round that was replaced does not', piece: ending, says: event('UNPUBLISH_DUE', { by: SYSTEM }), answer: notLive },
  ]);
});

describe('retrospectives', () => {
  const gap = (field: string, missing: readonly string[] = [field]) => ({ code: 'RETROSPECTIVE_INCOMPLETE', guard: 'retrospectiveIsComplete', kind: 'invalid', field, params: { missing } }) as const;
  const piece = pieceIn('retrospective');
  hold([
    { promise: 'a complete one closes the round', piece, says: event('COMPLETE'), answer: 'closed' },
    { promise: 'one without highlights does not', piece, says: event('COMPLETE', { highlights: ' ' }), answer: gap('highlights') },
    { promise: 'one without shortfalls does not', piece, says: event('COMPLETE', { shortfalls: '' }), answer: gap('shortfalls') },
    { promise: 'one without lessons does not', piece, says: event('COMPLETE', { lessons: '' }), answer: gap('lessons') },
    { promise: 'everything that is missing is named', piece, says: event('COMPLETE', { highlights: '', shortfalls: '', lessons: '' }), answer: gap('highlights', ['highlights', 'shortfalls', 'lessons']) },
    { promise: 'what was withdrawn can still be looked back on', piece: pieceIn('withdrawn'), says: event('OPEN_RETROSPECTIVE'), answer: 'retrospective' },
  ]);
});

describe('ending and coming back', () => {
  test('a reopened piece is a draft of what is in the database now, without its rejection', () => {
    const { value, context: reopened } = walk(pieceIn('rejected'), event('REOPEN', { facts: { hash: 'h2' } }));
    expect({ value, hash: reopened.hash, rejected: reopened.rejected }).toEqual({ value: 'draft', hash: 'h2', rejected: null });
  });

  test('a rejected piece that is archived and reopened carries its rejection no more', () => {
    expect(walk(pieceIn('rejected'), event('ARCHIVE'), event('REOPEN')).context.rejected).toBeNull();
  });

  test('a new submission forgets what was requested and what was voided', () => {
    const again = walk(submitted(), event('REQUEST_CHANGES'), event('SUBMIT', { by: ADA }), event('CONTENT_CHANGED', { by: ADA, facts: { hash: 'h2' } }));
    expect(again.context.voided).toEqual({ by: refOf(ADA), at: NOW, from: 'review' });
    expect(walk(again, event('SUBMIT', { by: ADA, facts: { hash: 'h2' } })).context).toMatchObject({ changesRequested: null, voided: null, hash: 'h2' });
  });

  test('an edit of what was approved says so, and an edit of a draft says nothing', () => {
    expect(walk(pieceIn('approved'), event('CONTENT_CHANGED', { facts: { hash: 'h2' } })).context.voided).toMatchObject({ by: refOf(BEN), from: 'approved' });
    expect(walk(draft(), event('CONTENT_CHANGED', { facts: { hash: 'h2' } })).context.voided).toBeNull();
  });
});

describe('deleting the document', () => {
  const ends = (['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'rejected', 'withdrawn'] as const).map((state) => ({ state }));
  test.each(ends)('a $state piece ends with its document', ({ state }) => {
    expect(accepted(pieceIn(state), event('DOCUMENT_DELETED')).to).toBe('archived');
  });
});

test('a promise that failed to be kept is held with what the system said', () => {
  const failed = walk(pieceIn('scheduled'), event('PUBLISH_FAILED', { by: SYSTEM, at: after(PUBLISH_AT, 2 * HOURS) }));
  expect(failed.value).toBe('held');
  expect(failed.context.held).toEqual({ code: 'PUBLISH_FAILED', message: 'A required field is empty.', at: after(PUBLISH_AT, 2 * HOURS) });
  expect(failed.context.seal).not.toBeNull();
});

test('an approval carries the time that the engine gave it', () => {
  const later = after(NOW, 5 * MINUTES);
  expect(walk(submitted(), event('APPROVE', { at: later })).context.seal?.at).toBe(later);
});
