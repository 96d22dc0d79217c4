/**
 * What no hook can see, the sweep finds: SQL that went round the application, drafts that changed unseen, promises that
 * lost their job. And it finds nothing where nothing is wrong.
 */
import { ACTIVITY, KOL, POST, startApp, SUBMISSION, type TestApp } from '../support/app';
import { coverId, view, type Draft } from '../support/flow';
import { addSecondLocale, allow, documents, liveRows, postAtStage, publishDraft, publishEntry, query, READ_ACTIONS, rowId, SECOND_LOCALE, served, servedOne, standing, takeDown } from '../support/gate';
import { asColumns } from '../support/sql';
import { deleteJobs, failJob, jobWithKey } from '../support/stored-jobs';

describe('the integrity sweep', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
    await allow(app, READ_ACTIONS);
    await addSecondLocale(app);
  });
  afterAll(() => app.close());

  const sql = (table: string) => app.strapi.db.connection(table);
  const sweep = (options: { takeDown: boolean } = { takeDown: false }) => app.engine.sweep(options);
  const findingsAbout = async (draft: Draft, options?: { takeDown: boolean }) =>
    (await sweep(options)).findings.filter((finding) => finding.documentId === draft.documentId && finding.locale === draft.locale);
  const alertsAbout = async (draft: Draft) => ((await sql('cw_alerts').whereNull('seen_at')) as { code: string; detail: string }[]).filter((alert) => alert.detail.includes(draft.documentId));

  /** A copy of the draft row with a publication date, as a careless import makes it. */
  const publishBySql = async (draft: Draft, change: object = {}): Promise<void> => {
    const { id: _id, ...row } = (await sql('posts').where({ document_id: draft.documentId, published_at: null }).first()) as Record<string, unknown>;
    await sql('posts').insert(asColumns({ ...row, published_at: new Date(), ...change }));
  };
  const changeLive = (draft: Draft, change: object) => sql('posts').where({ document_id: draft.documentId }).whereNotNull('published_at').update(change);

  describe('of a database in which nothing is wrong', () => {
    let post: Draft;

    beforeAll(async () => {
      const images = [await coverId(app, 'one'), await coverId(app, 'two')];
      const kol = await publishEntry(app, KOL, { name: 'Mei', slug: 'mei', avatar: images[0], niches: [{ name: 'tea' }], socialAccounts: [{ platform: 'weibo', handle: 'mei', followers: 12_000, measuredOn: '2026-11-01', source: 'by hand' }], cooperation: { relationship: 'cooperating', strategy: 'Slow.' } });
      const secretKol = await documents(app, KOL).create?.({ data: { name: 'Not public', slug: 'not-public' } });
      const draftActivity = await documents(app, ACTIVITY).create?.({ data: { title: 'Not announced', slug: 'not-announced', startsAt: '2026-12-01T08:00:00.000Z' } });
      const submission = await publishEntry(app, SUBMISSION, { title: 'My cup', text: 'Tea on the ridge.', consentGiven: true, images, links: [{ label: 'More', url: 'https://example.com/cup' }] });
      const activity = await publishEntry(
        app,
        ACTIVITY,
        {
          title: 'Tea week',
          slug: 'tea-week',
          theme: 'Tea',
          startsAt: '2026-12-01T08:00:00.123Z',
          endsAt: '2026-12-08T22:30:00.000Z',
          timezone: 'Asia/Shanghai',
          phases: [{ kind: 'live', name: 'Live', startsAt: '2026-12-01T08:00:00.000Z', endsAt: '2026-12-08T22:30:00.000Z', plan: 'Brew.' }],
          rewards: [{ kind: 'coupon', name: 'A cup', quantity: 100, value: '5 EUR' }],
          budget: [{ kind: 'money', item: 'Tea', plannedAmount: 1234.5, actualAmount: 0.1, currency: 'EUR' }],
          targets: [{ metric: 'likes', unit: 'likes', baseline: 0.1, targetValue: 0.30000000000000004, dueOn: '2026-12-31' }],
          cover: images[0],
          kols: [kol.documentId, secretKol?.documentId],
        },
        'en'
      );
      // Related to entries that are live and to some that are not, with components, files and times.
      post = await publishEntry(
        app,
        POST,
        {
          title: 'Tea is served',
          slug: 'tea-is-served',
          summary: 'A summary that is long enough for the checklist.',
          body: [{ type: 'heading', level: 2, children: [{ type: 'text', text: 'A body', bold: true }] }, { type: 'list', format: 'unordered', children: [{ type: 'list-item', children: [{ type: 'text', text: 'that is long enough for the checklist' }] }] }],
          cover: images[0],
          gallery: images,
          tags: [{ name: 'ridge' }, { name: 'tea' }],
          planDate: '2026-12-24T08:00:00.000Z',
          activity: draftActivity?.documentId,
          kols: [kol.documentId, secretKol?.documentId],
          submission: submission.documentId,
          platformAdaptations: [{ platform: 'weibo', title: 'Tea', text: 'Tea!', note: 'Only on weekdays.' }],
          trackedLinks: [{ kind: 'shop', label: 'Shop', url: 'https://example.com/shop' }],
          seo: { metaTitle: 'Tea', metaDescription: 'Served.', shareImage: images[1] },
        },
        'en'
      );
      await documents(app).update?.({ documentId: post.documentId, locale: SECOND_LOCALE, data: { title: '茶会', slug: 'cha-hui', summary: '足够长的摘要足够长的摘要足够长的摘要', body: [{ type: 'paragraph', children: [{ type: 'text', text: '足够长的正文足够长的正文足够长的正文足够长的正文' }] }], cover: images[1], tags: [{ name: '茶' }] } });
      await publishDraft(app, { ...post, locale: SECOND_LOCALE });
      await publishEntry(app, POST, { title: 'Joins the week', slug: 'joins', summary: 'A summary that is long enough for the checklist.', body: [{ type: 'paragraph', children: [{ type: 'text', text: 'A body that is long enough for the checklist.' }] }], cover: images[0], activity: activity.documentId }, 'en');
      for (const stage of ['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published, next round open', 'withdrawn', 'closed', 'rejected', 'archived'] as const) await postAtStage(app, stage);
    });

    it('finds nothing', async () => {
      const report = await sweep();
      expect(report.findings).toEqual([]);
      expect(report.checked).toBeGreaterThan(12);
    });

    it('finds nothing after related entries were published, renamed or taken down', async () => {
      const related = (await app.strapi.db.query(POST).findOne({ where: { documentId: post.documentId, locale: 'en', publishedAt: null }, populate: ['activity', 'kols', 'submission'] })) as unknown as { activity: { documentId: string }; submission: { documentId: string }; kols: { documentId: string }[] };
      const activity: Draft = { uid: ACTIVITY, documentId: related.activity.documentId, locale: 'en' };
      await documents(app, ACTIVITY).update?.({ documentId: activity.documentId, locale: 'en', data: { title: 'Announced now', theme: 'Tea', phases: [{ kind: 'live' }] } });
      await publishDraft(app, activity);
      await takeDown(app, { uid: SUBMISSION, documentId: related.submission.documentId, locale: '' });
      await documents(app, KOL).update?.({ documentId: related.kols[0]?.documentId, data: { name: 'Mei, renamed' } });
      expect((await sweep()).findings).toEqual([]);
    });

    // A file's name is neither part of what is approved nor of what is delivered; told to take down, a finding would end every entry that shows the file.
    it('finds nothing after a file was renamed in the media library', async () => {
      const file = (await app.strapi.db.query('plugin::upload.file').findOne({ where: { name: 'one.jpg' } })) as { id: number };
      const upload = app.strapi.plugin('upload').service('upload') as { updateFileInfo(id: number, info: object): Promise<unknown> };
      await upload.updateFileInfo(file.id, { name: 'renamed.jpg' });
      expect((await sweep()).findings).toEqual([]);
    });
  });

  describe('finds what went live behind its back', () => {
    it.each(['draft', 'approved', 'withdrawn'] as const)('when SQL published a post that is %s', async (stage) => {
      const draft = await postAtStage(app, stage);
      await publishBySql(draft);
      expect(await findingsAbout(draft)).toEqual([{ code: 'LIVE_WITHOUT_APPROVAL', uid: POST, documentId: draft.documentId, locale: 'en', message: expect.any(String), action: 'reported' }]);
      expect(await servedOne(app, draft)).toBe('404');
    });

    it('when an import made a live entry that the workflow has never seen', async () => {
      await sql('posts').insert(asColumns({ document_id: 'imported0000000000000001', title: 'Imported', slug: 'imported', locale: 'en', published_at: new Date(), created_at: new Date(), updated_at: new Date() }));
      const draft: Draft = { uid: POST, documentId: 'imported0000000000000001', locale: 'en' };
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'LIVE_WITHOUT_APPROVAL', action: 'reported' }]);
      expect(await findingsAbout(draft, { takeDown: true })).toMatchObject([{ code: 'LIVE_WITHOUT_APPROVAL', action: 'taken-down' }]);
      expect(await rowId(app, draft, 'live')).toBe(0);
      expect(await findingsAbout(draft)).toEqual([]);
    });

    it('when a script turned the hooks off', async () => {
      const draft = await postAtStage(app, 'draft');
      app.strapi.db.lifecycles.disable();
      await query(app).update?.({ where: { id: await rowId(app, draft, 'draft') }, data: { publishedAt: new Date() } });
      app.strapi.db.lifecycles.enable();
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'LIVE_WITHOUT_APPROVAL' }]);
    });

    it('when a second live row stands beside the approved one', async () => {
      const draft = await postAtStage(app, 'published');
      await publishBySql(draft, { title: 'The row beside it', slug: 'beside' });
      expect((await findingsAbout(draft)).length).toBeGreaterThan(0);
    });
  });

  describe('finds that what is live is not what was approved', () => {
    it('when SQL changed the row', async () => {
      const draft = await postAtStage(app, 'published');
      await changeLive(draft, { title: 'Changed by SQL' });
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'LIVE_DIFFERS_FROM_EDITION', action: 'reported' }]);
      expect(await servedOne(app, draft)).not.toContain('Changed by SQL');
    });

    it('when SQL changed one of its components', async () => {
      const draft = await postAtStage(app, 'published');
      const live = (await app.strapi.db.query(POST).findOne({ where: { documentId: draft.documentId, publishedAt: { $notNull: true } }, populate: ['tags'] })) as unknown as { tags: { id: number }[] };
      await sql('components_shared_tags').where({ id: live.tags[0]?.id }).update({ name: 'changed' });
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'LIVE_DIFFERS_FROM_EDITION' }]);
    });

    it('when SQL gave it another file', async () => {
      const draft = await postAtStage(app, 'published');
      await sql('files_related_mph').where({ related_id: await rowId(app, draft, 'live'), related_type: POST, field: 'cover' }).update({ file_id: await coverId(app, 'another') });
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'LIVE_DIFFERS_FROM_EDITION' }]);
    });

    it('when SQL joined it to something that nobody approved', async () => {
      const draft = await postAtStage(app, 'published');
      const activity = await publishEntry(app, ACTIVITY, { title: 'Another week', slug: 'another-week', theme: 'Tea', phases: [{ kind: 'live' }] }, 'en');
      await sql('posts_activity_lnk').insert({ post_id: await rowId(app, draft, 'live'), activity_id: await rowId(app, activity, 'live') });
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'LIVE_DIFFERS_FROM_EDITION' }]);
    });

    it('when SQL deleted the row that front ends are still served', async () => {
      const draft = await postAtStage(app, 'published');
      await sql('posts').where({ document_id: draft.documentId }).whereNotNull('published_at').delete();
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'EDITION_NOT_LIVE', action: 'reported' }]);
    });
  });

  describe('finds what was approved and is not there any more', () => {
    it.each(['review', 'approved', 'scheduled', 'held', 'variant'] as const)('when SQL changed the draft of a post that is %s: the approval is void, and the history says that the system found it', async (stage) => {
      const draft = await postAtStage(app, stage);
      await sql('posts').where({ document_id: draft.documentId, published_at: null }).update({ title: 'Changed by SQL' });
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'DRAFT_DRIFTED', action: 'approval-voided' }]);
      const piece = await view(app, draft);
      expect(piece).toMatchObject({ state: 'draft', seal: null, schedule: null, title: 'Changed by SQL', voided: { by: { kind: 'system' } } });
      expect(piece.history[0]).toMatchObject({ event: 'CONTENT_CHANGED', from: stage, to: 'draft', by: { kind: 'system' } });
      expect(await jobWithKey(app, `due:${piece.id}`)).toBeUndefined();
      expect(await findingsAbout(draft)).toEqual([]);
    });

    it.each([
      ['was deleted', (id: number) => deleteJobs(app, [`due:${id}`])],
      ['was given up', (id: number) => failJob(app, `due:${id}`)],
    ] as const)('when the job of a promise %s: it is there again, at the promised time', async (_how, lose) => {
      const draft = await postAtStage(app, 'scheduled');
      const { id } = await standing(app, draft);
      const before = await jobWithKey(app, `due:${id}`);
      await lose(id);
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'PROMISE_WITHOUT_JOB', action: 'job-restored' }]);
      expect(await jobWithKey(app, `due:${id}`)).toMatchObject({ name: 'due', failed: false, runAt: before?.runAt, payload: { scheduleId: 'first' } });
      expect(await findingsAbout(draft)).toEqual([]);
    });

    it('when a piece is in a state that this version does not know: it is named and left alone', async () => {
      const draft = await postAtStage(app, 'approved');
      const { id } = await standing(app, draft);
      await sql('cw_pieces').where({ id }).update({ state: 'dreaming' });
      const before = await sql('cw_pieces').where({ id }).first();
      expect(await findingsAbout(draft)).toMatchObject([{ code: 'STATE_UNKNOWN', action: 'reported', message: expect.stringMatching(/can not be restored/) }]);
      expect(await sql('cw_pieces').where({ id }).first()).toEqual(before);
      await sql('cw_pieces').where({ id }).update({ state: 'approved' });
    });
  });

  describe('told to take down', () => {
    it('takes down what differs from its edition, and the piece says so', async () => {
      const draft = await postAtStage(app, 'published');
      await changeLive(draft, { title: 'Changed by SQL' });
      expect(await findingsAbout(draft, { takeDown: true })).toMatchObject([{ code: 'LIVE_DIFFERS_FROM_EDITION', action: 'taken-down' }]);
      const piece = await view(app, draft);
      expect(piece).toMatchObject({ state: 'withdrawn', isLive: false, takenDown: { by: { kind: 'system' }, text: expect.stringMatching(/integrity/) } });
      expect(piece.history[0]).toMatchObject({ event: 'TAKE_DOWN', from: 'published', to: 'withdrawn', by: { kind: 'system' }, comment: expect.stringMatching(/integrity/) });
      expect(await servedOne(app, draft)).toBe('404');
      expect(await rowId(app, draft, 'live')).toBe(0);
      expect(await findingsAbout(draft)).toEqual([]);
    });

    it('leaves the next round in its place', async () => {
      const draft = await postAtStage(app, 'published, next round open');
      await changeLive(draft, { title: 'Changed by SQL' });
      await sweep({ takeDown: true });
      const piece = await view(app, draft);
      expect(piece).toMatchObject({ state: 'draft', round: 2, title: 'The title of the next round' });
      expect(piece.rounds).toMatchObject([{ round: 2, state: 'draft' }, { round: 1, state: 'withdrawn', isLive: false }]);
      expect(await rowId(app, draft, 'live')).toBe(0);
    });

    it('takes down what was never published, and leaves the draft to be reviewed', async () => {
      const draft = await postAtStage(app, 'review');
      await publishBySql(draft);
      expect(await findingsAbout(draft, { takeDown: true })).toMatchObject([{ code: 'LIVE_WITHOUT_APPROVAL', action: 'taken-down' }]);
      expect(await rowId(app, draft, 'live')).toBe(0);
      expect(await view(app, draft)).toMatchObject({ state: 'review', approvalHolds: false });
      expect(await findingsAbout(draft)).toEqual([]);
    });

    it('leaves everything alone that is as it was approved', async () => {
      const draft = await postAtStage(app, 'published');
      const before = await servedOne(app, draft);
      await sweep({ takeDown: true });
      expect(await servedOne(app, draft)).toBe(before);
      expect(await view(app, draft)).toMatchObject({ state: 'published', isLive: true });
    });
  });

  it('tells people once, however often it runs', async () => {
    const draft = await postAtStage(app, 'draft');
    await publishBySql(draft);
    for (let i = 0; i < 3; i += 1) await sweep();
    expect(await alertsAbout(draft)).toMatchObject([{ code: 'LIVE_WITHOUT_APPROVAL' }]);
  });

  it('is run over HTTP by who may, and only looks unless it is told otherwise', async () => {
    const draft = await postAtStage(app, 'draft');
    await publishBySql(draft);
    const [before, bytes] = [await liveRows(app), await served(app)];
    const answer = await app.as('admin', 'post', '/content-workflow/integrity', {});
    expect(answer.status).toBe(200);
    expect(answer.body.data.findings).toContainEqual(expect.objectContaining({ code: 'LIVE_WITHOUT_APPROVAL', documentId: draft.documentId, action: 'reported' }));
    expect([await liveRows(app), await served(app)]).toEqual([before, bytes]);
    const refused = await app.as('publisher', 'post', '/content-workflow/integrity', { takeDown: true });
    expect(refused.status).toBe(403);
  });
});

describe('a start', () => {
  it('on pieces in a state that it does not know says so and changes nothing', async () => {
    const first = await startApp();
    const draft = await postAtStage(first, 'approved');
    const { id } = await standing(first, draft);
    await first.strapi.db.connection('cw_pieces').where({ id }).update({ state: 'dreaming' });
    await first.strapi.db.connection('posts').where({ document_id: draft.documentId }).update({ title: 'Not looked at' });
    const before = { pieces: await first.strapi.db.connection('cw_pieces'), history: await first.strapi.db.connection('cw_history'), posts: await first.strapi.db.connection('posts') };
    await first.close({ keep: true });
    const second = await startApp({ folder: first.folder });
    try {
      expect({ pieces: await second.strapi.db.connection('cw_pieces'), history: await second.strapi.db.connection('cw_history'), posts: await second.strapi.db.connection('posts') }).toEqual(before);
      const alerts = (await second.as('admin', 'get', '/content-workflow/alerts')).body.data as { code: string; message: string }[];
      expect(alerts).toContainEqual(expect.objectContaining({ code: 'STATE_UNKNOWN', message: expect.stringMatching(/dreaming.*nothing was changed/) }));
    } finally {
      await second.close();
    }
  });
});
