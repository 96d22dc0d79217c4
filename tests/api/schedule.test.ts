/** Promises: when something goes out, what happens when it can not, and how people come to know. */
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import type { GovernedType } from '../../src/plugins/content-workflow/server/src/config';
import { allowPublic, denyPublic, HEALTH } from '../support/access';
import { POST, startApp, type TestApp } from '../support/app';
import { post, problemOf } from '../support/events';
import { view } from '../support/flow';
import { expectUnbroken, historyOf } from '../support/history';
import { changeUnseen, liveEditions, liveRows } from '../support/sql';
import { onPostgres } from '../support/test-database';
import { draftPiece, bring, pieceIn, push, type Piece } from '../support/states';
import { alertsOf, DAY, HOUR, isoOf, jobsOf, MINUTE, pass, runDueJobs, SECOND, standAt } from '../support/time';
import { deleteJobs, failJob } from '../support/stored-jobs';

let app: TestApp;
let untouched: GovernedType;

const typeConfig = (): GovernedType => app.engine.config.types[POST] as GovernedType;

beforeAll(async () => {
  app = await startApp();
  untouched = { ...typeConfig() };
});
afterAll(() => app.close());

const WINTER = '2027-01-15T12:00:00.000Z';

beforeEach(async () => {
  Object.assign(typeConfig(), untouched);
  app.engine.config.blackouts.length = 0;
  // What an earlier promise left behind is not to run in this one.
  await deleteJobs(app);
  standAt(app, WINTER);
});

const approved = () => pieceIn(app, 'approved', { variants: [] });

const send = (piece: Piece, event: Record<string, unknown>) => post(app, piece.id, 'publisher', event);

const scheduled = async (piece: Piece, promise: Record<string, unknown>): Promise<PieceView> => {
  const answer = await send(piece, { type: 'SCHEDULE', timezone: 'Asia/Shanghai', ...promise });
  if (answer.status !== 200) throw new Error(`not scheduled: ${JSON.stringify(answer.body)}`);
  return answer.body.data as PieceView;
};

describe('SCHEDULE by an instant', () => {
  test.each([
    ['2027-03-01T01:00:00Z', 'Asia/Shanghai', '2027-03-01T09:00'],
    ['2027-03-01T09:00:00+08:00', 'Asia/Shanghai', '2027-03-01T09:00'],
    ['2027-07-01T10:00:00.000Z', 'Europe/Berlin', '2027-07-01T12:00'],
    ['2027-07-01T00:15:00Z', 'America/New_York', '2027-06-30T20:15'],
    ['2027-07-01T00:00:00Z', 'Australia/Lord_Howe', '2027-07-01T10:30'],
  ])('%s in %s goes out at %s there', async (publishAt, timezone, wallClock) => {
    const piece = await approved();
    const now = await scheduled(piece, { publishAt, timezone });
    expect(now).toMatchObject({ state: 'scheduled', publishAt: isoOf(Date.parse(publishAt)), schedule: { publishAt: isoOf(Date.parse(publishAt)), timezone, wallClock } });
    expect((await jobsOf(app, piece.id)).find((job) => job.name === 'due')?.runAt).toBe(Date.parse(publishAt));
  });

  test.each([
    [{ publishAt: '2027-03-01T09:00:00', timezone: 'Asia/Shanghai' }, 'event.publishAt'],
    [{ publishAt: '2027-03-01', timezone: 'Asia/Shanghai' }, 'event.publishAt'],
    [{ publishAt: '2027-02-31T09:00:00Z', timezone: 'Asia/Shanghai' }, 'event.publishAt'],
    [{ publishAt: 'tomorrow', timezone: 'Asia/Shanghai' }, 'event.publishAt'],
    [{ timezone: 'Asia/Shanghai' }, 'event.publishAt'],
    [{ publishAt: '2027-03-01T09:00:00Z', localTime: '2027-03-01T09:00', timezone: 'Asia/Shanghai' }, 'event.publishAt'],
    [{ localTime: '2027-03-01 09:00', timezone: 'Asia/Shanghai' }, 'event.localTime'],
    [{ localTime: '2027-02-30T09:00', timezone: 'Asia/Shanghai' }, 'event.localTime'],
    [{ localTime: '2027-03-01T09:00', timezone: 'Mars/Olympus' }, 'event.timezone'],
    [{ localTime: '2027-03-01T09:00', timezone: '+08:00' }, 'event.timezone'],
    [{ localTime: '2027-03-01T09:00' }, 'event.timezone'],
    [{ localTime: '2027-03-01T09:00', timezone: 'Asia/Shanghai', disambiguation: 'sooner' }, 'event.disambiguation'],
    [{ publishAt: '2027-03-01T09:00:00Z', timezone: 'Asia/Shanghai', unpublishAt: 'later' }, 'event.unpublishAt'],
  ])('%j is not a promise: 400, and the answer names %s', async (promise, field) => {
    const piece = await approved();
    const answer = await send(piece, { type: 'SCHEDULE', ...promise });
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details).toMatchObject({ code: 'INPUT_INVALID', field });
    expect((await view(app, piece)).state).toBe('approved');
    expect(await jobsOf(app, piece.id)).toEqual([]);
  });

  test.each([
    [{ publishAt: '2027-01-15T11:59:59Z', timezone: 'Asia/Shanghai' }, 'TIME_IN_THE_PAST', 'publishAt'],
    [{ publishAt: '2027-01-15T12:00:00Z', timezone: 'Asia/Shanghai' }, 'TIME_IN_THE_PAST', 'publishAt'],
    [{ localTime: '2027-01-15T19:59', timezone: 'Asia/Shanghai' }, 'TIME_IN_THE_PAST', 'publishAt'],
    [{ publishAt: '2027-03-01T09:00:00Z', timezone: 'Mars/Olympus' }, 'TIMEZONE_UNKNOWN', 'timezone'],
    [{ publishAt: '2027-03-01T09:00:00Z', timezone: '+08:00' }, 'TIMEZONE_UNKNOWN', 'timezone'],
    [{ publishAt: '2027-03-01T09:00:00Z', timezone: 'Asia/Shanghai', unpublishAt: '2027-03-01T09:00:00Z' }, 'UNPUBLISH_BEFORE_PUBLISH', 'unpublishAt'],
  ])('%j is refused: %s', async (promise, code, field) => {
    const piece = await approved();
    const answer = await send(piece, { type: 'SCHEDULE', ...promise });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code, field, guard: expect.stringMatching(/\S/), next: expect.stringMatching(/\S/) });
    expect((await view(app, piece)).state).toBe('approved');
  });
});

