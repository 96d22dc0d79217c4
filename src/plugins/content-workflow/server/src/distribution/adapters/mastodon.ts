/**
 * Mastodon, and what speaks its API (docs.joinmastodon.org/methods/statuses).
 *
 * Every server has limits of its own, which a test of the connection reads. The `Idempotency-Key` is the delivery's: within
 * an hour the same key is the same post, however often it is sent.
 */
import { z } from '@strapi/utils';
import { lengthOf, type Bound } from '../../../../core/distribution/units';
import type { Capabilities, Outcome, Ref } from '../../../../core/distribution/platforms';
import type { Document, Source } from '../../../../core/distribution/document';
import type { Measure, PictureRule, Rendition } from '../../../../core/distribution/rendition';
import { toPlainText } from '../../../../core/distribution/plain';
import { EMPTY, fitPost, picturesFor } from '../../../../core/distribution/post';
import type { Adapter, AdapterContext, Answer, MadePicture, Tested } from './adapter';
import { failedTest, fieldsOf, NotSent, numberOf, picturesFrom, preparing, publishing, rateLimited, repeatable, retryAfterMs, said, testing, unanswered, unexplained, unprepared, wordsOf } from './answers';

const settings = z.strictObject({
  instance: z.url({ protocol: /^https?$/ }),
  visibility: z.enum(['public', 'unlisted', 'private']).default('public'),
  hashtags: z.boolean().default(true),
  /** What this server takes; its own answer to a test of the connection stands for the defaults of the software. */
  characters: z.int().min(1).max(100_000).default(500),
  pictures: z.int().min(0).max(20).default(4),
  urlCost: z.int().min(1).max(1000).default(23),
  /** Whom the token lets in, as the last test of the connection found; without it nobody has looked yet. */
  accountId: z.string().min(1).max(64).optional(),
});

const secrets = z.strictObject({ token: z.string().min(10).max(500) });

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;
type Context = AdapterContext<Settings, Secrets>;

type Payload = {
  readonly status: string;
  readonly visibility: string;
  readonly language: string | null;
  readonly pictures: number;
};

/** `at` is in epoch milliseconds; `isReady` false: the server was still working on it. */
type Prepared = { readonly at: number; readonly media: readonly { readonly id: string; readonly isReady: boolean }[] };

const HOUR_MS = 3_600_000;

/** Servers sweep up what no post shows after a day. */
const UPLOADS_LIVE_MS = 12 * HOUR_MS;

/** Of a media description; docs.joinmastodon.org/methods/media. */
const LONGEST_ALT = 1500;

const PROCESSING_MS = 5000;

// 16 MB and 7680×4320 pixels are Mastodon's; smaller pictures load everywhere.
const PICTURE: PictureRule = { maxWidth: 2560, maxHeight: 2560, maxBytes: 8_000_000, types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] };

const bodyBound = ({ characters, urlCost }: Settings): Bound => ({ max: characters, unit: 'grapheme', urlCost, source: 'The server’s own /api/v2/instance: configuration.statuses; 500 and 23 are the software’s defaults', asOf: '2026-11-21' });

const write = (bound: Bound) => (document: Document) => {
  const status = toPlainText(document).trim();
  return { value: status, measures: [{ field: 'body', used: lengthOf(status, bound), max: bound.max, unit: bound.unit }] satisfies Measure[] };
};

const render = (source: Source, settings: Settings): Rendition<Payload> => {
  const { pictures, issues } = picturesFor(source, PICTURE, settings.pictures);
  const fitted = fitPost(source, settings.hashtags, write(bodyBound(settings)));
  const language = source.language.split('-')[0]?.toLowerCase() ?? '';
  return {
    payload: { status: fitted.value, visibility: settings.visibility, language: /^[a-z]{2,3}$/.test(language) ? language : null, pictures: pictures.length },
    pictures: pictures.map((use) => ({ ...use, alt: use.alt.slice(0, LONGEST_ALT) })),
    preview: { look: 'post', title: null, text: fitted.value, html: null },
    measures: [...fitted.measures, { field: 'pictures', used: pictures.length, max: settings.pictures, unit: 'count' }],
    issues: [...fitted.issues, ...issues, ...(fitted.value === '' ? [EMPTY] : [])],
  };
};

