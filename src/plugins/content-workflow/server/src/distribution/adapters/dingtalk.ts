/**
 * A custom robot of a DingTalk group (钉钉自定义机器人). It says neither where a message is nor how it was received, and
 * takes nothing back.
 *
 * Messages, signature and codes: open.dingtalk.com/document/robots/custom-robot-access, as several copies quote it; read
 * 2026-11-21.
 */
import { createHmac } from 'node:crypto';
import { z } from '@strapi/utils';
import { plainRun, type Document, type Source } from '../../../../core/distribution/document';
import { bracketSafe, toMarkdown, ZERO_WIDTH_SPACE, type Flavour } from '../../../../core/distribution/markdown';
import { toPlainText } from '../../../../core/distribution/plain';
import type { Capabilities } from '../../../../core/distribution/platforms';
import { webAddress } from '../../../../core/distribution/read';
import type { Issue, Json, Rendition } from '../../../../core/distribution/rendition';
import type { Bound } from '../../../../core/distribution/units';
import type { Adapter } from './adapter';
import { errcodeSaid, sendByRobot, testRobot, type Robot } from './robot';
import { CHAT_CONTENTS, chatBody, checked, drawn, emptyIssues, keywordIssues, readOn, titleLine } from './saying';

/** No page of DingTalk's own was found that states it. */
const BODY: Bound = { max: 20_000, unit: 'utf8', source: 'reports of users: about 20,000 bytes a message; not verified', asOf: '2026-11-21' };

const FORMATS = ['markdown', 'text', 'card'] as const;

const settings = z.strictObject({
  format: z.enum(FORMATS).default('markdown'),
  content: z.enum(CHAT_CONTENTS).default('summary'),
  /** Where the robot asks for one of its keywords in each message. */
  keywords: z.array(z.string().min(1)).default([]),
  /** Not with a card. */
  mentionAll: z.boolean().default(false),
});
type Settings = z.infer<typeof settings>;

const isWebhook = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname.endsWith('/robot/send') && (url.searchParams.get('access_token') ?? '') !== '';
};

const secrets = z.strictObject({
  webhook: z.string().refine(isWebhook, { error: 'is not the address of a robot: https://oapi.dingtalk.com/robot/send?access_token=…' }),
  /** `SEC…`, where the robot checks signatures. */
  signingSecret: z.string().min(1).optional(),
});
type Secrets = z.infer<typeof secrets>;

interface At {
  readonly isAtAll: boolean;
}
type Payload =
  | { readonly msgtype: 'markdown'; readonly markdown: { readonly title: string; readonly text: string }; readonly at: At & Json }
  | { readonly msgtype: 'text'; readonly text: { readonly content: string }; readonly at: At & Json }
  | { readonly msgtype: 'actionCard'; readonly actionCard: { readonly title: string; readonly text: string; readonly singleTitle: string; readonly singleURL: string } };

const WIDE: Readonly<Record<string, string>> = { '*': '＊', '`': '｀', '[': '［', ']': '］', '~': '～', '|': '｜', '\\': '＼' };

