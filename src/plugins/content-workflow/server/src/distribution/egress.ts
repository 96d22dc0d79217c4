/**
 * The only door to the outside: https, to public addresses, to the very address that was looked at, without following
 * redirects, with an end in time and in size.
 *
 * A name is resolved once a connection, by the connection itself; all that it resolves to has to be public, and nothing
 * else is connected to. Whoever answers another address a moment later has nothing of it.
 */
import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { DOOR_CLOSED, NoAnswer, type Answer, type Request } from './adapters/adapter';
import { isPublicAddress } from './egress/addresses';
import { bodyOf } from './egress/body';

export interface Resolved {
  readonly address: string;
  readonly family: number;
}

export interface EgressOptions {
  /** Nothing is called but what `allow` names. */
  readonly closed?: boolean;
  /** Hosts, with or without a port, that may be inner ones and speak http. */
  readonly allow: readonly string[];
  /** For the whole exchange. */
  readonly timeoutMs: number;
  /** Until something can be written; at most `timeoutMs`. */
  readonly connectMs?: number;
  /** Every address of a name. */
  readonly resolve?: (host: string) => Promise<readonly Resolved[]>;
  /** Which of them may be connected to. */
  readonly isPublic?: (address: string) => boolean;
}

export interface Egress {
  fetch(url: string, request: Request | undefined, signal: AbortSignal): Promise<Answer>;
  /** The bytes behind an address; throws `NoAnswer` also for any answer but 200. */
  download(url: string, maxBytes: number, signal: AbortSignal): Promise<Buffer>;
  close(): void;
}

/** Answers of platforms are a few kilobytes. */
const MAX_ANSWER = 1024 * 1024;

const CONNECT_MS = 10_000;

/**
 * Below the five seconds after which Node's own servers hang up on whoever is silent, the shortest among the usual: a
 * message written to a line that is just being cut would be one of which nobody knows whether it was read.
 */
const IDLE_MS = 4_000;

/** To one host; further calls wait for a line. */
const MAX_LINES = 32;

class Forbidden extends Error {
  readonly code = 'FORBIDDEN';
}

const resolveAll = (host: string): Promise<readonly Resolved[]> => lookup(host, { all: true, verbatim: true });

/** Without the brackets of IPv6. URL has made canonical what was written as 0x7f.1 or 2130706433. */
const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const isAllowed = (url: URL, allow: ReadonlySet<string>): boolean => allow.has(url.hostname) || allow.has(`${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`);

/** What went wrong, in a word; no address and no secret is in it. */
const CODES: Readonly<Record<string, string>> = {
  FORBIDDEN: 'address-forbidden',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  ENODATA: 'name-not-found',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
};

const codeOf = (error: unknown, reached: boolean): string => {
  const { code = '' } = error as { readonly code?: string };
  if (!reached && CODES[code] !== undefined) return CODES[code];
  if (code.startsWith('HPE_')) return 'not-http';
  if (!reached && /^(ERR_TLS|CERT_|DEPTH_|UNABLE_|SELF_SIGNED|ERR_SSL|EPROTO|HOSTNAME)/.test(code)) return 'certificate';
  return 'connection-lost';
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const headersOf = ({ headers }: IncomingMessage): Record<string, string> => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));

interface Raw {
  readonly message: IncomingMessage;
  readonly bytes: Buffer;
}

