/** One published piece on its way to its channels: what was approved is what is sent, and nothing is sent twice. */
import { unzipSync } from 'fflate';
import { DOOR_CLOSED, NoAnswer, outcomeOfNoAnswer, type AnyAdapter } from '../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { z } from '@strapi/utils';
import type { GetChanges } from '../../src/plugins/content-workflow/contracts/changes';
import type { ActivityTemplateHistory, DeliveryView, PlanRow } from '../../src/plugins/content-workflow/contracts/distribution';
import { apiToken, readsEntries, sessionWith } from '../support/access';
import { ACTIVITY, KOL, POST, startApp, type Person, type TestApp } from '../support/app';
import { act, addPlatforms, connectChannel, deliveryTo, detailOf, distributionOf, planned, putPlan, same } from '../support/distribution/desk';
import { scriptedAdapter, startScriptedServer, type ScriptedServer, type ScriptedSettings, type ScriptedPlatform } from '../support/distribution/scripted';
import { createPost, done, savePost, send, view, type Draft } from '../support/flow';
import { picture } from '../support/submissions';
import { alertsOf, DAY, HOUR, isoOf, MINUTE, pass, runDueJobs, SECOND, standAt } from '../support/time';

/** More channels than the tests connect. */
const ENOUGH = 160;

