/** Telegram's Bot API as its documentation has it: the token in the path, HTML of a few tags, captions a quarter as long as texts, errors with a code and a description. */
import { telegram } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/telegram';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Call, type Reply } from '../contract-server';
import { record } from './reading';

const TOKEN = '123456789:AAF0rAbCdEfGhIjKlMnOpQrStUvWxYz0123';
const CHAT = { id: -1001234567890, title: 'Spring walks', username: 'springwalks', type: 'channel' };

const refused = (error_code: number, description: string, parameters?: unknown): Reply => ({ status: error_code, json: { ok: false, error_code, description, ...(parameters === undefined ? {} : { parameters }) } });

const TAGS: readonly string[] = ['b', 'i', 's', 'u', 'a', 'code', 'pre', 'blockquote'];
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

/** What people see of it, as Telegram parses it; throws what Telegram says of what it can not parse. */
export const parseTelegramHtml = (html: string): string => {
  const open: string[] = [];
  let seen = '';
  for (const [whole, closing, name, attributes] of html.matchAll(/<(\/?)([a-z]+)([^<>]*)>|[^<]+|</g)) {
    if (name === undefined) {
      if (whole === '<' || /[>]/.test(whole)) throw new Error("can't parse entities: unescaped sign");
      seen += whole.replace(/&([^;\s]*);?/g, (entity, known: string) => {
        if (!(known in ENTITIES) || !entity.endsWith(';')) throw new Error(`can't parse entities: ${entity}`);
        return ENTITIES[known] ?? '';
      });
    } else if (closing === '/') {
      if (open.pop() !== name) throw new Error(`can't parse entities: unexpected end tag ${name}`);
    } else {
      if (!TAGS.includes(name)) throw new Error(`can't parse entities: unsupported start tag "${name}"`);
      const isCodeOfPre = name === 'code' && open.at(-1) === 'pre';
      if (!isCodeOfPre && (open.includes('pre') || open.includes('code'))) throw new Error('code holds no other entity');
      if (!isCodeOfPre && (name === 'code' || name === 'pre') && open.some((tag) => tag !== 'blockquote')) throw new Error('code is in no other entity');
      if (name === 'blockquote' && open.includes('blockquote')) throw new Error('a quotation holds no other');
      if (name === 'a' && !/^ href="https?:\/\/[^"]+"$/.test(attributes ?? '')) throw new Error("can't parse entities: a link without an address");
      open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`can't parse entities: can't find end tag ${open.join()}`);
  return seen.trim();
};

export const telegramCase: PlatformCase = {
  platform: 'telegram',
  adapter: telegram,
  delivery: 'direct',
  idempotency: 'none',
  source: aSource(),
  tooMuch: { source: aLongSource(5000), code: 'too-long' },
  delayMs: 17_000,
  refusedCode: 'bad-request',
  start: async () => {
    const server = await startContractServer(({ messages, violation, remove }) => {
      let last = 0;
      const take = (html: unknown, max: number, count: number): Reply => {
        if (typeof html !== 'string') return refused(400, 'Bad Request: message text is empty');
        let text: string;
        try {
          text = parseTelegramHtml(html);
        } catch (error) {
          violation(String(error));
          return refused(400, `Bad Request: ${String(error)}`);
        }
        if (text === '' && max === 4096) return refused(400, 'Bad Request: message text is empty');
        if (text.length > max) {
          violation(`${text.length} characters where ${max} are taken`);
          return refused(400, max === 4096 ? 'Bad Request: message is too long' : 'Bad Request: message caption is too long');
        }
        const sent = Array.from({ length: count }, () => ({ message_id: (last += 1), date: 1, chat: CHAT }));
        messages.push({ id: String(sent[0]?.message_id), text, key: null });
        return { json: { ok: true, result: count === 1 ? sent[0] : sent } };
      };
      const withPictures = async (call: Call, method: string): Promise<Reply> => {
        const form = await call.form();
        if (form.get('chat_id') !== `@${CHAT.username}`) return refused(400, 'Bad Request: chat not found');
        if (method === 'sendPhoto') {
          if (!(form.get('photo') instanceof Blob) || form.get('parse_mode') !== 'HTML') violation('a photo without a file, or words without their way to be read');
          return take(form.get('caption') ?? '', 1024, 1);
        }
        const media = (JSON.parse(String(form.get('media'))) as unknown[]).map(record);
        if (media.length < 2 || media.length > 10) violation(`an album of ${media.length}`);
        for (const { type, media: where } of media) if (type !== 'photo' || !(form.get(String(where).replace('attach://', '')) instanceof Blob)) violation('a picture of an album is not there');
        return take(media[0]?.caption ?? '', 1024, media.length);
      };
      const METHODS: Readonly<Record<string, (call: Call) => Reply | Promise<Reply>>> = {
        getMe: () => ({ json: { ok: true, result: { id: 1, is_bot: true, username: 'walks_bot' } } }),
        getChat: ({ json }) => (record(json).chat_id === `@${CHAT.username}` ? { json: { ok: true, result: CHAT } } : refused(400, 'Bad Request: chat not found')),
        sendMessage: ({ json }) => {
          const { chat_id, text, parse_mode } = record(json);
          if (chat_id !== `@${CHAT.username}`) return refused(400, 'Bad Request: chat not found');
          if (parse_mode !== 'HTML') violation('the text is not told to be HTML');
          return take(text, 4096, 1);
        },
        sendPhoto: (call) => withPictures(call, 'sendPhoto'),
        sendMediaGroup: (call) => withPictures(call, 'sendMediaGroup'),
        deleteMessage: ({ json }) => {
          const { chat_id, message_id } = record(json);
          if (chat_id !== String(CHAT.id)) violation('a message of another chat is to be deleted');
          return remove(String(message_id)) ? { json: { ok: true, result: true } } : refused(400, 'Bad Request: message to delete not found');
        },
      };
      return {
        publishes: (method, path) => method === 'POST' && /\/send\w+$/.test(path),
        answer: (call) => {
          const [, bot = '', method = ''] = call.path.split('/');
          if (bot !== `bot${TOKEN}`) return refused(401, 'Unauthorized');
          return METHODS[method]?.(call) ?? refused(404, 'Not Found: method not found');
        },
        faults: {
          'rate-limit': () => refused(429, 'Too Many Requests: retry after 17', { retry_after: 17 }),
          'expired-token': () => refused(401, 'Unauthorized'),
          'refuse-content': ({ path }) => refused(400, `Bad Request: not enough rights to send text messages to the chat (${path})`),
        },
      };
    });
    return { server, settings: { server: server.origin, chat: `@${CHAT.username}` }, secrets: { token: TOKEN } };
  },
};
