/** Discord's webhooks as their documentation has them: they are asked to wait, call nobody, and name their files. */
import { discord } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/discord';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Call, type Reply } from '../contract-server';
import { record } from './reading';

const WEBHOOK = { id: '112233445566778899', token: 'Zt0kenOfTheWebhook-0123456789abcdefghijklmnop', guild: '998877665544332211', channel: '556677889900112233' };
const PATH = `/api/webhooks/${WEBHOOK.id}/${WEBHOOK.token}`;

const refused = (status: number, code: number, message: string): Reply => ({ status, json: { code, message } });

const textOf = (message: Readonly<Record<string, unknown>>): string => {
  const embeds = Array.isArray(message.embeds) ? message.embeds.map(record) : [];
  return [message.content, ...embeds.flatMap(({ title, description }) => [title, description])].filter((part) => typeof part === 'string').join('\n');
};

/** What Discord says of the lengths of a message, or `null`. */
const tooLong = (message: Readonly<Record<string, unknown>>): string | null => {
  const embeds = Array.isArray(message.embeds) ? message.embeds.map(record) : [];
  if (String(message.content ?? '').length > 2000) return 'content: Must be 2000 or fewer in length.';
  if (embeds.length > 10) return 'embeds: Must be 10 or fewer in length.';
  if (embeds.some(({ title, description }) => String(title ?? '').length > 256 || String(description ?? '').length > 4096)) return 'embeds: Must be 256 and 4096 or fewer in length.';
  return embeds.reduce((sum, { title, description }) => sum + String(title ?? '').length + String(description ?? '').length, 0) > 6000 ? 'embeds: Embed size exceeds maximum size of 6000' : null;
};

/** A message with files says of each what it is. */
const messageOf = async (call: Call, violation: (sentence: string) => void): Promise<Readonly<Record<string, unknown>>> => {
  if (!(call.headers['content-type'] ?? '').startsWith('multipart/form-data')) return record(call.json);
  const form = await call.form();
  const message = record(JSON.parse(String(form.get('payload_json'))));
  const attachments = Array.isArray(message.attachments) ? message.attachments.map(record) : [];
  let bytes = 0;
  for (const { id, filename } of attachments) {
    const file = form.get(`files[${Number(id)}]`);
    if (!(file instanceof File) || file.name !== filename) violation('an attachment is not among the files');
    else bytes += file.size;
  }
  if (bytes > 10 * 1024 * 1024) violation('files of more than 10 MB');
  return message;
};

export const discordCase: PlatformCase = {
  platform: 'discord',
  adapter: discord,
  delivery: 'direct',
  idempotency: 'none',
  source: aSource(),
  tooMuch: { source: aLongSource(2001), code: 'too-long' },
  delayMs: 1500,
  refusedCode: 'discord-50035',
  start: async () => {
    const server = await startContractServer(({ messages, violation, remove }) => ({
      publishes: (method, path) => method === 'POST' && path === PATH,
      answer: async (call) => {
        if (!call.path.startsWith(PATH)) return refused(404, 10015, 'Unknown Webhook');
        if (call.method === 'GET') return { json: { id: WEBHOOK.id, type: 1, name: 'Walks', guild_id: WEBHOOK.guild, channel_id: WEBHOOK.channel } };
        if (call.method === 'DELETE') return remove(call.path.split('/').at(-1) ?? '') ? { status: 204, text: '' } : refused(404, 10008, 'Unknown Message');
        // Without it, a message that is lost is answered with success.
        if (call.query.get('wait') !== 'true') violation('it is not asked to wait');
        const message = await messageOf(call, violation);
        const { parse } = record(message.allowed_mentions);
        if (!Array.isArray(parse) || parse.length > 0) violation('somebody may be called');
        const long = tooLong(message);
        if (long !== null) {
          violation(long);
          return refused(400, 50035, `Invalid Form Body: ${long}`);
        }
        if (textOf(message) === '') return refused(400, 50006, 'Cannot send an empty message');
        const id = String(700000000000000000n + BigInt(messages.length + 1));
        messages.push({ id, text: textOf(message), key: null });
        return { headers: { 'x-ratelimit-remaining': '4', 'x-ratelimit-reset-after': '2' }, json: { id, channel_id: WEBHOOK.channel, webhook_id: WEBHOOK.id } };
      },
      faults: {
        'rate-limit': () => ({ status: 429, headers: { 'retry-after': '2', 'x-ratelimit-reset-after': '1.5' }, json: { message: 'You are being rate limited.', retry_after: 1.5, global: false } }),
        'expired-token': () => refused(404, 10015, 'Unknown Webhook'),
        'refuse-content': ({ path }) => refused(400, 50035, `Invalid Form Body at ${path}`),
      },
    }));
    return { server, settings: { guild: WEBHOOK.guild }, secrets: { webhook: `${server.origin}${PATH}` } };
  },
};
