/**
 * Every way to write that Strapi has, against every stage of a post: whatever is tried, what is live stays live and stays
 * as it is, and who is refused reads why.
 */
import { POST, startApp, type TestApp } from '../support/app';
import { postData, type Draft } from '../support/flow';
import {
  addSecondLocale,
  agent,
  allow,
  apiToken,
  contentManager,
  documents,
  draftRows,
  inCode,
  LIVE_STAGES,
  liveRows,
  LOCKED_STAGES,
  overGraphql,
  overHttp,
  postAtStage,
  query,
  READ_ACTIONS,
  rowId,
  SECOND_LOCALE,
  served,
  servedOne,
  STAGES,
  standing,
  turnMcpOn,
  WRITE_ACTIONS,
  type Agent,
  type Attempt,
  type Stage,
} from '../support/gate';

interface Tools {
  readonly app: TestApp;
  readonly draft: Draft;
  readonly token: string;
  readonly agent: Agent;
}

interface Path {
  readonly name: string;
  /**
   * `publishes`: asks for something to go live, and is refused at every stage. `takes down`: would end what is live, and is
   * refused while something is. `keeps drafts`: Strapi makes a draft of it, so it may succeed.
   */
  readonly kind: 'publishes' | 'takes down' | 'keeps drafts';
  /** Where the attempt makes sense; everywhere unless it says so. */
  readonly on?: readonly Stage[];
  readonly attempt: (tools: Tools) => Promise<Attempt>;
}

interface AnyEntityService {
  update(uid: string, id: number, params: object): Promise<unknown>;
  delete(uid: string, id: number): Promise<unknown>;
}
interface AnyCoreService {
  update(documentId: string, params: object): Promise<unknown>;
  delete(documentId: string): Promise<unknown>;
}
interface AnyManager {
  publish(id: string, uid: string, params: object): Promise<unknown>;
  publishMany(uid: string, ids: string[], locale: string): Promise<unknown>;
  unpublish(id: string, uid: string, params: object): Promise<unknown>;
}

const entityService = (app: TestApp) => app.strapi.entityService as unknown as AnyEntityService;
const coreService = (app: TestApp) => app.strapi.service(POST) as unknown as AnyCoreService;
const documentManager = (app: TestApp) => app.strapi.plugin('content-manager').service('document-manager') as unknown as AnyManager;

const now = () => new Date();
const EVIL = 'Nobody approved this title';
const LOCALE = { locale: 'en' };

const admin = (tools: Tools, method: 'post' | 'put' | 'delete', path: string, body?: object) => contentManager(tools.app, 'admin', method, `${POST}${path}`, body);
const of = ({ draft }: Tools) => ({ documentId: draft.documentId, locale: draft.locale });

