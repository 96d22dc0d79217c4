/** What the contract servers share: they listen on loopback, remember what came, meet calls with the fault that was asked for, and never answer as no platform would. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ContractServer, Fault, Received } from './case';

/** A call as it came. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** `undefined` when it is none. */
  readonly json: unknown;
  /** Of a multipart or urlencoded form. */
  form(): Promise<FormData>;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; `text` as it is. */
  readonly json?: unknown;
  readonly text?: string;
}

export interface Tools {
  /** What is public at the platform. */
  readonly messages: Received[];
  /** A documented rule was broken. */
  violation(sentence: string): void;
  /** The message is taken back. */
  remove(id: string): boolean;
  readonly now: () => number;
}

/** The faults that a platform words in its own manner; the others are the line's. */
type WordedFault = 'rate-limit' | 'expired-token' | 'refuse-content';

export interface Rules {
  /** Whether this call is the one that puts something before people: faults meet it. */
  publishes(method: string, path: string): boolean;
  answer(call: Call): Reply | Promise<Reply>;
  /** What the platform says in the place of an answer; it takes nothing then. */
  readonly faults: Partial<Readonly<Record<WordedFault, (call: Call) => Reply>>>;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const callOf = async (request: IncomingMessage, url: URL): Promise<Call> => {
  const body = await bodyOf(request);
  const json = ((): unknown => {
    try {
      return JSON.parse(body.toString('utf8'));
    } catch {
      return undefined;
    }
  })();
  const type = request.headers['content-type'] ?? '';
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body, json, form: () => new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData() };
};

const send = (response: ServerResponse, { status = 200, headers = {}, json, text }: Reply): void => {
  const isJson = text === undefined;
  response.writeHead(status, { 'content-type': isJson ? 'application/json; charset=utf-8' : 'text/html', ...headers }).end(isJson ? JSON.stringify(json ?? {}) : text);
};

export interface StartedServer extends ContractServer {
  /** Every call in its order, as `POST /path`. */
  readonly calls: readonly string[];
}

export const startContractServer = async (rulesOf: (tools: Tools) => Rules): Promise<StartedServer> => {
  const messages: Received[] = [];
  const violations: string[] = [];
  const calls: string[] = [];
  let publishCalls = 0;
  let fault: Fault | null = null;
  const rules = rulesOf({
    messages,
    violation: (sentence) => void violations.push(sentence),
    remove: (id) => {
      const at = messages.findIndex((message) => message.id === id);
      if (at >= 0) messages.splice(at, 1);
      return at >= 0;
    },
    now: Date.now,
  });

  const meet = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isPublishing = rules.publishes(request.method ?? '', url.pathname);
    const met = isPublishing ? fault : null;
    calls.push(`${request.method ?? ''} ${url.pathname}`);
    if (isPublishing) {
      publishCalls += 1;
      fault = null;
    }
    if (met === 'cut-before-reading') return void request.socket.destroy();
    const call = await callOf(request, url);
    // It answers never, and takes nothing.
    if (met === 'hang') return;
    if (met === 'server-error') return send(response, { status: 500, text: '<html><h1>500 Internal Server Error</h1></html>' });
    if (met === 'rate-limit' || met === 'expired-token' || met === 'refuse-content') {
      const worded = rules.faults[met];
      if (worded === undefined) throw new Error(`this platform has no words for "${met}"`);
      return send(response, worded(call));
    }
    const reply = await rules.answer(call);
    if (met === 'took-then-cut') return void request.socket.destroy();
    // It took the message, and says so in a way that nobody can read.
    if (met === 'malformed') return send(response, { text: '<html>welcome to our captive portal</html>' });
    return send(response, reply);
  };

  const server = createServer((request, response) => {
    meet(request, response).catch((error: unknown) => {
      violations.push(`the contract server itself failed: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    violations,
    calls,
    get publishCalls() {
      return publishCalls;
    },
    fail: (next) => void (fault = next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
