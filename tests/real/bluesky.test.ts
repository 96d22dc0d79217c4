/** Bluesky against a server of the AT Protocol itself; tests/real/README.md says how to start one. */
import { RichText } from '@atproto/api';
import { bluesky, recordKeyOf } from '../../src/plugins/content-workflow/server/src/distribution/adapters/bluesky';
import type { AdapterContext, AnyAdapter, Token } from '../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import type { Json } from '../../src/plugins/content-workflow/core/distribution/rendition';
import type { Source } from '../../src/plugins/content-workflow/core/distribution/document';
import { aParagraph, aPicture, aRun, aSource } from '../support/distribution/content';
import { contextFor } from '../support/distribution/harness';

const SERVICE = (process.env.BLUESKY_PDS_URL ?? '').replace(/\/+$/, '');
const PASSWORD = 'correct-horse-battery';
const KEY = '3f2c8a10-5b7e-4c1d-9a66-0d1e2f3a4b5c';

const adapter: AnyAdapter = bluesky;

const get = async (method: string, query: Readonly<Record<string, string>>): Promise<Response> => fetch(`${SERVICE}/xrpc/${method}?${new URLSearchParams(query).toString()}`);

const read = async (method: string, query: Readonly<Record<string, string>>): Promise<Record<string, unknown>> => (await (await get(method, query)).json()) as Record<string, unknown>;

const handle = `walk${Date.now().toString(36)}.test`;
let did = '';

beforeAll(async () => {
  const answer = await fetch(`${SERVICE}/xrpc/com.atproto.server.createAccount`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ handle, email: `${handle}@example.org`, password: PASSWORD }) });
  did = String(((await answer.json()) as { did?: unknown }).did);
});

const settings = () => adapter.settings.parse({ service: SERVICE, account: handle, appView: SERVICE });

interface Use {
  readonly key?: string;
  readonly password?: string;
  readonly tokens?: Map<string, Token>;
}

const shared = new Map<string, Token>();

const made = (source: Source, { key = KEY, password = PASSWORD, tokens = shared }: Use = {}) => {
  const rendition = adapter.render(source, settings());
  const context: AdapterContext = contextFor({ settings: settings(), secrets: { password }, pictures: rendition.pictures, key, tokens, timeoutMs: 10_000 });
  const prepare = async (earlier: Json | null = null): Promise<Json> => {
    const result = await adapter.prepare?.(rendition.payload, context, earlier);
    if (result?.kind !== 'prepared') throw new Error(JSON.stringify(result));
    return result.prepared;
  };
  return { rendition, context, prepare, publish: (prepared: Json | null) => adapter.publish(rendition.payload, prepared, context) };
};

const records = async (): Promise<readonly { readonly uri: string; readonly cid: string; readonly value: Record<string, unknown> }[]> => (await read('com.atproto.repo.listRecords', { repo: did, collection: 'app.bsky.feed.post', limit: '100' })).records as never;

const revision = async (): Promise<unknown> => (await read('com.atproto.sync.getLatestCommit', { did })).rev;

const source = aSource({
  title: '春日徒步 🌸',
  body: [aParagraph('👨‍👩‍👧‍👦 ', aRun('报名', [], 'https://go.example.org/a1'), '，也可以看 https://example.org/plan。')],
  tags: ['徒步'],
  url: 'https://go.example.org/p1',
});

test('a connection is tested, and a wrong password is told', async () => {
  expect(await adapter.test(made(source).context)).toEqual({ kind: 'ok', account: `@${handle}`, expiresAt: null });
  expect(await adapter.test(made(source, { password: 'not-the-password', tokens: new Map() }).context)).toMatchObject({ kind: 'failed', code: 'AuthenticationRequired' });
});

