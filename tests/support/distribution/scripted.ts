/**
 * Platforms that are nobody's, for tests of the engine: each is held to what it says of itself by a server on loopback.
 *
 * `test-key` takes a message once a key, `test-lookup` can be asked whether it has one, `test-none` can neither;
 * `test-person` is posted to by a person.
 */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from '@strapi/utils';
import { toPlainText } from '../../../src/plugins/content-workflow/core/distribution/plain';
import type { Capabilities, Outcome } from '../../../src/plugins/content-workflow/core/distribution/platforms';
import type { AnyAdapter, Answer } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import type { ContractServer, Fault, Received } from './case';

/** The port's classes are asked for by name, since the server under test brings its own. */
const noAnswerOf = (error: unknown): Outcome => {
  const { reached, code } = error as { reached?: boolean; code?: string };
  if (reached === undefined || code === undefined) throw error;
  return reached ? { kind: 'unknown', code, message: 'No answer.' } : { kind: 'deferred', code, retryAfterMs: 300, message: 'Not reached.' };
};

export type ScriptedPlatform = 'test-key' | 'test-lookup' | 'test-none' | 'test-person';

/** JSON of a channel's settings. */
export interface ScriptedSettings {
  readonly origin: string;
  /** Words that stand before every text, so that a change of settings changes what is sent. */
  readonly greeting?: string;
  readonly perSecond?: number;
  /** Taken in first, and public when asked about it later. */
  readonly polls?: boolean;
  /** Taken in first, and made public there by a person. */
  readonly byPerson?: boolean;
  readonly keyLivesMs?: number;
}

const settings = z.object({ origin: z.string(), greeting: z.string().optional(), perSecond: z.number().optional(), polls: z.boolean().optional(), byPerson: z.boolean().optional(), keyLivesMs: z.number().optional() });

const MAX = 400;

const capabilitiesOf = (platform: ScriptedPlatform, { perSecond, polls, byPerson, keyLivesMs }: ScriptedSettings): Capabilities => ({
  delivery: platform === 'test-person' ? 'assisted' : 'direct',
  idempotency: platform === 'test-key' ? 'key' : platform === 'test-lookup' ? 'lookup' : 'none',
  ...(keyLivesMs === undefined ? {} : { keyLivesMs }),
  confirmation: byPerson === true ? 'person' : polls === true ? 'poll' : 'sync',
  revocable: platform === 'test-key',
  metrics: ['likes'],
  limits: { body: { max: MAX, unit: 'codepoint', source: 'the test', asOf: '2026-11-26' } },
  rates: perSecond === undefined ? [] : [{ max: perSecond, perMs: 1_000 }],
});

const outcomeOf = ({ status, json }: Answer): Outcome => {
  const body = (json ?? {}) as { id?: string; accepted?: boolean; retryAfterMs?: number };
  if (status === 200 && body.accepted === true && body.id !== undefined) return { kind: 'accepted', ref: { id: body.id, url: null }, checkAfterMs: 50 };
  if (status === 200 && body.id !== undefined) return { kind: 'published', ref: { id: body.id, url: `https://platform.example/${body.id}` } };
  if (status === 429) return { kind: 'deferred', code: 'slow-down', retryAfterMs: body.retryAfterMs ?? 300 };
  if (status === 401) return { kind: 'unauthorized', code: 'token', message: 'The token is not valid.' };
  if (status === 400) return { kind: 'rejected', code: 'refused', message: 'The platform refuses this.' };
  return { kind: 'unknown', code: `status-${status}`, message: 'The platform answered with nothing that is known.' };
};

export const scriptedAdapter = (platform: ScriptedPlatform): AnyAdapter => ({
  platform,
  name: platform,
  adaptations: ['wecom'],
  guide: { steps: ['Open the group.', 'Paste the text.'], fields: [] },
  settings,
  secrets: z.object({}),
  capabilities: (given) => capabilitiesOf(platform, given as ScriptedSettings),
  render(source, given) {
    const { greeting = '' } = given as ScriptedSettings;
    const text = `${greeting}${source.adapted ? '' : `${source.title}\n\n`}${toPlainText(source.body)}`;
    const used = [...text].length;
    return {
      payload: { text },
      pictures: [],
      preview: { look: 'chat', title: source.title, text, html: null },
      measures: [{ field: 'body', used, max: MAX, unit: 'codepoint' }],
      issues: used > MAX ? [{ level: 'error', code: 'too-long', field: 'body', message: `The text has ${used} characters; ${MAX} fit.` }] : [],
    };
  },
  async publish(payload, _prepared, { settings: given, key, fetch }) {
    const { origin, polls, byPerson } = given as ScriptedSettings;
    try {
      return outcomeOf(await fetch(`${origin}/messages`, { method: 'POST', json: { text: (payload as { text: string }).text, key, ...(polls === true || byPerson === true ? { polls: true } : {}) } }));
    } catch (error) {
      return noAnswerOf(error);
    }
  },
  async confirm(ref, _prepared, { settings: given, fetch }) {
    return outcomeOf(await fetch(`${(given as ScriptedSettings).origin}/messages/${ref.id}`));
  },
  ...(platform === 'test-lookup'
    ? {
        async find(_payload: unknown, _prepared: unknown, { settings: given, key, fetch }: { settings: unknown; key: string; fetch: (url: string) => Promise<Answer> }) {
          const { status, json } = await fetch(`${(given as ScriptedSettings).origin}/find/${key}`);
          if (status === 404) return null;
          const { id } = json as { id: string };
          return { id, url: `https://platform.example/${id}` };
        },
      }
    : {}),
  async measure(ref, { settings: given, fetch }) {
    const { json } = await fetch(`${(given as ScriptedSettings).origin}/messages/${ref.id}/likes`);
    return json as { likes: number };
  },
  ...(platform === 'test-key'
    ? {
        async revoke(ref: { id: string }, { settings: given, fetch }: { settings: unknown; fetch: (url: string, request: { method: 'DELETE' }) => Promise<Answer> }) {
          const { status } = await fetch(`${(given as ScriptedSettings).origin}/messages/${ref.id}`, { method: 'DELETE' });
          return status === 200 ? ('revoked' as const) : status === 404 ? ('absent' as const) : ('refused' as const);
        },
      }
    : {}),
  test: () => Promise.resolve({ kind: 'ok', account: null, expiresAt: null }),
});