describe('SCHEDULE by a wall time', () => {
  test.each([
    ['Asia/Shanghai', '2027-05-01T09:00', '2027-05-01T01:00:00.000Z'],
    ['Europe/Berlin', '2027-05-01T09:00', '2027-05-01T07:00:00.000Z'],
    ['Europe/Berlin', '2027-12-01T09:00', '2027-12-01T08:00:00.000Z'],
    ['America/New_York', '2027-05-01T09:00', '2027-05-01T13:00:00.000Z'],
    ['Australia/Lord_Howe', '2027-05-01T09:00', '2027-04-30T22:30:00.000Z'],
    ['Australia/Lord_Howe', '2027-12-01T09:00', '2027-11-30T22:00:00.000Z'],
  ])('in %s, %s is %s', async (timezone, localTime, instant) => {
    const now = await scheduled(await approved(), { localTime, timezone });
    expect(now.schedule).toMatchObject({ publishAt: instant, wallClock: localTime });
  });

  const twice = [
    ['Europe/Berlin', '2027-10-31T02:30', '2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z'],
    ['America/New_York', '2027-11-07T01:30', '2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z'],
    ['Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z'],
  ] as const;
  const never = [
    ['Europe/Berlin', '2027-03-28T02:30', '2027-03-28T00:30:00.000Z', '2027-03-28T01:30:00.000Z'],
    ['America/New_York', '2027-03-14T02:30', '2027-03-14T06:30:00.000Z', '2027-03-14T07:30:00.000Z'],
    ['Australia/Lord_Howe', '2027-10-03T02:15', '2027-10-02T15:15:00.000Z', '2027-10-02T15:45:00.000Z'],
  ] as const;
  const cases = [...twice.map((row) => ['overlap', ...row] as const), ...never.map((row) => ['gap', ...row] as const)];

  test.each(cases)('%s in %s at %s: 400 with both instants', async (because, timezone, localTime, earlier, later) => {
    const piece = await approved();
    for (const disambiguation of [undefined, 'reject']) {
      const answer = await send(piece, { type: 'SCHEDULE', localTime, timezone, disambiguation });
      expect(answer.status).toBe(400);
      const { message, details } = problemOf(answer);
      expect(details).toMatchObject({ code: 'INPUT_INVALID', field: 'event.localTime', because, earlier, later });
      expect(message).toContain(earlier);
      expect(message).toContain(later);
    }
    expect((await view(app, piece)).state).toBe('approved');
  });

  test.each(cases)('%s in %s at %s: the chosen instant is the promise', async (because, timezone, localTime, earlier, later) => {
    for (const [disambiguation, instant] of [
      ['earlier', earlier],
      ['later', later],
    ] as const) {
      const now = await scheduled(await approved(), { localTime, timezone, disambiguation });
      expect(now.schedule?.publishAt).toBe(instant);
      if (because === 'overlap') expect(now.schedule?.wallClock).toBe(localTime);
    }
  });
});

