/** Several pieces at once, as the list of entries has them: each ends for itself, and each result is told. */
import type { DocumentState, ItemResult, Offer } from '../../src/plugins/content-workflow/contracts/bulk';
import { KOL, POST, startApp, type Person, type TestApp } from '../support/app';
import { problemOf } from '../support/events';
import { createPost, done, inFuture, postAt, savePost, view, type Draft } from '../support/flow';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

interface Item {
  readonly pieceId: number;
  readonly expectedRevision: number;
}

const itemOf = async (draft: Draft): Promise<Item> => {
  const { id, revision } = await view(app, draft);
  return { pieceId: id, expectedRevision: revision };
};

const itemsOf = (drafts: readonly Draft[]): Promise<Item[]> => Promise.all(drafts.map(itemOf));

const raw = (by: Person, body: object) => app.as(by, 'post', '/content-workflow/events', body);

const sendAll = async (by: Person, event: object, items: readonly Item[]): Promise<ItemResult[]> => {
  const answer = await raw(by, { event, items });
  if (answer.status !== 200) throw new Error(`not sent: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { data: ItemResult[] }).data;
};

const outcomes = (results: readonly ItemResult[]): string[] => results.map(({ outcome }) => outcome);

describe('one event for several pieces', () => {
  test('each ends for itself, in the order asked, and nothing is undone because of another', async () => {
    const ready = await createPost(app);
    const incomplete = await createPost(app, { cover: null });
    const changed = await createPost(app);
    const last = await createPost(app);
    const [first, bad, stale, good] = (await itemsOf([ready, incomplete, changed, last])) as [Item, Item, Item, Item];
    await done(app, changed, 'editor2', { type: 'COMMENT', comment: 'I was faster.' });

    const results = await sendAll('editor', { type: 'SUBMIT' }, [bad, first, { pieceId: 2_000_000_000, expectedRevision: 1 }, stale, good]);

    expect(outcomes(results)).toEqual(['refused', 'accepted', 'not-found', 'conflict', 'accepted']);
    expect(results.map(({ pieceId }) => pieceId)).toEqual([bad.pieceId, first.pieceId, 2_000_000_000, stale.pieceId, good.pieceId]);
    expect(results[0]).toMatchObject({ refusal: { code: 'CHECKLIST_INCOMPLETE', guard: expect.any(String), next: expect.any(String) }, piece: { state: 'draft', revision: bad.expectedRevision } });
    expect(results[1]).toMatchObject({ piece: { state: 'review', revision: first.expectedRevision + 1, documentId: ready.documentId } });
    expect(results[3]).toMatchObject({ piece: { state: 'draft', revision: stale.expectedRevision + 1 } });
    expect((await view(app, ready)).state).toBe('review');
    expect((await view(app, incomplete)).state).toBe('draft');
    expect((await view(app, changed)).state).toBe('draft');
    expect((await view(app, last)).state).toBe('review');
  });

  test('the machine asks for the permission of the event, piece by piece', async () => {
    const items = await itemsOf([await postAt(app, 'review'), await postAt(app, 'review')]);
    const results = await sendAll('editor', { type: 'APPROVE' }, items);
    expect(results).toEqual(items.map(({ pieceId }) => expect.objectContaining({ pieceId, outcome: 'refused', refusal: expect.objectContaining({ code: 'PERMISSION_MISSING', who: ['review'] }) })));
  });

  test('an approval of several at once is of none: each has to be looked at', async () => {
    const drafts = [await postAt(app, 'review'), await postAt(app, 'review')];
    const results = await sendAll('reviewer', { type: 'APPROVE' }, await itemsOf(drafts));
    for (const result of results) expect(result).toMatchObject({ outcome: 'refused', refusal: { code: 'CONTENT_WAS_NOT_SHOWN', next: expect.stringContaining('review page') }, piece: { state: 'review' } });
    for (const draft of drafts) expect((await view(app, draft)).history[0]?.event).toBe('SUBMIT');
  });

  test('a promise made for several is kept for each', async () => {
    const drafts = [await postAt(app, 'approved'), await postAt(app, 'approved')];
    const publishAt = inFuture(app);
    const results = await sendAll('publisher', { type: 'SCHEDULE', publishAt, timezone: 'Asia/Taipei' }, await itemsOf(drafts));
    expect(outcomes(results)).toEqual(['accepted', 'accepted']);
    for (const draft of drafts) expect(await view(app, draft)).toMatchObject({ state: 'scheduled', schedule: { publishAt, timezone: 'Asia/Taipei' } });
  });

  test('two people who send to the same pieces: each piece is carried on once', async () => {
    const items = await itemsOf(await Promise.all([createPost(app), createPost(app), createPost(app), createPost(app), createPost(app)]));
    const [one, other] = await Promise.all([sendAll('editor', { type: 'SUBMIT' }, items), sendAll('editor2', { type: 'SUBMIT' }, items)]);
    items.forEach((_, i) => expect([one[i]?.outcome, other[i]?.outcome].sort()).toEqual(['accepted', 'conflict']));
  });

  test('a hundred are taken at a time', async () => {
    const item = await itemOf(await createPost(app));
    const nobody = Array.from({ length: 99 }, (_, i) => ({ pieceId: 1_500_000_000 + i, expectedRevision: 1 }));
    const results = await sendAll('editor', { type: 'COMMENT', comment: 'All of you.' }, [...nobody, item]);
    expect(results).toHaveLength(100);
    expect(results.at(-1)).toMatchObject({ pieceId: item.pieceId, outcome: 'accepted' });
    expect(new Set(outcomes(results.slice(0, 99)))).toEqual(new Set(['not-found']));
  });

  const item = { pieceId: 1, expectedRevision: 1 };
  const COMMENT = { type: 'COMMENT', comment: 'Hello.' };
  test.each([
    ['a hundred and one', { event: COMMENT, items: Array.from({ length: 101 }, (_, i) => ({ pieceId: i + 1, expectedRevision: 1 })) }, 'items'],
    ['nobody', { event: COMMENT, items: [] }, 'items'],
    ['one of them twice', { event: COMMENT, items: [item, { ...item, expectedRevision: 2 }] }, 'items'],
    ['no items', { event: COMMENT }, 'items'],
    ['no event', { items: [item] }, 'event'],
    ['an event that only the system says', { event: { type: 'DUE' }, items: [item] }, 'event.type'],
    ['an id that no database has', { event: COMMENT, items: [{ pieceId: 9_000_000_000, expectedRevision: 1 }] }, 'items.0.pieceId'],
    ['no revision', { event: COMMENT, items: [{ pieceId: 1 }] }, 'items.0.expectedRevision'],
    ['a person who is not there', { event: { type: 'ASSIGN', assignee: '999999' }, items: [item] }, 'event.assignee'],
    ['a time that the clock skips', { event: { type: 'SCHEDULE', localTime: '2027-03-28T02:30', timezone: 'Europe/Berlin' }, items: [item] }, 'event.localTime'],
  ])('%s is 400, and the answer names the field', async (_name, body, field) => {
    const answer = await raw('admin', body);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details).toMatchObject({ code: 'INPUT_INVALID', field });
  });

  test('who is not logged in sends nothing', async () => {
    expect((await app.anonymous.post('/content-workflow/events').send({ event: COMMENT, items: [item] })).status).toBe(401);
  });
});

const statesOf = async (uid: string, documentIds: readonly string[], locale = 'en'): Promise<DocumentState[]> => {
  const answer = await app.as('editor', 'get', `/content-workflow/documents/${uid}?locale=${locale}&ids=${documentIds.join(',')}`);
  if (answer.status !== 200) throw new Error(`no states: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { data: DocumentState[] }).data;
};

