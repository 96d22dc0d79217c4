/**
 * A page of Facebook, by the Graph API (developers.facebook.com/docs/pages-api/posts).
 *
 * Pictures are uploaded unpublished first, which may be repeated; the post that shows them is made by one call. Graph names
 * what went wrong by `code` and `error_subcode`, and those alone are read.
 */
import { z } from '@strapi/utils';
import type { Bound } from '../../../../core/distribution/units';
import type { Capabilities, Metric, Outcome, Ref } from '../../../../core/distribution/platforms';
import type { Document, Source } from '../../../../core/distribution/document';
import type { Measure, PictureRule, Rendition } from '../../../../core/distribution/rendition';
import { toPlainText } from '../../../../core/distribution/plain';
import { EMPTY, fitPost, picturesFor } from '../../../../core/distribution/post';
import type { Adapter, AdapterContext, Answer, FormPart, MadePicture, Request, Tested } from './adapter';
import { failedTest, fieldsOf, NotSent, numberOf, picturesFrom, preparing, publishing, rateLimited, retryAfterMs, said, testing, unanswered, unexplained, wordsOf } from './answers';

const settings = z.strictObject({
  page: z.string().regex(/^\d{5,20}$/, 'is not the number of a page'),
  hashtags: z.boolean().default(false),
  /** With the version of the API, which Meta keeps for two years. */
  graph: z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com/v24.0'),
});

const secrets = z.strictObject({ token: z.string().min(20).max(1000) });

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;
type Context = AdapterContext<Settings, Secrets>;

type Payload = {
  readonly message: string;
  /** Shown as a card, where no pictures are. */
  readonly link: string | null;
  readonly pictures: number;
};

/** `at` is in epoch milliseconds. */
type Prepared = { readonly at: number; readonly photos: readonly string[] };

const BODY: Bound = { max: 63_206, unit: 'utf16', source: 'Postiz, whose limit is the one that Facebook announced in 2011; Meta documents none', asOf: '2026-11-21' };

/** As many as Facebook lays out; Meta documents no number for attached media. */
const MOST_PICTURES = 10;

// developers.facebook.com/docs/graph-api/reference/page/photos: 4 MB and jpeg, png, gif, among others.
const PICTURE: PictureRule = { maxWidth: 2048, maxHeight: 2048, maxBytes: 4_000_000, types: ['image/jpeg', 'image/png'] };

