/** A real Strapi over a database of its own, with people in every role, for tests that speak HTTP. */
import { once } from 'node:events';
import path from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import request from 'supertest';
import type { Workflow } from '../../src/plugins/content-workflow/server/src/workflow';
import { moveDatabaseTime } from './database-time';
import { openDatabase, openFilledDatabase } from './test-database';
import { addTestTypes } from './types';

const ROOT = path.resolve(__dirname, '../..');
const PASSWORD = 'Correct-horse-7';

export const POST = 'api::post.post';
export const ACTIVITY = 'api::activity.activity';
export const KOL = 'api::kol.kol';
export const SUBMISSION = 'api::submission.submission';

const ROLES = {
  admin: 'strapi-super-admin',
  editor: 'cw-editor',
  editor2: 'cw-editor',
  reviewer: 'cw-reviewer',
  reviewer2: 'cw-reviewer',
  publisher: 'cw-publisher',
  moderator: 'cw-moderator',
  moderator2: 'cw-moderator',
  lead: 'cw-moderation-lead',
  lead2: 'cw-moderation-lead',
} as const;

export type Person = keyof typeof ROLES;

export interface TestApp {
  readonly strapi: Core.Strapi;
  readonly engine: Workflow;
  /** The folder of the database; start again with it to see what a restart finds. */
  readonly folder: string;
  /** Without an identity, as a front end asks. */
  readonly anonymous: ReturnType<typeof request>;
  /** The bearer token of that person's session. */
  token(person: Person): Promise<string>;
  idOf(person: Person): Promise<string>;
  /** Sends a request to an admin path as that person. */
  as(person: Person, method: 'get' | 'post' | 'put' | 'delete', url: string, body?: object): Promise<request.Response>;
  /** Closes the server; the database stays unless `remove` is asked for. */
  close(options?: { keep: boolean }): Promise<void>;
}

export interface StartOptions {
  /** The folder of an earlier app whose database is opened again. */
  readonly folder?: string;
  /** Jobs run by themselves; otherwise a test drains the queue when it wants them to run. */
  readonly clockRuns?: boolean;
  /** The way to the database, when it is not the direct one. */
  readonly reach?: (url: string) => string;
}

interface UserService {
  create(user: object): Promise<{ id: number }>;
}

const createPeople = async (strapi: Core.Strapi): Promise<void> => {
  if ((await strapi.db.query('admin::user').count()) > 0) return;
  const users = strapi.service('admin::user') as unknown as UserService;
  for (const [person, code] of Object.entries(ROLES)) {
    const role = await strapi.db.query('admin::role').findOne({ where: { code } });
    await users.create({ firstname: person, lastname: 'Test', email: `${person}@example.com`, password: PASSWORD, isActive: true, roles: [role?.id] });
  }
};

export const startApp = async (options: StartOptions = {}): Promise<TestApp> => {
  const database = options.folder === undefined ? await openFilledDatabase() : await openDatabase(options.folder);
  const way = options.reach === undefined ? {} : { DATABASE_URL: options.reach(database.env.DATABASE_URL ?? '') };
  Object.assign(process.env, database.env, way, { NODE_ENV: 'test', LOG_LEVEL: 'silent', WORKFLOW_CLOCK: options.clockRuns === true ? 'on' : 'off' });
  const strapi = createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist') });
  addTestTypes(strapi);
  await strapi.load();
  strapi.server.mount();
  if (options.clockRuns === true) await once(strapi.server.httpServer.listen(0, '127.0.0.1'), 'listening');
  await createPeople(strapi);
  const engine = strapi.plugin('content-workflow').service('workflow') as unknown as Workflow;
  moveDatabaseTime(strapi, engine.clock, engine.queue);
  const http = request(strapi.server.httpServer);
  const tokens = new Map<Person, string>();

  const token = async (person: Person): Promise<string> => {
    const known = tokens.get(person);
    if (known !== undefined) return known;
    const answer = await http.post('/admin/login').send({ email: `${person}@example.com`, password: PASSWORD });
    const fresh = (answer.body as { data: { token: string } }).data.token;
    tokens.set(person, fresh);
    return fresh;
  };

  return {
    strapi,
    engine,
    folder: database.folder,
    anonymous: http,
    token,
    async idOf(person) {
      const user = await strapi.db.query('admin::user').findOne({ where: { email: `${person}@example.com` } });
      return String(user?.id);
    },
    async as(person, method, url, body) {
      const asked = http[method](url).set('Authorization', `Bearer ${await token(person)}`);
      return body === undefined ? asked : asked.send(body);
    },
    async close(close = { keep: false }) {
      await strapi.destroy();
      if (!close.keep) await database.remove();
    },
  };
};
