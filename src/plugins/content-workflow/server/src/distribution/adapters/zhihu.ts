/**
 * Pins (想法) in a circle of Zhihu (知乎圈子). Zhihu lets chosen accounts write into chosen circles, five pins an hour, and
 * has no call that takes one back. It knows no key of ours; whether a pin is there is seen in the circle itself.
 *
 * "圈子 API 快速开始" and the pages of ring/detail and publish/pin, as several public copies have them; read 2026-11-26.
 */
import { createHmac } from 'node:crypto';
import { z } from '@strapi/utils';
import { picturesOf, type Picture, type Source } from '../../../../core/distribution/document';
import { toPlainText } from '../../../../core/distribution/plain';
import type { Capabilities, Metric, Outcome, Ref } from '../../../../core/distribution/platforms';
import { webAddress } from '../../../../core/distribution/read';
import type { Issue, Json, Rendition } from '../../../../core/distribution/rendition';
import type { Bound } from '../../../../core/distribution/units';
import { NoAnswer, noAnswerInWords, outcomeOfNoAnswer, type Adapter, type AdapterContext, type Answer } from './adapter';
import { exactJson, malformed, outcomeOfStatus, quoted } from './classify';
import { CHAT_CONTENTS, chatBody, checked, emptyIssues, titleLine } from './saying';

const PUBLISHER = 'Zhihu publisher API, as public copies of its page have it: a pin has a title of 50 and a body of 2,000 characters';
const AS_OF = '2026-11-21';
const TITLE: Bound = { max: 50, unit: 'codepoint', source: PUBLISHER, asOf: AS_OF };
const BODY: Bound = { max: 2_000, unit: 'codepoint', source: PUBLISHER, asOf: AS_OF };
/** As many as a pin shows in its grid; no page states a number. */
const MOST_PICTURES = 9;

const settings = z.strictObject({
  /** The name of the profile in its address: zhihu.com/people/…; Zhihu calls it app_key. */
  appKey: z.string().regex(/^[\w-]+$/),
  /** One that Zhihu lets this account write into. */
  ringId: z.string().regex(/^\d+$/, { error: 'is not the number of a circle' }),
  /** The author's name as the circle shows it; with it a pin of somebody else with the same words is not taken for ours. */
  authorName: z.string().default(''),
  content: z.enum(CHAT_CONTENTS).default('summary'),
  server: z
    .url({ protocol: /^https?$/ })
    .default('https://openapi.zhihu.com')
    .transform((address) => address.replace(/\/+$/, '')),
});
type Settings = z.infer<typeof settings>;

const secrets = z.strictObject({ appSecret: z.string().min(8) });
type Secrets = z.infer<typeof secrets>;

type Context = AdapterContext<Settings, Secrets>;

type Payload = { readonly title: string; readonly content: string; readonly image_urls: readonly string[] };
/** Epoch milliseconds: nothing older than `since` is ours; `at` is just before the latest attempt. */
type Prepared = { readonly since: number; readonly at: number };

const A_MINUTE = 60_000;
const AN_HOUR = 60 * A_MINUTE;
/** A pin may be looked at before the circle shows it; no page says for how long. */
const APPEARS_MS = 5 * A_MINUTE;
/** Clocks differ. */
const SKEW_MS = 5 * A_MINUTE;

const render = (source: Source, { content }: Settings): Rendition<Payload> => {
  const title = titleLine(source);
  const text = toPlainText(chatBody(source, content));
  const all: readonly Picture[] = [...(source.cover === null ? [] : [source.cover]), ...source.gallery, ...picturesOf(source.body)];
  const addresses = [...new Set(all.flatMap(({ url }) => webAddress(url) ?? []))];
  const hidden = all.filter(({ url }) => webAddress(url) === null).length;
  const [ofTitle, ofBody] = [checked('title', title, TITLE), checked('body', text, BODY)];
  const issues: Issue[] = [
    ...(hidden === 0 ? [] : [{ level: 'warning' as const, code: 'picture-left-out', field: 'pictures', message: `${hidden} pictures have no address on the web, from where Zhihu would fetch them, and are left out.`, params: { count: hidden } }]),
    ...(addresses.length <= MOST_PICTURES ? [] : [{ level: 'warning' as const, code: 'too-many-pictures', field: 'pictures', message: `Only the first ${MOST_PICTURES} pictures are shown.`, params: { used: addresses.length, max: MOST_PICTURES } }]),
  ];
  return {
    payload: { title, content: text, image_urls: addresses.slice(0, MOST_PICTURES) },
    pictures: [],
    preview: { look: 'post', title, text, html: null },
    measures: [ofTitle.measure, ofBody.measure],
    issues: [...ofTitle.issues, ...ofBody.issues, ...emptyIssues('body', text), ...issues],
  };
};

