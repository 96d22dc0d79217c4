/** A newsletter over a real mail server: who is on it, what they are sent, and what is known of it afterwards. */
import type { ParsedMail } from 'mailparser';
import type { ListSubscribers } from '../../src/plugins/content-workflow/contracts/distribution';
import type { Rendition } from '../../src/plugins/content-workflow/core/distribution/rendition';
import { renditionHash } from '../../src/plugins/content-workflow/server/src/distribution/renditions';
import { apiToken } from '../support/access';
import { startApp, type TestApp } from '../support/app';
import { aBody, aSource } from '../support/distribution/content';
import { newsletterSettings } from '../support/distribution/platforms/newsletter';
import { aChannel, aDelivery, publish, type Delivered } from '../support/distribution/rows';
import { done, postAt, savePost, type Draft } from '../support/flow';
import { header, startSmtpReceiver, type SmtpReceiver } from '../support/distribution/smtp-receiver';
import { alertsOf, DAY, HOUR, pass, runDueJobs, SECOND, standAt } from '../support/time';

let app: TestApp;
let receiver: SmtpReceiver;
let list: number;
let before: Readonly<Record<string, string | undefined>> = {};
let n = 0;

beforeAll(async () => {
  // Closed to everybody else, as a copy of production is.
  before = { EGRESS_ALLOW: process.env.EGRESS_ALLOW, EGRESS_CLOSED: process.env.EGRESS_CLOSED };
  Object.assign(process.env, { EGRESS_ALLOW: '127.0.0.1', EGRESS_CLOSED: 'true' });
  receiver = await startSmtpReceiver();
  app = await startApp();
  // On a standing clock every address has an hour of its own only if time goes on.
  standAt(app, app.engine.clock.now());
  list = await aChannel(app, { key: 'letters', platform: 'newsletter', settings: { ...newsletterSettings(receiver.port), bounceAddress: 'bounces@tea.example', languages: ['en', 'zh-Hant'] } });
});