/** DingTalk documents no way to escape: wide characters stand for those that are markup, and an invisible space keeps a tag from opening. */
const escape = (text: string): string =>
  text
    .replace(/[*`[\]~|\\]/g, (character) => WIDE[character] ?? character)
    // Between letters it is a character of a name.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿')
    .replace(/<(?=[/a-z!]|$)/gi, `<${ZERO_WIDTH_SPACE}`);

const FLAVOUR: Flavour = {
  marks: { bold: ['**', '**'], italic: ['*', '*'] },
  escape,
  link: (words, href) => `[${words}](${bracketSafe(href)})`,
  heading: (level, words) => `${'#'.repeat(Math.min(level + 1, 6))} ${words}`,
  // A single break is a space to DingTalk.
  lineBreak: '  \n',
  bullet: '- ',
  rule: '———',
  code: (text) => text.split('\n').map((line) => `> ${escape(line)}`).join('\n'),
  picture: ({ url, alt }) => (webAddress(url) === null ? null : `![${escape(alt).replace(/\s+/g, ' ')}](${bracketSafe(url)})`),
};

/** DingTalk fetches pictures itself: only one with an address on the web is shown. */
const withCover = (source: Source, body: Document): Document => (source.adapted || source.cover === null ? body : [{ kind: 'picture', picture: source.cover }, ...body]);

const documentOf = (source: Source, { content }: Settings): Document => {
  const title = titleLine(source);
  return [...(title === '' ? [] : [{ kind: 'heading' as const, level: 1 as const, runs: [plainRun(title)] }]), ...withCover(source, chatBody(source, content))];
};

/** What the list of conversations shows of a message. */
const listed = (source: Source, text: string): string => titleLine(source) || text.replace(/\s+/g, ' ').slice(0, 40);

const textOf = (source: Source, own: Settings): string => [titleLine(source), toPlainText(chatBody(source, own.content))].filter((part) => part !== '').join('\n\n');

interface Made {
  readonly payload: Payload;
  readonly text: string;
  readonly html: string | null;
  readonly issues: readonly Issue[];
}

const html = (document: Document): string => drawn(document, ['bold', 'italic'], true);

const asCard = (source: Source, own: Settings): Made => {
  const document = documentOf(source, own);
  const text = toMarkdown(document, FLAVOUR);
  const button = readOn(source.language);
  const url = source.url ?? source.links[0]?.url ?? null;
  const issues: Issue[] = url === null ? [{ level: 'error', code: 'no-link', field: 'body', message: 'A card leads somewhere; the piece has no address of its own and no link.' }] : [];
  return { payload: { msgtype: 'actionCard', actionCard: { title: listed(source, text), text, singleTitle: button, singleURL: url ?? '' } }, text, html: html([...document, { kind: 'rule' }, { kind: 'paragraph', runs: [plainRun(button, url)] }]), issues };
};

const made = (source: Source, own: Settings): Made => {
  if (own.format === 'card') return asCard(source, own);
  const at = { isAtAll: own.mentionAll };
  if (own.format === 'text') {
    const text = textOf(source, own);
    return { payload: { msgtype: 'text', text: { content: text }, at }, text, html: null, issues: [] };
  }
  const document = documentOf(source, own);
  const text = toMarkdown(document, FLAVOUR);
  return { payload: { msgtype: 'markdown', markdown: { title: listed(source, text), text }, at }, text, html: html(document), issues: [] };
};

const render = (source: Source, own: Settings): Rendition<Payload> => {
  const { payload, text, html: look, issues } = made(source, own);
  const counted = checked('body', JSON.stringify(payload), BODY);
  return {
    payload,
    pictures: [],
    preview: { look: 'chat', title: null, text: own.mentionAll && own.format !== 'card' ? `${text}\n@所有人` : text, html: look },
    measures: [counted.measure],
    issues: [...counted.issues, ...emptyIssues('body', text), ...keywordIssues(text, own.keywords), ...issues],
  };
};

/** Base64 of HMAC-SHA256 over the timestamp in milliseconds and the secret, with the secret as its key. */
export const dingtalkSign = (secret: string, milliseconds: number): string => createHmac('sha256', secret).update(`${milliseconds}\n${secret}`).digest('base64');

const addressOf = ({ webhook, signingSecret }: Secrets, now: number): string => {
  const url = new URL(webhook);
  if (signingSecret !== undefined) {
    url.searchParams.set('timestamp', String(now));
    url.searchParams.set('sign', dingtalkSign(signingSecret, now));
  }
  return url.href;
};

const A_MINUTE = 60_000;
/** Twenty a minute; who sends more is not heard for ten (130101). */
const PENALTY_MS = 10 * A_MINUTE;

const capabilities = (): Capabilities => ({
  delivery: 'direct',
  idempotency: 'none',
  confirmation: 'sync',
  revocable: false,
  metrics: [],
  limits: { body: BODY },
  rates: [{ max: 20, perMs: A_MINUTE, penaltyMs: PENALTY_MS }],
});

/**
 * 310000 is one code with four causes, told apart by its words alone: a keyword that is missing is the message's, a
 * signature, a clock or an address the channel's.
 */
const ROBOT: Robot = {
  said: errcodeSaid,
  ok: '0',
  delayMs: ({ code }) => (code === '130101' || code === '90030' || code === '410100' ? PENALTY_MS : null),
  isUnauthorized: ({ code, message }) => code === '300001' || code === '300005' || code === '40014' || (code === '310000' && !/keyword|关键词/i.test(String(message))),
  unclear: ['-1'],
  usualDelayMs: PENALTY_MS,
};

const hidden = ({ webhook, signingSecret }: Secrets): readonly string[] => [webhook, new URL(webhook).searchParams.get('access_token') ?? '', ...(signingSecret === undefined ? [] : [signingSecret])];

export const dingtalk: Adapter<Settings, Secrets, Payload> = {
  platform: 'dingtalk',
  name: 'DingTalk group robot',
  adaptations: ['dingtalk'],
  guide: {
    steps: [
      'Open the group in DingTalk, choose "Group settings", "Robots", "Add robot", "Custom".',
      'Choose "Additional signature" as its security and copy the secret that begins with SEC. Keywords can be asked for instead; write them down here then.',
      'Copy the address of the webhook and paste it here. Whoever has it can write into the group.',
    ],
    fields: [
      { name: 'webhook', label: 'Webhook address', hint: 'https://oapi.dingtalk.com/robot/send?access_token=…', kind: 'secret', required: true },
      { name: 'signingSecret', label: 'Secret of the signature', hint: 'SEC…', kind: 'secret', required: false },
      { name: 'format', label: 'Form of the message', kind: 'choice', choices: FORMATS, required: false },
      { name: 'content', label: 'What the group is told', kind: 'choice', choices: CHAT_CONTENTS, required: false },
      { name: 'keywords', label: 'Keywords that the robot asks for', kind: 'list', required: false },
      { name: 'mentionAll', label: 'Call everybody (not with a card)', kind: 'flag', required: false },
    ],
  },
  settings,
  secrets,
  destination: ({ webhook }) => webhook,
  capabilities,
  render,
  publish: (payload, _prepared, context) => sendByRobot(ROBOT, context, addressOf(context.secrets, context.now()), payload as Json, hidden(context.secrets)),
  // 40035 and 400601: a parameter that is missing or none. Both are said after the caller was found to be right.
  test: (context) => testRobot(ROBOT, context, addressOf(context.secrets, context.now()), { msgtype: 'none' }, hidden(context.secrets), ['40035', '400601']),
};
