/** The calendar over HTTP: what stands on it, what moves on it, and who may read it from outside. */
import type { CalendarBar, CalendarItem } from '../../src/plugins/content-workflow/contracts/calendar';
import { ACTIVITY, KOL, POST, startApp, type Person, type TestApp } from '../support/app';
import { createPost, done, postAt, savePost, view, type Draft } from '../support/flow';
import { addSecondLocale, documents, SECOND_LOCALE } from '../support/gate';
import { DAY, HOUR, isoOf, MINUTE, pass, runDueJobs, standAt } from '../support/time';

const NOW = '2027-03-10T08:00:00.000Z';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
beforeEach(() => {
  standAt(app, NOW);
});
afterAll(() => app.close());

const at = (ms: number): string => isoOf(Date.parse(NOW) + ms);

const query = (parameters: Readonly<Record<string, string>>): string => new URLSearchParams(parameters).toString();

const ask = (parameters: Readonly<Record<string, string>> = {}, by: Person = 'editor') => app.as(by, 'get', `/content-workflow/calendar?${query({ from: at(-40 * DAY), to: at(40 * DAY), ...parameters })}`);

const itemsOf = async (draft: Draft, parameters: Readonly<Record<string, string>> = {}): Promise<CalendarItem[]> => {
  const answer = await ask(parameters);
  expect(answer.status).toBe(200);
  return (answer.body as { data: { items: CalendarItem[] } }).data.items.filter(({ documentId }) => documentId === draft.documentId);
};

const planOf = async ({ documentId }: Draft): Promise<string | null> => {
  const entry = (await app.strapi.db.query(POST).findOne({ where: { documentId, publishedAt: null } })) as { planDate: string | null };
  return entry.planDate;
};

const setPlan = async (draft: Draft, by: Person, body: object) => {
  const piece = await view(app, draft);
  return app.as(by, 'put', `/content-workflow/calendar/pieces/${piece.id}/plan`, body);
};

