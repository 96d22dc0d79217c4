/** People are told what concerns them: in the admin, and by mail as they choose, once and in their language. */
import type { NotificationView, Preferences } from '../../src/plugins/content-workflow/contracts/notifications';
import { DEFAULT_CHOICES } from '../../src/plugins/content-workflow/core/notifying/choices';
import { startApp, type Person, type TestApp } from '../support/app';
import { problemOf } from '../support/events';
import { createPost, done, postAt, savePost, view, type Draft } from '../support/flow';
import { startMailServer, type MailServer } from '../support/mail-server';
import { changeUnseen } from '../support/sql';
import { alertsOf, DAY, HOUR, isoOf, MINUTE, pass, runDueJobs, SECOND, standAt } from '../support/time';
import { jobWithKey, storedJobs } from '../support/stored-jobs';

const MAIL_SETTINGS = ['SMTP_HOST', 'SMTP_PORT', 'MAIL_FROM'];

let app: TestApp;
let mails: MailServer;

beforeAll(async () => {
  mails = await startMailServer();
  Object.assign(process.env, mails.env);
  app = await startApp();
});
afterAll(async () => {
  await app.close();
  await mails.close();
  for (const name of MAIL_SETTINGS) Reflect.deleteProperty(process.env, name);
});

/** Lets what follows a click follow: the announcement, then the mails that it caused. */
const settle = async (): Promise<void> => {
  pass(app, SECOND);
  await runDueJobs(app);
  await runDueJobs(app);
};

const inbox = async (person: Person, query = ''): Promise<NotificationView[]> => (await app.as(person, 'get', `/content-workflow/notifications${query}`)).body.data as NotificationView[];

/** What a person was told of one entry, oldest first. */
const toldOf = async (person: Person, draft: Draft): Promise<string[]> =>
  (await inbox(person, '?limit=100'))
    .filter(({ piece }) => piece.documentId === draft.documentId)
    .map(({ kind }) => kind)
    .reverse();

const unread = async (person: Person): Promise<number> => (await app.as(person, 'get', '/content-workflow/notifications/unread')).body.data.count as number;

const mailTo = (person: Person) => mails.to(`${person}@example.com`);

/** Mails to a person about one title. */
const mailed = (person: Person, title: string): string[] => mailTo(person).flatMap(({ subject = '', text = '' }) => (`${subject}${text}`.includes(title) ? [subject] : []));

const choose = (person: Person, preferences: Preferences) => app.as(person, 'put', '/content-workflow/notifications/preferences', preferences);

const preferences = (changes: Partial<Preferences['choices']> = {}, digest: Partial<Preferences['digest']> = {}): Preferences => ({
  choices: { ...DEFAULT_CHOICES, ...changes },
  digest: { at: '09:00', timezone: 'UTC', ...digest },
});

