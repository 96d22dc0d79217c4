/** A project that has been publishing for years installs the workflow: what is live stays live and belongs to it from now on. */
import { asColumns } from '../support/sql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KOL, POST, startApp, type TestApp } from '../support/app';
import { done, postData, savePost, view, type Draft } from '../support/flow';
import { addSecondLocale, allow, contentManager, documents, liveRows, publishAgain, READ_ACTIONS, SECOND_LOCALE, servedOne, standing, whileConfigured } from '../support/gate';

type Types = Record<string, unknown>;

/** Boots with only some of the types governed, as a project does that installs the workflow step by step. */
const startGoverning = (uids: readonly string[], folder: string): Promise<TestApp> =>
  whileConfigured('plugin::content-workflow', ({ moderation: _moderation, intake: _intake, ...config }) => ({ ...config, types: Object.fromEntries(Object.entries(config.types as Types).filter(([uid]) => uids.includes(uid))) }), () => startApp({ folder }));

describe('content that was live before the workflow', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-adoption-'));
  let app: TestApp;
  let plain: Draft;
  let chinese: Draft;
  let ahead: Draft;
  let onlyDraft: Draft;
  let kol: Draft;
  let before: { posts: string; kols: string };

  const post = async (data: Record<string, unknown>, publish: boolean): Promise<Draft> => {
    const created = await documents(app).create?.({ locale: 'en', data: await postData(app, data) });
    const draft: Draft = { uid: POST, documentId: String(created?.documentId), locale: 'en' };
    if (publish) await documents(app).publish?.({ documentId: draft.documentId, locale: 'en' });
    return draft;
  };
  const pieces = () => app.strapi.db.connection('cw_pieces').orderBy('id').select('id', 'subject_uid', 'subject_id', 'subject_locale', 'round', 'state', 'revision');

  /** The roles were made while nothing was governed; what they may read of a type that comes later, the project says. */
  const letTheTeamReadPosts = async (): Promise<void> => {
    const roles = (await app.strapi.db.query('admin::role').findMany({ where: { code: { $startsWith: 'cw-' } } })) as { id: number }[];
    for (const { id } of roles) await app.strapi.db.query('admin::permission').create({ data: { action: 'plugin::content-manager.explorer.read', actionParameters: {}, subject: POST, properties: { locales: null }, conditions: [], role: id } });
  };

  beforeAll(async () => {
    app = await startGoverning([], folder);
    await allow(app, READ_ACTIONS);
    await addSecondLocale(app);
    plain = await post({ title: 'Live for years' }, true);
    chinese = { ...plain, locale: SECOND_LOCALE };
    await documents(app).update?.({ documentId: plain.documentId, locale: SECOND_LOCALE, data: { title: '已发布', tags: [{ name: '茶' }] } });
    await documents(app).publish?.({ documentId: plain.documentId, locale: SECOND_LOCALE });
    ahead = await post({ title: 'Live, and being rewritten' }, true);
    await documents(app).update?.({ documentId: ahead.documentId, locale: 'en', data: { title: 'The rewritten text' } });
    onlyDraft = await post({ title: 'Never shown' }, false);
    const person = await documents(app, KOL).create?.({ status: 'published', data: { name: 'Mei', slug: 'mei', socialAccounts: [{ platform: 'weibo', measuredOn: '2026-11-01' }] } });
    kol = { uid: KOL, documentId: String(person?.documentId), locale: '' };
    expect(await pieces()).toEqual([]);
    await app.close({ keep: true });
    app = await startGoverning([POST], folder);
    await letTheTeamReadPosts();
    before = { posts: await liveRows(app), kols: await liveRows(app, KOL) };
  });
  afterAll(async () => {
    await app.close({ keep: true });
    rmSync(folder, { recursive: true, force: true });
  });

  it('becomes a published piece in each of its languages, and the history says where it comes from', async () => {
    for (const draft of [plain, chinese]) {
      const piece = await view(app, draft);
      expect(piece).toMatchObject({ state: 'published', round: 1, revision: 1, isLive: true, seal: { how: 'adopted', reason: expect.stringMatching(/before the workflow/), by: [{ kind: 'system' }] } });
      expect(piece.history).toMatchObject([{ event: 'ADOPTED', to: 'published', by: { kind: 'system' }, comment: expect.stringMatching(/before the workflow/) }]);
    }
    expect((await view(app, plain)).title).toBe('Live for years');
  });

  it('whose draft is ahead of it is in its second round, which can be submitted as it stands', async () => {
    expect(await pieces()).toEqual(expect.arrayContaining([expect.objectContaining({ subject_id: ahead.documentId, round: 1, state: 'published' }), expect.objectContaining({ subject_id: ahead.documentId, round: 2, state: 'draft' })]));
    expect(await view(app, ahead)).toMatchObject({ round: 2, state: 'draft', title: 'The rewritten text' });
  });

  it('is served as it was live, not as its draft is', async () => {
    expect(await servedOne(app, plain)).toContain('Live for years');
    expect(await servedOne(app, chinese)).toContain('已发布');
    expect(await servedOne(app, ahead)).toContain('Live, and being rewritten');
    expect(await servedOne(app, ahead)).not.toContain('The rewritten text');
    const row = (await app.strapi.db.query(POST).findOne({ where: { documentId: plain.documentId, locale: 'en', publishedAt: { $notNull: true } } })) as { publishedAt: string };
    expect(await servedOne(app, plain)).toContain(`"publishedAt":"${new Date(row.publishedAt).toISOString()}"`);
  });

  it('is not touched by being taken over', async () => {
    expect(JSON.parse(before.posts)).toHaveLength(3);
    expect((await app.engine.sweep({ takeDown: false })).findings).toEqual([]);
    expect(await liveRows(app)).toBe(before.posts);
  });

  it('stands behind the gate from now on', async () => {
    for (const attempt of [
      await contentManager(app, 'admin', 'post', `${POST}/${ahead.documentId}/actions/publish?locale=en`, {}),
      await contentManager(app, 'admin', 'post', `${POST}/${ahead.documentId}/actions/unpublish?locale=en`, {}),
      await contentManager(app, 'admin', 'delete', `${POST}/${ahead.documentId}?locale=en`),
    ])
      expect(attempt).toMatchObject({ status: 403, details: { code: 'GATE_CLOSED' } });
    expect(await liveRows(app)).toBe(before.posts);
  });

  it('leaves drafts to be reviewed', async () => {
    expect((await pieces()).filter((piece: { subject_id: string }) => piece.subject_id === onlyDraft.documentId)).toEqual([]);
    expect(await view(app, onlyDraft)).toMatchObject({ state: 'draft', isLive: false });
    expect(await servedOne(app, onlyDraft)).toBe('404');
  });

  it('can be written on, reviewed, published again and taken down', async () => {
    const bytes = await servedOne(app, ahead);
    expect((await savePost(app, ahead, { title: 'The text of the next round' }, 'admin')).status).toBe(200);
    expect(await view(app, ahead)).toMatchObject({ state: 'draft', round: 2 });
    expect(await servedOne(app, ahead)).toBe(bytes);
    await publishAgain(app, ahead);
    expect(await servedOne(app, ahead)).toContain('The text of the next round');
    await done(app, chinese, 'publisher', { type: 'TAKE_DOWN', reason: 'Out of date.' });
    expect(await servedOne(app, chinese)).toBe('404');
    expect((await app.engine.sweep({ takeDown: false })).findings).toEqual([]);
  });

  describe('at the next start', () => {
    let bySql: Draft;
    let known: unknown[];

    beforeAll(async () => {
      bySql = { uid: POST, documentId: 'livebysql000000000000001', locale: 'en' };
      const row = (title: string, documentId: string, locale: string) => asColumns({ document_id: documentId, title, slug: documentId, locale, published_at: new Date(), created_at: new Date(), updated_at: new Date() });
      await app.strapi.db.connection('posts').insert(row('Live by SQL', bySql.documentId, 'en'));
      known = await pieces();
      await app.close({ keep: true });
      app = await startGoverning([POST, KOL], folder);
    });

    it('is not taken over twice, and what SQL put live since is not taken over at all', async () => {
      const posts = (await pieces()).filter((piece: { subject_uid: string }) => piece.subject_uid === POST);
      expect(posts).toEqual(known);
      expect(await standing(app, bySql)).toMatchObject({ id: 0 });
      expect(await servedOne(app, bySql)).toBe('404');
      expect((await app.engine.sweep({ takeDown: false })).findings).toMatchObject([{ code: 'LIVE_WITHOUT_APPROVAL', documentId: bySql.documentId }]);
    });

    it('is taken over then, if its type is governed only now', async () => {
      expect(await view(app, kol)).toMatchObject({ state: 'published', isLive: true, seal: { how: 'adopted' } });
      expect(await servedOne(app, kol, 'kols')).toContain('Mei');
      expect(await liveRows(app, KOL)).toBe(before.kols);
    });
  });

  it('is taken over to the end after a start that was interrupted, and nothing twice', async () => {
    const found = await pieces();
    const lost = found.find((piece: { subject_uid: string }) => piece.subject_uid === KOL) as { id: number };
    // What a kill in the middle leaves: some entries have their piece, and the type is not marked as done.
    for (const [table, column] of [['cw_history', 'piece_id'], ['cw_editions', 'piece_id'], ['cw_pieces', 'id']] as const) await app.strapi.db.connection(table).where({ [column]: lost.id }).delete();
    await app.strapi.db.connection('posts').where({ document_id: 'livebysql000000000000001' }).delete();
    await app.strapi.store({ type: 'plugin', name: 'content-workflow', key: 'adopted' }).set({ value: {} });
    await app.close({ keep: true });
    app = await startGoverning([POST, KOL], folder);
    const after = await pieces();
    expect(after).toHaveLength(found.length);
    expect(after.filter((piece: { subject_uid: string }) => piece.subject_uid === POST)).toEqual(found.filter((piece: { subject_uid: string }) => piece.subject_uid === POST));
    expect(await view(app, kol)).toMatchObject({ state: 'published', isLive: true });
    expect((await app.engine.sweep({ takeDown: false })).findings).toEqual([]);
  });
});