export const createEgress = ({ closed = false, allow, timeoutMs, connectMs = Math.min(CONNECT_MS, timeoutMs), resolve = resolveAll, isPublic = isPublicAddress }: EgressOptions): Egress => {
  const allowed = new Set(allow);

  const looked =
    (free: boolean): LookupFunction =>
    (host, options, done) => {
      const found = (addresses: readonly Resolved[]): void => {
        const all = addresses.map(({ address, family }) => ({ address, family }));
        const [first] = all;
        if (first === undefined) return done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0);
        // One inner address among public ones is enough: which of them is connected to is not ours to say.
        if (!free && !all.every(({ address }) => isPublic(address))) return done(new Forbidden('an inner address'), '', 0);
        if (options.all === true) (done as unknown as (error: null, all: Resolved[]) => void)(null, all);
        else done(null, first.address, first.family);
      };
      resolve(host).then(found, (error: NodeJS.ErrnoException) => done(error, '', 0));
    };

  const agentOptions = { keepAlive: true, maxSockets: MAX_LINES, timeout: IDLE_MS, scheduling: 'lifo' } as const;
  // A line that was opened to an allowed host is not one of the others: what it may connect to was judged otherwise.
  const agents = { guarded: new HttpsAgent(agentOptions), freeSecure: new HttpsAgent(agentOptions), free: new HttpAgent(agentOptions) };

  const judged = (address: string): { readonly url: URL; readonly free: boolean } => {
    if (!URL.canParse(address)) throw new NoAnswer('address-invalid', false);
    const url = new URL(address);
    const free = isAllowed(url, allowed);
    if (closed && !free) throw new NoAnswer(DOOR_CLOSED, false);
    if (url.protocol !== 'https:' && !(free && url.protocol === 'http:')) throw new NoAnswer('not-https', false);
    if (url.username !== '' || url.password !== '') throw new NoAnswer('address-forbidden', false);
    // Node does not look an address up, so it would not be asked about.
    const host = bareHost(url);
    if (!free && isIP(host) !== 0 && !isPublic(host)) throw new NoAnswer('address-forbidden', false);
    return { url, free };
  };

  const open = (url: URL, free: boolean, { method, headers }: { readonly method: string; readonly headers: Readonly<Record<string, string>> }): ClientRequest => {
    const options = { method, headers, lookup: looked(free) };
    if (url.protocol === 'http:') return httpRequest(url, { ...options, agent: agents.free });
    return httpsRequest(url, { ...options, agent: free ? agents.freeSecure : agents.guarded });
  };

  const exchange = (address: string, request: Request, maxBytes: number, signal: AbortSignal): Promise<Raw> =>
    new Promise((settle, fail) => {
      const { url, free } = judged(address);
      if (signal.aborted) throw new NoAnswer('aborted', false);
      const { bytes, contentType } = bodyOf(request);
      const headers = {
        'accept-encoding': 'identity',
        ...(contentType === null ? {} : { 'content-type': contentType }),
        ...Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
        ...(bytes === null ? {} : { 'content-length': String(bytes.length) }),
      };

      // From here on something may have been written: to be sure of less would be to send it twice.
      let reached = false;
      let over = false;
      // Said to TypeScript, which does not see that it is given a value before anything calls back.
      let sent = null as ClientRequest | null;

      const end = (): void => {
        over = true;
        clearTimeout(whole);
        clearTimeout(connecting);
        signal.removeEventListener('abort', abort);
      };
      const lose = (code: string): void => {
        if (over) return;
        end();
        fail(new NoAnswer(code, reached));
        sent?.destroy();
      };
      const abort = (): void => lose('aborted');
      const whole = setTimeout(() => lose('timeout'), timeoutMs);
      const connecting = setTimeout(() => lose('connect-timeout'), connectMs);
      signal.addEventListener('abort', abort, { once: true });

      const connected = (): void => {
        clearTimeout(connecting);
        reached = true;
      };
      const onSocket = (socket: Socket): void => {
        // Of a plain line the second is not there.
        const isOpening = socket.connecting || (socket as { readonly secureConnecting?: boolean }).secureConnecting === true;
        if (!isOpening) return connected();
        socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      };
      const onAnswer = (message: IncomingMessage): void => {
        const parts: Buffer[] = [];
        let length = 0;
        message.on('data', (part: Buffer) => {
          length += part.length;
          if (length > maxBytes) return lose('answer-too-long');
          parts.push(part);
        });
        message.on('error', () => lose('connection-lost'));
        message.on('end', () => {
          if (over) return;
          if (!message.complete) return lose('connection-lost');
          end();
          settle({ message, bytes: Buffer.concat(parts) });
        });
      };

      try {
        sent = open(url, free, { method: request.method ?? (bytes === null ? 'GET' : 'POST'), headers });
      } catch {
        // A header or a method that HTTP does not know.
        return lose('request-invalid');
      }
      sent.on('socket', onSocket);
      sent.on('response', onAnswer);
      sent.on('error', (error) => lose(codeOf(error, reached)));
      sent.on('close', () => lose('connection-lost'));
      sent.end(bytes ?? undefined);
    });

  return {
    async fetch(address, request = {}, signal) {
      const { message, bytes } = await exchange(address, request, MAX_ANSWER, signal);
      const text = bytes.toString('utf8');
      return { status: message.statusCode ?? 0, headers: headersOf(message), text, json: jsonOf(text) };
    },
    async download(address, maxBytes, signal) {
      const { message, bytes } = await exchange(address, {}, maxBytes, signal);
      if (message.statusCode !== 200) throw new NoAnswer('not-there', true);
      return bytes;
    },
    close: () => Object.values(agents).forEach((agent) => agent.destroy()),
  };
};
