/** A receiver of Standard Webhooks: it verifies by the reference library and by an HMAC of its own, and knows what it has by `webhook-id`. */
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { webhook } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/webhook';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Call } from '../contract-server';
import { record } from './reading';

const KEY = Buffer.from('a key of 32 bytes for the tests!');
const SECRET = `whsec_${KEY.toString('base64')}`;
const PATH = '/hooks/3d7c5a90b1e24f68';

/** What is wrong with the signature, or `null`. */
const wrong = ({ headers, body }: Call, now: number): string | null => {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name] ?? ''));
  if (Math.abs(now / 1000 - Number(timestamp)) > 300) return 'the timestamp is more than five minutes off';
  const own = `v1,${createHmac('sha256', KEY).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
  if (!(signatures ?? '').split(' ').includes(own)) return 'the signature is not the HMAC of id, time and body';
  try {
    new Webhook(SECRET).verify(body.toString('utf8'), headers as Record<string, string>);
    return null;
  } catch (error) {
    return `the reference library does not verify it: ${String(error)}`;
  }
};

export const webhookCase: PlatformCase = {
  platform: 'webhook',
  adapter: webhook,
  delivery: 'direct',
  idempotency: 'key',
  source: aSource(),
  tooMuch: { source: aLongSource(90_000), code: 'too-long' },
  delayMs: 7000,
  refusedCode: 'status-422',
  without: { malformed: 'whatever is answered with 2xx was taken, by the specification' },
  start: async () => {
    const server = await startContractServer(({ messages, violation, now, remove }) => ({
      publishes: (method, path) => method === 'POST' && path === PATH,
      answer: (call) => {
        if (call.method !== 'POST' || call.path !== PATH) return { status: 404, text: 'not found' };
        const error = wrong(call, now());
        if (error !== null) {
          violation(error);
          return { status: 401, text: 'unauthorized' };
        }
        const { type, timestamp, data } = record(call.json);
        const id = String(call.headers['webhook-id']);
        if (!/^\d{4}-\d\d-\d\dT/.test(String(timestamp))) violation('the body does not say when');
        if (type === 'content.removed') return remove(String(record(data).id)) ? { status: 204, text: '' } : { status: 404, json: { absent: true } };
        if (type === 'content.published' && !messages.some((message) => message.key === id)) messages.push({ id, text: String(record(data).text), key: id });
        return { json: {} };
      },
      faults: {
        'rate-limit': () => ({ status: 429, headers: { 'retry-after': '7' }, text: 'slow down' }),
        'expired-token': () => ({ status: 401, text: 'unauthorized' }),
        'refuse-content': () => ({ status: 422, text: 'unprocessable' }),
      },
    }));
    return { server, settings: { removes: true }, secrets: { address: `${server.origin}${PATH}`, key: SECRET } };
  },
};
