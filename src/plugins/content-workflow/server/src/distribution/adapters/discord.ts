/**
 * Discord: a webhook posts to a channel or thread (discord.com/developers/docs/resources/webhook#execute-webhook).
 *
 * It is asked to wait, since a message that is lost without it returns no error. Nobody is ever called: `allowed_mentions`
 * is empty, and words that call everybody are broken up. The webhook's address holds its token and is a secret.
 */
import { z } from '@strapi/utils';
import type { Bound } from '../../../../core/distribution/units';
import type { Capabilities, Outcome, Ref } from '../../../../core/distribution/platforms';
import type { Document, Source } from '../../../../core/distribution/document';
import type { Measure, PictureRule, Rendition } from '../../../../core/distribution/rendition';
import { toDiscordMarkdown } from '../../../../core/distribution/markup';
import { toStyledHtml } from '../../../../core/distribution/html';
import { toPlainText } from '../../../../core/distribution/plain';
import { EMPTY, fitPost, picturesFor } from '../../../../core/distribution/post';
import type { Adapter, AdapterContext, Answer, FormPart, Tested } from './adapter';
import { failedTest, fieldsOf, numberOf, picturesFrom, publishing, rateLimited, retryAfterMs, said, testing, unanswered, unexplained, wordsOf } from './answers';

const snowflake = z.string().regex(/^\d{15,21}$/, 'is not a number as Discord gives them');

const settings = z.strictObject({
  style: z.enum(['text', 'embed']).default('text'),
  /** Of the channel that the webhook posts to. */
  thread: snowflake.nullable().default(null),
  /** The server's number; a test of the connection finds it. Without it a message has no address. */
  guild: snowflake.nullable().default(null),
  linkPreview: z.boolean().default(true),
});

const secrets = z.strictObject({ webhook: z.string().regex(/^https?:\/\/[^/\s]+\/api\/(v\d+\/)?webhooks\/\d+\/[\w-]+$/, 'is not the address of a webhook') });

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;
type Context = AdapterContext<Settings, Secrets>;

type Payload = {
  readonly content?: string;
  readonly embeds?: readonly { readonly title?: string; readonly description?: string; readonly url?: string }[];
  readonly allowed_mentions: { readonly parse: readonly never[] };
  readonly flags: number;
  readonly pictures: number;
};

const SOURCE = 'discord.com/developers/docs: Execute Webhook; Embed Limits';
const asOf = '2026-11-21';

// Discord counts what is sent, signs of markup included; UTF-16 units are the strictest reading of "characters".
const CONTENT: Bound = { max: 2000, unit: 'utf16', source: SOURCE, asOf };
const DESCRIPTION: Bound = { max: 4096, unit: 'utf16', source: SOURCE, asOf };
const TITLE: Bound = { max: 256, unit: 'utf16', source: SOURCE, asOf };

const MOST_PICTURES = 10;

/** Of an attachment's description, which is read to those who do not see it. */
const LONGEST_ALT = 1024;

const SUPPRESS_EMBEDS = 4;

// All files of a message together are 10 MB; ten of them are that.
const PICTURE: PictureRule = { maxWidth: 2048, maxHeight: 2048, maxBytes: 1_000_000, types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] };

interface Embed {
  readonly title: string;
  readonly description: string;
}

const asContent = (document: Document) => {
  const content = toDiscordMarkdown(document).trim();
  return { value: { title: '', description: content } satisfies Embed, measures: [{ field: 'body', used: content.length, max: CONTENT.max, unit: CONTENT.unit }] satisfies Measure[] };
};

/** The title has a place of its own there, where no markup is read. */
const asEmbed = (document: Document) => {
  const [first, ...rest] = document;
  const title = first?.kind === 'heading' ? toPlainText([first]) : '';
  const description = toDiscordMarkdown(first?.kind === 'heading' ? rest : document).trim();
  return {
    value: { title, description } satisfies Embed,
    measures: [
      { field: 'title', used: title.length, max: TITLE.max, unit: TITLE.unit },
      { field: 'body', used: description.length, max: DESCRIPTION.max, unit: DESCRIPTION.unit },
    ] satisfies Measure[],
  };
};

