/**
 * A WeChat Official Account (微信公众号): an article is laid into its box of drafts and, where the account may, published
 * from there.
 *
 * Preparing makes the draft, pictures and all; its number is kept before anything else. Publishing hands that draft in and
 * is answered that it was taken, not that it is public: that is asked for afterwards. A draft leaves its box when it is
 * published, which is how it is known whether a call that nobody answered was heard. Accounts of persons and accounts
 * that were not verified may not publish since July 2025 (48001): their draft is there, and a person finishes it in the
 * console.
 *
 * Pages: developers.weixin.qq.com …/draftmanage/api_draft_add, …/api_getdraft, …/public/api_freepublish_submit,
 * …/api_freepublish_get, …/api/base/api_getstableaccesstoken; read 2026-11-21.
 */
import { z } from '@strapi/utils';
import type { Capabilities, Outcome, Ref } from '../../../../core/distribution/platforms';
import { escapeHtml } from '../../../../core/html';
import { NoAnswer, outcomeOfNoAnswer, type Adapter, type AdapterContext } from './adapter';
import { malformed, outcomeOfStatus } from './classify';
import { call, outcomeOfError, read, Refused, spokenOf, type AccountContext } from './wechat/api';
import { CONTENT, PLACEHOLDER, renderArticle, TITLE, type ArticlePayload } from './wechat/article';

const MODES = ['publish', 'draft'] as const;
const COMMENTS = ['closed', 'everyone', 'followers'] as const;

const settings = z.strictObject({
  appId: z.string().regex(/^wx[0-9a-z]{6,}$/i, { error: 'is not an AppID: it begins with wx' }),
  mode: z.enum(MODES).default('publish'),
  /** Shown above the article; '' takes the piece's own. */
  author: z.string().max(16).default(''),
  comments: z.enum(COMMENTS).default('closed'),
  /** A relay with a fixed address may stand before WeChat, which answers only addresses on the account's list. */
  server: z
    .url({ protocol: /^https?$/ })
    .default('https://api.weixin.qq.com')
    .transform((address) => address.replace(/\/+$/, '')),
});
type Settings = z.infer<typeof settings>;

const secrets = z.strictObject({ appSecret: z.string().min(8) });
type Secrets = z.infer<typeof secrets>;

type Prepared = {
  readonly mediaId: string;
  readonly title: string;
  /** Epoch milliseconds: when the draft was made, and when it was last seen before it was handed in. */
  readonly madeAt: number;
  readonly seenAt: number;
};

type Context = AdapterContext<Settings, Secrets>;

const A_MINUTE = 60_000;
/** A publication is looked at by people or machines of WeChat's first; most take less than a minute. */
const LOOK_AGAIN_MS = 30_000;
/** What a person finishes is done within hours. */
const PERSON_MS = 60 * A_MINUTE;
/** So long a draft that was handed in may still lie in its box. */
const IN_PROGRESS_MS = 10 * A_MINUTE;
/** Clocks differ. */
const SKEW_MS = 5 * A_MINUTE;

const CONSOLE = 'https://mp.weixin.qq.com/';

const draftRef = (mediaId: string): Ref => ({ id: `draft:${mediaId}`, url: CONSOLE });

/** What stands behind the kind of a reference. */
const behind = (ref: Ref, kind: 'draft' | 'publish' | 'article'): string | null => (ref.id.startsWith(`${kind}:`) ? ref.id.slice(kind.length + 1) : null);

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {});
const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const textOr = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null);

const must = (value: unknown, name: string): string => {
  const text = textOr(value);
  if (text === null) throw new Refused({ kind: 'deferred', code: 'malformed', retryAfterMs: A_MINUTE, message: `WeChat did not say "${name}"; nothing was published.` });
  return text;
};

