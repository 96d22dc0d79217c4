/** WeCom's group robot as its documentation has it: a key in the address, kinds of messages, limits in bytes, errors behind a status of 200. */
import { wecom } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/wecom';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Reply } from '../contract-server';
import { record } from './reading';

const ROBOT_KEY = '693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa';

const MOST: Readonly<Record<string, number>> = { text: 2048, markdown: 4096 };

const said = (errcode: number, errmsg: string): Reply => ({ json: { errcode, errmsg } });

export const wecomCase: PlatformCase = {
  platform: 'wecom',
  adapter: wecom,
  delivery: 'direct',
  idempotency: 'none',
  source: aSource(),
  // 1,400 characters of three bytes each.
  tooMuch: { source: aLongSource(1400), code: 'too-long' },
  delayMs: 60_000,
  refusedCode: '40058',
  start: async () => {
    const server = await startContractServer(({ messages, violation }) => ({
      publishes: (method, path) => method === 'POST' && path === '/cgi-bin/webhook/send',
      answer: ({ method, path, query, json, headers }) => {
        if (method !== 'POST' || path !== '/cgi-bin/webhook/send') return { status: 404, text: 'not found' };
        if (!(headers['content-type'] ?? '').startsWith('application/json')) violation('the content type is not JSON');
        if (query.get('key') !== ROBOT_KEY) return said(93000, `invalid webhook url, key: ${query.get('key') ?? ''}`);
        const message = record(json);
        const kind = String(message.msgtype);
        if (kind !== 'text' && kind !== 'markdown' && kind !== 'news') return said(40008, 'invalid message type');
        if (kind === 'news') {
          const articles = record(message.news).articles as readonly Record<string, unknown>[];
          for (const { title, url } of articles) if (String(title) === '' || !/^https?:/.test(String(url))) violation('an article of a card has no title or no address');
          messages.push({ id: String(messages.length + 1), text: articles.map(({ title }) => String(title)).join('\n'), key: null });
          return said(0, 'ok');
        }
        const content = record(message[kind]).content;
        if (typeof content !== 'string' || content === '') return said(44004, 'empty content');
        if (Buffer.byteLength(content) > (MOST[kind] ?? 0)) {
          violation(`${kind} of ${Buffer.byteLength(content)} bytes`);
          return said(40058, `${kind}.content exceed max length ${MOST[kind] ?? 0}`);
        }
        messages.push({ id: String(messages.length + 1), text: content, key: null });
        return said(0, 'ok');
      },
      faults: {
        'rate-limit': () => said(45009, 'api freq out of limit'),
        'expired-token': ({ query }) => said(93000, `invalid webhook url, key: ${query.get('key') ?? ''}`),
        'refuse-content': ({ query }) => said(40058, `markdown.content exceed max length 4096, from /cgi-bin/webhook/send?key=${query.get('key') ?? ''}`),
      },
    }));
    return { server, settings: {}, secrets: { webhook: `${server.origin}/cgi-bin/webhook/send?key=${ROBOT_KEY}` } };
  },
};
