/**
 * A webhook to anything else, signed as Standard Webhooks are (github.com/standard-webhooks/standard-webhooks/blob/main/spec).
 *
 * `webhook-id` is the delivery's key: receivers know by it what they have already. A receiver that answers 410 wants no more,
 * a redirect is a failure, and only 2xx is success. The body is described in docs/platforms.md.
 */
import { Webhook } from 'standardwebhooks';
import { z } from '@strapi/utils';
import type { Capabilities, Outcome, Ref } from '../../../../core/distribution/platforms';
import type { Source } from '../../../../core/distribution/document';
import { picturesOf, type Picture } from '../../../../core/distribution/document';
import { toStyledHtml } from '../../../../core/distribution/html';
import { toPlainText } from '../../../../core/distribution/plain';
import type { Bound } from '../../../../core/distribution/units';
import { lengthOf } from '../../../../core/distribution/units';
import type { Json, Rendition } from '../../../../core/distribution/rendition';
import { EMPTY, tooLong } from '../../../../core/distribution/post';
import type { Adapter, AdapterContext, Answer, Tested } from './adapter';
import { fieldsOf, publishing, rateLimited, retryAfterMs, testing, unanswered, unexplained } from './answers';

const settings = z.strictObject({
  /** Whether the receiver takes a piece away when it is told `content.removed`. Without that promise a person does. */
  removes: z.boolean().default(false),
});

const MIN_KEY_BYTES = 24;
const MAX_KEY_BYTES = 64;

const isKey = (text: string): boolean => {
  const encoded = text.replace(/^whsec_/, '');
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '') && bytes.length >= MIN_KEY_BYTES && bytes.length <= MAX_KEY_BYTES;
};

const key = z.string().refine(isKey, `is not a secret of Standard Webhooks: whsec_ and ${MIN_KEY_BYTES} to ${MAX_KEY_BYTES} bytes in base64`);

const secrets = z.strictObject({
  /** May hold a token, as those of automation services do. */
  address: z.url({ protocol: /^https?$/ }),
  key,
  /** While a key is replaced, both sign. */
  oldKey: key.optional(),
});

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;
type Context = AdapterContext<Settings, Secrets>;

type Payload = { readonly type: string; readonly data: { readonly [name: string]: Json } };

// "Payloads should be small, below 20 KB": a long piece in two forms is more, and receivers commonly take 256 KiB to 1 MiB.
const BODY: Bound = { max: 256 * 1024, unit: 'utf8', source: 'Ours; the specification asks for small payloads and names no limit', asOf: '2026-11-21' };

/** The specification's retries go on for about three days, so receivers have to know what they got for as long. */
const KEY_LIVES_MS = 3 * 24 * 3_600_000;

const pictureJson = ({ url, mime, width, height, alt, caption, hash }: Picture): Json => ({ url, mime, width, height, alt, caption, hash });

const render = (source: Source): Rendition<Payload> => {
  const text = toPlainText(source.body);
  const html = toStyledHtml(source.body, { styles: {}, picture: ({ url }) => url, links: true });
  const { title, summary, url, language, author, tags, links } = source;
  const pictures = [...(source.cover === null ? [] : [source.cover]), ...source.gallery, ...picturesOf(source.body)];
  const data = { title, summary, text, html, url, language, author, tags, links: links.map(({ label, url }) => ({ label, url })), pictures: pictures.map(pictureJson) };
  const payload: Payload = { type: 'content.published', data };
  const measure = { field: 'body', used: lengthOf(JSON.stringify(payload), BODY), max: BODY.max, unit: BODY.unit } as const;
  return {
    payload,
    pictures: [],
    preview: { look: 'json', title: null, text: JSON.stringify(payload, null, 2), html: null },
    measures: [measure],
    issues: [...(measure.used > measure.max ? [tooLong(measure)] : []), ...(title.trim() === '' && text.trim() === '' ? [EMPTY] : [])],
  };
};

