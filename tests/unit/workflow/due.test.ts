/** What becomes of a promise at its time: kept, kept late, held or dropped, and nothing in between. */
import type { LatePolicy } from '../../../src/plugins/content-workflow/core/schedule/rules';
import { PREFLIGHT_MINUTES } from '../../../src/plugins/content-workflow/core/workflow/decide';
import type { Facts } from '../../../src/plugins/content-workflow/core/workflow/events';
import { accepted, after, cancelled, DAYS, enqueued, event, HOURS, kinds, MINUTES, NOW, pieceIn, PUBLISH_AT, refused, SECONDS, SYSTEM, UNPUBLISH_AT, walk, TRIED } from '../../support/unit/build';

const scheduled = pieceIn('scheduled');
const ending = walk(pieceIn('approved'), event('SCHEDULE', { unpublishAt: UNPUBLISH_AT }));
const due = (at: string, facts: Partial<Facts> = {}, scheduleId = 's1') => event('DUE', { by: SYSTEM, at, scheduleId, facts });
const late = (policy: LatePolicy, more: Partial<Facts> = {}): Partial<Facts> => ({ late: { policy, toleranceMs: 15 * MINUTES }, ...more });
const blackout = (from: string, to: string) => ({ windows: [], blackouts: [{ from, to, reason: 'a day of mourning' }] });
const duringPromise = blackout(PUBLISH_AT, after(PUBLISH_AT, 1 * DAYS));

describe('in time', () => {
  test('a promise is kept at its instant: published, not late, no alert', () => {
    const { to, next, effects } = accepted(scheduled, due(PUBLISH_AT));
    expect(to).toBe('published');
    expect(next.context.publication).toEqual({ hash: 'h1', at: PUBLISH_AT, latenessMs: 0 });
    expect(effects).toContainEqual({ kind: 'publish', hash: 'h1', latenessMs: 0 });
    expect(kinds(effects)).not.toContain('alert');
  });

  test('a moment before its instant it is not due', () => {
    expect(refused(scheduled, due(after(PUBLISH_AT, -1)))).toMatchObject({ code: 'NOT_YET_DUE', guard: 'isDue' });
  });

  test('a job of an older promise is told that the promise was replaced', () => {
    expect(refused(scheduled, due(PUBLISH_AT, {}, 's0'))).toMatchObject({ code: 'SCHEDULE_REPLACED', guard: 'isThisPromise' });
  });

  test('a second job for the same promise finds nothing to do', () => {
    const published = walk(scheduled, due(PUBLISH_AT));
    expect(refused(published, due(PUBLISH_AT))).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
  });
});

describe('late', () => {
  const rows = (['publish', 'hold', 'skip'] as const).map((policy) => ({ policy }));

  test.each(rows)('as late as the tolerance allows, the policy "$policy" publishes without an alert', ({ policy }) => {
    const { to, next, effects } = accepted(scheduled, due(after(PUBLISH_AT, 15 * MINUTES), late(policy)));
    expect(to).toBe('published');
    expect(next.context.publication?.latenessMs).toBe(15 * MINUTES);
    expect(kinds(effects)).not.toContain('alert');
  });

  const tooLate = after(PUBLISH_AT, 15 * MINUTES + 1);

  test('later than that, "publish" publishes and says how late', () => {
    const { to, next, effects } = accepted(scheduled, due(after(PUBLISH_AT, 16 * MINUTES), late('publish')));
    expect(to).toBe('published');
    expect(next.context.publication?.latenessMs).toBe(16 * MINUTES);
    expect(effects).toContainEqual({ kind: 'alert', code: 'LATE', message: 'Published 960 seconds late.' });
  });

  test('later than that, "hold" holds, says why and alerts', () => {
    const { to, next, effects } = accepted(scheduled, due(tooLate, late('hold')));
    expect(to).toBe('held');
    expect(next.context.held).toMatchObject({ code: 'TOO_LATE', at: tooLate });
    expect(kinds(effects)).not.toContain('publish');
    expect(effects).toContainEqual({ kind: 'alert', code: 'HELD', message: next.context.held?.message });
  });

  test('later than that, "skip" drops the promise, keeps the approval and alerts', () => {
    const { to, next, effects } = accepted(scheduled, due(tooLate, late('skip')));
    expect(to).toBe('approved');
    expect(next.context).toMatchObject({ schedule: null, held: null, publication: null, seal: { hash: 'h1' } });
    expect(effects).toContainEqual(expect.objectContaining({ kind: 'alert', code: 'SKIPPED' }));
  });

  test('"skip" drops the promise in a blackout too, and leaves nothing held', () => {
    const { to, next } = accepted(scheduled, due(tooLate, late('skip', { publishRules: duringPromise })));
    expect({ to, held: next.context.held, schedule: next.context.schedule }).toEqual({ to: 'approved', held: null, schedule: null });
  });
});

