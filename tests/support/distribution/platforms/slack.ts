/** Slack as its documentation has it: a Web API that answers 200 to what it refuses, incoming webhooks that answer in one word, and blocks that are held to their schema. */
import { slack } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/slack';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Reply } from '../contract-server';
import { record } from './reading';

const TOKEN = 'xoxb-1234567890-abcdefghijklmnop';
const CHANNEL = 'C0123ABCD';
export const WEBHOOK_PATH = '/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX';

const refused = (error: string): Reply => ({ json: { ok: false, error } });

const STYLES: readonly string[] = ['bold', 'italic', 'strike', 'code'];

const elements = (value: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.map(record) : []);

const hasFields = (value: Readonly<Record<string, unknown>>, allowed: readonly string[]): boolean => Object.keys(value).every((name) => allowed.includes(name));

const isElement = (element: Readonly<Record<string, unknown>>): boolean => {
  const isStyled = Object.entries(record(element.style)).every(([name, on]) => STYLES.includes(name) && on === true);
  if (!isStyled || !hasFields(element, ['type', 'text', 'url', 'style'])) return false;
  if (element.type === 'text') return typeof element.text === 'string' && element.text !== '';
  return element.type === 'link' && /^https?:\/\//.test(String(element.url)) && (element.text === undefined || element.text !== '');
};

const isPart = (part: Readonly<Record<string, unknown>>): boolean => {
  const inner = elements(part.elements);
  if (inner.length === 0) return false;
  if (part.type === 'rich_text_list') return ['bullet', 'ordered'].includes(String(part.style)) && Number(part.indent) <= 8 && hasFields(part, ['type', 'style', 'indent', 'offset', 'elements']) && inner.every((item) => item.type === 'rich_text_section' && isPart(item));
  return ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'].includes(String(part.type)) && hasFields(part, ['type', 'elements']) && inner.every(isElement);
};

export const isBlock = (block: Readonly<Record<string, unknown>>): boolean => block.type === 'divider' || (block.type === 'rich_text' && elements(block.elements).length > 0 && elements(block.elements).every(isPart));

const wordsOf = (part: Readonly<Record<string, unknown>>): string => [String(part.text ?? ''), ...elements(part.elements).map(wordsOf)].join('');

/** What Slack says of a message, or `null`. */
const wrong = (message: Readonly<Record<string, unknown>>): string | null => {
  const blocks = elements(message.blocks);
  if (blocks.length === 0 || blocks.length > 50 || !blocks.every(isBlock)) return 'invalid_blocks';
  if (JSON.stringify(blocks).length > 13_100) return 'msg_blocks_too_long';
  // What is between them is a link, a person or everybody.
  return typeof message.text !== 'string' || message.text === '' || /[<>]|&(?!amp;|lt;|gt;)/.test(message.text) ? 'unescaped_text' : null;
};

export const slackCase: PlatformCase = {
  platform: 'slack',
  adapter: slack,
  delivery: 'direct',
  idempotency: 'none',
  source: aSource(),
  tooMuch: { source: aLongSource(13_500), code: 'too-long' },
  delayMs: 30_000,
  refusedCode: 'channel_not_found',
  start: async () => {
    const server = await startContractServer(({ messages, violation, remove }) => {
      const take = (json: unknown): string | null => {
        const message = record(json);
        const error = wrong(message);
        if (error !== null) violation(error);
        else messages.push({ id: `17000000${messages.length + 10}.000100`, text: elements(message.blocks).map(wordsOf).join('\n'), key: null });
        return error;
      };
      return {
        publishes: (method, path) => method === 'POST' && (path === '/api/chat.postMessage' || path === WEBHOOK_PATH),
        answer: ({ path, headers, json }) => {
          if (path === WEBHOOK_PATH) {
            const error = take(json);
            return error === null ? { text: 'ok' } : { status: 400, text: 'invalid_payload' };
          }
          if (headers.authorization !== `Bearer ${TOKEN}`) return refused('invalid_auth');
          const body = record(json);
          if (path === '/api/auth.test') return { json: { ok: true, team: 'Walkers', user: 'desk', url: 'https://walkers.slack.com/' } };
          if (body.channel !== CHANNEL) return refused('channel_not_found');
          if (path === '/api/chat.delete') return remove(String(body.ts)) ? { json: { ok: true } } : refused('message_not_found');
          if (path !== '/api/chat.postMessage') return refused('unknown_method');
          const error = take(json);
          return error === null ? { json: { ok: true, channel: CHANNEL, ts: messages.at(-1)?.id } } : refused(error);
        },
        faults: {
          'rate-limit': () => ({ status: 429, headers: { 'retry-after': '30' }, json: { ok: false, error: 'ratelimited' } }),
          'expired-token': () => refused('token_revoked'),
          'refuse-content': () => refused('channel_not_found'),
        },
      };
    });
    // By the app, which alone takes messages back; the other way has tests of its own.
    return { server, settings: { way: 'app', channel: CHANNEL, api: `${server.origin}/api`, workspace: 'https://walkers.slack.com/' }, secrets: { token: TOKEN } };
  },
};
