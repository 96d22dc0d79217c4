/** DingTalk's custom robot as its documentation has it: a token and a signature in the address, errors behind a status of 200. */
import { createHmac } from 'node:crypto';
import { dingtalk } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/dingtalk';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Reply } from '../contract-server';
import { record } from './reading';

const TOKEN = 'd1n9t4lk0000000000000000000000000000000000000000000000000000cafe';
const SECRET = 'SEC0123456789abcdef';
const AN_HOUR = 3_600_000;

const said = (errcode: number, errmsg: string): Reply => ({ json: { errcode, errmsg } });

const textOf = (message: Readonly<Record<string, unknown>>): string | null => {
  const kind = String(message.msgtype);
  const part = record(message[kind]);
  const own = kind === 'text' ? part.content : kind === 'markdown' || kind === 'actionCard' ? part.text : undefined;
  if (typeof own !== 'string' || own === '') return null;
  // The list of conversations shows it.
  if (kind !== 'text' && (typeof part.title !== 'string' || part.title === '')) return null;
  return own;
};

export const dingtalkCase: PlatformCase = {
  platform: 'dingtalk',
  adapter: dingtalk,
  delivery: 'direct',
  idempotency: 'none',
  source: aSource(),
  tooMuch: { source: aLongSource(7_000), code: 'too-long' },
  delayMs: 600_000,
  refusedCode: '310000',
  start: async () => {
    const server = await startContractServer(({ messages, violation, now }) => ({
      publishes: (method, path) => method === 'POST' && path === '/robot/send',
      answer: ({ method, path, query, body, json }) => {
        if (method !== 'POST' || path !== '/robot/send') return { status: 404, text: 'not found' };
        if (query.get('access_token') !== TOKEN) return said(300005, 'token is not exist');
        const timestamp = query.get('timestamp') ?? '';
        if (!/^\d{13}$/.test(timestamp) || Math.abs(now() - Number(timestamp)) > AN_HOUR) {
          violation('the timestamp is not in milliseconds, or more than an hour off');
          return said(310000, 'invalid timestamp');
        }
        if (query.get('sign') !== createHmac('sha256', SECRET).update(`${timestamp}\n${SECRET}`).digest('base64')) {
          violation('the signature does not match');
          return said(310000, 'sign not match');
        }
        if (body.length > 20_000) {
          violation(`a body of ${body.length} bytes`);
          return said(460101, 'message too long');
        }
        const text = textOf(record(json));
        if (text === null) return said(40035, '不合法的参数');
        messages.push({ id: String(messages.length + 1), text, key: null });
        return said(0, 'ok');
      },
      faults: {
        'rate-limit': () => said(130101, 'send too fast, exceed 20 times per minute'),
        'expired-token': ({ query }) => said(300005, `token is not exist: ${query.get('access_token') ?? ''}`),
        'refuse-content': ({ query }) => said(310000, `keywords not in content, more: [https://open.dingtalk.com/?access_token=${query.get('access_token') ?? ''}]`),
      },
    }));
    return { server, settings: {}, secrets: { webhook: `${server.origin}/robot/send?access_token=${TOKEN}`, signingSecret: SECRET } };
  },
};
