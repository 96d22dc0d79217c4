/** A server with the demo's content and people, in a database and an uploads folder of its own. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_ENVIRONMENT } from '../../../src/seed/environment';
import { startServer, type Server } from '../server';
import { openDatabase } from '../test-database';

/** Everybody's in this demo. */
export const DEMO_PASSWORD = 'Tea-and-mist-7';

export interface DemoServer {
  readonly url: string;
  readonly server: Server;
  close(): Promise<void>;
}

export const startDemo = async (): Promise<DemoServer> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-demo-'));
  mkdirSync(path.join(folder, 'uploads'));
  const database = await openDatabase();
  // The admin's session cookie is marked secure in production and would not travel over plain http.
  const server = startServer({ database, commands: path.join(__dirname, 'commands.ts'), env: { ...DEMO_ENVIRONMENT, NODE_ENV: 'development', PUBLIC_DIRECTORY: folder, SHORT_ADDRESS: 'https://go.mistway.example.com' } });
  const url = await server.ready;
  await server.call('seedDemo', { password: DEMO_PASSWORD });
  return {
    url,
    server,
    async close() {
      await server.stop();
      await database.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
