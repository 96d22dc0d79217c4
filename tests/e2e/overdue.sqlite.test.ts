/**
 * A server that comes back to hundreds of overdue promises keeps them one after another, and meanwhile it listens,
 * answers and can be stopped: SQLite answers in the turn that asks, so a chain of work could keep everything else out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAdministrator, expectOk } from '../support/people';
import { startServer, type Server } from '../support/server';
import { openSqlite } from '../support/sqlite';

/** Work for at least five seconds, and still a test that ends. */
const PROMISES = 400;

/** So many promises may be kept while somebody waits for one answer: it is let in between them, not after them. */
const WAITS_FOR = 20;

const commands = path.resolve(__dirname, '../bench/inside.ts');

describe(`a server that starts with ${PROMISES} overdue promises`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-overdue-'));
  const database = path.join(folder, 'overdue.db');
  let server: Server;
  let token: string;

  const left = (): number => {
    const db = openSqlite(database);
    const { n } = db.prepare("select count(*) as n from cw_jobs where name = 'due'").get() ?? {};
    db.close();
    return Number(n);
  };

  beforeAll(async () => {
    server = startServer({ database, commands, env: { WORKFLOW_CLOCK: 'off' } });
    token = await createAdministrator(await server.ready);
    const [id] = await server.call<string[]>('createPosts', { names: ['o'], parts: await server.call('furnish') });
    await server.call('approvePosts', [id]);
    await server.call('schedulePosts', { ids: [id], publishAt: Date.now() });
    await server.call('multiply', { documentId: id, count: PROMISES });
    await server.stop();
  });
  afterAll(async () => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('listens, answers and stops while it works them off, and goes on after the next start', async () => {
    server = startServer({ database });
    const url = await server.ready;
    const atStart = left();
    expect(atStart).toBeGreaterThan(PROMISES / 2);

    const keptDuring = async (work: () => Promise<unknown>): Promise<number> => {
      const before = left();
      await work();
      return before - left();
    };
    const waits: number[] = [];
    for (let i = 0; i < 5; i += 1) waits.push(await keptDuring(() => expectOk(`${url}/content-workflow/health`, 'GET', token)));
    expect(Math.max(...waits)).toBeLessThanOrEqual(WAITS_FOR);

    expect(await keptDuring(() => server.stop())).toBeLessThanOrEqual(WAITS_FOR);
    const atStop = left();
    expect(atStop).toBeGreaterThan(0);
    expect(atStop).toBeLessThan(atStart);

    server = startServer({ database });
    await server.ready;
    for (let patience = 600; left() > 0 && patience > 0; patience -= 1) await new Promise((resolve) => setTimeout(resolve, 200));
    await server.stop();
    const db = openSqlite(database);
    expect(db.prepare("select event, count(*) as n from cw_history where event in ('DUE', 'PUBLISH_FAILED') group by event").all()).toEqual([{ event: 'DUE', n: PROMISES + 1 }]);
    expect(db.prepare('select count(*) as n from cw_editions where subject_uid = ?').get('api::post.post')).toEqual({ n: PROMISES + 1 });
    db.close();
  });
});