describe('where the documents of a page stand', () => {
  test('one answer for all of them says the stage, whether readers see it, and whether the draft went on', async () => {
    const draft = await createPost(app);
    const scheduled = await postAt(app, 'scheduled');
    const live = await postAt(app, 'published');
    const edited = await postAt(app, 'published');
    const saved = await savePost(app, edited, { title: 'Edited after it went live' });
    expect(saved.status).toBe(200);
    const states = await statesOf(POST, [draft, scheduled, live, edited].map(({ documentId }) => documentId));
    const of = ({ documentId }: Draft) => states.find((state) => state.documentId === documentId);
    expect(of(draft)).toMatchObject({ piece: { state: 'draft' }, isLive: false, isChanged: false });
    expect(of(scheduled)).toMatchObject({ piece: { state: 'scheduled', publishAt: expect.any(String) }, isLive: false });
    expect(of(live)).toMatchObject({ piece: { state: 'published' }, isLive: true, isChanged: false });
    expect(of(edited)).toMatchObject({ piece: { state: 'draft', round: 2 }, isLive: true, isChanged: true });
  });

  test('a document has its own stage in each language, and one that is not there is left out', async () => {
    const draft = await createPost(app);
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    expect(await statesOf(POST, [draft.documentId, 'nothingofthatname'])).toHaveLength(1);
    expect(await statesOf(POST, [draft.documentId], 'zh-Hans')).toEqual([]);
  });

  test('it is one query, however many there are', async () => {
    const ids = (await Promise.all([createPost(app), createPost(app), createPost(app)])).map(({ documentId }) => documentId);
    const asked: string[] = [];
    const hear = ({ sql }: { sql: string }): void => void (/cw_pieces/.test(sql) ? asked.push(sql) : undefined);
    app.strapi.db.connection.on('query', hear);
    await statesOf(POST, ids);
    app.strapi.db.connection.removeListener('query', hear);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['no ids', 'locale=en', 'ids'],
    ['an empty list', 'ids=', 'ids'],
    ['too many', `ids=${Array.from({ length: 101 }, (_, i) => `a${i}`).join(',')}`, 'ids'],
    ['an id of another kind', "ids=a,b'", 'ids.1'],
    ['a locale that is none', 'ids=a&locale=%00', 'locale'],
  ])('%s is 400', async (_name, query, field) => {
    const answer = await app.as('editor', 'get', `/content-workflow/documents/${POST}?${query}`);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details).toMatchObject({ code: 'INPUT_INVALID', field });
  });

  test('a type that is not governed is 404', async () => {
    const answer = await app.as('editor', 'get', '/content-workflow/documents/plugin::upload.file?ids=a');
    expect(answer.status).toBe(404);
    expect(problemOf(answer).details.code).toBe('TYPE_NOT_GOVERNED');
  });
});

