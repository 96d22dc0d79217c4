/** The network between a process and PostgreSQL loses commits, and whole connections without a word. */
import { parseConfig } from '../../src/plugins/content-workflow/server/src/config';
import { BESIDE, widthOf } from '../../src/plugins/content-workflow/server/src/jobs/queue';
import { allowPublic, DELIVERY } from '../support/access';
import { startApp, type TestApp } from '../support/app';
import { createPost, savePost, view } from '../support/flow';
import { listen } from '../support/listen';
import { startProxy, type PostgresProxy } from '../support/postgres-proxy';
import { rawClient } from '../support/raw-http';
import { pieceIn, push, scheduleEvent, type Piece } from '../support/states';
import { HOUR, MINUTE, pass, runDueJobs } from '../support/time';

/** In the signal that every publication and every take-down sends with its commit. */
const EDITION = '"kind":"edition"';

const LOOK_MS = 50;

/** Each holds a lock while it lives. */
const WORKERS = parseConfig({}).jobs.concurrency + BESIDE.reduce((sum, lane) => sum + widthOf(lane, { sideBySide: parseConfig({}).distribution.concurrency }), 0);

let proxy: PostgresProxy;
let app: TestApp;
let client: ReturnType<typeof rawClient>;

beforeEach(async () => {
  proxy = await startProxy();
  app = await startApp({ reach: proxy.reach });
  await listen(app);
  await allowPublic(app, ...DELIVERY);
  client = rawClient(app);
});
afterEach(async () => {
  client.close();
  await app.close();
  await proxy.close();
});

/** What happens by itself sooner or later; a test that waits for what never happens runs out of time. */
const until = async (happened: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
};

const db = () => app.strapi.db.connection;
const statusOf = async (slug: string): Promise<number> => (await client.send({ method: 'GET', target: `/api/delivery/posts/${slug}?locale=en` })).status;
const revisionOf = async (piece: Piece): Promise<number> => (await view(app, piece)).revision;
const eventsOf = async (piece: Piece, event: string): Promise<number> => (await db()('cw_history').where({ piece_id: piece.id, event })).length;

const takeDown = (piece: Piece, revision: number) =>
  app.as('publisher', 'post', `/content-workflow/pieces/${piece.id}/events`, { event: { type: 'TAKE_DOWN', reason: 'A wrong price.' }, expectedRevision: revision });

const UNKNOWN = { status: 504, body: { error: { name: 'GatewayTimeoutError', details: { code: 'OUTCOME_UNKNOWN' } } } };

describe('a commit that gets lost', () => {
  test('on its way is no success: the click is done when it is done again', async () => {
    const piece = await pieceIn(app, 'published', { data: { slug: 'lost' }, variants: [] });
    const revision = await revisionOf(piece);
    expect(await statusOf('lost')).toBe(200);
    const lost = proxy.loseCommit(EDITION, 'question');
    expect(await takeDown(piece, revision)).toMatchObject(UNKNOWN);
    await lost;
    expect(await eventsOf(piece, 'TAKE_DOWN')).toBe(0);
    expect(await statusOf('lost')).toBe(200);
    expect((await takeDown(piece, revision)).status).toBe(200);
    expect(await statusOf('lost')).toBe(404);
  });

  test('on its way back was one: readers are not served from memory what it took down, and the click is not done twice', async () => {
    const piece = await pieceIn(app, 'published', { data: { slug: 'taken' }, variants: [] });
    const revision = await revisionOf(piece);
    expect([await statusOf('taken'), await statusOf('taken')]).toEqual([200, 200]);
    const lost = proxy.loseCommit(EDITION, 'answer');
    expect(await takeDown(piece, revision)).toMatchObject(UNKNOWN);
    await lost;
    await until(async () => (await statusOf('taken')) === 404);
    expect((await takeDown(piece, revision)).status).toBe(409);
    expect(await eventsOf(piece, 'TAKE_DOWN')).toBe(1);
  });

  test("of an editor's save is said to be unknown, too", async () => {
    const draft = await createPost(app);
    const before = (await view(app, draft)).title;
    const lost = proxy.loseCommit('Tea in the sun', 'question');
    expect(await savePost(app, draft, { title: 'Tea in the sun' })).toMatchObject(UNKNOWN);
    await lost;
    expect((await view(app, draft)).title).toBe(before);
    expect((await savePost(app, draft, { title: 'Tea in the sun' })).status).toBe(200);
    expect((await view(app, draft)).title).toBe('Tea in the sun');
  });

  test.each(['question', 'answer'] as const)('of a job (its %s) loses no promise and keeps none twice', async (part) => {
    const piece = await pieceIn(app, 'scheduled', { data: { slug: 'promised' }, variants: [], publishAt: app.engine.clock.now() + 2 * HOUR });
    pass(app, 2 * HOUR);
    const lost = proxy.loseCommit(EDITION, part);
    await runDueJobs(app);
    await lost;
    if (part === 'question') {
      expect(await eventsOf(piece, 'DUE')).toBe(0);
      expect(await app.engine.queue.isWaiting(`due:${piece.id}`)).toBe(true);
    }
    pass(app, 10 * MINUTE);
    const { status, jobs } = await app.engine.heartbeat.health();
    if (part === 'question') expect({ status, overdue: jobs.overdue }).not.toMatchObject({ status: 'ok', overdue: 0 });
    await runDueJobs(app);
    expect(await eventsOf(piece, 'DUE')).toBe(1);
    expect(await app.engine.queue.isWaiting(`due:${piece.id}`)).toBe(false);
    expect(await statusOf('promised')).toBe(200);
  });
});

