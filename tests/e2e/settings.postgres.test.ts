/** Settings that one process saves are those by which every other decides: another that answers, and one that keeps promises. */
import type { GetSettings } from '../../src/plugins/content-workflow/contracts/settings';
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { createTeam, documentUrl, expectOk, pieceOf, request, type Member, type Team } from '../support/people';
import { startServer, type Server } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';
import { havingLooked } from '../support/looked-at';

const KOL = 'api::kol.kol';

/** What another process has saved may be unknown this long, and no longer. */
const STALE_MS = 1_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let database: TestDatabase;
let servers: Server[];
let one: string;
let two: string;
let team: Team;

beforeAll(async () => {
  database = await openDatabase();
  servers = ['web', 'web', 'worker'].map((ROLE) => startServer({ database, env: { ROLE } }));
  [one, two] = (await Promise.all(servers.map((server) => server.ready))) as [string, string, string];
  team = await createTeam(one);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await database.remove();
});

const settings = async (url: string): Promise<GetSettings.Settings> => (await expectOk(`${url}/content-workflow/settings`, 'GET', team.admin)).data as GetSettings.Settings;

const save = async (url: string, changes: object): Promise<GetSettings.Settings> => {
  const { version } = await settings(url);
  return (await expectOk(`${url}/content-workflow/settings`, 'PUT', team.admin, { expectedVersion: version, changes, comment: 'For the test.' })).data as GetSettings.Settings;
};

const create = async (name: string): Promise<string> =>
  (await expectOk(`${one}${documentUrl(KOL)}`, 'POST', team.editor, { name, slug: name.toLowerCase(), kind: 'ambassador', bio: 'Guide.' })).data.documentId as string;

const send = async (url: string, documentId: string, by: Member, event: { type: string } & Record<string, unknown>): Promise<PieceView> => {
  const piece = await pieceOf(url, team.admin, KOL, documentId, '');
  return (await expectOk(`${url}/content-workflow/pieces/${piece.id}/events`, 'POST', team[by], { event: havingLooked(piece, event), expectedRevision: piece.revision })).data as PieceView;
};

it('a review that begins elsewhere goes by the steps that were saved here', async () => {
  const review = ['First', 'Second', 'Third'].map((name) => ({ key: name.toLowerCase(), name, quorum: 1, roles: ['cw-reviewer'] }));
  const { version } = await save(one, { types: { [KOL]: { review } } });
  await sleep(STALE_MS);
  const documentId = await create('Ayuan');
  const piece = await send(two, documentId, 'editor', { type: 'SUBMIT' });
  expect(piece.steps.map(({ name }) => name)).toEqual(['First', 'Second', 'Third']);
  expect(piece.history[0]).toMatchObject({ event: 'SUBMIT', detail: { settingsVersion: version } });
  expect((await settings(two)).values).toEqual((await settings(one)).values);
});

it('of two that save at the same moment on two processes, one is told who was faster', async () => {
  const { version } = await settings(one);
  const answers = await Promise.all([one, two].map((url, i) => request(`${url}/content-workflow/settings`, 'PUT', team.admin, { expectedVersion: version, changes: { types: { [KOL]: { rejectReasons: [`reason-${i}`] } } }, comment: 'At once.' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await settings(two)).version).toBe(version + 1);
});

it('a promise is held by the process that keeps it, for a blackout that was saved in another', async () => {
  await save(two, { types: {} });
  await sleep(STALE_MS);
  const documentId = await create('Lin');
  await send(one, documentId, 'editor', { type: 'SUBMIT' });
  await send(one, documentId, 'reviewer', { type: 'APPROVE' });
  const publishAt = Date.now() + 8_000;
  await send(one, documentId, 'publisher', { type: 'SCHEDULE', publishAt: new Date(publishAt).toISOString(), timezone: 'UTC' });
  await save(one, { types: {}, blackouts: [{ from: new Date(publishAt - 60_000).toISOString(), to: new Date(publishAt + 600_000).toISOString(), reason: 'Mourning' }] });
  let piece = await pieceOf(two, team.admin, KOL, documentId, '');
  for (let patience = 400; piece.state === 'scheduled' && patience > 0; patience -= 1) {
    await sleep(50);
    piece = await pieceOf(two, team.admin, KOL, documentId, '');
  }
  expect(piece).toMatchObject({ state: 'held', held: { code: 'IN_BLACKOUT' } });
});
