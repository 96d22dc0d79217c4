/**
 * A fresh Strapi project that installs the plugin from its tarball, as somebody would who has never seen this repository.
 *
 * npm installs the tarball with the plugin's own dependencies. Strapi itself, which the project would install in minutes,
 * is linked from this repository; Node is told to leave links as they are, so that the project's modules are found from
 * the project and the installed plugin is the only one there is.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './server';

export const PLUGIN = 'strapi-plugin-content-workflow';
export const PLUGIN_DIR = path.join(ROOT, 'src/plugins/content-workflow');
export const PRESERVE_LINKS = ['--preserve-symlinks'] as const;

const run = promisify(execFile);

const NPM_QUIET = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'] as const;

/** Packs the workspace as `npm publish` would; answers the tarball and the files in it. */
export const pack = async (folder: string): Promise<{ tarball: string; files: string[] }> => {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, '--loglevel=error'], { cwd: PLUGIN_DIR });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: path.join(folder, packed.filename), files: packed.files.map((file) => file.path) };
};

/** Links what the project does not have itself. Scopes are folders of packages and are filled one by one. */
export const linkMissing = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name.startsWith('.') || name === PLUGIN) continue;
    if (name.startsWith('@')) linkMissing(path.join(from, name), path.join(to, name));
    else if (!existsSync(path.join(to, name))) symlinkSync(path.join(from, name), path.join(to, name));
  }
};

const write = (dir: string, file: string, content: string | object): void => {
  const target = path.join(dir, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
};

/** A plain JavaScript project with one content type, and the plugin installed but not configured. */
export const createHost = async (dir: string, tarball: string): Promise<void> => {
  write(dir, 'package.json', { name: 'host', version: '0.0.0', private: true, strapi: { telemetryDisabled: true } });
  await run('npm', ['install', ...NPM_QUIET, '--omit=peer', '--legacy-peer-deps', tarball], { cwd: dir });
  linkMissing(path.join(ROOT, 'node_modules'), path.join(dir, 'node_modules'));
  for (const folder of ['public/uploads', 'database/migrations', 'src']) mkdirSync(path.join(dir, folder), { recursive: true });

  write(dir, 'config/server.js', "module.exports = ({ env }) => ({ host: env('HOST'), port: env.int('PORT'), app: { keys: env.array('APP_KEYS') }, logger: { config: { level: env('LOG_LEVEL') }, updates: { enabled: false } } });\n");
  write(
    dir,
    'config/admin.js',
    "module.exports = ({ env }) => ({ auth: { secret: env('ADMIN_JWT_SECRET') }, apiToken: { salt: env('API_TOKEN_SALT') }, transfer: { token: { salt: env('TRANSFER_TOKEN_SALT') } }, secrets: { encryptionKey: env('ENCRYPTION_KEY') }, serveAdminPanel: false });\n"
  );
  write(dir, 'config/database.js', "module.exports = ({ env }) => ({ connection: env('DATABASE_CLIENT') === 'postgres' ? { client: 'postgres', connection: { connectionString: env('DATABASE_URL') } } : { client: 'sqlite', connection: { filename: env('DATABASE_FILENAME') }, useNullAsDefault: true } });\n");
  write(dir, 'config/middlewares.js', "module.exports = ['strapi::logger', 'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public'];\n");
  write(dir, 'src/index.js', 'module.exports = {};\n');
  write(dir, 'src/api/article/content-types/article/schema.json', {
    kind: 'collectionType',
    collectionName: 'articles',
    info: { singularName: 'article', pluralName: 'articles', displayName: 'Article' },
    options: { draftAndPublish: true },
    attributes: { headline: { type: 'string', required: true }, text: { type: 'text' }, source: { type: 'string', private: true } },
  });
  for (const [kind, make] of [
    ['controllers', 'createCoreController'],
    ['routes', 'createCoreRouter'],
    ['services', 'createCoreService'],
  ] as const)
    write(dir, `src/api/article/${kind}/article.js`, `const { factories } = require('@strapi/strapi');\n\nmodule.exports = factories.${make}('api::article.article');\n`);
};

/** Declares the plugin and what it governs; without it Strapi would still find the plugin, with nothing to govern. */
export const configure = (dir: string, plugins: object): void => {
  write(dir, 'package.json', { name: 'host', version: '0.0.0', private: true, strapi: { telemetryDisabled: true }, dependencies: { [PLUGIN]: '*', '@strapi/strapi': '*' } });
  write(dir, 'config/plugins.js', `module.exports = () => (${JSON.stringify(plugins, null, 2)});\n`);
};
