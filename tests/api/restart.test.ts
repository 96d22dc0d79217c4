/** A restart in the middle of anything: what was is as it was, and what should have happened meanwhile happens, with its lateness. */
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { STATES } from '../../src/plugins/content-workflow/core/workflow/machine';
import { allowPublic, DELIVERY, HEALTH } from '../support/access';
import { POST, startApp, type TestApp } from '../support/app';
import { post, wireEvents } from '../support/events';
import { view, type Draft } from '../support/flow';
import { expectUnbroken, historyOf } from '../support/history';
import { changeUnseen, liveEditions, liveRows } from '../support/sql';
import { pieceIn, push, type Piece } from '../support/states';
import { alertsOf, DAY, HOUR, isoOf, jobsOf, MINUTE, runDueJobs, standAt } from '../support/time';
import { storedJobs } from '../support/stored-jobs';

const TABLES = ['cw_pieces', 'cw_history', 'cw_variants', 'cw_editions', 'cw_edition_terms', 'cw_snapshots', 'cw_alerts'] as const;

const stored = async (app: TestApp): Promise<Record<string, unknown[]>> => ({ ...Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await app.strapi.db.connection(table).orderBy('id')] as const))), jobs: await storedJobs(app) });

describe('a restart in every stage', () => {
  let app: TestApp;
  let pieces: Piece[];
  let now: number;
  let before: { stored: Record<string, unknown[]>; views: PieceView[]; alerts: unknown; list: string; preview: { url: string; text: string } };

  const seen = (piece: Draft): Promise<PieceView> => view(app, piece, 'admin');

  beforeAll(async () => {
    app = await startApp();
    now = standAt(app, Date.now());
    await allowPublic(app, ...DELIVERY, HEALTH);
    pieces = [];
    for (const state of STATES) pieces.push(await pieceIn(app, state));
    const second = await pieceIn(app, 'published');
    const saved = await app.as('editor', 'put', `/content-manager/collection-types/${POST}/${second.documentId}?locale=en`, { title: 'The second round' });
    expect(saved.status).toBe(200);
    const alarmed = await pieceIn(app, 'scheduled');
    await changeUnseen(app, alarmed.documentId, { title: 'Changed behind everybody' });
    standAt(app, now + 3 * HOUR);
    await app.engine.handlers.due({ pieceId: alarmed.id, scheduleId: (await seen(alarmed)).schedule?.id ?? '' }, { attempt: 1, runAt: 0 });
    standAt(app, now);
    pieces.push(second, alarmed);

    const link = await app.as('editor', 'post', `/content-workflow/pieces/${pieces[0]?.id}/preview-links`, {});
    const url = link.body.data.url as string;
    const state = {
      stored: await stored(app),
      views: await Promise.all(pieces.map(seen)),
      alerts: (await app.as('admin', 'get', '/content-workflow/alerts')).body,
      list: (await app.anonymous.get('/api/delivery/posts')).text,
      preview: { url, text: (await app.anonymous.get(url)).text },
    };
    before = state;
    await app.close({ keep: true });
    app = await startApp({ folder: app.folder });
    standAt(app, now);
  });
  afterAll(() => app.close());

  test('leaves every row as it was', async () => {
    expect(await stored(app)).toEqual(before.stored);
  });

  test.each([...STATES.map((state, i) => ({ state, i })), { state: 'a second round', i: STATES.length }, { state: 'held with an alert', i: STATES.length + 1 }])('shows a piece in $state as it was', async ({ i }) => {
    expect(await seen(pieces[i] as Piece)).toEqual(before.views[i]);
  });

  test('serves the same bytes, and the preview links that were sent before still work', async () => {
    expect((await app.anonymous.get('/api/delivery/posts')).text).toBe(before.list);
    const preview = await app.anonymous.get(before.preview.url);
    expect([preview.status, preview.text]).toEqual([200, before.preview.text]);
  });

  test('still has the alerts that nobody has seen', async () => {
    expect((await app.as('admin', 'get', '/content-workflow/alerts')).body).toEqual(before.alerts);
  });

  test.each(
    (
      [
        ['draft', 'editor', 'SUBMIT', 'review'],
        ['review', 'reviewer', 'APPROVE', 'review'],
        ['approved', 'publisher', 'PUBLISH', 'published'],
        ['variant', 'publisher', 'PROMOTE', 'approved'],
        ['scheduled', 'publisher', 'HOLD', 'held'],
        ['held', 'publisher', 'PUBLISH', 'published'],
        ['published', 'publisher', 'TAKE_DOWN', 'withdrawn'],
        ['retrospective', 'publisher', 'COMPLETE', 'closed'],
        ['closed', 'publisher', 'TAKE_DOWN', 'withdrawn'],
        ['withdrawn', 'publisher', 'OPEN_RETROSPECTIVE', 'retrospective'],
        ['rejected', 'editor', 'REOPEN', 'draft'],
        ['archived', 'editor', 'REOPEN', 'draft'],
      ] as const
    ).map(([state, person, type, to]) => ({ state, person, type, to }))
  )('after it a piece in $state goes on: $type leads to $to', async ({ state, person, type, to }) => {
    const piece = pieces[STATES.indexOf(state)] as Piece;
    const answer = await post(app, piece.id, person, (await wireEvents(app))[type]);
    expect([answer.status, answer.body.data?.state]).toEqual([200, to]);
    expectUnbroken(await historyOf(app, piece.id));
  });
});

