/** A server of the AT Protocol as its lexicons have it: sessions that end and are renewed, blobs, and records under names that the writer chooses. */
import { createHash } from 'node:crypto';
import { bluesky } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/bluesky';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer, type Call, type Reply } from '../contract-server';
import { record } from './reading';

const DID = 'did:plc:abcdefghijklmnopqrstuvwx';
const HANDLE = 'desk.example.org';
const PASSWORD = 'abcd-efgh-ijkl-mnop';
const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;

const refused = (status: number, error: string, message: string): Reply => ({ status, json: { error, message } });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What is wrong with a record, or `null`; by the lexicon's numbers and not by its library. */
const wrong = (value: Readonly<Record<string, unknown>>, blobs: ReadonlySet<string>): string | null => {
  const { text, facets, embed, createdAt } = value;
  if (value.$type !== 'app.bsky.feed.post' || typeof text !== 'string') return 'Record/text must be a string';
  const bytes = Buffer.from(text);
  if (bytes.length > 3000) return 'Record/text must not be longer than 3000 characters';
  if ([...new Intl.Segmenter().segment(text)].length > 300) return 'Record/text must not be longer than 300 graphemes';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(String(createdAt))) return 'Record/createdAt must be an valid atproto datetime';
  let end = 0;
  for (const { index, features } of (Array.isArray(facets) ? facets : []).map(record)) {
    const { byteStart, byteEnd } = record(index) as { byteStart: number; byteEnd: number };
    if (byteStart < end || byteEnd <= byteStart || byteEnd > bytes.length) return 'facets overlap or lie outside of the text';
    // A piece of a character would be a replacement character.
    if (bytes.subarray(byteStart, byteEnd).toString('utf8').includes('\uFFFD') && !text.includes('\uFFFD')) return 'a facet cuts a character';
    if (!Array.isArray(features) || features.length === 0) return 'a facet without a feature';
    end = byteEnd;
  }
  const { $type, images } = record(embed);
  if ($type !== 'app.bsky.embed.images') return null;
  if (!Array.isArray(images) || images.length === 0 || images.length > 4) return 'Record/embed/images must not have more than 4 elements';
  return images.map(record).every(({ image, alt }) => typeof alt === 'string' && blobs.has(String(record(record(image).ref).$link))) ? null : 'Could not find blob';
};

export const blueskyCase: PlatformCase = {
  platform: 'bluesky',
  adapter: bluesky,
  delivery: 'direct',
  idempotency: 'key',
  source: aSource(),
  tooMuch: { source: aLongSource(400), code: 'too-long' },
  // The contract says until when; a test of its own has a clock for it.
  delayMs: 60_000,
  refusedCode: 'InvalidRequest',
  renewsToken: true,
  start: async () => {
    const server = await startContractServer(({ messages, violation, now, remove }) => {
      const records = new Map<string, string>();
      const blobs = new Set<string>();
      const ended = new Set<string>();
      let made = 0;
      let access = '';
      let refresh = '';
      const session = (): Reply => {
        made += 1;
        access = `${part({ typ: 'at+jwt' })}.${part({ exp: Math.floor(now() / 1000) + 7200, jti: made })}.sig`;
        refresh = `${part({ typ: 'refresh+jwt' })}.${part({ jti: made })}.sig`;
        return { json: { did: DID, handle: HANDLE, accessJwt: access, refreshJwt: refresh, active: true } };
      };
      const put = ({ json }: Call): Reply => {
        const { repo, collection, rkey, record: value } = record(json);
        if (repo !== DID || collection !== 'app.bsky.feed.post') return refused(400, 'InvalidRequest', 'Could not find repo');
        if (!TID.test(String(rkey))) violation('the name is no TID');
        const error = wrong(record(value), blobs);
        if (error !== null) {
          violation(error);
          return refused(400, 'InvalidRequest', error);
        }
        const before = records.get(String(rkey));
        // The same name is the same record; another one would be an edit, which readers may never see.
        if (before !== undefined && before !== JSON.stringify(value)) violation('a record changed under its name');
        if (before === undefined) messages.push({ id: String(rkey), text: String(record(value).text), key: String(rkey) });
        records.set(String(rkey), JSON.stringify(value));
        return { json: { uri: `at://${DID}/app.bsky.feed.post/${String(rkey)}`, cid: 'bafyreib2rxk3rh6kzwq', validationStatus: 'valid' } };
      };
      return {
        publishes: (method, path) => method === 'POST' && path === '/xrpc/com.atproto.repo.putRecord',
        answer: (call) => {
          const method = call.path.replace('/xrpc/', '');
          const bearer = (call.headers.authorization ?? '').replace('Bearer ', '');
          if (method === 'com.atproto.server.createSession') {
            const { identifier, password } = record(call.json);
            return identifier === HANDLE && password === PASSWORD ? session() : refused(401, 'AuthenticationRequired', 'Invalid identifier or password');
          }
          if (method === 'com.atproto.server.refreshSession') return bearer === refresh ? session() : refused(400, 'ExpiredToken', 'Token has been revoked');
          if (method === 'app.bsky.feed.getPosts') return { json: { posts: [{ uri: call.query.get('uris'), likeCount: 5, repostCount: 2, quoteCount: 1, replyCount: 0 }] } };
          if (bearer !== access || ended.has(bearer)) return refused(400, 'ExpiredToken', 'Token has expired');
          if (method === 'com.atproto.server.getSession') return { json: { did: DID, handle: HANDLE, active: true } };
          if (method === 'com.atproto.repo.uploadBlob') {
            // The same bytes are the same blob.
            const link = `bafkrei${createHash('sha256').update(call.body).digest('hex')}`;
            if (call.body.length === 0 || call.body.length > 2_000_000 || !(call.headers['content-type'] ?? '').startsWith('image/')) violation('a blob that is no picture, or too large');
            blobs.add(link);
            return { json: { blob: { $type: 'blob', ref: { $link: link }, mimeType: call.headers['content-type'], size: call.body.length } } };
          }
          if (method === 'com.atproto.repo.deleteRecord') {
            const rkey = String(record(call.json).rkey);
            records.delete(rkey);
            return { json: remove(rkey) ? { commit: { cid: 'bafyrei', rev: '3l' } } : {} };
          }
          return method === 'com.atproto.repo.putRecord' ? put(call) : refused(501, 'MethodNotImplemented', 'Method Not Implemented');
        },
        faults: {
          'rate-limit': () => refused(429, 'RateLimitExceeded', 'Rate Limit Exceeded'),
          'expired-token': (call) => {
            ended.add((call.headers.authorization ?? '').replace('Bearer ', ''));
            return refused(400, 'ExpiredToken', 'Token has expired');
          },
          'refuse-content': () => refused(400, 'InvalidRequest', `Invalid app.bsky.feed.post record (${PASSWORD})`),
        },
      };
    });
    return { server, settings: { service: server.origin, account: HANDLE, appView: server.origin }, secrets: { password: PASSWORD } };
  },
};