/** Base64 of HMAC-SHA256 over what names the call, with the application's secret as its key. */
export const zhihuSign = (secret: string, { appKey, seconds, logId, extra = '' }: { readonly appKey: string; readonly seconds: number; readonly logId: string; readonly extra?: string }): string =>
  createHmac('sha256', secret).update(`app_key:${appKey}|ts:${seconds}|logid:${logId}|extra_info:${extra}`).digest('base64');

const signed = ({ settings: { appKey }, secrets: { appSecret }, key, now }: Context): Readonly<Record<string, string>> => {
  const seconds = Math.floor(now() / 1000);
  const logId = `${key}.${now()}`;
  return { 'X-App-Key': appKey, 'X-Timestamp': String(seconds), 'X-Log-Id': logId, 'X-Sign': zhihuSign(appSecret, { appKey, seconds, logId }), 'X-Extra-Info': '' };
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {});

/** The circle is not, or no longer, one that this account may write into. */
const NOT_WRITABLE = /not in writable list/i;

interface Said {
  /** Null where it was no answer of Zhihu's. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly refused: Outcome | null;
}

const saidOf = (answer: Answer, context: Context): Said => {
  const byStatus = outcomeOfStatus(answer, context.now(), A_MINUTE);
  if (byStatus !== null) return { data: null, refused: byStatus };
  const fields = fieldsOf(exactJson(answer.text));
  const message = quoted(fields.msg ?? fields.message ?? fields.data, [context.secrets.appSecret]);
  // 101: the signature, the clock or the key.
  if (answer.status === 401 || answer.status === 403) return { data: null, refused: { kind: 'unauthorized', code: String(fields.code ?? answer.status), message } };
  if (fields.status === 0) return { data: fieldsOf(fields.data), refused: null };
  if (typeof fields.status === 'number' && fields.status !== 0) return { data: null, refused: NOT_WRITABLE.test(message) ? { kind: 'unauthorized', code: String(fields.status), message } : { kind: 'rejected', code: String(fields.status), message } };
  return { data: null, refused: answer.status >= 400 ? { kind: 'rejected', code: `http-${answer.status}`, message: message || 'Zhihu refused the call.' } : malformed() };
};

const refOf = (id: string): Ref => ({ id, url: `https://www.zhihu.com/pin/${encodeURIComponent(id)}` });

const idOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null);

const publish = async (payload: Payload, context: Context): Promise<Outcome> => {
  try {
    const answer = await context.fetch(`${context.settings.server}/openapi/publish/pin`, { method: 'POST', headers: signed(context), json: { ring_id: context.settings.ringId, ...payload } as Json });
    const { data, refused } = saidOf(answer, context);
    if (refused !== null) return refused;
    const id = idOf(data?.content_token);
    return id === null ? malformed() : { kind: 'published', ref: refOf(id) };
  } catch (error) {
    return outcomeOfNoAnswer(error);
  }
};

const PAGE = 50;
/** Five hundred pins back; what is older in a circle is not looked for. */
const MOST_PAGES = 10;

class NotKnown extends Error {
  override readonly name = 'NotKnown';
}

type Pin = Readonly<Record<string, unknown>>;

const pageOf = async (context: Context, page: number, size: number): Promise<{ readonly pins: readonly Pin[]; readonly more: boolean; readonly ring: Readonly<Record<string, unknown>> }> => {
  const answer = await context.fetch(`${context.settings.server}/openapi/ring/detail?ring_id=${context.settings.ringId}&page_num=${page}&page_size=${size}`, { headers: signed(context) });
  const { data, refused } = saidOf(answer, context);
  if (data === null || !Array.isArray(data.contents)) throw new NotKnown(refused !== null && 'code' in refused ? refused.code : 'malformed');
  return { pins: (data.contents as unknown[]).map(fieldsOf), more: data.has_more === true, ring: fieldsOf(data.ring_info) };
};

const timeOf = (pin: Pin): number => (typeof pin.publish_time === 'number' ? pin.publish_time * 1000 : 0);

/** The newest first: the first pin that is looked for, or `null` when everything since then was seen. */
const pinIn = async (context: Context, since: number, isIt: (pin: Pin) => boolean): Promise<Pin | null> => {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { pins, more } = await pageOf(context, page, PAGE);
    const found = pins.find(isIt);
    if (found !== undefined) return found;
    if (!more || pins.every((pin) => timeOf(pin) < since)) return null;
  }
  throw new NotKnown('the circle has moved on too far');
};

