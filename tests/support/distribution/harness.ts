/** What an adapter acts with in tests: calls to loopback that fail as the guarded egress fails, pictures out of a drawer, tokens in memory. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AdapterContext, Answer, FormPart, MadePicture, Request, Token } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { NoAnswer } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import type { PictureUse } from '../../../src/plugins/content-workflow/core/distribution/rendition';

/** Four by three pixels each. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEElEQVQI12M4Y2wMRww4OQAfFg5ZWYX6gwAAAABJRU5ErkJggg==', 'base64');
const JPEG = Buffer.from(
  '/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAADAAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCMAVdf/9k=',
  'base64'
);

/** Codes of failures after which nothing has left this machine. */
const NOT_REACHED: Readonly<Record<string, string>> = { ECONNREFUSED: 'connection-refused', ENOTFOUND: 'name-not-found', EAI_AGAIN: 'name-not-found' };

interface Encoded {
  readonly bytes: Buffer | undefined;
  readonly type: string | undefined;
}

const encodedForm = async (parts: readonly FormPart[]): Promise<Encoded> => {
  const form = parts.every((part) => 'value' in part) ? new URLSearchParams() : new FormData();
  for (const part of parts) {
    if ('value' in part) form.append(part.name, part.value);
    else (form as FormData).append(part.name, new Blob([new Uint8Array(part.bytes)], { type: part.mime }), part.filename);
  }
  const response = new Response(form);
  return { bytes: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type') ?? undefined };
};

const encoded = async ({ json, form, body }: Request): Promise<Encoded> => {
  if (json !== undefined) return { bytes: Buffer.from(JSON.stringify(json)), type: 'application/json; charset=utf-8' };
  if (form !== undefined) return encodedForm(form);
  return { bytes: body === undefined ? undefined : Buffer.from(body), type: undefined };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const answerOf = async (response: IncomingMessage): Promise<Answer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));
  return { status: response.statusCode ?? 0, headers, text, json: parsed(text) };
};

/** Only 127.0.0.1 answers here: whatever else an adapter calls is an address that is forbidden to it. A connection each, so that none dies between two calls. */
export const loopbackFetch =
  (timeoutMs: number, signal: AbortSignal) =>
  async (url: string, request: Request = {}): Promise<Answer> => {
    if (!URL.canParse(url) || new URL(url).hostname !== '127.0.0.1') throw new NoAnswer('address-forbidden', false);
    if (signal.aborted) throw new NoAnswer('aborted', false);
    const { bytes, type } = await encoded(request);
    const timeout = AbortSignal.timeout(timeoutMs);
    return new Promise<Answer>((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException): void => {
        const notReached = NOT_REACHED[error.code ?? ''];
        reject(timeout.aborted ? new NoAnswer('timeout', true) : signal.aborted ? new NoAnswer('aborted', true) : new NoAnswer(notReached ?? 'connection-lost', notReached === undefined));
      };
      const call = httpRequest(
        url,
        {
          method: request.method ?? (bytes === undefined ? 'GET' : 'POST'),
          headers: { ...(type === undefined ? {} : { 'content-type': type }), ...(bytes === undefined ? {} : { 'content-length': bytes.length }), ...request.headers },
          agent: false,
          signal: AbortSignal.any([signal, timeout]),
        },
        (response) => void answerOf(response).then(resolve, failed)
      );
      call.on('error', failed);
      call.end(bytes);
    });
  };

const madeOf = (use: PictureUse, index: number): MadePicture => {
  const isPng = use.rule.types[0] === 'image/png' || (use.rule.types.includes('image/png') && use.picture.mime === 'image/png');
  return { bytes: isPng ? PNG : JPEG, mime: isPng ? 'image/png' : 'image/jpeg', filename: `picture-${index + 1}.${isPng ? 'png' : 'jpg'}`, width: 4, height: 3, alt: use.alt };
};

export interface ContextUse {
  readonly settings: unknown;
  readonly secrets: unknown;
  readonly pictures?: readonly PictureUse[];
  readonly key?: string;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  /** How long an answer may take, in milliseconds: long enough for a machine that is busy; short in a test of a server that hangs. */
  readonly timeoutMs?: number;
  /** Shared by what stands for several calls over one channel. */
  readonly tokens?: Map<string, Token>;
}

export const KEY = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

export const contextFor = ({ settings, secrets, pictures = [], key = KEY, signal = new AbortController().signal, now = Date.now, timeoutMs = 5_000, tokens = new Map() }: ContextUse): AdapterContext => ({
  settings,
  secrets,
  key,
  now,
  signal,
  fetch: loopbackFetch(timeoutMs, signal),
  picture: (index) => {
    const use = pictures[index];
    return use === undefined ? Promise.reject(new Error(`the rendition has no picture ${index}`)) : Promise.resolve(madeOf(use, index));
  },
  token: async (name, obtain) => {
    const held = tokens.get(name) ?? null;
    if (held !== null && held.value !== '' && (held.expiresAt === null || held.expiresAt > now())) return held.value;
    const fresh = await obtain(held);
    tokens.set(name, fresh);
    return fresh.value;
  },
  dropToken: (name, value) => {
    const held = tokens.get(name);
    // What the old one may still be good for, such as being exchanged, stays known.
    if (held?.value === value) tokens.set(name, { ...held, expiresAt: 0 });
    return Promise.resolve();
  },
});
