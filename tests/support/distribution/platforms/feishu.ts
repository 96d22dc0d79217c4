/** Feishu's custom bot as its documentation has it: a token in the path, a signature in the body, errors behind a status of 200. */
import { createHmac } from 'node:crypto';
import { feishu } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/feishu';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Reply } from '../contract-server';
import { record } from './reading';

const TOKEN = 'a1b2c3d4-0000-1111-2222-0123456789ab';
const SECRET = 'feishu-signing-secret';
const AN_HOUR = 3_600;

const said = (code: number, msg: string): Reply => ({ json: { code, msg, data: {} } });

/** What is wrong with the signature, or `null`. The key is made of time and secret; the message is empty. */
const wrongSign = (body: Readonly<Record<string, unknown>>, now: number): string | null => {
  const { timestamp, sign } = body;
  if (typeof timestamp !== 'string' || !/^\d{10}$/.test(timestamp)) return 'the timestamp is not in seconds';
  if (Math.abs(now / 1000 - Number(timestamp)) > AN_HOUR) return 'the timestamp is more than an hour off';
  return sign === createHmac('sha256', `${timestamp}\n${SECRET}`).digest('base64') ? null : 'sign match fail';
};

const textOf = (message: Readonly<Record<string, unknown>>): string | null => {
  const content = record(message.content);
  if (message.msg_type === 'text') return typeof content.text === 'string' ? content.text : null;
  if (message.msg_type !== 'post') return null;
  const [post] = Object.values(record(content.post));
  const { title, content: lines } = record(post);
  if (typeof title !== 'string' || !Array.isArray(lines)) return null;
  const pieces = (lines as unknown[]).flat().map(record);
  return pieces.every(({ tag, text, href }) => typeof text === 'string' && (tag === 'text' || (tag === 'a' && /^https?:/.test(String(href))))) ? [title, ...pieces.map(({ text }) => String(text))].join('\n') : null;
};

export const feishuCase: PlatformCase = {
  platform: 'feishu',
  adapter: feishu,
  delivery: 'direct',
  idempotency: 'none',
  source: aSource(),
  tooMuch: { source: aLongSource(7_000), code: 'too-long' },
  delayMs: 60_000,
  refusedCode: '19024',
  start: async () => {
    const server = await startContractServer(({ messages, violation, now }) => ({
      publishes: (method, path) => method === 'POST' && path.startsWith('/open-apis/bot/v2/hook/'),
      answer: ({ method, path, body, json }) => {
        if (method !== 'POST' || path !== `/open-apis/bot/v2/hook/${TOKEN}`) return said(19001, 'param invalid: incoming webhook access token invalid');
        const message = record(json);
        const wrong = wrongSign(message, now());
        if (wrong !== null) {
          violation(wrong);
          return said(19021, `sign match fail or timestamp is not within one hour from current time: ${wrong}`);
        }
        if (body.length > 20 * 1024) {
          violation(`a body of ${body.length} bytes`);
          return said(9499, 'Bad Request: too large');
        }
        const text = textOf(message);
        if (text === null) return said(19002, 'params error, msg_type need');
        messages.push({ id: String(messages.length + 1), text, key: null });
        return { json: { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' } };
      },
      faults: {
        'rate-limit': () => said(11232, 'frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]'),
        'expired-token': ({ path }) => said(19001, `param invalid: incoming webhook access token invalid ${path}`),
        'refuse-content': ({ path }) => said(19024, `Key Words Not Found at ${path}`),
      },
    }));
    return { server, settings: {}, secrets: { webhook: `${server.origin}/open-apis/bot/v2/hook/${TOKEN}`, signingSecret: SECRET } };
  },
};
