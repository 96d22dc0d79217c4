/**
 * The robot of a WeCom group (企业微信群机器人): a webhook whose key is all that is asked of a sender. It says neither where
 * a message is nor how it was received, and takes nothing back.
 *
 * Limits: developer.work.weixin.qq.com/document/path/91770, as many copies quote it; read 2026-11-21.
 */
import { z } from '@strapi/utils';
import { bracketSafe, toMarkdown, ZERO_WIDTH_SPACE, type Flavour } from '../../../../core/distribution/markdown';
import { toPlainText } from '../../../../core/distribution/plain';
import type { Capabilities } from '../../../../core/distribution/platforms';
import type { Issue, Json, Rendition } from '../../../../core/distribution/rendition';
import { plainRun, type Document, type Source } from '../../../../core/distribution/document';
import type { Bound } from '../../../../core/distribution/units';
import { webAddress } from '../../../../core/distribution/read';
import type { Adapter } from './adapter';
import { errcodeSaid, sendByRobot, testRobot, type Robot } from './robot';
import { CHAT_CONTENTS, chatBody, checked, drawn, emptyIssues, titleLine } from './saying';

const SOURCE = 'developer.work.weixin.qq.com/document/path/91770 (quoted)';
const AS_OF = '2026-11-21';

const bytes = (max: number): Bound => ({ max, unit: 'utf8', source: SOURCE, asOf: AS_OF });

const BOUNDS = { text: bytes(2048), markdown: bytes(4096), cardTitle: bytes(128), card: bytes(512) } as const;

const FORMATS = ['markdown', 'text', 'card'] as const;

const settings = z.strictObject({
  format: z.enum(FORMATS).default('markdown'),
  content: z.enum(CHAT_CONTENTS).default('summary'),
  /** Only a message of plain text can call everybody. */
  mentionAll: z.boolean().default(false),
});
type Settings = z.infer<typeof settings>;

const isWebhook = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname.endsWith('/cgi-bin/webhook/send') && (url.searchParams.get('key') ?? '') !== '';
};

const secrets = z.strictObject({ webhook: z.string().refine(isWebhook, { error: 'is not the address of a robot: https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…' }) });
type Secrets = z.infer<typeof secrets>;

type Payload =
  | { readonly msgtype: 'markdown'; readonly markdown: { readonly content: string } }
  | { readonly msgtype: 'text'; readonly text: { readonly content: string; readonly mentioned_list: readonly string[] } }
  | { readonly msgtype: 'news'; readonly news: { readonly articles: readonly { readonly title: string; readonly description: string; readonly url: string; readonly picurl?: string }[] } };

/** `<@somebody>` calls them, and `<font>` colours. */
const withoutTags = (text: string): string => text.replace(/<(?=[@/a-z!]|$)/gi, `<${ZERO_WIDTH_SPACE}`);

