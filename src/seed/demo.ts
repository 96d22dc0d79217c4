/** Starts the application over the demo's database, and fills it first if it is empty. */
import path from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import { demoPassword, logins } from './people';
import { seed } from './run';

export interface DemoOptions {
  root: string;
  fresh: boolean;
  removeDatabase: () => void;
}

const marker = (strapi: Core.Strapi) => strapi.store({ type: 'core', name: 'demo', key: 'seeded' });

/** `partly`: the last attempt was interrupted, and what it left is not a demo. */
const seeded = async (strapi: Core.Strapi): Promise<'no' | 'partly' | 'yes'> => {
  if ((await marker(strapi).get({})) === true) return 'yes';
  return (await strapi.db.query('admin::user').count()) > 0 ? 'partly' : 'no';
};

const password = (strapi: Core.Strapi): string => demoPassword([strapi.config.get('server.app.keys')].flat().join(','));

/** One line that is written over while the work goes on; a log file gets a line each. */
const progress = (line: string): void => {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[KSeeding: ${line}`);
  else process.stdout.write(`Seeding: ${line}\n`);
};

const greeting = (strapi: Core.Strapi): string => {
  const { host, port } = strapi.config.get('server') as { host: string; port: number };
  const url = `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
  return `
The demo is running. Ctrl+C stops it; the next "npm run demo" goes on where you left.

  Admin panel   ${url}/admin
  Published     ${url}/api/delivery/posts?locale=zh-Hant
  API document  ${url}/api/content-workflow/openapi.json

Everybody's password is ${password(strapi)}

${logins().join('\n')}
`;
};

/** Deletes the files that the demo's database lists, then the database. */
const startOver = async (old: Core.Strapi, open: () => Promise<Core.Strapi>, removeDatabase: () => void): Promise<Core.Strapi> => {
  const files = await old.db.query('plugin::upload.file').findMany({});
  const provider = old.plugin('upload').provider as { delete(file: unknown): Promise<unknown> };
  for (const file of files) for (const stored of [file, ...Object.values((file.formats ?? {}) as Record<string, unknown>)]) await provider.delete(stored);
  await old.destroy();
  removeDatabase();
  return open();
};

export const runDemo = async ({ root, fresh, removeDatabase }: DemoOptions): Promise<void> => {
  const open = (): Promise<Core.Strapi> => createStrapi({ appDir: root, distDir: path.join(root, 'dist') }).load();
  let strapi = await open();
  const before = await seeded(strapi);
  if (before === 'partly') process.stdout.write('The last seeding did not come to its end; starting over.\n');
  if (fresh || before === 'partly') strapi = await startOver(strapi, open, removeDatabase);
  if (fresh || before !== 'yes') {
    const started = Date.now();
    await seed(strapi, password(strapi), progress);
    await marker(strapi).set({ value: true });
    progress(`done in ${Math.round((Date.now() - started) / 1000)} s`);
    process.stdout.write('\n');
    const engine = strapi.plugin('content-workflow').service('workflow') as { queue: { start(handlers: unknown): Promise<void> }; handlers: unknown };
    await engine.queue.start(engine.handlers);
  }
  await strapi.start();
  console.log(greeting(strapi));
};