afterAll(async () => {
  await app.close();
  await receiver.close();
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const aReader = (): string => `reader-${(n += 1)}@example.net`;

const ask = (email: string, more: object = {}) => app.anonymous.post('/api/newsletters/letters/subscribe').set('X-Forwarded-For', '203.0.113.9').send({ email, consent: true, ...more });

const pathIn = (mail: ParsedMail | undefined, what: 'confirm' | 'leave'): string => {
  const match = new RegExp(`https?://[^\\s"<>]+(/api/newsletters/letters/${what}/[\\w.-]+)`).exec(mail?.text ?? '');
  if (match?.[1] === undefined) throw new Error(`the mail has no link to ${what}`);
  return match[1];
};

const stateOf = async (email: string): Promise<string | null> => ((await app.strapi.db.connection('cw_subscribers').where({ channel_id: list, address_key: email }).first('state')) as { state: string } | undefined)?.state ?? null;

/** On the list without a mail for each: what is tested comes after. */
const confirmed = async (count = 1): Promise<string[]> => {
  const readers = Array.from({ length: count }, aReader);
  const now = app.engine.clock.now();
  for (const email of readers) await app.strapi.db.connection('cw_subscribers').insert({ channel_id: list, address: email, address_key: email, language: 'en', state: 'confirmed', token: (n + 0x10000 + Math.floor(now)).toString(16).padStart(24, '0') + (n += 1).toString(16).padStart(8, '0'), soft_bounces: 0, asked_at: now, confirmed_at: now, changed_at: now });
  return readers;
};

/** The settings of the list but for these. */
const settingsAre = async (more: object): Promise<void> => void (await app.strapi.db.connection('cw_channels').where({ id: list }).update({ settings: JSON.stringify({ ...newsletterSettings(receiver.port), bounceAddress: 'bounces@tea.example', languages: ['en', 'zh-Hant'], ...more }) }));

const emptied = async (): Promise<void> => void (await app.strapi.db.connection('cw_subscribers').where({ channel_id: list }).delete());

const issue = (): Promise<Delivered> => aDelivery(app, { channelId: list, source: aSource({ cover: null, language: 'en', title: `Issue ${(n += 1)}`, body: aBody }) });

/** With the settings that its list has by now. */
const approvedAsItIs = async ({ id }: Delivered): Promise<void> => {
  const db = app.strapi.db.connection;
  const channel = await app.engine.reach.channels.byId(list);
  const row = (await db('cw_deliveries').where({ id }).first('rendition_id')) as { rendition_id: number };
  const { rendered } = (await db('cw_renditions').where({ id: row.rendition_id }).first('rendered')) as { rendered: string };
  if (channel === null) throw new Error('there is no list');
  const hash = renditionHash(channel, app.engine.reach.channels.adapterOf(channel)?.settings.parse(channel.settings), (JSON.parse(rendered) as { rendition: Rendition }).rendition);
  await db('cw_renditions').where({ id: row.rendition_id }).update({ hash });
};

const countsOf = async ({ id }: Delivered) => app.engine.newsletter.mailings.counts({ id: String(id), url: null });

const sendIssue = async (): Promise<Delivered> => {
  const delivery = await issue();
  expect((await publish(app, list, delivery.key)).outcome.kind).toBe('accepted');
  await runDueJobs(app);
  return delivery;
};

describe('whoever wants the newsletter', () => {
  it('is asked in their own mailbox and in their language, and is on the list once they say yes, which looking at the link does not', async () => {
    const reader = aReader();
    const answer = await ask(` ${reader.toUpperCase()} `, { language: 'zh-Hant', source: 'https://tea.example/form' });
    expect(answer.status).toBe(202);
    expect(await stateOf(reader)).toBe('pending');
    await runDueJobs(app);
    const [letter] = receiver.to(reader);
    expect(letter?.subject).toBe('請確認訂閱：Tea letters');
    expect(header(letter as ParsedMail, 'auto-submitted')).toBe('auto-generated');
    expect(header(letter as ParsedMail, 'list-unsubscribe')).toBe('');
    const link = pathIn(letter, 'confirm');
    const page = await app.anonymous.get(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain('訂閱「Tea letters」？');
    expect(await stateOf(reader)).toBe('pending');
    expect((await app.anonymous.post(link)).text).toContain('訂閱成功');
    expect(await stateOf(reader)).toBe('confirmed');
    const consent = (await app.strapi.db.connection('cw_subscribers').where({ address_key: reader }).first('consent')) as { consent: string };
    expect(JSON.parse(consent.consent)).toEqual({ list: 'Tea letters', source: 'https://tea.example/form' });
    // Asked once more it says the same.
    expect((await app.anonymous.post(link)).status).toBe(200);
  });

  it('is not brought back by an old letter after leaving, and a letter of last week is void', async () => {
    const reader = aReader();
    await ask(reader);
    await runDueJobs(app);
    const confirm = pathIn(receiver.to(reader)[0], 'confirm');
    await app.anonymous.post(confirm);
    await sendIssue();
    const leave = pathIn(receiver.to(reader)[1], 'leave');
    expect((await app.anonymous.post(leave)).status).toBe(200);
    expect((await app.anonymous.post(confirm)).status).toBe(410);
    expect(await stateOf(reader)).toBe('unsubscribed');

    const late = aReader();
    await ask(late);
    await runDueJobs(app);
    pass(app, 8 * DAY);
    expect((await app.anonymous.post(pathIn(receiver.to(late)[0], 'confirm'))).status).toBe(410);
    await app.engine.newsletter.forgetOld();
    expect(await stateOf(late)).toBeNull();
  });

  it('can not be told from whoever is on it already, or on none, by any answer', async () => {
    const [known = ''] = await confirmed();
    const stranger = aReader();
    const answers = [await ask(known), await ask(stranger), await app.anonymous.post('/api/newsletters/letters/resend').send({ email: known }), await app.anonymous.post('/api/newsletters/letters/resend').send({ email: aReader() })];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    // The field that people do not see was filled in: the same is answered, and nothing is sent.
    const robot = aReader();
    expect((await ask(robot, { website: 'https://spam.example' })).text).toBe(answers[0]?.text);
    expect(await stateOf(robot)).toBeNull();
  });

  it('is told what is wrong with what they sent, and waits after asking too often', async () => {
    for (const [body, field] of [[{ email: 'no address', consent: true }, 'email'], [{ email: aReader() }, 'consent'], [{ email: aReader(), consent: true, language: 'xx' }, 'language'], [{ email: aReader(), consent: true, more: 1 }, 'more']] as const) {
      const answer = await app.anonymous.post('/api/newsletters/letters/subscribe').send(body);
      expect({ status: answer.status, field: answer.body.error.details.field as unknown }).toEqual({ status: 400, field });
    }
    expect((await app.anonymous.post('/api/newsletters/nowhere/subscribe').send({ email: aReader(), consent: true })).status).toBe(404);
    const eager = aReader();
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await ask(eager)).status);
    expect(statuses).toEqual([202, 202, 202, 429]);
  });
});

describe('a letter', () => {
  it('that somebody asks for while the next run is being promised goes out now, and not when those of before are due', async () => {
    await emptied();
    await app.strapi.db.connection('cw_mailings').where({ delivery_id: 0 }).delete();
    const later = aReader();
    await ask(later);
    receiver.rcpt('450 4.2.1 Try later');
    const stranger = aReader();
    const { enqueue } = app.engine.queue;
    const promise = jest.spyOn(app.engine.queue, 'enqueue');
    let asked = false;
    // What was committed just before the run's own promise is written, which is what that waits for.
    promise.mockImplementation(async (trx, job) => {
      if (!asked && job.key === 'newsletter:letters') {
        asked = true;
        const now = app.engine.clock.now();
        const [row] = (await trx('cw_subscribers').insert({ channel_id: list, address: stranger, address_key: stranger, language: 'en', state: 'pending', token: `${n}`.padStart(32, 'e'), soft_bounces: 0, asked_at: now, changed_at: now }).returning('id')) as { id: number }[];
        await trx('cw_mailings').insert({ delivery_id: 0, subscriber_id: row?.id, message_id: `<${n}@tea.example>`, state: 'waiting', attempts: 0, due_at: now });
      }
      return enqueue(trx, job);
    });
    await app.engine.newsletter.mailings.runLetters();
    promise.mockRestore();
    expect([receiver.to(later).length, asked]).toEqual([0, true]);
    pass(app, 2 * SECOND);
    await runDueJobs(app);
    expect([receiver.to(later).length, receiver.to(stranger).length]).toEqual([0, 1]);
  });
});

describe('an issue', () => {
  it('comes to everybody who confirmed, once, with a text part, a list and one click to leave', async () => {
    await emptied();
    const readers = await confirmed(7);
    await app.strapi.db.connection('cw_subscribers').where({ address_key: readers[6] }).update({ state: 'pending' });
    const delivery = await issue();
    const { adapter, context, outcome } = await publish(app, list, delivery.key);
    expect(outcome).toMatchObject({ kind: 'accepted' });
    // As after a crash between the call and what is written about it.
    expect((await publish(app, list, delivery.key)).outcome).toEqual(outcome);
    await runDueJobs(app);
    const ref = outcome.kind === 'accepted' ? outcome.ref : { id: '', url: null };
    expect(await adapter.confirm?.(ref, null, context)).toEqual({ kind: 'published', ref, message: 'sent 6', incomplete: false });
    for (const reader of readers.slice(0, 6)) expect(receiver.to(reader)).toHaveLength(1);
    expect(receiver.to(readers[6] ?? '')).toEqual([]);
    expect(receiver.violations).toEqual([]);
    const mails = readers.slice(0, 6).map((reader) => receiver.to(reader)[0] as ParsedMail);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(6);
    // The same for all of them but for the address by which each leaves.
    expect(new Set(mails.map((mail) => (mail.html as string).replaceAll(pathIn(mail, 'leave'), ''))).size).toBe(1);
    const [mail] = mails as [ParsedMail];
    expect(header(mail, 'list-id')).toBe('"Tea letters" <letters.tea.example>');
    expect(mail.from?.text).toBe('"Tea House" <news@tea.example>');
    expect(mail.text).toContain('Tea House, 1 Ridge Road, Taipei');
    expect(header(mail, 'list-unsubscribe')).toBe(`<${app.strapi.config.get('server.absoluteUrl') as string}${pathIn(mail, 'leave')}>`);
    expect(await adapter.measure?.(ref, context)).toEqual({ delivered: 6, bounced: 0, unsubscribed: 0 });
    // Not again, whoever asks for it.
    await runDueJobs(app);
    expect(receiver.mails.filter(({ mail: { subject } }) => subject === mail.subject)).toHaveLength(6);
  });

  it('is left with one click, by a mail program or a person, and the address is deleted on request', async () => {
    await emptied();
    const [one = '', two = '', three = ''] = await confirmed(3);
    const delivery = await sendIssue();
    const link = (reader: string): string => pathIn(receiver.to(reader)[0], 'leave');
    // Mail programs look at links by themselves.
    expect((await app.anonymous.get(link(one))).text).toContain('Leave “Tea letters”?');
    expect(await stateOf(one)).toBe('confirmed');
    const clicked = await app.anonymous.post(link(one)).type('form').send('List-Unsubscribe=One-Click');
    expect({ status: clicked.status, cookies: clicked.headers['set-cookie'] as unknown }).toEqual({ status: 200, cookies: undefined });
    expect((await app.anonymous.post(link(two)).field('List-Unsubscribe', 'One-Click')).status).toBe(200);
    expect([await stateOf(one), await stateOf(two)]).toEqual(['unsubscribed', 'unsubscribed']);
    expect((await app.anonymous.post(link(three)).type('form').send('forget=yes')).text).toContain('Your address was deleted.');
    expect(await stateOf(three)).toBeNull();
    expect(JSON.stringify(await app.strapi.db.connection('cw_subscribers'))).not.toContain(three);
    expect((await app.anonymous.post(link(three))).status).toBe(200);
    expect(await app.engine.newsletter.mailings.metrics({ id: String(delivery.id), url: null })).toEqual({ delivered: 3, bounced: 0, unsubscribed: 2 });
    const forged = link(one).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await app.anonymous.post(forged)).status).toBe(410);
    // Whoever left gets nothing more, and an issue to nobody says so.
    const next = await issue();
    expect((await publish(app, list, next.key)).outcome).toMatchObject({ kind: 'rejected', code: 'nobody-subscribed' });
  });

  it('is tried again where a server asks for it, and no more where nobody lives', async () => {
    await emptied();
    const readers = await confirmed(3);
    receiver.rcpt('450 4.2.1 Try later', '550 5.1.1 No such user', null);
    const delivery = await sendIssue();
    expect(await countsOf(delivery)).toMatchObject({ sent: 1, bounced: 1, waiting: 1 });
    expect(await Promise.all(readers.map(stateOf)).then((states) => states.sort())).toEqual(['bounced', 'confirmed', 'confirmed']);
    pass(app, HOUR);
    await runDueJobs(app);
    expect(await countsOf(delivery)).toMatchObject({ sent: 2, bounced: 1, waiting: 0 });
    const [ended] = (await app.strapi.db.connection('cw_subscribers').where({ channel_id: list, state: 'bounced' })) as { ended_because: string }[];
    expect(ended?.ended_because).toBe('smtp-5.1.1');
  });

  it('is never sent again to whom it may have come', async () => {
    await emptied();
    await confirmed(4);
    receiver.data('took-then-cut');
    const before = receiver.mails.length;
    const delivery = await sendIssue();
    const counts = await countsOf(delivery);
    // The line of one is cut, and with it those that were open beside it.
    expect(counts.uncertain).toBeGreaterThan(0);
    pass(app, DAY);
    await runDueJobs(app);
    const after = await countsOf(delivery);
    expect(after.uncertain).toBe(counts.uncertain);
    expect(after.sent + after.uncertain).toBe(4);
    const to = receiver.mails.slice(before).map((mail) => mail.to);
    expect(new Set(to).size).toBe(to.length);
  });

  it('waits for a server that is away, and goes on where it stopped', async () => {
    await emptied();
    await confirmed(5);
    const away = await startSmtpReceiver();
    await away.close();
    await settingsAre({ port: away.port });
    const delivery = await sendIssue();
    expect(await countsOf(delivery)).toMatchObject({ waiting: 5, sent: 0 });
    // It is back.
    const back = await startSmtpReceiver(null, null, away.port);
    pass(app, HOUR);
    await runDueJobs(app);
    expect(await countsOf(delivery)).toMatchObject({ waiting: 0, sent: 5 });
    await back.close();
    await settingsAre({});
  });

  it('and letters wait as long as this server is closed to the outside, however long that is, and go out when it is not', async () => {
    await emptied();
    const [reader = ''] = await confirmed(1);
    // Not among the hosts that may be called.
    await settingsAre({ host: 'localhost' });
    const delivery = await issue();
    await publish(app, list, delivery.key);
    const stranger = aReader();
    await ask(stranger);
    const rows = () => app.strapi.db.connection('cw_mailings').whereIn('delivery_id', [0, delivery.id]).where({ state: 'waiting' }).orderBy('delivery_id').select('delivery_id', 'attempts', 'code');
    for (let day = 0; day < 12; day += 1) {
      await runDueJobs(app);
      pass(app, DAY);
    }
    expect(await rows()).toEqual([0, delivery.id].map((delivery_id) => ({ delivery_id, attempts: 0, code: 'egress-closed' })));
    await settingsAre({ port: receiver.port });
    await approvedAsItIs(delivery);
    await runDueJobs(app);
    expect([receiver.to(reader).length, receiver.to(stranger).length]).toEqual([1, 1]);
  });

  it('is not gone on with after its channel was changed, until that is as it was approved, and an alert says so once', async () => {
    await emptied();
    const [first = '', second = ''] = await confirmed(2);
    receiver.rcpt('450 4.2.1 Try later');
    const delivery = await sendIssue();
    expect(await countsOf(delivery)).toMatchObject({ sent: 1, waiting: 1 });
    const sent = () => receiver.to(first).length + receiver.to(second).length;
    await settingsAre({ fromName: 'Somebody else', fromAddress: 'else@tea.example' });
    for (let i = 0; i < 3; i += 1) {
      pass(app, HOUR);
      await runDueJobs(app);
    }
    expect([sent(), await countsOf(delivery)]).toMatchObject([1, { sent: 1, waiting: 1 }]);
    const alerts = (await alertsOf(app, 0)).filter(({ detail }) => detail.delivery === delivery.key);
    expect(alerts).toEqual([{ code: 'DELIVERY_HELD', message: expect.stringContaining('The settings of "letters" are not those that were approved with this issue') as string, detail: { delivery: delivery.key } }]);
    await settingsAre({});
    pass(app, HOUR);
    await runDueJobs(app);
    expect([sent(), await countsOf(delivery)]).toMatchObject([2, { sent: 2, waiting: 0 }]);
  });

  it('whose channel was changed can be stopped', async () => {
    await emptied();
    await confirmed(2);
    const delivery = await issue();
    const { adapter, context } = await publish(app, list, delivery.key);
    await settingsAre({ fromName: 'Somebody else' });
    await runDueJobs(app);
    expect(await adapter.revoke?.({ id: String(delivery.id), url: null }, context)).toBe('absent');
    await settingsAre({});
    pass(app, HOUR);
    await runDueJobs(app);
    expect(await countsOf(delivery)).toMatchObject({ sent: 0, waiting: 0, cancelled: 2 });
  });

  it('is stopped by a take-down for whom it has not gone to, and says that the rest can not be taken back', async () => {
    await emptied();
    await confirmed(2);
    const delivery = await issue();
    const { adapter, context, outcome } = await publish(app, list, delivery.key);
    const ref = outcome.kind === 'accepted' ? outcome.ref : { id: '', url: null };
    expect(await adapter.revoke?.(ref, context)).toBe('absent');
    await runDueJobs(app);
    expect(await countsOf(delivery)).toMatchObject({ cancelled: 2, sent: 0 });
    const sent = await sendIssue();
    expect(await adapter.revoke?.({ id: String(sent.id), url: null }, context)).toBe('refused');
  });
});

