/**
 * What makes users leave: a post that silently does not go out, lost text, a wrong hour, a preview that is not what was
 * sent. Each is a promise of its own, told from the side of the people to whom it happens.
 */
import fc from 'fast-check';
import type { Response } from 'supertest';
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { STATES } from '../../src/plugins/content-workflow/core/workflow/machine';
import { allowPublic, DELIVERY } from '../support/access';
import { POST, startApp, type TestApp } from '../support/app';
import { planned } from '../support/experiments';
import { EVENTS, post, wireEvents } from '../support/events';
import { createPost, done, postAt, savePost, send, view, type Draft } from '../support/flow';
import { expectUnbroken, historyOf } from '../support/history';
import { listen } from '../support/listen';
import { changeUnseen, liveEditions, liveRows } from '../support/sql';
import { bring, draftPiece, pieceIn, type Piece } from '../support/states';
import { HOUR, isoOf, MINUTE, pass, runDueJobs, standAt } from '../support/time';
import { deleteJobs, jobWithKey } from '../support/stored-jobs';

const SEED = 20_261_121;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await listen(app);
  await allowPublic(app, ...DELIVERY);
});
afterAll(() => app.close());

const PROMISED = Date.parse('2027-06-01T01:00:00.000Z');

beforeEach(async () => {
  await deleteJobs(app);
  await app.strapi.db.connection('cw_alerts').delete();
  app.engine.config.blackouts.length = 0;
  standAt(app, PROMISED - 2 * HOUR);
});

const health = async (): Promise<{ status: string; jobs: Record<string, number> }> => (await app.as('editor', 'get', '/content-workflow/health')).body.data;
const alerts = async (): Promise<{ pieceId: number | null; code: string; message: string }[]> => (await app.as('editor', 'get', '/content-workflow/alerts')).body.data;

