/** Two people in one entry: they see each other, one can take it over, and no save undoes another unseen. */
import type { PutPresence } from '../../src/plugins/content-workflow/contracts/presence';
import { KOL, POST, startApp, type Person, type TestApp } from '../support/app';
import { problemOf } from '../support/events';
import { addSecondLocale, SECOND_LOCALE } from '../support/gate';
import { createPost, postData, savePost, view, type Draft } from '../support/flow';
import { listen } from '../support/listen';
import { pass, SECOND, standAt } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await listen(app);
});
afterAll(() => app.close());
beforeEach(() => void standAt(app, Date.now()));

type Data = PutPresence.Response['data'];

const WINDOWS: Readonly<Record<string, string>> = { editor: 'window-of-ed', editor2: 'window-of-ed2', reviewer: 'window-of-rev' };

const put = (draft: Draft, by: Person, body: Partial<PutPresence.Request> = {}) =>
  app.as(by, 'put', `/content-workflow/presence/${draft.uid}/${draft.documentId}?locale=${draft.locale}`, { window: WINDOWS[by] ?? 'window-of-one', editing: false, ...body });

const here = async (draft: Draft, by: Person, body: Partial<PutPresence.Request> = {}): Promise<Data> => {
  const answer = await put(draft, by, body);
  if (answer.status !== 200) throw new Error(`not present: ${JSON.stringify(answer.body)}`);
  return (answer.body as PutPresence.Response).data;
};

const names = ({ others }: Data) => others.map(({ person, editing }) => [person.name, editing]);

describe('presence', () => {
  test('everybody learns of the others, who edits first, and since when', async () => {
    const draft = await createPost(app);
    expect(await here(draft, 'editor')).toEqual({ others: [], takenOver: null });
    const since = new Date(app.engine.clock.now()).toISOString();
    pass(app, 5 * SECOND);
    expect((await here(draft, 'reviewer')).others).toEqual([{ person: { id: await app.idOf('editor'), name: 'editor Test' }, isMe: false, editing: false, since }]);
    const editingSince = new Date(pass(app, 5 * SECOND)).toISOString();
    await here(draft, 'editor2', { editing: true });
    pass(app, 5 * SECOND);
    await here(draft, 'editor2', { editing: true });
    const seen = await here(draft, 'editor');
    expect(names(seen)).toEqual([['editor2 Test', true], ['reviewer Test', false]]);
    expect(seen.others[0]?.since).toBe(editingSince);
  });

  test('the same person in another window is told apart', async () => {
    const draft = await createPost(app);
    await here(draft, 'editor', { editing: true });
    expect(await here(draft, 'editor', { window: 'another-window' })).toMatchObject({ others: [{ isMe: true, editing: true }] });
  });

  test('who leaves is gone, and who is not heard of is forgotten', async () => {
    const draft = await createPost(app);
    await here(draft, 'editor');
    await here(draft, 'reviewer');
    await here(draft, 'editor', { leaves: true });
    expect(names(await here(draft, 'editor2'))).toEqual([['reviewer Test', false]]);
    pass(app, 60 * SECOND);
    expect(await here(draft, 'editor')).toEqual({ others: [], takenOver: null });
  });

  test('another entry, and another language of it, is another place', async () => {
    const draft = await createPost(app);
    await here(draft, 'editor');
    expect((await here({ ...draft, locale: 'zh-Hant' }, 'editor2')).others).toEqual([]);
    expect((await here(await createPost(app), 'editor2')).others).toEqual([]);
  });

  test('a take-over asks the others to let go, until they take it back', async () => {
    const draft = await createPost(app);
    await here(draft, 'editor', { editing: true });
    expect((await here(draft, 'editor2', { editing: true, takeOver: true })).takenOver).toBeNull();
    const asked = await here(draft, 'editor', { editing: true });
    expect(asked.takenOver).toEqual({ name: 'editor2 Test', at: new Date(app.engine.clock.now()).toISOString() });
    expect((await here(draft, 'editor', { editing: true, takeOver: true })).takenOver).toBeNull();
    expect((await here(draft, 'editor2', { editing: true })).takenOver).toMatchObject({ name: 'editor Test' });
  });

  test.each([
    { what: 'a window without a name', body: { window: '' }, field: 'window' },
    { what: 'a name with other characters', body: { window: 'a window!' }, field: 'window' },
    { what: 'no word about editing', body: { editing: undefined }, field: 'editing' },
    { what: 'something else', body: { more: 1 } as object, field: 'more' },
  ])('$what is refused at its field', async ({ body, field }) => {
    const answer = await put(await createPost(app), 'editor', body);
    expect([answer.status, problemOf(answer).details]).toMatchObject([400, { code: 'INPUT_INVALID', field }]);
  });

  test('takes a session and a governed type', async () => {
    const draft = await createPost(app);
    expect((await app.anonymous.put(`/content-workflow/presence/${POST}/${draft.documentId}`).send({ window: 'window-of-x', editing: true })).status).toBe(401);
    expect((await put({ ...draft, uid: 'plugin::upload.file' }, 'editor')).status).toBe(404);
    expect((await put({ ...draft, documentId: 'no-such' }, 'editor')).status).toBe(400);
  });
});