describe('an issue of a piece', () => {
  const pieceOf = async ({ documentId }: Draft): Promise<{ readonly pieceId: number; readonly editionId: number }> => {
    const row = (await app.strapi.db.connection('cw_editions').where({ subject_id: documentId, is_live: true }).first('id', 'piece_id')) as { id: number; piece_id: number };
    return { pieceId: Number(row.piece_id), editionId: Number(row.id) };
  };

  /** Rows for three readers are written; the process dies before the delivery learns of it. */
  const fannedOut = async (state: 'publishing' | 'confirming') => {
    await emptied();
    const readers = await confirmed(3);
    const draft = await postAt(app, 'published');
    const delivery = await aDelivery(app, { channelId: list, source: aSource({ cover: null, language: 'en', title: `Issue ${(n += 1)}` }), ...(await pieceOf(draft)), state });
    const sendAgain = async (): Promise<string> => (await publish(app, list, delivery.key)).outcome.kind;
    expect(await sendAgain()).toBe('accepted');
    return { readers, draft, delivery, sendAgain };
  };

  it.each(['publishing', 'confirming'] as const)('that is taken down goes to nobody else, though the delivery is still %s and never learnt of its rows', async (state) => {
    const { readers, draft, delivery, sendAgain } = await fannedOut(state);
    await done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    // In the commit of the take-down, whatever the jobs do.
    expect(await countsOf(delivery)).toMatchObject({ waiting: 0, cancelled: 3 });
    // A call that was on its way meanwhile writes them again.
    await sendAgain();
    await runDueJobs(app);
    expect(await countsOf(delivery)).toMatchObject({ waiting: 0, sent: 0, cancelled: 3 });
    for (const reader of readers) expect(receiver.to(reader)).toEqual([]);
  });

  it('that may not have come to some is published with its counts, and an alert says so', async () => {
    const { draft, delivery } = await fannedOut('confirming');
    const db = app.strapi.db.connection;
    const rows = (await db('cw_mailings').where({ delivery_id: delivery.id }).orderBy('id')) as { id: number }[];
    for (const [i, { id }] of rows.entries()) await db('cw_mailings').where({ id }).update({ state: i === 0 ? 'sent' : 'uncertain' });
    await db('cw_deliveries').where({ id: delivery.id }).update({ ref_id: String(delivery.id) });
    await app.engine.distribution.runner.run(delivery.id);
    expect(await db('cw_deliveries').where({ id: delivery.id }).first('state', 'message')).toEqual({ state: 'published', message: 'sent 1, uncertain 2' });
    expect((await alertsOf(app, (await pieceOf(draft)).pieceId)).map(({ code, message }) => [code, message])).toEqual([['DELIVERY_UNCERTAIN', '"letters": not everybody was certainly reached: sent 1, uncertain 2']]);
  });

  it.each([
    ['this server is closed to the outside', { host: 'localhost' }, 'egress-closed', async (delivery: Delivered) => void (await approvedAsItIs(delivery))],
    ['its channel is not as it was approved', { fromName: 'Somebody else' }, 'rendition-changed', () => Promise.resolve()],
  ] as const)('is in no doubt, however long %s', async (_title, more, code, approve) => {
    const { readers, delivery } = await fannedOut('confirming');
    const db = app.strapi.db.connection;
    await db('cw_deliveries').where({ id: delivery.id }).update({ ref_id: String(delivery.id), due_at: null });
    const look = async () => {
      await runDueJobs(app);
      await app.engine.distribution.runner.run(delivery.id);
      return db('cw_deliveries').where({ id: delivery.id }).first('state', 'code');
    };
    await settingsAre(more);
    await approve(delivery);
    for (let day = 0; day < 5; day += 1) {
      expect(await look()).toEqual({ state: 'confirming', code });
      pass(app, DAY);
    }
    await settingsAre({});
    await approve(delivery);
    await look();
    pass(app, 2 * HOUR);
    expect(await look()).toMatchObject({ state: 'published', code: null });
    for (const reader of readers) expect(receiver.to(reader)).toHaveLength(1);
  });

  it('is in no doubt, however long its channel is paused: it says that it waits, and has all of its time when it is resumed', async () => {
    const { readers, delivery } = await fannedOut('confirming');
    const db = app.strapi.db.connection;
    await db('cw_deliveries').where({ id: delivery.id }).update({ ref_id: String(delivery.id), due_at: null });
    const turn = async (what: 'pause' | 'resume'): Promise<void> => expect((await app.as('admin', 'post', `/content-workflow/channels/letters/${what}`)).status).toBe(200);
    const look = async () => {
      await app.engine.distribution.runner.run(delivery.id);
      return db('cw_deliveries').where({ id: delivery.id }).first('state', 'code');
    };
    await turn('pause');
    for (let day = 0; day < 5; day += 1) {
      pass(app, DAY);
      expect(await look()).toEqual({ state: 'confirming', code: 'channel-paused' });
    }
    await turn('resume');
    pass(app, 2 * HOUR);
    expect(await look()).toEqual({ state: 'confirming', code: null });
    await runDueJobs(app);
    pass(app, 2 * HOUR);
    expect(await look()).toMatchObject({ state: 'published' });
    for (const reader of readers) expect(receiver.to(reader)).toHaveLength(1);
  });

  it('that a newer version replaced goes to nobody else', async () => {
    const { draft, delivery } = await fannedOut('confirming');
    await savePost(app, draft, { title: 'A new title' });
    for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) await done(app, draft, by, { type });
    await runDueJobs(app);
    expect(await countsOf(delivery)).toMatchObject({ waiting: 0, sent: 0, cancelled: 3 });
    await app.strapi.db.connection('cw_deliveries').where({ id: delivery.id }).update({ ref_id: String(delivery.id) });
    await app.engine.distribution.runner.run(delivery.id);
    expect(await app.strapi.db.connection('cw_deliveries').where({ id: delivery.id }).first('state', 'code', 'message')).toEqual({ state: 'cancelled', code: 'superseded', message: 'A newer version went live before this one was sent.' });
    const { piece_id: pieceId } = (await app.strapi.db.connection('cw_deliveries').where({ id: delivery.id }).first('piece_id')) as { piece_id: number };
    expect(await alertsOf(app, Number(pieceId))).toEqual([]);
  });
});