describe('a submission', () => {
  const title = 'Fog over the ridge';
  let draft: Draft;
  beforeAll(async () => {
    await app.strapi.db.query('admin::user').update({ where: { id: await app.idOf('reviewer') }, data: { preferedLanguage: 'zh' } });
    draft = await createPost(app, { title });
    await done(app, draft, 'editor', { type: 'SUBMIT', comment: 'Ready for the weekend.' });
    await settle();
  });

  test('is told to whoever can decide it, and not to who did it', async () => {
    expect(await toldOf('reviewer', draft)).toEqual(['review-requested']);
    expect(await toldOf('reviewer2', draft)).toEqual(['review-requested']);
    for (const person of ['editor', 'editor2', 'publisher', 'moderator', 'admin'] as const) expect(await toldOf(person, draft)).toEqual([]);
    const [told] = await inbox('reviewer');
    expect(told).toMatchObject({ kind: 'review-requested', readAt: null, by: { kind: 'admin', name: 'editor Test' }, comment: 'Ready for the weekend.', piece: { title, state: 'review', locale: 'en', documentId: draft.documentId } });
  });

  test('is mailed at once, in the reader\'s language, with a way to the entry and one out', () => {
    expect(mailed('reviewer2', title)).toEqual([`“${title}” waits for your review`]);
    expect(mailed('reviewer', title)).toEqual([`《${title}》等候您審核`]);
    const mail = mailTo('reviewer2').at(-1);
    const entry = `/admin/content-manager/collection-types/${draft.uid}/${draft.documentId}?plugins%5Bi18n%5D%5Blocale%5D=en`;
    expect(mail?.text).toContain(entry);
    expect(mail?.html).toContain(entry);
    expect(mail?.from?.text).toBe('"Workflow" <workflow@example.com>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(JSON.stringify(mail?.headers.get('list'))).toContain('/admin/plugins/content-workflow/inbox/preferences');
    // Titles and names are all that leaves; what people said and wrote stays in the admin.
    expect(`${mail?.text}${String(mail?.html)}`).not.toContain('Ready for the weekend');
    expect(`${mail?.text}${String(mail?.html)}`).not.toContain('long enough for the checklist');
  });

  test('that is announced again is told and mailed once', async () => {
    const before = mails.received.length;
    const row = await app.strapi.db.connection('cw_history').where({ event: 'SUBMIT' }).orderBy('id', 'desc').first();
    await app.engine.handlers.announce({ historyId: Number(row?.id) }, { attempt: 2, runAt: 0 });
    await settle();
    expect(await toldOf('reviewer', draft)).toEqual(['review-requested']);
    expect(mails.received).toHaveLength(before);
  });

  test('leads to the people of the next step, and in the end back to the author', async () => {
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    await settle();
    expect(await toldOf('reviewer2', draft)).toEqual(['review-requested', 'review-requested']);
    expect(await toldOf('reviewer', draft)).toEqual(['review-requested']);
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    await settle();
    expect(await toldOf('editor', draft)).toEqual(['approved']);
    // An approval can wait for the digest.
    expect(mailed('editor', title)).toEqual([]);
  });
});

test('words in a thread reach whose text it is and who takes part; what is settled calls nobody', async () => {
  const draft = await createPost(app);
  const { id } = await view(app, draft);
  const said = (await app.as('reviewer', 'post', `/content-workflow/pieces/${id}/comments`, { body: 'Which ridge?', field: 'title' })).body.data as { id: number };
  await app.as('editor', 'post', `/content-workflow/comments/${said.id}/replies`, { body: 'The northern one.' });
  await app.as('reviewer', 'post', `/content-workflow/comments/${said.id}/resolve`);
  expect(await toldOf('editor', draft)).toEqual(['comment']);
  expect(await toldOf('reviewer', draft)).toEqual(['comment']);
  expect(await toldOf('reviewer2', draft)).toEqual([]);
});

test('changes that are requested reach author and assignee; a comment too', async () => {
  const draft = await createPost(app, { title: 'Rain on Tuesday' });
  await done(app, draft, 'publisher', { type: 'ASSIGN', assignee: await app.idOf('editor2') });
  await done(app, draft, 'editor2', { type: 'SUBMIT' });
  await done(app, draft, 'reviewer', { type: 'REQUEST_CHANGES', comment: 'Which Tuesday?' });
  await done(app, draft, 'editor', { type: 'COMMENT', comment: 'The second.' });
  await settle();
  expect(await toldOf('editor2', draft)).toEqual(['assigned', 'changes-requested', 'comment']);
  expect(await toldOf('editor', draft)).toEqual(['changes-requested']);
  expect(mailed('editor', 'Rain on Tuesday')).toEqual(['“Rain on Tuesday” needs changes']);
});

describe('a promise', () => {
  test('that somebody stops, that fails and that an edit voids is told to who has a stake in it', async () => {
    const held = await postAt(app, 'held');
    await settle();
    expect(await toldOf('editor', held)).toContain('held');
    expect(await toldOf('publisher', held)).toEqual([]);

    const lost = await postAt(app, 'scheduled');
    const { id } = await view(app, lost);
    await changeUnseen(app, lost.documentId, { title: 'Changed behind everybody' });
    pass(app, 3 * HOUR);
    await runDueJobs(app);
    await settle();
    expect((await alertsOf(app, id)).map(({ code }) => code)).toContain('HELD');
    expect(await toldOf('editor', lost)).toContain('held');
    expect(await toldOf('publisher', lost)).toContain('held');
  });

  test('whose job is given up is told as failed', async () => {
    const draft = await postAt(app, 'scheduled');
    const { id } = await view(app, draft);
    await app.engine.notifications.givenUp({ name: 'due', key: `due:${id}` });
    await app.engine.notifications.givenUp({ name: 'integrity', key: 'integrity' });
    await settle();
    expect(await toldOf('publisher', draft)).toEqual(['failed']);
    expect(await toldOf('editor', draft)).toContain('failed');
  });
});

test('a due date that passes is told once, and again only for another date', async () => {
  const draft = await createPost(app);
  const due = async (at: number): Promise<void> => void (await done(app, draft, 'publisher', { type: 'SET_DUE', dueAt: isoOf(at) }));
  const look = async (): Promise<void> => void (await app.engine.handlers.overdue({}, { attempt: 1, runAt: 0 }));
  await due(app.engine.clock.now() + HOUR);
  await look();
  expect(await toldOf('editor', draft)).toEqual([]);
  pass(app, 2 * HOUR);
  await look();
  await look();
  expect(await toldOf('editor', draft)).toEqual(['overdue']);
  expect(await toldOf('publisher', draft)).toEqual(['overdue']);
  await due(app.engine.clock.now() + HOUR);
  pass(app, 2 * HOUR);
  await look();
  expect(await toldOf('editor', draft)).toEqual(['overdue', 'overdue']);
  // The next look is promised.
  expect(await jobWithKey(app, 'overdue')).toMatchObject({ runAt: app.engine.clock.now() + 5 * MINUTE });
  await done(app, draft, 'editor', { type: 'ARCHIVE' });
});

describe('the inbox', () => {
  test('is read by its owner alone, one by one or up to what was seen', async () => {
    for (let i = 0; i < 3; i += 1) await done(app, await createPost(app), 'publisher', { type: 'ASSIGN', assignee: await app.idOf('moderator2') });
    await settle();
    const [newest, middle, oldest] = await inbox('moderator2');
    if (newest === undefined || middle === undefined || oldest === undefined) throw new Error('three were told');
    const before = await unread('moderator2');

    // Somebody else's ids do nothing.
    expect((await app.as('editor2', 'post', '/content-workflow/notifications/read', { ids: [newest.id] })).status).toBe(200);
    expect(await unread('moderator2')).toBe(before);

    const one = await app.as('moderator2', 'post', '/content-workflow/notifications/read', { ids: [oldest.id] });
    expect(one.body.data.count).toBe(before - 1);
    expect((await inbox('moderator2', '?unread=true')).map(({ id }) => id)).not.toContain(oldest.id);
    await app.as('moderator2', 'post', '/content-workflow/notifications/read', { upTo: middle.id });
    expect((await inbox('moderator2', '?unread=true')).map(({ id }) => id)).toEqual([newest.id]);
  });

  test('is paged without a gap or a double', async () => {
    const all = (await inbox('moderator2', '?limit=100')).map(({ id }) => id);
    const first = await app.as('moderator2', 'get', '/content-workflow/notifications?limit=2');
    expect(first.body.meta.nextCursor).toEqual(expect.any(String));
    const rest = await app.as('moderator2', 'get', `/content-workflow/notifications?limit=100&cursor=${first.body.meta.nextCursor as string}`);
    expect([...first.body.data, ...rest.body.data].map(({ id }: NotificationView) => id)).toEqual(all);
  });

  test.each([
    ['get', '/content-workflow/notifications?unread=maybe', 'unread'],
    ['get', '/content-workflow/notifications?limit=1000', 'limit'],
    ['get', '/content-workflow/notifications?cursor=nonsense', 'cursor'],
  ] as const)('%s %s says what is wrong', async (method, url, field) => {
    const answer = await app.as('editor', method, url);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details.field).toBe(field);
  });

  test('takes nothing that is no list of ids, and is closed to who may not read pieces', async () => {
    for (const body of [{}, { ids: [] }, { ids: ['1'] }, { upTo: -1 }, { ids: [1], upTo: 1 }, { upTo: 3_000_000_000 }]) expect((await app.as('editor', 'post', '/content-workflow/notifications/read', body)).status).toBe(400);
    expect((await app.anonymous.get('/content-workflow/notifications')).status).toBe(401);
  });

  test('wakes its owner, and nobody else, when something comes in', async () => {
    const changes = async (person: Person, after?: string) => (await app.as(person, 'get', `/content-workflow/changes${after === undefined ? '' : `?after=${after}&wait=0`}`)).body as { data: { inbox: boolean }; meta: { cursor: string } };
    const draft = await createPost(app);
    const [mine, theirs] = [(await changes('moderator')).meta.cursor, (await changes('editor2')).meta.cursor];
    await done(app, draft, 'publisher', { type: 'ASSIGN', assignee: await app.idOf('moderator') });
    await settle();
    expect((await changes('moderator', mine)).data.inbox).toBe(true);
    expect((await changes('editor2', theirs)).data.inbox).toBe(false);
  });
});