describe('a save of the edit view', () => {
  const MADE_FROM = 'X-Content-Workflow-Made-From';

  const opened = async (draft: Draft, by: Person = 'editor'): Promise<string> => {
    const answer = await app.as(by, 'get', `/content-manager/collection-types/${draft.uid}/${draft.documentId}?locale=${draft.locale}`);
    return (answer.body as { data: { updatedAt: string } }).data.updatedAt;
  };

  const save = async (draft: Draft, by: Person, madeFrom: string, data: object) =>
    app.anonymous
      .put(`/content-manager/collection-types/${draft.uid}/${draft.documentId}${draft.locale === '' ? '' : `?locale=${draft.locale}`}`)
      .set('Authorization', `Bearer ${await app.token(by)}`)
      .set(MADE_FROM, madeFrom)
      .send(data);

  /** Strapi's times have milliseconds, and two saves within one would be one version. */
  const later = async (): Promise<void> => {
    const now = Date.now();
    while (Date.now() <= now) await new Promise(setImmediate);
  };

  test('of the newest version is stored, and the next one is made from what it answered', async () => {
    const draft = await createPost(app, { title: 'First' });
    const first = await save(draft, 'editor', await opened(draft), { title: 'Second' });
    expect(first.status).toBe(200);
    expect((await save(draft, 'editor', (first.body as { data: { updatedAt: string } }).data.updatedAt, { title: 'Third' })).status).toBe(200);
  });

  test('of an older version is refused, names who saved, and leaves theirs as it is', async () => {
    const draft = await createPost(app, { title: 'First' });
    const mine = await opened(draft);
    await later();
    expect((await save(draft, 'editor2', mine, { title: 'Theirs' })).status).toBe(200);
    const { revision } = await view(app, draft);
    const refused = await save(draft, 'editor', mine, { title: 'Mine' });
    expect([refused.status, problemOf(refused)]).toMatchObject([
      409,
      // Under this name Strapi's form keeps what was typed.
      { name: 'ValidationError', details: { code: 'SAVED_MEANWHILE', guard: 'isMadeFromTheNewest', who: ['editor2 Test'], params: { by: 'editor2 Test', at: await opened(draft) } } },
    ]);
    expect(await view(app, draft)).toMatchObject({ title: 'Theirs', revision });
    expect((await save(draft, 'editor', await opened(draft), { title: 'Mine, knowing theirs' })).status).toBe(200);
  });

  test('of two at once from one version, one is stored', async () => {
    const draft = await createPost(app, { title: 'First' });
    const madeFrom = await opened(draft);
    await later();
    const answers = await Promise.all([save(draft, 'editor', madeFrom, { title: 'One' }), save(draft, 'editor2', madeFrom, { title: 'Two' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is compared with the version in its own language', async () => {
    await addSecondLocale(app);
    const draft = await createPost(app, { title: 'First' });
    const madeFrom = await opened(draft);
    await later();
    expect((await savePost(app, { ...draft, locale: SECOND_LOCALE }, await postData(app, { title: '第一篇' }), 'admin')).status).toBe(200);
    expect((await save(draft, 'editor', madeFrom, { title: 'Second' })).status).toBe(200);
  });

  test('holds for types without languages too', async () => {
    const created = await app.as('editor', 'post', `/content-manager/collection-types/${KOL}`, { name: 'Ran', slug: `ran-${Date.now().toString(36)}` });
    const draft = { uid: KOL, documentId: (created.body as { data: { documentId: string } }).data.documentId, locale: '' };
    const madeFrom = await opened(draft);
    await later();
    expect((await save(draft, 'editor2', madeFrom, { name: 'Ran the second' })).status).toBe(200);
    expect((await save(draft, 'editor', madeFrom, { name: 'Ran the third' })).status).toBe(409);
  });

  test('a save that does not say what it was made from is stored as before', async () => {
    const draft = await createPost(app, { title: 'First' });
    await savePost(app, draft, { title: 'Second' }, 'editor2');
    expect((await savePost(app, draft, { title: 'Third' })).status).toBe(200);
  });
});

describe('what the Content Manager keeps from a person', () => {
  const OUTSIDER = { email: 'outsider@example.com', password: 'Outsider1' };
  let token: string;

  /** May do much in the workflow and read no entry of any type. */
  beforeAll(async () => {
    const roles = app.strapi.service('admin::role') as unknown as { create(role: object): Promise<{ id: number }>; assignPermissions(id: number, permissions: object[]): Promise<unknown> };
    const role = await roles.create({ name: 'Workflow only', description: '' });
    await roles.assignPermissions(role.id, ['read', 'submit', 'assign', 'comment'].map((name) => ({ action: `plugin::content-workflow.${name}` })));
    await (app.strapi.service('admin::user') as unknown as { create(user: object): Promise<object> }).create({ firstname: 'Out', lastname: 'Sider', ...OUTSIDER, isActive: true, roles: [role.id] });
    token = ((await app.anonymous.post('/admin/login').send(OUTSIDER)).body as { data: { token: string } }).data.token;
  });

  const ask = (method: 'get' | 'post' | 'put', path: string, body?: object) => {
    const asked = app.anonymous[method](`/content-workflow${path}`).set('Authorization', `Bearer ${token}`);
    return body === undefined ? asked : asked.send(body);
  };

  test.each([
    ['get', '', undefined],
    ['get', '/history', undefined],
    ['get', '/comparison', undefined],
    ['get', '/comments', undefined],
    ['get', '/guest-links', undefined],
    ['post', '/preview-links', {}],
    ['post', '/guest-links', { guest: 'Me' }],
    ['put', '/variants/a', { label: 'A', overrides: { title: 'Mine' }, expectedRevision: 1 }],
    ['post', '/events', { event: { type: 'SUBMIT' }, expectedRevision: 1 }],
  ] as const)('is closed in the workflow too: %s /pieces/:id%s', async (method, path, body) => {
    const { id } = await view(app, await createPost(app));
    const answer = await ask(method, `/pieces/${id}${path}`, body);
    expect([answer.status, problemOf(answer).details]).toEqual([403, expect.objectContaining({ code: 'PERMISSION_MISSING', guard: 'mayReadTheEntry', who: expect.arrayContaining(['cw-editor', 'cw-reviewer']) })]);
  });

  test('nor is it found by its document, and what is not there is still not found', async () => {
    const draft = await createPost(app);
    expect((await ask('get', `/documents/${POST}/${draft.documentId}?locale=${draft.locale}`)).status).toBe(403);
    expect((await ask('get', '/pieces/999999')).status).toBe(404);
  });

  test('whoever reads takes nobody over, and a take-over ends with the window that took', async () => {
    const draft = await createPost(app);
    await here(draft, 'editor', { editing: true });
    const refused = await put(draft, 'reviewer', { takeOver: true });
    expect([refused.status, problemOf(refused).details]).toEqual([403, expect.objectContaining({ code: 'PERMISSION_MISSING', guard: 'mayEditTheEntry' })]);
    expect((await here(draft, 'editor', { editing: true })).takenOver).toBeNull();
    await here(draft, 'editor2', { editing: true, takeOver: true });
    expect((await here(draft, 'editor', { editing: true })).takenOver).toMatchObject({ name: 'editor2 Test' });
    await here(draft, 'editor2', { leaves: true });
    expect((await here(draft, 'editor', { editing: true })).takenOver).toBeNull();
  });

  test('nobody is offered, or given work, who may not read pieces', async () => {
    await (app.strapi.service('admin::user') as unknown as { create(user: object): Promise<object> }).create({ firstname: 'No', lastname: 'Role', email: 'norole@example.com', password: 'Norole123', isActive: true, roles: [] });
    const stranger = (await app.strapi.db.query('admin::user').findOne({ where: { email: 'norole@example.com' } })) as { id: number };
    const people = (await app.as('editor', 'get', '/content-workflow/people')).body.data as { id: string; name: string }[];
    expect(people.map(({ name }) => name)).toEqual(expect.arrayContaining(['editor Test', 'Out Sider']));
    expect(people.map(({ id }) => id)).not.toContain(String(stranger.id));
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
    const piece = await view(app, await createPost(app));
    const answer = await app.as('editor', 'post', `/content-workflow/pieces/${piece.id}/events`, { event: { type: 'ASSIGN', assignee: String(stranger.id) }, expectedRevision: piece.revision });
    expect([answer.status, problemOf(answer).details]).toEqual([400, expect.objectContaining({ code: 'INPUT_INVALID', field: 'event.assignee' })]);
  });
});