describe('a newsletter that is paused', () => {
  const turn = async (what: 'pause' | 'resume'): Promise<void> => expect((await app.as('admin', 'post', `/content-workflow/channels/letters/${what}`)).status).toBe(200);

  it('sends no issue and no letter until it is resumed, and goes on then at once', async () => {
    await emptied();
    const [reader = ''] = await confirmed(1);
    const delivery = await issue();
    await publish(app, list, delivery.key);
    const stranger = aReader();
    await ask(stranger);
    await turn('pause');
    await runDueJobs(app);
    pass(app, HOUR);
    await runDueJobs(app);
    expect([receiver.to(reader).length, receiver.to(stranger).length, (await countsOf(delivery)).waiting]).toEqual([0, 0, 1]);
    await turn('resume');
    await runDueJobs(app);
    expect([receiver.to(reader).length, receiver.to(stranger).length, (await countsOf(delivery)).sent]).toEqual([1, 1, 1]);
  });
});

describe('a mail that nobody could leave', () => {
  it('can not be approved: its links need a public https address, or a host that is allowed by name', async () => {
    const { adapter } = await publish(app, list, (await issue()).key);
    const address = app.strapi.config.get<string>('server.absoluteUrl');
    const codesAt = (url: string): string[] => {
      app.strapi.config.set('server.absoluteUrl', url);
      return adapter.render(aSource({ cover: null }), adapter.settings.parse({ ...newsletterSettings(25) })).issues.filter(({ level }) => level === 'error').map(({ code }) => code);
    };
    try {
      for (const url of ['', 'http://tea.example', 'https://localhost', 'https://10.0.0.5', 'https://[::1]', 'http://localhost:1337']) expect([url, codesAt(url)]).toEqual([url, ['no-public-address']]);
      for (const url of ['https://tea.example', 'https://tea.example/cms/', 'http://127.0.0.1:1337']) expect([url, codesAt(url)]).toEqual([url, []]);
    } finally {
      app.strapi.config.set('server.absoluteUrl', address);
    }
  });
});