describe('what became due while nothing ran', () => {
  let app: TestApp;
  let late: Piece;
  let veryLate: Piece;
  let future: Piece;
  let held: Piece;
  let past: Piece;
  let ended: Piece;
  const promisedAgo = HOUR;

  beforeAll(async () => {
    app = await startApp();
    const real = Date.now();
    standAt(app, real - 20 * DAY);
    past = await pieceIn(app, 'published', { variants: [] });
    standAt(app, real - 5 * HOUR);
    late = await pieceIn(app, 'scheduled', { publishAt: real - promisedAgo, variants: [] });
    veryLate = await pieceIn(app, 'scheduled', { publishAt: real - 4 * HOUR, variants: [] });
    future = await pieceIn(app, 'scheduled', { publishAt: real + 2 * HOUR, variants: [] });
    held = await pieceIn(app, 'held', { publishAt: real - promisedAgo, variants: [] });
    ended = await pieceIn(app, 'scheduled', { publishAt: real - 5 * HOUR + 2 * MINUTE, unpublishAt: real - 2 * HOUR, variants: [] });
    standAt(app, real - 5 * HOUR + 2 * MINUTE);
    await runDueJobs(app);
    expect((await view(app, ended)).state).toBe('published');
    await app.close({ keep: true });
    app = await startApp({ folder: app.folder, clockRuns: true });
    await app.engine.queue.drain();
  });
  afterAll(() => app.close());

  test('a promise is kept at the start, once, with its lateness in the view, in the history and in an alert', async () => {
    for (const [piece, ago] of [
      [late, promisedAgo],
      [veryLate, 4 * HOUR],
    ] as const) {
      const now = await view(app, piece);
      expect(now).toMatchObject({ state: 'published', isLive: true });
      const lateness = now.publication?.latenessMs ?? 0;
      expect(lateness).toBeGreaterThanOrEqual(ago);
      expect(lateness).toBeLessThan(ago + 10 * MINUTE);
      expect(now.publication?.at).toBe(isoOf(Date.parse(now.schedule?.publishAt ?? '') + lateness));
      const history = await historyOf(app, piece.id);
      expectUnbroken(history);
      expect(history.at(-1)).toMatchObject({ event: 'DUE', by: { kind: 'system' }, detail: { latenessMs: lateness } });
      expect((await alertsOf(app, piece.id)).map(({ code }) => code)).toEqual(['LATE']);
      expect(await liveRows(app, piece.documentId)).toBe(1);
      expect(await liveEditions(app, piece.documentId)).toHaveLength(1);
    }
  });

  test('promises are kept in the order of their times', async () => {
    const [first, second] = await Promise.all([veryLate, late].map(async (piece) => (await historyOf(app, piece.id)).at(-1)?.id ?? 0));
    expect(first).toBeLessThan(second as number);
  });

  test('a promise of the future waits for its time', async () => {
    expect(await view(app, future)).toMatchObject({ state: 'scheduled' });
    expect((await jobsOf(app, future.id)).map(({ name }) => name).sort()).toEqual(['due', 'preflight', 'preflight']);
  });

  test('what a person holds stays held', async () => {
    expect(await view(app, held)).toMatchObject({ state: 'held', held: { code: 'HELD_BY_PERSON' } });
    expect(await liveRows(app, held.documentId)).toBe(0);
  });

  test('an end that has passed takes the post down', async () => {
    expect(await view(app, ended)).toMatchObject({ state: 'withdrawn', isLive: false });
    expect(await liveRows(app, ended.documentId)).toBe(0);
  });

  test('a retrospective that was due opens', async () => {
    expect((await view(app, past)).state).toBe('retrospective');
  });

  test('the clock says that it is alive again', async () => {
    const { data } = (await app.as('admin', 'get', '/content-workflow/health')).body as { data: { status: string; jobs: { overdue: number; failed: number } } };
    expect(data).toMatchObject({ status: 'ok', jobs: { overdue: 0, failed: 0 } });
  });
});