/** WeCom documents no way to escape: an invisible space keeps characters from being markup together, and a wide one stands for the backtick. */
const escape = (text: string): string =>
  withoutTags(text)
    .replace(/\*(?=\*|$)/g, `*${ZERO_WIDTH_SPACE}`)
    .replace(/`/g, '｀')
    .replace(/\[/g, '［')
    .replace(/\]/g, '］');

const FLAVOUR: Flavour = {
  marks: { bold: ['**', '**'] },
  escape,
  link: (words, href) => `[${words}](${bracketSafe(href)})`,
  heading: (level, words) => `${'#'.repeat(Math.min(level, 3))} ${words}`,
  lineBreak: '\n',
  bullet: '- ',
  rule: '———',
  code: (text) => escape(text),
  picture: () => null,
};

const asMarkdown = (source: Source, { content }: Settings): Rendition<Payload> => {
  const title = titleLine(source);
  const document: Document = [...(title === '' ? [] : [{ kind: 'heading' as const, level: 1 as const, runs: [plainRun(title)] }]), ...chatBody(source, content)];
  const text = toMarkdown(document, FLAVOUR);
  const { measure, issues } = checked('body', text, BOUNDS.markdown);
  return { payload: { msgtype: 'markdown', markdown: { content: text } }, pictures: [], preview: { look: 'chat', title: null, text, html: drawn(document, ['bold'], false) }, measures: [measure], issues: [...issues, ...emptyIssues('body', text)] };
};

const asText = (source: Source, { content, mentionAll }: Settings): Rendition<Payload> => {
  const text = withoutTags([titleLine(source), toPlainText(chatBody(source, content))].filter((part) => part !== '').join('\n\n'));
  const { measure, issues } = checked('body', text, BOUNDS.text);
  return {
    payload: { msgtype: 'text', text: { content: text, mentioned_list: mentionAll ? ['@all'] : [] } },
    pictures: [],
    preview: { look: 'chat', title: null, text: mentionAll ? `${text}\n@所有人` : text, html: null },
    measures: [measure],
    issues: [...issues, ...emptyIssues('body', text)],
  };
};

/** WeCom fetches the picture of a card itself: it has to have an address on the web. */
const asCard = (source: Source): Rendition<Payload> => {
  const title = titleLine(source);
  const description = source.adapted || source.summary.trim() === '' ? toPlainText(source.body) : source.summary.trim();
  const url = source.url ?? source.links[0]?.url ?? null;
  const picture = webAddress(source.cover?.url);
  const [ofTitle, ofBody] = [checked('title', title, BOUNDS.cardTitle), checked('body', description, BOUNDS.card)];
  const noLink: Issue[] = url === null ? [{ level: 'error', code: 'no-link', field: 'body', message: 'A card leads somewhere; the piece has no address of its own and no link.' }] : [];
  return {
    payload: { msgtype: 'news', news: { articles: [{ title, description, url: url ?? '', ...(picture === null ? {} : { picurl: picture }) }] } },
    pictures: [],
    preview: { look: 'chat', title, text: [description, url ?? ''].filter((part) => part !== '').join('\n'), html: null },
    measures: [ofTitle.measure, ofBody.measure],
    issues: [...ofTitle.issues, ...ofBody.issues, ...emptyIssues('title', title), ...noLink],
  };
};

/** Twenty a minute for each robot (path/91770); 45009 is what comes of more. */
const A_MINUTE = 60_000;

const capabilities = ({ format }: Settings): Capabilities => ({
  delivery: 'direct',
  idempotency: 'none',
  confirmation: 'sync',
  revocable: false,
  metrics: [],
  limits: format === 'card' ? { title: BOUNDS.cardTitle, body: BOUNDS.card } : { body: format === 'text' ? BOUNDS.text : BOUNDS.markdown },
  rates: [{ max: 20, perMs: A_MINUTE }],
});

/** 93000 is answered to an unknown key, and was seen for messages that are too long as well; the length is checked before. */
const ROBOT: Robot = {
  said: errcodeSaid,
  ok: '0',
  delayMs: ({ code }) => (code === '45009' || code === '45033' ? A_MINUTE : null),
  isUnauthorized: ({ code }) => code === '93000',
  unclear: ['-1'],
  usualDelayMs: A_MINUTE,
};

/** The key is secret, and the whole address with it. */
const hidden = ({ webhook }: Secrets): readonly string[] => [webhook, new URL(webhook).searchParams.get('key') ?? ''];

export const wecom: Adapter<Settings, Secrets, Payload> = {
  platform: 'wecom',
  name: 'WeCom group robot',
  adaptations: ['wecom'],
  guide: {
    steps: ['Open the group in WeCom, choose "Group robots" and add a robot.', 'Copy the address of its webhook and paste it here. Whoever has it can write into the group.'],
    fields: [
      { name: 'webhook', label: 'Webhook address', hint: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…', kind: 'secret', required: true },
      { name: 'format', label: 'Form of the message', kind: 'choice', choices: FORMATS, required: false },
      { name: 'content', label: 'What the group is told', kind: 'choice', choices: CHAT_CONTENTS, required: false },
      { name: 'mentionAll', label: 'Call everybody (plain text only)', kind: 'flag', required: false },
    ],
  },
  settings,
  secrets,
  // The key is the robot itself: another one is another robot, in whichever group.
  destination: ({ webhook }) => webhook,
  capabilities,
  render: (source, own) => (own.format === 'markdown' ? asMarkdown(source, own) : own.format === 'text' ? asText(source, own) : asCard(source)),
  publish: (payload, _prepared, context) => sendByRobot(ROBOT, context, context.secrets.webhook, payload as Json, hidden(context.secrets)),
  // 40008: "invalid message type".
  test: (context) => testRobot(ROBOT, context, context.secrets.webhook, { msgtype: 'none' }, hidden(context.secrets), ['40008']),
};