describe('an issue that failed', () => {
  it('is sent again to whom it certainly did not go, and to nobody else', async () => {
    await emptied();
    const readers = await confirmed(3);
    const delivery = await issue();
    await publish(app, list, delivery.key);
    const rows = (await app.strapi.db.connection('cw_mailings').where({ delivery_id: delivery.id }).orderBy('id')) as { id: number }[];
    const states = ['failed', 'uncertain', 'sent'];
    for (const [i, { id }] of rows.entries()) await app.strapi.db.connection('cw_mailings').where({ id }).update({ state: states[i], attempts: 8, code: 'away' });
    await publish(app, list, delivery.key);
    await runDueJobs(app);
    expect(await countsOf(delivery)).toMatchObject({ sent: 2, uncertain: 1, failed: 0, waiting: 0 });
    expect(readers.map((reader) => receiver.to(reader).length)).toEqual([1, 0, 0]);
  });

  it('has its job promised again after that was given up', async () => {
    await emptied();
    const [reader = ''] = await confirmed(1);
    const delivery = await issue();
    await publish(app, list, delivery.key);
    await app.strapi.db.transaction(({ trx }) => app.engine.queue.cancel(trx as never, `newsletter:${delivery.id}`));
    await runDueJobs(app);
    expect(receiver.to(reader)).toEqual([]);
    expect(await app.engine.distribution.lookAfter()).toBeGreaterThan(0);
    await runDueJobs(app);
    expect(receiver.to(reader)).toHaveLength(1);
  });
});

