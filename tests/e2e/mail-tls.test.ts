/**
 * Mail over TLS, by a server that trusts one authority as an operator makes it (`NODE_EXTRA_CA_CERTS`), with somebody on the
 * line who listens: what can be encrypted is, and a server that can not be trusted is told nothing, and it is said why.
 */
import path from 'node:path';
import type { ChannelView } from '../../src/plugins/content-workflow/contracts/distribution';
import { anAuthority, strangersCertificate, type Authority } from '../support/certificates';
import type { Sent } from '../support/distribution/mail-commands';
import { newsletterSettings } from '../support/distribution/platforms/newsletter';
import { startSmtpReceiver, type Encryption, type SmtpReceiver } from '../support/distribution/smtp-receiver';
import { createAdministrator, expectOk } from '../support/people';
import { startServer, type Server } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';
import { openWiretap, type Wiretap } from '../support/wiretap';

const LOGIN = { user: 'sender-of-letters', password: 'a-password-of-the-mail-server' };

const COMMANDS = path.resolve(__dirname, '../support/distribution/mail-commands.ts');

/** All that may be said before a line is encrypted; a handshake begins with the last two bytes. */
const BEFORE_STARTTLS = /^EHLO \S+\r\nSTARTTLS\r\n(QUIT\r\n)?(\x16\x03[^]*)?$/;
const FROM_THE_FIRST_BYTE = /^\x16\x03/;

const CERTIFICATE = 'The certificate of the mail server is not trusted, has ended or is for another name; it was told nothing.';

