/**
 * Bluesky, on whatever server of the AT Protocol an account lives.
 *
 * A post is a record, and we choose its name: it is made of the delivery's key, so that the same delivery can be put there
 * any number of times and is one post. The moment that it was made is chosen when it is prepared and kept, so that it is the
 * same record as well. What is sent is held to the lexicon of `@atproto/api` before it is.
 */
import { createHash } from 'node:crypto';
import { AppBskyFeedPost, RichText, type AppBskyRichtextFacet } from '@atproto/api';
import { z } from '@strapi/utils';
import { lengthOf, type Bound } from '../../../../core/distribution/units';
import type { Capabilities, Outcome, Ref } from '../../../../core/distribution/platforms';
import type { Document, Source } from '../../../../core/distribution/document';
import { toLinkedText, type LinkedText } from '../../../../core/distribution/linked-text';
import type { Issue, Json, Measure, PictureRule, Rendition } from '../../../../core/distribution/rendition';
import { EMPTY, fitPost, picturesFor } from '../../../../core/distribution/post';
import type { Adapter, AdapterContext, Answer, MadePicture, Request, Tested, Token } from './adapter';
import { failedTest, fieldsOf, NotSent, numberOf, picturesFrom, preparing, publishing, rateLimited, repeatable, retryAfterMs, said, testing, unanswered, unexplained, unprepared, wordsOf } from './answers';

const settings = z.strictObject({
  service: z.url({ protocol: /^https?$/ }).default('https://bsky.social'),
  /** Handle, DID or address of the account. */
  account: z.string().min(3).max(253),
  hashtags: z.boolean().default(true),
  /** Counts likes and reposts; a server of accounts knows none. */
  appView: z.url({ protocol: /^https?$/ }).default('https://public.api.bsky.app'),
});

const secrets = z.strictObject({ password: z.string().min(8).max(256) });

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;
type Context = AdapterContext<Settings, Secrets>;

type Facet = { readonly index: { readonly byteStart: number; readonly byteEnd: number }; readonly features: readonly { readonly $type: string; readonly uri?: string; readonly tag?: string }[] };

type Payload = {
  readonly text: string;
  readonly facets: readonly Facet[];
  readonly langs: readonly string[];
  /** A card for the piece, where no pictures are. */
  readonly card: { readonly uri: string; readonly title: string; readonly description: string } | null;
  readonly pictures: number;
};

type Prepared = {
  readonly createdAt: string;
  readonly images: readonly { readonly blob: Json; readonly alt: string; readonly width: number; readonly height: number }[];
};

const COLLECTION = 'app.bsky.feed.post';
const SOURCE = 'The lexicon app.bsky.feed.post of @atproto/api 0.19.19';

const TEXT: Bound = { max: 300, unit: 'grapheme', source: SOURCE, asOf: '2026-06-04' };
const BYTES: Bound = { max: 3000, unit: 'utf8', source: SOURCE, asOf: '2026-06-04' };

/** app.bsky.embed.images. */
const MOST_PICTURES = 4;

// The lexicon takes 2,000,000 bytes; servers of before 2026 take 1,000,000.
const PICTURE: PictureRule = { maxWidth: 2000, maxHeight: 2000, maxBytes: 976_000, types: ['image/jpeg', 'image/png', 'image/webp'] };

const write = (document: Document) => {
  const value = toLinkedText(document);
  return {
    value,
    measures: [
      { field: 'body', used: lengthOf(value.text, TEXT), max: TEXT.max, unit: TEXT.unit },
      { field: 'bytes', used: lengthOf(value.text, BYTES), max: BYTES.max, unit: BYTES.unit },
    ] satisfies Measure[],
  };
};

const overlaps = (a: Facet['index'], b: Facet['index']): boolean => a.byteStart < b.byteEnd && b.byteStart < a.byteEnd;

const featureOf = (feature: AppBskyRichtextFacet.Main['features'][number]): Facet['features'] => {
  const { $type, tag, uri } = feature as { $type: string; tag?: unknown; uri?: unknown };
  if ($type === 'app.bsky.richtext.facet#tag') return [{ $type, tag: wordsOf(tag) }];
  return $type === 'app.bsky.richtext.facet#link' ? [{ $type, uri: wordsOf(uri) }] : [];
};