const post = ({ secrets: { address, key, oldKey }, fetch, now }: Context, id: string, payload: Payload): Promise<Answer> => {
  const at = new Date(now());
  const body = JSON.stringify({ type: payload.type, timestamp: at.toISOString(), data: payload.data });
  const signature = [key, ...(oldKey === undefined ? [] : [oldKey])].map((secret) => new Webhook(secret).sign(id, at, body)).join(' ');
  return fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signature }, body });
};

const isTaken = ({ status }: Answer): boolean => status >= 200 && status < 300;

const GONE = 410;

const refusal = (answer: Answer, now: number): Outcome => {
  if (answer.status === 429) return rateLimited(retryAfterMs(answer, now));
  if (answer.status === GONE) return { kind: 'rejected', code: 'gone', message: 'The receiver wants no more of these (410). Pause the channel.' };
  // The specification calls it a failure; what is signed for one address is sent to no other.
  if (answer.status >= 300 && answer.status < 400) return { kind: 'rejected', code: 'redirected', message: 'The receiver answers with another address, which is not followed. Correct the address of the channel.' };
  if (answer.status === 401 || answer.status === 403) return { kind: 'unauthorized', code: `status-${answer.status}`, message: 'The receiver does not take the signature or the address.' };
  if (answer.status >= 400 && answer.status < 500) return { kind: 'rejected', code: `status-${answer.status}`, message: `The receiver refused it with ${answer.status}.` };
  return unexplained(answer, now);
};

const publish = (payload: Payload, context: Context): Promise<Outcome> =>
  publishing(async () => {
    const answer = await post(context, context.key, payload);
    return isTaken(answer) ? { kind: 'published', ref: { id: context.key, url: null } } : refusal(answer, context.now());
  });

const capabilities = ({ removes }: Settings): Capabilities => ({
  delivery: 'direct',
  idempotency: 'key',
  keyLivesMs: KEY_LIVES_MS,
  confirmation: 'sync',
  revocable: removes,
  metrics: [],
  limits: { body: BODY },
  rates: [],
});

/** A message of its own, and the same one however often it is sent. */
const revoke = async ({ id }: Ref, context: Context): Promise<'revoked' | 'absent' | 'refused'> => {
  const answer = await post(context, `${id}.removed`, { type: 'content.removed', data: { id } });
  if (isTaken(answer)) return 'revoked';
  // A plain 404 may be of an endpoint that is gone; this is the receiver's own word.
  if (answer.status === 404 && fieldsOf(answer.json).absent === true) return 'absent';
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return 'refused';
  throw unanswered(answer);
};

/** Receivers have to ignore types that they do not know. */
const test = async (context: Context): Promise<Tested> => {
  const answer = await post(context, `${context.key}.test`, { type: 'channel.tested', data: {} });
  if (isTaken(answer)) return { kind: 'ok', account: new URL(context.secrets.address).host, expiresAt: null };
  return { kind: 'failed', code: `status-${answer.status}`, message: `The receiver answered with ${answer.status}.` };
};

export const webhook: Adapter<Settings, Secrets, Payload> = {
  platform: 'webhook',
  name: 'Webhook',
  adaptations: ['website'],
  guide: {
    steps: ['Create an endpoint that takes POST and verifies Standard Webhooks; libraries for it are listed at standardwebhooks.com.', 'Agree on a secret of 24 to 64 random bytes, as whsec_ and base64.', 'A test of the connection sends a message of the type channel.tested, which is to be answered with 2xx.'],
    fields: [
      { name: 'address', label: 'Address', kind: 'secret', required: true },
      { name: 'key', label: 'Secret', hint: 'whsec_…', kind: 'secret', required: true },
      { name: 'oldKey', label: 'Earlier secret', hint: 'While it is being replaced', kind: 'secret', required: false },
      { name: 'removes', label: 'Takes pieces away when told content.removed', kind: 'flag', required: false },
    ],
  },
  settings,
  secrets,
  destination: ({ address }) => address,
  capabilities,
  render,
  publish: (payload, _prepared, context) => publish(payload, context),
  revoke,
  test: (context) => testing(() => test(context)),
};
