/**
 * Slack: by an incoming webhook, or by `chat.postMessage` of an app, which alone can take a message back.
 *
 * What is said is rich text, not markup: no word of it can be read as a sign or call anybody. `text` beside it is what
 * notifications read, with the three signs escaped that Slack reads there. The Web API answers 200 to what it refuses, and
 * of `fatal_error` it says itself that some of it may have succeeded.
 */
import { z } from '@strapi/utils';
import type { Bound } from '../../../../core/distribution/units';
import { cutTo } from '../../../../core/distribution/units';
import type { Capabilities, Outcome, Ref } from '../../../../core/distribution/platforms';
import type { Document, Source } from '../../../../core/distribution/document';
import type { Issue, Json, Measure, Rendition } from '../../../../core/distribution/rendition';
import { toStyledHtml } from '../../../../core/distribution/html';
import { toPlainText } from '../../../../core/distribution/plain';
import { EMPTY, fitPost, picturesFor } from '../../../../core/distribution/post';
import { toRichText } from '../../../../core/distribution/rich-text';
import type { Adapter, AdapterContext, Answer, Tested } from './adapter';
import { failedTest, fieldsOf, NotSent, publishing, rateLimited, retryAfterMs, said, testing, unanswered, unexplained, wordsOf } from './answers';

const settings = z.strictObject({
  way: z.enum(['webhook', 'app']).default('webhook'),
  /** For an app. */
  channel: z
    .string()
    .regex(/^[CGD][A-Z0-9]{6,}$/, 'is not the number of a channel, as C0123ABCD')
    .nullable()
    .default(null),
  linkPreview: z.boolean().default(true),
  /** Where people look at messages; a test of the connection finds it. */
  workspace: z.url({ protocol: /^https$/ }).nullable().default(null),
  api: z.url({ protocol: /^https?$/ }).default('https://slack.com/api'),
});

const secrets = z.strictObject({
  webhook: z.string().regex(/^https?:\/\/[^/\s]+\/services\/\w+\/\w+\/\w+$/, 'is not the address of an incoming webhook').optional(),
  token: z.string().regex(/^xox[bp]-[\w-]+$/, 'is not the token of a bot').optional(),
});

type Settings = z.infer<typeof settings>;
type Secrets = z.infer<typeof secrets>;
type Context = AdapterContext<Settings, Secrets>;

type Payload = {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly unfurl_links: boolean;
  readonly unfurl_media: boolean;
};

// The documented 40,000 characters are of `text`; `msg_blocks_too_long` is met from about 13,100 characters of blocks on.
const BLOCKS: Bound = { max: 13_000, unit: 'utf16', source: 'github.com/slackapi/bolt-js/issues/2509 (measured; the documentation names no number)', asOf: '2026-11-21' };

const MOST_BLOCKS = 50;

/** What a notification shows at most. */
const NOTICE: Bound = { max: 150, unit: 'utf16', source: 'ours: a line', asOf: '2026-11-21' };

/** docs.slack.dev/messaging/formatting-message-text: these three, and no others. */
const escapeMrkdwn = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const write = (document: Document) => {
  const blocks = toRichText(document);
  return {
    value: blocks,
    measures: [
      { field: 'body', used: JSON.stringify(blocks).length, max: BLOCKS.max, unit: BLOCKS.unit },
      { field: 'blocks', used: blocks.length, max: MOST_BLOCKS, unit: 'count' },
    ] satisfies Measure[],
  };
};

const NO_PICTURES: Issue = { level: 'warning', code: 'pictures-left-out', field: 'pictures', message: 'Slack shows pictures of addresses that everybody can read, which are not what was approved: the message goes without pictures.' };

