/** A word list that one process saves is one by which every other screens, and of two that save at once one is told. */
import path from 'node:path';
import type { Material } from '../../src/plugins/content-workflow/core/moderation/screen';
import type { Signal } from '../../src/plugins/content-workflow/core/moderation/vocabulary';
import { createTeam, request, type Team } from '../support/people';
import { startServer, type Server } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';

const LISTS = '/content-workflow/moderation/word-lists';

/** What another process has saved may be unknown this long, and no longer. */
const STALE_MS = 1_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let database: TestDatabase;
let servers: Server[];
let urls: string[];
let team: Team;

beforeAll(async () => {
  database = await openDatabase();
  const commands = path.join(__dirname, '../support/screening/commands.ts');
  servers = [0, 1].map(() => startServer({ database, commands, env: { ROLE: 'web' } }));
  urls = await Promise.all(servers.map((server) => server.ready));
  team = await createTeam(urls[0] ?? '');
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await database.remove();
});

const save = (url: string | undefined, expectedVersion: number, terms: readonly string[]) =>
  request(`${url}${LISTS}/two-processes`, 'PUT', team.admin, {
    expectedVersion,
    values: { name: 'Two processes', violation: 'spam-ad', severity: 'minor', kind: 'normalised', minors: false, terms, allow: [], expiresAt: null, owner: 'Lena', retired: false },
    comment: 'For the test.',
  });

let sent = 0;
const found = async (server: Server | undefined, text: string): Promise<string[]> => {
  sent += 1;
  const material: Material = { documentId: null, reference: `S-TWO${sent}`, revision: 1, title: '', text, links: [], contributorName: '', sender: 'member:1', composedMs: 60_000, imageHashes: [], at: Date.now() };
  const signals = (await server?.call<Signal[]>('screen', { material })) ?? [];
  return signals.filter(({ rule }) => rule.startsWith('word-list/')).map(({ rule, ruleVersion }) => `${rule} ${ruleVersion}`);
};

it('is in force in the other process', async () => {
  // Both have read the lists before, so that what they know is old.
  for (const server of servers) expect(await found(server, 'cheap trombones')).toEqual([]);
  expect((await save(urls[0], 0, ['cheap trombones'])).status).toBe(200);
  await sleep(STALE_MS);
  for (const server of servers) expect(await found(server, 'ch3ap tr0mbones')).toEqual(['word-list/two-processes 1']);
});

it('of two that save the same version at the same moment on two processes, one is told who was faster', async () => {
  const answers = await Promise.all(urls.map((url, i) => save(url, 1, [`trombone number ${i}`])));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});
