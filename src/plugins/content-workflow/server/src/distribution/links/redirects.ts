/**
 * `GET /l/<code>` leads to where the link of that code leads, and nowhere else: what stands behind the code in the address
 * is not looked at. Answered from a bounded memory, ahead of everything that the other requests go through.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';
import { isTrackable } from '../../../../core/distribution/links';
import { CODE } from './codes';
import type { ClickKind } from './rows';

interface Known {
  readonly id: number;
  readonly target: string;
}

export interface RedirectsOptions {
  /** `null`: there is no such link. */
  find(code: string): Promise<Known | null>;
  count(linkId: number, kind: ClickKind): void;
  complain(error: unknown): void;
  readonly maxKnown?: number;
}

export interface Redirects {
  /** False: it is not for a short link. A promise where the database is asked. */
  serve(req: IncomingMessage, res: ServerResponse): boolean | Promise<boolean>;
  /** Links with these codes are there from now on. */
  made(codes: readonly string[]): void;
  aheadOf(server: Server): void;
}

const PREFIX = '/l/';

/** Some ten megabytes of links that are in use. */
const MAX_KNOWN = 50_000;

/** A link never leads elsewhere; it is only read again in case somebody has taken it out of the database. */
const KNOWN_MS = 10 * 60_000;

/** Another process may be writing it at this moment, for a message that is sent a moment later. */
const UNKNOWN_MS = 2_000;

/** Questions to the database at once; a flood of codes that somebody makes up takes no more of it. */
const MAX_ASKED = 20;

const HEADERS = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer-when-downgrade', 'X-Robots-Tag': 'noindex' } as const;

/** What is asked of it, or follows the code as a slash, is not looked at; a longer path is somebody else's. */
const PLACE = /^\/l\/([^/?#]{1,64})\/?(?:[?#].*)?$/;

/** Whoever writes to the database past this program sends nobody to what is no address of the web, and breaks no header. */
const checked = (link: Known | null): Known | null => (link !== null && isTrackable(link.target) ? { id: link.id, target: new URL(link.target).href } : null);

export const createRedirects = ({ find, count, complain, maxKnown = MAX_KNOWN }: RedirectsOptions): Redirects => {
  const known = new LRUCache<string, Known>({ max: maxKnown, ttl: KNOWN_MS });
  const unknown = new LRUCache<string, true>({ max: maxKnown, ttl: UNKNOWN_MS });
  const asked = new Map<string, Promise<Known | null>>();
  const agents = new LRUCache<string, ClickKind>({ max: 1_000 });

  /** Who fetches a page ahead of time, or draws a preview of it, is nobody who has come. */
  const kindOf = ({ headers }: IncomingMessage): ClickKind => {
    if (/prefetch|preview|prerender/i.test(String(headers['sec-purpose'] ?? headers.purpose ?? headers['x-purpose'] ?? ''))) return 'bot';
    const agent = headers['user-agent'] ?? '';
    const seen = agents.get(agent);
    if (seen !== undefined) return seen;
    const kind = agent === '' || isbot(agent) ? 'bot' : 'person';
    // A name that is made up to be long would fill the memory.
    if (agent.length < 512) agents.set(agent, kind);
    return kind;
  };

  const lead = (req: IncomingMessage, res: ServerResponse, { id, target }: Known): true => {
    // Whoever asks for the head alone looks whether the link works.
    if (req.method === 'GET') count(id, kindOf(req));
    res.writeHead(302, { Location: target, ...HEADERS, 'Content-Length': 0 }).end();
    return true;
  };

  const say = (req: IncomingMessage, res: ServerResponse, status: number, words: string, more: Readonly<Record<string, string>> = {}): true => {
    res.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(words), ...more }).end(req.method === 'HEAD' ? undefined : words);
    return true;
  };

  const missing = (req: IncomingMessage, res: ServerResponse): true => say(req, res, 404, 'There is no such link.\n');

  const ask = (code: string): Promise<Known | null> => {
    const mine = find(code).then(checked).finally(() => asked.delete(code));
    asked.set(code, mine);
    return mine;
  };

  const lookUp = async (code: string, req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    try {
      const link = await (asked.get(code) ?? ask(code));
      if (link === null) {
        unknown.set(code, true);
        return missing(req, res);
      }
      known.set(code, link);
      return lead(req, res, link);
    } catch (error) {
      complain(error);
      return say(req, res, 503, 'Try again in a moment.\n', { 'Retry-After': '1' });
    }
  };

  const serve: Redirects['serve'] = (req, res) => {
    const { url = '', method } = req;
    if (!url.startsWith(PREFIX) || (method !== 'GET' && method !== 'HEAD')) return false;
    const code = PLACE.exec(url)?.[1];
    if (code === undefined) return false;
    const link = known.get(code);
    if (link !== undefined) return lead(req, res, link);
    if (!CODE.test(code) || unknown.get(code) === true) return missing(req, res);
    if (!asked.has(code) && asked.size >= MAX_ASKED) return say(req, res, 503, 'Try again in a moment.\n', { 'Retry-After': '1' });
    return lookUp(code, req, res);
  };

  return {
    serve,
    made: (codes) => codes.forEach((code) => unknown.delete(code)),
    aheadOf(server) {
      const chain = server.listeners('request') as ((req: IncomingMessage, res: ServerResponse) => void)[];
      server.removeAllListeners('request');
      server.on('request', (req: IncomingMessage, res: ServerResponse) => {
        if (serve(req, res) === false) for (const listener of chain) listener.call(server, req, res);
      });
    },
  };
};

/** As a middleware of Koa, where it can not stand ahead. */
export const redirectInChain =
  ({ serve }: Redirects) =>
  (ctx: { readonly req: IncomingMessage; readonly res: ServerResponse; respond?: boolean }, next: () => Promise<void>): Promise<void> | void => {
    if (serve(ctx.req, ctx.res) === false) return next();
    ctx.respond = false;
  };
