/** What channels get, on the calendar: what is planned before a piece is live, and how its deliveries stand after. */
import type { CalendarDelivery, GetCalendar } from '../../src/plugins/content-workflow/contracts/calendar';
import type { PlanRow } from '../../src/plugins/content-workflow/contracts/distribution';
import { readsEntries, sessionWith } from '../support/access';
import { ACTIVITY, KOL, POST, startApp, type TestApp } from '../support/app';
import { act, addPlatforms, connectChannel, deliveryTo, planned, putPlan, same } from '../support/distribution/desk';
import { startScriptedServer, type ScriptedPlatform, type ScriptedServer } from '../support/distribution/scripted';
import { createPost, done, postAt, view, type Draft } from '../support/flow';
import { DAY, HOUR, isoOf, MINUTE, pass, runDueJobs, standAt } from '../support/time';

const NOW = '2027-03-10T08:00:00.000Z';

const at = (ms: number): string => isoOf(Date.parse(NOW) + ms);
const later = (channel: string, minutes: number): PlanRow => ({ channel, timing: { kind: 'offset', minutes } });
const own = (channel: string, when: string, timezone = 'Asia/Taipei'): PlanRow => ({ channel, timing: { kind: 'at', at: when, timezone } });

const PLATFORMS = { key: 'test-key', lookup: 'test-lookup', none: 'test-none', person: 'test-person' } as const satisfies Record<string, ScriptedPlatform>;