/** What is left of a text however a circle shows it: letters and digits, without tags and entities. */
const bare = (text: unknown): string => (typeof text === 'string' ? text.replace(/<[^>]*>|&#?\w+;/g, '').replace(/[^\p{L}\p{N}]/gu, '') : '');

/** So much of a text tells it from others; circles may show no more. */
const TELLING = 24;

/** The longest stretch without an address, since a circle shows those by other words. */
const tellingOf = (text: string): string =>
  text
    .split(/https?:\/\/\S+/i)
    .map(bare)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '')
    .slice(0, TELLING);

const saysTheSame = (payload: Payload, pin: Pin): boolean => {
  const [title, words, shown] = [bare(payload.title), tellingOf(payload.content), bare(pin.content)];
  return (words !== '' && shown.includes(words)) || (title !== '' && (bare(pin.title) === title || shown.startsWith(title)));
};

const find = async (payload: Payload, prepared: Prepared | null, context: Context): Promise<Ref | null> => {
  const since = (prepared?.since ?? context.now()) - SKEW_MS;
  const { authorName } = context.settings;
  let differs = false;
  const pin = await pinIn(context, since, (one) => {
    const isOurs = timeOf(one) >= since && (authorName === '' || one.author_name === authorName);
    const isIt = isOurs && saysTheSame(payload, one);
    differs ||= isOurs && authorName !== '' && !isIt;
    return isIt;
  });
  const id = idOf(pin?.pin_id);
  if (id !== null) return refOf(id);
  // The circle may have changed the words; whoever knows them better has to look.
  if (differs) throw new NotKnown('the author has a pin since then that says something else');
  if (prepared !== null && context.now() - prepared.at < APPEARS_MS) throw new NotKnown('it may not be shown yet');
  return null;
};

const COUNTS: readonly (readonly [string, Metric])[] = [
  ['like_num', 'likes'],
  ['comment_num', 'comments'],
  ['share_num', 'shares'],
  ['fav_num', 'favourites'],
];

const measure = async (ref: Ref, context: Context): Promise<Readonly<Partial<Record<Metric, number>>>> => {
  const pin = await pinIn(context, 0, (one) => idOf(one.pin_id) === ref.id);
  if (pin === null) throw new NotKnown('the pin is not in the circle');
  // like_num is left out of some answers, although its page promises it.
  return Object.fromEntries(COUNTS.flatMap(([name, metric]) => (typeof pin[name] === 'number' ? [[metric, pin[name]]] : [])));
};

const capabilities = (): Capabilities => ({
  delivery: 'direct',
  idempotency: 'lookup',
  confirmation: 'sync',
  revocable: false,
  metrics: COUNTS.map(([, metric]) => metric),
  limits: { title: TITLE, body: BODY, pictures: { max: MOST_PICTURES } },
  rates: [
    { max: 5, perMs: AN_HOUR },
    // Of the whole application.
    { max: 10, perMs: 1_000 },
  ],
});

export const zhihu: Adapter<Settings, Secrets, Payload, Prepared> = {
  platform: 'zhihu',
  name: 'Zhihu circle',
  adaptations: ['zhihu'],
  guide: {
    steps: [
      'Ask Zhihu for an application; it gives out the secret, and says which circles the account may write into.',
      'The key is the name of the profile in its address: zhihu.com/people/….',
      'Copy the number of the circle from its address: zhihu.com/ring/host/….',
    ],
    fields: [
      { name: 'appKey', label: 'App key', hint: 'The name in zhihu.com/people/…', kind: 'text', required: true },
      { name: 'appSecret', label: 'App secret', kind: 'secret', required: true },
      { name: 'ringId', label: 'Number of the circle', kind: 'text', required: true },
      { name: 'authorName', label: 'Author as the circle shows it', kind: 'text', required: false },
      { name: 'content', label: 'What the circle is told', kind: 'choice', choices: CHAT_CONTENTS, required: false },
      { name: 'server', label: 'Address of a relay', hint: 'https://openapi.zhihu.com', kind: 'url', required: false },
    ],
  },
  settings,
  secrets,
  capabilities,
  render,
  // Nothing is made; what is older than the first attempt is not what it sent.
  prepare: (_payload, context, earlier) => Promise.resolve({ kind: 'prepared', prepared: { since: earlier?.since ?? context.now(), at: context.now() } }),
  publish: (payload, _prepared, context) => publish(payload, context),
  find,
  measure,
  test: async (context) => {
    try {
      const { ring } = await pageOf(context, 1, 1);
      return { kind: 'ok', account: typeof ring.ring_name === 'string' ? ring.ring_name : null, expiresAt: null };
    } catch (error) {
      if (error instanceof NoAnswer) return { kind: 'failed', code: error.code, message: noAnswerInWords(error.code) };
      if (error instanceof NotKnown) return { kind: 'failed', code: error.message, message: 'Zhihu does not show this circle to this account.' };
      throw error;
    }
  },
};
