/**
 * What is not published is not readable from outside: not by asking for drafts, not through something else that points to
 * them, not one letter at a time through a filter; and what is private is not readable at all.
 *
 * Every text that nobody outside may see carries a marker, so one look at an answer tells.
 */
import { ACTIVITY, KOL, startApp, SUBMISSION, type TestApp } from '../support/app';
import { postData, type Draft } from '../support/flow';
import { addSecondLocale, allow, apiToken, documents, graphql, memberToken, postAtStage, publishDraft, publishEntry, READ_ACTIONS, SECOND_LOCALE, takeDown, WRITE_ACTIONS } from '../support/gate';

const UNPUBLISHED = 'SECRET';
const PRIVATE = 'CONFIDENTIAL';

const READERS = ['a visitor', 'a member', 'a read-only token', 'a full-access token'] as const;
type Reader = (typeof READERS)[number];

const activityData = (title: string, more: object = {}) => ({ title, slug: title.toLowerCase().replaceAll(' ', '-'), theme: 'Tea', phases: [{ kind: 'live', name: 'Live', startsAt: '2026-12-01T08:00:00.000Z' }], ...more });

describe('a reader', () => {
  let app: TestApp;
  const tokens = new Map<Reader, string | undefined>();
  /** Live, with a next round and a second language in drafts. */
  let live: Draft;
  let unpublished: Draft;
  let withdrawn: Draft;
  let liveActivity: Draft;

  beforeAll(async () => {
    app = await startApp();
    const readable = [...READ_ACTIONS, 'plugin::upload.content-api.find', 'plugin::upload.content-api.findOne', 'plugin::users-permissions.user.find', 'plugin::users-permissions.user.findOne', 'plugin::users-permissions.user.me'];
    await allow(app, readable);
    await allow(app, [...readable, ...WRITE_ACTIONS], 'authenticated');
    await addSecondLocale(app);
    tokens.set('a visitor', undefined).set('a member', await memberToken(app)).set('a read-only token', await apiToken(app, 'read-only')).set('a full-access token', await apiToken(app, 'full-access'));

    const kol = await publishEntry(app, KOL, { name: 'Mei', slug: 'mei', kind: 'kol', bio: 'Drinks tea.', cooperation: { relationship: 'negotiating', strategy: `${PRIVATE} strategy`, contact: `${PRIVATE} contact` }, socialAccounts: [{ platform: 'weibo', handle: 'mei', followers: 12, measuredOn: '2026-11-01' }] });
    liveActivity = await publishEntry(app, ACTIVITY, activityData('Tea week', { goal: `${PRIVATE} goal`, ownerName: `${PRIVATE} owner`, contingencyPlan: `${PRIVATE} plan`, budget: [{ kind: 'money', item: `${PRIVATE} item`, plannedAmount: 12.34, currency: 'EUR' }], targets: [{ metric: 'likes', unit: PRIVATE, targetValue: 3.5 }], kols: [kol.documentId] }), 'en');
    const secretActivity = await documents(app, ACTIVITY).create?.({ data: activityData(`${UNPUBLISHED} activity`) });
    const secretKol = await documents(app, KOL).create?.({ data: { name: `${UNPUBLISHED} partner`, slug: 'partner' } });
    const member = (await app.strapi.db.query('plugin::users-permissions.user').findOne({ where: { username: 'member' } })) as { id: number };
    const submission = await publishEntry(app, SUBMISSION, { title: 'My cup', text: 'I drank tea on the ridge.', consentGiven: true, contributorName: 'Wen', contributorEmail: 'private-wen@example.com', rightsStatementVersion: PRIVATE, source: 'web_form', member: member.id });
    await documents(app, SUBMISSION).create?.({ data: { title: `${UNPUBLISHED} submission`, text: `${UNPUBLISHED} text`, activity: liveActivity.documentId, contributorEmail: 'private-other@example.com' } });

    live = await postAtStage(app, 'draft', { title: 'Tea is served', audience: `${PRIVATE} audience`, planDate: '2026-12-24T08:00:00.000Z', activity: liveActivity.documentId, kols: [kol.documentId, secretKol?.documentId], submission: submission.documentId, platformAdaptations: [{ platform: 'weibo', title: 'Tea', text: 'Tea!', note: `${PRIVATE} note` }], seo: { metaTitle: 'Tea' } });
    await publishDraft(app, live);
    await documents(app).update?.({ documentId: live.documentId, locale: 'en', data: { title: `${UNPUBLISHED} next round`, activity: liveActivity.documentId } });
    await documents(app).update?.({ documentId: live.documentId, locale: SECOND_LOCALE, data: { title: `${UNPUBLISHED} second language` } });
    unpublished = await postAtStage(app, 'approved', { title: `${UNPUBLISHED} and approved`, activity: liveActivity.documentId, kols: [kol.documentId] });
    withdrawn = await postAtStage(app, 'published', { title: `${UNPUBLISHED} again since it was taken down`, activity: liveActivity.documentId });
    const all = [live, unpublished, withdrawn].map((post) => post.documentId);
    await documents(app, 'api::note.note').create?.({ status: 'published', data: { name: 'a note', posts: { connect: all } } });
    await documents(app, 'api::shelf.shelf').create?.({ data: { name: 'a shelf', posts: { connect: all } } });
    await takeDown(app, withdrawn);
    const other = await postAtStage(app, 'published', { title: 'Another cup', activity: secretActivity?.documentId });
    await documents(app).update?.({ documentId: other.documentId, locale: SECOND_LOCALE, data: { title: `A ${UNPUBLISHED} beside it` } });
  });
  afterAll(() => app.close());

  const get = (reader: Reader, url: string) => {
    const token = tokens.get(reader);
    const asked = app.anonymous.get(url);
    return token === undefined ? asked : asked.set('Authorization', `Bearer ${token}`);
  };

  describe.each(READERS)('who is %s', (reader) => {
    const probes: readonly string[] = [
      '/api/posts?status=draft',
      '/api/posts?status=draft&populate=*',
      '/api/posts?status=draft&publicationFilter=modified',
      '/api/posts?status=draft&publicationFilter=never-published',
      '/api/posts?publicationFilter=never-published',
      '/api/posts?status=draft&hasPublishedVersion=false',
      '/api/posts?hasPublishedVersion=false',
      '/api/posts?filters[publishedAt][$null]=true',
      '/api/posts?status=draft&filters[publishedAt][$null]=true',
      '/api/posts?filters[$or][0][publishedAt][$null]=true&filters[$or][1][publishedAt][$notNull]=true',
      `/api/posts?status=draft&locale=${SECOND_LOCALE}`,
      `/api/posts?locale=${SECOND_LOCALE}`,
      '/api/posts?status=draft&locale=*',
      '/api/posts?locale=*',
      '/api/posts?populate=localizations&status=draft',
      '/api/posts?populate[localizations][populate][activity]=true',
      '/api/posts?populate[activity][populate][posts]=true&status=draft',
      '/api/posts?populate[activity][populate][submissions]=true',
      '/api/posts?populate[kols]=true&status=draft',
      '/api/posts?populate[kols][populate][posts][populate][localizations]=true',
      '/api/posts?populate[cover][populate][related]=true',
      '/api/posts?populate[cover][populate]=*',
      // Without its publication date an entry does not look like a draft.
      '/api/posts?fields[0]=title&status=draft',
      '/api/posts?populate[cover][populate][related][on][api::post.post][fields][0]=title',
      '/api/posts?populate[cover][populate][related][on][api::post.post][populate][localizations][fields][0]=title',
      '/api/posts?populate[localizations][fields][0]=title',
      '/api/posts?populate[activity][populate][posts][fields][0]=title',
      '/api/posts?populate[activity][populate][posts][populate][localizations][fields][0]=title',
      '/api/notes?populate[posts][fields][0]=title',
      '/api/shelves?populate[posts][fields][0]=title',
      '/api/shelves?populate[posts][populate][localizations][fields][0]=title',
      '/api/upload/files?populate[related][on][api::post.post][fields][0]=title',
      '/api/upload/files?populate[related][on][api::post.post][populate][localizations][fields][0]=title',
      '/api/upload/files?populate[related][on][api::post.post][populate][activity][populate][posts][populate][localizations][fields][0]=title',
      '/api/upload/files/1?populate[related][populate][localizations][fields][0]=title',
      '/api/activities?status=draft&populate=*',
      '/api/activities?populate[posts]=true',
      '/api/activities?populate[posts][populate]=*&populate[submissions][populate]=*',
      '/api/activities?populate[posts][filters][publishedAt][$null]=true',
      '/api/activities?populate[posts][sort]=title:desc&status=draft',
      '/api/kols?populate[posts]=true&populate[activities][populate][posts]=true&status=draft',
      '/api/submissions?status=draft&populate=*',
      '/api/submissions?populate[activity][populate][submissions]=true',
      '/api/notes?populate=posts',
      '/api/notes?status=draft&populate=posts',
      '/api/notes?populate[posts][populate][localizations]=true&status=draft',
      '/api/notes?populate[posts][filters][publishedAt][$null]=true',
      '/api/shelves?populate=posts',
      '/api/shelves?status=draft&populate=posts',
      '/api/shelves?status=draft&populate[posts][sort]=title',
      '/api/shelves?populate[posts][filters][publishedAt][$null]=true',
      '/api/shelves?populate[posts][filters][title][$contains]=S&status=draft',
      '/api/shelves?populate[posts][populate][localizations]=true&status=draft',
      '/api/upload/files?populate=related',
      '/api/upload/files?populate=*',
      '/api/upload/files/1?populate=related',
      '/api/users?populate=*',
      '/api/users/me?populate=*',
    ];

    it.each(probes)('finds nothing that is not published, and nothing private, at %s', async (url) => {
      const answer = await get(reader, url);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toContain(UNPUBLISHED);
      expect(answer.text).not.toMatch(/CONFIDENTIAL|private-/);
    });

    it('gets no entry by its id that is not published', async () => {
      for (const draft of [unpublished, withdrawn])
        for (const query of ['', '?status=draft', '?status=draft&populate=*', '?publicationFilter=never-published']) {
          const answer = await get(reader, `/api/posts/${draft.documentId}${query}`);
          expect([400, 404]).toContain(answer.status);
        }
      for (const query of ['?status=draft', `?locale=${SECOND_LOCALE}&status=draft`, `?locale=${SECOND_LOCALE}`]) {
        const answer = await get(reader, `/api/posts/${live.documentId}${query}`);
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).not.toContain(UNPUBLISHED);
      }
      expect((await get(reader, `/api/posts/${live.documentId}`)).body.data).toMatchObject({ title: 'Tea is served' });
    });

    const queries: readonly string[] = [
      '{ posts(status: DRAFT) { title } }',
      '{ posts(status: DRAFT, locale: "*") { title } }',
      '{ posts_connection(status: DRAFT) { nodes { title } pageInfo { total } } }',
      '{ posts(hasPublishedVersion: false) { title } }',
      '{ posts(publicationFilter: NEVER_PUBLISHED) { title } }',
      '{ posts(status: DRAFT, publicationFilter: MODIFIED) { title } }',
      '{ posts(filters: { publishedAt: { null: true } }) { title } }',
      '{ posts { title localizations { title } } }',
      '{ posts(status: DRAFT) { title localizations { title } } }',
      '{ posts(status: DRAFT) { localizations_connection { nodes { title } } } }',
      '{ posts(status: DRAFT) { activity { title posts { title } submissions { title text } } kols { name } } }',
      '{ posts { cover { related { ... on Post { title } } } } }',
      '{ activities(status: DRAFT) { title posts { title localizations { title } } submissions { title text } } }',
      '{ activities { posts(filters: { publishedAt: { null: true } }) { title } } }',
      '{ kols(status: DRAFT) { name posts { title } } }',
      '{ notes(status: DRAFT) { posts { title } } }',
      '{ notes(status: DRAFT) { posts_connection { nodes { title } } } }',
      '{ notes { posts { title localizations { title } } } }',
      '{ shelves { posts { title } } }',
      '{ shelves(status: DRAFT) { posts { title } } }',
      '{ shelves(status: DRAFT) { posts_connection { nodes { title } } } }',
      '{ shelves(publicationFilter: NEVER_PUBLISHED) { posts { title } } }',
      '{ shelves(hasPublishedVersion: false) { posts { title } } }',
      '{ shelves(status: DRAFT) { posts { localizations { title } activity { title submissions { title } } } } }',
      '{ shelves { posts(filters: { publishedAt: { null: true } }) { title } } }',
      '{ uploadFiles { related { ... on Post { title } } } }',
      '{ uploadFiles(status: DRAFT) { related { ... on Post { title } } } }',
      '{ submissions(status: DRAFT) { title text activity { submissions { title } } } }',
    ];

    it.each(queries)('finds nothing that is not published by GraphQL: %s', async (query) => {
      const { text } = await graphql(app, query, tokens.get(reader));
      expect(text).not.toContain(UNPUBLISHED);
    });

    it('gets no entry by its id through GraphQL that is not published', async () => {
      for (const draft of [unpublished, withdrawn]) expect((await graphql(app, `{ post(documentId: "${draft.documentId}", status: DRAFT) { title } }`, tokens.get(reader))).text).not.toContain(UNPUBLISHED);
    });
  });

  /** A right guess and a wrong one get the same entries, or both are refused. */
  const expectBlind = async (url: (guess: string) => string, right: string): Promise<void> => {
    const [hit, miss] = [await get('a visitor', url(right)), await get('a visitor', url('NOTHING'))];
    expect(hit.status).toBeLessThan(500);
    expect(hit.status).toBe(miss.status);
    if (hit.status === 200) expect(hit.text).toBe(miss.text);
  };

  describe('who guesses letter by letter', () => {
    it.each([
      'posts?filters[title][$startsWith]=GUESS&status=draft',
      'posts?filters[localizations][title][$startsWith]=GUESS',
      'posts?filters[$and][0][$or][0][localizations][title][$startsWith]=GUESS',
      'posts?filters[activity][posts][title][$startsWith]=GUESS',
      'posts?filters[activity][submissions][text][$startsWith]=GUESS',
      'posts?filters[kols][name][$startsWith]=GUESS',
      'posts?_q=GUESS&status=draft',
      'activities?filters[posts][title][$startsWith]=GUESS',
      'activities?filters[posts][localizations][title][$startsWith]=GUESS',
      'activities?filters[submissions][title][$startsWith]=GUESS',
      'kols?filters[posts][title][$startsWith]=GUESS',
      'submissions?filters[activity][submissions][text][$startsWith]=GUESS',
      'notes?filters[posts][title][$startsWith]=GUESS',
      'notes?filters[posts][localizations][title][$startsWith]=GUESS',
      'shelves?filters[posts][title][$startsWith]=GUESS',
      'shelves?filters[$and][0][posts][title][$startsWith]=GUESS',
      'shelves?filters[$or][0][$and][0][posts][title][$startsWith]=GUESS',
      'shelves?filters[$not][posts][title][$startsWith]=GUESS',
      'shelves?filters[posts][activity][title][$startsWith]=GUESS',
      'shelves?populate[posts][filters][title][$startsWith]=GUESS',
      'shelves?populate[posts][filters][localizations][title][$startsWith]=GUESS',
      'activities?populate[posts][filters][localizations][title][$startsWith]=GUESS',
      'shelves?populate[posts][populate][localizations][filters][title][$startsWith]=GUESS',
      'posts?populate[localizations][filters][title][$startsWith]=GUESS',
      'upload/files?filters[related][title][$startsWith]=GUESS',
      'upload/files?populate[related][on][api::post.post][filters][title][$startsWith]=GUESS',
      'upload/files?populate[related][on][api::post.post][filters][localizations][title][$startsWith]=GUESS',
    ])('learns nothing of what is not published from /api/%s', async (path) => {
      await expectBlind((guess) => `/api/${path.replace('GUESS', guess)}`, UNPUBLISHED);
    });

    it.each(['posts?sort=localizations.title', 'activities?sort=posts.title', 'activities?sort=submissions.title', 'kols?sort=posts.title', 'notes?sort=posts.title', 'shelves?sort=posts.title', 'shelves?sort[0]=name&sort[1]=posts.title', 'shelves?sort[posts][title]=ORDER'])(
      'learns nothing from the order at /api/%s',
      async (path) => {
        const ids = async (order: string) => {
          const answer = await get('a visitor', `/api/${path.includes('ORDER') ? path.replace('ORDER', order) : `${path}:${order}`}`);
          return answer.status === 200 ? (answer.body as { data: { id: number }[] }).data.map((entry) => entry.id).join() : 'refused';
        };
        expect(await ids('asc')).toBe(await ids('desc'));
      }
    );

    it.each([
      '{ posts(filters: { localizations: { title: { startsWith: "GUESS" } } }) { documentId } }',
      '{ posts(status: DRAFT, filters: { title: { startsWith: "GUESS" } }) { documentId } }',
      '{ activities(filters: { posts: { title: { startsWith: "GUESS" } } }) { documentId } }',
      '{ notes(filters: { posts: { title: { startsWith: "GUESS" } } }) { name } }',
      '{ shelves(filters: { posts: { title: { startsWith: "GUESS" } } }) { name } }',
      '{ shelves(filters: { not: { posts: { title: { startsWith: "GUESS" } } } }) { name } }',
      '{ shelves(filters: { or: [{ and: [{ posts: { title: { startsWith: "GUESS" } } }] }] }) { name } }',
      '{ shelves_connection(filters: { posts: { title: { startsWith: "GUESS" } } }) { pageInfo { total } } }',
      '{ shelves { posts(filters: { title: { startsWith: "GUESS" } }) { documentId } } }',
      '{ shelves { posts(filters: { localizations: { title: { startsWith: "GUESS" } } }) { documentId } } }',
      '{ activities { posts(filters: { localizations: { title: { startsWith: "GUESS" } } }) { documentId } } }',
    ])('learns nothing by GraphQL: %s', async (query) => {
      const [hit, miss] = [await graphql(app, query.replace('GUESS', UNPUBLISHED)), await graphql(app, query.replace('GUESS', 'NOTHING'))];
      expect(hit.text).toBe(miss.text);
    });

    it.each([
      'posts?filters[audience][$startsWith]=GUESS',
      'posts?filters[platformAdaptations][note][$startsWith]=GUESS',
      'posts?filters[activity][goal][$startsWith]=GUESS',
      'posts?filters[activity][budget][item][$startsWith]=GUESS',
      'posts?filters[kols][cooperation][strategy][$startsWith]=GUESS',
      'posts?_q=GUESS',
      'activities?populate[posts][filters][audience][$startsWith]=GUESS',
      'activities?filters[ownerName][$startsWith]=GUESS',
      'activities?_q=GUESS',
      'kols?filters[cooperation][contact][$startsWith]=GUESS',
    ])('learns nothing of what is private from /api/%s', async (path) => {
      await expectBlind((guess) => `/api/${path.replace('GUESS', guess)}`, PRIVATE);
    });

    it.each(['submissions?filters[contributorEmail][$startsWith]=GUESS', 'submissions?filters[member][username][$startsWith]=GUESS', 'submissions?_q=GUESS'])('learns nothing of who sent something in from /api/%s', async (path) => {
      await expectBlind((guess) => `/api/${path.replace('GUESS', guess)}`, path.includes('member') ? 'member' : 'private-wen');
    });

    it('can not order by what is private', async () => {
      for (const path of ['posts?sort=audience', 'posts?sort=planDate', 'submissions?sort=contributorEmail', 'activities?sort=goal']) expect((await get('a visitor', `/api/${path}`)).status).toBe(400);
    });
  });

  describe('of what is private', () => {
    it.each(['Post { audience }', 'Post { planDate }', 'Activity { goal }', 'Activity { budget { item } }', 'Activity { contingencyPlan }', 'Kol { cooperation { strategy } }', 'Submission { contributorEmail }', 'Submission { consentGiven }', 'Submission { member { username } }'])(
      'finds no such field in GraphQL: %s',
      async (field) => {
        const [type, ...rest] = field.split(' ');
        const many = { Post: 'posts', Activity: 'activities', Kol: 'kols', Submission: 'submissions' }[type ?? ''];
        const { errors } = await graphql(app, `{ ${many} ${rest.join(' ')} }`);
        expect(errors?.[0]?.message).toMatch(/Cannot query field/);
      }
    );

    it('is refused by name in the delivery', async () => {
      for (const [path, field] of [['posts', 'audience'], ['posts', 'planDate'], ['activities', 'budget'], ['kols', 'cooperation'], ['submissions', 'contributorEmail']]) {
        const answer = await get('a visitor', `/api/delivery/${path}?fields=${field}`);
        expect(answer.status).toBe(400);
        expect(answer.body.error.details).toMatchObject({ code: 'FIELD_UNKNOWN' });
      }
    });
  });

  describe('of the delivery', () => {
    it('gets exactly what was approved and published', async () => {
      const list = await get('a visitor', '/api/delivery/posts');
      expect((list.body as { data: { title: string }[] }).data.map((post) => post.title).sort()).toEqual(['Another cup', 'Tea is served']);
      const one = await get('a visitor', `/api/delivery/posts/${live.documentId}`);
      expect(one.body.data).toMatchObject({ title: 'Tea is served', activity: { id: liveActivity.documentId, label: 'Tea week' } });
      expect(one.body.data).not.toHaveProperty('audience');
      expect(one.body.data).not.toHaveProperty('submission');
    });

    it('finds nothing of what is not published or was taken down, at once', async () => {
      for (const draft of [unpublished, withdrawn]) expect((await get('a visitor', `/api/delivery/posts/${draft.documentId}`)).status).toBe(404);
      expect((await get('a visitor', `/api/delivery/posts/${live.documentId}?locale=${SECOND_LOCALE}`)).status).toBe(404);
      const draft = await postAtStage(app, 'published', { title: 'Here and gone' });
      const before = await get('a visitor', `/api/delivery/posts/${draft.documentId}`);
      expect(before.status).toBe(200);
      await takeDown(app, draft);
      const tag = String(before.headers.etag);
      expect((await get('a visitor', `/api/delivery/posts/${draft.documentId}`).set('If-None-Match', tag)).status).toBe(404);
      expect((await get('a visitor', '/api/delivery/posts')).text).not.toContain('Here and gone');
      expect((await get('a visitor', `/api/posts/${draft.documentId}`)).status).toBe(404);
    });

    it.each(['posts', 'activities', 'kols', 'submissions'])('gets nothing private, and no text of a draft or a next round, from %s', async (path) => {
      const { status, text } = await get('a visitor', `/api/delivery/${path}?limit=100`);
      expect(status).toBe(200);
      expect(text).not.toMatch(/CONFIDENTIAL|private-/);
      for (const hidden of ['next round', 'second language', 'and approved', 'taken down', 'submission', 'text']) expect(text).not.toContain(`${UNPUBLISHED} ${hidden}`);
    });

    it('is not told the names of related entries that are not published', async () => {
      const { text } = await get('a visitor', '/api/delivery/posts');
      expect(text).not.toContain(`${UNPUBLISHED} activity`);
      expect(text).not.toContain(`${UNPUBLISHED} partner`);
    });
  });

  describe('who may write something else that points to posts', () => {
    const pointers = async () => ({ posts: [live, unpublished].map((draft) => draft.documentId) });
    const asMember = () => `Bearer ${tokens.get('a member')}`;

    it.each(['shelves?populate=posts', 'shelves?status=draft&populate=posts', 'notes?status=draft&populate=posts', 'notes?status=draft&populate[posts][populate][localizations]=true'])('is not shown in the answer to POST /api/%s what is not published', async (path) => {
      const answer = await app.anonymous.post(`/api/${path}`).set('Authorization', asMember()).send({ data: { name: 'a pointer', ...(await pointers()) } });
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toContain(UNPUBLISHED);
    });

  });

  describe('of the tables of the workflow', () => {
    it('finds no query and no mutation for them in GraphQL', async () => {
      const { text } = await graphql(app, '{ __schema { queryType { fields { name } } mutationType { fields { name } } } }');
      expect(text.match(/"\w*contentWorkflow\w*"/gi) ?? []).toEqual([]);
    });

    it.each(READERS)('who is %s reads nothing out of them', async (reader) => {
      for (const query of ['{ contentWorkflowSnapshots { content } }', '{ contentWorkflowPieces { title context } }', '{ contentWorkflowHistorys { detail comment } }', '{ contentWorkflowVariants { overrides } }', '{ contentWorkflowEditions { payload } }'])
        expect((await graphql(app, query, tokens.get(reader))).text).not.toMatch(/SECRET|CONFIDENTIAL|private-/);
    });
  });

  it('who may write a draft reads what they wrote, and nobody else does', async () => {
    const data = await postData(app, { title: `${UNPUBLISHED} but mine` });
    const answer = await app.anonymous.post('/api/posts?status=draft').set('Authorization', `Bearer ${tokens.get('a member')}`).send({ data });
    expect(answer.status).toBe(201);
    expect(answer.body.data.title).toBe(`${UNPUBLISHED} but mine`);
    for (const query of ['', '?status=draft']) expect([400, 404]).toContain((await get('a visitor', `/api/posts/${answer.body.data.documentId}${query}`)).status);
  });

  describe("who may write entries of a type that nobody reviews, and sees its answers' relations", () => {
    const answers: readonly [string, () => string][] = [
      ['a type without Draft & Publish', () => `createShelf(data: { name: "a", posts: ["${live.documentId}", "${unpublished.documentId}", "${withdrawn.documentId}"] }) { posts { title } posts_connection { nodes { title } } }`],
      ['a draft that is created', () => `createNote(status: DRAFT, data: { name: "a", posts: ["${live.documentId}", "${unpublished.documentId}"] }) { posts { title } posts_connection { nodes { title } } }`],
      ['an entry that is created', () => `createNote(data: { name: "a", posts: ["${live.documentId}", "${unpublished.documentId}"] }) { posts { title } }`],
    ];

    it.each(answers)('is shown nothing unpublished by GraphQL through %s', async (_name, mutation) => {
      const answer = await graphql(app, `mutation { ${mutation()} }`, tokens.get('a member'));
      expect(answer.errors).toBeUndefined();
      expect(answer.text).not.toContain(UNPUBLISHED);
      expect(answer.text).not.toContain(PRIVATE);
    });
  });
});