describe('whoever left', () => {
  it('stays so, with all that is known of it, whoever asks for the address, until the mailbox says yes', async () => {
    const reader = aReader();
    await ask(reader, { source: 'https://tea.example/first' });
    await runDueJobs(app);
    await app.anonymous.post(pathIn(receiver.to(reader)[0], 'confirm'));
    await app.anonymous.post(pathIn((await sendIssue(), receiver.to(reader)[1]), 'leave'));
    const rowOf = async () => (await app.strapi.db.connection('cw_subscribers').where({ channel_id: list, address_key: reader }).first()) as { state: string; ended_at: unknown; ended_because: string | null; confirmed_at: unknown; consent: string };
    const left = await rowOf();
    expect(left).toMatchObject({ state: 'unsubscribed', ended_because: expect.stringMatching(/^delivery:\d+$/) as string });
    pass(app, HOUR);
    expect((await ask(reader, { source: 'https://tea.example/second' })).status).toBe(202);
    const { state, ended_at, ended_because, confirmed_at, consent } = await rowOf();
    expect({ state, ended_at, ended_because, confirmed_at }).toEqual({ state: left.state, ended_at: left.ended_at, ended_because: left.ended_because, confirmed_at: left.confirmed_at });
    expect(JSON.parse(consent)).toMatchObject({ source: 'https://tea.example/first' });
    await runDueJobs(app);
    // Never confirmed, it is not forgotten as one that never was on the list.
    pass(app, DAY);
    await app.anonymous.post(pathIn(receiver.to(reader)[2], 'confirm'));
    const back = await rowOf();
    expect({ state: back.state, ended_because: back.ended_because, consent: JSON.parse(back.consent) as object }).toEqual({ state: 'confirmed', ended_because: null, consent: { list: 'Tea letters', source: 'https://tea.example/second' } });
  });
});