describe('distribution', () => {
  let app: TestApp;
  /** Started before the application, which is told that it may reach them; those of a kind that know keys, and the others. */
  const servers = { dedupes: [] as ScriptedServer[], others: [] as ScriptedServer[] };
  let channels = 0;

  /** A channel of its own, with a server behind it. */
  const channel = async (platform: ScriptedPlatform, settings: Partial<ScriptedSettings> = {}): Promise<{ key: string; server: ScriptedServer }> => {
    channels += 1;
    const server = (platform === 'test-key' ? servers.dedupes : servers.others)[channels];
    if (server === undefined) throw new Error('more servers are needed');
    const key = `${platform.replace('test-', '')}-${channels}`;
    await connectChannel(app, key, platform, { origin: server.origin, ...settings });
    return { key, server };
  };

  /** A platform that acts otherwise than the others, for as long as a test runs. */
  const withAdapter = async (platform: ScriptedPlatform, change: (adapter: AnyAdapter) => AnyAdapter, run: () => Promise<void>): Promise<void> => {
    app.engine.adapters.set(platform, change(scriptedAdapter(platform)));
    try {
      await run();
    } finally {
      addPlatforms(app);
    }
  };

  /** A post that is planned, approved and live. */
  const liveOn = async (keys: readonly string[]): Promise<Draft> => {
    const draft = await createPost(app);
    await planned(app, draft, keys.map(same));
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    await done(app, draft, 'publisher', { type: 'PUBLISH' });
    return draft;
  };

  /** Runs what is due, does something while calls of all these are on their way, and then lets the platforms answer. */
  const meanwhile = async (called: readonly ScriptedServer[], act: () => Promise<void>): Promise<void> => {
    let answer: () => void = () => undefined;
    const moment = new Promise<void>((resolve) => {
      answer = resolve;
    });
    for (const server of called) server.answerAfter(moment);
    const running = runDueJobs(app);
    for (let patience = 200; called.some(({ calls }) => calls.length === 0) && patience > 0; patience -= 1) await new Promise((resolve) => setTimeout(resolve, 10));
    await act();
    answer();
    await running;
  };

  const activityOf = async (): Promise<string> => {
    const documents = app.strapi.documents(ACTIVITY as never) as unknown as { create(given: object): Promise<{ documentId: string }> };
    return (await documents.create({ data: { title: 'Tea week', slug: `tea-week-${channels}`, theme: 'Tea' }, locale: 'en' })).documentId;
  };

  const codeOf = (answer: { body: unknown }): string => (answer.body as { error: { details: { code: string } } }).error.details.code;

  beforeAll(async () => {
    servers.dedupes = await Promise.all(Array.from({ length: ENOUGH }, () => startScriptedServer({ dedupes: true })));
    servers.others = await Promise.all(Array.from({ length: ENOUGH }, () => startScriptedServer()));
    process.env.EGRESS_ALLOW = [...servers.dedupes, ...servers.others].map(({ origin }) => new URL(origin).host).join();
    app = await startApp();
    addPlatforms(app);
    standAt(app, Date.now());
  });
  afterAll(async () => {
    await app.close();
    delete process.env.EGRESS_ALLOW;
    await Promise.all([...servers.dedupes, ...servers.others].map((server) => server.close()));
  });

  it('brings a piece to every channel of its plan, with what was approved, once', async () => {
    const [byKey, byLookUp, byNothing, byPerson] = [await channel('test-key'), await channel('test-lookup'), await channel('test-none'), await channel('test-person')];
    const draft = await liveOn([byKey.key, byLookUp.key, byNothing.key, byPerson.key]);
    expect((await distributionOf(app, draft)).state).toBe('waiting');
    await runDueJobs(app);
    await runDueJobs(app);
    const { state, deliveries, renditions } = await distributionOf(app, draft);
    expect(deliveries.map((delivery) => [delivery.channel.key, delivery.state])).toEqual([[byKey.key, 'published'], [byLookUp.key, 'published'], [byNothing.key, 'published'], [byPerson.key, 'task']]);
    expect(state).toBe('partly');
    const title = (await view(app, draft)).title;
    for (const { server } of [byKey, byLookUp, byNothing]) expect(server.messages.map(({ text }) => text)).toEqual([`${title}\n\nA body that is long enough for the checklist, and says something.`]);
    expect(renditions.every(({ approved }) => approved?.by.name === 'reviewer2 Test')).toBe(true);
    expect(deliveries[0]?.url).toMatch(/^https:\/\/platform\.example\//);
  });

  it('open screens hear of a delivery that is promised or moves, at once and without asking again', async () => {
    const { key } = await channel('test-none');
    const changes = async (query: string) => (await app.as('admin', 'get', `/content-workflow/changes?${query}`)).body as GetChanges.Response;
    const begun = await changes('');
    const draft = await liveOn([key]);
    const delivery = await deliveryTo(app, draft, key);
    const promised = await changes(`after=${begun.meta.cursor}&wait=0`);
    expect(promised.data.deliveries).toEqual([{ key: delivery.key, piece: delivery.piece.id, change: expect.stringMatching(/^[\w-]{12}$/) as string }]);
    const waiting = changes(`after=${promised.meta.cursor}&wait=25`);
    await runDueJobs(app);
    const { data } = await waiting;
    expect(data.deliveries).toMatchObject([{ key: delivery.key, piece: delivery.piece.id }]);
    const { meta } = await changes(`after=${promised.meta.cursor}&wait=0`);
    const [last] = (await changes(`after=${promised.meta.cursor}&wait=0`)).data.deliveries;
    expect(last?.change).not.toBe(promised.data.deliveries[0]?.change);
    expect((await changes(`after=${meta.cursor}&wait=0`)).data.deliveries).toEqual([]);
  });

  it('a person who posts by hand is given the text, and gives the link', async () => {
    const { key } = await channel('test-person');
    const draft = await liveOn([key]);
    await runDueJobs(app);
    const task = await detailOf(app, (await deliveryTo(app, draft, key)).key);
    expect(task.task).toMatchObject({ text: task.rendition?.preview.text, steps: ['Open the group.', 'Paste the text.'] });
    expect(task.actions).toEqual(['done', 'cancel']);
    expect(codeOf(await act(app, task.key, 'done'))).toBe('EVIDENCE_REQUIRED');
    expect((await act(app, task.key, 'done', { url: 'javascript:alert(1)' })).status).toBe(400);
    pass(app, 3 * HOUR);
    await runDueJobs(app);
    expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code }) => code)).toEqual(['TASK_OVERDUE']);
    const after = await act(app, task.key, 'done', { url: 'https://group.example/1' });
    expect(after.body).toMatchObject({ data: { state: 'published', url: 'https://group.example/1', evidence: { url: 'https://group.example/1' } } });
    expect((await distributionOf(app, draft)).state).toBe('all');
  });

  it('the pictures that a person saves are called after the piece and the platform, in their order', async () => {
    const uploaded = await app.anonymous.post('/upload').set('Authorization', `Bearer ${await app.token('admin')}`).attach('files', await picture(), { filename: 'field.jpg', contentType: 'image/jpeg' });
    await connectChannel(app, 'tea-group', 'wechat-group', {});
    const draft = await createPost(app, { title: 'Tea / 山脊', cover: (uploaded.body as { id: number }[])[0]?.id });
    await planned(app, draft, [same('tea-group')]);
    for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
    await runDueJobs(app);
    const { key } = await deliveryTo(app, draft, 'tea-group');
    expect((await detailOf(app, key)).task?.pictures).toEqual([{ index: 0, filename: 'Tea-山脊-wechat-group-1' }]);
    const zip = await app.anonymous.get(`/content-workflow/deliveries/${key}/pictures.zip`).set('Authorization', `Bearer ${await app.token('admin')}`).responseType('blob');
    expect(Object.keys(unzipSync(new Uint8Array(zip.body as Buffer)))).toEqual(['Tea-山脊-wechat-group-1.jpg']);
  });

  it('a screenshot that shows it is a picture of the media library', async () => {
    const { key } = await channel('test-person');
    const draft = await liveOn([key]);
    await runDueJobs(app);
    const task = await detailOf(app, (await deliveryTo(app, draft, key)).key);
    const file = (mime: string) => app.strapi.db.query('plugin::upload.file').create({ data: { name: 'posted', hash: `posted-${key}`, ext: '.x', mime, size: 1, url: '/uploads/posted.x', provider: 'local', folderPath: '/' } as never }) as Promise<{ id: number }>;
    for (const fileId of [2_000_000_000, (await file('application/pdf')).id]) {
      const refused = await act(app, task.key, 'done', { fileId });
      expect([refused.status, codeOf(refused), refused.body.error.details.field as unknown]).toEqual([422, 'SCREENSHOT_UNUSABLE', 'fileId']);
    }
    expect((await deliveryTo(app, draft, key)).state).toBe('task');
    const { id } = await file('image/png');
    expect((await act(app, task.key, 'done', { fileId: id })).body).toMatchObject({ data: { state: 'published', evidence: { fileId: id } } });
  });

  describe('after a call of which nobody knows what became of it', () => {
    it.each(['took-then-cut', 'cut-before-reading', 'malformed', 'server-error'] as const)('a platform that knows our key is given the same message again (%s)', async (fault) => {
      const { key, server } = await channel('test-key');
      server.script(fault, fault);
      const draft = await liveOn([key]);
      for (let i = 0; i < 3; i += 1) {
        await runDueJobs(app);
        pass(app, MINUTE);
      }
      expect((await deliveryTo(app, draft, key)).state).toBe('published');
      expect(server.calls).toHaveLength(3);
      expect(new Set(server.calls.map((call) => call.key)).size).toBe(1);
      expect(server.messages).toHaveLength(1);
    });

    it('a refusal of the second call says nothing about what became of the first', async () => {
      const { key, server } = await channel('test-key');
      server.script('took-then-cut', 'rate-limit', 'expired-token');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      pass(app, MINUTE);
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'confirming', code: 'slow-down' });
      pass(app, MINUTE);
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'confirming', code: 'token' });
      await app.strapi.db.connection('cw_channels').where({ key }).update({ status: 'active' });
      pass(app, 2 * MINUTE);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
    });

    it('a key that the platform has forgotten is not trusted', async () => {
      const { key, server } = await channel('test-key', { keyLivesMs: HOUR });
      server.script('took-then-cut');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      expect((await deliveryTo(app, draft, key)).state).toBe('confirming');
      pass(app, 2 * HOUR);
      await runDueJobs(app);
      expect(server.calls).toHaveLength(1);
      expect((await deliveryTo(app, draft, key)).state).toBe('uncertain');
    });

    it('a platform that can be asked is asked, and is sent nothing when it is there', async () => {
      const { key, server } = await channel('test-lookup');
      server.script('took-then-cut');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      pass(app, 2 * SECOND);
      await runDueJobs(app);
      const delivery = await deliveryTo(app, draft, key);
      expect([delivery.state, delivery.attempts, server.calls.length, server.messages.length]).toEqual(['published', 1, 1, 1]);
      expect((await detailOf(app, delivery.key)).attemptList.map(({ phase, outcome }) => [phase, outcome])).toEqual([['publish', 'unknown'], ['find', 'published']]);
    });

    it('its "not there" counts once nobody can be busy with it any more; then it is sent', async () => {
      const { key, server } = await channel('test-lookup');
      server.script('cut-before-reading');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      pass(app, 2 * SECOND);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.calls.length]).toEqual(['confirming', 1]);
      pass(app, MINUTE);
      await runDueJobs(app);
      pass(app, SECOND);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.calls.length, server.messages.length]).toEqual(['published', 2, 1]);
    });

    it('where nobody can tell, a person settles it: it is there', async () => {
      const { key, server } = await channel('test-none');
      server.script('took-then-cut');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      pass(app, DAY);
      await runDueJobs(app);
      const delivery = await deliveryTo(app, draft, key);
      expect([delivery.state, delivery.actions, server.calls.length]).toEqual(['uncertain', ['confirm', 'resend'], 1]);
      expect((await distributionOf(app, draft)).state).toBe('uncertain');
      expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code }) => code)).toEqual(['DELIVERY_UNCERTAIN']);
      const refusal = await act(app, delivery.key, 'retry');
      expect([refusal.status, codeOf(refusal)]).toEqual([422, 'DELIVERY_ACTION_NOT_OFFERED']);
      const settled = await act(app, delivery.key, 'confirm', { url: 'https://group.example/2', note: 'I saw it.' });
      expect(settled.body).toMatchObject({ data: { state: 'published', url: 'https://group.example/2' } });
      expect(server.calls).toHaveLength(1);
    });

    it('where nobody can tell, a person settles it: it is not, send again', async () => {
      const { key, server } = await channel('test-none');
      server.script('cut-before-reading');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      const delivery = await deliveryTo(app, draft, key);
      expect((await act(app, delivery.key, 'resend', { note: 'I looked.' })).body).toMatchObject({ data: { state: 'scheduled' } });
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
      expect((await detailOf(app, delivery.key)).attemptList.map(({ phase, outcome, by }) => [phase, outcome, by?.name ?? null])).toEqual([
        ['publish', 'unknown', null],
        ['act', 'resend', 'publisher Test'],
        ['publish', 'published', null],
      ]);
    });

    it('a process that died in the middle of the call counts as such a call', async () => {
      const { key, server } = await channel('test-none');
      const draft = await liveOn([key]);
      const { key: deliveryKey } = await deliveryTo(app, draft, key);
      const db = app.strapi.db.connection;
      const row = (await db('cw_deliveries').where({ key: deliveryKey }).first()) as { id: number; channel_id: number };
      await db('cw_deliveries').where({ id: row.id }).update({ state: 'publishing', attempts: 1 });
      await db('cw_attempts').insert({ delivery_id: row.id, channel_id: row.channel_id, number: 1, phase: 'publish', started_at: app.engine.clock.now() });
      await runDueJobs(app);
      expect((await deliveryTo(app, draft, key)).state).toBe('publishing');
      pass(app, MINUTE);
      await runDueJobs(app);
      const delivery = await deliveryTo(app, draft, key);
      expect([delivery.state, delivery.code, server.calls.length]).toEqual(['uncertain', 'interrupted', 0]);
    });
  });

  it('counts every failure of a channel, also of calls that end at the same moment', async () => {
    const { key, server } = await channel('test-none');
    server.byChance(() => 'server-error', () => 400);
    await liveOn([key]);
    await liveOn([key]);
    await runDueJobs(app);
    expect(server.calls).toHaveLength(2);
    expect(await app.strapi.db.connection('cw_channels').where({ key }).first('failures')).toEqual({ failures: 2 });
  });

  describe('what was prepared', () => {
    it('and may have been made public by another hand is for a person, who can have it made anew', () =>
      withAdapter(
        'test-lookup',
        (adapter) => ({
          ...adapter,
          prepare: (_payload, _context, earlier) =>
            Promise.resolve(earlier === null ? { kind: 'prepared', prepared: 'a draft' } : { kind: 'unknown', code: 'draft-gone', message: 'Somebody has published or deleted the draft.' }),
        }),
        async () => {
          const { key, server } = await channel('test-lookup');
          server.script('rate-limit');
          const draft = await liveOn([key]);
          await runDueJobs(app);
          expect((await deliveryTo(app, draft, key)).state).toBe('scheduled');
          pass(app, 5 * SECOND);
          await runDueJobs(app);
          const delivery = await deliveryTo(app, draft, key);
          expect(delivery).toMatchObject({ state: 'uncertain', code: 'draft-gone', actions: ['confirm', 'resend'] });
          expect([server.calls.length, server.messages.length]).toEqual([1, 0]);
          expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code }) => code)).toEqual(['DELIVERY_UNCERTAIN']);
          await act(app, delivery.key, 'resend', { note: 'It was deleted.' });
          await runDueJobs(app);
          expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
        }
      ));
  });

  describe('what was certainly not sent', () => {
    it('is sent again after the pause that the platform asks for', async () => {
      const { key, server } = await channel('test-none');
      server.script('rate-limit', 'ok');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'scheduled', code: 'slow-down' });
      await runDueJobs(app);
      expect(server.calls).toHaveLength(1);
      pass(app, 5 * SECOND);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
    });

    it('never fails for having waited while this server was closed to the outside, and the platform has its day afterwards', async () => {
      const { key, server } = await channel('test-none');
      let shut = true;
      const behindTheDoor = (adapter: AnyAdapter): AnyAdapter => ({
        ...adapter,
        publish: (payload, prepared, context) => (shut ? Promise.resolve(outcomeOfNoAnswer(new NoAnswer(DOOR_CLOSED, false))) : adapter.publish(payload, prepared, context)),
      });
      await withAdapter('test-none', behindTheDoor, async () => {
        const draft = await liveOn([key]);
        for (let day = 0; day < 4; day += 1) {
          await runDueJobs(app);
          expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'scheduled', code: 'egress-closed' });
          pass(app, DAY);
        }
        shut = false;
        server.script('rate-limit');
        await runDueJobs(app);
        expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'scheduled', code: 'slow-down' });
        pass(app, 2 * HOUR);
        await runDueJobs(app);
        expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
      });
    });

    it('waits a day at most, whatever the platform says, and the desk goes on showing it', async () => {
      const { key, server } = await channel('test-none');
      server.asksToWait(1e23);
      server.script('rate-limit');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      const waits = { state: 'scheduled', code: 'slow-down', dueAt: isoOf(app.engine.clock.now() + DAY) };
      const list = await app.as('admin', 'get', `/content-workflow/deliveries?channel=${key}`);
      expect([list.status, (list.body as { data: object[] }).data]).toMatchObject([200, [waits]]);
      const channels = await app.as('admin', 'get', '/content-workflow/channels');
      expect(channels.status).toBe(200);
      expect((channels.body as { data: { key: string; waitsUntil: string | null }[] }).data.find((one) => one.key === key)?.waitsUntil).toBe(waits.dueAt);

      const resumed = await app.as('admin', 'post', `/content-workflow/channels/${key}/resume`);
      expect(resumed.body).toMatchObject({ data: { waitsUntil: null } });
      await act(app, (await deliveryTo(app, draft, key)).key, 'send');
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
    });

    it('waits for the channel whose secrets this server can not read, which was not asked anything', async () => {
      const { key, server } = await channel('test-none');
      await app.strapi.db.connection('cw_channels').where({ key }).update({ secrets: JSON.stringify({ fields: ['token'], sealed: 'of another key' }) });
      const draft = await liveOn([key]);
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'held', code: 'unauthorized', actions: ['retry', 'cancel'] });
      expect(server.calls).toHaveLength(0);
    });

    it('fails with the reason where a person has to change something, who then tries again', async () => {
      const { key, server } = await channel('test-none');
      server.script('refuse-content');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      const delivery = await deliveryTo(app, draft, key);
      expect(delivery).toMatchObject({ state: 'failed', code: 'refused', actions: ['retry', 'cancel'] });
      expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code }) => code)).toEqual(['DELIVERY_FAILED']);
      await act(app, delivery.key, 'retry');
      await runDueJobs(app);
      expect((await deliveryTo(app, draft, key)).state).toBe('published');
    });

    it('waits for the channel where that has to be connected anew', async () => {
      const { key, server } = await channel('test-none');
      server.script('expired-token');
      const first = await liveOn([key]);
      await runDueJobs(app);
      expect(await deliveryTo(app, first, key)).toMatchObject({ state: 'held', code: 'unauthorized' });
      const second = await liveOn([key]);
      await runDueJobs(app);
      expect([(await deliveryTo(app, second, key)).state, server.calls.length]).toEqual(['held', 1]);
      const { id } = (await app.strapi.db.connection('cw_channels').where({ key }).first('id')) as { id: number };
      await app.strapi.db.connection('cw_channels').where({ key }).update({ status: 'active' });
      expect(await app.engine.distribution.acts.channelIsBack(id)).toBe(2);
      await runDueJobs(app);
      expect([(await deliveryTo(app, first, key)).state, (await deliveryTo(app, second, key)).state]).toEqual(['published', 'published']);
    });

    it('waits while somebody has paused the channel, and goes on when that is resumed', async () => {
      const { key, server } = await channel('test-none');
      expect((await app.as('admin', 'post', `/content-workflow/channels/${key}/pause`)).status).toBe(200);
      const draft = await liveOn([key]);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.calls.length]).toEqual(['held', 0]);
      expect((await app.as('admin', 'post', `/content-workflow/channels/${key}/resume`)).status).toBe(200);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.calls.length]).toEqual(['published', 1]);
    });

    const prepares = (adapter: AnyAdapter): AnyAdapter => ({ ...adapter, prepare: () => Promise.resolve({ kind: 'prepared', prepared: 'a draft' }) });
    const asksForToken = (adapter: AnyAdapter): AnyAdapter => ({ ...adapter, secrets: z.object({ token: z.string() }) });
    const changeChannel = async (key: string, more: object) => {
      const { body } = await app.as('admin', 'get', `/content-workflow/channels/${key}`);
      const { name, account, communities, settings, revision } = (body as { data: { name: string; account: string; communities: string[]; settings: object; revision: number } }).data;
      const answer = await app.as('admin', 'put', `/content-workflow/channels/${key}`, { name, account, communities, settings, secrets: {}, expectedRevision: revision, ...more });
      expect([answer.status, answer.body]).toMatchObject([200, {}]);
    };

    it.each([
      ['when it is prepared', (adapter: AnyAdapter) => prepares(asksForToken(adapter))],
      ['when it is sent', asksForToken],
    ] as const)('waits for the channel that this version asks for more, %s, with the reason, and goes on at once when that is given', (_title, change) =>
      withAdapter('test-none', change, async () => {
        const { key, server } = await channel('test-none');
        const draft = await liveOn([key]);
        await runDueJobs(app);
        expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'held', code: 'channel-unusable', message: 'Its settings are not complete for this version. Open it, fill in what is missing, and save it.' });
        expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code }) => code)).toEqual(['DELIVERY_HELD']);
        await changeChannel(key, { secrets: { token: 'a token' } });
        await runDueJobs(app);
        expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
      })
    );

    it('waits for the channel whose secrets can not be read when it is prepared, and goes on at once when they are entered anew', () =>
      withAdapter('test-none', prepares, async () => {
        const { key, server } = await channel('test-none');
        await app.strapi.db.connection('cw_channels').where({ key }).update({ secrets: JSON.stringify({ fields: ['token'], sealed: 'of another key' }) });
        const draft = await liveOn([key]);
        await runDueJobs(app);
        expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'held', code: 'unauthorized', message: expect.stringContaining('ENCRYPTION_KEY') as string });
        await changeChannel(key, { secrets: { token: 'a token' } });
        await runDueJobs(app);
        expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
      }));

    it('waits for the channel whose settings this version can not read, and goes on when they are as they were approved', async () => {
      const { key, server } = await channel('test-none');
      const draft = await liveOn([key]);
      await app.strapi.db.connection('cw_channels').where({ key }).update({ settings: JSON.stringify({ origin: 7 }) });
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'held', code: 'channel-unusable' });
      await changeChannel(key, { settings: { origin: server.origin } });
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
    });

    it('does not wait for a channel that was connected anew while the platform refused the earlier secrets', async () => {
      const { key, server } = await channel('test-none');
      server.script('expired-token');
      const draft = await liveOn([key]);
      await meanwhile([server], () => changeChannel(key, { secrets: { token: 'a new one' } }));
      expect((await deliveryTo(app, draft, key)).state).toBe('scheduled');
      pass(app, 2 * SECOND);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
    });

    it('keeps to the rate of the platform', async () => {
      const { key, server } = await channel('test-none', { perSecond: 2 });
      const drafts = [];
      for (let i = 0; i < 3; i += 1) drafts.push(await liveOn([key]));
      await runDueJobs(app);
      expect(server.calls).toHaveLength(2);
      pass(app, SECOND);
      await runDueJobs(app);
      expect(server.calls).toHaveLength(3);
    });
  });

  describe('what is approved', () => {
    it('is asked what was shown, the channels included', async () => {
      const { key } = await channel('test-none');
      const draft = await createPost(app);
      await done(app, draft, 'editor', { type: 'SUBMIT' });
      const { shown } = await view(app, draft);
      await planned(app, draft, [same(key)]);
      const late = await send(app, draft, 'reviewer', { type: 'APPROVE', shownHash: shown });
      expect([late.status, codeOf(late)]).toEqual([422, 'CONTENT_IS_NOT_WHAT_WAS_SHOWN']);
      const { id } = await view(app, draft);
      const compared = await app.as('reviewer', 'get', `/content-workflow/pieces/${id}/comparison?against=live`);
      expect((compared.body as { data: { shown: string } }).data.shown).toBe((await view(app, draft)).shown);
      await done(app, draft, 'reviewer', { type: 'APPROVE' });
    });

    it('does not take in a channel that was planned after the first approval; a reviewer looks at that one, the author can not', async () => {
      const [first, added] = [await channel('test-none'), await channel('test-none')];
      const draft = await createPost(app);
      await planned(app, draft, [same(first.key)]);
      await done(app, draft, 'editor', { type: 'SUBMIT' });
      await done(app, draft, 'reviewer', { type: 'APPROVE' });
      await planned(app, draft, [same(first.key), same(added.key)]);
      await done(app, draft, 'reviewer2', { type: 'APPROVE' });
      const rendition = (await distributionOf(app, draft)).renditions.find(({ channel: to }) => to === added.key);
      expect((await distributionOf(app, draft)).renditions.map(({ approved }) => approved !== null)).toEqual([true, false]);
      await done(app, draft, 'publisher', { type: 'PUBLISH' });
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, added.key)).toMatchObject({ state: 'held', code: 'rendition-not-approved' });
      expect(added.server.calls).toHaveLength(0);

      const approve = async (by: 'editor' | 'reviewer', shownHash: string) => {
        const { id, revision } = await view(app, draft);
        return app.as(by, 'post', `/content-workflow/pieces/${id}/distribution/approve`, { channel: added.key, shownHash, expectedRevision: revision });
      };
      expect((await approve('editor', rendition?.hash ?? '')).status).toBe(403);
      expect(codeOf(await approve('reviewer', 'f'.repeat(64)))).toBe('CONTENT_IS_NOT_WHAT_WAS_SHOWN');
      expect((await approve('reviewer', rendition?.hash ?? '')).status).toBe(200);
      expect((await view(app, draft)).history[0]).toMatchObject({ event: 'RENDITION_APPROVED', by: { name: 'reviewer Test' } });
      await act(app, (await deliveryTo(app, draft, added.key)).key, 'retry');
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, added.key)).state, added.server.messages.length]).toEqual(['published', 1]);
    });

    it('does not take in what the first reviewer was shown otherwise: settings that changed between two approvals', async () => {
      const [changed, paused] = [await channel('test-none'), await channel('test-none')];
      const draft = await createPost(app);
      await planned(app, draft, [same(changed.key), same(paused.key)]);
      await done(app, draft, 'editor', { type: 'SUBMIT' });
      await done(app, draft, 'reviewer', { type: 'APPROVE' });
      const settings = { origin: changed.server.origin, greeting: 'Buy now! ' };
      const answer = await app.as('admin', 'put', `/content-workflow/channels/${changed.key}`, { name: 'Renamed', account: '', communities: [], settings, secrets: {}, expectedRevision: 1 });
      expect(answer.status).toBe(200);
      for (const act of ['pause', 'resume']) expect((await app.as('admin', 'post', `/content-workflow/channels/${paused.key}/${act}`)).status).toBe(200);
      await done(app, draft, 'reviewer2', { type: 'APPROVE' });
      expect((await distributionOf(app, draft)).renditions.map(({ approved }) => approved !== null)).toEqual([false, true]);
      await done(app, draft, 'publisher', { type: 'PUBLISH' });
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, changed.key)).toMatchObject({ state: 'held', code: 'rendition-not-approved' });
      expect([changed.server.calls.length, paused.server.calls.length]).toEqual([0, 1]);
    });

    it('takes in what both reviewers were shown alike, whatever was done and undone between them, and in the same moment', async () => {
      const { key } = await channel('test-none');
      const other = await channel('test-none');
      const draft = await createPost(app);
      await planned(app, draft, [same(key), same(other.key)]);
      await done(app, draft, 'editor', { type: 'SUBMIT' });
      await done(app, draft, 'reviewer', { type: 'APPROVE' });
      const put = async (settings: object, expectedRevision: number) => {
        const answer = await app.as('admin', 'put', `/content-workflow/channels/${key}`, { name: 'Renamed', account: '', communities: [], settings, secrets: {}, expectedRevision });
        expect(answer.status).toBe(200);
      };
      const { settings } = (await app.as('admin', 'get', `/content-workflow/channels/${key}`).then(({ body }) => body as { data: { settings: object } })).data;
      await put({ ...settings, greeting: 'Buy now! ' }, 1);
      await put(settings, 2);
      await planned(app, draft, [same(key)]);
      await planned(app, draft, [same(key), same(other.key)]);
      await done(app, draft, 'reviewer2', { type: 'APPROVE' });
      expect((await distributionOf(app, draft)).renditions.map(({ approved }) => approved !== null)).toEqual([true, true]);
    });

    it('is where it goes to as well: the same text to another place is held', async () => {
      const [{ key, server }, elsewhere] = [await channel('test-none'), await channel('test-none')];
      const draft = await liveOn([key]);
      await app.strapi.db.connection('cw_channels').where({ key }).update({ settings: JSON.stringify({ origin: elsewhere.server.origin }) });
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'held', code: 'rendition-changed' });
      expect([server.calls.length, elsewhere.server.calls.length]).toEqual([0, 0]);
    });

    describe('and where it goes is a secret', () => {
      /** Its address is a secret, as that of a group's robot; the word only lets one in. */
      const secretly = (adapter: AnyAdapter): AnyAdapter => ({ ...adapter, secrets: z.object({ address: z.string(), word: z.string().optional() }), destination: (secrets) => (secrets as { address: string }).address });
      const enter = async (key: string, secrets: object) => {
        const { body } = await app.as('admin', 'get', `/content-workflow/channels/${key}`);
        const { name, account, communities, settings, revision } = (body as { data: { name: string; account: string; communities: string[]; settings: object; revision: number } }).data;
        expect((await app.as('admin', 'put', `/content-workflow/channels/${key}`, { name, account, communities, settings, secrets, expectedRevision: revision })).status).toBe(200);
      };

      it('the same text to another place is held, until a reviewer approves it for that; no row tells where either is', () =>
        withAdapter('test-none', secretly, async () => {
          const { key, server } = await channel('test-none');
          await enter(key, { address: 'the-readers-group' });
          const draft = await liveOn([key]);
          await enter(key, { address: 'the-other-group' });
          await runDueJobs(app);
          const delivery = await deliveryTo(app, draft, key);
          expect(delivery).toMatchObject({ state: 'held', code: 'destination-changed', message: 'The channel leads elsewhere now than when this was approved. A reviewer has to approve it for where it leads now.' });
          const rows = JSON.stringify([await app.strapi.db.connection('cw_channels').where({ key }), await app.strapi.db.connection('cw_renditions').where({ piece_id: delivery.piece.id })]);
          expect(rows).not.toContain('group');
          const { id, revision } = await view(app, draft);
          const { renditions } = await distributionOf(app, draft);
          expect(renditions[0]?.approved).toBeNull();
          expect((await app.as('reviewer', 'post', `/content-workflow/pieces/${id}/distribution/approve`, { channel: key, shownHash: renditions[0]?.hash, expectedRevision: revision })).status).toBe(200);
          await act(app, delivery.key, 'retry');
          await runDueJobs(app);
          expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
        }));

      it('another word that lets one in voids nothing', () =>
        withAdapter('test-none', secretly, async () => {
          const { key, server } = await channel('test-none');
          await enter(key, { address: 'the-readers-group', word: 'sesame' });
          const draft = await liveOn([key]);
          await enter(key, { word: 'barley' });
          await runDueJobs(app);
          expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
        }));

      it('a channel that is pointed elsewhere while its message is prepared is not called', async () => {
        let answer: () => void = () => undefined;
        let begun: () => void = () => undefined;
        const moment = new Promise<void>((resolve) => void (answer = resolve));
        const prepares = new Promise<void>((resolve) => void (begun = resolve));
        const prepare: AnyAdapter['prepare'] = async () => {
          begun();
          await moment;
          return { kind: 'prepared', prepared: 'a draft' };
        };
        await withAdapter('test-none', (adapter) => ({ ...secretly(adapter), prepare }), async () => {
          const { key, server } = await channel('test-none');
          await enter(key, { address: 'the-readers-group' });
          const draft = await liveOn([key]);
          const running = runDueJobs(app);
          await prepares;
          await enter(key, { address: 'the-other-group' });
          answer();
          await running;
          pass(app, MINUTE);
          await runDueJobs(app);
          expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'held', code: 'destination-changed' });
          expect(server.calls).toHaveLength(0);
        });
      });
    });

    it('needs settings that the adapter takes: until then nothing is rendered, and the reason is said', async () => {
      const { key } = await channel('test-none');
      const draft = await createPost(app);
      await planned(app, draft, [same(key)]);
      await app.strapi.db.connection('cw_channels').where({ key }).update({ settings: JSON.stringify({ greeting: 7 }) });
      const { id } = await view(app, draft);
      const preview = await app.as('reviewer', 'post', `/content-workflow/pieces/${id}/distribution/preview`, { channel: key });
      expect([preview.status, codeOf(preview)]).toEqual([422, 'RENDITION_FAULTY']);
      expect((await distributionOf(app, draft)).renditions).toMatchObject([{ hash: '', issues: [{ level: 'error', code: 'not-rendered' }] }]);
    });

    it('is what is sent: a channel whose settings changed since is held', async () => {
      const { key, server } = await channel('test-none');
      const draft = await liveOn([key]);
      await app.strapi.db.connection('cw_channels').where({ key }).update({ settings: JSON.stringify({ origin: server.origin, greeting: 'Hello! ' }) });
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'held', code: 'rendition-changed' });
      expect(server.calls).toHaveLength(0);
    });

    it('is not what does not fit the platform', async () => {
      const { key } = await channel('test-none');
      const draft = await createPost(app, { body: [{ type: 'paragraph', children: [{ type: 'text', text: 'rain '.repeat(100) }] }] });
      const { renditions } = await planned(app, draft, [same(key)]);
      expect(renditions[0]?.issues).toMatchObject([{ level: 'error', code: 'too-long', field: 'body' }]);
      await done(app, draft, 'editor', { type: 'SUBMIT' });
      await done(app, draft, 'reviewer', { type: 'APPROVE' });
      await done(app, draft, 'reviewer2', { type: 'APPROVE' });
      expect((await distributionOf(app, draft)).renditions[0]?.approved).toBeNull();
    });

    it('is what editors wrote for the platform, where they did', async () => {
      const { key, server } = await channel('test-none');
      const draft = await createPost(app, { platformAdaptations: [{ platform: 'wecom', text: 'Rain on the ridge: https://tea.example' }] });
      await planned(app, draft, [same(key)]);
      for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
      await runDueJobs(app);
      expect(server.messages.map(({ text }) => text)).toEqual([expect.stringMatching(/^Rain on the ridge: http:\/\/[^/]+\/l\/\w+$/)]);
    });
  });

  it('short links of a rendition that was approved after a failed call lead somewhere', async () => {
    const { key, server } = await channel('test-none');
    server.script('refuse-content');
    const draft = await createPost(app, { platformAdaptations: [{ platform: 'wecom', text: 'Rain on the ridge: https://tea.example' }] });
    await planned(app, draft, [same(key)]);
    for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
    await runDueJobs(app);
    const delivery = await deliveryTo(app, draft, key);
    expect([delivery.state, delivery.attempts]).toEqual(['failed', 1]);
    await app.strapi.db.connection('cw_channels').where({ key }).update({ link_seed: 'another' });
    const { id, revision } = await view(app, draft);
    const { renditions } = await distributionOf(app, draft);
    expect((await app.as('reviewer', 'post', `/content-workflow/pieces/${id}/distribution/approve`, { channel: key, shownHash: renditions[0]?.hash, expectedRevision: revision })).status).toBe(200);
    await act(app, delivery.key, 'retry');
    await runDueJobs(app);
    const address = /\/l\/\w+$/.exec(server.messages[0]?.text ?? '')?.[0] ?? '';
    expect((await app.anonymous.get(address)).status).toBe(302);
  });

  describe('plans', () => {
    it('send at once, later, or at a time of their own; another time needs no approval', async () => {
      const [now, later, at] = [await channel('test-none'), await channel('test-none'), await channel('test-none')];
      const draft = await createPost(app);
      const friday = new Date(app.engine.clock.now() + 2 * DAY).toISOString();
      await planned(app, draft, [same(now.key), { channel: later.key, timing: { kind: 'offset', minutes: 90 } }, { channel: at.key, timing: { kind: 'at', at: friday, timezone: 'Asia/Shanghai' } }]);
      for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
      await runDueJobs(app);
      const calls = () => [now, later, at].map(({ server }) => server.calls.length);
      expect(calls()).toEqual([1, 0, 0]);
      await planned(app, draft, [same(now.key), { channel: later.key, timing: { kind: 'offset', minutes: 30 } }, { channel: at.key, timing: { kind: 'at', at: friday, timezone: 'Asia/Shanghai' } }]);
      pass(app, 31 * MINUTE);
      await runDueJobs(app);
      expect(calls()).toEqual([1, 1, 0]);
      await planned(app, draft, [same(now.key), { channel: later.key, timing: { kind: 'offset', minutes: 30 } }]);
      expect((await deliveryTo(app, draft, at.key)).state).toBe('cancelled');
      pass(app, 3 * DAY);
      await runDueJobs(app);
      expect(calls()).toEqual([1, 1, 0]);
    });

    it.each([
      ['put off', 'scheduled', 'rate-limit'],
      ['refused', 'failed', 'refuse-content'],
      ['not let in', 'held', 'expired-token'],
    ] as const)('take a channel out also after a call that was %s: nothing is sent there any more', async (_title, state, fault) => {
      const [other, out] = [await channel('test-none'), await channel('test-none')];
      out.server.script(fault);
      const draft = await liveOn([other.key, out.key]);
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, out.key)).toMatchObject({ state, attempts: 1 });
      await planned(app, draft, [same(other.key)]);
      expect(await deliveryTo(app, draft, out.key)).toMatchObject({ state: 'cancelled', code: 'not-planned' });
      await app.strapi.db.connection('cw_channels').where({ key: out.key }).update({ status: 'active' });
      pass(app, DAY);
      await runDueJobs(app);
      expect([out.server.calls.length, out.server.messages.length, other.server.messages.length]).toEqual([1, 0, 1]);
    });

    it.each([
      ['put off', 'rate-limit'],
      ['refused', 'refuse-content'],
    ] as const)('move what was %s to the new time of its channel, and to that of no other', async (_title, fault) => {
      const [other, moved] = [await channel('test-none'), await channel('test-none')];
      for (const { server } of [other, moved]) server.script(fault);
      const draft = await liveOn([other.key, moved.key]);
      await runDueJobs(app);
      const before = await deliveryTo(app, draft, other.key);
      await planned(app, draft, [same(other.key), { channel: moved.key, timing: { kind: 'offset', minutes: 60 } }]);
      expect(await deliveryTo(app, draft, other.key)).toMatchObject({ state: before.state, dueAt: before.dueAt });
      expect(await deliveryTo(app, draft, moved.key)).toMatchObject({ state: 'scheduled', attempts: 1 });
      pass(app, MINUTE);
      await runDueJobs(app);
      expect([other.server.calls.length, moved.server.calls.length]).toEqual([fault === 'rate-limit' ? 2 : 1, 1]);
      pass(app, HOUR);
      await runDueJobs(app);
      expect(moved.server.messages).toHaveLength(1);
    });

    it('remind of a task after its new time', async () => {
      const { key } = await channel('test-person');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      await planned(app, draft, [{ channel: key, timing: { kind: 'offset', minutes: 24 * 60 } }]);
      const { id } = await view(app, draft);
      pass(app, 3 * HOUR);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, await alertsOf(app, id)]).toEqual(['task', []]);
      pass(app, DAY);
      await runDueJobs(app);
      expect((await alertsOf(app, id)).map(({ code }) => code)).toEqual(['TASK_OVERDUE']);
    });

    it('are refused with the field that is wrong', async () => {
      const { key } = await channel('test-none');
      const draft = await createPost(app);
      const wrong = async (plan: Parameters<typeof putPlan>[2]) => {
        const answer = await putPlan(app, draft, plan);
        return [answer.status, (answer.body as { error: { details: { field: string } } }).error.details.field];
      };
      expect(await wrong([same('nowhere')])).toEqual([422, 'plan.0.channel']);
      expect(await wrong([same(key), same(key)])).toEqual([422, 'plan.1.channel']);
      expect(await wrong([{ channel: key, timing: { kind: 'offset', minutes: -1 } }])).toEqual([422, 'plan.0.timing.minutes']);
      expect(await wrong([{ channel: key, timing: { kind: 'at', at: '2026-02-30T10:00:00Z', timezone: 'Asia/Shanghai' } }])).toEqual([400, 'plan.0.timing.at']);
      expect(await wrong([{ channel: key, timing: { kind: 'at', at: '2026-12-01T10:00:00Z', timezone: 'Mars/Olympus' } }])).toEqual([422, 'plan.0.timing.timezone']);
      expect((await putPlan(app, draft, [same(key)], 'editor')).status).toBe(403);
    });

    it('are taken over from the activity', async () => {
      const { key } = await channel('test-none');
      const draft = await createPost(app);
      const { id } = await view(app, draft);
      const activity = await activityOf();
      await app.strapi.db.connection('cw_pieces').where({ id }).update({ activity_id: activity });
      const plan = [{ channel: key, timing: { kind: 'offset', minutes: 10 } }];
      expect((await app.as('publisher', 'put', `/content-workflow/activities/${activity}/distribution`, { plan, expectedRevision: 0 })).status).toBe(200);
      const { revision } = await view(app, draft);
      const answer = await app.as('publisher', 'post', `/content-workflow/pieces/${id}/distribution/template`, { expectedRevision: revision });
      expect((answer.body as { data: { plan: object[] } }).data.plan).toMatchObject(plan);
    });

    it('of an activity are changed by who saw the last one, and every one of them stays with who planned it', async () => {
      const [{ key }, { key: other }] = [await channel('test-none'), await channel('test-none')];
      const activity = await activityOf();
      const at = `/content-workflow/activities/${activity}/distribution`;
      const write = (by: Person, plan: readonly PlanRow[], expectedRevision: number) => app.as(by, 'put', at, { plan, expectedRevision });
      expect((await app.as('publisher', 'get', at)).body).toEqual({ data: { plan: [], revision: 0 } });
      // Both have seen that nothing was planned.
      const both = await Promise.all([write('publisher', [same(key)], 0), write('admin', [same(other)], 0)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const late = both.find(({ status }) => status === 409);
      expect(late?.body).toMatchObject({ error: { details: { code: 'REVISION_CONFLICT', guard: 'templateRevision' } } });
      const first = both[0]?.status === 200 ? { by: 'publisher', plan: [same(key)] } : { by: 'admin', plan: [same(other)] };
      expect((await app.as('publisher', 'get', at)).body).toEqual({ data: { plan: first.plan, revision: 1 } });
      expect((await write('publisher', [], 0)).status).toBe(409);
      pass(app, HOUR);
      expect((await write('publisher', [], 1)).body).toEqual({ data: { plan: [], revision: 2 } });
      const { data, meta } = (await app.as('publisher', 'get', `${at}/history`)).body as ActivityTemplateHistory.Response;
      expect(data.map(({ revision, plan }) => ({ revision, plan }))).toEqual([{ revision: 2, plan: [] }, { revision: 1, plan: first.plan }]);
      expect(Date.parse(data[0]?.at ?? '') - Date.parse(data[1]?.at ?? '')).toBe(HOUR);
      expect(data.map(({ by }) => by.kind)).toEqual(['admin', 'admin']);
      expect(meta).toEqual({ before: null });
      expect((await app.as('publisher', 'get', `${at}/history?before=2`)).body).toMatchObject({ data: [{ revision: 1 }] });
      expect((await app.as('publisher', 'get', `${at}/history?before=x`)).status).toBe(400);
    });

    it('of an activity are told twenty at a time', async () => {
      const { key } = await channel('test-none');
      const activity = await activityOf();
      const at = `/content-workflow/activities/${activity}/distribution`;
      for (let revision = 0; revision < 21; revision += 1) expect((await app.as('publisher', 'put', at, { plan: [{ channel: key, timing: { kind: 'offset', minutes: revision } }], expectedRevision: revision })).status).toBe(200);
      const first = (await app.as('publisher', 'get', `${at}/history`)).body as ActivityTemplateHistory.Response;
      expect([first.data.length, first.data[0]?.revision, first.meta.before]).toEqual([20, 21, 2]);
      expect((await app.as('publisher', 'get', `${at}/history?before=${first.meta.before}`)).body).toMatchObject({ data: [{ revision: 1 }], meta: { before: null } });
    });

    it('are kept for activities that exist, and for no others', async () => {
      const { key } = await channel('test-none');
      for (const method of ['get', 'put'] as const) {
        const answer = await app.as('publisher', method, '/content-workflow/activities/nosuchactivity/distribution', { plan: [same(key)], expectedRevision: 0 });
        expect([method, answer.status, codeOf(answer)]).toEqual([method, 404, 'DOCUMENT_NOT_FOUND']);
      }
      expect(await app.strapi.db.connection('cw_distribution_templates').where({ activity_id: 'nosuchactivity' })).toEqual([]);
    });

    it('let a live piece go to a channel that was added, once a reviewer has looked', async () => {
      const [first, added] = [await channel('test-none'), await channel('test-none')];
      const draft = await liveOn([first.key]);
      const { renditions } = await planned(app, draft, [same(first.key), same(added.key)]);
      const { id, revision } = await view(app, draft);
      const sendNow = () => app.as('publisher', 'post', `/content-workflow/pieces/${id}/distribution/send`, { channels: [added.key] });
      expect(codeOf(await sendNow())).toBe('RENDITION_NOT_APPROVED');
      await app.as('reviewer', 'post', `/content-workflow/pieces/${id}/distribution/approve`, { channel: added.key, shownHash: renditions[1]?.hash, expectedRevision: revision });
      expect((await sendNow()).status).toBe(200);
      await runDueJobs(app);
      expect(added.server.messages).toHaveLength(1);
      expect(codeOf(await sendNow())).toBe('ALREADY_DELIVERED');
    });
  });

  it('a take-down goes to every channel at once, and lists what a person has to remove', async () => {
    const [byKey, byNothing, waiting] = [await channel('test-key'), await channel('test-none'), await channel('test-none')];
    const draft = await createPost(app);
    await planned(app, draft, [same(byKey.key), same(byNothing.key), { channel: waiting.key, timing: { kind: 'offset', minutes: 60 } }]);
    for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
    await runDueJobs(app);
    await done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    expect((await distributionOf(app, draft)).deliveries.map(({ state }) => state)).toEqual(['revoking', 'remove-by-hand', 'cancelled']);
    await runDueJobs(app);
    pass(app, DAY);
    await runDueJobs(app);
    expect([byKey.server.messages.length, byKey.server.removed.length, waiting.server.calls.length]).toEqual([0, 1, 0]);
    const { deliveries, state } = await distributionOf(app, draft);
    expect([deliveries.map((delivery) => delivery.state), state]).toEqual([['revoked', 'remove-by-hand', 'cancelled'], 'removing']);
    expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code, detail }) => [code, detail.channels])).toEqual([['REMOVE_BY_HAND', [`Channel ${byNothing.key}`]]]);
    await act(app, deliveries[1]?.key ?? '', 'removed', { note: 'Deleted in the group.' });
    expect((await distributionOf(app, draft)).state).toBe('removed');
  });

  it('a take-down lists what a person was asked to post, and may have posted', async () => {
    const { key } = await channel('test-person');
    const draft = await liveOn([key]);
    await runDueJobs(app);
    expect((await deliveryTo(app, draft, key)).state).toBe('task');
    await done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    const delivery = await deliveryTo(app, draft, key);
    expect([delivery.state, delivery.actions]).toEqual(['remove-by-hand', ['removed']]);
    const [alert] = await alertsOf(app, (await view(app, draft)).id);
    expect([alert?.code, alert?.message]).toEqual(['REMOVE_BY_HAND', `The piece was taken down. Somebody may have posted it by hand already to: Channel ${key}.`]);
  });

  it('a call that was on its way when the piece was taken down is taken back, although that is live again by then', async () => {
    const [byKey, byNothing] = [await channel('test-key'), await channel('test-none')];
    const draft = await liveOn([byKey.key, byNothing.key]);
    let before: DeliveryView[] = [];
    await meanwhile([byKey.server, byNothing.server], async () => {
      await done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
      before = [...(await distributionOf(app, draft)).deliveries];
      expect(before.map(({ state }) => state)).toEqual(['publishing', 'publishing']);
      await savePost(app, draft, { title: 'The right price' });
      for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
    });
    pass(app, SECOND);
    await runDueJobs(app);
    const after = await Promise.all(before.map(({ key }) => detailOf(app, key)));
    expect(after.map(({ state }) => state)).toEqual(['revoked', 'remove-by-hand']);
    expect(byKey.server.removed).toHaveLength(1);
    expect((await alertsOf(app, before[0]?.piece.id ?? 0)).map(({ code, detail }) => [code, detail.channel])).toEqual([['REMOVE_BY_HAND', byNothing.key]]);
  });

  describe('while its call is on its way', () => {
    const faults = [
      ['puts it off', 'rate-limit'],
      ['refuses it', 'refuse-content'],
      ['lets nobody in', 'expired-token'],
    ] as const;

    it.each(faults)('a channel is taken out of the plan: where the platform %s it is cancelled, and not sent again', async (_title, fault) => {
      const [other, out] = [await channel('test-none'), await channel('test-none')];
      out.server.script(fault);
      const draft = await liveOn([other.key, out.key]);
      await meanwhile([out.server], async () => {
        await planned(app, draft, [same(other.key)]);
        expect((await deliveryTo(app, draft, out.key)).state).toBe('publishing');
      });
      expect(await deliveryTo(app, draft, out.key)).toMatchObject({ state: 'cancelled', code: 'not-planned', message: 'The channel was taken out of the plan.' });
      await app.strapi.db.connection('cw_channels').where({ key: out.key }).update({ status: 'active' });
      pass(app, DAY);
      await runDueJobs(app);
      expect([out.server.calls.length, await alertsOf(app, (await view(app, draft)).id)]).toEqual([1, []]);
    });

    it.each(faults)('its piece is taken down: where the platform %s it is cancelled at once', async (_title, fault) => {
      const { key, server } = await channel('test-none');
      server.script(fault);
      const draft = await liveOn([key]);
      await meanwhile([server], () => done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' }).then(() => undefined));
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'cancelled', code: 'taken-down' });
      pass(app, DAY);
      await runDueJobs(app);
      expect(server.calls).toHaveLength(1);
    });

    it('a channel that leads elsewhere since is not given the message again, whatever its key: a person looks', async () => {
      const [one, another] = [await channel('test-key'), await channel('test-key')];
      one.server.script('cut-before-reading');
      const draft = await liveOn([one.key]);
      await runDueJobs(app);
      expect((await deliveryTo(app, draft, one.key)).state).toBe('confirming');
      await app.strapi.db.connection('cw_channels').where({ key: one.key }).update({ settings: JSON.stringify({ origin: another.server.origin }) });
      pass(app, MINUTE);
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, one.key)).toMatchObject({ state: 'uncertain', code: 'rendition-changed' });
      expect([one.server.calls.length, another.server.calls.length]).toEqual([1, 0]);
    });

    it('another time that is given while it is prepared is the one that counts', async () => {
      const { key, server } = await channel('test-none');
      let prepared: () => void = () => undefined;
      let begun: () => void = () => undefined;
      const [moment, beginning] = [new Promise<void>((resolve) => (prepared = resolve)), new Promise<void>((resolve) => (begun = resolve))];
      await withAdapter('test-none', (adapter) => ({ ...adapter, prepare: async () => (begun(), await moment, { kind: 'prepared', prepared: null }) }), async () => {
        const draft = await liveOn([key]);
        const running = runDueJobs(app);
        await beginning;
        await planned(app, draft, [{ channel: key, timing: { kind: 'offset', minutes: 120 } }]);
        prepared();
        await running;
        expect([(await deliveryTo(app, draft, key)).state, server.calls.length]).toEqual(['scheduled', 0]);
        pass(app, HOUR);
        await runDueJobs(app);
        expect(server.calls).toHaveLength(0);
        pass(app, HOUR);
        await runDueJobs(app);
        expect([(await deliveryTo(app, draft, key)).state, server.calls.length]).toEqual(['published', 1]);
      });
    });

    it('a channel is taken out of the plan: what came out meanwhile is taken back, or listed for a person', async () => {
      const [byKey, byNothing, other] = [await channel('test-key'), await channel('test-none'), await channel('test-none')];
      const draft = await liveOn([byKey.key, byNothing.key, other.key]);
      await meanwhile([byKey.server, byNothing.server], () => planned(app, draft, [same(other.key)]).then(() => undefined));
      pass(app, SECOND);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, byKey.key)).state, byKey.server.removed.length]).toEqual(['revoked', 1]);
      expect(await deliveryTo(app, draft, byNothing.key)).toMatchObject({ state: 'remove-by-hand', code: 'not-planned', actions: ['removed'] });
      expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code, message }) => [code, message])).toEqual([
        ['REMOVE_BY_HAND', `"Channel ${byNothing.key}": it came out while the channel was taken out of the plan. A person has to remove it.`],
      ]);
      expect(other.server.messages).toHaveLength(1);
    });

    it('a channel is taken out and put back: what was put off is sent again', async () => {
      const { key, server } = await channel('test-none');
      server.script('rate-limit');
      const draft = await liveOn([key]);
      await meanwhile([server], async () => {
        await planned(app, draft, []);
        await planned(app, draft, [same(key)]);
      });
      pass(app, MINUTE);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.messages.length]).toEqual(['published', 1]);
    });

    it('a person sends again what was cancelled with its channel, and a pause of the platform does not end it once more', async () => {
      const { key, server } = await channel('test-none');
      server.script('rate-limit', 'rate-limit');
      const draft = await liveOn([key]);
      await meanwhile([server], () => planned(app, draft, []).then(() => undefined));
      await planned(app, draft, [same(key)]);
      pass(app, MINUTE);
      await act(app, (await deliveryTo(app, draft, key)).key, 'retry');
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'scheduled', code: 'slow-down' });
      pass(app, MINUTE);
      await runDueJobs(app);
      expect(server.messages).toHaveLength(1);
    });

    it('its time is changed: what was put off waits for the new one', async () => {
      const { key, server } = await channel('test-none');
      server.script('rate-limit');
      const draft = await liveOn([key]);
      await meanwhile([server], () => planned(app, draft, [{ channel: key, timing: { kind: 'offset', minutes: 60 } }]).then(() => undefined));
      pass(app, 30 * MINUTE);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.calls.length]).toEqual(['scheduled', 1]);
      pass(app, 31 * MINUTE);
      await runDueJobs(app);
      expect(server.messages).toHaveLength(1);
    });
  });

  describe('a channel that is taken out of the plan while nobody knows what became of its call', () => {
    it('is asked, and is not sent to again when nothing is there', async () => {
      const { key, server } = await channel('test-lookup');
      server.script('cut-before-reading');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      expect((await deliveryTo(app, draft, key)).state).toBe('confirming');
      await planned(app, draft, []);
      pass(app, MINUTE);
      await runDueJobs(app);
      expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'cancelled', code: 'not-planned' });
      expect(server.calls).toHaveLength(1);
    });

    it('is not given the same message again, although it knows our key: a person looks', async () => {
      const { key, server } = await channel('test-key');
      server.script('took-then-cut');
      const draft = await liveOn([key]);
      await runDueJobs(app);
      await planned(app, draft, []);
      pass(app, MINUTE);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, key)).state, server.calls.length]).toEqual(['remove-by-hand', 1]);
      expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code }) => code)).toEqual(['DELIVERY_UNCERTAIN', 'REMOVE_BY_HAND']);
    });

    it('has it taken back where it has taken it in already', async () => {
      const [revocable, byPerson] = [await channel('test-key', { polls: true }), await channel('test-lookup', { polls: true })];
      for (const { server } of [revocable, byPerson]) server.keepBack(true);
      const draft = await liveOn([revocable.key, byPerson.key]);
      await runDueJobs(app);
      await planned(app, draft, []);
      await runDueJobs(app);
      expect([(await deliveryTo(app, draft, revocable.key)).state, (await deliveryTo(app, draft, byPerson.key)).state]).toEqual(['revoked', 'remove-by-hand']);
      expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code, message }) => [code, message])).toEqual([
        ['REMOVE_BY_HAND', `"Channel ${byPerson.key}" was taken out of the plan while it was taking it in. A person has to remove it there.`],
      ]);
    });
  });

  it('what the platform has given no name for is not taken back by asking for nothing', async () => {
    const { key, server } = await channel('test-key', { keyLivesMs: HOUR });
    server.script('took-then-cut');
    const draft = await liveOn([key]);
    await runDueJobs(app);
    pass(app, 2 * HOUR);
    await runDueJobs(app);
    const delivery = await deliveryTo(app, draft, key);
    await act(app, delivery.key, 'confirm', { note: 'I saw it.' });
    await act(app, delivery.key, 'revoke', { note: 'A wrong price.' });
    await runDueJobs(app);
    const after = await deliveryTo(app, draft, key);
    expect([after.state, after.actions, server.messages.length]).toEqual(['remove-by-hand', ['removed'], 1]);
    expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code }) => code)).toEqual(['DELIVERY_UNCERTAIN', 'REMOVE_BY_HAND']);
  });

  it('a second round has its own plan: nothing is sent again by itself, and what waits of the first is not sent any more', async () => {
    const { key, server } = await channel('test-none');
    const later = await channel('test-none');
    const draft = await createPost(app);
    await planned(app, draft, [same(key), { channel: later.key, timing: { kind: 'offset', minutes: 60 } }]);
    for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
    await runDueJobs(app);
    await savePost(app, draft, { title: 'A new title' });
    for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
    pass(app, 2 * HOUR);
    await runDueJobs(app);
    expect([server.calls.length, later.server.calls.length, (await distributionOf(app, draft)).deliveries]).toEqual([1, 0, []]);
  });

  it('reads numbers back as dated snapshots, and takes those that people read off', async () => {
    const { key } = await channel('test-none');
    const draft = await liveOn([key]);
    await runDueJobs(app);
    pass(app, HOUR + SECOND);
    await runDueJobs(app);
    pass(app, DAY);
    await runDueJobs(app);
    const { key: deliveryKey } = await deliveryTo(app, draft, key);
    await act(app, deliveryKey, 'measure', { metrics: { views: 120 }, note: 'Read in the console.' });
    const { metrics } = await detailOf(app, deliveryKey);
    expect(metrics.map(({ metric, value, source, note }) => [metric, value, source, note])).toEqual([['views', 120, 'manual', 'Read in the console.'], ['likes', 7, 'api', null], ['likes', 7, 'api', null]]);
  });

  it('tells how often the links of a piece were followed from a channel, also where a person posted it', async () => {
    const { key } = await channel('test-person');
    const draft = await createPost(app, { platformAdaptations: [{ platform: 'wecom', text: 'Rain: https://tea.example/rain' }] });
    await planned(app, draft, [same(key)]);
    for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
    await runDueJobs(app);
    const task = await deliveryTo(app, draft, key);
    const code = /\/l\/(\w+)/.exec((await detailOf(app, task.key)).task?.text ?? '')?.[1] ?? '';
    await act(app, task.key, 'done', { url: 'https://group.example/1' });
    const link = (await app.strapi.db.connection('cw_short_links').where({ code }).first('id')) as { id: number };
    await app.strapi.db.connection('cw_link_clicks').insert({ link_id: link.id, day: '2026-11-26', kind: 'person', clicks: 3 });
    pass(app, HOUR + SECOND);
    await runDueJobs(app);
    expect((await detailOf(app, task.key)).metrics.map(({ metric, value, source }) => [metric, value, source])).toEqual([['clicks', 3, 'link']]);
    const ahead = await act(app, task.key, 'measure', { metrics: { views: 1 }, readAt: isoOf(app.engine.clock.now() + DAY) });
    expect([ahead.status, codeOf(ahead)]).toEqual([422, 'EVIDENCE_REQUIRED']);
  });

  it('says so where a platform does not tell its numbers', async () => {
    const { key } = await channel('test-none');
    const draft = await liveOn([key]);
    await runDueJobs(app);
    // An address that nothing is allowed to call.
    await app.strapi.db.connection('cw_channels').where({ key }).update({ settings: JSON.stringify({ origin: 'http://127.0.0.1:9' }) });
    const answer = await act(app, (await deliveryTo(app, draft, key)).key, 'measure');
    expect([answer.status, codeOf(answer)]).toEqual([422, 'PLATFORM_SILENT']);
  });

  describe('what a person makes public over there', () => {
    it('is asked for, and the person reminded once a day', async () => {
      const { key, server } = await channel('test-lookup', { byPerson: true });
      server.keepBack(true);
      const draft = await liveOn([key]);
      const look = async (ms: number) => {
        pass(app, ms);
        await runDueJobs(app);
        return [(await deliveryTo(app, draft, key)).state, (await alertsOf(app, (await view(app, draft)).id)).map(({ code }) => code)];
      };
      expect(await look(0)).toEqual(['confirming', []]);
      expect(await look(HOUR)).toEqual(['confirming', []]);
      expect(await look(2 * HOUR)).toEqual(['confirming', ['TASK_OVERDUE']]);
      await app.strapi.db.connection('cw_alerts').update({ seen_at: app.engine.clock.now() });
      expect(await look(2 * HOUR)).toEqual(['confirming', []]);
      expect(await look(DAY)).toEqual(['confirming', ['TASK_OVERDUE']]);
      expect(await look(4 * DAY)).toEqual(['confirming', ['TASK_OVERDUE']]);
      server.keepBack(false);
      expect(await look(DAY + SECOND)).toEqual(['published', ['TASK_OVERDUE']]);
    });

    it('is uncertain once it has left the place where it lay', () =>
      withAdapter('test-lookup', (adapter) => ({ ...adapter, confirm: () => Promise.resolve({ kind: 'unknown', code: 'draft-gone', message: 'Somebody has published or deleted the draft.' }) }), async () => {
        const { key } = await channel('test-lookup', { byPerson: true });
        const draft = await liveOn([key]);
        await runDueJobs(app);
        pass(app, HOUR);
        await runDueJobs(app);
        expect(await deliveryTo(app, draft, key)).toMatchObject({ state: 'uncertain', code: 'draft-gone' });
      }));

    it('is reminded of where the platform can not be asked', () =>
      withAdapter('test-lookup', ({ confirm: _confirm, ...adapter }) => adapter, async () => {
        const { key } = await channel('test-lookup', { byPerson: true });
        const draft = await liveOn([key]);
        await runDueJobs(app);
        pass(app, HOUR);
        await runDueJobs(app);
        expect((await alertsOf(app, (await view(app, draft)).id)).map(({ code }) => code)).toEqual(['TASK_OVERDUE']);
        const after = await act(app, (await deliveryTo(app, draft, key)).key, 'confirm', { url: 'https://group.example/4' });
        expect(after.body).toMatchObject({ data: { state: 'published', url: 'https://group.example/4' } });
      }));
  });

  it('asks a platform that takes its time until it is public', async () => {
    const { key } = await channel('test-lookup', { polls: true });
    const draft = await liveOn([key]);
    await runDueJobs(app);
    expect((await deliveryTo(app, draft, key)).state).toBe('confirming');
    pass(app, 10 * SECOND);
    await runDueJobs(app);
    expect((await deliveryTo(app, draft, key)).state).toBe('published');
  });

  it('who may not read an entry is told of none of its deliveries, and acts on none; the same with the plans of activities', async () => {
    const { key } = await channel('test-none');
    const draft = await liveOn([key]);
    const { key: deliveryKey } = await deliveryTo(app, draft, key);
    const activity = await activityOf();
    const own = ['plugin::content-workflow.read', 'plugin::content-workflow.distribute'].map((action) => ({ action }));
    const ofPosts = await sessionWith(app, 'Of posts', [...own, ...readsEntries(POST)]);
    const ofOthers = await sessionWith(app, 'Of others', [...own, ...readsEntries(ACTIVITY, KOL)]);
    const ask = (token: string, method: 'get' | 'post', path: string) => {
      const request = app.anonymous[method](`/content-workflow${path}`).set('Authorization', `Bearer ${token}`);
      return method === 'get' ? request : request.send({});
    };
    for (const [method, path] of [['get', `/deliveries/${deliveryKey}`], ['get', `/deliveries/${deliveryKey}/pictures.zip`], ['post', `/deliveries/${deliveryKey}/cancel`]] as const) {
      const answer = await ask(ofOthers, method, path);
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 403, 'PERMISSION_MISSING']);
    }
    expect((await deliveryTo(app, draft, key)).state).toBe('scheduled');
    const listed = async (token: string) => (await ask(token, 'get', `/deliveries?channel=${key}`)).body as { data: { key: string }[]; meta: { counts: object } };
    expect(await listed(ofOthers)).toEqual({ data: [], meta: { next: null, counts: {} } });
    expect(await listed(ofPosts)).toMatchObject({ data: [{ key: deliveryKey }], meta: { counts: { scheduled: 1 } } });
    expect((await ask(ofPosts, 'get', `/deliveries/${deliveryKey}`)).status).toBe(200);
    expect((await ask(ofPosts, 'get', `/activities/${activity}/distribution`)).status).toBe(403);
    expect((await ask(ofOthers, 'get', `/activities/${activity}/distribution`)).status).toBe(200);
  });

  it('what programs may inspect tells of drafts and people: a read-only token reaches none of it, one that was given it does', async () => {
    const { key } = await channel('test-none');
    const draft = await createPost(app, { title: 'Nobody may read this yet' });
    await planned(app, draft, [same(key)]);
    const delivery = await deliveryTo(app, await liveOn([key]), key);
    const { id } = await view(app, draft);
    const reads = await apiToken(app, { name: 'reads only', type: 'read-only' });
    const inspects = await apiToken(app, { name: 'inspects', type: 'custom', permissions: ['distribution.inspect', 'deliveries.list', 'deliveries.inspect'].map((action) => `plugin::content-workflow.${action}`) });
    for (const path of [`/pieces/${id}/distribution`, '/deliveries', `/deliveries/${delivery.key}`]) {
      const ask = (token: string) => app.anonymous.get(`/api/content-workflow${path}`).set('Authorization', `Bearer ${token}`);
      const refused = await ask(reads);
      expect([path, refused.status, JSON.stringify(refused.body).includes('Nobody may read')]).toEqual([path, 403, false]);
      expect([path, (await ask(inspects)).status]).toEqual([path, 200]);
    }
  });

  it('programs plan, send, inspect and settle with a token, and meet the same rules', async () => {
    const { key, server } = await channel('test-none');
    const draft = await createPost(app);
    const { id, revision } = await view(app, draft);
    const token = await apiToken(app, { name: 'integrator', type: 'full-access' });
    const ask = (method: 'get' | 'put' | 'post', path: string, body?: object) => {
      const request = app.anonymous[method](`/api/content-workflow${path}`).set('Authorization', `Bearer ${token}`);
      return body === undefined ? request : request.send(body);
    };
    expect((await app.anonymous.get(`/api/content-workflow/pieces/${id}/distribution`)).status).toBe(403);
    expect((await ask('put', `/pieces/${id}/distribution`, { plan: [same(key)], expectedRevision: revision })).status).toBe(200);
    expect((await view(app, draft)).history[0]).toMatchObject({ event: 'DISTRIBUTION_PLANNED', by: { kind: 'api-token', name: 'integrator' } });
    expect((await ask('post', `/pieces/${id}/distribution/preview`, { channel: key })).body).toMatchObject({ data: { channel: key, approved: null, preview: { look: 'chat' } } });
    expect(codeOf(await ask('post', `/pieces/${id}/distribution/send`, { channels: [key] }))).toBe('NOT_LIVE');
    for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
    server.script('took-then-cut');
    await runDueJobs(app);
    const list = (await ask('get', `/deliveries?piece=${id}&state=uncertain`)).body as { data: { key: string }[]; meta: { counts: object } };
    expect([list.data.length, list.meta.counts]).toEqual([1, { uncertain: 1 }]);
    const answer = await ask('post', `/deliveries/${list.data[0]?.key}/confirm`, { url: 'https://group.example/3' });
    expect(answer.body).toMatchObject({ data: { state: 'published' } });
    expect((await ask('get', `/deliveries/${list.data[0]?.key}`)).status).toBe(200);
    expect((await ask('get', '/deliveries/00000000-0000-0000-0000-000000000000')).status).toBe(404);
    expect((await ask('post', `/deliveries/${list.data[0]?.key}/explode`, {})).status).toBe(400);
  });
});

