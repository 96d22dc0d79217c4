/** Mastodon as its documentation has it: a bearer token, limits of the server's own, links of 23 characters, a key that is known for an hour. */
import { mastodon } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/mastodon';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Reply } from '../contract-server';
import { record } from './reading';

const TOKEN = 'mastodon-access-token-0123456789';
const MOST = { characters: 500, pictures: 4, url: 23 };

const refused = (status: number, error: string): Reply => ({ status, json: { error } });

/** As the software counts: letters as people see them, and each address as 23. */
const lengthOf = (status: string): number => [...new Intl.Segmenter().segment(status.replace(/https?:\/\/[^\s<>"]+/g, 'x'.repeat(MOST.url)))].length;

export const mastodonCase: PlatformCase = {
  platform: 'mastodon',
  adapter: mastodon,
  delivery: 'direct',
  idempotency: 'key',
  source: aSource(),
  tooMuch: { source: aLongSource(501), code: 'too-long' },
  // The contract says until when; a test of its own has a clock for it.
  delayMs: 60_000,
  refusedCode: 'unprocessable',
  start: async () => {
    const server = await startContractServer(({ messages, violation, remove }) => {
      const media = new Set<string>();
      return {
        publishes: (method, path) => method === 'POST' && path === '/api/v1/statuses',
        answer: async (call) => {
          const { method, path, headers, json } = call;
          if (path === '/api/v2/instance') return { json: { domain: 'social.example', configuration: { statuses: { max_characters: MOST.characters, max_media_attachments: MOST.pictures, characters_reserved_per_url: MOST.url } } } };
          if (headers.authorization !== `Bearer ${TOKEN}`) return refused(401, 'The access token is invalid');
          if (path === '/api/v1/accounts/verify_credentials') return { json: { id: '1', acct: 'desk' } };
          if (path === '/api/v2/media' && method === 'POST') {
            const form = await call.form();
            if (!(form.get('file') instanceof Blob)) return refused(422, "Validation failed: File can't be blank");
            if (String(form.get('description') ?? '').length > 1500) violation('a description of more than 1,500 characters');
            const id = String(100 + media.size);
            media.add(id);
            return { json: { id, type: 'image', url: 'https://files.example/1.jpg' } };
          }
          const [, , , , id = ''] = path.split('/');
          const found = messages.find((message) => message.id === id);
          if (path.startsWith('/api/v1/statuses/')) {
            if (found === undefined) return refused(404, 'Record not found');
            if (method === 'DELETE') remove(id);
            return { json: { id, text: found.text, favourites_count: 3, reblogs_count: 2, replies_count: 1 } };
          }
          if (path !== '/api/v1/statuses' || method !== 'POST') return refused(404, 'Record not found');
          const key = headers['idempotency-key'];
          if (typeof key !== 'string') violation('it brings no key');
          const before = messages.find((message) => message.key === key);
          const { status, media_ids: ids, visibility } = record(json);
          if (!['public', 'unlisted', 'private'].includes(String(visibility))) violation('nobody is told who sees it');
          if (before === undefined) {
            if (typeof status !== 'string' || lengthOf(status) > MOST.characters) {
              violation('a status that is too long');
              return refused(422, 'Validation failed: Text character limit of 500 exceeded');
            }
            if (!Array.isArray(ids) || ids.length > MOST.pictures || !ids.every((id) => media.has(String(id)))) {
              violation('pictures that were not uploaded, or too many');
              return refused(422, 'Validation failed: media');
            }
            messages.push({ id: String(110_000 + messages.length), text: status, key: String(key) });
          }
          const own = before ?? messages.at(-1);
          return { json: { id: own?.id, url: `https://social.example/@desk/${own?.id}`, visibility } };
        },
        faults: {
          'rate-limit': () => refused(429, 'Too many requests'),
          'expired-token': () => refused(401, 'The access token was revoked'),
          'refuse-content': ({ headers }) => refused(422, `Validation failed: Text can't be blank (${headers.authorization})`),
        },
      };
    });
    return { server, settings: { instance: server.origin }, secrets: { token: TOKEN } };
  },
};
