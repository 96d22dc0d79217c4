/** The two applications that are compared: this one, and the same content types and data without the workflow. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAdministrator } from '../support/people';
import { ROOT, startServer, type Server } from '../support/server';

export interface App {
  readonly server: Server;
  readonly url: string;
  /** The session of the administrator, who has as many permissions to check on either side. */
  readonly token: string;
}

export interface Arena {
  readonly folder: string;
  readonly stockDir: string;
  /** A server over a database of its own; the same name opens the same database again. */
  start(which: 'ours' | 'stock', database: string, options?: { readonly clock?: boolean; readonly nodeArguments?: readonly string[]; readonly env?: NodeJS.ProcessEnv }): Promise<{ server: Server; url: string }>;
  /** Both over databases of their own. */
  pair(name: string, options?: { readonly clock?: boolean }): Promise<{ ours: App; stock: App; end(): Promise<void> }>;
  close(): Promise<void>;
}

/** What somebody would make for events with Strapi alone: a plain content type with the same columns. */
const READING = {
  kind: 'collectionType',
  collectionName: 'readings',
  info: { singularName: 'reading', pluralName: 'readings', displayName: 'Reading' },
  options: { draftAndPublish: false },
  attributes: { eventId: { type: 'string', unique: true }, experiment: { type: 'integer' }, unit: { type: 'string' }, kind: { type: 'string' }, arm: { type: 'string' }, goal: { type: 'string' }, value: { type: 'float' }, at: { type: 'biginteger' } },
} as const;

/** The build with three files replaced: what turns the plugin on or names it in the configuration, and the entry, which insists on it. */
const makeStock = (folder: string): string => {
  const app = path.join(folder, 'stock');
  for (const part of ['dist/src', 'dist/config', 'package.json']) cpSync(path.join(ROOT, part), path.join(app, part), { recursive: true });
  for (const part of ['public/uploads', 'database/migrations', 'src/api', 'config']) mkdirSync(path.join(app, part), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(app, 'node_modules'));
  const plugins = path.join(app, 'dist/config/plugins.js');
  cpSync(plugins, path.join(app, 'dist/config-of-ours/plugins.js'));
  writeFileSync(
    plugins,
    `const ours = require('../config-of-ours/plugins.js').default;
module.exports = (tools) => ({ ...ours(tools), 'content-workflow': { enabled: false } });
`
  );
  const middlewares = path.join(app, 'dist/config/middlewares.js');
  cpSync(middlewares, path.join(app, 'dist/config-of-ours/middlewares.js'));
  writeFileSync(
    middlewares,
    `const ours = require('../config-of-ours/middlewares.js').default;
module.exports = (tools) => ours(tools).filter((middleware) => !String(middleware).startsWith('plugin::content-workflow.'));
`
  );
  writeFileSync(path.join(app, 'dist/src/index.js'), 'module.exports = {};\n');
  const reading = path.join(app, 'dist/src/api/reading/content-types/reading');
  mkdirSync(reading, { recursive: true });
  writeFileSync(path.join(reading, 'schema.json'), JSON.stringify(READING));
  return app;
};

export const openArena = (): Arena => {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-bench-'));
  const stockDir = makeStock(folder);
  const running = new Set<Server>();

  const arena: Arena = {
    folder,
    stockDir,
    async start(which, database, options = {}) {
      const server = startServer({
        database: path.join(folder, `${database}.db`),
        ...(which === 'stock' ? { appDir: stockDir } : {}),
        commands: path.join(__dirname, 'inside.ts'),
        env: { WORKFLOW_CLOCK: options.clock === false ? 'off' : 'on', LOG_LEVEL: 'error', ...options.env },
        nodeArguments: options.nodeArguments ?? [],
      });
      running.add(server);
      return { server, url: await server.ready };
    },
    async pair(name, options) {
      const open = async (which: 'ours' | 'stock'): Promise<App> => {
        const { server, url } = await arena.start(which, `${name}-${which}`, options);
        return { server, url, token: await createAdministrator(url) };
      };
      const ours = await open('ours');
      const stock = await open('stock');
      return {
        ours,
        stock,
        async end() {
          await Promise.all([ours.server.stop(), stock.server.stop()]);
        },
      };
    },
    async close() {
      await Promise.all([...running].map((server) => server.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return arena;
};