describe('what stands on the calendar', () => {
  test('a promise with its zone, from the moment it is made', async () => {
    const draft = await postAt(app, 'approved');
    expect(await itemsOf(draft)).toEqual([]);
    const piece = await done(app, draft, 'publisher', { type: 'SCHEDULE', publishAt: at(3 * DAY), timezone: 'Asia/Shanghai' });
    expect(await itemsOf(draft)).toEqual([
      expect.objectContaining({ id: `promise:${piece.id}`, kind: 'promise', condition: 'scheduled', at: at(3 * DAY), timezone: 'Asia/Shanghai', revision: piece.revision, state: 'scheduled', title: piece.title, locale: 'en' }),
    ]);
  });

  test('a promise whose time has passed is late, and one that was stopped keeps its time and says why', async () => {
    const late = await postAt(app, 'scheduled');
    const held = await postAt(app, 'held');
    pass(app, 3 * HOUR);
    expect(await itemsOf(late)).toMatchObject([{ kind: 'promise', condition: 'late', at: at(2 * HOUR) }]);
    expect(await itemsOf(held)).toMatchObject([{ kind: 'promise', condition: 'held', at: at(2 * HOUR), timezone: 'Asia/Shanghai', reason: { code: 'HELD_BY_PERSON' } }]);
  });

  test('a publication at the moment it happened, and late when it was', async () => {
    const onTime = await postAt(app, 'scheduled');
    const late = await postAt(app, 'approved');
    await done(app, late, 'publisher', { type: 'SCHEDULE', publishAt: at(HOUR), timezone: 'UTC' });
    pass(app, 2 * HOUR);
    await runDueJobs(app);
    expect(await itemsOf(onTime)).toMatchObject([{ kind: 'publication', condition: 'published', at: at(2 * HOUR), latenessMs: 0, timezone: null }]);
    expect(await itemsOf(late)).toMatchObject([{ kind: 'publication', condition: 'late', at: at(2 * HOUR), latenessMs: HOUR }]);
  });

  test('a due date of unfinished work, overdue once it has passed, and none when the work is out', async () => {
    const draft = await postAt(app, 'approved');
    await done(app, draft, 'editor', { type: 'SET_DUE', dueAt: at(HOUR) });
    expect(await itemsOf(draft)).toMatchObject([{ kind: 'due', condition: 'due', at: at(HOUR) }]);
    pass(app, 2 * HOUR);
    expect(await itemsOf(draft)).toMatchObject([{ kind: 'due', condition: 'overdue' }]);
    await done(app, draft, 'publisher', { type: 'PUBLISH' });
    expect((await itemsOf(draft)).map(({ kind }) => kind)).toEqual(['publication']);
  });

  test('a plan until there is a promise', async () => {
    const draft = await createPost(app, { planDate: at(5 * DAY) });
    expect(await itemsOf(draft)).toMatchObject([{ kind: 'plan', condition: 'plan', at: at(5 * DAY), timezone: null, state: 'draft' }]);
    const scheduled = await postAt(app, 'approved', { planDate: at(5 * DAY) });
    expect(await itemsOf(scheduled)).toMatchObject([{ kind: 'plan', state: 'approved' }]);
    await done(app, scheduled, 'publisher', { type: 'SCHEDULE', publishAt: at(6 * DAY), timezone: 'UTC' });
    expect((await itemsOf(scheduled)).map(({ kind }) => kind)).toEqual(['promise']);
  });

  test('activities and their phases as bars, once for all their languages', async () => {
    expect((await app.as('admin', 'post', '/i18n/locales', { code: 'zh-Hant', name: 'Chinese (Traditional)', isDefault: false })).status).toBe(200);
    const activity = { title: 'Ridge week', slug: 'ridge-week', theme: 'Tea', startsAt: at(-DAY), endsAt: at(10 * DAY), phases: [{ kind: 'warm_up', name: 'Warm up', startsAt: at(-DAY), endsAt: at(DAY) }, { kind: 'closing', startsAt: at(60 * DAY), endsAt: at(61 * DAY) }] };
    const created = await app.as('editor', 'post', `/content-manager/collection-types/${ACTIVITY}?locale=en`, activity);
    expect(created.status).toBe(201);
    const { documentId } = (created.body as { data: { documentId: string } }).data;
    expect((await app.as('editor', 'put', `/content-manager/collection-types/${ACTIVITY}/${documentId}?locale=zh-Hant`, { ...activity, title: '山脊週', slug: 'ridge-week-zh' })).status).toBe(200);
    const { bars } = ((await ask()).body as { data: { bars: CalendarBar[] } }).data;
    expect(bars.filter((bar) => bar.documentId === documentId)).toEqual([
      { id: `span:${documentId}`, uid: ACTIVITY, documentId, locale: 'en', title: 'Ridge week', phase: null, from: at(-DAY), to: at(10 * DAY) },
      { id: `phase:${documentId}:0`, uid: ACTIVITY, documentId, locale: 'en', title: 'Ridge week', phase: { name: 'Warm up', kind: 'warm_up' }, from: at(-DAY), to: at(DAY) },
    ]);
  });

  test('and the number of queries does not grow with the pieces', async () => {
    const count = async (): Promise<number> => {
      let queries = 0;
      const hear = (): void => void (queries += 1);
      app.strapi.db.connection.on('query', hear);
      expect((await ask({}, 'admin')).status).toBe(200);
      app.strapi.db.connection.removeListener('query', hear);
      return queries;
    };
    await ask({}, 'admin');
    const few = await count();
    for (let i = 0; i < 5; i += 1) await postAt(app, 'scheduled', { planDate: at(DAY) });
    expect(await count()).toBe(few);
  });
});

