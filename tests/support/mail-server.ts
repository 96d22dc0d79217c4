/** A mail server that takes what it is sent and remembers it; a test decides what it answers. */
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly to: string;
  readonly mail: ParsedMail;
}

export interface MailServer {
  /** What makes an application send its mail here. */
  readonly env: Readonly<Record<string, string>>;
  readonly received: readonly Received[];
  to(address: string): ParsedMail[];
  /** Settles when so many mails have come in all. */
  has(count: number): Promise<void>;
  /** Refuses the next receivers with these codes. */
  refuse(...codes: readonly number[]): void;
  /** Takes mails from now on and leaves the sender without an answer, as one does whose sender dies meanwhile. */
  fallSilent(): void;
  answer(): void;
  close(): Promise<void>;
}

export const startMailServer = async (): Promise<MailServer> => {
  const received: Received[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const refusals: number[] = [];
  let silent = false;

  const keep = (one: Received): void => {
    received.push(one);
    for (const { count, resolve } of waiting) if (received.length >= count) resolve();
  };

  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, _session, done) {
      const code = refusals.shift();
      done(code === undefined ? null : Object.assign(new Error('not here, not now'), { responseCode: code }));
    },
    onData(stream, session, done) {
      void simpleParser(stream).then(
        (mail) => {
          keep({ to: session.envelope.rcptTo.map(({ address }) => address).join(), mail });
          if (!silent) done();
        },
        // Whoever was killed in the middle of a mail has not sent it.
        () => undefined
      );
    },
  });
  // A sender that is killed breaks its connection.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    env: { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(port), MAIL_FROM: 'Workflow <workflow@example.com>' },
    received,
    to: (address) => received.filter(({ to }) => to === address).map(({ mail }) => mail),
    has: (count) => (received.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve }))),
    refuse: (...codes) => void refusals.push(...codes),
    fallSilent: () => void (silent = true),
    answer: () => void (silent = false),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