describe('a post that does not go out', () => {
  const typeConfig = () => {
    const type = app.engine.config.types[POST];
    if (type === undefined) throw new Error('posts are not governed');
    return type;
  };

  const scheduled = (): Promise<Piece> => pieceIn(app, 'scheduled', { publishAt: PROMISED, variants: [] });

  const unpublishable = async (): Promise<Piece> => {
    const piece = await draftPiece(app, {}, []);
    await changeUnseen(app, piece.documentId, { form: 'smoke-signal' });
    return bring(app, piece, 'scheduled', { publishAt: PROMISED });
  };

  const REASONS: readonly { because: string; code: string; prepare(): Promise<Piece>; lateBy: number }[] = [
    {
      because: 'it was changed behind the approval',
      code: 'APPROVAL_VOID',
      lateBy: 0,
      prepare: async () => {
        const piece = await scheduled();
        await changeUnseen(app, piece.documentId, { summary: 'Changed behind everybody.' });
        return piece;
      },
    },
    { because: 'Strapi refuses it', code: 'PUBLISH_FAILED', lateBy: 0, prepare: unpublishable },
    {
      because: 'a blackout was declared',
      code: 'IN_BLACKOUT',
      lateBy: 0,
      prepare: async () => {
        const piece = await scheduled();
        app.engine.config.blackouts.push({ from: isoOf(PROMISED - HOUR), to: isoOf(PROMISED + HOUR), reason: 'a day of mourning' });
        return piece;
      },
    },
    {
      because: 'it is too late for it',
      code: 'TOO_LATE',
      lateBy: HOUR,
      prepare: () => {
        typeConfig().late = { policy: 'hold', toleranceMinutes: 15 };
        return scheduled();
      },
    },
  ];

  afterEach(() => {
    typeConfig().late = { policy: 'publish', toleranceMinutes: 15 };
  });

  test.each(REASONS)('because $because is held, and says so where people look', async ({ code, prepare, lateBy }) => {
    const piece = await prepare();
    standAt(app, PROMISED + lateBy);
    await runDueJobs(app);

    const now = await view(app, piece, 'editor');
    expect(now).toMatchObject({ state: 'held', held: { code, message: expect.stringMatching(/\S/) }, isLive: false });
    expect(await liveRows(app, piece.documentId)).toBe(0);
    // In the list of what somebody has to look at, and on the piece itself.
    expect((await alerts()).filter(({ pieceId }) => pieceId === piece.id)).toContainEqual(expect.objectContaining({ code: 'HELD', message: expect.stringMatching(/\S/) }));
    expect(now.alerts.map((alert) => alert.code)).toContain('HELD');
    // On the board.
    const board = (await app.as('editor', 'get', '/content-workflow/pieces?state=held&limit=200')).body.data as { id: number }[];
    expect(board.map(({ id }) => id)).toContain(piece.id);
    // In the history, for good.
    expect((await historyOf(app, piece.id)).at(-1)).toMatchObject({ from: 'scheduled', to: 'held', by: { kind: 'system' } });
    // And a person can do something about it.
    expect(now.events.filter(({ available }) => available).length).toBeGreaterThan(0);
  });

  test.each(REASONS)('because $because is seen by whoever watches the health, until a person has acknowledged it', async ({ prepare, lateBy }) => {
    const piece = await prepare();
    standAt(app, PROMISED + lateBy);
    await runDueJobs(app);
    expect((await health()).status).not.toBe('ok');
    for (const { id } of (await app.as('editor', 'get', '/content-workflow/alerts')).body.data as { id: number }[]) await app.as('publisher', 'post', `/content-workflow/alerts/${id}/acknowledge`);
    expect((await health()).status).toBe('ok');
    expect((await view(app, piece)).state).toBe('held');
  });

  test('because the clock stands still is seen in the health, and goes out when it runs again', async () => {
    const piece = await scheduled();
    await app.engine.heartbeat.beat(app.engine.clock.now());
    standAt(app, PROMISED + 5 * MINUTE);
    expect(await health()).toMatchObject({ status: 'stopped' });
    await runDueJobs(app);
    expect(await health()).toMatchObject({ status: 'ok' });
    expect(await view(app, piece)).toMatchObject({ state: 'published', publication: { latenessMs: 5 * MINUTE } });
  });

  test('because its job fails again and again ends in an alert, and in the health', async () => {
    const piece = await scheduled();
    standAt(app, PROMISED);
    const { queue, handlers } = app.engine;
    const failing = { ...handlers, due: () => Promise.reject(new Error('the disk is full')) };
    for (let i = 0; i < 40; i += 1) {
      await queue.start(failing);
      await queue.drain();
      await queue.stop();
      const job = await jobWithKey(app, `due:${piece.id}`);
      if (job === undefined || job.failed) break;
      standAt(app, job.runAt);
    }
    expect(await alerts()).toContainEqual(expect.objectContaining({ code: 'JOB_FAILED' }));
    expect(await health()).toMatchObject({ status: 'late', jobs: { failed: 1 } });
    expect((await view(app, piece)).state).toBe('scheduled');
  });

  test('because a newer version wrote it goes out when that version is back', async () => {
    const piece = await scheduled();
    await app.strapi.db.connection('cw_pieces').where({ id: piece.id }).update({ machine_version: 99 });
    standAt(app, PROMISED);
    await runDueJobs(app);
    expect(await liveRows(app, piece.documentId)).toBe(0);
    await app.strapi.db.connection('cw_pieces').where({ id: piece.id }).update({ machine_version: 1 });
    await app.engine.sweep({ takeDown: false });
    pass(app, MINUTE);
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('published');
  });

  test('a person who edits a scheduled post is told that it is locked, and by what; it goes out as promised', async () => {
    const piece = await scheduled();
    const answer = await savePost(app, piece, { title: 'A last change' });
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({ message: expect.stringContaining('scheduled'), details: { code: 'LOCKED', who: ['publish'], next: expect.stringContaining('UNSCHEDULE') } });
    standAt(app, PROMISED);
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('published');
  });

  test('where an edit takes the promise away, that is an alert and not a surprise', async () => {
    typeConfig().edits = { review: 'void', scheduled: 'void' };
    try {
      const piece = await scheduled();
      expect((await savePost(app, piece, { title: 'A last change' })).status).toBe(200);
      expect(await view(app, piece)).toMatchObject({ state: 'draft', schedule: null, voided: { by: { id: await app.idOf('editor') } } });
      expect(await alerts()).toContainEqual(expect.objectContaining({ pieceId: piece.id, code: 'VOIDED' }));
      standAt(app, PROMISED);
      await runDueJobs(app);
      expect(await liveRows(app, piece.documentId)).toBe(0);
    } finally {
      typeConfig().edits = { review: 'void', scheduled: 'lock' };
    }
  });

  test('and never for nothing: without a problem it goes out, and nobody is alarmed', async () => {
    const piece = await scheduled();
    for (const minutes of [60, 10, 0]) {
      standAt(app, PROMISED - minutes * MINUTE);
      await runDueJobs(app);
    }
    expect((await view(app, piece)).state).toBe('published');
    expect(await alerts()).toEqual([]);
    expect((await app.anonymous.get(`/api/delivery/posts/${piece.documentId}`)).status).toBe(200);
  });
});