describe('preferences', () => {
  test('begin with what can not wait, and say whether this server mails', async () => {
    const answer = await app.as('moderator', 'get', '/content-workflow/notifications/preferences');
    expect(answer.body.data).toEqual({ ...preferences(), mail: true });
  });

  test('are respected: neither shown nor mailed is neither, and the others are told as ever', async () => {
    await choose('reviewer2', preferences({ 'review-requested': { admin: false, mail: 'never' } }));
    const draft = await createPost(app, { title: 'A quiet one' });
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    await settle();
    expect(await toldOf('reviewer2', draft)).toEqual([]);
    expect(mailed('reviewer2', 'A quiet one')).toEqual([]);
    expect(await toldOf('reviewer', draft)).toEqual(['review-requested']);
    expect(mailed('reviewer', 'A quiet one')).toHaveLength(1);
    await choose('reviewer2', preferences());
  });

  test.each([
    ['a zone that is none', { digest: { at: '09:00', timezone: 'Mars/Base' } }, 'digest.timezone'],
    ['an hour that no day has', { digest: { at: '24:00', timezone: 'UTC' } }, 'digest.at'],
    ['a way that is none', { choices: { ...DEFAULT_CHOICES, held: { admin: true, mail: 'pigeon' } } }, 'choices.held.mail'],
    ['a kind that is left out', { choices: { held: { admin: true, mail: 'never' } } }, 'choices.assigned'],
  ])('%s is refused by name', async (_what, change, field) => {
    const answer = await app.as('editor', 'put', '/content-workflow/notifications/preferences', { ...preferences(), ...change });
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details.field).toBe(field);
  });
});

