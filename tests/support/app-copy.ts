/** A copy of this application in which something can be broken without breaking the application. */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { linkMissing, PLUGIN, PLUGIN_DIR } from './host';
import { ROOT } from './server';

/** What a checkout and a build leave; the plugin's admin half is of no concern to a server. */
const PARTS = ['config', 'src/api', 'src/components', 'src/config', 'src/middlewares', 'src/observability', 'src/index.ts', 'tsconfig.json', 'package.json', 'dist/config', 'dist/src', 'public/robots.txt'];

export const copyApp = (dir: string): void => {
  for (const part of PARTS) cpSync(path.join(ROOT, part), path.join(dir, part), { recursive: true });
  for (const folder of ['public/uploads', 'database/migrations']) mkdirSync(path.join(dir, folder), { recursive: true });
  linkMissing(path.join(ROOT, 'node_modules'), path.join(dir, 'node_modules'));
  // What the plugin needs in another version than the rest lies with the plugin.
  const own = path.join(PLUGIN_DIR, 'node_modules');
  if (existsSync(own)) linkMissing(own, path.join(dir, 'node_modules', PLUGIN, 'node_modules'));
  for (const part of ['package.json', 'dist/server']) if (existsSync(path.join(PLUGIN_DIR, part))) cpSync(path.join(PLUGIN_DIR, part), path.join(dir, 'node_modules', PLUGIN, part), { recursive: true });
};

/** As after an interrupted build or a forgotten one. */
export const loseServerHalf = (dir: string): void => rmSync(path.join(dir, 'node_modules', PLUGIN, 'dist/server'), { recursive: true });
