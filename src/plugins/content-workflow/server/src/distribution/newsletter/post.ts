/**
 * The line to a mail server, guarded as every other way to the outside: only public addresses, by the very address that was
 * looked at, and encrypted, unless the host is allowed by name. What becomes of a mail is classified here and nowhere else.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { isDistrusted } from '../../../../core/certificate';
import { DOOR_CLOSED } from '../adapters/adapter';
import { isPublicAddress } from '../egress/addresses';

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  readonly user: string;
  readonly password: string;
}

export interface Mail {
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | null;
  readonly to: string;
  /** To whom reports are sent. */
  readonly envelopeFrom: string;
  /** With its brackets. */
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The list that it is of (RFC 2919); `null` for a letter to one. */
  readonly list: { readonly id: string; readonly name: string } | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Pictures by the name under which the HTML shows them. */
  readonly pictures: readonly { readonly cid: string; readonly filename: string; readonly mime: string; readonly bytes: Buffer }[];
}

/**
 * `later`: this receiver not now. `refused`: not this receiver, and `hard` when never again. `away`: the server takes from
 * nobody at this moment. `locked`: the server does not let us in. `unknown`: it may have been taken.
 */
export type Posted = { readonly kind: 'taken' } | { readonly kind: 'later' | 'away' | 'locked' | 'unknown'; readonly code: string } | { readonly kind: 'refused'; readonly code: string; readonly hard: boolean };

export interface Post {
  send(mail: Mail): Promise<Posted>;
  /** Whether the server lets us in; nothing is sent. Before the first mail: what breaks later leaves a mail open. */
  greet(): Promise<Posted>;
  close(): void;
}

export interface PostOptions {
  /** Nothing is connected to but what `allow` names. */
  readonly closed?: boolean;
  /** Hosts, with or without a port, that may be inner ones and speak without encryption. */
  readonly allow: readonly string[];
  /** For one mail from its beginning to its end. */
  readonly timeoutMs: number;
  readonly resolve?: (host: string) => Promise<readonly { readonly address: string }[]>;
}

/** Mails that are handed over side by side; providers count connections. */
export const CONNECTIONS = 4;

/** The server does not take the user name and the password. */
export const LOCKED = 'smtp-auth';

/** Nobody trusted has signed the server's certificate, or it is for another name, or it has ended. */
export const DISTRUSTED = 'smtp-certificate';

/** The server does not encrypt, and is told nothing without. */
export const NOT_ENCRYPTED = 'smtp-not-encrypted';

interface Told {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly syscall?: unknown;
}

/** Nothing was connected, or nobody could be trusted with a mail. */
const isConnecting = ({ code, syscall }: Told): boolean => syscall === 'connect' || ['EDNS', 'ETLS', 'ECONNREFUSED', 'ENOTFOUND'].includes(String(code));

/** The library says so of everything that happens to a line, also in the middle of a mail. */
const SOME_TIME = 'CONN';

/** What is said before a receiver is named: a failure there is no receiver's. */
const BEFORE_RECEIVER = /^(EHLO|HELO|LHLO|STARTTLS|MAIL FROM)/;

/** RFC 3463; `null` where the server gave none. */
const enhanced = (response: unknown): string | null => (typeof response === 'string' ? (/\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? null) : null);

/** An address that does not exist, by the enhanced code or by the plain one. A policy and a full mailbox pass. */
const isHardAnswer = (responseCode: number, status: string | null): boolean => (status === null ? [550, 551, 553].includes(responseCode) : /^5\.(1\.([0-4]|6|10)|2\.1)$/.test(status));

export const postedOf = (error: unknown): Posted => {
  const told = (typeof error === 'object' && error !== null ? error : {}) as Told;
  const { code, command, responseCode, response } = told;
  if (code === 'EAUTH') return typeof responseCode === 'number' && responseCode < 500 ? { kind: 'away', code: `smtp-${responseCode}` } : { kind: 'locked', code: LOCKED };
  // Ahead of all that is said of a line: it broke before anything was told.
  if (isDistrusted(error)) return { kind: 'away', code: DISTRUSTED };
  if (code === 'ETLS' && command === 'STARTTLS' && typeof responseCode === 'number') return { kind: 'away', code: NOT_ENCRYPTED };
  if (isConnecting(told)) return { kind: 'away', code: 'smtp-unreachable' };
  if (command === SOME_TIME) return { kind: 'unknown', code: 'smtp-cut' };
  if (typeof responseCode === 'number' && responseCode >= 400) {
    const status = enhanced(response);
    const named = `smtp-${status ?? responseCode}`;
    if (typeof command === 'string' && BEFORE_RECEIVER.test(command)) return { kind: 'away', code: named };
    // 421 closes the line, whoever the receiver is (RFC 5321, 3.8).
    if (responseCode === 421) return { kind: 'away', code: named };
    if (responseCode < 500) return { kind: 'later', code: named };
    return { kind: 'refused', code: named, hard: command === 'RCPT TO' && isHardAnswer(responseCode, status) };
  }
  // An address that is none is found out before anything is said.
  if (code === 'EENVELOPE') return { kind: 'refused', code: 'address-invalid', hard: true };
  if (typeof command === 'string' && BEFORE_RECEIVER.test(command)) return { kind: 'away', code: 'smtp-cut' };
  if (typeof command === 'string' && command.startsWith('RCPT TO')) return { kind: 'later', code: 'smtp-cut' };
  return { kind: 'unknown', code: 'smtp-cut' };
};