describe('what is asked for', () => {
  test.each([
    { title: 'no range', parameters: { from: '' }, field: 'from' },
    { title: 'a day instead of an instant', parameters: { from: '2027-03-01' }, field: 'from' },
    { title: 'an end before the beginning', parameters: { to: at(-41 * DAY) }, field: 'to' },
    { title: 'more than a hundred days', parameters: { to: at(61 * DAY) }, field: 'to' },
    { title: 'a type that is not governed', parameters: { type: 'admin::user' }, field: 'type' },
    { title: 'a type by a name of JavaScript', parameters: { type: 'constructor' }, field: 'type' },
    { title: 'an activity that is no document', parameters: { activity: '../x' }, field: 'activity' },
    { title: 'an assignee who is no person', parameters: { assignee: 'you' }, field: 'assignee' },
    { title: 'a parameter of another endpoint', parameters: { state: 'draft' }, field: 'state' },
  ])('$title is refused, and the field is named', async ({ parameters, field }) => {
    const answer = await ask(parameters as unknown as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toMatchObject({ code: 'INPUT_INVALID', field });
  });

  test('a hundred days are answered', async () => {
    expect((await ask({ to: at(60 * DAY) })).status).toBe(200);
  });

  test('by type, by person and by a part of the title', async () => {
    const mine = await postAt(app, 'approved', { title: 'Unmistakable 100%' });
    await done(app, mine, 'editor', { type: 'ASSIGN', assignee: await app.idOf('editor') });
    await done(app, mine, 'publisher', { type: 'SCHEDULE', publishAt: at(DAY), timezone: 'UTC' });
    for (const parameters of [{ type: POST }, { assignee: 'me' }, { assignee: await app.idOf('editor') }, { text: 'MISTAKABLE 100%' }]) expect(await itemsOf(mine, parameters as unknown as Record<string, string>)).toHaveLength(1);
    for (const parameters of [{ type: KOL }, { assignee: await app.idOf('publisher') }, { text: 'mistakable 100_' }]) expect(await itemsOf(mine, parameters as unknown as Record<string, string>)).toEqual([]);
  });

  test('by activity: promises, plans and its bar, and it is among those that can be chosen', async () => {
    const created = await app.as('editor', 'post', `/content-manager/collection-types/${ACTIVITY}?locale=en`, { title: 'Spring pour', slug: 'spring-pour', startsAt: at(0), endsAt: at(DAY) });
    const { documentId } = (created.body as { data: { documentId: string } }).data;
    const inside = await postAt(app, 'scheduled', { activity: { connect: [{ documentId, locale: 'en' }] } });
    const planned = await createPost(app, { planDate: at(DAY), activity: { connect: [{ documentId, locale: 'en' }] } });
    const outside = await postAt(app, 'scheduled');
    expect(await itemsOf(inside, { activity: documentId })).toHaveLength(1);
    expect(await itemsOf(planned, { activity: documentId })).toHaveLength(1);
    expect(await itemsOf(outside, { activity: documentId })).toEqual([]);
    const { body } = await ask({ activity: documentId });
    expect((body as { data: { bars: CalendarBar[] } }).data.bars.map((bar) => bar.documentId)).toEqual([documentId]);
    expect((body as { meta: { activities: object[] } }).meta.activities).toContainEqual({ documentId, title: 'Spring pour' });
  });

  test("the readers' zone is the one that most promises name", async () => {
    const draft = await postAt(app, 'approved', { title: 'Zoned one' });
    await done(app, draft, 'publisher', { type: 'SCHEDULE', publishAt: at(DAY), timezone: 'Asia/Taipei' });
    expect(((await ask({ text: 'Zoned one' })).body as { meta: object }).meta).toMatchObject({ audienceZone: 'Asia/Taipei', isCut: false, planned: [POST] });
    expect(((await ask({ text: 'no such title' })).body as { meta: object }).meta).toMatchObject({ audienceZone: null });
  });
});

describe('ideas', () => {
  const ideas = async (parameters: Readonly<Record<string, string>> = {}): Promise<{ data: { documentId: string }[]; meta: { nextCursor: string | null } }> => {
    const answer = await app.as('editor', 'get', `/content-workflow/calendar/ideas?${query(parameters)}`);
    expect(answer.status).toBe(200);
    return answer.body as Awaited<ReturnType<typeof ideas>>;
  };

  test('are the drafts without a plan, newest first, page by page', async () => {
    const planned = await createPost(app, { title: 'Paged planned', planDate: at(DAY) });
    const drafts: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      pass(app, MINUTE);
      drafts.unshift((await createPost(app, { title: `Paged idea ${i}` })).documentId);
    }
    const reviewed = await postAt(app, 'review', { title: 'Paged review' });
    const first = await ideas({ text: 'paged', limit: '2' });
    const second = await ideas({ text: 'paged', limit: '2', cursor: first.meta.nextCursor ?? '' });
    const shown = [...first.data, ...second.data].map(({ documentId }) => documentId);
    expect(shown).toEqual(drafts);
    expect(second.meta.nextCursor).toBeNull();
    expect(shown).not.toContain(planned.documentId);
    expect(shown).not.toContain(reviewed.documentId);
  });

  test('have bounds that are said', async () => {
    expect((await app.as('editor', 'get', '/content-workflow/calendar/ideas?limit=101')).body.error.details).toMatchObject({ code: 'PAGE_TOO_LARGE', maximum: 100 });
    expect((await app.as('editor', 'get', '/content-workflow/calendar/ideas?cursor=x')).body.error.details).toMatchObject({ code: 'INPUT_INVALID', field: 'cursor' });
  });
});

