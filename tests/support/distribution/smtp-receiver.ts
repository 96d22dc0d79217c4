/** A mail server on loopback that reads what it is sent, as a provider that enforces the rules for senders of newsletters. */
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: string;
  /** From whose address reports are expected. */
  readonly from: string;
  /** Over TLS, and by whom who had logged in. */
  readonly encrypted: boolean;
  readonly user: string | null;
  readonly mail: ParsedMail;
}

export interface SmtpReceiver {
  readonly port: number;
  /** In the order in which they were taken. */
  readonly mails: readonly ReceivedMail[];
  /** What broke a rule, a sentence each. */
  readonly violations: readonly string[];
  /** What is answered to the next receivers that are named; `null` takes one. */
  rcpt(...answers: readonly (string | null)[]): void;
  /** What happens to the next mails: a reply such as `554 5.7.1 Spam`, `took-then-cut`, `cut` unread, `silent` after it was taken; anything else takes one. */
  data(...events: readonly string[]): void;
  /** Nobody is let in any more, or everybody is again. */
  lockOut(locked: boolean): void;
  /** Settles when so many mails were taken. */
  has(count: number): Promise<void>;
  to(address: string): readonly ParsedMail[];
  close(): Promise<void>;
}

/** A reply as `550 5.1.1 No such user`. */
const refusal = (words: string): Error => Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) });

const headerOf = (mail: ParsedMail, name: string): string => mail.headerLines.find(({ key }) => key === name)?.line.replace(/\r?\n\s+/g, ' ').slice(name.length + 1).trim() ?? '';

/** What large providers ask of whoever sends to many (RFC 8058, RFC 2369, RFC 2919, RFC 5322). */
const broken = (mail: ParsedMail): string[] => {
  if (headerOf(mail, 'precedence') !== 'bulk') return [];
  const rules: readonly (readonly [boolean, string])[] = [
    [/^<https?:\/\/[^>]+>$/.test(headerOf(mail, 'list-unsubscribe')), 'there is no address to unsubscribe'],
    [headerOf(mail, 'list-unsubscribe-post') === 'List-Unsubscribe=One-Click', 'one click does not unsubscribe'],
    [/<[^\s<>@]+\.[^\s<>@]+>$/.test(headerOf(mail, 'list-id')), 'the list has no id'],
    [(mail.text ?? '').trim() !== '', 'there is no text part'],
    [typeof mail.html === 'string', 'there is no HTML part'],
    [/^<[^<>@\s]+@[^<>@\s]+>$/.test(mail.messageId ?? ''), 'there is no Message-ID'],
    [mail.date !== undefined, 'there is no date'],
  ];
  return rules.flatMap(([kept, sentence]) => (kept ? [] : [sentence]));
};

export interface Encryption {
  readonly key: string;
  readonly cert: string;
  /** `tls`: from the first byte. With `starttls` nobody may log in before. */
  readonly by: 'starttls' | 'tls';
}

export const startSmtpReceiver = async (login: { readonly user: string; readonly password: string } | null = null, encryption: Encryption | null = null, port = 0): Promise<SmtpReceiver> => {
  const mails: ReceivedMail[] = [];
  const violations: string[] = [];
  const rcpts: (string | null)[] = [];
  const events: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let locked = false;

  const cut = (): void => server.connections.forEach((connection) => (connection as unknown as { readonly _socket: { destroy(): void } })._socket.destroy());

  const take = (one: ReceivedMail): void => {
    violations.push(...broken(one.mail));
    mails.push(one);
    waiting.forEach(({ count, resolve }) => mails.length >= count && resolve());
  };

  const server = new SMTPServer({
    secure: encryption?.by === 'tls',
    ...(encryption === null ? {} : { key: encryption.key, cert: encryption.cert }),
    disabledCommands: [...(login === null ? ['AUTH'] : []), ...(encryption === null ? ['STARTTLS'] : [])],
    authOptional: login === null,
    allowInsecureAuth: encryption === null,
    logger: false,
    onAuth(auth, _session, done) {
      if (!locked && auth.username === login?.user && auth.password === login?.password) return done(null, { user: auth.username });
      done(refusal('535 5.7.8 Authentication credentials invalid'));
    },
    onRcptTo(_address, _session, done) {
      const answer = rcpts.shift() ?? null;
      done(answer === null ? null : refusal(answer));
    },
    onData(stream, session, done) {
      const event = events.shift();
      if (event === 'cut') return cut();
      const to = session.envelope.rcptTo.map(({ address }) => address).join();
      const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
      void simpleParser(stream).then(
        (mail) => {
          if (event !== undefined && /^[45]/.test(event)) return done(refusal(event));
          take({ to, from, mail, encrypted: session.secure, user: session.user ?? null });
          if (event === 'took-then-cut') cut();
          else if (event !== 'silent') done();
        },
        // Whoever was killed in the middle of a mail has not sent it.
        () => undefined
      );
    },
  });
  // A sender that gives up breaks its connection.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    violations,
    rcpt: (...answers) => void rcpts.push(...answers),
    data: (...next) => void events.push(...next),
    lockOut: (now) => void (locked = now),
    has: (count) => (mails.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve }))),
    to: (address) => mails.filter((one) => one.to.toLowerCase() === address.toLowerCase()).map(({ mail }) => mail),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
};

export const header = headerOf;