export class HostForbidden extends Error {
  override readonly name = 'HostForbidden';
  constructor(readonly code: 'address-forbidden' | 'not-encrypted' | 'name-not-found' | typeof DOOR_CLOSED) {
    super(code);
  }
}

const resolveAll = (host: string) => lookup(host, { all: true, verbatim: true });

/** The address to connect to; throws `HostForbidden`. */
const addressOf = async (server: Server, { closed = false, allow, resolve = resolveAll }: PostOptions): Promise<string> => {
  const free = allow.includes(server.host) || allow.includes(`${server.host}:${server.port}`);
  if (closed && !free) throw new HostForbidden(DOOR_CLOSED);
  if (!free && server.security === 'none') throw new HostForbidden('not-encrypted');
  if (isIP(server.host) !== 0) {
    if (!free && !isPublicAddress(server.host)) throw new HostForbidden('address-forbidden');
    return server.host;
  }
  const found = await resolve(server.host).catch(() => []);
  const [first] = found;
  if (first === undefined) throw new HostForbidden('name-not-found');
  // One inner address among public ones is enough: it would be a matter of chance which is connected to.
  if (!free && !found.every(({ address }) => isPublicAddress(address))) throw new HostForbidden('address-forbidden');
  return first.address;
};

const transportTo = (server: Server, address: string, timeoutMs: number): Transporter<SMTPPool.SentMessageInfo, SMTPPool.Options> =>
  createTransport({
    pool: true,
    host: address,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    // A certificate is for the name that was asked for, not for the address.
    tls: isIP(server.host) === 0 ? { servername: server.host } : {},
    ...(server.user === '' ? {} : { auth: { user: server.user, pass: server.password } }),
    maxConnections: CONNECTIONS,
    maxMessages: 100,
    // The pool would send a mail again whose line was cut in the middle, which may have been taken.
    maxRequeues: 0,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    // Sooner than the mail is given up, so that its line is free for the next.
    socketTimeout: Math.ceil(timeoutMs * 0.9),
    disableFileAccess: true,
    disableUrlAccess: true,
  } as SMTPPool.Options & { readonly maxRequeues: number });

/** Resolves to `null` when it takes longer. */
const inTime = async <T>(ms: number, work: Promise<T>): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => (timer = setTimeout(resolve, ms, null)));
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
};

/** Throws `HostForbidden` before anything is connected. */
export const openPost = async (server: Server, options: PostOptions): Promise<Post> => {
  const transport = transportTo(server, await addressOf(server, options), options.timeoutMs);
  const settled = async (work: Promise<unknown>): Promise<Posted> => {
    // Whoever gives up listens on, so that a late failure is nobody's unhandled one.
    const outcome = work.then((): Posted => ({ kind: 'taken' }), postedOf);
    return (await inTime(options.timeoutMs, outcome)) ?? { kind: 'unknown', code: 'timeout' };
  };
  return {
    send: (mail) =>
      settled(
        transport.sendMail({
          from: mail.from,
          ...(mail.replyTo === null ? {} : { replyTo: mail.replyTo }),
          to: mail.to,
          envelope: { from: mail.envelopeFrom, to: mail.to },
          messageId: mail.messageId,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          headers: { ...mail.headers },
          // Written by the library: as a plain header it would be encoded as a whole, and be no list's id any more.
          ...(mail.list === null ? {} : { list: { id: { url: mail.list.id, comment: mail.list.name } } }),
          attachments: mail.pictures.map(({ cid, filename, mime, bytes }) => ({ cid, filename, contentType: mime, content: bytes, contentDisposition: 'inline' as const })),
          // Asked of servers that know it; the report then names the mail by this (RFC 3461).
          dsn: { id: mail.messageId.replace(/[<>]/g, ''), return: 'headers', notify: ['failure'], recipient: mail.to },
        })
      ),
    async greet() {
      const greeted = await settled(transport.verify());
      if (greeted.kind === 'taken' || greeted.kind === 'locked' || [DISTRUSTED, NOT_ENCRYPTED].includes(greeted.code)) return greeted;
      return { kind: 'away', code: greeted.code === 'timeout' ? 'smtp-timeout' : 'smtp-unreachable' };
    },
    close: () => transport.close(),
  };
};