describe('a connection that is swallowed', () => {
  const sessions = async (): Promise<number[]> => {
    const { rows } = (await db().raw("select pid from pg_stat_activity where datname = current_database() and application_name = 'content-workflow signals'")) as unknown as { rows: { pid: number }[] };
    return rows.map(({ pid }) => pid);
  };
  const workerLocks = async (): Promise<{ pid: number }[]> => {
    const { rows } = (await db().raw("select pid from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database()) and classid = ?", [0x4357] as never)) as unknown as { rows: { pid: number }[] };
    return rows;
  };

  test('is replaced by one that waits for nothing, and the database lets go of what the old one held', async () => {
    app.engine.clock.use();
    await app.engine.queue.start(app.engine.handlers);
    await until(async () => (await workerLocks()).length === WORKERS);
    const [old] = await sessions();
    proxy.swallow('content-workflow signals');
    await until(() => !app.engine.signals.isCurrent());
    await until(() => app.engine.signals.isCurrent());
    const [fresh] = (await sessions()).filter((pid) => pid !== old);
    expect((await workerLocks()).filter(({ pid }) => pid === fresh)).toHaveLength(WORKERS);
    await until(async () => !(await sessions()).includes(old ?? 0));
    expect(await workerLocks()).toHaveLength(WORKERS);
    await app.engine.queue.stop();
  });

  test('from under the workers takes no promise with it', async () => {
    app.engine.clock.use();
    await app.engine.queue.start(app.engine.handlers);
    const piece = await pieceIn(app, 'approved', { data: { slug: 'kept' }, variants: [] });
    proxy.swallow('content-workflow jobs');
    await push(app, piece.id, 'publisher', scheduleEvent(app, { publishAt: app.engine.clock.now() + 500 }));
    await until(async () => (await statusOf('kept')) === 200);
    expect(await eventsOf(piece, 'DUE')).toBe(1);
    await app.engine.queue.stop();
  });
});

test('a notice that nobody understands ends nothing, and counts as something that was missed', async () => {
  const heard: string[] = [];
  app.engine.signals.listen(({ kind }) => void heard.push(kind));
  for (const text of ['no JSON', '7', 'null', '{"from":"x","signal":7}']) await db().raw('select pg_notify(?, ?)', ['public.content_workflow', text] as never);
  await until(() => heard.length === 4);
  expect(heard).toEqual(['missed', 'missed', 'missed', 'missed']);
  await until(() => app.engine.signals.isCurrent());
});

test('a process hears each of its own signals once', async () => {
  const heard: string[] = [];
  app.engine.signals.listen(({ kind }) => void heard.push(kind));
  const piece = await pieceIn(app, 'published', { data: { slug: 'heard' }, variants: [] });
  const now = heard.length;
  expect(now).toBeGreaterThan(0);
  await takeDown(piece, await revisionOf(piece));
  // Notices come in the order of commits, and this one after all of them.
  await db().raw('select pg_notify(?, ?)', ['public.content_workflow', 'the last'] as never);
  await until(() => heard.includes('missed'));
  expect(heard.filter((kind) => kind === 'edition')).toHaveLength(2);
});
