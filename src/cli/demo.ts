/**
 * `npm run demo`: builds what is stale, writes a `.env` if there is none, fills a database of its own with a community
 * marketing team and starts. A second run keeps the data; `--fresh` starts over.
 */
import path from 'node:path';
import { rmSync } from 'node:fs';
import { build } from './build';
import { DEMO_ENVIRONMENT } from '../seed/environment';
import { ensureEnvironmentFile } from './environment';

const ROOT = path.resolve(__dirname, '../..');
const DATABASE = '.tmp/demo.db';

const USAGE = `npm run demo            start the demo; the data of the last run is kept
npm run demo -- --fresh  throw the demo's data away and start over`;

const removeDatabase = (): void => {
  for (const suffix of ['', '-wal', '-shm', '-journal', '.lock']) rmSync(path.join(ROOT, `${DATABASE}${suffix}`), { force: true });
};

const main = async (args: readonly string[]): Promise<void> => {
  const unknown = args.find((arg) => arg !== '--fresh');
  if (unknown !== undefined) {
    console.log(USAGE);
    process.exitCode = unknown === '--help' ? 0 : 2;
    return;
  }
  process.chdir(ROOT);
  if (ensureEnvironmentFile('.env', '.env.example')) console.log('Wrote .env with generated demo secrets.');
  await build('all');

  process.env.NODE_ENV = 'development';
  process.env.DATABASE_CLIENT = 'sqlite';
  process.env.DATABASE_FILENAME = DATABASE;
  Object.assign(process.env, DEMO_ENVIRONMENT);
  process.env.LOG_LEVEL ??= 'warn';
  // Loaded after the build: it is the compiled application that runs.
  const { runDemo } = (await import(path.join(ROOT, 'dist/src/seed/demo.js'))) as typeof import('../seed/demo');
  await runDemo({ root: ROOT, fresh: args.includes('--fresh'), removeDatabase });
};

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`\nThe demo could not start: ${error instanceof Error ? error.message : String(error)}`);
  // A half-started server would keep the process, and with it the database, to itself.
  process.exit(1);
});