const render = (source: Source, { style, linkPreview }: Settings): Rendition<Payload> => {
  const { pictures, issues } = picturesFor(source, PICTURE, MOST_PICTURES);
  const isEmbed = style === 'embed';
  const fitted = fitPost(source, false, isEmbed ? asEmbed : asContent);
  const { title, description } = fitted.value;
  const words = isEmbed ? { embeds: [{ ...(title === '' ? {} : { title }), ...(description === '' ? {} : { description }), ...(source.url === null || source.adapted ? {} : { url: source.url }) }] } : { content: description };
  return {
    payload: { ...words, allowed_mentions: { parse: [] }, flags: linkPreview || isEmbed ? 0 : SUPPRESS_EMBEDS, pictures: pictures.length },
    pictures: pictures.map((use) => ({ ...use, alt: use.alt.slice(0, LONGEST_ALT) })),
    preview: { look: 'chat', title: isEmbed && title !== '' ? title : null, text: toPlainText(fitted.document), html: toStyledHtml(isEmbed && title !== '' ? fitted.document.slice(1) : fitted.document, { styles: {}, picture: () => null, links: true }) },
    measures: [...fitted.measures, { field: 'pictures', used: pictures.length, max: MOST_PICTURES, unit: 'count' }],
    issues: [...fitted.issues, ...issues, ...(title === '' && description === '' ? [EMPTY] : [])],
  };
};

const address = ({ settings: { thread }, secrets: { webhook } }: Context, path = '', query: Readonly<Record<string, string>> = {}): string => {
  const url = new URL(`${webhook}${path}`);
  for (const [name, value] of Object.entries({ ...query, ...(thread === null ? {} : { thread_id: thread }) })) url.searchParams.set(name, value);
  return url.href;
};

/** Seconds, in the body of the answer or in its headers. */
const waitMs = (answer: Answer, now: number): number => {
  const told = numberOf(fieldsOf(answer.json).retry_after) ?? Number(answer.headers['x-ratelimit-reset-after'] ?? Number.NaN);
  return Number.isFinite(told) ? told * 1000 : retryAfterMs(answer, now);
};

const UNKNOWN_WEBHOOK = 10_015;
const INVALID_WEBHOOK_TOKEN = 50_027;
const UNKNOWN_MESSAGE = 10_008;

const refusal = (answer: Answer, context: Context): Outcome => {
  const { code, message } = fieldsOf(answer.json);
  if (answer.status === 429) return rateLimited(waitMs(answer, context.now()));
  if (answer.status < 400 || answer.status >= 500 || numberOf(code) === null) return unexplained(answer, context.now());
  if (code === UNKNOWN_WEBHOOK || code === INVALID_WEBHOOK_TOKEN || answer.status === 401) return { kind: 'unauthorized', code: 'webhook', message: 'Discord does not know this webhook any more. Create one and connect it.' };
  if (answer.status === 403) return { kind: 'unauthorized', code: 'forbidden', message: said(context, message, 'The webhook may not post there.') };
  return { kind: 'rejected', code: `discord-${Number(code)}`, message: said(context, message, 'Discord refused it.') };
};

const refOf = (json: unknown, guild: string | null): Ref | null => {
  const { id, channel_id: channel } = fieldsOf(json);
  if (wordsOf(id) === '') return null;
  return { id: wordsOf(id), url: guild === null || wordsOf(channel) === '' ? null : `https://discord.com/channels/${guild}/${wordsOf(channel)}/${wordsOf(id)}` };
};

