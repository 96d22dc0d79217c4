/**
 * A custom bot of a Feishu or Lark group (飞书自定义机器人). The host of its address says which of the two it is. It says
 * neither where a message is nor how it was received, and takes nothing back.
 *
 * Rates, sizes and the codes of refusals: open.larkoffice.com/document/ukTMukTMukTM/ucTM5YjL3ETO24yNxkjN; read 2026-11-21.
 */
import { createHmac } from 'node:crypto';
import { z } from '@strapi/utils';
import type { Block, Document, Mark, Run, Source } from '../../../../core/distribution/document';
import { ZERO_WIDTH_SPACE } from '../../../../core/distribution/markdown';
import { toPlainText } from '../../../../core/distribution/plain';
import type { Capabilities } from '../../../../core/distribution/platforms';
import type { Json, Rendition } from '../../../../core/distribution/rendition';
import type { Bound } from '../../../../core/distribution/units';
import type { Adapter, AdapterContext } from './adapter';
import { codeSaid, sendByRobot, testRobot, type Robot, type Said } from './robot';
import { CHAT_CONTENTS, chatBody, checked, drawn, emptyIssues, keywordIssues, titleLine } from './saying';

/** Of the whole body; what the signature adds to it is set aside. */
const SIGNATURE_BYTES = 120;
const BODY: Bound = { max: 20 * 1024 - SIGNATURE_BYTES, unit: 'utf8', source: 'open.larkoffice.com/document/ukTMukTMukTM/ucTM5YjL3ETO24yNxkjN: a body of at most 20 KB', asOf: '2026-11-21' };

const FORMATS = ['post', 'text'] as const;

const settings = z.strictObject({
  format: z.enum(FORMATS).default('post'),
  content: z.enum(CHAT_CONTENTS).default('summary'),
  /** Where the bot asks for one of its keywords in each message. */
  keywords: z.array(z.string().min(1)).default([]),
});
type Settings = z.infer<typeof settings>;

const isWebhook = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url !== null && /^https?:$/.test(url.protocol) && /\/open-apis\/bot\/v2\/hook\/[\w-]+$/.test(url.pathname);
};

const secrets = z.strictObject({
  webhook: z.string().refine(isWebhook, { error: 'is not the address of a bot: https://open.feishu.cn/open-apis/bot/v2/hook/… or https://open.larksuite.com/open-apis/bot/v2/hook/…' }),
  /** Where the bot checks signatures. */
  signingSecret: z.string().min(1).optional(),
});
type Secrets = z.infer<typeof secrets>;

type Piece = { readonly tag: 'text'; readonly text: string; readonly style?: readonly string[] } | { readonly tag: 'a'; readonly text: string; readonly href: string };
type Line = readonly Piece[];
type Payload =
  | { readonly msg_type: 'post'; readonly content: { readonly post: { readonly [language: string]: { readonly title: string; readonly content: readonly Line[] } } } }
  | { readonly msg_type: 'text'; readonly content: { readonly text: string } };

/** `<at user_id="all">` calls everybody, in plain text at the least. */
const withoutTags = (text: string): string => text.replace(/<(?=\s*\/?\s*at\b|$)/gi, `<${ZERO_WIDTH_SPACE}`);

const STYLES: Readonly<Partial<Record<Mark, string>>> = { bold: 'bold', italic: 'italic', underline: 'underline', strike: 'lineThrough' };

const pieceOf = (run: Run): Piece => {
  const text = withoutTags(run.text);
  if (run.href !== null) return { tag: 'a', text: text.replace(/\s*\n\s*/g, ' '), href: run.href };
  const style = run.marks.flatMap((mark) => STYLES[mark] ?? []);
  return { tag: 'text', text, ...(style.length === 0 ? {} : { style }) };
};