describe('not as approved, or not now', () => {
  test('content that is not what was approved is held, however the policy', () => {
    for (const policy of ['publish', 'hold', 'skip'] as const)
      for (const at of [PUBLISH_AT, after(PUBLISH_AT, 1 * HOURS)]) {
        const { to, next, effects } = accepted(scheduled, due(at, late(policy, { hash: 'h2' })));
        expect({ policy, at, to, code: next.context.held?.code, published: kinds(effects).includes('publish') }).toEqual({ policy, at, to: 'held', code: 'APPROVAL_VOID', published: false });
      }
  });

  test('a document that is gone is held', () => {
    expect(accepted(scheduled, due(PUBLISH_AT, { hash: '' })).to).toBe('held');
  });

  test.each([
    { title: 'a blackout that begins at the promised time holds', from: PUBLISH_AT, to: after(PUBLISH_AT, 1 * HOURS), state: 'held' },
    { title: 'a blackout that ends at the promised time does not', from: after(PUBLISH_AT, -1 * HOURS), to: PUBLISH_AT, state: 'published' },
    { title: 'a blackout that begins a moment later does not', from: after(PUBLISH_AT, 1), to: after(PUBLISH_AT, 1 * HOURS), state: 'published' },
  ])('$title', ({ from, to: end, state }) => {
    const { to, next } = accepted(scheduled, due(PUBLISH_AT, { publishRules: blackout(from, end) }));
    expect(to).toBe(state);
    expect(next.context.held?.code ?? null).toBe(state === 'held' ? 'IN_BLACKOUT' : null);
  });

  test('the blackout that counts is the one at the moment of publishing, not at the promised time', () => {
    const late = after(PUBLISH_AT, 10 * MINUTES);
    expect(accepted(scheduled, due(late, { publishRules: blackout(late, after(late, 1 * HOURS)) })).to).toBe('held');
  });

  test('a held piece keeps its promise for the person who decides', () => {
    const held = walk(scheduled, due(PUBLISH_AT, { hash: 'h2' }));
    expect(held.context.schedule).toEqual(scheduled.context.schedule);
  });
});

