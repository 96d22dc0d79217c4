/** Strapi skips a plugin whose server half is missing, without a word: every way to start must notice and refuse. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyApp, loseServerHalf } from '../support/app-copy';
import { PRESERVE_LINKS } from '../support/host';
import { serverEnvironment, startServer } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';

const SENTENCE = 'The server half of content-workflow is missing, so nothing would guard what goes live. Run "npm run build" and start again.';

/** Strapi's command line draws boxes around errors and breaks their lines; production writes JSON. */
const flat = (output: string): string => output.replaceAll('\\"', '"').replace(/[│┌┐└┘─\s]+/g, ' ');

describe('an application whose plugin was not built', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-boot-'));
  const app = path.join(folder, 'app');
  let database: TestDatabase;

  beforeAll(async () => {
    copyApp(app);
    database = await openDatabase();
  });
  afterAll(async () => {
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const strapi = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> =>
    new Promise((resolve) => {
      const bin = path.join(app, 'node_modules/@strapi/strapi/bin/strapi.js');
      // `develop` forks, and its children need the same view of links.
      const NODE_OPTIONS = [...PRESERVE_LINKS, '--preserve-symlinks-main'].join(' ');
      const child = spawn(process.execPath, [bin, ...args], { cwd: app, env: { ...serverEnvironment(database, env), NODE_OPTIONS }, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      const keep = (chunk: Buffer): void => void (output += chunk.toString());
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      child.once('exit', (code) => resolve({ code, output: flat(output) }));
    });

  const inProcess = (env: NodeJS.ProcessEnv) => startServer({ database, appDir: app, env, nodeArguments: PRESERVE_LINKS });

  it('would start with it', async () => {
    const server = inProcess({ NODE_ENV: 'test' });
    await expect(server.ready).resolves.toMatch(/^http:/);
    await server.stop();
  });

  describe('once the server half is gone', () => {
    beforeAll(() => loseServerHalf(app));

    it('refuses "strapi start" in production', async () => {
      const { code, output } = await strapi(['start'], { NODE_ENV: 'production' });
      expect(output).toContain(SENTENCE);
      expect(code).not.toBe(0);
    });

    it('refuses "strapi develop"', async () => {
      const { output } = await strapi(['develop', '--no-watch-admin', '--no-build-admin', '--no-install-deps'], { NODE_ENV: 'development' });
      expect(output).toContain(SENTENCE);
    });

    it('refuses a start inside tests', async () => {
      await expect(inProcess({ NODE_ENV: 'test' }).ready.catch((error: Error) => flat(error.message))).resolves.toContain(SENTENCE);
    });
  });
});
