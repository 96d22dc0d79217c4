/**
 * What the engine may do, only the engine may do, and only to the entry it is about: listeners, hooks and other plugins
 * run inside its publications and get nothing of its right. And what lies around an entry (components, relations, a second
 * row) is no way round the gate either.
 */
import { ACTIVITY, POST, startApp, type TestApp } from '../support/app';
import { postData, send, view, type Draft } from '../support/flow';
import { allow, apiToken, contentManager, documents, draftRows, graphql, inCode, liveRows, overHttp, postAtStage, publishDraft, publishEntry, query, READ_ACTIONS, rowId, served, servedOne, standing, WRITE_ACTIONS, type Attempt } from '../support/gate';
import { storedJobs } from '../support/stored-jobs';

interface LifecycleEvent {
  readonly action: string;
  readonly params: { data?: Record<string, unknown> };
}
type Listener = Partial<Record<'beforeCreate' | 'afterCreate', (event: LifecycleEvent) => unknown>>;

describe('the right to publish', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
    await allow(app, [...READ_ACTIONS, ...WRITE_ACTIONS]);
  });
  afterAll(() => app.close());

  const publish = (draft: Draft) => send(app, draft, 'publisher', { type: 'PUBLISH' });
  const of = (draft: Draft) => ({ documentId: draft.documentId, locale: draft.locale });

  const withLifecycle = async <T>(listener: Listener, work: () => Promise<T>): Promise<T> => {
    const off = app.strapi.db.lifecycles.subscribe({ models: [POST], ...listener } as never);
    try {
      return await work();
    } finally {
      off();
    }
  };

  const withMiddleware = async <T>(middleware: (context: { uid: string; action: string; params: Record<string, unknown> }) => void, work: () => Promise<T>): Promise<T> => {
    let on = true;
    app.strapi.documents.use((context, next) => {
      if (on) middleware(context as never);
      return next();
    });
    try {
      return await work();
    } finally {
      on = false;
    }
  };

  const isLive = async (draft: Draft): Promise<boolean> => (await rowId(app, draft, 'live')) !== 0;

  describe('of one entry', () => {
    const trespasses: readonly [string, (other: Draft) => Promise<Attempt>][] = [
      ['documents.publish of another entry', (other) => inCode(() => documents(app).publish?.(of(other)))],
      ['documents.update of another entry with status published', (other) => inCode(() => documents(app).update?.({ ...of(other), status: 'published', data: { title: 'Along for the ride' } }))],
      ['db.query update of another draft to live', (other) => inCode(async () => query(app).update?.({ where: { id: await rowId(app, other, 'draft') }, data: { publishedAt: new Date() } }))],
      ['db.query update of another draft to live, with the documentId of the granted one', (other) => inCode(async () => query(app).update?.({ where: { id: await rowId(app, other, 'draft') }, data: { publishedAt: new Date(), documentId: granted.documentId } }))],
      ['db.query create of a live row of another entry', (other) => inCode(() => query(app).create?.({ data: { ...of(other), title: 'Along for the ride', publishedAt: new Date() } }))],
      ['db.query create of a live row of no entry', () => inCode(() => query(app).create?.({ data: { title: 'Along for the ride', locale: 'en', publishedAt: new Date() } }))],
      ['db.query createMany', (other) => inCode(() => query(app).createMany?.({ data: [{ ...of(other), title: 'Along for the ride', publishedAt: new Date() }] }))],
    ];
    let granted: Draft;

    it.each(trespasses)('is no right to %s', async (_name, trespass) => {
      granted = await postAtStage(app, 'approved');
      const other = await postAtStage(app, 'approved');
      let attempt: Attempt | null = null;
      await withLifecycle(
        {
          async afterCreate() {
            // The attempt creates rows too, and is not to attempt again.
            if (attempt === null) {
              attempt = { status: 0, message: '', details: {} };
              attempt = await trespass(other);
            }
          },
        },
        () => publish(granted)
      );
      expect(attempt).toMatchObject({ status: 403, details: { code: 'GATE_CLOSED' } });
      expect(await isLive(other)).toBe(false);
      expect(await served(app)).not.toContain('Along for the ride');
      expect(await liveRows(app)).not.toContain('Along for the ride');
    });

    it.each([
      ['documents.unpublish', (other: Draft) => inCode(() => documents(app).unpublish?.(of(other)))],
      ['documents.delete', (other: Draft) => inCode(() => documents(app).delete?.(of(other)))],
      ['db.query update', (other: Draft) => inCode(async () => query(app).update?.({ where: { id: await rowId(app, other, 'live') }, data: { title: 'Along for the ride' } }))],
      ['db.query updateMany', (other: Draft) => inCode(() => query(app).updateMany?.({ where: { documentId: other.documentId }, data: { title: 'Along for the ride' } }))],
      ['db.query delete', (other: Draft) => inCode(async () => query(app).delete?.({ where: { id: await rowId(app, other, 'live') } }))],
      ['db.query deleteMany', (other: Draft) => inCode(() => query(app).deleteMany?.({ where: { documentId: other.documentId } }))],
    ] as const)('is no right to %s of another one that is live', async (_name, trespass) => {
      const mine = await postAtStage(app, 'approved');
      const other = await postAtStage(app, 'published');
      const before = { row: await rowId(app, other, 'live'), served: await servedOne(app, other) };
      let attempt: Attempt | null = null;
      await withLifecycle({ afterCreate: async () => void (attempt ??= await trespass(other)) }, () => publish(mine));
      expect(attempt).toMatchObject({ status: 403, details: { code: 'GATE_CLOSED' } });
      expect({ row: await rowId(app, other, 'live'), served: await servedOne(app, other) }).toEqual(before);
    });

    it('is not inherited by a listener of entry.publish', async () => {
      const mine = await postAtStage(app, 'approved');
      const other = await postAtStage(app, 'approved');
      const heard = new Promise<Attempt>((resolve) => {
        app.strapi.eventHub.once('entry.publish', async () => resolve(await inCode(() => documents(app).publish?.(of(other)))));
      });
      expect((await publish(mine)).status).toBe(200);
      expect(await heard).toMatchObject({ status: 403, details: { code: 'GATE_CLOSED' } });
      expect(await isLive(other)).toBe(false);
    });

    it('ends with the publication: work that a hook started and that comes later is refused, even for the same entry', async () => {
      const mine = await postAtStage(app, 'approved');
      let goOn = (): void => undefined;
      const published = new Promise<void>((resolve) => (goOn = resolve));
      const started: Promise<Attempt>[] = [];
      await withLifecycle({ afterCreate: () => void started.push(published.then(() => inCode(() => documents(app).publish?.(of(mine))))) }, () => publish(mine));
      goOn();
      expect(await started[0]).toMatchObject({ status: 403, details: { code: 'GATE_CLOSED' } });
    });

    it('is not shared with what happens at the same time', async () => {
      const mine = await postAtStage(app, 'approved');
      const others = [await postAtStage(app, 'approved'), await postAtStage(app, 'approved')];
      const [answer, ...attempts] = await Promise.all([publish(mine), ...others.map((other) => inCode(() => documents(app).publish?.(of(other))))]);
      expect(answer.status).toBe(200);
      expect(attempts).toMatchObject([{ status: 403 }, { status: 403 }]);
      expect([await isLive(mine), await isLive(others[0] ?? mine), await isLive(others[1] ?? mine)]).toEqual([true, false, false]);
    });

    it('can not be turned to another entry by a middleware that runs after the gate', async () => {
      const mine = await postAtStage(app, 'approved');
      const other = await postAtStage(app, 'draft');
      const answer = await withMiddleware(
        (context) => {
          if (context.uid === POST && context.action === 'publish') context.params.documentId = other.documentId;
        },
        () => publish(mine)
      );
      expect(answer.status).toBe(422);
      expect([await isLive(mine), await isLive(other)]).toEqual([false, false]);
      expect(await standing(app, mine)).toMatchObject({ state: 'approved' });
    });

    it('is not made out of a save by a middleware that runs after the gate', async () => {
      const draft = await postAtStage(app, 'draft');
      const before = await draftRows(app, draft);
      const answer = await withMiddleware(
        (context) => {
          if (context.uid === POST && context.action === 'update') context.params.status = 'published';
        },
        () => inCode(() => documents(app).update?.({ ...of(draft), data: { title: 'A save that became more' } }))
      );
      expect(answer).toMatchObject({ status: 403, details: { code: 'GATE_CLOSED' } });
      expect(await isLive(draft)).toBe(false);
      expect(await draftRows(app, draft)).toBe(before);
    });

    it('is used up by a rehearsal without a trace', async () => {
      const draft = await postAtStage(app, 'scheduled');
      const before = { live: await liveRows(app), served: await served(app), rows: await draftRows(app, draft), piece: await standing(app, draft) };
      let announced = 0;
      const listener = async () => void (announced += 1);
      app.strapi.eventHub.on('entry.publish', listener);
      await app.engine.handlers.preflight({ pieceId: before.piece.id, scheduleId: 'first', minutesBefore: 10 }, { attempt: 1, runAt: 0 });
      app.strapi.eventHub.off('entry.publish', listener);
      expect({ live: await liveRows(app), served: await served(app), rows: await draftRows(app, draft), piece: await standing(app, draft) }).toEqual(before);
      expect(announced).toBe(0);
    });
  });

  describe('covers what was approved and nothing else', () => {
    it('so a hook that rewrites the content on its way can not put it live', async () => {
      const draft = await postAtStage(app, 'approved');
      const answer = await withLifecycle(
        {
          beforeCreate(event) {
            if (event.params.data?.publishedAt != null) event.params.data.title = 'Rewritten on the way';
          },
        },
        () => publish(draft)
      );
      expect(await liveRows(app)).not.toContain('Rewritten on the way');
      expect(answer.status).toBe(422);
      expect(await view(app, draft)).toMatchObject({ state: 'approved', isLive: false });
    });

    const noOneElse = async (title: string, draft: Draft, answer: { status: number; body: { error?: { message?: string } } }): Promise<void> => {
      const live = (await liveRows(app)) + (await app.anonymous.get('/api/posts?pagination[pageSize]=100')).text + (await served(app));
      expect(live).not.toContain(title);
      expect(answer.status).toBe(422);
      expect(answer.body.error?.message).toMatch(/\w+/);
      expect(await isLive(draft)).toBe(false);
    };

    it('so a second draft row under the same document does not go live with the first', async () => {
      const draft = await postAtStage(app, 'approved');
      // The layer below the documents takes components by their rows only, so this one has none.
      const { tags: _tags, ...data } = await postData(app, { title: 'The second row' });
      await query(app).create?.({ data: { ...data, ...of(draft), publishedAt: null } });
      await noOneElse('The second row', draft, await publish(draft));
    });

    it.each(['older', 'younger'] as const)("so another draft's %s row that was moved under the document does not go live with it", async (age) => {
      const older = await postAtStage(app, 'draft');
      const draft = await postAtStage(app, 'approved');
      const other = age === 'older' ? older : await postAtStage(app, 'draft');
      await query(app).update?.({ where: { id: await rowId(app, other, 'draft') }, data: { documentId: draft.documentId, title: `The ${age} row` } });
      await noOneElse(`The ${age} row`, draft, await publish(draft));
    });
  });

  describe('is needed for what lies around a live entry too', () => {
    const liveRowWith = async (draft: Draft, populate: string): Promise<Record<string, { id: number }[]>> =>
      (await app.strapi.db.query(POST).findOne({ where: { documentId: draft.documentId, publishedAt: { $notNull: true } }, populate: [populate] })) as Record<string, { id: number }[]>;

    it('so its components can not be changed by db.query', async () => {
      const draft = await postAtStage(app, 'published');
      const before = { live: await liveRows(app), served: await served(app) };
      const tag = (await liveRowWith(draft, 'tags')).tags?.[0]?.id;
      const answer = await inCode(() => query(app, 'shared.tag').update?.({ where: { id: tag }, data: { name: 'nobody approved this tag' } }));
      expect(await served(app)).toBe(before.served);
      expect(answer.status).toBe(403);
      expect(await liveRows(app)).toBe(before.live);
    });

    const links: readonly [string, (draft: Draft, link: object) => Promise<Attempt>][] = [
      ['REST', (_draft, link) => overHttp(app.anonymous.post('/api/activities?status=draft').send({ data: { title: 'A draft that reaches out', posts: { connect: [link] } } }))],
      ['the save button', (_draft, link) => contentManager(app, 'editor', 'post', `${ACTIVITY}?locale=en`, { title: 'A draft that reaches out', posts: { connect: [link] } })],
      ['documents.create', (_draft, link) => inCode(() => documents(app, ACTIVITY).create?.({ data: { title: 'A draft that reaches out', posts: { connect: [link] } } }))],
    ];

    describe.each(links)('so a draft of something else that connects it by %s', (_name, connect) => {
      it.each([
        ['row', async (draft: Draft) => ({ id: await rowId(app, draft, 'live') })],
        ['document and status', async (draft: Draft) => ({ documentId: draft.documentId, status: 'published' })],
        ['document', async (draft: Draft) => ({ documentId: draft.documentId })],
      ] as const)('and its %s does not change what it shows', async (_how, link) => {
        const draft = await postAtStage(app, 'published');
        const before = { live: await liveRows(app), served: await served(app) };
        await connect(draft, await link(draft));
        expect({ live: await liveRows(app), served: await served(app) }).toEqual(before);
      });
    });

    describe('so the publication of what it could be linked to', () => {
      const week = { theme: 'Tea', phases: [{ kind: 'live' }] };
      const linkOf = async (draft: Draft): Promise<unknown> =>
        ((await app.strapi.db.query(POST).findOne({ where: { documentId: draft.documentId, publishedAt: { $notNull: true } }, populate: ['activity'] })) as { activity: { documentId: string; publishedAt: unknown } | null }).activity;

      const findingsAbout = async (draft: Draft) => (await app.engine.sweep({ takeDown: false })).findings.filter((finding) => finding.documentId === draft.documentId);

      it('does not link it where nobody approved that', async () => {
        const draft = await postAtStage(app, 'published');
        await publishEntry(app, ACTIVITY, { title: 'Collects what is live', slug: 'collects', ...week, posts: { connect: [draft.documentId] } }, 'en');
        expect(await linkOf(draft)).toBeNull();
        expect(await standing(app, draft)).toMatchObject({ round: 2, state: 'draft' });
        expect(await findingsAbout(draft)).toEqual([]);
      });

      it('does not take it away from what it was approved with', async () => {
        const first = await publishEntry(app, ACTIVITY, { title: 'The first week', slug: 'first-week', ...week }, 'en');
        const draft = await postAtStage(app, 'published', { activity: first.documentId });
        await publishEntry(app, ACTIVITY, { title: 'The second week', slug: 'second-week', ...week, posts: { connect: [draft.documentId] } }, 'en');
        expect(await linkOf(draft)).toMatchObject({ documentId: first.documentId, publishedAt: expect.anything() });
      });

      it('links it where that was approved before, and keeps the link from one edition to the next', async () => {
        const created = await documents(app, ACTIVITY).create?.({ data: { title: 'Not live yet', slug: 'not-live-yet', ...week } });
        const activity: Draft = { uid: ACTIVITY, documentId: String(created?.documentId), locale: 'en' };
        const draft = await postAtStage(app, 'published', { activity: activity.documentId });
        expect(await linkOf(draft)).toBeNull();
        await publishDraft(app, activity);
        expect(await linkOf(draft)).toMatchObject({ documentId: activity.documentId });
        await documents(app, ACTIVITY).update?.({ documentId: activity.documentId, locale: 'en', data: { title: 'Live for the second time' } });
        await publishDraft(app, activity);
        expect(await linkOf(draft)).toMatchObject({ documentId: activity.documentId, title: 'Live for the second time' });
        expect(await findingsAbout(draft)).toEqual([]);
      });
    });

    it('so its relations can not be changed by db.query', async () => {
      const draft = await postAtStage(app, 'published');
      const activity = await documents(app, ACTIVITY).create?.({ data: { title: 'An activity nobody approved' } });
      const before = { live: await liveRows(app), served: await served(app) };
      const answer = await inCode(async () => query(app).update?.({ where: { id: await rowId(app, draft, 'live') }, data: { activity: activity?.id } }));
      expect(answer).toMatchObject({ status: 403, details: { code: 'GATE_CLOSED' } });
      expect({ live: await liveRows(app), served: await served(app) }).toEqual(before);
    });
  });

  describe("is not to be had by writing the workflow's own tables", () => {
    let token: string | undefined;
    const TABLES = ['cw_pieces', 'cw_history', 'cw_snapshots', 'cw_editions', 'cw_alerts'];
    const counts = async () => ({ ...Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, Number((await app.strapi.db.connection(table).count({ n: '*' }))[0]?.n)] as const))), jobs: (await storedJobs(app)).length, table: Number((await app.strapi.db.connection('cw_jobs').count({ n: '*' }))[0]?.n) });

    it.each([
      ['an edition that nobody approved', 'createContentWorkflowEdition(data: { subjectUid: "api::post.post", subjectId: "nobodyapprovedthis", subjectLocale: "en", slug: "nobody", payload: "{\\"title\\":\\"Nobody approved this\\"}", isLive: true, wentLiveAt: "1", pieceId: 0, round: 1 }) { slug }'],
      ['a piece', 'createContentWorkflowPiece(data: { subjectUid: "api::post.post", subjectId: "x", state: "approved" }) { state }'],
      ['a line of history', 'createContentWorkflowHistory(data: { pieceId: 1, revision: 99, event: "APPROVE", actorName: "somebody else" }) { event }'],
      ['a snapshot', 'createContentWorkflowSnapshot(data: { subjectUid: "api::post.post", subjectId: "x", contentHash: "x", content: "{}" }) { contentHash }'],
      ['a job', 'createContentWorkflowJob(data: { name: "due", jobKey: "due:1", runAt: "1", state: "waiting", payload: "{}" }) { name }'],
      ['an alert', 'createContentWorkflowAlert(data: { code: "X", message: "forged" }) { code }'],
    ])('%s can not be made by GraphQL, whatever the token', async (_what, mutation) => {
      token ??= await apiToken(app, 'full-access');
      const before = await counts();
      await graphql(app, `mutation { ${mutation} }`, token);
      expect(await counts()).toEqual(before);
      expect(await served(app)).not.toContain('Nobody approved this');
    });
  });
});