export const SCRIPTED: readonly ScriptedPlatform[] = ['test-key', 'test-lookup', 'test-none', 'test-person'];

export interface ScriptedServer extends ContractServer {
  /** How the next calls that publish turn out, one after another; when it is used up, they succeed. */
  script(...faults: readonly (Fault | 'ok')[]): void;
  /** Decides every call that no script is left for. */
  byChance(choose: () => Fault | 'ok', delayMs: () => number): void;
  /** How long a `rate-limit` asks to wait from now on, in milliseconds. */
  asksToWait(ms: number): void;
  /** Bodies of the calls that reached it, whether or not it took them. */
  readonly calls: readonly { readonly key: string; readonly at: number }[];
  readonly removed: readonly string[];
  /** What it took in is not public yet, until a person makes it so. */
  keepBack(yes: boolean): void;
  /** Calls that publish are answered once this has come. */
  answerAfter(moment: Promise<unknown>): void;
}

/** `dedupes`: takes a message once a key, as it says of itself. */
export const startScriptedServer = async ({ dedupes = false, answerMs = 0 }: { dedupes?: boolean; answerMs?: number } = {}): Promise<ScriptedServer> => {
  const messages: Received[] = [];
  const calls: { key: string; at: number }[] = [];
  const removed: string[] = [];
  const violations: string[] = [];
  let plan: (Fault | 'ok')[] = [];
  let choose: () => Fault | 'ok' = () => 'ok';
  let delayMs: () => number = () => answerMs;
  let waitMs = 200;
  let isKeptBack = false;
  let moment: Promise<unknown> | null = null;

  const take = (key: string, text: string): string => {
    const known = dedupes ? messages.find((message) => message.key === key) : undefined;
    if (known !== undefined) return known.id;
    const id = randomUUID();
    messages.push({ id, text, key });
    return id;
  };

  const publish = (body: { text: string; key: string; polls?: boolean }, request: http.IncomingMessage, response: http.ServerResponse): void => {
    calls.push({ key: body.key, at: Date.now() });
    const drawn = plan.shift() ?? choose();
    // A platform that knows the key answers by it, whatever it would say to a new message.
    const fault = drawn === 'refuse-content' && dedupes && messages.some(({ key }) => key === body.key) ? 'ok' : drawn;
    const say = (status: number, answer: object): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    const done = (): void => {
      switch (fault) {
        case 'ok':
          return say(200, { id: take(body.key, body.text), ...(body.polls === true ? { accepted: true } : {}) });
        case 'rate-limit':
          return say(429, { retryAfterMs: waitMs });
        case 'expired-token':
          return say(401, {});
        case 'refuse-content':
          return say(400, {});
        case 'cut-before-reading':
          return void request.socket.destroy();
        case 'took-then-cut':
          take(body.key, body.text);
          return void request.socket.destroy();
        case 'hang':
          take(body.key, body.text);
          return;
        case 'malformed':
          take(body.key, body.text);
          return void response.end('<html>');
        case 'server-error':
          take(body.key, body.text);
          return say(502, {});
      }
    };
    const wait = delayMs();
    if (moment !== null) void moment.then(done);
    else if (wait === 0) done();
    else setTimeout(done, wait);
  };

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const [, what, id, more] = (request.url ?? '').split('/');
      const say = (status: number, answer: object): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      if (request.method === 'POST') return publish(JSON.parse(Buffer.concat(chunks).toString()) as never, request, response);
      const found = messages.find((message) => (what === 'find' ? message.key === id : message.id === id));
      if (found === undefined) return say(404, {});
      if (request.method === 'DELETE') {
        messages.splice(messages.indexOf(found), 1);
        removed.push(found.id);
        return say(200, {});
      }
      return say(200, more === 'likes' ? { likes: 7 } : { id: found.id, ...(isKeptBack ? { accepted: true } : {}) });
    });
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    violations,
    calls,
    get publishCalls() {
      return calls.length;
    },
    removed,
    keepBack: (yes) => void (isKeptBack = yes),
    answerAfter: (until) => void (moment = until),
    fail: (fault) => void plan.push(fault),
    script: (...faults) => void (plan = [...faults]),
    asksToWait: (ms) => void (waitMs = ms),
    byChance(chosen, delays) {
      choose = chosen;
      delayMs = delays;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