describe('the digest', () => {
  const title = 'Tea in spring';

  test('comes at nine by the reader\'s clock, on the day that the clock goes forward too, and not when there is nothing', async () => {
    await choose('moderator2', preferences({}, { timezone: 'Europe/Berlin' }));
    standAt(app, '2027-03-27T09:30:00Z');
    // What waited for earlier digests goes out first.
    await settle();
    const draft = await createPost(app, { title });
    await done(app, draft, 'publisher', { type: 'ASSIGN', assignee: await app.idOf('moderator2') });
    await settle();
    const key = `digest:${await app.idOf('moderator2')}`;
    expect(isoOf((await jobWithKey(app, key))?.runAt ?? 0)).toBe('2027-03-28T07:00:00.000Z');
    standAt(app, '2027-03-28T06:59:59Z');
    await runDueJobs(app);
    expect(mailed('moderator2', title)).toEqual([]);
    standAt(app, '2027-03-28T07:00:00Z');
    await settle();
    expect(mailed('moderator2', title)).toEqual(['One piece of news from the workflow']);
    standAt(app, '2027-03-29T07:00:01Z');
    await settle();
    expect(mailed('moderator2', title)).toHaveLength(1);
    expect(await jobWithKey(app, key)).toBeUndefined();
  });

  test('that is due is not put off by what comes in, and leaves out what was read meanwhile', async () => {
    standAt(app, '2027-04-01T12:00:00Z');
    const assign = async (name: string): Promise<void> => {
      await done(app, await createPost(app, { title: name }), 'publisher', { type: 'ASSIGN', assignee: await app.idOf('moderator2') });
      pass(app, SECOND);
      // The announcement alone: a digest that is due has to wait here.
      const row = await app.strapi.db.connection('cw_history').where({ event: 'ASSIGN' }).orderBy('id', 'desc').first();
      await app.engine.handlers.announce({ historyId: Number(row?.id) }, { attempt: 1, runAt: 0 });
    };
    await assign('Read before breakfast');
    await assign('Still unread');
    const [, read] = await inbox('moderator2');
    await app.as('moderator2', 'post', '/content-workflow/notifications/read', { ids: [read?.id] });
    standAt(app, '2027-04-02T07:30:00Z');
    await assign('Came late');
    await settle();
    expect(mailed('moderator2', 'Still unread')).toHaveLength(1);
    expect(mailed('moderator2', 'Came late')).toHaveLength(1);
    expect(mailed('moderator2', 'Read before breakfast')).toEqual([]);
  });

  test('goes by an hour that is chosen while it waits', async () => {
    standAt(app, '2027-04-05T12:00:00Z');
    await done(app, await createPost(app), 'publisher', { type: 'ASSIGN', assignee: await app.idOf('moderator2') });
    await settle();
    await choose('moderator2', preferences({}, { at: '18:15', timezone: 'Asia/Taipei' }));
    expect(isoOf((await jobWithKey(app, `digest:${await app.idOf('moderator2')}`))?.runAt ?? 0)).toBe('2027-04-06T10:15:00.000Z');
  });
});