describe('a plan', () => {
  test('is set, moved and taken away by an edit of the draft, as the person who does it', async () => {
    const draft = await createPost(app);
    expect((await setPlan(draft, 'editor2', { planAt: at(DAY), expected: null })).body).toEqual({ data: { planAt: at(DAY) } });
    expect(await planOf(draft)).toBe(at(DAY));
    const entry = (await app.strapi.db.query(POST).findOne({ where: { documentId: draft.documentId, publishedAt: null }, populate: { updatedBy: true } })) as { updatedBy: { id: number } };
    expect(String(entry.updatedBy.id)).toBe(await app.idOf('editor2'));
    expect((await setPlan(draft, 'editor', { planAt: null, expected: at(DAY) })).status).toBe(200);
    expect(await planOf(draft)).toBeNull();
  });

  test('voids no approval and publishes nothing', async () => {
    const draft = await postAt(app, 'approved');
    const before = await view(app, draft);
    expect((await setPlan(draft, 'editor', { planAt: at(HOUR), expected: null })).status).toBe(200);
    const after = await view(app, draft);
    expect(after).toMatchObject({ state: 'approved', revision: before.revision, hash: before.hash, approvalHolds: true, seal: before.seal });
    pass(app, 2 * HOUR);
    await runDueJobs(app);
    expect((await view(app, draft)).state).toBe('approved');
  });

  test('moves under a promise that locks the content, since it is no part of it', async () => {
    const draft = await postAt(app, 'scheduled');
    expect((await setPlan(draft, 'editor', { planAt: at(HOUR), expected: null })).status).toBe(200);
    expect((await view(app, draft)).state).toBe('scheduled');
  });

  test('that somebody else moved meanwhile is not overwritten', async () => {
    const draft = await createPost(app, { planDate: at(DAY) });
    const answer = await setPlan(draft, 'editor', { planAt: at(3 * DAY), expected: at(2 * DAY) });
    expect(answer.status).toBe(409);
    expect(answer.body.error.details).toMatchObject({ code: 'REVISION_CONFLICT', guard: 'planUnchanged', planAt: at(DAY) });
    expect(await planOf(draft)).toBe(at(DAY));
  });

  test('asks for the permission to edit that entry, and says whose it is', async () => {
    const draft = await createPost(app);
    const answer = await setPlan(draft, 'reviewer', { planAt: at(DAY), expected: null });
    expect(answer.status).toBe(403);
    expect(answer.body.error.details).toMatchObject({ code: 'PERMISSION_MISSING', guard: 'mayEditTheEntry', who: expect.arrayContaining(['cw-editor', 'cw-publisher']), next: expect.stringMatching(/\S/) });
    expect(answer.body.error.details.who).not.toContain('cw-reviewer');
    expect(await planOf(draft)).toBeNull();
  });

  test('asks for it in that language and for that attribute', async () => {
    const draft = await createPost(app);
    const permission = (await app.strapi.db.query('admin::permission').findOne({ where: { action: 'plugin::content-manager.explorer.update', subject: POST, role: { code: 'cw-editor' } } })) as { id: number; properties: { fields: string[]; locales: string[] } };
    const give = (properties: object) => app.strapi.db.query('admin::permission').update({ where: { id: permission.id }, data: { properties } });
    try {
      await give({ ...permission.properties, locales: permission.properties.locales.filter((code) => code !== 'en') });
      expect((await setPlan(draft, 'editor', { planAt: at(DAY), expected: null })).status).toBe(403);
      await give({ ...permission.properties, fields: permission.properties.fields.filter((name) => name !== 'planDate') });
      expect((await setPlan(draft, 'editor', { planAt: at(DAY), expected: null })).status).toBe(403);
    } finally {
      await give(permission.properties);
    }
    expect(await planOf(draft)).toBeNull();
    expect((await setPlan(draft, 'editor', { planAt: at(DAY), expected: null })).status).toBe(200);
  });

  test('is nothing that a type without plans could have', async () => {
    const created = await app.as('editor', 'post', `/content-manager/collection-types/${KOL}`, { name: 'Ran', slug: 'ran-plan' });
    const kol: Draft = { uid: KOL, documentId: (created.body as { data: { documentId: string } }).data.documentId, locale: '' };
    const answer = await setPlan(kol, 'editor', { planAt: at(DAY), expected: null });
    expect(answer.status).toBe(422);
    expect(answer.body.error.details).toMatchObject({ guard: 'hasAPlan' });
  });

  test.each([{ planAt: 'tomorrow', expected: null }, { planAt: '2027-02-31T00:00:00Z', expected: null }, { planAt: null }, { expected: null }, { planAt: null, expected: null, title: 'x' }])('%j is refused', async (body) => {
    const draft = await createPost(app);
    expect((await setPlan(draft, 'editor', body)).body.error).toMatchObject({ status: 400, details: { code: 'INPUT_INVALID' } });
  });

  test('of a piece that does not exist is a 404', async () => {
    expect((await app.as('editor', 'put', '/content-workflow/calendar/pieces/999999/plan', { planAt: null, expected: null })).status).toBe(404);
  });

  test('that was changed by saving the entry is shown as it is', async () => {
    const draft = await createPost(app, { planDate: at(DAY) });
    expect((await savePost(app, draft, { planDate: at(4 * DAY) })).status).toBe(200);
    expect(await itemsOf(draft)).toMatchObject([{ at: at(4 * DAY) }]);
  });

  test('that was changed past the documents is shown as it is, told to open screens, and voids nothing', async () => {
    const draft = await postAt(app, 'approved', { planDate: at(DAY) });
    const before = await view(app, draft);
    const { cursor } = ((await app.as('reviewer', 'get', '/content-workflow/changes')).body as { meta: { cursor: string } }).meta;
    await app.strapi.db.query(POST).updateMany({ where: { documentId: draft.documentId, publishedAt: null }, data: { planDate: at(6 * DAY) } });
    expect(await itemsOf(draft)).toMatchObject([{ kind: 'plan', at: at(6 * DAY), state: 'approved', revision: before.revision }]);
    const news = await app.as('reviewer', 'get', `/content-workflow/changes?after=${cursor}`);
    expect((news.body as { data: { pieces: unknown[] } }).data.pieces).toEqual([{ id: before.id, revision: before.revision, change: `${before.revision}.plan.${Date.parse(at(6 * DAY))}` }]);
  });

  test('goes with the next round, and with the languages that share it', async () => {
    await addSecondLocale(app);
    const draft = await postAt(app, 'published', { planDate: at(DAY) });
    expect((await itemsOf(draft)).map(({ kind }) => kind)).toEqual(['publication']);
    expect((await savePost(app, draft, { title: 'Once more', planDate: at(9 * DAY) })).status).toBe(200);
    expect(await itemsOf(draft)).toMatchObject([{ kind: 'publication' }, { kind: 'plan', at: at(9 * DAY), state: 'draft' }]);
    await documents(app, POST).update?.({ documentId: draft.documentId, locale: SECOND_LOCALE, data: { title: 'Encore', planDate: at(12 * DAY) } });
    expect((await itemsOf(draft)).filter(({ kind }) => kind === 'plan').map(({ locale, at: when }) => [locale, when])).toEqual([['en', at(12 * DAY)], [SECOND_LOCALE, at(12 * DAY)]]);
  });

  test('of two that are made at the same moment is shown as the entry has it', async () => {
    const draft = await createPost(app, { planDate: at(DAY) });
    const plan = (days: number) => app.strapi.db.query(POST).updateMany({ where: { documentId: draft.documentId, publishedAt: null }, data: { planDate: at(days * DAY) } });
    await Promise.all([2, 3, 4, 5, 6].map(plan));
    expect((await itemsOf(draft)).map(({ at: when }) => when)).toEqual([await planOf(draft)]);
  });
});

