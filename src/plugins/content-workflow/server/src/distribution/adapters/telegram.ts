/**
 * Telegram: a bot posts to a channel or group (core.telegram.org/bots/api).
 *
 * Words beneath pictures are a caption, which is a quarter as long as a text: what does not fit there is sent without its
 * pictures, and the rendition says so. There is no key and no look-up: whatever is unknown is for a person to settle.
 */
import { z } from '@strapi/utils';
import type { Bound } from '../../../../core/distribution/units';
import type { Capabilities, Outcome, Ref } from '../../../../core/distribution/platforms';
import type { Source } from '../../../../core/distribution/document';
import type { Issue, Measure, PictureRule, Rendition } from '../../../../core/distribution/rendition';
import { toTelegramHtml, visibleOfTelegramHtml } from '../../../../core/distribution/markup';
import { EMPTY, fitPost, picturesFor, type Fitted } from '../../../../core/distribution/post';
import type { Adapter, AdapterContext, Answer, FormPart, Request, Tested } from './adapter';
import { failedTest, fieldsOf, numberOf, picturesFrom, publishing, rateLimited, retryAfterMs, said, testing, unanswered, unexplained, wordsOf } from './answers';

const settings = z.strictObject({
  /** A Bot API server of one's own is documented and common. */
  server: z.url({ protocol: /^https?$/ }).default('https://api.telegram.org'),
  chat: z.string().regex(/^(@[A-Za-z]\w{3,31}|-?\d{1,20})$/, 'is not the @name or the number of a chat'),
  silent: z.boolean().default(false),
  linkPreview: z.boolean().default(true),
});

const secrets = z.strictObject({ token: z.string().regex(/^\d{3,}:[\w-]{20,}$/, 'is not the token of a bot') });

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;
type Context = AdapterContext<Settings, Secrets>;

type Payload = {
  readonly html: string;
  readonly pictures: number;
  readonly silent: boolean;
  readonly linkPreview: boolean;
};

const SOURCE = 'core.telegram.org/bots/api, sendMessage and sendPhoto: characters "after entities parsing"';

// Entities are placed by UTF-16 units, which is the strictest reading of "characters".
const TEXT: Bound = { max: 4096, min: 1, unit: 'utf16', source: SOURCE, asOf: '2026-11-21' };
const CAPTION: Bound = { max: 1024, unit: 'utf16', source: SOURCE, asOf: '2026-11-21' };

/** An album. */
const MOST_PICTURES = 10;

/** "A message may contain at most 100 entities": those after are plain. */
const MOST_ENTITIES = 100;

// sendPhoto: 10 MB, width and height together 10,000 pixels, no longer than twenty times its width.
const PICTURE: PictureRule = { maxWidth: 2560, maxHeight: 2560, ratio: { min: 1 / 20, max: 20 }, maxBytes: 10_000_000, types: ['image/jpeg', 'image/png'] };

const write = (bound: Bound) => (document: Source['body']) => {
  const html = toTelegramHtml(document).trim();
  return { value: html, measures: [{ field: 'body', used: visibleOfTelegramHtml(html).length, max: bound.max, unit: bound.unit }] satisfies Measure[] };
};

const isFine = (fitted: Fitted<string>): boolean => fitted.issues.every(({ level }) => level !== 'error');

const PICTURES_LEFT_OUT: Issue = { level: 'warning', code: 'pictures-left-out', field: 'pictures', message: `The text is longer than the ${CAPTION.max} characters that may stand beneath a picture, so it is sent without pictures.`, params: { max: CAPTION.max } };

