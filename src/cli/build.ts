/**
 * Builds what is stale: the plugin, the server, the admin panel. What each was built from is remembered as a hash beside
 * its output, so that a second run does nothing and a half-finished one starts again.
 *
 * `--plugin` stops after the plugin, `--server` after the server.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SECRETS } from './environment';

const ROOT = path.resolve(__dirname, '../..');
const PLUGIN = 'src/plugins/content-workflow';

interface Part {
  name: string;
  inputs: readonly string[];
  /** Must exist for the part to count as built. */
  output: string;
  stamp: string;
  /** Run one after another. */
  commands: readonly (readonly [string, ...string[]])[];
  cwd: string;
}

const plugin: Part = {
  name: 'plugin',
  inputs: [`${PLUGIN}/core`, `${PLUGIN}/contracts`, `${PLUGIN}/server`, `${PLUGIN}/admin`, `${PLUGIN}/package.json`, `${PLUGIN}/tsconfig.types.json`, `${PLUGIN}/tsconfig.images.json`, 'package-lock.json'],
  output: `${PLUGIN}/dist/server/index.js`,
  stamp: `${PLUGIN}/dist/.built-from`,
  commands: [
    ['strapi-plugin', 'build'],
    ['tsc', '-p', 'tsconfig.types.json'],
    ['tsc', '-p', 'tsconfig.images.json'],
  ],
  cwd: PLUGIN,
};

const server: Part = {
  name: 'server',
  inputs: ['src/api', 'src/components', 'src/config', 'src/extensions', 'src/middlewares', 'src/observability', 'src/seed', 'src/index.ts', 'config', 'tsconfig.json', 'package-lock.json'],
  output: 'dist/src/index.js',
  stamp: 'dist/.built-from',
  commands: [['tsc', '-p', 'tsconfig.json']],
  cwd: '.',
};

const admin: Part = {
  name: 'admin panel',
  inputs: ['src/admin', 'src/config/labels.ts', `${PLUGIN}/admin`, `${PLUGIN}/contracts`, `${PLUGIN}/core`, 'config/admin.ts', 'package-lock.json'],
  output: 'dist/build/index.html',
  stamp: 'dist/build/.built-from',
  commands: [['strapi', 'build']],
  cwd: '.',
};

/** Every file below an input, or the input itself, in a fixed order. */
const filesIn = (input: string): string[] => {
  const absolute = path.join(ROOT, input);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [absolute];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
};

const hashOf = (part: Part): string => {
  const hash = createHash('sha256');
  for (const file of part.inputs.flatMap(filesIn)) hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

const isFresh = (part: Part, hash: string): boolean => {
  const stamp = path.join(ROOT, part.stamp);
  return existsSync(path.join(ROOT, part.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
};

/** Nothing of a secret belongs into a build, but loading the production configuration asks for them: it gets throw-away ones. */
const buildEnvironment = (): NodeJS.ProcessEnv => {
  const secret = (): string => randomBytes(24).toString('base64url');
  return {
    ...process.env,
    ...Object.fromEntries([...SECRETS, 'APP_KEYS'].map((name) => [name, secret()])),
    // Outside production Strapi builds its guided tour and development notices in.
    NODE_ENV: 'production',
    // The admin build takes more than Node's default heap on small machines.
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --max-old-space-size=4096`.trim(),
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
};

/** Shows that something is going on, and on a failure all that the command said. */
const run = (part: Part, [command, ...args]: Part['commands'][number]): Promise<void> =>
  new Promise((resolve, reject) => {
    const bin = path.join(ROOT, 'node_modules/.bin', command);
    // The admin build takes more than Node's default heap on small machines.
    const child = spawn(bin, args, { cwd: path.join(ROOT, part.cwd), env: buildEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    const dots = setInterval(() => process.stdout.write('.'), 2000);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(dots);
      if (code === 0) return resolve();
      process.stdout.write(`\n${Buffer.concat(output).toString()}\n`);
      reject(new Error(`building the ${part.name} failed`));
    });
  });

/** Builds the parts that are stale. The last one that is wanted decides how far it goes. */
export const build = async (upTo: 'plugin' | 'server' | 'all'): Promise<void> => {
  const parts = upTo === 'plugin' ? [plugin] : upTo === 'server' ? [plugin, server] : [plugin, server, admin];
  for (const part of parts) {
    const hash = hashOf(part);
    if (isFresh(part, hash)) continue;
    const started = Date.now();
    process.stdout.write(`Building the ${part.name} `);
    const stamp = path.join(ROOT, part.stamp);
    rmSync(stamp, { force: true });
    for (const command of part.commands) await run(part, command);
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
    process.stdout.write(` ${Math.round((Date.now() - started) / 1000)} s\n`);
  }
};

if (require.main === module) {
  const upTo = process.argv.includes('--plugin') ? 'plugin' : process.argv.includes('--server') ? 'server' : 'all';
  build(upTo).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