/** Links of the piece, and the tags and bare addresses in its words. Nobody is mentioned: that takes an account, not words. */
const facetsOf = ({ text, links }: LinkedText): readonly Facet[] => {
  const own = links.map(({ start, end, href }): Facet => ({ index: { byteStart: start, byteEnd: end }, features: [{ $type: 'app.bsky.richtext.facet#link', uri: href }] }));
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  const found = (rich.facets ?? []).flatMap(({ index, features }): Facet[] => {
    const place = { byteStart: index.byteStart, byteEnd: index.byteEnd };
    const known = features.flatMap(featureOf);
    return known.length === 0 || own.some((facet) => overlaps(facet.index, place)) ? [] : [{ index: place, features: known }];
  });
  return [...own, ...found].sort((a, b) => a.index.byteStart - b.index.byteStart);
};

/** With names as the lexicon knows them; a language that is none is not told. */
const languageOf = (language: string): readonly string[] => (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? [language] : []);

const recordOf = ({ text, facets, langs, card }: Payload, { createdAt, images }: Prepared): { readonly [name: string]: Json } => {
  const embed: Json | null =
    images.length > 0
      ? { $type: 'app.bsky.embed.images', images: images.map(({ blob, alt, width, height }) => ({ image: blob, alt, aspectRatio: { width, height } })) }
      : card === null
        ? null
        : { $type: 'app.bsky.embed.external', external: card };
  return { $type: COLLECTION, text, createdAt, ...(facets.length === 0 ? {} : { facets }), ...(langs.length === 0 ? {} : { langs }), ...(embed === null ? {} : { embed }) };
};

/** The lexicon's word on all but the pictures, which are not there yet. */
const invalid = (payload: Payload): readonly Issue[] => {
  const checked = AppBskyFeedPost.validateRecord(recordOf(payload, { createdAt: '2026-01-01T00:00:00.000Z', images: [] }));
  return checked.success ? [] : [{ level: 'error', code: 'lexicon', field: 'body', message: `Bluesky would not take it: ${checked.error.message.slice(0, 200)}` }];
};

const render = (source: Source, { hashtags }: Settings): Rendition<Payload> => {
  const { pictures, issues } = picturesFor(source, PICTURE, MOST_PICTURES);
  const fitted = fitPost(source, hashtags, write);
  const card = pictures.length > 0 || source.url === null || source.adapted ? null : { uri: source.url, title: source.title, description: source.summary };
  const payload: Payload = { text: fitted.value.text, facets: facetsOf(fitted.value), langs: languageOf(source.language), card, pictures: pictures.length };
  const isTooLong = fitted.issues.some(({ level }) => level === 'error');
  return {
    payload,
    pictures,
    preview: { look: 'post', title: null, text: payload.text, html: null },
    measures: [...fitted.measures, { field: 'pictures', used: pictures.length, max: MOST_PICTURES, unit: 'count' }],
    // What is too long was said in better words already.
    issues: [...fitted.issues, ...issues, ...(payload.text === '' ? [EMPTY] : []), ...(isTooLong ? [] : invalid(payload))],
  };
};

/** What `context.token` keeps in one string. */
interface Session {
  readonly did: string;
  readonly access: string;
  readonly refresh: string;
}

const SESSION = 'session';

/** Where a token does not say when it ends. */
const SESSION_LIVES_MS = 3_600_000;

/** A token that is renewed a little early is never refused on the way. */
const EARLY_MS = 60_000;

const sessionOf = (value: string): Session => JSON.parse(value) as Session;

const expiryOf = (jwt: string, now: number): number => {
  try {
    const { exp } = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 - EARLY_MS : now + SESSION_LIVES_MS;
  } catch {
    return now + SESSION_LIVES_MS;
  }
};

const xrpc = ({ settings: { service }, fetch }: Context, method: string, request: Request): Promise<Answer> => fetch(`${service.replace(/\/+$/, '')}/xrpc/${method}`, { method: 'POST', ...request });

/** `ratelimit-reset` is an instant in seconds. */
const waitMs = (answer: Answer, now: number): number => {
  const reset = Number(answer.headers['ratelimit-reset'] ?? Number.NaN) * 1000;
  return Number.isFinite(reset) ? Math.max(1000, reset - now) : retryAfterMs(answer, now);
};

/** The errors of a token that another one replaces. */
const RENEWABLE: readonly string[] = ['ExpiredToken', 'InvalidToken'];
const isRenewable = ({ json }: Answer): boolean => RENEWABLE.includes(wordsOf(fieldsOf(json).error));

const ACCOUNT_ERRORS: readonly string[] = ['AuthenticationRequired', 'AuthMissing', 'AccountTakedown', 'AccountDeactivated', 'AuthFactorTokenRequired', 'BadJwt', 'Forbidden'];