describe('jobs', () => {
  test('a promise has a due job at its instant and a pre-flight an hour and ten minutes before', () => {
    const { effects } = accepted(pieceIn('approved'), event('SCHEDULE'));
    expect(enqueued(effects).map(({ name, slot, runAt, scheduleId, minutesBefore }) => ({ name, slot, runAt, scheduleId, minutesBefore }))).toEqual([
      { name: 'due', slot: 'due', runAt: PUBLISH_AT, scheduleId: 's1', minutesBefore: null },
      ...PREFLIGHT_MINUTES.map((minutes) => ({ name: 'preflight', slot: `preflight-${minutes}`, runAt: after(PUBLISH_AT, -minutes * MINUTES), scheduleId: 's1', minutesBefore: minutes })),
    ]);
  });

  test('going live enqueues the end that was promised and the retrospective', () => {
    const { effects } = accepted(ending, due(PUBLISH_AT));
    expect(enqueued(effects).map(({ name, runAt, scheduleId }) => ({ name, runAt, scheduleId }))).toEqual([
      { name: 'retrospective', runAt: after(PUBLISH_AT, 14 * DAYS), scheduleId: null },
      { name: 'unpublish', runAt: UNPUBLISH_AT, scheduleId: 's1' },
    ]);
  });

  test('without an end there is no end to enqueue, and without a retrospective date none is opened', () => {
    expect(enqueued(accepted(scheduled, due(PUBLISH_AT, { retrospectiveAfterDays: null })).effects)).toEqual([]);
    expect(enqueued(accepted(pieceIn('approved'), event('PUBLISH', { facts: { retrospectiveAfterDays: null } })).effects)).toEqual([]);
  });

  test('half a day is half a day', () => {
    const [job] = enqueued(accepted(pieceIn('approved'), event('PUBLISH', { facts: { retrospectiveAfterDays: 0.5 } })).effects);
    expect(job?.runAt).toBe(after(NOW, 12 * HOURS));
  });

  test.each([
    { type: 'UNSCHEDULE' as const, sent: event('UNSCHEDULE') },
    { type: 'HOLD' as const, sent: event('HOLD') },
    { type: 'ARCHIVE' as const, sent: event('ARCHIVE') },
    { type: 'CONTENT_CHANGED' as const, sent: event('CONTENT_CHANGED', { facts: { hash: 'h2' } }) },
    { type: 'PUBLISH_FAILED' as const, sent: event('PUBLISH_FAILED', { by: SYSTEM, at: PUBLISH_AT }) },
  ])('$type takes the due job and the pre-flights of a scheduled piece away', ({ sent }) => {
    expect(cancelled(accepted(scheduled, sent).effects)).toEqual(['due', 'preflight-60', 'preflight-10']);
  });

  test('taking down takes the scheduled end and the retrospective away', () => {
    const live = walk(ending, due(PUBLISH_AT));
    expect(cancelled(accepted(live, event('TAKE_DOWN', { facts: { isLive: true } })).effects)).toEqual(['unpublish', 'retrospective']);
  });

  test('the scheduled end of a published piece takes the retrospective away; an opened one goes on', () => {
    const end = event('UNPUBLISH_DUE', { by: SYSTEM, at: UNPUBLISH_AT, facts: { isLive: true } });
    const live = walk(ending, due(PUBLISH_AT));
    expect(cancelled(accepted(live, end).effects)).toEqual(['retrospective']);
    expect(cancelled(accepted(walk(live, event('OPEN_RETROSPECTIVE')), end).effects)).toEqual([]);
  });

  test('a retrospective that is opened by hand takes its job away', () => {
    expect(cancelled(accepted(pieceIn('published'), event('OPEN_RETROSPECTIVE')).effects)).toEqual(['retrospective']);
  });

  test('an edit that voids a promise alerts, naming the time that will pass without it', () => {
    const { effects } = accepted(scheduled, event('CONTENT_CHANGED', { facts: { hash: 'h2' } }));
    expect(effects).toContainEqual({ kind: 'alert', code: 'VOIDED', message: `A scheduled piece was edited and lost its approval; it will not go out at ${PUBLISH_AT}.` });
  });

  test('publishing a held piece by hand is not late: nothing says for how long a person should think', () => {
    const { next } = accepted(pieceIn('held'), event('PUBLISH', { at: after(PUBLISH_AT, 3 * DAYS) }));
    expect(next.context.publication).toEqual({ hash: 'h1', at: after(PUBLISH_AT, 3 * DAYS), latenessMs: null });
    expect(next.context.held).toBeNull();
  });
});

test('a submission and an expedition freeze what they are about, in the same transaction', () => {
  expect(accepted(pieceIn('draft'), event('SUBMIT')).effects).toEqual([{ kind: 'freeze' }]);
  expect(accepted(pieceIn('draft'), event('EXPEDITE')).effects).toEqual([{ kind: 'freeze' }, { kind: 'seal-renditions', how: 'expedite', shownToAll: null, variants: [] }]);
});

test('promoting a winner applies it to the draft by name and hash', () => {
  const { effects } = accepted(pieceIn('variant'), event('PROMOTE', { variant: 'b', at: after(NOW, 1 * SECONDS), facts: TRIED }));
  expect(effects.filter(({ kind }) => kind === 'apply-variant')).toEqual([{ kind: 'apply-variant', variant: 'b', hash: 'hb' }]);
});