/** A line break ends a line of the post, in whichever run it stands. */
const linesOf = (runs: readonly Run[]): Line[] => {
  const lines: Piece[][] = [[]];
  for (const run of runs) {
    const parts = run.href === null ? run.text.split('\n') : [run.text];
    parts.forEach((text, i) => {
      if (i > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push(pieceOf({ ...run, text }));
    });
  }
  return lines.filter((line) => line.length > 0);
};

const words = (text: string): Piece => ({ tag: 'text', text });

const begun = (lines: readonly Line[], first: string, rest: string): Line[] => lines.map((line, i) => [words(i === 0 ? first : rest), ...line]);

const blockLines = (block: Block): Line[] => {
  switch (block.kind) {
    case 'paragraph':
      return linesOf(block.runs);
    case 'heading':
      return linesOf(block.runs.map((run) => (run.marks.includes('bold') ? run : { ...run, marks: [...run.marks, 'bold'] })));
    case 'list':
      return block.items.flatMap((item, i) => begun(documentLines(item), block.ordered ? `${i + 1}. ` : '• ', '   '));
    case 'quote':
      return begun(documentLines(block.blocks), '▏', '▏');
    case 'code':
      return block.text.split('\n').map((line) => [words(withoutTags(line))]);
    case 'rule':
      return [[words('———')]];
    // A custom bot can not upload, and shows only what was uploaded.
    case 'picture':
      return [];
  }
};

const documentLines = (document: Document): Line[] => document.flatMap(blockLines);

/** Which of the post's languages: a reader whose client has another is shown this one all the same. */
const languageOf = (source: Source): string => (/^zh\b/i.test(source.language) || source.language === '' ? 'zh_cn' : /^ja\b/i.test(source.language) ? 'ja_jp' : 'en_us');

const shown = (lines: readonly Line[]): string => lines.map((line) => line.map((piece) => piece.text).join('')).join('\n');

const asPost = (source: Source, { content }: Settings): { readonly payload: Payload; readonly title: string; readonly text: string; readonly html: string } => {
  const title = withoutTags(titleLine(source));
  const body = chatBody(source, content);
  const lines = documentLines(body);
  return { payload: { msg_type: 'post', content: { post: { [languageOf(source)]: { title, content: lines } } } }, title, text: shown(lines), html: drawn(body, ['bold', 'italic', 'underline', 'strike'], false) };
};

const asText = (source: Source, { content }: Settings): { readonly payload: Payload; readonly title: null; readonly text: string; readonly html: null } => {
  const text = withoutTags([titleLine(source), toPlainText(chatBody(source, content))].filter((part) => part !== '').join('\n\n'));
  return { payload: { msg_type: 'text', content: { text } }, title: null, text, html: null };
};

const render = (source: Source, own: Settings): Rendition<Payload> => {
  const { payload, title, text, html } = own.format === 'post' ? asPost(source, own) : asText(source, own);
  const { measure, issues } = checked('body', JSON.stringify(payload), BODY);
  return { payload, pictures: [], preview: { look: 'chat', title, text, html }, measures: [measure], issues: [...issues, ...emptyIssues('body', text), ...keywordIssues(`${title ?? ''}\n${text}`, own.keywords)] };
};

/** Base64 of HMAC-SHA256 over nothing, with the timestamp in seconds and the secret as its key. */
export const feishuSign = (secret: string, seconds: number): string => createHmac('sha256', `${seconds}\n${secret}`).update('').digest('base64');

const signed = (payload: Payload, secret: string | undefined, now: number): Json => {
  if (secret === undefined) return payload as Json;
  const seconds = Math.floor(now / 1000);
  return { timestamp: String(seconds), sign: feishuSign(secret, seconds), ...payload } as Json;
};

/** 11232 comes at full and half hours most of all, when everybody's robots talk. */
const A_MINUTE = 60_000;

const capabilities = (): Capabilities => ({
  delivery: 'direct',
  idempotency: 'none',
  confirmation: 'sync',
  revocable: false,
  metrics: [],
  limits: { body: BODY },
  rates: [
    { max: 5, perMs: 1_000 },
    { max: 100, perMs: A_MINUTE },
  ],
});

const saidByBot = (json: unknown): Said | null => {
  const said = codeSaid(json);
  if (said !== null || json === null || typeof json !== 'object') return said;
  // Some answers of success have these names alone.
  const { StatusCode: code, StatusMessage: message } = json as Readonly<Record<string, unknown>>;
  return typeof code === 'number' ? { code: String(code), message } : null;
};

/** 19001: the bot is not there; 19021: the signature or the clock; 19022: this server's address is not on the bot's list. */
const ROBOT: Robot = {
  said: saidByBot,
  ok: '0',
  delayMs: ({ code }) => (code === '11232' || code === '99991400' ? A_MINUTE : null),
  isUnauthorized: ({ code }) => code === '19001' || code === '19021' || code === '19022',
  unclear: [],
  usualDelayMs: A_MINUTE,
};

const hidden = ({ webhook, signingSecret }: Secrets): readonly string[] => [webhook, new URL(webhook).pathname.split('/').at(-1) ?? '', ...(signingSecret === undefined ? [] : [signingSecret])];

export const feishu: Adapter<Settings, Secrets, Payload> = {
  platform: 'feishu',
  name: 'Feishu / Lark bot',
  adaptations: ['feishu'],
  guide: {
    steps: [
      'Open the group in Feishu or Lark, choose "Settings", "Bots", "Add bot", "Custom bot".',
      'Switch the signature check on and copy its secret. Keywords can be asked for as well; write them down here then.',
      'Copy the address of the webhook and paste it here. Whoever has it can write into the group.',
    ],
    fields: [
      { name: 'webhook', label: 'Webhook address', hint: 'https://open.feishu.cn/open-apis/bot/v2/hook/… or https://open.larksuite.com/open-apis/bot/v2/hook/…', kind: 'secret', required: true },
      { name: 'signingSecret', label: 'Secret of the signature', kind: 'secret', required: false },
      { name: 'format', label: 'Form of the message', kind: 'choice', choices: FORMATS, required: false },
      { name: 'content', label: 'What the group is told', kind: 'choice', choices: CHAT_CONTENTS, required: false },
      { name: 'keywords', label: 'Keywords that the bot asks for', kind: 'list', required: false },
    ],
  },
  settings,
  secrets,
  destination: ({ webhook }) => webhook,
  capabilities,
  render,
  publish: (payload, _prepared, context: AdapterContext<Settings, Secrets>) => sendByRobot(ROBOT, context, context.secrets.webhook, signed(payload, context.secrets.signingSecret, context.now()), hidden(context.secrets)),
  // 19002: no message type; 9499: a body that is none. Both are said after the caller was found to be right.
  test: (context) => testRobot(ROBOT, context, context.secrets.webhook, signed({ msg_type: 'none' } as never, context.secrets.signingSecret, context.now()), hidden(context.secrets), ['19002', '9499']),
};