const refusal = (answer: Answer, context: Context): Outcome => {
  const { error, message } = fieldsOf(answer.json);
  const name = wordsOf(error);
  if (answer.status === 429) return rateLimited(waitMs(answer, context.now()));
  if (answer.status < 400 || answer.status >= 500 || name === '') return unexplained(answer, context.now());
  if (isRenewable(answer)) return { kind: 'deferred', code: 'session-ended', retryAfterMs: 1000, message: 'The session ended and is opened anew.' };
  if (answer.status === 401 || answer.status === 403 || ACCOUNT_ERRORS.includes(name)) return { kind: 'unauthorized', code: name, message: said(context, message, 'Bluesky does not let this account in.') };
  return { kind: 'rejected', code: name, message: said(context, message, 'Bluesky refused it.') };
};

const tokenOf = (answer: Answer, now: number): Token | null => {
  const { did, accessJwt, refreshJwt } = fieldsOf(answer.json);
  if (answer.status !== 200 || wordsOf(did) === '' || wordsOf(accessJwt) === '' || wordsOf(refreshJwt) === '') return null;
  return { value: JSON.stringify({ did: wordsOf(did), access: wordsOf(accessJwt), refresh: wordsOf(refreshJwt) } satisfies Session), expiresAt: expiryOf(wordsOf(accessJwt), now) };
};

/** Renewed where it can be; opening one is the scarcer thing, 300 a day (docs.bsky.app/docs/advanced-guides/rate-limits). */
const obtain =
  (context: Context) =>
  async (old: Token | null): Promise<Token> => {
    if (old !== null && old.value !== '') {
      const renewed = tokenOf(await xrpc(context, 'com.atproto.server.refreshSession', { headers: { authorization: `Bearer ${sessionOf(old.value).refresh}` } }), context.now());
      if (renewed !== null) return renewed;
    }
    const answer = await xrpc(context, 'com.atproto.server.createSession', { json: { identifier: context.settings.account, password: context.secrets.password } });
    const opened = tokenOf(answer, context.now());
    // Nothing was sent that anybody could see.
    if (opened === null) throw new NotSent(unprepared(refusal(answer, context)));
    return opened;
  };

const openSession = async (context: Context): Promise<{ readonly session: Session; readonly drop: () => Promise<void> }> => {
  const value = await repeatable(() => context.token(SESSION, obtain(context)));
  return { session: sessionOf(value), drop: () => context.dropToken(SESSION, value) };
};

/** A call in the account's name. What is refused for its token was certainly not done: it is called once more with another. */
const authorized = async (context: Context, method: string, requestOf: (session: Session) => Request): Promise<Answer> => {
  const once = async (): Promise<Answer> => {
    const { session, drop } = await openSession(context);
    const request = requestOf(session);
    const answer = await xrpc(context, method, { ...request, headers: { ...request.headers, authorization: `Bearer ${session.access}` } });
    if (isRenewable(answer)) await drop();
    return answer;
  };
  const answer = await once();
  return isRenewable(answer) ? once() : answer;
};

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';

/** From here, 2^46 microseconds (814 days) of the past are ours: readers who sort by names meet no post of the future. */
const FIRST_MICROSECOND = BigInt(Date.UTC(2023, 0, 1)) * 1000n;

/** The name of a record, a TID (atproto.com/specs/tid), that is always the same for one key: 46 bits of time and 10 of a clock's number, out of its hash. */
export const recordKeyOf = (key: string): string => {
  const hash = createHash('sha256').update(key).digest().readBigUInt64BE();
  let rest = ((FIRST_MICROSECOND + (hash >> 18n)) << 10n) | (hash & 1023n);
  let name = '';
  for (let i = 0; i < 13; i += 1) {
    name = `${ALPHABET[Number(rest & 31n)] ?? ''}${name}`;
    rest >>= 5n;
  }
  return name;
};

const uploadBlob = async ({ bytes, mime, alt, width, height }: MadePicture, context: Context): Promise<Prepared['images'][number]> => {
  const answer = await authorized(context, 'com.atproto.repo.uploadBlob', () => ({ body: bytes, headers: { 'content-type': mime } }));
  const { blob } = fieldsOf(answer.json);
  if (answer.status !== 200 || fieldsOf(blob).$type !== 'blob') throw new NotSent(refusal(answer, context));
  return { blob: blob as Json, alt, width, height };
};

const prepare = (payload: Payload, context: Context, earlier: Prepared | null): ReturnType<NonNullable<Adapter<Settings, Secrets, Payload, Prepared>['prepare']>> =>
  preparing(async () => {
    const images: Prepared['images'][number][] = [];
    // A server forgets blobs that no record holds, so they are brought again; the same bytes are the same blob.
    for (const picture of await picturesFrom(context, payload.pictures)) images.push(await uploadBlob(picture, context));
    return { createdAt: earlier?.createdAt ?? new Date(context.now()).toISOString(), images };
  });

