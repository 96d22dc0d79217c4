/** SQLite serves one process: a second one that is started by mistake touches nothing. */
import { spawn } from 'node:child_process';
import { startApp, type TestApp } from '../support/app';
import { postAtStage } from '../support/gate';
import { ROOT } from '../support/server';

describe('a server refuses to start on a database that another process uses', () => {
  let drafts: unknown[];
  const draftsNow = (app: TestApp): Promise<unknown[]> => app.strapi.db.connection('posts').whereNull('published_at').orderBy('id');

  /** A whole second server, as somebody starts it who forgot the first; without the types that exist in tests only. */
  const secondProcess = async (): Promise<{ code: number | null; said: string }> => {
    const script = `
      const { createStrapi } = require('@strapi/strapi');
      createStrapi({ appDir: process.cwd(), distDir: require('node:path').join(process.cwd(), 'dist') }).load()
        .then(() => { console.log('it started'); process.exit(0); }, (error) => { console.log(error.message); process.exit(3); });`;
    const child = spawn(process.execPath, ['-e', script], { cwd: ROOT, env: process.env, stdio: ['ignore', 'pipe', 'ignore'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, said: Buffer.concat(output).toString() };
  };

  let first: TestApp;
  let second: { code: number | null; said: string };
  beforeAll(async () => {
    first = await startApp();
    await postAtStage(first, 'draft');
    drafts = await draftsNow(first);
    second = await secondProcess();
  });
  afterAll(() => first.close());

  it('and says so in a sentence that names the database', () => {
    expect(second).toEqual({ code: 3, said: expect.stringMatching(/another process uses the database .*test\.db\. Stop it first/) });
  });

  it('and has touched nothing in it: no table is altered or dropped under the server that runs', async () => {
    expect(await draftsNow(first)).toEqual(drafts);
    expect(await first.strapi.db.connection.schema.hasTable('notes')).toBe(true);
    expect(await first.strapi.db.query('api::note.note').count()).toBe(0);
  });
});