describe('warnings', () => {
  test('name the promise that is near, by type or by activity, and nothing that is far', async () => {
    const draft = await postAt(app, 'approved');
    const other = await postAt(app, 'approved', { title: 'Near one' });
    await done(app, other, 'publisher', { type: 'SCHEDULE', publishAt: at(20 * DAY), timezone: 'UTC' });
    const { id } = await view(app, draft);
    const warnings = async (when: string) => (await app.as('editor', 'get', `/content-workflow/calendar/warnings?${query({ piece: String(id), at: when })}`)).body as { data: object[] };
    expect((await warnings(at(20 * DAY + 10 * MINUTE))).data).toEqual([{ kind: 'conflict', because: 'type', pieceId: (await view(app, other)).id, title: 'Near one', at: at(20 * DAY), minutes: 10 }]);
    expect((await warnings(at(20 * DAY + 31 * MINUTE))).data).toEqual([]);
    expect((await warnings(at(-MINUTE))).data).toContainEqual({ kind: 'past' });
  });

  test('want a piece and an instant', async () => {
    expect((await app.as('editor', 'get', '/content-workflow/calendar/warnings?piece=1')).status).toBe(400);
    expect((await app.as('editor', 'get', `/content-workflow/calendar/warnings?${query({ piece: '999999', at: at(0) })}`)).status).toBe(404);
  });
});

