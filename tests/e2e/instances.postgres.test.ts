/** Two processes that answer and one that keeps promises, over one database: to people and front ends they are one server. */
import path from 'node:path';
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { createTeam, documentUrl, expectOk, pieceOf, request, type Member, type Team } from '../support/people';
import { startReceiver, type Receiver } from '../support/receiver';
import { startServer, type Server } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';
import { havingLooked } from '../support/looked-at';

const KOL = 'api::kol.kol';

/** What another process has published may be this old, and no older. */
const STALE_MS = 1_000;

const PUBLICATIONS = 8;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('two web processes and a worker', () => {
  let database: TestDatabase;
  let one: Server;
  let two: Server;
  let worker: Server;
  let urls: { one: string; two: string; worker: string };
  let team: Team;
  let receiver: Receiver;

  beforeAll(async () => {
    database = await openDatabase();
    receiver = await startReceiver();
    const start = (ROLE: string, more: NodeJS.ProcessEnv = {}): Server => startServer({ database, commands: path.resolve(__dirname, '../support/cluster/commands.ts'), env: { ROLE, ...more } });
    [one, two, worker] = [start('web', { SHUTDOWN_NOTICE_SECONDS: '1' }), start('web'), start('worker')];
    urls = { one: await one.ready, two: await two.ready, worker: await worker.ready };
    team = await createTeam(urls.one);
    await one.call('openToPublic');
  });
  afterAll(async () => {
    await Promise.all([one, two, worker].map((server) => server.kill()));
    await receiver.close();
    await database.remove();
  });

  const send = async (url: string, documentId: string, by: Member, event: { type: string } & Record<string, unknown>): Promise<PieceView> => {
    const piece = await pieceOf(url, team.admin, KOL, documentId, '');
    return (await expectOk(`${url}/content-workflow/pieces/${piece.id}/events`, 'POST', team[by], { event: havingLooked(piece, event), expectedRevision: piece.revision })).data as PieceView;
  };

  const approve = async (url: string, documentId: string): Promise<void> => {
    await send(url, documentId, 'editor', { type: 'SUBMIT' });
    await send(url, documentId, 'reviewer', { type: 'APPROVE' });
  };

  const create = async (url: string, name: string): Promise<string> =>
    (await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name, slug: name.toLowerCase().replaceAll(' ', '-'), kind: 'ambassador', bio: 'Guide.' })).data.documentId as string;

  it('the worker says that it is ready, and answers nothing else', async () => {
    expect((await request(`${urls.worker}/api/content-workflow/ready`, 'GET', null)).status).toBe(200);
    expect(await request(`${urls.worker}/api/delivery/kols`, 'GET', null)).toMatchObject({ status: 503, body: { error: { details: { code: 'WORKER_ONLY' } } } });
    expect((await request(`${urls.worker}/admin/init`, 'GET', null)).status).toBe(503);
    expect((await request(`${urls.worker}/api/content-workflow/metrics`, 'GET', null)).status).toBe(403);
  });

  it('a session that one process opened is good on the other, and the worker beats for both', async () => {
    for (const url of [urls.one, urls.two]) expect((await expectOk(`${url}/content-workflow/health`, 'GET', team.editor)).data.status).toBe('ok');
  });

  it('attempts to log in are counted by all together', async () => {
    const attempt = (url: string) => request(`${url}/admin/login`, 'POST', null, { email: 'reviewer2@example.com', password: 'not this one' });
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await attempt(i % 2 === 0 ? urls.one : urls.two)).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
    const db = await database.look();
    expect(JSON.stringify(await db.all('select * from cw_rate_limits'))).not.toContain('reviewer2');
    await db.close();
  });

  it('a promise that is made here is kept there, and a webhook that was added here is called once from there', async () => {
    const webhook = await two.call<string | number>('addWebhook', { url: receiver.url, event: 'workflow.transition' });
    await sleep(STALE_MS);
    const documentId = await create(urls.one, 'Ayuan');
    await approve(urls.one, documentId);
    await send(urls.one, documentId, 'publisher', { type: 'SCHEDULE', publishAt: new Date(Date.now() + 1_500).toISOString(), timezone: 'Asia/Shanghai' });
    for (let patience = 100; (await request(`${urls.two}/api/delivery/kols/ayuan`, 'GET', null)).status !== 200 && patience > 0; patience -= 1) await sleep(50);
    for (let count = 1; receiver.received.every(({ body }) => body.transition !== 'DUE'); count += 1) await receiver.has(count);
    const told = receiver.received.map(({ body }) => body.transition);
    expect(told).toEqual(['SUBMIT', 'APPROVE', 'SCHEDULE', 'DUE']);
    await two.call('removeWebhook', webhook);
    await sleep(STALE_MS);
    await create(urls.one, 'Lin');
    await send(urls.one, documentId, 'publisher', { type: 'COMMENT', comment: 'Noted.' });
    await sleep(STALE_MS);
    expect(receiver.received).toHaveLength(told.length);
  });

  it('what one process has published or taken down, the other serves within a second, at every moment', async () => {
    const documentId = await create(urls.one, 'Mei 0');
    await approve(urls.one, documentId);
    await send(urls.one, documentId, 'publisher', { type: 'PUBLISH' });
    /** What has been asked for and not been acknowledged yet. */
    let coming: string | null = 'Mei 0';
    /** When the newest version was acknowledged, and the name of it; `null` once it is taken down. */
    const known: { at: number; name: string | null }[] = [{ at: Date.now(), name: 'Mei 0' }];
    const wrong: string[] = [];
    let answers = 0;
    let reading = true;
    const read = async (): Promise<void> => {
      while (reading) {
        const began = Date.now();
        const { status, body } = await request(`${urls.two}/api/delivery/kols/${documentId}`, 'GET', null);
        answers += 1;
        const served = status === 200 ? (body.data.name as string) : null;
        // Everything that was acknowledged a second before the question has to show; what came later may.
        const settled = known.findLastIndex(({ at }) => at <= began - STALE_MS);
        if (settled >= 0 && !known.slice(settled).some(({ name }) => name === served) && served !== coming) wrong.push(`${served} instead of ${known[settled]?.name}`);
      }
    };
    const readers = [read(), read(), read()];
    for (let i = 1; i <= PUBLICATIONS; i += 1) {
      await expectOk(`${urls.one}${documentUrl(KOL, documentId)}`, 'PUT', team.editor, { name: `Mei ${i}` });
      await approve(urls.one, documentId);
      coming = `Mei ${i}`;
      await send(urls.one, documentId, 'publisher', { type: 'PUBLISH' });
      known.push({ at: Date.now(), name: `Mei ${i}` });
    }
    await sleep(STALE_MS + 200);
    coming = null;
    await send(urls.one, documentId, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong name.' });
    known.push({ at: Date.now(), name: null });
    await sleep(2 * STALE_MS);
    reading = false;
    await Promise.all(readers);
    expect(wrong).toEqual([]);
    expect(answers).toBeGreaterThan(100);
    expect((await request(`${urls.two}/api/delivery/kols/${documentId}`, 'GET', null)).status).toBe(404);
  });

  it('a process that stops says so first, and answers what it has begun', async () => {
    expect((await request(`${urls.one}/api/content-workflow/ready`, 'GET', null)).status).toBe(200);
    const stopping = one.stop();
    let status = 200;
    for (let patience = 100; status === 200 && patience > 0; patience -= 1) status = (await request(`${urls.one}/api/content-workflow/ready`, 'GET', null)).status;
    expect(status).toBe(503);
    const begun = await Promise.all(Array.from({ length: 10 }, () => request(`${urls.one}/content-workflow/pieces`, 'GET', team.editor)));
    expect(begun.map((answer) => answer.status)).toEqual(begun.map(() => 200));
    expect(await stopping).toBe(0);
    await expect(request(`${urls.one}/api/content-workflow/ready`, 'GET', null)).rejects.toThrow();
    expect((await request(`${urls.two}/api/content-workflow/ready`, 'GET', null)).status).toBe(200);
  });
});