describe('a mail server', () => {
  const assign = async (title: string): Promise<Draft> => {
    await choose('moderator', preferences({ assigned: { admin: true, mail: 'at-once' } }));
    const draft = await createPost(app, { title });
    await done(app, draft, 'publisher', { type: 'ASSIGN', assignee: await app.idOf('moderator') });
    return draft;
  };
  const states = async (): Promise<unknown[]> => (await app.strapi.db.connection('cw_mails').where({ person_id: await app.idOf('moderator') }).orderBy('id')).map(({ state }: { state: unknown }) => state);
  const openAlerts = async (): Promise<{ code: string; text: string }[]> =>
    (await app.strapi.db.connection('cw_alerts').whereNull('piece_id').whereNull('seen_at').orderBy('id')).map((row: Record<string, unknown>) => ({ code: String(row.code), text: JSON.stringify(row) }));

  test('that asks to come back later is asked again, with the same Message-ID, until it takes the mail', async () => {
    mails.refuse(451, 451);
    await assign('Tried three times');
    await settle();
    expect((await states()).at(-1)).toBe('waiting');
    expect(mailed('moderator', 'Tried three times')).toEqual([]);
    pass(app, DAY / 24);
    await runDueJobs(app);
    pass(app, DAY / 24);
    await runDueJobs(app);
    expect((await states()).at(-1)).toBe('sent');
    expect(mailed('moderator', 'Tried three times')).toHaveLength(1);
    const row = await app.strapi.db.connection('cw_mails').orderBy('id', 'desc').first();
    expect(mailTo('moderator').at(-1)?.messageId).toContain(`content-workflow.${String(row?.id)}.${String(row?.at)}@`);
  });

  test('that refuses for good is not asked again; an alert says so and holds nobody\'s address', async () => {
    mails.refuse(550);
    await assign('Refused');
    await settle();
    expect((await states()).at(-1)).toBe('failed');
    const alerts = await openAlerts();
    expect(alerts.map(({ code }) => code)).toContain('MAIL_FAILED');
    expect(alerts.map(({ text }) => text).join()).not.toContain('@example.com');
    expect((await storedJobs(app)).filter(({ name }) => name === 'mail')).toEqual([]);
  });

  test('from which no word came is not asked again either: what it may have taken is not sent twice', async () => {
    const draft = await assign('Perhaps');
    const row = await app.strapi.db.connection('cw_history').where({ event: 'ASSIGN' }).orderBy('id', 'desc').first();
    await app.engine.handlers.announce({ historyId: Number(row?.id) }, { attempt: 1, runAt: 0 });
    // As a process leaves it that dies while the mail is on its way.
    await app.strapi.db.connection('cw_mails').where({ state: 'waiting' }).update({ state: 'sending' });
    await settle();
    expect((await states()).at(-1)).toBe('uncertain');
    expect(mailed('moderator', 'Perhaps')).toEqual([]);
    expect((await openAlerts()).map(({ code }) => code)).toContain('MAIL_UNCERTAIN');
    expect(await toldOf('moderator', draft)).toEqual(['assigned']);
  });

  test('hears nothing of what was read, or is no longer wanted, before it could be told', async () => {
    const announced = async (title: string): Promise<void> => {
      await assign(title);
      const row = await app.strapi.db.connection('cw_history').where({ event: 'ASSIGN' }).orderBy('id', 'desc').first();
      await app.engine.handlers.announce({ historyId: Number(row?.id) }, { attempt: 1, runAt: 0 });
    };
    await announced('Read at once');
    await app.as('moderator', 'post', '/content-workflow/notifications/read', { upTo: (await inbox('moderator'))[0]?.id });
    await settle();
    expect((await states()).at(-1)).toBe('skipped');
    await announced('No longer wanted');
    await choose('moderator', preferences({ assigned: { admin: true, mail: 'never' } }));
    await settle();
    expect((await states()).at(-1)).toBe('skipped');
    expect([...mailed('moderator', 'Read at once'), ...mailed('moderator', 'No longer wanted')]).toEqual([]);
  });
});

