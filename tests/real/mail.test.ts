/** Mail through Postfix, a server of another maker, and the reports that it makes; tests/real/README.md says how to start one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { handOver } from '../../src/plugins/content-workflow/server/src/notifying/hand-over';
import { apiToken } from '../support/access';
import { startApp, type TestApp } from '../support/app';
import { aBody, aSource } from '../support/distribution/content';
import { newsletterSettings } from '../support/distribution/platforms/newsletter';
import { aChannel, aDelivery, publish } from '../support/distribution/rows';
import { header } from '../support/distribution/smtp-receiver';
import { DAY, pass, runDueJobs, standAt } from '../support/time';

const [PORT, TLS_PORT] = [Number(process.env.POSTFIX_PORT), Number(process.env.POSTFIX_TLS_PORT)];
const FOLDER = process.env.POSTFIX_MAIL ?? '';

/** What is known there of each: two mailboxes, one that is full, one that is refused, one that is put off, and one of which it is found out later that there is none. */
const READERS = ['one', 'two', 'full', 'nobody', 'busy', 'gone'] as const;

type Reader = (typeof READERS)[number];

let app: TestApp;

beforeAll(async () => {
  Object.assign(process.env, { EGRESS_ALLOW: '127.0.0.1', SMTP_HOST: '127.0.0.1', SMTP_PORT: String(PORT), SMTP_REQUIRE_TLS: 'true', MAIL_FROM: 'Workflow <workflow@tea.example>' });
  app = await startApp();
  standAt(app, app.engine.clock.now());
});
afterAll(() => app.close());

/** Mails of a mailbox, as they lie there. */
const rawIn = (mailbox: string): readonly string[] => {
  const folder = path.join(FOLDER, mailbox, 'new');
  return existsSync(folder) ? readdirSync(folder).sort().map((file) => readFileSync(path.join(folder, file), 'utf8')) : [];
};