describe('a report of undeliverable mail', () => {
  const report = (to: string, messageId: string, status: string, action = 'failed'): string =>
    ['From: MAILER-DAEMON@mx.example.net', `To: <${to}>`, 'Subject: Undelivered', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"', '', '--b1', 'Content-Type: text/plain', '', 'It did not work.', '--b1', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example.net', '', 'Final-Recipient: rfc822; reader@example.net', `Action: ${action}`, `Status: ${status}`, '', '--b1', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${messageId}`, 'Subject: Issue', '', '--b1--', ''].join('\r\n');

  it('ends a subscription whose mailbox is not there, is believed from whoever has a token, and is taken once', async () => {
    await emptied();
    const [gone = '', full = ''] = await confirmed(2);
    const delivery = await sendIssue();
    const token = await apiToken(app, { name: 'mail server', type: 'full-access' });
    const tell = (message: string) => app.anonymous.post('/api/newsletters/bounces').set('Authorization', `Bearer ${token}`).send({ message });
    const sent = receiver.mails.find(({ to }) => to === gone);
    expect(sent?.from).toMatch(/^bounces\+[0-9a-f]{32}@tea\.example$/);
    expect((await app.anonymous.post('/api/newsletters/bounces').send({ message: report(sent?.from ?? '', '<x@y>', '5.1.1') })).status).toBe(403);
    expect((await tell(report(sent?.from ?? '', '<x@y>', '4.4.1', 'delayed'))).body).toEqual({ data: { taken: 'delayed' } });
    expect(await stateOf(gone)).toBe('confirmed');
    expect((await tell(report(sent?.from ?? '', '<x@y>', '5.1.1'))).body).toEqual({ data: { taken: 'bounced' } });
    expect((await tell(report(sent?.from ?? '', '<x@y>', '5.1.1'))).body).toEqual({ data: { taken: 'bounced' } });
    expect(await stateOf(gone)).toBe('bounced');
    // By the returned headers, where the server rewrites addresses; a full mailbox may be emptied.
    expect((await tell(report('postmaster@tea.example', receiver.to(full)[0]?.messageId ?? '', '5.2.2'))).body).toEqual({ data: { taken: 'bounced' } });
    expect(await stateOf(full)).toBe('confirmed');
    expect(await countsOf(delivery)).toMatchObject({ sent: 0, bounced: 2 });
    expect((await tell(report('postmaster@tea.example', '<unknown@tea.example>', '5.1.1'))).body).toEqual({ data: { taken: 'unknown' } });
    expect((await tell('From: somebody\r\n\r\nHello')).status).toBe(400);
  });
});

describe('the team', () => {
  it('sees who is on the list, finds and forgets somebody; without the right to connect channels it does not', async () => {
    await emptied();
    const readers = await confirmed(3);
    await app.strapi.db.connection('cw_subscribers').where({ address_key: readers[0] }).update({ state: 'unsubscribed' });
    const path = '/content-workflow/channels/letters/subscribers';
    expect((await app.as('editor', 'get', path)).status).toBe(403);
    const all = (await app.as('admin', 'get', path)).body as ListSubscribers.Response;
    expect(all.data.map(({ address }) => address).sort()).toEqual([...readers].sort());
    expect(all.meta).toEqual({ next: null, counts: { pending: 0, confirmed: 2, unsubscribed: 1, bounced: 0 } });
    const found = (await app.as('admin', 'get', `${path}?q=${encodeURIComponent(readers[1]?.toUpperCase() ?? '')}&state=confirmed`)).body as ListSubscribers.Response;
    expect(found.data.map(({ address }) => address)).toEqual([readers[1]]);
    expect(((await app.as('admin', 'get', `${path}?q=%25`)).body as ListSubscribers.Response).data).toEqual([]);
    const id = found.data[0]?.id ?? 0;
    expect((await app.as('admin', 'delete', `${path}/${id}`)).status).toBe(204);
    expect(await stateOf(readers[1] ?? '')).toBeNull();
    expect((await app.as('admin', 'delete', `${path}/${id}`)).status).toBe(404);
    expect((await app.as('admin', 'get', '/content-workflow/channels/nowhere/subscribers')).status).toBe(404);
    expect((await app.as('admin', 'get', `${path}?state=all`)).status).toBe(400);
  });
});