describe('the feed', () => {
  const create = async (by: Person): Promise<string> => {
    const answer = await app.as(by, 'post', '/content-workflow/calendar/feed');
    expect(answer.status).toBe(200);
    return (answer.body as { data: { path: string } }).data.path;
  };
  const read = (path: string) => app.anonymous.get(path);

  test('is made, shown once, read without a login, and holds what is scheduled', async () => {
    expect((await app.as('editor', 'get', '/content-workflow/calendar/feed')).body).toEqual({ data: { since: null } });
    const scheduled = await postAt(app, 'scheduled', { title: 'In the feed' });
    const path = await create('editor');
    expect(path).toMatch(/^\/api\/content-workflow\/calendar\/[\w-]{43}\.ics$/);
    expect((await app.as('editor', 'get', '/content-workflow/calendar/feed')).body).toEqual({ data: { since: NOW } });
    const answer = await read(path);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'x-robots-tag': 'noindex, nofollow', 'cache-control': expect.stringMatching(/^private/) });
    expect(answer.text).toContain(`UID:promise-${(await view(app, scheduled)).id}@content-workflow`);
    expect(answer.text).toContain('SUMMARY:Scheduled: In the feed');
    expect(answer.text.replace(/\r\n /g, '')).toContain(`/content-manager/collection-types/${POST}/${scheduled.documentId}?plugins%5Bi18n%5D%5Blocale%5D=en`);
  });

  test('is stored as a hash only', async () => {
    const path = await create('editor');
    const secret = path.split('/').at(-1)?.replace('.ics', '') ?? '';
    const rows = JSON.stringify(await app.strapi.db.connection('cw_feeds'));
    expect(rows).not.toContain(secret);
    expect(rows).toContain((await import('node:crypto')).createHash('sha256').update(secret).digest('hex'));
  });

  test('stops when it is revoked, and when another is made', async () => {
    const first = await create('editor2');
    const second = await create('editor2');
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    expect((await app.as('editor2', 'delete', '/content-workflow/calendar/feed')).status).toBe(204);
    expect((await read(second)).status).toBe(404);
    expect((await app.as('editor2', 'get', '/content-workflow/calendar/feed')).body).toEqual({ data: { since: null } });
  });

  test("is one person's: nobody else's stops with it", async () => {
    const mine = await create('editor');
    await create('publisher');
    await app.as('publisher', 'delete', '/content-workflow/calendar/feed');
    expect((await read(mine)).status).toBe(200);
  });

  test('an unknown secret and an ill-formed one are the same 404, and are not indexed', async () => {
    for (const secret of ['A'.repeat(43), 'x', `${'A'.repeat(42)}!`, '%00', '..%2f..']) {
      const answer = await read(`/api/content-workflow/calendar/${secret}.ics`);
      expect([secret, answer.status]).toEqual([secret, 404]);
    }
    expect((await read(`/api/content-workflow/calendar/${'A'.repeat(43)}.ics`)).headers['x-robots-tag']).toBe('noindex, nofollow');
  });

  test('ends with the person: blocked, or without the permission to read', async () => {
    const path = await create('moderator2');
    const id = await app.idOf('moderator2');
    const user = (data: object) => app.strapi.db.query('admin::user').update({ where: { id: Number(id) }, data });
    await user({ blocked: true });
    expect((await read(path)).status).toBe(404);
    await user({ blocked: false });
    expect((await read(path)).status).toBe(200);
    const role = (await app.strapi.db.query('admin::role').findOne({ where: { code: 'cw-moderator' } })) as { id: number };
    await user({ roles: [] });
    expect((await read(path)).status).toBe(404);
    await user({ roles: [role.id] });
    expect((await read(path)).status).toBe(200);
  });

  test('does not show its secret to whoever logs addresses after it', async () => {
    const path = await create('editor');
    const logged: string[] = [];
    const { log } = app.strapi;
    const http = log.http.bind(log);
    log.http = ((line: string, ...rest: unknown[]) => {
      logged.push(`${line} ${JSON.stringify(rest)}`);
      return log;
    }) as typeof log.http;
    try {
      expect((await read(path)).status).toBe(200);
    } finally {
      log.http = http;
    }
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain(':secret.ics');
    expect(logged[0]).not.toContain(path.split('/').at(-1));
  });

  test('takes nothing but the wish for it', async () => {
    expect((await app.as('editor', 'post', '/content-workflow/calendar/feed', { person: '1' })).status).toBe(400);
    expect((await app.as('editor', 'delete', '/content-workflow/calendar/feed?person=1')).status).toBe(400);
  });

  test('is not asked more often than a whole office would', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 130; i += 1) statuses.push((await read(`/api/content-workflow/calendar/${'B'.repeat(43)}.ics`)).status);
    expect(statuses.at(-1)).toBe(429);
    const answer = await read(`/api/content-workflow/calendar/${'B'.repeat(43)}.ics`);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

test.each(['/content-workflow/calendar', '/content-workflow/calendar/ideas', '/content-workflow/calendar/warnings', '/content-workflow/calendar/feed'])('GET %s needs a login', async (path) => {
  expect((await app.anonymous.get(path)).status).toBe(401);
});