describe('lost text', () => {
  const draftRow = (draft: Draft) => app.strapi.db.query(POST).findOne({ where: { documentId: draft.documentId, publishedAt: null } });

  /** Whatever came first: saved text is in the draft and approved by nobody, or the save was refused with an error. */
  const expectKept = async (draft: Draft, saved: Response, text: string): Promise<void> => {
    const now = await view(app, draft);
    if (saved.status === 200) {
      expect((await draftRow(draft))?.title).toBe(text);
      expect(now.approvalHolds).toBe(false);
      expect(now.state).toBe('draft');
    } else {
      expect(saved.status).toBe(403);
      expect(saved.body.error).toMatchObject({ message: expect.stringMatching(/\S/), details: { code: 'LOCKED', next: expect.stringMatching(/\S/) } });
      expect((await draftRow(draft))?.title).not.toBe(text);
    }
    for (const { id } of now.rounds) expectUnbroken(await historyOf(app, id));
    for (const edition of await liveEditions(app, draft.documentId)) expect(edition.title).not.toBe(text);
  };

  const TRANSITIONS = [
    ['draft', 'SUBMIT', 'editor'],
    ['review', 'REQUEST_CHANGES', 'reviewer'],
    ['review', 'RECALL', 'editor'],
    ['review', 'EXPEDITE', 'publisher'],
    ['approved', 'SCHEDULE', 'publisher'],
    ['approved', 'PUBLISH', 'publisher'],
    ['approved', 'START_EXPERIMENT', 'publisher'],
    ['scheduled', 'UNSCHEDULE', 'publisher'],
    ['scheduled', 'HOLD', 'publisher'],
    ['held', 'PUBLISH', 'publisher'],
    ['published', 'TAKE_DOWN', 'publisher'],
    ['published', 'OPEN_RETROSPECTIVE', 'publisher'],
  ] as const;

  test.each(TRANSITIONS)('a save before %s %s: the text is kept, or the save was refused', async (state, type, person) => {
    const piece = await pieceIn(app, state);
    if (type === 'START_EXPERIMENT') await planned(app, piece.id);
    const { revision, id } = await view(app, piece);
    const saved = await savePost(app, piece, { title: 'Saved just before' });
    await post(app, id, person, (await wireEvents(app))[type], revision);
    await expectKept(piece, saved, 'Saved just before');
  });

  test.each(TRANSITIONS)('a save after %s %s: the text is kept, or the save was refused', async (state, type, person) => {
    const piece = await pieceIn(app, state);
    if (type === 'START_EXPERIMENT') await planned(app, piece.id);
    expect((await post(app, piece.id, person, (await wireEvents(app))[type])).status).toBe(200);
    const saved = await savePost(app, piece, { title: 'Saved just after' });
    await expectKept(piece, saved, 'Saved just after');
  });

  test('by two people who save different fields one after the other: both are in the draft', async () => {
    const draft = await createPost(app);
    expect((await savePost(app, draft, { title: 'By one' }, 'editor')).status).toBe(200);
    expect((await savePost(app, draft, { summary: 'By the other, and long enough.' }, 'editor2')).status).toBe(200);
    expect(await draftRow(draft)).toMatchObject({ title: 'By one', summary: 'By the other, and long enough.' });
    const { id } = await view(app, draft);
    const editors = (await historyOf(app, id)).filter(({ event }) => event === 'CONTENT_CHANGED').map(({ by }) => by.name);
    expect(editors).toEqual(['editor Test', 'editor2 Test']);
  });

  test('no event of the workflow touches the text: only a variant that wins does', async () => {
    const wire = await wireEvents(app);
    for (const state of STATES) {
      let piece = await pieceIn(app, state);
      for (const type of EVENTS) {
        const before = JSON.stringify((await app.engine.content.readDraft(piece))?.content);
        const answer = await post(app, piece.id, type === 'RECALL' ? 'editor' : 'admin', wire[type]);
        if (type !== 'PROMOTE' || answer.status !== 200) expect([state, type, JSON.stringify((await app.engine.content.readDraft(piece))?.content)]).toEqual([state, type, before]);
        if (answer.status === 200 && (answer.body.data as PieceView).state !== state) piece = await pieceIn(app, state);
      }
    }
  });

  test('a save that is refused by its lock can be made as soon as somebody unlocks', async () => {
    const piece = await pieceIn(app, 'scheduled', { publishAt: PROMISED, variants: [] });
    expect((await savePost(app, piece, { title: 'Not yet' })).status).toBe(403);
    await done(app, piece, 'publisher', { type: 'UNSCHEDULE' });
    expect((await savePost(app, piece, { title: 'Now' })).status).toBe(200);
    expect((await draftRow(piece))?.title).toBe('Now');
  });

  test('text that was changed while it was under review goes out only after it was approved again', async () => {
    const draft = await postAt(app, 'approved');
    await savePost(app, draft, { title: 'After the approval' });
    const refused = await send(app, draft, 'publisher', { type: 'PUBLISH' });
    expect(refused.status).toBe(422);
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    await done(app, draft, 'publisher', { type: 'PUBLISH' });
    expect(await liveEditions(app, draft.documentId)).toEqual([expect.objectContaining({ title: 'After the approval' })]);
  });
});