test('a post with a picture and links is there as it was rendered', async () => {
  const { rendition, prepare, publish } = made(source);
  expect(rendition.issues.filter(({ level }) => level === 'error')).toEqual([]);
  const outcome = await publish(await prepare());
  expect(outcome).toEqual({ kind: 'published', ref: { id: `at://${did}/app.bsky.feed.post/${recordKeyOf(KEY)}`, url: `https://bsky.app/profile/${did}/post/${recordKeyOf(KEY)}` } });
  const [post, ...others] = await records();
  expect(others).toEqual([]);
  const { text, facets, langs, embed } = post?.value as { text: string; facets: never; langs: string[]; embed: { images: { alt: string; aspectRatio: unknown; image: { ref: { $link: string } } }[] } };
  const segments = [...new RichText({ text, facets }).segments()];
  expect(segments.flatMap((segment) => (segment.link === undefined ? [] : [[segment.text, segment.link.uri]]))).toEqual([
    ['报名', 'https://go.example.org/a1'],
    ['https://example.org/plan', 'https://example.org/plan'],
    ['https://go.example.org/p1', 'https://go.example.org/p1'],
  ]);
  expect(segments.flatMap((segment) => (segment.tag === undefined ? [] : [segment.tag.tag]))).toEqual(['徒步']);
  expect(langs).toEqual(['zh-Hans']);
  const image = embed.images[0];
  expect(image).toMatchObject({ alt: 'Cherry trees along the river', aspectRatio: { width: 4, height: 3 } });
  const blob = await get('com.atproto.sync.getBlob', { did, cid: image?.image.ref.$link ?? '' });
  expect(blob.status).toBe(200);
  expect(Buffer.from(await blob.arrayBuffer()).equals((await made(source).context.picture(0)).bytes)).toBe(true);
});

test('the same key again is the same record: the repository does not move', async () => {
  const { prepare, publish } = made(aSource({ cover: null, body: [aParagraph('Once and no more.')], adapted: true, title: '' }), { key: 'aaaaaaaa-0000-4000-8000-000000000001' });
  const prepared = await prepare();
  const before = (await records()).length;
  const first = await publish(prepared);
  const [count, rev] = [(await records()).length, await revision()];
  expect(count).toBe(before + 1);
  expect(await publish(await prepare(prepared))).toEqual(first);
  expect(await Promise.all([publish(prepared), publish(prepared)])).toEqual([first, first]);
  expect([(await records()).length, await revision()]).toEqual([count, rev]);
});

test('a session that ended is renewed on the way', async () => {
  const tokens = new Map<string, Token>();
  const { context, publish, prepare } = made(aSource({ cover: null, adapted: true, title: '', body: [aParagraph('After the pause.')] }), { key: 'aaaaaaaa-0000-4000-8000-000000000002', tokens });
  await adapter.test(context);
  const held = tokens.get('session');
  const session = JSON.parse(held?.value ?? '{}') as { access: string; refresh: string };
  // A token that the server does not know: its own words for it are what is read.
  tokens.set('session', { value: JSON.stringify({ ...session, access: `${session.access.slice(0, -6)}AAAAAA` }), expiresAt: null });
  expect((await publish(await prepare())).kind).toBe('published');
  expect(tokens.get('session')?.value).not.toBe(held?.value);
  expect(tokens.get('session')?.expiresAt ?? 0).toBeGreaterThan(Date.now());
});

test('what the lexicon refuses is rejected, in the server’s words', async () => {
  const { rendition, context } = made(aSource({ cover: null }));
  const outcome = await adapter.publish({ ...(rendition.payload as Record<string, Json>), text: 'a'.repeat(301), facets: [] }, null, context);
  expect(outcome).toMatchObject({ kind: 'rejected', code: 'InvalidRequest', message: expect.stringMatching(/grapheme.*300/) });
});

test('a post is taken back, and one that is not there is known not to be', async () => {
  const { context, prepare, publish } = made(aSource({ gallery: [aPicture({ fileId: 8 })] }), { key: 'aaaaaaaa-0000-4000-8000-000000000003' });
  const outcome = await publish(await prepare());
  const ref = outcome.kind === 'published' ? outcome.ref : null;
  const before = (await records()).length;
  expect(await adapter.revoke?.(ref ?? { id: '', url: null }, context)).toBe('revoked');
  expect(await records()).toHaveLength(before - 1);
  expect(await adapter.revoke?.(ref ?? { id: '', url: null }, context)).toBe('absent');
});