const PATHS: readonly Path[] = [
  // The admin panel, by somebody who has every permission Strapi knows.
  { name: 'the publish button', kind: 'publishes', attempt: (t) => admin(t, 'post', `/${t.draft.documentId}/actions/publish?locale=en`, {}) },
  { name: 'the publish button with values that were never saved', kind: 'publishes', attempt: (t) => admin(t, 'post', `/${t.draft.documentId}/actions/publish?locale=en`, { title: EVIL }) },
  { name: 'bulk publish', kind: 'publishes', attempt: (t) => admin(t, 'post', '/actions/bulkPublish', { documentIds: [t.draft.documentId], ...LOCALE }) },
  { name: 'bulk publish of several locales', kind: 'publishes', attempt: (t) => admin(t, 'post', '/actions/bulkPublish', { documentIds: [t.draft.documentId], locale: ['en', SECOND_LOCALE] }) },
  { name: 'the unpublish button', kind: 'takes down', attempt: (t) => admin(t, 'post', `/${t.draft.documentId}/actions/unpublish?locale=en`, {}) },
  { name: 'the unpublish button that also discards the draft', kind: 'takes down', attempt: (t) => admin(t, 'post', `/${t.draft.documentId}/actions/unpublish?locale=en`, { discardDraft: true }) },
  { name: 'bulk unpublish', kind: 'takes down', attempt: (t) => admin(t, 'post', '/actions/bulkUnpublish', { documentIds: [t.draft.documentId], ...LOCALE }) },
  { name: 'the save button with a publication date in the body', kind: 'keeps drafts', attempt: (t) => admin(t, 'put', `/${t.draft.documentId}?locale=en&status=published`, { publishedAt: now(), status: 'published' }) },
  { name: 'the clone button', kind: 'keeps drafts', attempt: async (t) => admin(t, 'post', `/clone/${t.draft.documentId}`, { title: EVIL, slug: `clone-${Date.now().toString(36)}`, publishedAt: now() }) },

  // REST, by a visitor and by an API token that may do everything.
  { name: 'REST PUT', kind: 'publishes', attempt: (t) => overHttp(t.app.anonymous.put(`/api/posts/${t.draft.documentId}`).send({ data: { title: EVIL } })) },
  { name: 'REST PUT with ?status=published', kind: 'publishes', attempt: (t) => overHttp(t.app.anonymous.put(`/api/posts/${t.draft.documentId}?status=published`).send({ data: { title: EVIL } })) },
  { name: 'REST PUT in a new locale', kind: 'publishes', attempt: (t) => overHttp(t.app.anonymous.put(`/api/posts/${t.draft.documentId}?locale=${SECOND_LOCALE}`).send({ data: { title: EVIL } })) },
  { name: 'REST PUT by a full-access token', kind: 'publishes', attempt: (t) => overHttp(t.app.anonymous.put(`/api/posts/${t.draft.documentId}`).set('Authorization', `Bearer ${t.token}`).send({ data: { title: EVIL } })) },
  { name: 'REST DELETE', kind: 'takes down', attempt: (t) => overHttp(t.app.anonymous.delete(`/api/posts/${t.draft.documentId}`)) },
  { name: 'REST DELETE by a full-access token', kind: 'takes down', attempt: (t) => overHttp(t.app.anonymous.delete(`/api/posts/${t.draft.documentId}?locale=en`).set('Authorization', `Bearer ${t.token}`)) },

  // GraphQL.
  { name: 'GraphQL update', kind: 'publishes', attempt: (t) => overGraphql(t.app, `mutation { updatePost(documentId: "${t.draft.documentId}", data: { title: "${EVIL}" }) { documentId } }`) },
  { name: 'GraphQL update with status PUBLISHED', kind: 'publishes', attempt: (t) => overGraphql(t.app, `mutation { updatePost(documentId: "${t.draft.documentId}", status: PUBLISHED, data: { title: "${EVIL}" }) { documentId } }`) },
  { name: 'GraphQL delete', kind: 'takes down', attempt: (t) => overGraphql(t.app, `mutation { deletePost(documentId: "${t.draft.documentId}") { documentId } }`) },

  // AI agents, by Strapi's own tools.
  { name: "an agent's publish tool", kind: 'publishes', attempt: (t) => t.agent.call('publish_post', of(t)) },
  { name: "an agent's unpublish tool", kind: 'takes down', attempt: (t) => t.agent.call('unpublish_post', of(t)) },

  // Other plugins, custom controllers, cron jobs and scripts.
  { name: 'documents.publish', kind: 'publishes', attempt: (t) => inCode(() => documents(t.app).publish?.(of(t))) },
  { name: 'documents.publish without a locale', kind: 'publishes', attempt: (t) => inCode(() => documents(t.app).publish?.({ documentId: t.draft.documentId })) },
  { name: 'documents.publish of every locale', kind: 'publishes', attempt: (t) => inCode(() => documents(t.app).publish?.({ documentId: t.draft.documentId, locale: '*' })) },
  { name: 'documents.publish of a list of locales', kind: 'publishes', attempt: (t) => inCode(() => documents(t.app).publish?.({ documentId: t.draft.documentId, locale: ['en', SECOND_LOCALE] })) },
  { name: 'documents.update with status published', kind: 'publishes', attempt: (t) => inCode(() => documents(t.app).update?.({ ...of(t), status: 'published', data: { title: EVIL } })) },
  { name: 'documents.update of a new locale with status published', kind: 'publishes', attempt: (t) => inCode(() => documents(t.app).update?.({ documentId: t.draft.documentId, locale: SECOND_LOCALE, status: 'published', data: { title: EVIL } })) },
  { name: 'documents.update with a publication date', kind: 'keeps drafts', attempt: (t) => inCode(() => documents(t.app).update?.({ ...of(t), data: { publishedAt: now() } })) },
  { name: 'documents.unpublish', kind: 'takes down', attempt: (t) => inCode(() => documents(t.app).unpublish?.(of(t))) },
  { name: 'documents.unpublish of every locale', kind: 'takes down', attempt: (t) => inCode(() => documents(t.app).unpublish?.({ documentId: t.draft.documentId, locale: '*' })) },
  { name: 'documents.clone', kind: 'keeps drafts', attempt: (t) => inCode(() => documents(t.app).clone?.({ ...of(t), data: { title: EVIL, slug: `clone-${Date.now().toString(36)}`, publishedAt: now() } })) },
  { name: 'the core service of posts', kind: 'publishes', attempt: (t) => inCode(() => coreService(t.app).update(t.draft.documentId, { data: { title: EVIL } })) },
  { name: "the content manager's service, publish", kind: 'publishes', attempt: (t) => inCode(() => documentManager(t.app).publish(t.draft.documentId, POST, LOCALE)) },
  { name: "the content manager's service, publish many", kind: 'publishes', attempt: (t) => inCode(() => documentManager(t.app).publishMany(POST, [t.draft.documentId], 'en')) },
  { name: "the content manager's service, unpublish", kind: 'takes down', attempt: (t) => inCode(() => documentManager(t.app).unpublish(t.draft.documentId, POST, LOCALE)) },
  { name: 'entityService.update of the draft row with a publication date', kind: 'keeps drafts', attempt: (t) => inCode(async () => entityService(t.app).update(POST, await rowId(t.app, t.draft, 'draft'), { data: { publishedAt: now() } })) },
  { name: 'entityService.update of the live row', kind: 'publishes', on: LIVE_STAGES, attempt: (t) => inCode(async () => entityService(t.app).update(POST, await rowId(t.app, t.draft, 'live'), { data: { title: EVIL } })) },
  { name: 'entityService.delete of the live row', kind: 'takes down', on: LIVE_STAGES, attempt: (t) => inCode(async () => entityService(t.app).delete(POST, await rowId(t.app, t.draft, 'live'))) },

  // The database layer, which no document middleware sees.
  { name: 'db.query create of a live row', kind: 'publishes', attempt: (t) => inCode(() => query(t.app).create?.({ data: { ...of(t), title: EVIL, publishedAt: now() } })) },
  { name: 'db.query createMany of live rows', kind: 'publishes', attempt: (t) => inCode(() => query(t.app).createMany?.({ data: [{ ...of(t), title: EVIL, publishedAt: now() }] })) },
  { name: 'db.query update of the draft row to a live one', kind: 'publishes', attempt: (t) => inCode(async () => query(t.app).update?.({ where: { id: await rowId(t.app, t.draft, 'draft') }, data: { publishedAt: now() } })) },
  { name: 'db.query updateMany of the document to live', kind: 'publishes', attempt: (t) => inCode(() => query(t.app).updateMany?.({ where: { documentId: t.draft.documentId }, data: { publishedAt: now() } })) },
  { name: 'db.query updateMany of everything to live', kind: 'publishes', attempt: (t) => inCode(() => query(t.app).updateMany?.({ where: {}, data: { publishedAt: now() } })) },
  { name: 'db.query update of the live row', kind: 'publishes', on: LIVE_STAGES, attempt: (t) => inCode(async () => query(t.app).update?.({ where: { id: await rowId(t.app, t.draft, 'live') }, data: { title: EVIL } })) },
  { name: 'db.query updateMany of the live row', kind: 'publishes', on: LIVE_STAGES, attempt: (t) => inCode(() => query(t.app).updateMany?.({ where: { documentId: t.draft.documentId, publishedAt: { $notNull: true } }, data: { title: EVIL } })) },
  { name: 'db.query update that empties the publication date', kind: 'takes down', on: LIVE_STAGES, attempt: (t) => inCode(async () => query(t.app).update?.({ where: { id: await rowId(t.app, t.draft, 'live') }, data: { publishedAt: null } })) },
  { name: 'db.query delete of the live row', kind: 'takes down', on: LIVE_STAGES, attempt: (t) => inCode(async () => query(t.app).delete?.({ where: { id: await rowId(t.app, t.draft, 'live') } })) },
  { name: 'db.query deleteMany of the document', kind: 'takes down', on: LIVE_STAGES, attempt: (t) => inCode(() => query(t.app).deleteMany?.({ where: { documentId: t.draft.documentId } })) },

  // Last, because these end a draft where nothing is live, and the next row starts with another one.
  { name: 'documents.discardDraft', kind: 'keeps drafts', attempt: (t) => inCode(() => documents(t.app).discardDraft?.(of(t))) },
  { name: 'the delete button', kind: 'takes down', attempt: (t) => admin(t, 'delete', `/${t.draft.documentId}?locale=en`) },
  { name: 'bulk delete', kind: 'takes down', attempt: (t) => admin(t, 'post', '/actions/bulkDelete', { documentIds: [t.draft.documentId], ...LOCALE }) },
  { name: 'documents.delete', kind: 'takes down', attempt: (t) => inCode(() => documents(t.app).delete?.({ documentId: t.draft.documentId, locale: '*' })) },
];