describe('channels on the calendar', () => {
  let app: TestApp;
  const servers = new Map<string, ScriptedServer>();

  beforeAll(async () => {
    for (const key of Object.keys(PLATFORMS)) servers.set(key, await startScriptedServer({ dedupes: key === 'key' }));
    process.env.EGRESS_ALLOW = [...servers.values()].map(({ origin }) => new URL(origin).host).join();
    app = await startApp();
    addPlatforms(app);
    standAt(app, NOW);
    for (const [key, platform] of Object.entries(PLATFORMS)) await connectChannel(app, key, platform, { origin: servers.get(key)?.origin ?? '' });
  });
  beforeEach(() => {
    standAt(app, NOW);
  });
  afterAll(async () => {
    await app.close();
    delete process.env.EGRESS_ALLOW;
    await Promise.all([...servers.values()].map((server) => server.close()));
  });

  const address = (parameters: Readonly<Record<string, string>> = {}): string => `/content-workflow/calendar?${new URLSearchParams({ from: at(-40 * DAY), to: at(40 * DAY), ...parameters }).toString()}`;

  const ask = async (parameters: Readonly<Record<string, string>> = {}): Promise<GetCalendar.Response> => {
    const answer = await app.as('editor', 'get', address(parameters));
    expect(answer.status).toBe(200);
    return answer.body as GetCalendar.Response;
  };

  const of = async ({ documentId }: Draft, parameters: Readonly<Record<string, string>> = {}): Promise<CalendarDelivery[]> => (await ask(parameters)).data.deliveries.filter((delivery) => delivery.documentId === documentId);

  const shown = async (draft: Draft, parameters: Readonly<Record<string, string>> = {}) => (await of(draft, parameters)).map(({ channel, at: when, state }) => [channel.key, when, state]);

  /** Approved with a plan, so that what channels are given is sealed. */
  const approvedFor = async (plan: readonly PlanRow[], data: Record<string, unknown> = {}): Promise<Draft> => {
    const draft = await createPost(app, data);
    await planned(app, draft, plan);
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    return draft;
  };

  const scheduledFor = async (plan: readonly PlanRow[], publishAt: string, data: Record<string, unknown> = {}): Promise<Draft> => {
    const draft = await approvedFor(plan, data);
    await done(app, draft, 'publisher', { type: 'SCHEDULE', publishAt, timezone: 'Asia/Shanghai' });
    return draft;
  };

  const liveOn = async (plan: readonly PlanRow[]): Promise<Draft> => {
    const draft = await approvedFor(plan);
    await done(app, draft, 'publisher', { type: 'PUBLISH' });
    return draft;
  };

  describe('what is planned', () => {
    test('stands where each channel gets it: with the piece, after it, and at a time of its own', async () => {
      const draft = await scheduledFor([same('key'), later('lookup', 90), own('none', at(3 * DAY))], at(2 * DAY), { title: 'Three times' });
      const { id, uid, documentId, locale, title } = await view(app, draft);
      expect(await of(draft)).toEqual([
        {
          id: `planned:${id}:key`,
          key: null,
          state: 'planned',
          isLate: false,
          at: at(2 * DAY),
          plannedAt: at(2 * DAY),
          timezone: null,
          channel: { key: 'key', name: 'Channel key', platform: 'test-key', account: 'the ridge' },
          pieceId: id,
          uid,
          documentId,
          locale,
          title,
        },
        expect.objectContaining({ at: at(2 * DAY + 90 * MINUTE), timezone: null, channel: expect.objectContaining({ key: 'lookup' }) }),
        expect.objectContaining({ at: at(3 * DAY), timezone: 'Asia/Taipei', channel: expect.objectContaining({ key: 'none' }) }),
      ]);
    });

    test('moves with its promise, and a time of its own waits for the piece', async () => {
      const draft = await scheduledFor([later('key', 60), own('none', at(DAY))], at(2 * DAY));
      expect(await shown(draft)).toEqual([['none', at(2 * DAY), 'planned'], ['key', at(2 * DAY + HOUR), 'planned']]);
      await done(app, draft, 'publisher', { type: 'RESCHEDULE', publishAt: at(5 * DAY), timezone: 'Asia/Shanghai' });
      expect(await shown(draft)).toEqual([['none', at(5 * DAY), 'planned'], ['key', at(5 * DAY + HOUR), 'planned']]);
    });

    test('follows a plan date until there is a promise; without either nobody knows when', async () => {
      const draft = await createPost(app, { planDate: at(4 * DAY) });
      await planned(app, draft, [same('key'), later('lookup', 30)]);
      expect(await shown(draft)).toEqual([['key', at(4 * DAY), 'planned'], ['lookup', at(4 * DAY + 30 * MINUTE), 'planned']]);
      const approved = await approvedFor([same('key')], { planDate: at(6 * DAY) });
      expect(await shown(approved)).toEqual([['key', at(6 * DAY), 'planned']]);
      await done(app, approved, 'publisher', { type: 'SCHEDULE', publishAt: at(7 * DAY), timezone: 'UTC' });
      expect(await shown(approved)).toEqual([['key', at(7 * DAY), 'planned']]);
      const undated = await createPost(app);
      await planned(app, undated, [own('key', at(DAY))]);
      expect(await shown(undated)).toEqual([]);
    });

    test('is there where the piece goes live before the range, and not where only the piece is within it', async () => {
      const draft = await scheduledFor([later('key', 3 * 24 * 60)], at(2 * DAY));
      expect(await shown(draft, { from: at(4 * DAY), to: at(6 * DAY) })).toEqual([['key', at(5 * DAY), 'planned']]);
      expect(await shown(draft, { from: at(DAY), to: at(3 * DAY) })).toEqual([]);
    });

    test('is none of an activity whose plan was not taken over, and is once it was', async () => {
      const created = await app.as('editor', 'post', `/content-manager/collection-types/${ACTIVITY}?locale=en`, { title: 'Channel week', slug: 'channel-week', startsAt: at(0), endsAt: at(DAY) });
      const { documentId: activity } = (created.body as { data: { documentId: string } }).data;
      expect((await app.as('publisher', 'put', `/content-workflow/activities/${activity}/distribution`, { plan: [later('key', 15)], expectedRevision: 0 })).status).toBe(200);
      const draft = await createPost(app, { planDate: at(DAY), activity: { connect: [{ documentId: activity, locale: 'en' }] } });
      expect(await shown(draft)).toEqual([]);
      const { id, revision } = await view(app, draft);
      expect((await app.as('publisher', 'post', `/content-workflow/pieces/${id}/distribution/template`, { expectedRevision: revision })).status).toBe(200);
      expect(await shown(draft)).toEqual([['key', at(DAY + 15 * MINUTE), 'planned']]);
      expect(await shown(draft, { activity })).toHaveLength(1);
    });

    test('is nothing that a held piece would send', async () => {
      const draft = await scheduledFor([same('key')], at(2 * DAY));
      await done(app, draft, 'publisher', { type: 'HOLD', reason: 'The shop is closed.' });
      expect(await shown(draft)).toEqual([]);
    });
  });

  describe('once the piece is live', () => {
    test('deliveries take the place of the plan: what is public, what waits for its time, and what a person posts', async () => {
      const draft = await liveOn([same('key'), later('lookup', 120), same('person')]);
      await runDueJobs(app);
      const [published, task, waiting] = await of(draft);
      expect(published).toMatchObject({ key: (await deliveryTo(app, draft, 'key')).key, state: 'published', at: NOW, plannedAt: NOW, isLate: false, channel: { key: 'key' } });
      expect(published?.id).toBe(`delivery:${published?.key}`);
      expect(task).toMatchObject({ state: 'task', at: NOW, isLate: false, channel: { key: 'person' } });
      expect(waiting).toMatchObject({ state: 'scheduled', at: at(2 * HOUR), isLate: false, channel: { key: 'lookup' } });
    });

    test('a task that nobody has done is late after what its type tolerates, and stands where it was done then', async () => {
      const draft = await liveOn([same('person')]);
      await runDueJobs(app);
      pass(app, 15 * MINUTE);
      expect(await of(draft)).toMatchObject([{ state: 'task', isLate: false }]);
      pass(app, MINUTE);
      expect(await of(draft)).toMatchObject([{ state: 'task', isLate: true, at: NOW }]);
      await act(app, (await deliveryTo(app, draft, 'person')).key, 'done', { url: 'https://group.example/1' });
      expect(await of(draft)).toMatchObject([{ state: 'published', isLate: false, at: at(16 * MINUTE), plannedAt: NOW }]);
    });

    test('what was put off stands where it is tried again, late by its plan', async () => {
      servers.get('key')?.script('rate-limit');
      const draft = await liveOn([same('key')]);
      await runDueJobs(app);
      const { dueAt } = await deliveryTo(app, draft, 'key');
      expect(await of(draft)).toMatchObject([{ state: 'scheduled', at: dueAt, plannedAt: NOW, isLate: false }]);
      pass(app, 20 * MINUTE);
      expect(await of(draft)).toMatchObject([{ state: 'scheduled', at: dueAt, isLate: true }]);
    });

    test('what failed and what is not certain stand where they were to be, and what was cancelled does not', async () => {
      servers.get('lookup')?.script('refuse-content');
      servers.get('none')?.script('took-then-cut');
      const draft = await liveOn([same('lookup'), same('none'), later('key', 60)]);
      await runDueJobs(app);
      expect((await shown(draft)).sort()).toEqual([['key', at(HOUR), 'scheduled'], ['lookup', NOW, 'failed'], ['none', NOW, 'uncertain']]);
      await act(app, (await deliveryTo(app, draft, 'key')).key, 'cancel');
      expect((await shown(draft)).sort()).toEqual([['lookup', NOW, 'failed'], ['none', NOW, 'uncertain']]);
    });

    test('another plan moves what was not sent', async () => {
      const draft = await liveOn([later('key', 60)]);
      expect((await putPlan(app, draft, [later('key', 180)])).status).toBe(200);
      expect(await shown(draft)).toEqual([['key', at(3 * HOUR), 'scheduled']]);
    });

    test('they are within a range by when they came out, whatever was planned', async () => {
      const draft = await liveOn([same('person')]);
      await runDueJobs(app);
      pass(app, 2 * DAY);
      await act(app, (await deliveryTo(app, draft, 'person')).key, 'done', { url: 'https://group.example/2' });
      expect(await shown(draft, { from: at(-DAY), to: at(DAY) })).toEqual([]);
      expect(await shown(draft, { from: at(2 * DAY), to: at(2 * DAY + 1) })).toEqual([['person', at(2 * DAY), 'published']]);
      expect(await shown(draft, { from: at(DAY), to: at(2 * DAY) })).toEqual([]);
    });
  });

  describe('what is asked for', () => {
    test('narrows them as it narrows pieces', async () => {
      const live = await approvedFor([same('key')], { title: 'Narrowed one' });
      await done(app, live, 'editor', { type: 'ASSIGN', assignee: await app.idOf('editor') });
      await done(app, live, 'publisher', { type: 'PUBLISH' });
      const draft = await scheduledFor([same('key')], at(DAY), { title: 'Narrowed two' });
      await done(app, draft, 'editor', { type: 'ASSIGN', assignee: await app.idOf('editor') });
      for (const piece of [live, draft]) {
        for (const parameters of [{ type: POST }, { assignee: 'me' }, { text: 'NARROWED' }]) expect(await of(piece, parameters as unknown as Record<string, string>)).toHaveLength(1);
        for (const parameters of [{ type: KOL }, { assignee: await app.idOf('publisher') }, { text: 'narrowed_' }]) expect(await of(piece, parameters as unknown as Record<string, string>)).toEqual([]);
      }
    });

    test('may be everything but them', async () => {
      const draft = await scheduledFor([same('key')], at(DAY));
      const { data, meta } = await ask({ deliveries: 'hidden' });
      expect([data.deliveries, meta.isDistributed]).toEqual([[], true]);
      expect(data.items.some(({ documentId }) => documentId === draft.documentId)).toBe(true);
      expect((await app.as('editor', 'get', address({ deliveries: 'shown' }))).body.error.details).toMatchObject({ code: 'INPUT_INVALID', field: 'deliveries' });
    });

    test('takes as many questions for many as for few', async () => {
      const count = async (): Promise<number> => {
        let queries = 0;
        const hear = (): void => void (queries += 1);
        app.strapi.db.connection.on('query', hear);
        await ask();
        app.strapi.db.connection.removeListener('query', hear);
        return queries;
      };
      await ask();
      const few = await count();
      for (let i = 0; i < 3; i += 1) {
        await scheduledFor([same('key'), later('none', 30)], at(DAY));
        await liveOn([same('key'), later('none', 30)]);
      }
      expect(await count()).toBe(few);
    });

    test('says when there are more than are read, which a narrower range shows', async () => {
      const draft = await liveOn([same('key')]);
      const { id: pieceId } = await view(app, draft);
      const [{ id: channelId }] = (await app.strapi.db.connection('cw_channels').where({ key: 'key' }).select('id')) as [{ id: number }];
      const row = (i: number) => ({ key: `many-${i}`, edition_id: 1_000_000 + i, piece_id: pieceId, channel_id: channelId, state: 'published', public_at: Date.parse(at(-30 * DAY)) + i, planned_at: Date.parse(at(-30 * DAY)), attempts: 1, opened_at: 0, changed_at: 0 });
      await app.strapi.db.connection.batchInsert('cw_deliveries', Array.from({ length: 2_001 }, (_, i) => row(i)), 50);
      const whole = await ask({ from: at(-31 * DAY), to: at(-29 * DAY) });
      expect([whole.meta.isCut, whole.data.deliveries.length]).toEqual([true, 2_000]);
      const part = await ask({ from: at(-30 * DAY), to: isoOf(Date.parse(at(-30 * DAY)) + 10) });
      expect([part.meta.isCut, part.data.deliveries.length]).toEqual([false, 10]);
      expect((await ask({ from: at(-31 * DAY), to: at(-29 * DAY), deliveries: 'hidden' })).meta.isCut).toBe(false);
      await app.strapi.db.connection('cw_deliveries').where('key', 'like', 'many-%').delete();
    });
  });

  describe('who may see them', () => {
    const READ = { action: 'plugin::content-workflow.read' };

    const seenBy = async (token: string, draft: Draft) => {
      const answer = await app.anonymous.get(address()).set('Authorization', `Bearer ${token}`);
      expect(answer.status).toBe(200);
      const { data, meta } = answer.body as GetCalendar.Response;
      const ofDraft = ({ documentId }: { documentId: string }): boolean => documentId === draft.documentId;
      return { items: data.items.filter(ofDraft).length, deliveries: data.deliveries.filter(ofDraft).length, isDistributed: meta.isDistributed };
    };

    test('whoever may read the entries; the calendar is there for others without them', async () => {
      const draft = await scheduledFor([same('key')], at(DAY));
      expect(await seenBy(await sessionWith(app, 'Sees posts', [READ, ...readsEntries(POST)]), draft)).toEqual({ items: 1, deliveries: 1, isDistributed: true });
      expect(await seenBy(await sessionWith(app, 'Sees people', [READ, ...readsEntries(KOL)]), draft)).toEqual({ items: 1, deliveries: 0, isDistributed: false });
    });

    test('where a condition opens single entries, those alone', async () => {
      const draft = await createPost(app, { planDate: at(DAY) });
      await planned(app, draft, [same('key')]);
      const published = await liveOn([same('key')]);
      const own = [READ, { action: 'plugin::content-manager.explorer.read', subject: POST, properties: { locales: null }, conditions: ['admin::is-creator'] }];
      const token = await sessionWith(app, 'Sees own posts', own);
      for (const piece of [draft, published]) expect(await seenBy(token, piece)).toEqual({ items: 1, deliveries: 0, isDistributed: true });
      const { id } = (await app.strapi.db.query('admin::user').findOne({ where: { email: 'sees-own-posts@example.com' } })) as { id: number };
      for (const entry of await app.strapi.db.query(POST).findMany({ where: { documentId: draft.documentId } })) await app.strapi.db.query(POST).update({ where: { id: (entry as { id: number }).id }, data: { createdBy: id } as never });
      expect(await seenBy(token, draft)).toEqual({ items: 1, deliveries: 1, isDistributed: true });
    });
  });

  test('the feed for calendar programs holds the piece once, without its channels', async () => {
    const draft = await scheduledFor([later('key', 45)], at(DAY), { title: 'Once in the feed' });
    const created = await app.as('editor', 'post', '/content-workflow/calendar/feed');
    const { text } = await app.anonymous.get((created.body as { data: { path: string } }).data.path);
    expect(text.split('Once in the feed')).toHaveLength(2);
    expect(text).toContain(`UID:promise-${(await view(app, draft)).id}@content-workflow`);
  });

  test('an unapproved piece is planned as well', async () => {
    const draft = await postAt(app, 'review', { planDate: at(2 * DAY) });
    await planned(app, draft, [later('key', 5)]);
    expect(await shown(draft)).toEqual([['key', at(2 * DAY + 5 * MINUTE), 'planned']]);
  });
});
