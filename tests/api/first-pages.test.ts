/** Whatever a screen asks first is looked up along an index, in a number of statements that does not depend on how much there is. */
import { STATES } from '../../src/plugins/content-workflow/core/workflow/machine';
import { ACTIVITY, POST, startApp, type Person, type TestApp } from '../support/app';
import { addPlatforms, connectChannel, planned, same } from '../support/distribution/desk';
import { createPost, done, postAt, type Draft } from '../support/flow';
import { documents } from '../support/gate';
import { fullReads } from '../support/plans';
import { DAY, isoOf } from '../support/time';

/** Those that grow with what a team writes. */
const TABLES = ['cw_pieces', 'cw_history', 'cw_editions', 'cw_jobs', 'cw_alerts', 'cw_deliveries', 'cw_distribution_plans'];

/** Enough that PostgreSQL has statistics to go by. */
const MANY = 2_000;

let app: TestApp;
let activity: string;

/** A plan for each piece, and a delivery of each: come out, waiting, and without a time. */
const distribute = async (count: number): Promise<void> => {
  const { connection } = app.strapi.db;
  const pieces = (await connection('cw_pieces').where('subject_id', 'like', 'copy%').select('id')) as { id: number }[];
  const channel = (await connection('cw_channels').first('id')) as { id: number };
  const now = app.engine.clock.now();
  // Over years, of which a month is a small part.
  const rows = pieces.slice(0, count).map(({ id }, i) => ({ piece_id: id, channel_id: channel.id, at: now + ((i % 2_000) - 1_000) * DAY, i }));
  await connection.batchInsert('cw_distribution_plans', rows.map(({ piece_id, channel_id }) => ({ piece_id, channel_id, timing: '{"kind":"same"}', changed_at: now })), 50);
  await connection.batchInsert(
    'cw_deliveries',
    rows.map(({ piece_id, channel_id, at, i }) => ({
      key: `copy${i}`,
      edition_id: 1_000_000 + i,
      piece_id,
      channel_id,
      state: (['published', 'scheduled', 'failed'] as const)[i % 3],
      public_at: i % 3 === 0 ? at : null,
      due_at: i % 3 === 1 ? at : null,
      planned_at: at,
      attempts: 1,
      opened_at: now,
      changed_at: now,
    })),
    50
  );
  if (app.strapi.db.dialect.client === 'postgres') for (const table of ['cw_distribution_plans', 'cw_deliveries']) await connection.raw(`analyze ${table}`);
};

/** As many rows again, in all stages, with all that they are looked for by. */
const multiply = async (draft: Draft, count: number): Promise<void> => {
  const { connection } = app.strapi.db;
  const { id: _id, document_id: _document, ...row } = await connection('cw_pieces').where({ subject_id: draft.documentId }).first();
  const now = app.engine.clock.now();
  const rows = Array.from({ length: count }, (_, i) => ({
    ...row,
    document_id: `copy${i}`,
    subject_id: `copy${i}`,
    state: STATES[i % STATES.length],
    due_at: i % 3 === 0 ? now + (i % 90) * DAY : null,
    plan_at: i % 5 === 0 ? now + (i % 90) * DAY : null,
    publish_at: STATES[i % STATES.length] === 'scheduled' ? now + (i % 90) * DAY : null,
    activity_id: i % 7 === 0 ? activity : null,
    changed_at: now - i,
  }));
  await connection.batchInsert('cw_pieces', rows, 50);
  if (app.strapi.db.dialect.client === 'postgres') await connection.raw('analyze cw_pieces');
};

beforeAll(async () => {
  app = await startApp();
  activity = String((await documents(app, ACTIVITY).create?.({ locale: 'en', data: { title: 'Tea week', theme: 'Tea' } }))?.documentId);
  const draft = await createPost(app, { title: 'Tea in the rain', activity });
  await done(app, draft, 'publisher', { type: 'ASSIGN', assignee: await app.idOf('editor') });
  await done(app, draft, 'editor', { type: 'SUBMIT' });
  await createPost(app);
  await postAt(app, 'scheduled');
  await multiply(draft, MANY);
  addPlatforms(app);
  await connectChannel(app, 'ridge', 'test-person', { origin: '' });
  await planned(app, await createPost(app), [same('ridge')]);
  await distribute(MANY);
});
afterAll(() => app.close());

const month = (more: Record<string, string> = {}): string => {
  const now = app.engine.clock.now();
  return `/content-workflow/calendar?${new URLSearchParams({ from: isoOf(now - 15 * DAY), to: isoOf(now + 15 * DAY), ...more }).toString()}`;
};

const list = (query: string): string => `/content-manager/collection-types/${POST}?page=1&pageSize=10&locale=en&filters[$and][0][__stage]${query}`;

test.each<[string, Person, () => string, number]>([
  ['the board', 'editor', () => '/content-workflow/board', 10],
  ['one column of it', 'editor', () => '/content-workflow/board?column=draft&text=tea', 1],
  ['the review queue', 'reviewer', () => '/content-workflow/review/queue', 1],
  ['the review queue of an activity', 'reviewer', () => `/content-workflow/review/queue?activity=${activity}`, 1],
  ['the calendar', 'editor', () => month(), 9],
  ['the calendar of an activity', 'editor', () => month({ activity }), 9],
  ['the calendar of a person', 'editor', () => month({ assignee: 'me' }), 9],
  ['the calendar without channels', 'editor', () => month({ deliveries: 'hidden' }), 6],
  ['the ideas beside it', 'editor', () => '/content-workflow/calendar/ideas', 1],
  ['the ideas of an activity', 'editor', () => `/content-workflow/calendar/ideas?activity=${activity}`, 1],
  ['home', 'reviewer', () => '/content-workflow/home', 8],
  ['all pieces', 'editor', () => '/content-workflow/pieces', 1],
  ['my pieces', 'editor', () => '/content-workflow/pieces?assignee=me', 1],
  ['the list of entries in a stage', 'editor', () => list('[$eq]=review'), 3],
  ['the list of drafts', 'editor', () => list('[$eq]=draft'), 3],
  ['the stages in the list of entries', 'editor', () => `/content-workflow/documents/${POST}?locale=en&ids=copy1,copy2`, 1],
])('%s', async (_what, person, address, statements) => {
  await app.as(person, 'get', address());
  const asked = await fullReads(app, TABLES, () => app.as(person, 'get', address()));
  expect({ status: asked.result.status, body: asked.result.status === 200 ? null : asked.result.body }).toEqual({ status: 200, body: null });
  expect(asked.full).toEqual([]);
  // The jobs of PostgreSQL are kept by the worker, in tables of its own.
  expect(asked.statements.filter((sql) => !sql.includes('cw_jobs'))).toHaveLength(statements);
});