/** The sentence, the next step and who could do it: what a person needs who was refused. An agent gets the sentences. */
const expectExplained = (attempt: Attempt, byAgent = false): void => {
  expect(attempt.message).toMatch(/workflow|can not be deleted|can not be edited/);
  expect(attempt.message).toMatch(/panel|Save it as a draft|TAKE_DOWN|Take it down first|UNSCHEDULE|STOP|workflow event/);
  if (byAgent) return;
  expect(attempt.status).toBe(403);
  expect(attempt.details).toMatchObject({ code: expect.stringMatching(/^(GATE_CLOSED|LOCKED)$/), who: expect.arrayContaining([expect.any(String)]), next: expect.stringMatching(/\w+/) });
};

describe('the gate', () => {
  let app: TestApp;
  let token: string;
  let robot: Agent;
  let mcpOff: () => void;
  const ready = new Map<Stage, Draft>();

  interface Seen {
    readonly live: string;
    readonly served: string;
    readonly one: string;
    readonly draft: string;
    readonly piece: Awaited<ReturnType<typeof standing>>;
  }
  /** What the last attempt left is what the next one finds. */
  let last: { readonly draft: Draft; readonly seen: Seen } | null = null;

  const look = async (draft: Draft): Promise<Seen> => {
    const seen = { live: await liveRows(app), served: await served(app), one: await servedOne(app, draft), draft: await draftRows(app, draft), piece: await standing(app, draft) };
    last = { draft, seen };
    return seen;
  };

  const tried = async (stage: Stage, { attempt }: Path): Promise<{ before: Seen; answer: Attempt; after: Seen }> => {
    const draft = await postFor(stage);
    const before = last?.draft === draft ? last.seen : await look(draft);
    const answer = await attempt({ app, draft, token, agent: robot });
    const after = await look(draft);
    if (JSON.stringify(after) !== JSON.stringify(before)) ready.delete(stage);
    return { before, answer, after };
  };

  /** One post a stage serves all paths that leave it as it was; a path that used it up makes the next one start afresh. */
  const postFor = async (stage: Stage): Promise<Draft> => {
    const known = ready.get(stage);
    if (known !== undefined) return known;
    const draft = await postAtStage(app, stage);
    await documents(app).update?.({ documentId: draft.documentId, locale: SECOND_LOCALE, data: { title: 'The same in another language' } });
    ready.set(stage, draft);
    return draft;
  };

  beforeAll(async () => {
    mcpOff = turnMcpOn();
    app = await startApp();
    await allow(app, [...READ_ACTIONS, ...WRITE_ACTIONS]);
    await addSecondLocale(app);
    token = await apiToken(app, 'full-access');
    robot = await agent(app);
  });
  afterAll(async () => {
    mcpOff();
    await app.close();
  });

  describe.each(STAGES)('in front of a post that is %s', (stage) => {
    const isLive = LIVE_STAGES.includes(stage);
    const paths = PATHS.filter((path) => path.on === undefined || path.on.includes(stage)).map((path) => ({ ...path, refused: path.kind === 'publishes' || (path.kind === 'takes down' && isLive) }));

    it.each(paths.filter((path) => path.refused))('refuses $name, says why, and leaves draft and live content as they are', async (path) => {
      const { before, answer, after } = await tried(stage, path);
      expect(after).toEqual(before);
      expectExplained(answer, path.name.startsWith('an agent'));
    });

    it.each(paths.filter((path) => !path.refused))('lets $name change nothing that is live', async (path) => {
      const { before, answer, after } = await tried(stage, path);
      expect({ live: after.live, served: after.served, one: after.one }).toEqual({ live: before.live, served: before.served, one: before.one });
      expect(answer.status).toBeLessThan(500);
      if (answer.status === 403) expectExplained(answer);
      // What is locked may not lose its draft either, whoever asks.
      if (LOCKED_STAGES.includes(stage)) expect(after).toEqual(before);
    });
  });
});