describe('what each document accepts from the person who asks', () => {
  const offersFor = async (by: Person, documentIds: readonly string[]): Promise<{ data: Offer[]; meta: { rejectReasons: string[] } }> => {
    const answer = await app.as(by, 'get', `/content-workflow/offers?uid=${POST}&locale=en&ids=${documentIds.join(',')}`);
    expect(answer.status).toBe(200);
    return answer.body as { data: Offer[]; meta: { rejectReasons: string[] } };
  };

  test('it is what the piece itself would answer, in the order asked', async () => {
    const review = await postAt(app, 'review');
    const draft = await createPost(app, { cover: null });
    const { data, meta } = await offersFor('reviewer', [review.documentId, draft.documentId, 'nothingofthatname']);
    expect(data.map(({ documentId }) => documentId)).toEqual([review.documentId, draft.documentId]);
    expect(data[0]?.events).toEqual((await view(app, review, 'reviewer')).events);
    expect(data[1]?.events).toEqual((await view(app, draft, 'reviewer')).events);
    expect(meta.rejectReasons).toContain('quality');
  });

  test('a type that is not governed is 404', async () => {
    const answer = await app.as('editor', 'get', '/content-workflow/offers?uid=plugin::upload.file&ids=a');
    expect(answer.status).toBe(404);
  });
});

interface Page {
  readonly results: readonly { readonly documentId: string; readonly locale?: string }[];
  readonly pagination: { readonly total: number; readonly pageCount: number; readonly page: number };
}