describe('a wrong hour', () => {
  const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia', 'Africa/Casablanca', 'UTC'] as const;

  /** What a clock on the wall there shows, from the runtime's own calendar and not from the library under test. */
  const wallClock = (instant: string, timeZone: string): string => {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(new Date(instant));
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
    return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
  };

  const two = (n: number): string => String(n).padStart(2, '0');
  const localTime = fc
    .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }), hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
    .map(({ month, day, hour, minute }) => `2028-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`);

  /** Hours around the changes of clocks, where mistakes live. */
  const changes = fc.constantFrom('2028-03-26T01:59', '2028-03-26T03:00', '2028-10-29T01:59', '2028-10-29T03:00', '2028-03-12T01:59', '2028-03-12T03:00', '2028-11-05T00:59', '2028-11-05T02:00', '2028-04-02T01:29', '2028-04-02T02:00', '2028-10-01T01:59', '2028-10-01T02:30', '2028-02-29T12:00', '2028-12-31T23:59');

  test('the wall clock that is shown is the one that was asked for, on every day of the year, and so is the job', async () => {
    const piece = await pieceIn(app, 'scheduled', { publishAt: PROMISED, variants: [] });
    await fc.assert(
      fc.asyncProperty(fc.oneof(localTime, changes), fc.constantFrom(...ZONES), async (asked, timezone) => {
        const answer = await post(app, piece.id, 'publisher', { type: 'RESCHEDULE', localTime: asked, timezone });
        // An hour that does not exist or exists twice is asked about, never guessed.
        if (answer.status === 400) return void expect(answer.body.error.details.because).toMatch(/^(gap|overlap)$/);
        expect(answer.status).toBe(200);
        const { schedule } = answer.body.data as PieceView;
        expect([schedule?.wallClock, schedule?.timezone]).toEqual([asked, timezone]);
        expect(wallClock(schedule?.publishAt ?? '', timezone)).toBe(asked);
        expect((await jobWithKey(app, `due:${piece.id}`))?.runAt).toBe(Date.parse(schedule?.publishAt ?? ''));
      }),
      { seed: SEED, numRuns: 150 }
    );
  });

  test.each([
    ['Europe/Berlin', '2027-10-30T09:00', '2027-10-31T09:00', 25],
    ['Europe/Berlin', '2027-03-27T09:00', '2027-03-28T09:00', 23],
    ['America/New_York', '2027-11-06T09:00', '2027-11-07T09:00', 25],
    ['Australia/Lord_Howe', '2027-10-02T09:00', '2027-10-03T09:00', 23.5],
    ['Asia/Shanghai', '2027-10-30T09:00', '2027-10-31T09:00', 24],
  ])('in %s the day from %s to %s has %d hours, and nine stays nine', async (timezone, first, second, hours) => {
    standAt(app, '2027-01-01T00:00:00Z');
    const piece = await pieceIn(app, 'scheduled', { publishAt: PROMISED, variants: [] });
    const at: number[] = [];
    for (const asked of [first, second]) {
      const { schedule } = (await post(app, piece.id, 'publisher', { type: 'RESCHEDULE', localTime: asked, timezone })).body.data as PieceView;
      expect(schedule?.wallClock).toBe(asked);
      at.push(Date.parse(schedule?.publishAt ?? ''));
    }
    expect(((at[1] ?? 0) - (at[0] ?? 0)) / HOUR).toBe(hours);
  });

  test('it goes out in the minute that was asked for, on the day of the change', async () => {
    standAt(app, '2027-10-01T00:00:00Z');
    const piece = await pieceIn(app, 'approved', { variants: [] });
    const { schedule } = (await post(app, piece.id, 'publisher', { type: 'SCHEDULE', localTime: '2027-10-31T02:30', disambiguation: 'later', timezone: 'Europe/Berlin' })).body.data as PieceView;
    expect(schedule?.publishAt).toBe('2027-10-31T01:30:00.000Z');
    standAt(app, '2027-10-31T01:29:59.999Z');
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('scheduled');
    standAt(app, '2027-10-31T01:30:00Z');
    await runDueJobs(app);
    const now = await view(app, piece);
    expect(now).toMatchObject({ state: 'published', publication: { at: '2027-10-31T01:30:00.000Z', latenessMs: 0 } });
    expect(wallClock(now.publication?.at ?? '', 'Europe/Berlin')).toBe('2027-10-31T02:30');
    expect((await app.anonymous.get(`/api/delivery/posts/${piece.documentId}`)).body.data.publishedAt).toBe('2027-10-31T01:30:00.000Z');
  });

  test('everybody sees the same hour: it is written with its zone, not with the reader’s', async () => {
    const piece = await pieceIn(app, 'scheduled', { publishAt: PROMISED, timezone: 'Asia/Shanghai', variants: [] });
    for (const person of ['editor', 'reviewer', 'publisher', 'moderator', 'admin'] as const) expect((await view(app, piece, person)).schedule).toMatchObject({ publishAt: isoOf(PROMISED), timezone: 'Asia/Shanghai', wallClock: '2027-06-01T09:00' });
  });
});