describe('a new entry', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
    await allow(app, [...READ_ACTIONS, ...WRITE_ACTIONS]);
  });
  afterAll(() => app.close());

  const data = (more: Record<string, unknown> = {}) => postData(app, more);
  const count = async (): Promise<number> => app.strapi.db.query(POST).count();

  const refused: readonly [string, () => Promise<Attempt>][] = [
    ['by the publish button', async () => contentManager(app, 'admin', 'post', `${POST}/actions/publish?locale=en`, await data())],
    ['by REST POST', async () => overHttp(app.anonymous.post('/api/posts').send({ data: await data() }))],
    ['by REST POST with ?status=published', async () => overHttp(app.anonymous.post('/api/posts?status=published').send({ data: await data() }))],
    ['by GraphQL', async () => overGraphql(app, `mutation { createPost(data: { title: "${EVIL}" }) { documentId } }`)],
    ['by GraphQL with status PUBLISHED', async () => overGraphql(app, `mutation { createPost(status: PUBLISHED, data: { title: "${EVIL}" }) { documentId } }`)],
    ['by documents.create with status published', async () => inCode(async () => documents(app).create?.({ status: 'published', data: await data() }))],
    ['by entityService.create', async () => inCode(async () => (app.strapi.entityService as unknown as { create(uid: string, params: object): Promise<unknown> }).create(POST, { data: await data() }))],
    ['by the core service of posts', async () => inCode(async () => (app.strapi.service(POST) as unknown as { create(params: object): Promise<unknown> }).create({ data: await data() }))],
    ['by db.query create', async () => inCode(async () => query(app).create?.({ data: { title: EVIL, slug: 'a', publishedAt: now() } }))],
    ['by db.query createMany', async () => inCode(async () => query(app).createMany?.({ data: [{ title: 'A draft', slug: 'b' }, { title: EVIL, slug: 'c', publishedAt: now() }] }))],
  ];

  it.each(refused)('does not come to life %s: nothing is stored and the answer says how it is done', async (_name, attempt) => {
    const before = await count();
    const answer = await attempt();
    expect(await count()).toBe(before);
    expectExplained(answer);
    expect(await served(app)).toContain('"data":[]');
  });

  const drafts: readonly [string, () => Promise<Attempt>][] = [
    ['by the save button with a publication date', async () => contentManager(app, 'admin', 'post', `${POST}?locale=en&status=published`, await data({ publishedAt: now(), status: 'published' }))],
    ['by REST POST with ?status=draft', async () => overHttp(app.anonymous.post('/api/posts?status=draft').send({ data: await data() }))],
    ['by GraphQL with status DRAFT', async () => overGraphql(app, `mutation { createPost(status: DRAFT, data: { title: "A draft" }) { documentId } }`)],
    ['by documents.create with a publication date', async () => inCode(async () => documents(app).create?.({ data: await data({ publishedAt: now() }) }))],
    ['by entityService.create without a publication date', async () => inCode(async () => (app.strapi.entityService as unknown as { create(uid: string, params: object): Promise<unknown> }).create(POST, { data: await data({ publishedAt: null }) }))],
  ];

  it.each(drafts)('is a draft %s', async (_name, attempt) => {
    const before = await count();
    const answer = await attempt();
    expect(answer.status).toBeLessThan(300);
    expect(await count()).toBe(before + 1);
    expect(await liveRows(app)).toBe('[]');
  });
});
