/** Zhihu's circles as public copies of their documentation have them: signed headers, chosen circles, five pins an hour, numbers longer than JavaScript's. */
import { createHmac } from 'node:crypto';
import { zhihu } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/zhihu';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Call, type Reply } from '../contract-server';
import { record } from './reading';

const APP_KEY = 'lin-walks';
const APP_SECRET = 'zhihu-app-secret-0123456789';
const RING = '2001009660925334090';
/** No page says how far a clock may be off. */
const TEN_MINUTES = 600;

const said = (msg: string): Reply => ({ status: 400, json: { status: 1, msg, data: null } });

const wrongSign = ({ headers }: Call, now: number): string | null => {
  const [key, seconds, logId, sign, extra] = ['x-app-key', 'x-timestamp', 'x-log-id', 'x-sign', 'x-extra-info'].map((name) => headers[name]);
  if (extra === undefined || logId === undefined || logId === '') return 'a header is missing';
  if (key !== APP_KEY) return 'the key is not known';
  if (!/^\d{10}$/.test(String(seconds)) || Math.abs(now / 1000 - Number(seconds)) > TEN_MINUTES) return 'the timestamp is not in seconds, or off';
  return sign === createHmac('sha256', APP_SECRET).update(`app_key:${APP_KEY}|ts:${String(seconds)}|logid:${String(logId)}|extra_info:${String(extra)}`).digest('base64') ? null : 'the signature does not match';
};

export const zhihuCase: PlatformCase = {
  platform: 'zhihu',
  adapter: zhihu,
  delivery: 'direct',
  idempotency: 'lookup',
  source: aSource(),
  tooMuch: { source: aLongSource(2_001), code: 'too-long' },
  delayMs: 90_000,
  refusedCode: '1',
  lookupAfterMs: 6 * 60_000,
  start: async () => {
    const pins: { readonly id: string; readonly title: string; readonly content: string; readonly author: string; readonly images: readonly string[]; readonly at: number }[] = [];
    const server = await startContractServer(({ messages, violation, now }) => {
      const detail = ({ query }: Call): Reply => {
        const size = Number(query.get('page_size'));
        if (size > 50) violation('a page has at most 50 pins');
        // Somebody else's pins, all the time.
        const others = Array.from({ length: 60 }, (_, i) => ({ id: String(1_992_912_496_017_000_000n + BigInt(i)), title: '', content: '别人的想法', author: '别人', images: [], at: now() - i * 60_000 }));
        const all = [...pins, ...others].sort((a, b) => b.at - a.at);
        const from = (Number(query.get('page_num') ?? '1') - 1) * size;
        const shown = all.slice(from, from + size);
        const contents = shown.map(({ id, title, content, author, images, at }) => `{"pin_id":${id},"title":${JSON.stringify(title)},"content":${JSON.stringify(`<p>${content.replace(/\n/g, '<br>')}</p>`)},"author_name":${JSON.stringify(author)},"images":${JSON.stringify(images)},"publish_time":${Math.floor(at / 1000)},"comment_num":4,"share_num":1,"fav_num":2,"like_num":7,"comments":[]}`);
        return { text: `{"status":0,"msg":"success","data":{"ring_info":{"ring_id":"${RING}","ring_name":"春日徒步"},"contents":[${contents.join(',')}],"has_more":${from + size < all.length},"total":${all.length}}}`, headers: { 'content-type': 'application/json' } };
      };
      return {
        publishes: (method, path) => method === 'POST' && path === '/openapi/publish/pin',
        answer: (call) => {
          const wrong = wrongSign(call, now());
          if (wrong !== null) {
            violation(wrong);
            return { status: 401, json: { code: 101, message: 'Key verification failed' } };
          }
          if (call.path === '/openapi/ring/detail') return call.query.get('ring_id') === RING ? detail(call) : said('ring_id not found');
          if (call.path !== '/openapi/publish/pin') return { status: 404, text: 'not found' };
          const { ring_id: ring, title, content, image_urls: images } = record(call.json);
          if (ring !== RING) return said('ring_id not in writable list');
          if (typeof content !== 'string' || content === '' || [...content].length > 2_000 || [...String(title ?? '')].length > 50) {
            violation('a pin is empty or too long');
            return said('invalid content');
          }
          for (const image of images as readonly string[]) if (!/^https?:\/\//.test(image)) violation(`Zhihu can not fetch ${image}`);
          const id = String(2_012_345_678_901_234_567n + BigInt(pins.length));
          pins.push({ id, title: String(title), content, author: 'Lin', images: images as readonly string[], at: now() });
          messages.push({ id, text: `${String(title)}\n${content}`, key: null });
          return { json: { status: 0, msg: 'success', data: { content_token: id } } };
        },
        faults: {
          'rate-limit': () => ({ status: 429, headers: { 'retry-after': '90' }, json: { status: 1, msg: 'too many requests' } }),
          'expired-token': () => ({ status: 401, json: { code: 101, message: `Key verification failed for ${APP_SECRET}` } }),
          'refuse-content': () => said(`the content is against the rules of the circle (${APP_SECRET})`),
        },
      };
    });
    return { server, settings: { appKey: APP_KEY, ringId: RING, authorName: 'Lin', server: server.origin }, secrets: { appSecret: APP_SECRET } };
  },
};