describe('mail over TLS', () => {
  let authority: Authority;
  let database: TestDatabase;
  let wiretap: Wiretap;
  let server: Server;
  let administrator: string;
  const receivers: SmtpReceiver[] = [];
  let n = 0;

  const start = (env: Readonly<Record<string, string>>): Server =>
    startServer({
      database,
      commands: COMMANDS,
      env: { EGRESS_ALLOW: '127.0.0.1', NODE_EXTRA_CA_CERTS: authority.file, SMTP_HOST: '127.0.0.1', SMTP_PORT: String(wiretap.port), SMTP_USERNAME: LOGIN.user, SMTP_PASSWORD: LOGIN.password, MAIL_FROM: 'Workflow <workflow@tea.example>', ...env },
    });

  /** The line leads to it from now on. */
  const receiver = async (encryption: Encryption | null): Promise<SmtpReceiver> => {
    const made = await startSmtpReceiver(LOGIN, encryption);
    receivers.push(made);
    wiretap.lead(made.port);
    return made;
  };

  const certificates = {
    trusted: () => authority.issue('127.0.0.1'),
    'of a stranger': () => strangersCertificate('127.0.0.1'),
    'for another name': () => authority.issue('mail.other.example'),
    'that has ended': () => authority.issueEnded('127.0.0.1'),
  } as const;

  const heardOnly = (what: RegExp): void => {
    expect(wiretap.heard().length).toBeGreaterThan(0);
    for (const said of wiretap.heard()) expect(said).toMatch(what);
  };

  beforeAll(async () => {
    authority = await anAuthority();
    database = await openDatabase();
    wiretap = await openWiretap();
    server = start({ SMTP_REQUIRE_TLS: 'true' });
    administrator = await createAdministrator(await server.ready);
  });
  afterAll(async () => {
    await server.kill();
    for (const one of receivers) await one.close();
    await wiretap.close();
    await database.remove();
    authority.close();
  });

  const connect = async (security: 'starttls' | 'tls', password = LOGIN.password): Promise<string> => {
    const key = `letters-${(n += 1)}`;
    await expectOk(`${await server.ready}/content-workflow/channels`, 'POST', administrator, { key, platform: 'newsletter', name: key, account: '', communities: [], settings: { ...newsletterSettings(wiretap.port), security }, secrets: { user: LOGIN.user, password } });
    return key;
  };

  const tested = async (key: string): Promise<ChannelView['test']> => ((await expectOk(`${await server.ready}/content-workflow/channels/${key}/test`, 'POST', administrator, {})).data as ChannelView).test;

  const until = async (id: number, holds: (rows: readonly Sent[]) => boolean): Promise<readonly Sent[]> => {
    for (let patience = 300; patience > 0; patience -= 1) {
      const rows = await server.call<readonly Sent[]>('issue', { id });
      if (holds(rows)) return rows;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it did not come to that');
  };

  describe('of a newsletter', () => {
    test.each([
      ['starttls', BEFORE_STARTTLS],
      ['tls', FROM_THE_FIRST_BYTE],
    ] as const)('goes out by %s to a server that is trusted, after logging in, and nobody on the line reads it', async (security, heard) => {
      const mails = await receiver({ ...(await certificates.trusted()), by: security });
      const key = await connect(security);
      expect(await tested(key)).toMatchObject({ ok: true });
      const id = await server.call<number>('sendIssue', { channel: key, readers: 6 });
      const rows = await until(id, (all) => all.every(({ state }) => state === 'sent'));
      expect(mails.mails.map(({ to }) => to).sort()).toEqual(rows.map(({ address }) => address).sort());
      expect(new Set(mails.mails.map(({ encrypted, user }) => `${encrypted} ${user}`))).toEqual(new Set([`true ${LOGIN.user}`]));
      expect(mails.violations).toEqual([]);
      heardOnly(heard);
    });

    test.each([
      ['of a stranger', 'starttls'],
      ['of a stranger', 'tls'],
      ['for another name', 'starttls'],
      ['for another name', 'tls'],
      ['that has ended', 'starttls'],
    ] as const)('tells nothing to a server with a certificate %s (%s): the issue waits, and it is said why', async (which, security) => {
      const mails = await receiver({ ...(await certificates[which]()), by: security });
      const key = await connect(security);
      expect(await tested(key)).toMatchObject({ ok: false, message: CERTIFICATE });
      const id = await server.call<number>('sendIssue', { channel: key, readers: 2 });
      const rows = await until(id, (all) => all.every(({ code }) => code !== null));
      expect(rows.map(({ state, code }) => `${state} ${code}`)).toEqual(['waiting smtp-certificate', 'waiting smtp-certificate']);
      expect(mails.mails).toEqual([]);
      heardOnly(security === 'tls' ? FROM_THE_FIRST_BYTE : BEFORE_STARTTLS);
    });

    test('tells nothing to a server that offers no STARTTLS', async () => {
      const mails = await receiver(null);
      const key = await connect('starttls');
      expect(await tested(key)).toMatchObject({ ok: false, message: 'The mail server does not offer STARTTLS; it was told nothing.' });
      const id = await server.call<number>('sendIssue', { channel: key, readers: 1 });
      expect(await until(id, (all) => all.every(({ code }) => code !== null))).toMatchObject([{ state: 'waiting', code: 'smtp-not-encrypted' }]);
      expect(mails.mails).toEqual([]);
      heardOnly(BEFORE_STARTTLS);
    });

    test('is not let in with a wrong password, which goes over the wire encrypted as well', async () => {
      await receiver({ ...(await certificates.trusted()), by: 'starttls' });
      expect(await tested(await connect('starttls', 'not-the-password'))).toMatchObject({ ok: false, message: 'The mail server does not take the user name and password.' });
      heardOnly(BEFORE_STARTTLS);
    });

    test.each(['starttls', 'tls'] as const)('is not sent again where the line breaks behind it (%s): it is said of whom it is not known', async (security) => {
      const mails = await receiver({ ...(await certificates.trusted()), by: security });
      const key = await connect(security);
      mails.data('took-then-cut');
      const id = await server.call<number>('sendIssue', { channel: key, readers: 8 });
      const rows = await until(id, (all) => all.every(({ state }) => state !== 'waiting' && state !== 'sending'));
      const got = mails.mails.map(({ to }) => to);
      expect(new Set(got).size).toBe(got.length);
      const by = (state: string): string[] => rows.filter((row) => row.state === state).map(({ address }) => address);
      expect(by('uncertain').length).toBeGreaterThan(0);
      expect(by('sent').length + by('uncertain').length).toBe(8);
      expect(by('sent').filter((address) => !got.includes(address))).toEqual([]);
      expect(by('uncertain').some((address) => got.includes(address))).toBe(true);
    });
  });

  describe('of the workflow', () => {
    const handOver = (to: string): Promise<string> => server.call<string>('handOver', { to });

    const refusals = async (security: 'starttls' | 'tls', heard: RegExp): Promise<void> => {
      for (const which of ['of a stranger', 'for another name', 'that has ended'] as const) {
        const mails = await receiver({ ...(await certificates[which]()), by: security });
        expect([which, await handOver('reviewer@tea.example')]).toEqual([which, 'not-taken']);
        expect(mails.mails).toEqual([]);
        heardOnly(heard);
      }
    };

    const outcomes = async (security: 'starttls' | 'tls', heard: RegExp): Promise<void> => {
      const mails = await receiver({ ...(await certificates.trusted()), by: security });
      expect(await handOver('reviewer@tea.example')).toBe('sent');
      expect(mails.mails).toMatchObject([{ to: 'reviewer@tea.example', encrypted: true, user: LOGIN.user, mail: { subject: 'One mail' } }]);
      // It has the mail, and its answer is lost: asked again it might come twice.
      mails.data('took-then-cut');
      expect(await handOver('reviewer2@tea.example')).toBe('unknown');
      expect(mails.to('reviewer2@tea.example')).toHaveLength(1);
      mails.lockOut(true);
      expect(await handOver('reviewer3@tea.example')).toBe('not-taken');
      heardOnly(heard);
    };

    test('goes out by STARTTLS, and to a server that is not trusted or offers none it does not', async () => {
      await outcomes('starttls', BEFORE_STARTTLS);
      await refusals('starttls', BEFORE_STARTTLS);
      const plain = await receiver(null);
      expect(await handOver('reviewer@tea.example')).toBe('not-taken');
      expect(plain.mails).toEqual([]);
      heardOnly(BEFORE_STARTTLS);
    });

    test('goes out encrypted from the first byte, and to a server that is not trusted it does not', async () => {
      await server.kill();
      server = start({ SMTP_SECURE: 'true' });
      await server.ready;
      await outcomes('tls', FROM_THE_FIRST_BYTE);
      await refusals('tls', FROM_THE_FIRST_BYTE);
    });
  });
});