const call = ({ settings: { instance }, secrets: { token }, fetch }: Context, path: string, request: Parameters<Context['fetch']>[1] = {}): Promise<Answer> =>
  fetch(`${instance.replace(/\/+$/, '')}${path}`, { ...request, headers: { authorization: `Bearer ${token}`, ...request.headers } });

/** `X-RateLimit-Reset` is an instant. */
const waitMs = (answer: Answer, now: number): number => {
  const reset = Date.parse(answer.headers['x-ratelimit-reset'] ?? '');
  return Number.isNaN(reset) ? retryAfterMs(answer, now) : Math.max(1000, reset - now);
};

const refusal = (answer: Answer, context: Context): Outcome => {
  const error = wordsOf(fieldsOf(answer.json).error);
  if (answer.status === 429) return rateLimited(waitMs(answer, context.now()));
  if (answer.status < 400 || answer.status >= 500 || error === '') return unexplained(answer, context.now());
  if (answer.status === 401) return { kind: 'unauthorized', code: 'token', message: said(context, error, 'The server does not take the token any more.') };
  if (answer.status === 403) return { kind: 'unauthorized', code: 'forbidden', message: said(context, error, 'The token may not do this.') };
  return { kind: 'rejected', code: answer.status === 422 ? 'unprocessable' : `status-${answer.status}`, message: said(context, error, 'The server refused it.') };
};

const upload = async ({ bytes, mime, filename, alt }: MadePicture, context: Context): Promise<Prepared['media'][number]> => {
  const answer = await call(context, '/api/v2/media', { method: 'POST', form: [...(alt === '' ? [] : [{ name: 'description', value: alt }]), { name: 'file', filename, mime, bytes }] });
  const id = wordsOf(fieldsOf(answer.json).id);
  if ((answer.status !== 200 && answer.status !== 202) || id === '') throw new NotSent(refusal(answer, context));
  return { id, isReady: answer.status === 200 };
};

const prepare = async (payload: Payload, context: Context, earlier: Prepared | null): ReturnType<NonNullable<Adapter<Settings, Secrets, Payload, Prepared>['prepare']>> =>
  preparing(async () => {
    // What was uploaded before is used: uploads are the scarcest thing here, thirty in half an hour.
    if (earlier !== null && earlier.media.length === payload.pictures && context.now() - earlier.at < UPLOADS_LIVE_MS) return earlier;
    const media: Prepared['media'][number][] = [];
    for (const picture of await picturesFrom(context, payload.pictures)) media.push(await upload(picture, context));
    return { at: context.now(), media };
  });

/** The server refuses a post whose pictures it still works on. */
const waitFor = async (media: Prepared['media'], context: Context): Promise<void> => {
  for (const { id, isReady } of media) {
    if (isReady) continue;
    const answer = await repeatable(() => call(context, `/api/v1/media/${encodeURIComponent(id)}`));
    if (answer.status === 206) throw new NotSent({ kind: 'deferred', code: 'media-processing', retryAfterMs: PROCESSING_MS, message: 'The server still works on the pictures.' });
    if (answer.status !== 200) throw new NotSent(answer.status >= 500 ? { kind: 'deferred', code: 'server-error', retryAfterMs: PROCESSING_MS } : refusal(answer, context));
  }
};

const whoAmI = (context: Context): Promise<Answer> => call(context, '/api/v1/accounts/verify_credentials');

/** What was approved names the account. The token alone says which one it is, and may have been replaced since. */
const checkAccount = async (context: Context): Promise<void> => {
  const { accountId } = context.settings;
  if (accountId === undefined) return;
  const answer = await repeatable(() => whoAmI(context));
  if (answer.status !== 200) throw new NotSent(unprepared(refusal(answer, context)));
  if (wordsOf(fieldsOf(answer.json).id) !== accountId) throw new NotSent({ kind: 'unauthorized', code: 'other-account', message: 'The token is of another account than the one that was tested. Test the connection: what is to be sent has to be approved for that account.' });
};

const publish = (payload: Payload, prepared: Prepared | null, context: Context): Promise<Outcome> =>
  publishing(async () => {
    await checkAccount(context);
    const media = prepared?.media ?? [];
    await waitFor(media, context);
    const { status, visibility, language } = payload;
    const json = { status, visibility, media_ids: media.map(({ id }) => id), ...(language === null ? {} : { language }) };
    const answer = await call(context, '/api/v1/statuses', { method: 'POST', headers: { 'idempotency-key': context.key }, json });
    const { id, url } = fieldsOf(answer.json);
    if (answer.status !== 200 || wordsOf(id) === '') return refusal(answer, context);
    return { kind: 'published', ref: { id: wordsOf(id), url: wordsOf(url) || null } };
  });