/** `@[123]` is a mention; these are words. */
const withoutMentions = (text: string): string => text.replace(/@(?=\[)/g, '@\u200B');

const write = (document: Document) => {
  const message = withoutMentions(toPlainText(document).trim());
  return { value: message, measures: [{ field: 'body', used: message.length, max: BODY.max, unit: BODY.unit }] satisfies Measure[] };
};

const render = (source: Source, { hashtags }: Settings): Rendition<Payload> => {
  const { pictures, issues } = picturesFor(source, PICTURE, MOST_PICTURES);
  const fitted = fitPost(source, hashtags, write);
  return {
    payload: { message: fitted.value, link: pictures.length > 0 || source.adapted ? null : source.url, pictures: pictures.length },
    pictures,
    preview: { look: 'post', title: null, text: fitted.value, html: null },
    measures: [...fitted.measures, { field: 'pictures', used: pictures.length, max: MOST_PICTURES, unit: 'count' }],
    issues: [...fitted.issues, ...issues, ...(fitted.value === '' ? [EMPTY] : [])],
  };
};

// The token goes in a header, where no log of addresses keeps it.
const call = ({ settings: { graph }, secrets: { token }, fetch }: Context, path: string, request: Request = {}): Promise<Answer> => fetch(`${graph.replace(/\/+$/, '')}/${path}`, { ...request, headers: { authorization: `Bearer ${token}`, ...request.headers } });

/** developers.facebook.com/docs/graph-api/guides/error-handling and …/overview/rate-limiting. */
const TOKEN_CODES: readonly number[] = [102, 190, 459, 460, 463, 464, 467];
const RATE_CODES: readonly number[] = [4, 17, 32, 341, 613, 80_001];
/** "Possibly a temporary issue due to downtime": nothing is said of what was done. */
const PERHAPS_DONE: readonly number[] = [1, 2];

/** Usage is counted by the hour. */
const HOUR_MS = 3_600_000;

/** developers.facebook.com/docs/graph-api/reference/page/photos: unpublished and temporary photos are kept for 24 hours. */
const PHOTOS_LIVE_MS = 12 * HOUR_MS;

/** `estimated_time_to_regain_access` in minutes, where the page's own usage is over. */
const waitMs = (answer: Answer, now: number): number => {
  const minutes = /"estimated_time_to_regain_access"\s*:\s*(\d+)/.exec(answer.headers['x-business-use-case-usage'] ?? '')?.[1];
  if (minutes !== undefined && Number(minutes) > 0) return Number(minutes) * 60_000;
  return answer.headers['retry-after'] === undefined ? HOUR_MS : retryAfterMs(answer, now);
};

const refusal = (answer: Answer, context: Context): Outcome => {
  const error = fieldsOf(fieldsOf(answer.json).error);
  const code = numberOf(error.code);
  if (code === null) return unexplained(answer, context.now());
  const subcode = numberOf(error.error_subcode);
  const name = subcode === null ? String(code) : `${code}.${subcode}`;
  const message = said(context, error.error_user_msg, said(context, error.message, 'Facebook refused it.'));
  if (RATE_CODES.includes(code)) return rateLimited(waitMs(answer, context.now()));
  if (PERHAPS_DONE.includes(code)) return { kind: 'unknown', code: name, message: 'Facebook failed on the way; it may have taken the post.' };
  if (TOKEN_CODES.includes(code)) return { kind: 'unauthorized', code: name, message: 'Facebook does not take the token any more. Connect the page anew.' };
  if (code === 10 || (code >= 200 && code < 300)) return { kind: 'unauthorized', code: name, message };
  return { kind: 'rejected', code: name, message };
};

const upload = async ({ bytes, mime, filename, alt }: MadePicture, context: Context): Promise<string> => {
  const form: FormPart[] = [{ name: 'published', value: 'false' }, ...(alt === '' ? [] : [{ name: 'alt_text_custom', value: alt }]), { name: 'source', filename, mime, bytes }];
  const answer = await call(context, `${context.settings.page}/photos`, { method: 'POST', form });
  const id = wordsOf(fieldsOf(answer.json).id);
  if (answer.status !== 200 || id === '') throw new NotSent(refusal(answer, context));
  return id;
};

const prepare = (payload: Payload, context: Context, earlier: Prepared | null): ReturnType<NonNullable<Adapter<Settings, Secrets, Payload, Prepared>['prepare']>> =>
  preparing(async () => {
    // Uploading them again would leave those behind.
    if (earlier !== null && earlier.photos.length === payload.pictures && context.now() - earlier.at < PHOTOS_LIVE_MS) return earlier;
    const photos: string[] = [];
    for (const picture of await picturesFrom(context, payload.pictures)) photos.push(await upload(picture, context));
    return { at: context.now(), photos };
  });

const publish = (payload: Payload, prepared: Prepared | null, context: Context): Promise<Outcome> =>
  publishing(async () => {
    const photos = prepared?.photos ?? [];
    const form: FormPart[] = [
      { name: 'message', value: payload.message },
      ...(payload.link === null ? [] : [{ name: 'link', value: payload.link }]),
      ...photos.map((id, i) => ({ name: `attached_media[${i}]`, value: JSON.stringify({ media_fbid: id }) })),
    ];
    const answer = await call(context, `${context.settings.page}/feed`, { method: 'POST', form });
    const id = wordsOf(fieldsOf(answer.json).id);
    return answer.status === 200 && id !== '' ? { kind: 'published', ref: { id, url: `https://www.facebook.com/${id}` } } : refusal(answer, context);
  });

const capabilities = (): Capabilities => ({
  delivery: 'direct',
  // Reading the feed back proves nothing by not finding it: Graph does not promise to read what was just written.
  idempotency: 'none',
  confirmation: 'sync',
  revocable: true,
  metrics: ['views', 'likes', 'comments', 'shares', 'clicks'],
  limits: { body: BODY, pictures: { max: MOST_PICTURES } },
  // developers.facebook.com/docs/graph-api/overview/rate-limiting: 4,800 calls a day by each engaged user of the page; this is far below for any page.
  rates: [{ max: 25, perMs: HOUR_MS }],
});

const totalOf = (edge: unknown): number | null => numberOf(fieldsOf(fieldsOf(edge).summary).total_count);

const insightsOf = (json: unknown): Readonly<Record<string, number | null>> => {
  const { data } = fieldsOf(json);
  const rows = Array.isArray(data) ? data.map(fieldsOf) : [];
  return Object.fromEntries(rows.map(({ name, values }) => [wordsOf(name), Array.isArray(values) ? numberOf(fieldsOf(values.at(-1)).value) : null]));
};

const measure = async ({ id }: Ref, context: Context): Promise<Readonly<Partial<Record<Metric, number>>>> => {
  const post = await call(context, `${id}?fields=shares,reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count)`);
  if (post.status !== 200) throw unanswered(post);
  const { shares, reactions, comments } = fieldsOf(post.json);
  // Pages that less than a hundred people like have no insights; what the post itself says is there nevertheless.
  const insights = await call(context, `${id}/insights?metric=post_total_media_view_unique,post_clicks`);
  const { post_total_media_view_unique: views, post_clicks: clicks } = insights.status === 200 ? insightsOf(insights.json) : {};
  const counts = { views, likes: totalOf(reactions), comments: totalOf(comments), shares: shares === undefined ? 0 : numberOf(fieldsOf(shares).count), clicks };
  return Object.fromEntries(Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
};

/** "Unsupported delete request. Object does not exist": code and subcode of what is not there. */
const ABSENT = { code: 100, subcode: 33 };

const revoke = async ({ id }: Ref, context: Context): Promise<'revoked' | 'absent' | 'refused'> => {
  const answer = await call(context, id, { method: 'DELETE' });
  if (answer.status === 200 && fieldsOf(answer.json).success === true) return 'revoked';
  const { code, error_subcode: subcode } = fieldsOf(fieldsOf(answer.json).error);
  if (code === ABSENT.code && subcode === ABSENT.subcode) return 'absent';
  const outcome = refusal(answer, context);
  if (outcome.kind === 'rejected' || outcome.kind === 'unauthorized') return 'refused';
  throw unanswered(answer);
};

const test = async (context: Context): Promise<Tested> => {
  const me = await call(context, 'me?fields=id,name');
  const { id, name } = fieldsOf(me.json);
  if (me.status !== 200 || wordsOf(id) === '') return failedTest(refusal(me, context));
  if (wordsOf(id) !== context.settings.page) return { kind: 'failed', code: 'other-page', message: `The token is of "${wordsOf(name)}", which is not this page. A token of the page itself is needed, not of a person.` };
  const token = await call(context, `debug_token?input_token=${encodeURIComponent(context.secrets.token)}`);
  const expires = numberOf(fieldsOf(fieldsOf(token.json).data).expires_at);
  // 0 is a token that does not end.
  return { kind: 'ok', account: wordsOf(name), expiresAt: token.status === 200 && expires !== null && expires > 0 ? expires * 1000 : null };
};

export const facebookPage: Adapter<Settings, Secrets, Payload, Prepared> = {
  platform: 'facebook-page',
  name: 'Facebook Page',
  adaptations: ['facebook'],
  guide: {
    steps: [
      'Create an app of the type Business at developers.facebook.com and ask for pages_manage_posts, pages_read_engagement and read_insights.',
      'Take a long-lived token of a person who manages the page, and with it the token of the page, which does not end.',
      'Copy that token and the number of the page.',
    ],
    fields: [
      { name: 'page', label: 'Number of the page', kind: 'text', required: true },
      { name: 'token', label: 'Token of the page', kind: 'secret', required: true },
      { name: 'hashtags', label: 'Add the tags as hashtags', kind: 'flag', required: false },
      { name: 'graph', label: 'Address of the Graph API', hint: 'With its version', kind: 'url', required: false },
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