const render = (source: Source, { silent, linkPreview }: Settings): Rendition<Payload> => {
  const { pictures, issues } = picturesFor(source, PICTURE, MOST_PICTURES);
  const text = fitPost(source, false, write(TEXT));
  const caption = pictures.length === 0 ? null : fitPost(source, false, write(CAPTION));
  // Pictures go along where the words are the same with them; words are worth more than pictures.
  const withPictures = caption !== null && isFine(caption) && (!caption.isTeaser || text.isTeaser);
  const chosen = withPictures ? caption : text;
  const entities = chosen.value.match(/<(?!\/)/g)?.length ?? 0;
  return {
    payload: { html: chosen.value, pictures: withPictures ? pictures.length : 0, silent, linkPreview },
    pictures: withPictures ? pictures : [],
    preview: { look: 'chat', title: null, text: visibleOfTelegramHtml(chosen.value), html: `<div style="white-space:pre-wrap">${chosen.value}</div>` },
    measures: [...chosen.measures, { field: 'pictures', used: withPictures ? pictures.length : 0, max: MOST_PICTURES, unit: 'count' }],
    issues: [
      ...chosen.issues,
      ...(withPictures ? issues : pictures.length > 0 ? [PICTURES_LEFT_OUT] : issues),
      ...(visibleOfTelegramHtml(chosen.value) === '' ? [EMPTY] : []),
      ...(entities > MOST_ENTITIES ? [{ level: 'warning', code: 'too-many-marks', field: 'body', message: `Telegram shows the first ${MOST_ENTITIES} links and marks of a message; there are ${entities}.`, params: { max: MOST_ENTITIES, used: entities } } satisfies Issue] : []),
    ],
  };
};

const call = ({ settings: { server }, secrets: { token }, fetch }: Context, method: string, request: Request = {}): Promise<Answer> => fetch(`${server.replace(/\/+$/, '')}/bot${token}/${method}`, { method: 'POST', ...request });

/** `{ok: false, error_code, description, parameters}`, whose description alone tells reasons apart; it is for people. */
const refusal = (answer: Answer, context: Context): Outcome => {
  const body = fieldsOf(answer.json);
  const parameters = fieldsOf(body.parameters);
  const status = numberOf(body.error_code) ?? answer.status;
  if (body.ok !== false) return unexplained(answer, context.now());
  const message = said(context, body.description, 'Telegram refused it.');
  if (status === 429) return rateLimited((numberOf(parameters.retry_after) ?? retryAfterMs(answer, context.now()) / 1000) * 1000);
  if (status === 401 || status === 404) return { kind: 'unauthorized', code: 'token', message: 'Telegram does not know this bot. Make a new token with @BotFather.' };
  if (status === 403) return { kind: 'unauthorized', code: 'forbidden', message };
  if (parameters.migrate_to_chat_id !== undefined) return { kind: 'rejected', code: 'chat-moved', message: `The group has another number now: ${Number(parameters.migrate_to_chat_id)}. Write it into the channel.` };
  if (status >= 400 && status < 500) return { kind: 'rejected', code: 'bad-request', message };
  return unexplained({ ...answer, status }, context.now());
};

interface Sent {
  readonly id: number;
  readonly chat: number;
  readonly username: string;
}

const sentOf = (value: unknown): Sent | null => {
  const message = fieldsOf(value);
  const chat = fieldsOf(message.chat);
  const [id, chatId] = [numberOf(message.message_id), numberOf(chat.id)];
  return id === null || chatId === null ? null : { id, chat: chatId, username: wordsOf(chat.username) };
};

/** Supergroups and channels without a name have a number behind -100, by which their members find them. */
const addressOf = ({ id, chat, username }: Sent): string | null => (username !== '' ? `https://t.me/${username}/${id}` : String(chat).startsWith('-100') ? `https://t.me/c/${String(chat).slice(4)}/${id}` : null);

const outcomeOf = (answer: Answer, context: Context): Outcome => {
  const { ok, result } = fieldsOf(answer.json);
  if (ok !== true) return refusal(answer, context);
  const sent = (Array.isArray(result) ? result : [result]).map(sentOf).filter((message) => message !== null);
  const first = sent[0];
  if (first === undefined) return unexplained({ ...answer, status: 200 }, context.now());
  return { kind: 'published', ref: { id: `${first.chat}:${sent.map(({ id }) => id).join(',')}`, url: addressOf(first) } };
};