describe('the hours in which a type may go live', () => {
  const OFFICE = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', timezone: 'Asia/Shanghai' };

  test('outside of them SCHEDULE and RESCHEDULE are refused, inside they are accepted', async () => {
    typeConfig().windows = [OFFICE];
    const piece = await approved();
    const saturday = await send(piece, { type: 'SCHEDULE', localTime: '2027-01-16T10:00', timezone: 'Asia/Shanghai' });
    expect(saturday.status).toBe(422);
    expect(problemOf(saturday).details).toMatchObject({ code: 'OUTSIDE_WINDOW', guard: 'isInsideWindow', params: { windows: [OFFICE] } });
    await scheduled(piece, { localTime: '2027-01-18T10:00' });
    const evening = await send(piece, { type: 'RESCHEDULE', localTime: '2027-01-18T18:00', timezone: 'Asia/Shanghai' });
    expect(problemOf(evening).details.code).toBe('OUTSIDE_WINDOW');
    expect((await view(app, piece)).schedule?.wallClock).toBe('2027-01-18T10:00');
  });

  test('a window is judged in its own zone, whatever zone the promise is written in', async () => {
    typeConfig().windows = [OFFICE];
    const now = await scheduled(await approved(), { localTime: '2027-01-18T02:00', timezone: 'Europe/Berlin' });
    expect(now.schedule?.publishAt).toBe('2027-01-18T01:00:00.000Z');
  });
});