describe("Strapi's list by stage", () => {
  const MARK = 'Filtered by stage';

  const listOf = async (query: string, uid = POST, by: Person = 'editor'): Promise<Page> => {
    const answer = await app.as(by, 'get', `/content-manager/collection-types/${uid}?${query}`);
    if (answer.status !== 200) throw new Error(`no list: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Page;
  };

  const marked = (conditions: readonly string[], rest = ''): string =>
    ['locale=en', `filters[$and][0][summary][$eq]=${encodeURIComponent(MARK)}`, ...conditions.map((condition, i) => `filters[$and][${i + 1}][__stage]${condition}`), rest].filter((part) => part !== '').join('&');

  const idsOf = ({ results }: Page): string[] => results.map(({ documentId }) => documentId).sort();

  let drafts: Draft[];
  let reviewed: Draft[];
  let live: Draft;
  beforeAll(async () => {
    const summary = { summary: MARK };
    drafts = [await postAt(app, 'draft', summary), await postAt(app, 'draft', summary)];
    reviewed = [await postAt(app, 'review', summary), await postAt(app, 'review', summary), await postAt(app, 'review', summary)];
    live = await postAt(app, 'published', summary);
  });

  const ids = (some: readonly Draft[]): string[] => some.map(({ documentId }) => documentId).sort();

  test('shows those of the stage, and counts them', async () => {
    const page = await listOf(marked(['[$eq]=review']));
    expect(idsOf(page)).toEqual(ids(reviewed));
    expect(page.pagination.total).toBe(3);
    expect(idsOf(await listOf(marked(['[$eq]=published'])))).toEqual([live.documentId]);
    expect(idsOf(await listOf(marked(['[$eq]=draft'])))).toEqual(ids(drafts));
  });

  test('pages are of those of the stage only', async () => {
    const first = await listOf(marked(['[$eq]=review'], 'page=1&pageSize=2&sort=title:ASC'));
    const second = await listOf(marked(['[$eq]=review'], 'page=2&pageSize=2&sort=title:ASC'));
    expect(first.pagination).toMatchObject({ total: 3, pageCount: 2 });
    expect([first.results.length, second.results.length]).toEqual([2, 1]);
    expect([...idsOf(first), ...idsOf(second)].sort()).toEqual(ids(reviewed));
  });

  test('conditions on stages go together with each other and with any other', async () => {
    expect(idsOf(await listOf(marked(['[$ne]=review'])))).toEqual(ids([...drafts, live]));
    expect(idsOf(await listOf(marked(['[$in][0]=review', '[$ne]=draft'])))).toEqual(ids(reviewed));
    expect(idsOf(await listOf(marked(['[$in][0]=draft', '[$eq]=review'])))).toEqual([]);
    expect(idsOf(await listOf(marked(['[$eq]=published'], 'status=published')))).toEqual([live.documentId]);
  });

  test('a draft that the workflow has not seen yet is a draft', async () => {
    const [unseen] = drafts as [Draft];
    const piece = await view(app, unseen);
    await app.strapi.db.connection('cw_history').where({ piece_id: piece.id }).delete();
    await app.strapi.db.connection('cw_pieces').where({ id: piece.id }).delete();
    expect(idsOf(await listOf(marked(['[$eq]=draft'])))).toEqual(ids(drafts));
    expect(idsOf(await listOf(marked(['[$ne]=draft'])))).toEqual(ids([...reviewed, live]));
  });

  test('the stage is that of the language of the list', async () => {
    const [draft] = reviewed as [Draft];
    expect((await app.as('admin', 'post', '/i18n/locales', { code: 'zh-Hans', name: 'Chinese (Simplified)', isDefault: false })).status).toBe(200);
    const answer = await app.as('editor', 'put', `/content-manager/collection-types/${POST}/${draft.documentId}?locale=zh-Hans`, { title: '山脊上的茶', slug: 'shan-ji', summary: MARK });
    expect(answer.status).toBe(200);
    const inChinese = (condition: string) => listOf(marked([condition]).replace('locale=en', 'locale=zh-Hans'));
    expect(idsOf(await inChinese('[$eq]=draft'))).toEqual([draft.documentId]);
    expect(idsOf(await inChinese('[$eq]=review'))).toEqual([]);
    // Without a language the list is that of the default one.
    expect(idsOf(await listOf(marked(['[$eq]=review']).replace('locale=en&', '')))).toEqual(ids(reviewed));
  });

  test('a type without languages is filtered as well', async () => {
    const created = await app.as('editor', 'post', `/content-manager/collection-types/${KOL}`, { name: 'Linxi', slug: 'linxi-by-stage', bio: 'Brews on the ridge.' });
    const { documentId } = (created.body as { data: { documentId: string } }).data;
    expect(idsOf(await listOf('pageSize=100&filters[$and][0][__stage][$eq]=draft', KOL))).toContain(documentId);
    expect(idsOf(await listOf('pageSize=100&filters[$and][0][__stage][$eq]=review', KOL))).not.toContain(documentId);
  });

  test("Strapi's own bulk actions, which are sent the filters of the list, go on working", async () => {
    const draft = await createPost(app);
    const answer = await app.as('admin', 'post', `/content-manager/collection-types/${POST}/actions/bulkDelete?${marked(['[$eq]=draft'])}`, { documentIds: [draft.documentId] });
    expect(answer.status).toBe(200);
    expect(await app.strapi.db.query(POST).count({ where: { documentId: draft.documentId } })).toBe(0);
  });

  test.each([
    ['a stage that there is not', marked(['[$eq]=nowhere']), 'filters.__stage'],
    ['an operator that there is not', marked(['[$contains]=re']), 'filters.__stage'],
    ['every language at once', marked(['[$eq]=review']).replace('locale=en', 'locale=*'), 'locale'],
  ])('%s is 400', async (_name, query, field) => {
    const answer = await app.as('editor', 'get', `/content-manager/collection-types/${POST}?${query}`);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details).toMatchObject({ code: 'INPUT_INVALID', field });
  });

  test('whoever may not read the workflow is not told by a count either', async () => {
    const role = await app.strapi.db.query('admin::role').create({ data: { name: 'Reader of posts', code: 'reader-of-posts', description: '' } });
    const properties = { fields: ['title', 'summary'], locales: ['en'] };
    await app.strapi.db.query('admin::permission').create({ data: { action: 'plugin::content-manager.explorer.read', subject: POST, properties, conditions: [], role: role.id } });
    const users = app.strapi.service('admin::user') as unknown as { create(user: object): Promise<unknown> };
    await users.create({ firstname: 'Reader', lastname: 'Test', email: 'reader@example.com', password: 'Correct-horse-7', isActive: true, roles: [role.id] });
    const login = await app.anonymous.post('/admin/login').send({ email: 'reader@example.com', password: 'Correct-horse-7' });
    const token = (login.body as { data: { token: string } }).data.token;
    const ask = (query: string) => app.anonymous.get(`/content-manager/collection-types/${POST}?${query}`).set('Authorization', `Bearer ${token}`);
    expect((await ask(marked([]))).status).toBe(200);
    const answer = await ask(marked(['[$eq]=review']));
    expect(answer.status).toBe(403);
    expect(problemOf(answer).details).toMatchObject({ code: 'PERMISSION_MISSING', who: ['read'] });
  });

  test('the description of a governed type says so to the list, and the schema on disk does not', async () => {
    const answer = await app.as('editor', 'get', '/content-manager/init');
    const types = (answer.body as { data: { contentTypes: { uid: string; pluginOptions?: Record<string, unknown> }[] } }).data.contentTypes;
    const optionOf = (uid: string) => types.find((type) => type.uid === uid)?.pluginOptions?.['content-workflow'];
    expect(optionOf(POST)).toEqual({ governed: true });
    expect(optionOf('plugin::upload.file')).toBeUndefined();
    expect(app.strapi.getModel(POST as never)).not.toHaveProperty('pluginOptions.content-workflow');
  });
});