const publish = (payload: Payload, context: Context): Promise<Outcome> =>
  publishing(async () => {
    const { chat } = context.settings;
    if (payload.pictures === 0) {
      const json = { chat_id: chat, text: payload.html, parse_mode: 'HTML', disable_notification: payload.silent, link_preview_options: { is_disabled: !payload.linkPreview } };
      return outcomeOf(await call(context, 'sendMessage', { json }), context);
    }
    const made = await picturesFrom(context, payload.pictures);
    const files = made.map(({ bytes, mime, filename }, i): FormPart => ({ name: made.length === 1 ? 'photo' : `picture${i}`, filename, mime, bytes }));
    const common: FormPart[] = [
      { name: 'chat_id', value: chat },
      { name: 'disable_notification', value: String(payload.silent) },
    ];
    if (made.length === 1) return outcomeOf(await call(context, 'sendPhoto', { form: [...common, { name: 'caption', value: payload.html }, { name: 'parse_mode', value: 'HTML' }, ...files] }), context);
    // An album has the caption of its first picture.
    const media = made.map((_, i) => ({ type: 'photo', media: `attach://picture${i}`, ...(i === 0 ? { caption: payload.html, parse_mode: 'HTML' } : {}) }));
    return outcomeOf(await call(context, 'sendMediaGroup', { form: [...common, { name: 'media', value: JSON.stringify(media) }, ...files] }), context);
  });

const capabilities = (): Capabilities => ({
  delivery: 'direct',
  idempotency: 'none',
  confirmation: 'sync',
  revocable: true,
  metrics: [],
  limits: { body: TEXT, bodyWithPictures: CAPTION, pictures: { max: MOST_PICTURES } },
  // core.telegram.org/bots/faq: one message a second in a chat, twenty a minute in a group.
  rates: [
    { max: 1, perMs: 1000 },
    { max: 20, perMs: 60_000 },
  ],
});

type Taken = 'revoked' | 'absent' | 'refused';

const removeOne = async (chat: string, id: number, context: Context): Promise<Taken> => {
  const answer = await call(context, 'deleteMessage', { json: { chat_id: chat, message_id: id } });
  const { ok, description } = fieldsOf(answer.json);
  if (ok === true) return 'revoked';
  if (ok !== false || answer.status < 400 || answer.status >= 500 || answer.status === 429) throw unanswered(answer);
  // Telegram has no code for it: "Bad Request: message to delete not found".
  return /message to delete not found/i.test(wordsOf(description)) ? 'absent' : 'refused';
};

/** All pictures of an album are messages. */
const revoke = async ({ id }: Ref, context: Context): Promise<Taken> => {
  const [chat = '', ids = ''] = id.split(':');
  const taken: Taken[] = [];
  for (const one of ids.split(',')) taken.push(await removeOne(chat, Number(one), context));
  return taken.includes('refused') ? 'refused' : taken.includes('revoked') ? 'revoked' : 'absent';
};

const test = async (context: Context): Promise<Tested> => {
  const failed = (answer: Answer): Tested => failedTest(refusal(answer, context));
  const me = await call(context, 'getMe');
  if (fieldsOf(me.json).ok !== true) return failed(me);
  const chat = await call(context, 'getChat', { json: { chat_id: context.settings.chat } });
  if (fieldsOf(chat.json).ok !== true) return failed(chat);
  const bot = wordsOf(fieldsOf(fieldsOf(me.json).result).username);
  const { title, username } = fieldsOf(fieldsOf(chat.json).result);
  return { kind: 'ok', account: `${wordsOf(title) || wordsOf(username) || context.settings.chat} (@${bot})`, expiresAt: null };
};

export const telegram: Adapter<Settings, Secrets, Payload> = {
  platform: 'telegram',
  name: 'Telegram',
  adaptations: ['telegram'],
  guide: {
    steps: ['Write to @BotFather, create a bot with /newbot and copy its token.', 'Make the bot an administrator of the channel or group, with the right to post and to delete messages.', 'Name the chat: @name where it is public, else its number, which begins with -100.'],
    fields: [
      { name: 'token', label: 'Token of the bot', kind: 'secret', required: true },
      { name: 'chat', label: 'Chat', hint: '@name or number', kind: 'text', required: true },
      { name: 'silent', label: 'Send without a sound', kind: 'flag', required: false },
      { name: 'linkPreview', label: 'Show a preview of the first link', kind: 'flag', required: false },
      { name: 'server', label: 'Bot API server', hint: 'Only for a server of your own', kind: 'url', required: false },
    ],
  },
  settings,
  secrets,
  capabilities,
  render,
  publish: (payload, _prepared, context) => publish(payload, context),
  revoke,
  test: (context) => testing(() => test(context)),
};