const render = (source: Source, { linkPreview }: Settings): Rendition<Payload> => {
  const fitted = fitPost(source, false, write);
  const plain = toPlainText(fitted.document);
  const firstLine = plain.split('\n').find((line) => line.trim() !== '') ?? '';
  return {
    payload: { text: escapeMrkdwn(cutTo(firstLine, NOTICE)), blocks: fitted.value as unknown as readonly Json[], unfurl_links: linkPreview, unfurl_media: linkPreview },
    pictures: [],
    preview: { look: 'chat', title: null, text: plain, html: toStyledHtml(fitted.document, { styles: {}, picture: () => null, links: true }) },
    measures: fitted.measures,
    issues: [...fitted.issues, ...(picturesFor(source, { types: ['image/jpeg'] }, 1).pictures.length > 0 ? [NO_PICTURES] : []), ...(plain.trim() === '' ? [EMPTY] : [])],
  };
};

const NOT_CONNECTED = { kind: 'unauthorized', code: 'not-connected', message: 'The channel has no webhook or token for the way that it is to be sent.' } as const satisfies Outcome;

/** Incoming webhooks answer in one word; docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. */
const WEBHOOK_GONE: readonly string[] = ['invalid_token', 'no_active_hooks', 'no_service', 'no_service_id', 'no_team', 'team_disabled', 'action_prohibited', 'user_not_found'];

const webhookRefusal = (answer: Answer, context: Context): Outcome => {
  const word = answer.text.trim();
  if (answer.status < 400 || answer.status >= 500 || answer.status === 429 || !/^[a-z_]{3,60}$/.test(word)) return unexplained(answer, context.now());
  return WEBHOOK_GONE.includes(word) ? { kind: 'unauthorized', code: word, message: 'Slack does not take this webhook any more. Create one and connect it.' } : { kind: 'rejected', code: word, message: `Slack refused it: ${word}.` };
};

const byWebhook = async (payload: Payload, context: Context): Promise<Outcome> => {
  const { webhook } = context.secrets;
  if (webhook === undefined) return NOT_CONNECTED;
  const answer = await context.fetch(webhook, { method: 'POST', json: payload });
  // It gives no number by which the message could be found or taken back.
  return answer.status === 200 && answer.text.trim() === 'ok' ? { kind: 'published', ref: null } : webhookRefusal(answer, context);
};

const TOKEN_REFUSED: readonly string[] = ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'missing_scope', 'no_permission', 'ekm_access_denied', 'enterprise_is_restricted', 'team_access_not_granted'];

/** "It's possible some aspect of the operation succeeded before the error was raised." */
const PERHAPS_DONE: readonly string[] = ['fatal_error', 'internal_error', 'service_unavailable'];

const apiRefusal = (answer: Answer, context: Context): Outcome => {
  const body = fieldsOf(answer.json);
  const error = wordsOf(body.error);
  if (answer.status === 429 || error === 'ratelimited' || error === 'rate_limited') return rateLimited(retryAfterMs(answer, context.now()));
  if (body.ok !== false || error === '') return unexplained(answer, context.now());
  if (PERHAPS_DONE.includes(error)) return { kind: 'unknown', code: error, message: 'Slack failed on the way; it may have taken the message.' };
  if (TOKEN_REFUSED.includes(error)) return { kind: 'unauthorized', code: error, message: `Slack does not take the token: ${error}.` };
  return { kind: 'rejected', code: error, message: said(context, `Slack refused it: ${error}.`, '') };
};

const call = ({ settings: { api }, secrets: { token }, fetch }: Context, method: string, json: { readonly [name: string]: Json } = {}): Promise<Answer> => {
  if (token === undefined) throw new NotSent(NOT_CONNECTED);
  return fetch(`${api.replace(/\/+$/, '')}/${method}`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, json });
};