describe('a database from before the plans of activities were numbered', () => {
  it('has each as the first of its history, and is written on from there', async () => {
    const before = await startApp();
    const documents = before.strapi.documents(ACTIVITY as never) as unknown as { create(given: object): Promise<{ documentId: string }> };
    const activityOf = async (slug: string): Promise<string> => (await documents.create({ data: { title: 'Tea week', slug, theme: 'Tea' }, locale: 'en' })).documentId;
    const [kept, written] = [await activityOf('kept'), await activityOf('written')];
    const row = { rows: '[]', by_kind: 'admin', by_id: '1', by_name: 'Ada', changed_at: before.engine.clock.now() };
    // The second was written anew by a version that numbers plans and did not number the one that it found.
    await before.strapi.db.connection('cw_distribution_templates').insert([{ ...row, activity_id: kept }, { ...row, activity_id: written }, { ...row, activity_id: written, revision: 1 }].map((one) => ({ revision: null, ...one })));
    await before.close({ keep: true });

    const app = await startApp({ folder: before.folder });
    try {
      const at = (activity: string): string => `/content-workflow/activities/${activity}/distribution`;
      const revisionOf = async (activity: string): Promise<number> => ((await app.as('publisher', 'get', at(activity))).body as { data: { revision: number } }).data.revision;
      const put = async (activity: string): Promise<number> => (await app.as('publisher', 'put', at(activity), { plan: [], expectedRevision: await revisionOf(activity) })).status;
      for (const activity of [kept, written]) {
        expect(await revisionOf(activity)).toBe(1);
        expect([await put(activity), await revisionOf(activity), await put(activity), await revisionOf(activity)]).toEqual([200, 2, 200, 3]);
      }
      const history = async (activity: string): Promise<number[]> => ((await app.as('publisher', 'get', `${at(activity)}/history`)).body as ActivityTemplateHistory.Response).data.map(({ revision }) => revision);
      expect([await history(kept), await history(written)]).toEqual([[3, 2, 1], [3, 2, 1, 0]]);
    } finally {
      await app.close();
    }
  });
});