test('what is half a year old is forgotten', async () => {
  const count = async (table: string): Promise<number> => Number((await app.strapi.db.connection(table).count({ n: '*' }))[0]?.n);
  expect(await count('cw_notifications')).toBeGreaterThan(0);
  pass(app, 200 * DAY);
  await app.engine.notifications.overdue();
  expect([await count('cw_notifications'), await count('cw_mails')]).toEqual([0, 0]);
});

test('an edit that takes the promise away is told to the publisher who made it', async () => {
  const draft = await postAt(app, 'scheduled');
  const { id } = await view(app, draft);
  const type = app.engine.config.types[draft.uid];
  if (type === undefined) throw new Error('posts are governed');
  const { edits } = type;
  Object.assign(type, { edits: { ...edits, scheduled: 'void' } });
  try {
    expect((await savePost(app, draft, { summary: 'Another summary, long enough for the checklist.' })).status).toBe(200);
  } finally {
    Object.assign(type, { edits });
  }
  await settle();
  expect((await app.engine.pieces.byId(id))?.state).toBe('draft');
  expect(await toldOf('publisher', draft)).toEqual(['promise-broken']);
});

test('an edit that undoes a review is told to whoever waits for it', async () => {
  const draft = await postAt(app, 'approved');
  await settle();
  const before = (await toldOf('editor', draft)).length;
  await savePost(app, draft, { title: 'Another title than was approved' }, 'editor2');
  await settle();
  expect((await toldOf('editor', draft)).slice(before)).toEqual(['approval-lost']);
  expect(await toldOf('editor2', draft)).toEqual([]);
});

test("a guest's answer is told to who asked, and what it leads to to whose text it is", async () => {
  const draft = await postAt(app, 'review');
  await done(app, draft, 'reviewer2', { type: 'APPROVE' });
  await settle();
  const { id } = await view(app, draft);
  const made = (await app.as('reviewer', 'post', `/content-workflow/pieces/${id}/guest-links`, { guest: 'Legal' })).body.data as { url: string };
  await app.anonymous.post(made.url).send({ decision: 'request-changes', name: 'Gus\u202e Miller', comment: 'The price is wrong.' });
  await settle();
  expect((await toldOf('reviewer', draft)).at(-1)).toBe('guest-answered');
  expect((await toldOf('editor', draft)).at(-1)).toBe('changes-requested');
  expect((await inbox('editor', '?limit=1'))[0]?.by).toEqual({ kind: 'guest', name: 'Gus Miller' });
});