describe('a stop while a promise is being kept', () => {
  test('waits for it, or leaves it to the next start: nothing is half done and nothing is done twice', async () => {
    let app = await startApp();
    const real = Date.now();
    standAt(app, real - 2 * HOUR);
    const pieces: Piece[] = [];
    for (let i = 0; i < 5; i += 1) pieces.push(await pieceIn(app, 'scheduled', { publishAt: real - HOUR + i, variants: [] }));
    app.engine.clock.use();
    await app.engine.queue.start(app.engine.handlers);
    await app.close({ keep: true });

    app = await startApp({ folder: app.folder });
    try {
      for (const piece of pieces) {
        const { state } = await view(app, piece);
        expect(['scheduled', 'published']).toContain(state);
        expect(await liveRows(app, piece.documentId)).toBe(state === 'published' ? 1 : 0);
        expect(await liveEditions(app, piece.documentId)).toHaveLength(state === 'published' ? 1 : 0);
        expect((await jobsOf(app, piece.id)).some(({ name }) => name === 'due')).toBe(state === 'scheduled');
        expectUnbroken(await historyOf(app, piece.id));
      }
      await runDueJobs(app);
      for (const piece of pieces) {
        expect((await view(app, piece)).state).toBe('published');
        expect((await historyOf(app, piece.id)).filter(({ event }) => event === 'DUE')).toHaveLength(1);
        expect(await liveRows(app, piece.documentId)).toBe(1);
      }
    } finally {
      await app.close();
    }
  });

  test('a request that was answered is not lost by a stop right after it', async () => {
    let app = await startApp();
    const piece = await pieceIn(app, 'review', { variants: [] });
    await push(app, piece.id, 'reviewer', { type: 'APPROVE', comment: null });
    const answer = await post(app, piece.id, 'reviewer2', { type: 'APPROVE' });
    expect(answer.body.data.state).toBe('approved');
    await app.close({ keep: true });
    app = await startApp({ folder: app.folder });
    try {
      // Strapi counts logins, and the administrator has logged in at every start above.
      expect(await view(app, piece, 'moderator')).toMatchObject({ state: 'approved', approvalHolds: true, revision: answer.body.data.revision as number });
    } finally {
      await app.close();
    }
  });
});
