/** Where two parts meet: links between types, languages, tokens, listeners and jobs that do not do as they are told. */
import { ACTIVITY, KOL, POST, startApp, SUBMISSION, type TestApp } from '../support/app';
import { createPost, done, postAt, postData, savePost, send, view, type Draft } from '../support/flow';
import { addSecondLocale, allow, apiToken, documents, inCode, postAtStage, publishDraft, publishEntry, query, READ_ACTIONS, rowId, SECOND_LOCALE, standing, WRITE_ACTIONS } from '../support/gate';
import { failJob, jobWithKey } from '../support/stored-jobs';

describe('where two parts meet', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
    await addSecondLocale(app);
    await allow(app, [...READ_ACTIONS, ...WRITE_ACTIONS]);
  });
  afterAll(() => app.close());

  const activity = (title: string): Promise<Draft> => publishEntry(app, ACTIVITY, { title, slug: title.toLowerCase().replaceAll(' ', '-'), theme: 'Tea', phases: [{ kind: 'live' }] }, 'en');
  const submissionTo = (to: Draft): Promise<Draft> => publishEntry(app, SUBMISSION, { title: 'My cup', text: 'Tea on the ridge.', consentGiven: true, activity: { documentId: to.documentId } });

  describe('an entry without languages that links to one with languages', () => {
    it('keeps its link when the other is published again', async () => {
      const to = await activity('Linked week');
      const submission = await submissionTo(to);
      const linked = async () => (await app.anonymous.get(`/api/submissions/${submission.documentId}?populate=activity`)).body.data.activity?.documentId;
      expect(await linked()).toBe(to.documentId);
      await documents(app, ACTIVITY).update?.({ documentId: to.documentId, locale: 'en', data: { theme: 'More tea' } });
      await publishDraft(app, to);
      expect(await linked()).toBe(to.documentId);
    });

    it('is delivered with the name of the other', async () => {
      const to = await activity('Named week');
      const submission = await submissionTo(to);
      expect((await app.anonymous.get(`/api/delivery/submissions/${submission.documentId}`)).body.data.activity).toEqual({ id: to.documentId, label: 'Named week', slug: 'named-week' });
    });
  });

  describe('the database layer, at the far side of a relation', () => {
    const draftActivity = async (): Promise<number> => {
      const created = await documents(app, ACTIVITY).create?.({ locale: 'en', data: { title: 'At the far side' } });
      return rowId(app, { uid: ACTIVITY, documentId: String(created?.documentId), locale: 'en' }, 'draft');
    };
    const link = async (id: number, rows: unknown) => inCode(() => query(app, ACTIVITY).update?.({ where: { id }, data: { posts: rows } }));

    it.each([
      ['connected', (id: number) => ({ connect: [{ id }] })],
      ['set', (id: number) => ({ set: [id] })],
      ['listed', (id: number) => [id]],
    ])('can not change a live post that is %s', async (_how, rows) => {
      const post = await postAtStage(app, 'published');
      const answer = await link(await draftActivity(), rows(await rowId(app, post, 'live')));
      expect(answer).toMatchObject({ status: 403, details: { code: 'GATE_CLOSED' } });
    });

    it('takes the approval of a draft away that it links, and again when it lets it go', async () => {
      const far = await draftActivity();
      const post = await postAtStage(app, 'approved');
      expect((await link(far, { connect: [{ id: await rowId(app, post, 'draft') }] })).status).toBe(200);
      expect(await standing(app, post)).toMatchObject({ state: 'draft' });
      await publishDraft(app, { ...post });
      const changes = async () => (await view(app, post)).round;
      const before = await changes();
      expect((await link(far, [])).status).toBe(200);
      expect(await changes()).toBe(before + 1);
    });

    it('can not change a locked draft, nor delete what it links to', async () => {
      const kol = await documents(app, KOL).create?.({ data: { name: 'Mei', slug: 'mei-far' } });
      const post = await postAtStage(app, 'scheduled', { kols: [kol?.documentId] });
      const before = await standing(app, post);
      expect(await link(await draftActivity(), { connect: [{ id: await rowId(app, post, 'draft') }] })).toMatchObject({ status: 403, details: { code: 'LOCKED' } });
      expect(await inCode(() => query(app, KOL).delete?.({ where: { documentId: kol?.documentId } }))).toMatchObject({ status: 403, details: { code: 'LOCKED' } });
      expect(await standing(app, post)).toEqual(before);
    });
  });

  it('a language that can not be deleted keeps every draft in it', async () => {
    const draft = await documents(app, ACTIVITY).create?.({ locale: SECOND_LOCALE, data: { title: '草稿' } });
    const post: Draft = { ...(await createPost(app)), locale: SECOND_LOCALE };
    await savePost(app, post, await postData(app));
    await publishDraft(app, post);
    const { id } = (await app.strapi.db.query('plugin::i18n.locale').findOne({ where: { code: SECOND_LOCALE } })) as { id: number };
    expect((await app.as('admin', 'delete', `/i18n/locales/${id}`)).status).toBe(403);
    expect(await app.strapi.db.query(ACTIVITY).count({ where: { documentId: draft?.documentId } })).toBe(1);
    expect(await app.strapi.db.query('plugin::i18n.locale').count({ where: { id } })).toBe(1);
  });

  it.each([
    ['by itself', false],
    ['in a transaction of somebody else', true],
  ])('a refused edit %s undoes itself and not the one beside it', async (_where, nested) => {
    const [outer, locked, beside] = [await postAtStage(app, 'draft'), await postAtStage(app, 'scheduled'), await postAtStage(app, 'draft')];
    const edit = (draft: Draft, title: string) => documents(app).update?.({ documentId: draft.documentId, locale: 'en', data: { title } });
    let results: string[] = [];
    let on = true;
    app.strapi.documents.use(async (context, next) => {
      const result = await next();
      if (on && context.action === 'update' && (context.params as { documentId?: string }).documentId === outer.documentId)
        results = (await Promise.allSettled([edit(beside, 'Beside it'), edit(locked, 'Locked')])).map(({ status }) => status);
      return result;
    });
    await (nested ? app.strapi.db.transaction(() => edit(outer, 'Around it') as never) : edit(outer, 'Around it'));
    on = false;
    expect(results).toEqual(['fulfilled', 'rejected']);
    const titleOf = async (draft: Draft) => ((await query(app).findOne?.({ where: { documentId: draft.documentId, publishedAt: null } })) as { title: string }).title;
    expect([await titleOf(outer), await titleOf(beside), (await view(app, beside)).title]).toEqual(['Around it', 'Beside it', 'Beside it']);
    expect(await titleOf(locked)).not.toBe('Locked');
  });

  it('whoever wrote a variant does not approve it', async () => {
    const draft = await createPost(app);
    const { id, revision } = await view(app, draft);
    expect((await app.as('admin', 'put', `/content-workflow/pieces/${id}/variants/a`, { label: 'A', overrides: { title: 'Written by one' }, expectedRevision: revision })).status).toBe(200);
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    const answer = await send(app, draft, 'admin', { type: 'APPROVE' });
    expect(answer.body.error?.details).toMatchObject({ code: 'LAST_EDITOR_CANNOT_APPROVE' });
  });

  it('the history names the token that created an entry', async () => {
    const token = await apiToken(app, 'full-access');
    const { body } = await app.anonymous.post('/api/posts?status=draft').set('Authorization', `Bearer ${token}`).send({ data: { title: 'By a token' } });
    const { author, history } = await view(app, { uid: POST, documentId: String(body.data.documentId), locale: 'en' });
    expect(author).toMatchObject({ kind: 'api-token', name: 'full-access token' });
    expect(history).toMatchObject([{ event: 'OPENED', by: { kind: 'api-token' } }]);
  });

  it('a piece whose entry was deleted can not be reopened, and says why', async () => {
    const draft = await postAtStage(app, 'draft');
    const { id } = await standing(app, draft);
    await documents(app).delete?.({ documentId: draft.documentId, locale: 'en' });
    const { body } = await app.as('admin', 'get', `/content-workflow/pieces/${id}`);
    expect(body.data).toMatchObject({ state: 'archived' });
    expect((body.data.events as { event: string; available: boolean }[]).find(({ event }) => event === 'REOPEN')).toMatchObject({ available: false, refusal: { code: 'DOCUMENT_NOT_FOUND' } });
    const answer = await app.as('admin', 'post', `/content-workflow/pieces/${id}/events`, { event: { type: 'REOPEN' }, expectedRevision: body.data.revision });
    expect(answer.status).toBe(422);
    expect(answer.body.error.details).toMatchObject({ code: 'DOCUMENT_NOT_FOUND', guard: 'hasADraft' });
  });

  it('the secret of a preview link is not written to the log', async () => {
    const draft = await postAtStage(app, 'review');
    const { id } = await standing(app, draft);
    const { token, url } = (await app.as('editor', 'post', `/content-workflow/pieces/${id}/preview-links`, {})).body.data as { token: string; url: string };
    const said: string[] = [];
    const log = jest.spyOn(app.strapi.log, 'http').mockImplementation(((line: unknown) => void said.push(String(line))) as never);
    expect((await app.anonymous.get(url)).status).toBe(200);
    log.mockRestore();
    expect(said.join()).toContain('/api/delivery/preview/');
    expect(said.join()).not.toContain(token);
  });

  describe('a job', () => {
    const restart = async (): Promise<void> => {
      await app.close({ keep: true });
      app = await startApp({ folder: app.folder });
    };
    afterEach(() => app.engine.clock.use());

    it('that tells listeners does not keep promises waiting when one never answers', async () => {
      const post = await postAt(app, 'scheduled');
      const never = () => new Promise<never>(() => undefined);
      app.strapi.eventHub.on('workflow.transition', never);
      const later = app.engine.clock.now() + 3 * 3_600_000;
      app.engine.clock.use(() => later);
      await app.engine.queue.start(app.engine.handlers);
      for (let patience = 100; (await standing(app, post)).state !== 'published' && patience > 0; patience -= 1) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await standing(app, post)).toMatchObject({ state: 'published' });
      app.strapi.eventHub.off('workflow.transition', never);
      await app.engine.queue.stop();
    });

    it('that was given up is tried again by the next sweep', async () => {
      const post = await postAt(app, 'scheduled');
      const { id } = await standing(app, post);
      await failJob(app, `due:${id}`);
      const { findings } = await app.engine.sweep({ takeDown: false });
      expect(findings).toContainEqual(expect.objectContaining({ code: 'PROMISE_WITHOUT_JOB', documentId: post.documentId, action: 'job-restored' }));
      expect(await jobWithKey(app, `due:${id}`)).toMatchObject({ failed: false, attempts: 0 });
    });

    it('that sweeps is promised again after a sweep that failed, and after a start that finds it given up', async () => {
      const spy = jest.spyOn(app.engine.content, 'readPublished').mockRejectedValue(new Error('the disk is full'));
      await expect(app.engine.handlers.integrity({}, { attempt: 1, runAt: 0 })).resolves.toBe('settled');
      spy.mockRestore();
      expect(await jobWithKey(app, 'integrity')).toMatchObject({ failed: false });
      expect((await app.engine.pieces.alerts(null, 100)).map(({ code }) => code)).toContain('SWEEP_FAILED');
      await failJob(app, 'integrity');
      await restart();
      await app.close({ keep: true });
      app = await startApp({ folder: app.folder, clockRuns: true });
      expect(await jobWithKey(app, 'integrity')).toMatchObject({ failed: false });
    });
  });
});
