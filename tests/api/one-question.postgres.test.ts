/**
 * A connection of PostgreSQL answers one question at a time, and a transaction has one connection: the workflow asks its questions
 * there one after another. What Strapi itself asks at once while it populates an entry is Strapi's.
 */
import { ACTIVITY, startApp, type TestApp } from '../support/app';
import { coverId, createPost, done, postAt, view } from '../support/flow';
import { documents } from '../support/gate';

interface Client {
  readonly _activeQuery: unknown;
  readonly _queryQueue: readonly unknown[];
  query(...args: unknown[]): unknown;
}

/** The questions that were put to a connection at once, by the workflow's own doing, while `work` ran. */
const putAtOnce = async (app: TestApp, work: () => Promise<void>): Promise<string[]> => {
  const pool = app.strapi.db.connection.client as { acquireConnection(): Promise<Client>; releaseConnection(client: Client): Promise<void> };
  const client = await pool.acquireConnection();
  const prototype = Object.getPrototypeOf(client) as Client;
  await pool.releaseConnection(client);
  const { query } = prototype;
  const { stackTraceLimit } = Error;
  const found: string[] = [];
  Error.stackTraceLimit = 60;
  prototype.query = function (this: Client, ...args: unknown[]) {
    const stack = this._activeQuery != null || this._queryQueue.length > 0 ? (new Error('at once').stack ?? '') : '';
    if (/Promise\.all \(index \d+\)\n\s+at .*content-workflow\/dist\//.test(stack)) found.push(stack);
    return query.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return found;
};

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

test('an event on a piece with variants that have their own pictures', async () => {
  const draft = await createPost(app);
  for (const key of ['a', 'b', 'c']) {
    const { id, revision } = await view(app, draft);
    const answer = await app.as('editor', 'put', `/content-workflow/pieces/${id}/variants/${key}`, { label: key, overrides: { cover: await coverId(app) }, expectedRevision: revision });
    expect(answer.status).toBe(200);
  }
  expect(await putAtOnce(app, async () => void (await done(app, draft, 'editor', { type: 'SUBMIT' })))).toEqual([]);
});

test('a write to what entries hold, to the far side of their links, and to what they link to', async () => {
  const activity = String((await documents(app, ACTIVITY).create?.({ locale: 'en', data: { title: 'Tea week', theme: 'Tea' } }))?.documentId);
  const draft = await createPost(app, { activity, seo: { metaTitle: 'Tea', metaDescription: 'Tea in the rain.' } });
  const other = await createPost(app);
  const entry = (await app.strapi.db.query(ACTIVITY).findOne({ where: { documentId: activity, publishedAt: null }, select: ['id'] })) as { id: number };
  const post = (await app.strapi.db.query('api::post.post').findOne({ where: { documentId: other.documentId, publishedAt: null }, select: ['id'] })) as { id: number };
  const found = await putAtOnce(app, async () => {
    await app.strapi.db.query('shared.seo').updateMany({ where: { metaTitle: 'Tea' }, data: { metaTitle: 'More tea' } });
    await app.strapi.db.query(ACTIVITY).update({ where: { id: entry.id }, data: { posts: { connect: [post.id] } } as never });
    await documents(app, ACTIVITY).delete?.({ documentId: activity });
  });
  expect(found).toEqual([]);
  expect((await view(app, draft)).state).toBe('draft');
});

test('a comment that others are told of', async () => {
  const { id } = await view(app, await postAt(app, 'review'));
  expect(await putAtOnce(app, async () => expect((await app.as('reviewer', 'post', `/content-workflow/pieces/${id}/comments`, { body: 'Shorter.' })).status).toBe(200))).toEqual([]);
});