const capabilities = (settings: Settings): Capabilities => ({
  delivery: 'direct',
  idempotency: 'key',
  // docs.joinmastodon.org/methods/statuses: "idempotency keys are stored for up to 1 hour".
  keyLivesMs: HOUR_MS,
  confirmation: 'sync',
  revocable: true,
  metrics: ['likes', 'shares', 'comments'],
  limits: { body: bodyBound(settings), pictures: { max: settings.pictures } },
  // docs.joinmastodon.org/api/rate-limits.
  rates: [{ max: 300, perMs: 300_000 }],
});

const statusPath = ({ id }: Ref): string => `/api/v1/statuses/${encodeURIComponent(id)}`;

const measure = async (ref: Ref, context: Context): Promise<Readonly<Partial<Record<'likes' | 'shares' | 'comments', number>>>> => {
  const answer = await call(context, statusPath(ref));
  if (answer.status !== 200) throw unanswered(answer);
  const { favourites_count: likes, reblogs_count: shares, replies_count: comments } = fieldsOf(answer.json);
  return Object.fromEntries(Object.entries({ likes, shares, comments }).filter((entry): entry is [string, number] => numberOf(entry[1]) !== null));
};

const revoke = async (ref: Ref, context: Context): Promise<'revoked' | 'absent' | 'refused'> => {
  const answer = await call(context, statusPath(ref), { method: 'DELETE' });
  if (answer.status === 200) return 'revoked';
  if (answer.status === 404) return 'absent';
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return 'refused';
  throw unanswered(answer);
};

const limitsOf = (json: unknown): Readonly<Record<string, number>> => {
  const statuses = fieldsOf(fieldsOf(fieldsOf(json).configuration).statuses);
  const told = { characters: statuses.max_characters, pictures: statuses.max_media_attachments, urlCost: statuses.characters_reserved_per_url };
  return Object.fromEntries(Object.entries(told).filter((entry): entry is [string, number] => Number.isInteger(entry[1])));
};

const test = async (context: Context): Promise<Tested> => {
  const account = await whoAmI(context);
  const { acct, id } = fieldsOf(account.json);
  if (account.status !== 200 || wordsOf(acct) === '' || wordsOf(id) === '') return failedTest(refusal(account, context));
  const instance = await call(context, '/api/v2/instance');
  return { kind: 'ok', account: `@${wordsOf(acct)}@${new URL(context.settings.instance).host}`, expiresAt: null, found: { accountId: wordsOf(id), ...(instance.status === 200 ? limitsOf(instance.json) : {}) } };
};

export const mastodon: Adapter<Settings, Secrets, Payload, Prepared> = {
  platform: 'mastodon',
  name: 'Mastodon',
  adaptations: ['mastodon'],
  guide: {
    steps: ['Open Preferences, then Development, at your Mastodon server and create an application.', 'Give it read:accounts, read:statuses, write:statuses and write:media, and copy its access token.'],
    fields: [
      { name: 'instance', label: 'Server', hint: 'https://mastodon.example', kind: 'url', required: true },
      { name: 'token', label: 'Access token', kind: 'secret', required: true },
      { name: 'visibility', label: 'Who sees it', kind: 'choice', choices: ['public', 'unlisted', 'private'], required: false },
      { name: 'hashtags', label: 'Add the tags as hashtags', kind: 'flag', required: false },
      { name: 'characters', label: 'Characters of a post', hint: 'Found by testing the connection', kind: 'number', required: false },
      { name: 'pictures', label: 'Pictures of a post', hint: 'Found by testing the connection', kind: 'number', required: false },
      { name: 'urlCost', label: 'Characters that a link counts', hint: 'Found by testing the connection', kind: 'number', required: false },
      { name: 'accountId', label: 'Number of the account', hint: 'Found by testing the connection', kind: 'text', required: false },
    ],
  },
  settings,
  secrets,
  capabilities,
  render,
  prepare,
  publish,
  measure,
  revoke,
  test: (context) => testing(() => test(context)),
};