const publish = (payload: Payload, context: Context): Promise<Outcome> =>
  publishing(async () => {
    const { pictures: count, ...message } = payload;
    const made = await picturesFrom(context, count);
    const first = made[0];
    const body = {
      ...message,
      ...(message.embeds !== undefined && first !== undefined ? { embeds: message.embeds.map((embed, i) => (i === 0 ? { ...embed, image: { url: `attachment://${first.filename}` } } : embed)) } : {}),
      attachments: made.map(({ filename, alt }, id) => ({ id, filename, ...(alt === '' ? {} : { description: alt }) })),
    };
    const files = made.map(({ bytes, mime, filename }, i): FormPart => ({ name: `files[${i}]`, filename, mime, bytes }));
    const answer = await context.fetch(address(context, '', { wait: 'true' }), made.length === 0 ? { method: 'POST', json: { ...message } } : { method: 'POST', form: [{ name: 'payload_json', value: JSON.stringify(body) }, ...files] });
    const ref = answer.status === 200 ? refOf(answer.json, context.settings.guild) : null;
    return ref === null ? refusal(answer, context) : { kind: 'published', ref };
  });

const capabilities = ({ style }: Settings): Capabilities => ({
  delivery: 'direct',
  idempotency: 'none',
  confirmation: 'sync',
  revocable: true,
  metrics: [],
  limits: { ...(style === 'embed' ? { title: TITLE, body: DESCRIPTION } : { body: CONTENT }), pictures: { max: MOST_PICTURES } },
  // Undocumented as numbers; seen in the headers of webhooks: five in two seconds, thirty a minute in a channel.
  rates: [
    { max: 5, perMs: 2000 },
    { max: 30, perMs: 60_000 },
  ],
});

const revoke = async ({ id }: Ref, context: Context): Promise<'revoked' | 'absent' | 'refused'> => {
  const answer = await context.fetch(address(context, `/messages/${id}`), { method: 'DELETE' });
  if (answer.status === 204 || answer.status === 200) return 'revoked';
  if (answer.status === 404 && fieldsOf(answer.json).code === UNKNOWN_MESSAGE) return 'absent';
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return 'refused';
  throw unanswered(answer);
};

const test = async (context: Context): Promise<Tested> => {
  const answer = await context.fetch(context.secrets.webhook);
  const { name, guild_id: guild } = fieldsOf(answer.json);
  if (answer.status === 200 && wordsOf(name) !== '') return { kind: 'ok', account: wordsOf(name), expiresAt: null, ...(wordsOf(guild) === '' ? {} : { found: { guild: wordsOf(guild) } }) };
  return failedTest(refusal(answer, context));
};

export const discord: Adapter<Settings, Secrets, Payload> = {
  platform: 'discord',
  name: 'Discord',
  adaptations: ['discord'],
  guide: {
    steps: ['Open the settings of the channel at Discord, then Integrations, then Webhooks, and create a webhook.', 'Give it the name and picture under which it posts, and copy its address.'],
    fields: [
      { name: 'webhook', label: 'Address of the webhook', hint: 'https://discord.com/api/webhooks/…', kind: 'secret', required: true },
      { name: 'style', label: 'Form', hint: 'Text takes 2,000 characters, an embed 4,096', kind: 'choice', choices: ['text', 'embed'], required: false },
      { name: 'thread', label: 'Thread', hint: 'Its number, where the webhook posts to a thread', kind: 'text', required: false },
      { name: 'guild', label: 'Server', hint: 'Its number; found by testing the connection', kind: 'text', required: false },
      { name: 'linkPreview', label: 'Show previews of links', kind: 'flag', required: false },
    ],
  },
  settings,
  secrets,
  // The number names the webhook; the token behind it only lets one in.
  destination: ({ webhook }) => webhook.replace(/\/[\w-]+$/, ''),
  capabilities,
  render,
  publish: (payload, _prepared, context) => publish(payload, context),
  revoke,
  test: (context) => testing(() => test(context)),
};