/** Those that are about this, once there are so many. */
const arrived = async (mailbox: string, about: string, count: number): Promise<readonly string[]> => {
  for (let patience = 200; patience > 0; patience -= 1) {
    const mails = rawIn(mailbox).filter((raw) => raw.includes(about));
    if (mails.length >= count) return mails;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${mailbox} holds ${rawIn(mailbox).length} mails, and not ${count} about ${about}`);
};

const anIssue = async (security: 'starttls' | 'tls') => {
  const name = `letters-${security}-${Date.now().toString(36)}`;
  const domain = 'tea.example';
  const channelId = await aChannel(app, { key: name, platform: 'newsletter', settings: { ...newsletterSettings(security === 'tls' ? TLS_PORT : PORT), security, bounceAddress: `bounces@${domain}` } });
  const now = app.engine.clock.now();
  for (const [i, reader] of READERS.entries()) {
    const address = `${reader}@example.net`;
    await app.strapi.db.connection('cw_subscribers').insert({ channel_id: channelId, address, address_key: address, language: 'en', state: 'confirmed', token: `${channelId}${i}`.padStart(32, '0'), soft_bounces: 0, asked_at: now, confirmed_at: now, changed_at: now });
  }
  const { id, key } = await aDelivery(app, { channelId, source: aSource({ cover: null, language: 'en', title: `茶信 ${name}`, body: aBody }) });
  expect((await publish(app, channelId, key)).outcome.kind).toBe('accepted');
  await runDueJobs(app);

  const mailings = async () => {
    const rows = (await app.strapi.db.connection('cw_mailings').join('cw_subscribers', 'cw_subscribers.id', 'cw_mailings.subscriber_id').where({ delivery_id: id }).select('address', 'cw_mailings.state', 'cw_mailings.code', 'message_id', 'cw_subscribers.state as subscription', 'soft_bounces')) as { address: string; state: string; code: string | null; message_id: string; subscription: string; soft_bounces: number }[];
    return (reader: Reader) => {
      const row = rows.find(({ address }) => address === `${reader}@example.net`);
      if (row === undefined) throw new Error(`nothing is known of ${reader}`);
      return { ...row, mark: row.message_id.slice(1, row.message_id.indexOf('@')) };
    };
  };
  return { name, mailings };
};

describe.each(['starttls', 'tls'] as const)('an issue over %s', (security) => {
  test('is taken with what RFC 3461 asks, lies in the mailboxes as it was written, and each refusal is taken for what it is', async () => {
    const { mailings } = await anIssue(security);
    const of = await mailings();
    expect(READERS.map((reader) => [reader, of(reader).state, of(reader).code, of(reader).subscription])).toEqual([
      ['one', 'sent', null, 'confirmed'],
      ['two', 'sent', null, 'confirmed'],
      ['full', 'sent', null, 'confirmed'],
      ['nobody', 'bounced', 'smtp-5.1.1', 'bounced'],
      ['busy', 'waiting', 'smtp-4.2.1', 'confirmed'],
      ['gone', 'sent', null, 'confirmed'],
    ]);
    const [raw = ''] = await arrived('one', of('one').mark, 1);
    const mail: ParsedMail = await simpleParser(raw);
    expect(mail.subject).toMatch(/^茶信 letters-/);
    expect(mail.messageId).toBe(of('one').message_id);
    expect(header(mail, 'return-path')).toBe(`<bounces+${of('one').mark}@tea.example>`);
    expect(header(mail, 'received')).toMatch(/with ESMTPS/);
    expect(header(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header(mail, 'list-id')).toMatch(/^"Tea letters" <letters-/);
    expect(mail.text).toContain('• Meet at the north gate');
    expect(mail.html).toContain('Meet at the north gate');
  });

  test('is reported to be undeliverable by the server itself, and the reports end where they belong', async () => {
    const { mailings } = await anIssue(security);
    const before = await mailings();
    const token = await apiToken(app, { name: `mail server ${security}`, type: 'full-access' });
    const tell = (message: string) => app.anonymous.post('/api/newsletters/bounces').set('Authorization', `Bearer ${token}`).send({ message });
    for (const reader of ['gone', 'full'] as const) {
      const [report = ''] = await arrived('bounces', before(reader).mark, 1);
      const read = await simpleParser(report);
      expect(header(read, 'delivered-to')).toBe(`bounces+${before(reader).mark}@tea.example`);
      expect(header(read, 'content-type')).toContain('multipart/report');
      expect((await tell(report)).body).toEqual({ data: { taken: 'bounced' } });
      // The server's own try after a restart.
      expect((await tell(report)).body).toEqual({ data: { taken: 'bounced' } });
    }
    const after = await mailings();
    expect(after('gone')).toMatchObject({ state: 'bounced', code: 'dsn-5.1.1', subscription: 'bounced' });
    // A mailbox that is full may be emptied.
    expect(after('full')).toMatchObject({ state: 'bounced', code: 'dsn-5.2.2', subscription: 'confirmed', soft_bounces: 1 });
    expect(after('one')).toMatchObject({ state: 'sent', subscription: 'confirmed' });
  });
});

test('whoever is put off is tried again, and in the end the mail is given up', async () => {
  const { mailings } = await anIssue('starttls');
  for (let days = 0; days < 6; days += 1) {
    pass(app, DAY);
    await runDueJobs(app);
  }
  expect((await mailings())('busy')).toMatchObject({ state: 'waiting', code: 'smtp-4.2.1', subscription: 'confirmed' });
  for (let days = 0; days < 3; days += 1) {
    pass(app, DAY);
    await runDueJobs(app);
  }
  expect((await mailings())('busy')).toMatchObject({ state: 'bounced', code: 'smtp-4.2.1', subscription: 'confirmed', soft_bounces: 1 });
});

test('the workflow’s own mail is handed over encrypted and lies in the mailbox', async () => {
  const subject = `One mail ${Date.now().toString(36)}`;
  expect(await handOver(app.strapi, { to: 'reviewer@example.net', subject, text: 'To one person, 茶.' })).toBe('sent');
  const [raw = ''] = await arrived('reviewer', subject, 1);
  const mail = await simpleParser(raw);
  expect(mail).toMatchObject({ subject, from: { text: '"Workflow" <workflow@tea.example>' } });
  expect(mail.text).toContain('To one person, 茶.');
  expect(header(mail, 'received')).toMatch(/with ESMTPS/);
});