describe('a preview that is not what was sent', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', minLength: 12, maxLength: 60 }), fc.constantFrom('Plain words that are long enough', '“Quotes” & <tags> \\ {braces} %d', '漢字かな交じり文とemoji🍵👩‍👩‍👧 in one', 'e\u0301 and \u00e9 are not one', 'line\nbreak\ttab and  two spaces', 'ends with space '));
  const leaf = text.map((value) => ({ type: 'text', text: value }));
  const body = fc.array(fc.oneof(leaf.map((child) => ({ type: 'paragraph', children: [child] })), leaf.map((child) => ({ type: 'heading', level: 2, children: [{ ...child, bold: true }] })), leaf.map((child) => ({ type: 'quote', children: [child] }))), { minLength: 2, maxLength: 4 });

  const bytes = (entry: Record<string, unknown>): string => JSON.stringify({ ...entry, publishedAt: null, firstPublishedAt: null });

  test('whatever is written, what the reviewer was shown is what readers get', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          title: text.map((value) => `T ${value}`.slice(0, 100)),
          summary: text,
          topic: fc.option(text.map((value) => value.slice(0, 60))),
          body,
          tags: fc.array(text.map((name) => ({ name: name.slice(0, 30) })), { maxLength: 3 }),
          form: fc.constantFrom('text', 'image', 'video'),
          seo: fc.option(fc.record({ metaTitle: text.map((value) => value.slice(0, 60)) })),
        }),
        async (content) => {
          const piece = await draftPiece(app, content, []);
          const shown = await app.as('reviewer', 'post', `/content-workflow/pieces/${piece.id}/preview-links`, {});
          const preview = (await app.anonymous.get(shown.body.data.url as string)).body.data as Record<string, unknown>;
          expect(preview).toMatchObject({ title: content.title, summary: content.summary, body: content.body });
          await bring(app, piece, 'published');
          const live = (await app.anonymous.get(`/api/delivery/posts/${piece.documentId}`)).body.data as Record<string, unknown>;
          expect(bytes(live)).toBe(bytes(preview));
        }
      ),
      { seed: SEED, numRuns: 25 }
    );
  });

  test('the hash that was approved is the hash of the preview and of what went live', async () => {
    const piece = await draftPiece(app, {}, []);
    const link = await app.as('reviewer', 'post', `/content-workflow/pieces/${piece.id}/preview-links`, {});
    await bring(app, piece, 'published');
    const now = await view(app, piece);
    expect([now.seal?.hash, now.publication?.hash]).toEqual([link.body.data.hash, link.body.data.hash]);
    expect(await app.strapi.db.connection('cw_editions').where({ piece_id: piece.id })).toEqual([expect.objectContaining({ content_hash: link.body.data.hash as string })]);
  });
});