const publish = (payload: Payload, prepared: Prepared | null, context: Context): Promise<Outcome> =>
  publishing(async () => {
    const record = recordOf(payload, prepared ?? { createdAt: new Date(context.now()).toISOString(), images: [] });
    const rkey = recordKeyOf(context.key);
    const answer = await authorized(context, 'com.atproto.repo.putRecord', ({ did }) => ({ json: { repo: did, collection: COLLECTION, rkey, record } }));
    const uri = wordsOf(fieldsOf(answer.json).uri);
    if (answer.status !== 200 || !uri.startsWith('at://')) return refusal(answer, context);
    return { kind: 'published', ref: { id: uri, url: `https://bsky.app/profile/${uri.split('/')[2] ?? ''}/post/${rkey}` } };
  });

const capabilities = (): Capabilities => ({
  delivery: 'direct',
  idempotency: 'key',
  confirmation: 'sync',
  revocable: true,
  metrics: ['likes', 'shares', 'comments'],
  limits: { body: TEXT, pictures: { max: MOST_PICTURES } },
  // docs.bsky.app/docs/advanced-guides/rate-limits: 5,000 points an hour, three for a record.
  rates: [{ max: 1666, perMs: 3_600_000 }],
});

const measure = async ({ id }: Ref, { settings: { appView }, fetch }: Context): Promise<Readonly<Partial<Record<'likes' | 'shares' | 'comments', number>>>> => {
  const answer = await fetch(`${appView.replace(/\/+$/, '')}/xrpc/app.bsky.feed.getPosts?uris=${encodeURIComponent(id)}`);
  const { posts } = fieldsOf(answer.json);
  if (answer.status !== 200 || !Array.isArray(posts)) throw unanswered(answer);
  const { likeCount, repostCount, quoteCount, replyCount } = fieldsOf(posts[0]);
  const reposts = numberOf(repostCount);
  const counts = { likes: numberOf(likeCount), shares: reposts === null ? null : reposts + (numberOf(quoteCount) ?? 0), comments: numberOf(replyCount) };
  return Object.fromEntries(Object.entries(counts).filter((entry): entry is [string, number] => entry[1] !== null));
};

const revoke = async ({ id }: Ref, context: Context): Promise<'revoked' | 'absent' | 'refused'> => {
  const rkey = id.split('/').at(-1) ?? '';
  const answer = await authorized(context, 'com.atproto.repo.deleteRecord', ({ did }) => ({ json: { repo: did, collection: COLLECTION, rkey } }));
  // One that is not there is no error, and makes no commit.
  if (answer.status === 200) return fieldsOf(answer.json).commit === undefined ? 'absent' : 'revoked';
  const outcome = refusal(answer, context);
  if (outcome.kind === 'rejected' || outcome.kind === 'unauthorized') return 'refused';
  throw unanswered(answer);
};

const test = async (context: Context): Promise<Tested> => {
  const { session } = await openSession(context);
  const answer = await context.fetch(`${context.settings.service.replace(/\/+$/, '')}/xrpc/com.atproto.server.getSession`, { headers: { authorization: `Bearer ${session.access}` } });
  const { handle, active } = fieldsOf(answer.json);
  if (answer.status !== 200) return failedTest(refusal(answer, context));
  return active === false ? { kind: 'failed', code: 'account-inactive', message: 'The account is not active.' } : { kind: 'ok', account: `@${wordsOf(handle)}`, expiresAt: null };
};

export const bluesky: Adapter<Settings, Secrets, Payload, Prepared> = {
  platform: 'bluesky',
  name: 'Bluesky',
  adaptations: ['bluesky'],
  guide: {
    steps: ['Open Settings, then Privacy and security, then App passwords at Bluesky, and add one for this site.', 'Copy it: it is shown once. It can not change the account, and is taken back there at any time.'],
    fields: [
      { name: 'account', label: 'Account', hint: 'Its handle, as name.bsky.social', kind: 'text', required: true },
      { name: 'password', label: 'App password', kind: 'secret', required: true },
      { name: 'hashtags', label: 'Add the tags as hashtags', kind: 'flag', required: false },
      { name: 'service', label: 'Server of the account', hint: 'Only where it is not bsky.social', kind: 'url', required: false },
      { name: 'appView', label: 'Server that counts likes', hint: 'Only where it is not Bluesky’s', kind: 'url', required: false },
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