describe('a time in which nothing may go live', () => {
  const MOURNING = { from: '2027-01-20T00:00:00Z', to: '2027-01-21T00:00:00Z', reason: 'a day of mourning' };

  test('SCHEDULE into it is refused with the reason; its end is free again', async () => {
    app.engine.config.blackouts.push(MOURNING);
    const piece = await approved();
    const inside = await send(piece, { type: 'SCHEDULE', publishAt: '2027-01-20T12:00:00Z', timezone: 'Asia/Shanghai' });
    expect(inside.status).toBe(422);
    expect(problemOf(inside)).toMatchObject({ message: expect.stringContaining('a day of mourning'), details: { code: 'IN_BLACKOUT', params: MOURNING } });
    await scheduled(piece, { publishAt: MOURNING.to });
  });

  test('PUBLISH in it is refused', async () => {
    app.engine.config.blackouts.push(MOURNING);
    const piece = await approved();
    standAt(app, '2027-01-20T12:00:00Z');
    const answer = await send(piece, { type: 'PUBLISH' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details.code).toBe('IN_BLACKOUT');
    expect(await liveRows(app, piece.documentId)).toBe(0);
  });

  test('a promise that it covers later on is held with the reason and an alert', async () => {
    const piece = await approved();
    await scheduled(piece, { publishAt: '2027-01-20T12:00:00Z' });
    app.engine.config.blackouts.push(MOURNING);
    standAt(app, '2027-01-20T12:00:00Z');
    await runDueJobs(app);
    expect(await view(app, piece)).toMatchObject({ state: 'held', held: { code: 'IN_BLACKOUT' } });
    expect(await alertsOf(app, piece.id)).toContainEqual(expect.objectContaining({ code: 'HELD' }));
    expect(await liveRows(app, piece.documentId)).toBe(0);
  });
});

describe('a promise and its jobs', () => {
  test('SCHEDULE writes the job and two checks before it', async () => {
    const piece = await approved();
    const publishAt = Date.parse(WINTER) + 5 * HOUR;
    await scheduled(piece, { publishAt: isoOf(publishAt) });
    expect((await jobsOf(app, piece.id)).map(({ name, runAt }) => [name, runAt]).sort()).toEqual([
      ['due', publishAt],
      ['preflight', publishAt - 10 * MINUTE],
      ['preflight', publishAt - 60 * MINUTE],
    ].sort());
  });

  test('a check whose time is over already is not written', async () => {
    const piece = await approved();
    const publishAt = Date.parse(WINTER) + 30 * MINUTE;
    await scheduled(piece, { publishAt: isoOf(publishAt) });
    expect((await jobsOf(app, piece.id)).map(({ name, runAt }) => [name, runAt])).toEqual([
      ['due', publishAt],
      ['preflight', publishAt - 10 * MINUTE],
    ]);
  });

  test('RESCHEDULE replaces them: the older promise is refused, the newer one is kept', async () => {
    const piece = await approved();
    const first = await scheduled(piece, { publishAt: '2027-01-16T00:00:00Z' });
    const answer = await send(piece, { type: 'RESCHEDULE', publishAt: '2027-01-17T00:00:00Z', timezone: 'Europe/Berlin' });
    expect(answer.status).toBe(200);
    const second = answer.body.data as PieceView;
    expect(second.schedule?.id).not.toBe(first.schedule?.id);
    const jobs = await jobsOf(app, piece.id);
    expect(jobs).toHaveLength(3);
    for (const job of jobs) expect(job.payload).toMatchObject({ scheduleId: second.schedule?.id });
    expect(jobs.find((job) => job.name === 'due')?.runAt).toBe(Date.parse('2027-01-17T00:00:00Z'));

    standAt(app, '2027-01-16T00:00:00Z');
    await app.engine.handlers.due({ pieceId: piece.id, scheduleId: first.schedule?.id ?? '' }, { attempt: 1, runAt: 0 });
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('scheduled');
    standAt(app, '2027-01-17T00:00:00Z');
    await app.engine.handlers.due({ pieceId: piece.id, scheduleId: first.schedule?.id ?? '' }, { attempt: 1, runAt: 0 });
    expect((await view(app, piece)).state).toBe('scheduled');
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('published');
  });

  test('RESCHEDULE to a time soon leaves no check of the older promise behind', async () => {
    const piece = await approved();
    await scheduled(piece, { publishAt: '2027-01-16T00:00:00Z' });
    const soon = Date.parse(WINTER) + 5 * MINUTE;
    const answer = await send(piece, { type: 'RESCHEDULE', publishAt: isoOf(soon), timezone: 'Europe/Berlin' });
    const { schedule: promise } = answer.body.data as PieceView;
    for (const job of await jobsOf(app, piece.id)) expect(job.payload).toMatchObject({ scheduleId: promise?.id });
  });

  test('UNSCHEDULE removes them, and nothing goes out at the time', async () => {
    const piece = await approved();
    await scheduled(piece, { publishAt: '2027-01-16T00:00:00Z' });
    expect((await send(piece, { type: 'UNSCHEDULE' })).status).toBe(200);
    expect(await jobsOf(app, piece.id)).toEqual([]);
    standAt(app, '2027-01-16T00:00:00Z');
    await runDueJobs(app);
    expect(await view(app, piece)).toMatchObject({ state: 'approved', schedule: null });
    expect(await liveRows(app, piece.documentId)).toBe(0);
  });

  test('HOLD removes them; RESCHEDULE out of it makes a new promise', async () => {
    const piece = await approved();
    await scheduled(piece, { publishAt: '2027-01-16T00:00:00Z' });
    expect((await send(piece, { type: 'HOLD', reason: 'The shop is closed.' })).status).toBe(200);
    expect(await jobsOf(app, piece.id)).toEqual([]);
    expect(await view(app, piece)).toMatchObject({ state: 'held', held: { code: 'HELD_BY_PERSON', message: 'The shop is closed.' } });
    const answer = await send(piece, { type: 'RESCHEDULE', publishAt: '2027-01-17T00:00:00Z', timezone: 'Europe/Berlin' });
    expect(answer.body.data).toMatchObject({ state: 'scheduled', held: null });
    standAt(app, '2027-01-17T00:00:00Z');
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('published');
  });
});

describe('when the time has come', () => {
  const PROMISED = Date.parse('2027-01-16T00:00:00Z');
  const promised = (): Promise<Piece> => pieceIn(app, 'scheduled', { publishAt: PROMISED, variants: [] });
  const heldAlerts = async (piece: Piece) => (await alertsOf(app, piece.id)).filter(({ code }) => code === 'HELD');

  test('not a millisecond early, and then once', async () => {
    const piece = await promised();
    standAt(app, PROMISED - 1);
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('scheduled');
    standAt(app, PROMISED);
    await runDueJobs(app);
    await runDueJobs(app);
    const now = await view(app, piece);
    await app.engine.handlers.due({ pieceId: piece.id, scheduleId: now.schedule?.id ?? '' }, { attempt: 2, runAt: PROMISED });
    expect(now).toMatchObject({ state: 'published', isLive: true, publication: { at: isoOf(PROMISED), latenessMs: 0 } });
    expect(await liveRows(app, piece.documentId)).toBe(1);
    expect(await liveEditions(app, piece.documentId)).toHaveLength(1);
    const history = await historyOf(app, piece.id);
    expectUnbroken(history);
    expect(history.filter((entry) => entry.event === 'DUE')).toHaveLength(1);
    expect(history.at(-1)).toMatchObject({ event: 'DUE', by: { kind: 'system' }, permission: null });
  });

  test('two promises for the same moment are both kept', async () => {
    const pieces = [await promised(), await promised()];
    standAt(app, PROMISED);
    await runDueJobs(app);
    for (const piece of pieces) {
      expect(await view(app, piece)).toMatchObject({ state: 'published', publication: { latenessMs: 0 } });
      expect(await liveRows(app, piece.documentId)).toBe(1);
    }
  });

  test('promises that all waited are kept in the order of their times', async () => {
    const second = await pieceIn(app, 'scheduled', { publishAt: PROMISED + MINUTE, variants: [] });
    const first = await promised();
    standAt(app, PROMISED + 2 * MINUTE);
    await runDueJobs(app);
    const [one, two] = await Promise.all([first, second].map(async (piece) => (await historyOf(app, piece.id)).at(-1)));
    expect([one?.event, two?.event]).toEqual(['DUE', 'DUE']);
    // Several workers take them in that order too, and finish side by side.
    if (!onPostgres()) expect(one?.id).toBeLessThan(two?.id ?? 0);
  });

  test('lateness within the tolerance is recorded in the view and in the history, without an alert', async () => {
    const piece = await promised();
    standAt(app, PROMISED + 10 * MINUTE);
    await runDueJobs(app);
    expect(await view(app, piece)).toMatchObject({ state: 'published', publication: { at: isoOf(PROMISED + 10 * MINUTE), latenessMs: 10 * MINUTE } });
    expect((await historyOf(app, piece.id)).at(-1)).toMatchObject({ event: 'DUE', detail: { latenessMs: 10 * MINUTE } });
    expect(await alertsOf(app, piece.id)).toEqual([]);
  });

  test('by the policy "publish" a late promise goes out and an alert says how late', async () => {
    typeConfig().late = { policy: 'publish', toleranceMinutes: 15 };
    const piece = await promised();
    standAt(app, PROMISED + 3 * HOUR);
    await runDueJobs(app);
    expect(await view(app, piece)).toMatchObject({ state: 'published', publication: { latenessMs: 3 * HOUR } });
    expect((await historyOf(app, piece.id)).at(-1)?.detail).toMatchObject({ latenessMs: 3 * HOUR });
    expect(await alertsOf(app, piece.id)).toEqual([expect.objectContaining({ code: 'LATE', message: expect.stringContaining('10800') })]);
  });

  test('by the policy "hold" a late promise waits for a person, with an alert', async () => {
    typeConfig().late = { policy: 'hold', toleranceMinutes: 15 };
    const piece = await promised();
    standAt(app, PROMISED + 15 * MINUTE + 1);
    await runDueJobs(app);
    expect(await view(app, piece)).toMatchObject({ state: 'held', held: { code: 'TOO_LATE' }, publication: null });
    expect(await alertsOf(app, piece.id)).toEqual([expect.objectContaining({ code: 'HELD' })]);
    expect(await liveRows(app, piece.documentId)).toBe(0);
    expect(await jobsOf(app, piece.id)).toEqual([]);
  });

  test('by the policy "skip" a late promise is given up, with an alert', async () => {
    typeConfig().late = { policy: 'skip', toleranceMinutes: 15 };
    const piece = await promised();
    standAt(app, PROMISED + HOUR);
    await runDueJobs(app);
    expect(await view(app, piece)).toMatchObject({ state: 'approved', schedule: null, publication: null });
    expect(await alertsOf(app, piece.id)).toEqual([expect.objectContaining({ code: 'SKIPPED' })]);
    expect(await liveRows(app, piece.documentId)).toBe(0);
  });

  test.each(['hold', 'skip'] as const)('by the policy "%s" what is late within the tolerance goes out', async (policy) => {
    typeConfig().late = { policy, toleranceMinutes: 15 };
    const piece = await promised();
    standAt(app, PROMISED + 15 * MINUTE);
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('published');
  });

  test('content that is no longer what was approved is held with the reason and an alert', async () => {
    const piece = await promised();
    await changeUnseen(app, piece.documentId, { title: 'Changed behind everybody' });
    standAt(app, PROMISED);
    await runDueJobs(app);
    expect(await view(app, piece)).toMatchObject({ state: 'held', held: { code: 'APPROVAL_VOID', message: expect.stringMatching(/\S/), at: isoOf(PROMISED) }, publication: null, approvalHolds: false });
    expect((await historyOf(app, piece.id)).at(-1)).toMatchObject({ event: 'DUE', from: 'scheduled', to: 'held' });
    expect(await heldAlerts(piece)).toHaveLength(1);
    expect(await liveRows(app, piece.documentId)).toBe(0);
    const answer = await send(piece, { type: 'PUBLISH' });
    expect(problemOf(answer).details.code).toBe('APPROVAL_VOID');
  });

  /** Approved as it is, and yet nothing that Strapi lets through: a value that an import wrote. */
  const unpublishable = async (publishAt = PROMISED): Promise<Piece> => {
    const piece = await draftPiece(app, {}, []);
    await changeUnseen(app, piece.documentId, { form: 'smoke-signal' });
    return bring(app, piece, 'scheduled', { publishAt });
  };

  test('what Strapi refuses to publish is held with what it said and an alert, and is not tried for ever', async () => {
    const piece = await unpublishable();
    standAt(app, PROMISED);
    await runDueJobs(app);
    const now = await view(app, piece);
    expect(now).toMatchObject({ state: 'held', held: { code: 'PUBLISH_FAILED', message: expect.stringContaining('form') }, publication: null });
    expect((await historyOf(app, piece.id)).at(-1)).toMatchObject({ event: 'PUBLISH_FAILED', from: 'scheduled', to: 'held' });
    expect(await heldAlerts(piece)).toEqual([expect.objectContaining({ message: expect.stringContaining('form') })]);
    expect(await liveRows(app, piece.documentId)).toBe(0);
    expect(await liveEditions(app, piece.documentId)).toEqual([]);
    expect(await jobsOf(app, piece.id)).toEqual([]);
    pass(app, 3 * HOUR);
    await runDueJobs(app);
    expect(await view(app, piece)).toMatchObject({ state: 'held', revision: now.revision });
    expect(await heldAlerts(piece)).toHaveLength(1);
  });

  test('a person who publishes it by hand is told what Strapi said, and nothing changes', async () => {
    const piece = await unpublishable();
    await push(app, piece.id, 'publisher', { type: 'UNSCHEDULE', comment: null });
    const before = await app.engine.pieces.byId(piece.id);
    const answer = await send(piece, { type: 'PUBLISH' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer)).toMatchObject({ message: expect.stringContaining('form'), details: { code: 'PUBLISH_FAILED', guard: 'publication', next: expect.stringMatching(/\S/) } });
    expect(await app.engine.pieces.byId(piece.id)).toEqual(before);
    expect(await liveRows(app, piece.documentId)).toBe(0);
  });

  test('a promise that can not be kept does not keep the next one from going out', async () => {
    const bad = await unpublishable();
    const good = await promised();
    standAt(app, PROMISED);
    await runDueJobs(app);
    expect([(await view(app, bad)).state, (await view(app, good)).state]).toEqual(['held', 'published']);
  });

  test('a clock that is set back at the moment of the job does not lose the promise', async () => {
    const piece = await promised();
    const { handlers, queue } = app.engine;
    standAt(app, PROMISED);
    // The job is found due, and by the time the event is judged the clock has been put right.
    await queue.start({
      ...handlers,
      due: (payload, context) => {
        standAt(app, PROMISED - MINUTE);
        return handlers.due(payload, context);
      },
    });
    await queue.drain();
    await queue.stop();
    expect((await view(app, piece)).state).toBe('scheduled');
    standAt(app, PROMISED);
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('published');
  });

  test('a promise that is late beyond its own end does not go live any more', async () => {
    const piece = await pieceIn(app, 'scheduled', { publishAt: PROMISED, unpublishAt: PROMISED + HOUR, variants: [] });
    standAt(app, PROMISED + 2 * HOUR);
    await runDueJobs(app);
    expect((await historyOf(app, piece.id)).map((entry) => entry.to)).not.toContain('published');
    expect(await alertsOf(app, piece.id)).not.toEqual([]);
  });

  describe('the checks before it', () => {
    const at = async (minutesBefore: number): Promise<void> => {
      standAt(app, PROMISED - minutesBefore * MINUTE);
      await runDueJobs(app);
    };
    const warnings = async (piece: Piece) => (await alertsOf(app, piece.id)).filter(({ code }) => code === 'PREFLIGHT_FAILED');

    test('are silent and change nothing when all is well', async () => {
      const piece = await promised();
      const before = await app.engine.pieces.byId(piece.id);
      const announced: unknown[] = [];
      const off = app.strapi.eventHub.on('entry.publish', async (entry: unknown) => {
        announced.push(entry);
      });
      await at(60);
      await at(10);
      off?.();
      expect(await alertsOf(app, piece.id)).toEqual([]);
      expect(announced).toEqual([]);
      expect(await app.engine.pieces.byId(piece.id)).toEqual(before);
      expect(await liveRows(app, piece.documentId)).toBe(0);
      expect((await jobsOf(app, piece.id)).map(({ name }) => name)).toEqual(['due']);
      standAt(app, PROMISED);
      await runDueJobs(app);
      expect((await view(app, piece)).state).toBe('published');
    });

    test('warn an hour and ten minutes before when the approval is void', async () => {
      const piece = await promised();
      await changeUnseen(app, piece.documentId, { title: 'Changed behind everybody' });
      await at(60);
      expect(await warnings(piece)).toEqual([expect.objectContaining({ detail: { minutesBefore: 60, publishAt: isoOf(PROMISED) }, message: expect.stringContaining(isoOf(PROMISED)) })]);
      await at(10);
      expect((await warnings(piece)).map(({ detail }) => detail.minutesBefore)).toEqual([60, 10]);
      expect((await view(app, piece)).state).toBe('scheduled');
    });

    test('warn when Strapi would refuse, with what it says, and leave nothing live', async () => {
      const piece = await unpublishable();
      await at(60);
      await at(10);
      const told = await warnings(piece);
      expect(told.map(({ detail }) => detail.minutesBefore)).toEqual([60, 10]);
      for (const { message } of told) expect(message).toContain('form');
      expect(await liveRows(app, piece.documentId)).toBe(0);
      expect((await view(app, piece)).state).toBe('scheduled');
    });

    test('warn of a blackout that was declared since', async () => {
      const piece = await promised();
      app.engine.config.blackouts.push({ from: isoOf(PROMISED - MINUTE), to: isoOf(PROMISED + MINUTE), reason: 'a day of mourning' });
      await at(60);
      expect(await warnings(piece)).toHaveLength(1);
    });

    test('say nothing of a promise that is no more', async () => {
      const piece = await promised();
      const { schedule: promise } = await view(app, piece);
      await changeUnseen(app, piece.documentId, { title: 'Changed behind everybody' });
      await push(app, piece.id, 'publisher', { type: 'UNSCHEDULE', comment: null });
      await app.engine.handlers.preflight({ pieceId: piece.id, scheduleId: promise?.id ?? '', minutesBefore: 60 }, { attempt: 1, runAt: 0 });
      expect(await warnings(piece)).toEqual([]);
    });
  });

  describe('the end of a promise', () => {
    const END = PROMISED + 5 * DAY;
    const withEnd = (): Promise<Piece> => pieceIn(app, 'scheduled', { publishAt: PROMISED, unpublishAt: END, variants: [] });

    test('takes the post down at its instant', async () => {
      const piece = await withEnd();
      standAt(app, PROMISED);
      await runDueJobs(app);
      expect((await jobsOf(app, piece.id)).find((job) => job.name === 'unpublish')?.runAt).toBe(END);
      standAt(app, END - 1);
      await runDueJobs(app);
      expect((await view(app, piece)).isLive).toBe(true);
      standAt(app, END);
      await runDueJobs(app);
      expect(await view(app, piece)).toMatchObject({ state: 'withdrawn', isLive: false });
      expect(await liveRows(app, piece.documentId)).toBe(0);
      expect(await liveEditions(app, piece.documentId)).toEqual([]);
      expect((await historyOf(app, piece.id)).at(-1)).toMatchObject({ event: 'UNPUBLISH_DUE', by: { kind: 'system' } });
    });

    test('takes it down in its retrospective and after it too', async () => {
      for (const state of ['retrospective', 'closed'] as const) {
        standAt(app, WINTER);
        const piece = await withEnd();
        standAt(app, PROMISED);
        await runDueJobs(app);
        await push(app, piece.id, 'publisher', { type: 'OPEN_RETROSPECTIVE' });
        if (state === 'closed') await push(app, piece.id, 'publisher', { type: 'COMPLETE', highlights: 'a', shortfalls: 'b', lessons: 'c' });
        standAt(app, END);
        await runDueJobs(app);
        expect(await view(app, piece)).toMatchObject({ state: 'withdrawn', isLive: false });
      }
    });

    test('is given up with a TAKE_DOWN by hand', async () => {
      const piece = await withEnd();
      standAt(app, PROMISED);
      await runDueJobs(app);
      await push(app, piece.id, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
      expect(await jobsOf(app, piece.id)).toEqual([]);
    });
  });

  test('the retrospective opens by itself when its days are over', async () => {
    const piece = await promised();
    standAt(app, PROMISED);
    await runDueJobs(app);
    expect((await jobsOf(app, piece.id)).map(({ name, runAt }) => [name, runAt])).toEqual([['retrospective', PROMISED + 14 * DAY]]);
    standAt(app, PROMISED + 14 * DAY - 1);
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('published');
    standAt(app, PROMISED + 14 * DAY);
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('retrospective');
    expect((await historyOf(app, piece.id)).at(-1)).toMatchObject({ event: 'RETROSPECTIVE_DUE', by: { kind: 'system' } });
  });
});

describe('is the clock alive', () => {
  const health = async (): Promise<Record<string, unknown>> => {
    const [admin, api] = [await app.as('editor', 'get', '/content-workflow/health'), await app.anonymous.get('/api/content-workflow/health')];
    expect([admin.status, api.status]).toEqual([200, 200]);
    expect(api.body).toEqual(admin.body);
    expect(api.headers['cache-control']).toBe('no-store');
    return (api.body as { data: Record<string, unknown> }).data;
  };

  beforeEach(() => allowPublic(app, HEALTH));

  test('without the permission the content API does not say', async () => {
    await denyPublic(app, HEALTH);
    expect((await app.anonymous.get('/api/content-workflow/health')).status).toBe(403);
    expect((await app.anonymous.get('/content-workflow/health')).status).toBe(401);
  });

  test('ok while it beats and nothing is overdue', async () => {
    await pieceIn(app, 'scheduled', { publishAt: Date.parse(WINTER) + 2 * DAY, variants: [] });
    await runDueJobs(app);
    pass(app, 20 * SECOND);
    // The promises that were broken on purpose above; somebody has looked at them.
    await app.strapi.db.connection('cw_alerts').update({ seen_at: 1 });
    expect(await health()).toMatchObject({ status: 'ok', clock: { lastTickAt: WINTER, ageSeconds: 20 }, jobs: { overdue: 0, failed: 0 }, promises: { broken: 0 } });
  });

  test('the next job is named with its time', async () => {
    await deleteJobs(app);
    await pieceIn(app, 'scheduled', { publishAt: Date.parse(WINTER) + 2 * DAY, variants: [] });
    pass(app, MINUTE);
    await runDueJobs(app);
    expect(await health()).toMatchObject({ jobs: { waiting: 3, nextRunAt: isoOf(Date.parse(WINTER) + 2 * DAY - HOUR) } });
  });

  test('late when a promise is overdue although the clock beats', async () => {
    await pieceIn(app, 'scheduled', { publishAt: Date.parse(WINTER) + HOUR, variants: [] });
    pass(app, 2 * HOUR);
    await app.engine.heartbeat.beat(app.engine.clock.now());
    expect(await health()).toMatchObject({ status: 'late', jobs: { overdue: expect.any(Number) } });
  });

  test('late when a job has failed for good', async () => {
    await app.engine.heartbeat.beat(app.engine.clock.now());
    const piece = await pieceIn(app, 'scheduled', { publishAt: Date.parse(WINTER) + 2 * DAY, variants: [] });
    await failJob(app, `due:${piece.id}`);
    expect(await health()).toMatchObject({ status: 'late', jobs: { failed: 1, overdue: 0 } });
  });

  test('stopped when it has missed its beats, whatever the jobs say', async () => {
    await app.engine.heartbeat.beat(app.engine.clock.now());
    pass(app, 5 * MINUTE);
    expect(await health()).toMatchObject({ status: 'stopped', clock: { ageSeconds: 300 } });
  });

  test('stopped when it never beat', async () => {
    await app.strapi.store({ type: 'plugin', name: 'content-workflow', key: 'heartbeat' }).delete({});
    expect(await health()).toMatchObject({ status: 'stopped', clock: { lastTickAt: null, ageSeconds: null } });
  });
});