const byApp = async (payload: Payload, context: Context): Promise<Outcome> => {
  const { channel, workspace } = context.settings;
  if (channel === null) return NOT_CONNECTED;
  const answer = await call(context, 'chat.postMessage', { channel, ...payload });
  const body = fieldsOf(answer.json);
  const [where, ts] = [wordsOf(body.channel), wordsOf(body.ts)];
  if (body.ok !== true || where === '' || ts === '') return apiRefusal(answer, context);
  return { kind: 'published', ref: { id: `${where}:${ts}`, url: workspace === null ? null : `${workspace.replace(/\/+$/, '')}/archives/${where}/p${ts.replace('.', '')}` } };
};

const capabilities = ({ way }: Settings): Capabilities => ({
  delivery: 'direct',
  idempotency: 'none',
  confirmation: 'sync',
  revocable: way === 'app',
  metrics: [],
  limits: { body: BLOCKS, pictures: { max: 0 } },
  // docs.slack.dev/apis/web-api/rate-limits: one message a second in a channel.
  rates: [{ max: 1, perMs: 1000 }],
});

const revoke = async ({ id }: Ref, context: Context): Promise<'revoked' | 'absent' | 'refused'> => {
  const [channel = '', ts = ''] = id.split(':');
  const answer = await call(context, 'chat.delete', { channel, ts });
  const { ok, error } = fieldsOf(answer.json);
  if (ok === true) return 'revoked';
  if (error === 'message_not_found') return 'absent';
  if (ok === false && error !== 'ratelimited' && !PERHAPS_DONE.includes(wordsOf(error))) return 'refused';
  throw unanswered(answer);
};

const test = async (context: Context): Promise<Tested> => {
  if (context.settings.way === 'webhook') {
    if (context.secrets.webhook === undefined) return failedTest(NOT_CONNECTED);
    return { kind: 'untestable', message: 'An incoming webhook can only be tried by sending something.' };
  }
  if (context.settings.channel === null) return failedTest(NOT_CONNECTED);
  const answer = await call(context, 'auth.test');
  const { ok, team, user, url } = fieldsOf(answer.json);
  if (ok !== true) return failedTest(apiRefusal(answer, context));
  return { kind: 'ok', account: `${wordsOf(team)} (${wordsOf(user)})`, expiresAt: null, ...(/^https:\/\//.test(wordsOf(url)) ? { found: { workspace: wordsOf(url) } } : {}) };
};

export const slack: Adapter<Settings, Secrets, Payload> = {
  platform: 'slack',
  name: 'Slack',
  adaptations: ['slack'],
  guide: {
    steps: [
      'Create an app at api.slack.com/apps for your workspace.',
      'For a webhook: switch on "Incoming Webhooks", add one to the channel and copy its address.',
      'For an app: give it the right chat:write, install it, invite it to the channel, and copy its bot token and the number of the channel.',
    ],
    fields: [
      { name: 'way', label: 'Way', hint: 'Only an app can take messages back', kind: 'choice', choices: ['webhook', 'app'], required: false },
      { name: 'webhook', label: 'Address of the webhook', hint: 'https://hooks.slack.com/services/…', kind: 'secret', required: false },
      { name: 'token', label: 'Bot token', hint: 'xoxb-…', kind: 'secret', required: false },
      { name: 'channel', label: 'Channel', hint: 'Its number, as C0123ABCD', kind: 'text', required: false },
      { name: 'linkPreview', label: 'Show previews of links', kind: 'flag', required: false },
      { name: 'workspace', label: 'Address of the workspace', hint: 'Found by testing the connection', kind: 'url', required: false },
      { name: 'api', label: 'Address of the Web API', hint: 'Only for GovSlack', kind: 'url', required: false },
    ],
  },
  settings,
  secrets,
  // The team and the webhook; the last part only lets one in. An app's channel is one of its settings.
  destination: ({ webhook }) => webhook?.replace(/\/\w+$/, '') ?? null,
  capabilities,
  render,
  publish: (payload, _prepared, context) => publishing(() => (context.settings.way === 'webhook' ? byWebhook(payload, context) : byApp(payload, context))),
  revoke,
  test: (context) => testing(() => test(context)),
};