const uploaded = async (context: Context, index: number, path: string, query: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> => {
  const { filename, mime, bytes } = await context.picture(index);
  return read(context as AccountContext, { path, query, form: [{ name: 'media', filename, mime, bytes }] });
};

const insidePlaces = (content: string): readonly number[] => [...new Set([...content.matchAll(PLACEHOLDER)].map(([, place]) => Number(place)))];

const makeDraft = async (payload: ArticlePayload, context: Context): Promise<Prepared> => {
  const addresses = new Map<number, string>();
  for (const place of insidePlaces(payload.content)) addresses.set(place, must((await uploaded(context, place, '/cgi-bin/media/uploadimg', {})).url, 'url'));
  const thumb = must((await uploaded(context, payload.cover, '/cgi-bin/material/add_material', { type: 'image' })).media_id, 'media_id');
  const { comments } = context.settings;
  const article = {
    article_type: 'news',
    title: payload.title,
    author: payload.author,
    digest: payload.digest,
    content: payload.content.replace(PLACEHOLDER, (_all, place: string) => `src="${escapeHtml(addresses.get(Number(place)) ?? '')}"`),
    content_source_url: payload.sourceUrl,
    thumb_media_id: thumb,
    need_open_comment: comments === 'closed' ? 0 : 1,
    only_fans_can_comment: comments === 'followers' ? 1 : 0,
  };
  const mediaId = must((await read(context as AccountContext, { path: '/cgi-bin/draft/add', json: { articles: [article] } })).media_id, 'media_id');
  return { mediaId, title: payload.title, madeAt: context.now(), seenAt: context.now() };
};

/** 40007: no such material. It is not in the box any more. */
const isDraftThere = async (mediaId: string, context: Context): Promise<boolean> => {
  try {
    return listOf((await read(context as AccountContext, { path: '/cgi-bin/draft/get', json: { media_id: mediaId } })).news_item).length > 0;
  } catch (error) {
    if (error instanceof Refused && error.outcome.kind === 'rejected' && error.outcome.code === '40007') return false;
    throw error;
  }
};

/** Among the newest of what was published: the article with this title, not older than the draft. */
const publishedArticle = async (title: string, since: number, context: Context): Promise<Ref | null> => {
  const { item } = await read(context as AccountContext, { path: '/cgi-bin/freepublish/batchget', json: { offset: 0, count: 20, no_content: 1 } });
  for (const entry of listOf(item)) {
    const id = textOr(entry.article_id);
    const at = typeof entry.update_time === 'number' ? entry.update_time * 1000 : 0;
    const article = listOf(fieldsOf(entry.content).news_item).find((one) => one.title === title);
    if (id !== null && article !== undefined && at >= since - SKEW_MS) return { id: `article:${id}`, url: textOr(article.url) };
  }
  return null;
};

const refusal = (error: unknown): Refused['outcome'] => {
  if (error instanceof Refused) return error.outcome;
  throw error;
};

const gone: Refused['outcome'] = { kind: 'unknown', code: 'draft-gone', message: 'Its draft is not in the box any more: somebody has published or deleted it.' };

const prepare = async (payload: ArticlePayload, context: Context, earlier: Prepared | null): Promise<{ readonly kind: 'prepared'; readonly prepared: Prepared } | Refused['outcome']> => {
  try {
    if (earlier === null) return { kind: 'prepared', prepared: await makeDraft(payload, context) };
    if (await isDraftThere(earlier.mediaId, context)) return { kind: 'prepared', prepared: { ...earlier, seenAt: context.now() } };
    // Made anew, it could be there twice.
    return gone;
  } catch (error) {
    return refusal(error);
  }
};

/** 48001: this account may not publish; 53504 and 53505: a person has to open and save this draft first. */
const FOR_A_PERSON: ReadonlySet<number> = new Set([48001, 53504, 53505]);

const submit = async (prepared: Prepared, context: Context): Promise<Outcome> => {
  const { answer, token } = await call(context as AccountContext, { path: '/cgi-bin/freepublish/submit', json: { media_id: prepared.mediaId } });
  const byStatus = outcomeOfStatus(answer, context.now(), A_MINUTE);
  if (byStatus !== null) return byStatus;
  const spoken = spokenOf(answer);
  if (spoken === null) return malformed();
  if (FOR_A_PERSON.has(spoken.errcode)) return { kind: 'accepted', ref: draftRef(prepared.mediaId), checkAfterMs: PERSON_MS };
  if (spoken.errcode !== 0) return outcomeOfError(spoken, context.now(), [token, context.secrets.appSecret], 'unknown');
  const id = textOr(spoken.fields.publish_id);
  return id === null ? malformed() : { kind: 'accepted', ref: { id: `publish:${id}`, url: null }, checkAfterMs: LOOK_AGAIN_MS };
};

const publish = async (prepared: Prepared | null, context: Context): Promise<Outcome> => {
  if (prepared === null) throw new Error('an article is published from its draft');
  if (context.settings.mode === 'draft') return { kind: 'accepted', ref: draftRef(prepared.mediaId), checkAfterMs: PERSON_MS };
  try {
    return await submit(prepared, context);
  } catch (error) {
    return error instanceof Refused ? error.outcome : outcomeOfNoAnswer(error);
  }
};

const ENDINGS: Readonly<Record<number, string>> = {
  2: 'WeChat did not accept that it is original.',
  3: 'WeChat failed to publish it.',
  4: 'WeChat did not let it pass.',
  5: 'It was published, and deleted by the account.',
  6: 'It was published, and blocked by WeChat.',
};

const confirmPublication = async (ref: Ref, publishId: string, context: Context): Promise<Outcome> => {
  const fields = await read(context as AccountContext, { path: '/cgi-bin/freepublish/get', json: { publish_id: publishId } });
  const status = fields.publish_status;
  if (status === 0) {
    const [first] = listOf(fieldsOf(fields.article_detail).item);
    return { kind: 'published', ref: { id: `article:${must(fields.article_id, 'article_id')}`, url: textOr(first?.article_url) } };
  }
  if (typeof status !== 'number' || status === 1) return { kind: 'accepted', ref, checkAfterMs: LOOK_AGAIN_MS };
  return { kind: 'rejected', code: `publish-status-${status}`, message: ENDINGS[status] ?? `WeChat says "${status}".` };
};

/** A draft that a person finishes: it leaves its box, and is then among what was published, where the account may read that. */
const confirmDraft = async (ref: Ref, mediaId: string, prepared: Prepared | null, context: Context): Promise<Outcome> => {
  if (prepared === null || (await isDraftThere(mediaId, context))) return { kind: 'accepted', ref, checkAfterMs: PERSON_MS };
  try {
    const article = await publishedArticle(prepared.title, prepared.madeAt, context);
    return article === null ? gone : { kind: 'published', ref: article };
  } catch (error) {
    const outcome = refusal(error);
    return outcome.kind === 'deferred' ? { kind: 'accepted', ref, checkAfterMs: outcome.retryAfterMs } : gone;
  }
};

const confirm = async (ref: Ref, prepared: Prepared | null, context: Context): Promise<Outcome> => {
  try {
    const publishId = behind(ref, 'publish');
    if (publishId !== null) return await confirmPublication(ref, publishId, context);
    const mediaId = behind(ref, 'draft');
    return mediaId === null ? { kind: 'published', ref } : await confirmDraft(ref, mediaId, prepared, context);
  } catch (error) {
    const outcome = refusal(error);
    // Nothing was learned: what was taken in still is.
    return outcome.kind === 'unauthorized' ? outcome : { kind: 'accepted', ref, checkAfterMs: outcome.kind === 'deferred' ? outcome.retryAfterMs : PERSON_MS };
  }
};

class NotKnown extends Error {
  override readonly name = 'NotKnown';
}

const find = async (payload: ArticlePayload, prepared: Prepared | null, context: Context): Promise<Ref | null> => {
  if (prepared === null) return null;
  if (await isDraftThere(prepared.mediaId, context)) {
    if (context.now() - prepared.seenAt < IN_PROGRESS_MS) throw new NotKnown('it may be in progress');
    return null;
  }
  const ref = await publishedArticle(payload.title, prepared.madeAt, context);
  if (ref === null) throw new NotKnown('its draft is gone, and it is not among what was published');
  return ref;
};

/** 53600: no such article. */
const revoke = async (ref: Ref, context: Context): Promise<'revoked' | 'absent' | 'refused'> => {
  const publishId = behind(ref, 'publish');
  try {
    const id = publishId === null ? behind(ref, 'article') : textOr((await read(context as AccountContext, { path: '/cgi-bin/freepublish/get', json: { publish_id: publishId } })).article_id);
    // A draft is nothing that people see; what a person made of it they have to take away themselves.
    if (id === null) return 'refused';
    await read(context as AccountContext, { path: '/cgi-bin/freepublish/delete', json: { article_id: id, index: 1 } });
    return 'revoked';
  } catch (error) {
    const outcome = refusal(error);
    if (outcome.kind === 'deferred') throw new NoAnswer(outcome.code, true);
    return outcome.kind === 'rejected' && outcome.code === '53600' ? 'absent' : 'refused';
  }
};

const capabilities = ({ mode }: Settings): Capabilities => ({
  delivery: 'direct',
  idempotency: 'lookup',
  confirmation: mode === 'publish' ? 'poll' : 'person',
  revocable: mode === 'publish',
  // The interfaces of figures know what was sent to all followers (群发) alone, which this is not.
  metrics: [],
  limits: { title: TITLE, body: CONTENT },
  rates: [],
});

export const wechatOfficialAccount: Adapter<Settings, Secrets, ArticlePayload, Prepared> = {
  platform: 'wechat-official-account',
  name: 'WeChat Official Account',
  adaptations: ['wechat_official'],
  guide: {
    steps: [
      'Open mp.weixin.qq.com, choose "Settings and Development", "Basic Configuration", and copy AppID and AppSecret.',
      'Put the address of this server on the list of allowed addresses there; WeChat answers no other (40164).',
      'Only verified accounts of enterprises may publish. For any other choose "draft": the article is laid into the box of drafts, and somebody publishes it in the console.',
    ],
    fields: [
      { name: 'appId', label: 'AppID', hint: 'wx…', kind: 'text', required: true },
      { name: 'appSecret', label: 'AppSecret', kind: 'secret', required: true },
      { name: 'mode', label: 'Publish, or leave a draft', kind: 'choice', choices: MODES, required: false },
      { name: 'author', label: 'Author shown above articles', kind: 'text', required: false },
      { name: 'comments', label: 'Who may comment', kind: 'choice', choices: COMMENTS, required: false },
      { name: 'server', label: 'Address of a relay', hint: 'https://api.weixin.qq.com', kind: 'url', required: false },
    ],
  },
  settings,
  secrets,
  capabilities,
  render: renderArticle,
  prepare,
  publish: (_payload, prepared, context) => publish(prepared, context),
  confirm,
  find,
  revoke,
  test: async (context) => {
    try {
      await read(context as AccountContext, { path: '/cgi-bin/draft/count' });
      return { kind: 'ok', account: context.settings.appId, expiresAt: null };
    } catch (error) {
      const outcome = refusal(error);
      return { kind: 'failed', code: outcome.code, message: outcome.message ?? '' };
    }
  },
};
