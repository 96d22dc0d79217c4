/** What the delivery's memory keeps, for how long, and what makes it forget. */
import type { Signal } from '../../../src/plugins/content-workflow/server/src/cluster/signals';
import { isShared, type Delivered } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/delivered';
import { createEntry, sizeOf, withCoding, type Entry, type Realm } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/entry';
import { createPasses, type Pass } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/passes';
import { createStore, type Store } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/store';

const POST = 'api::post.post';
const MEGABYTE = 1024 * 1024;

const delivered = (overrides: Partial<Delivered> = {}): Delivered => ({ kind: 'one', uid: POST, locale: 'en', byDefault: false, asked: ['a-slug', 'doc1'], body: '{"data":{}}', etag: '"t"', ...overrides });
const one = (url: string, overrides: Partial<Delivered> = {}): Entry => createEntry(url, delivered(overrides), ['Cache-Control', 'public']);
const list = (url: string, overrides: Partial<Delivered> = {}): Entry => one(url, { kind: 'list', asked: [], ...overrides });

const changed = (overrides: Partial<{ uid: string; documentId: string; locale: string; slugs: string[] }> = {}): Signal => {
  const { uid = POST, documentId = 'doc1', locale = 'en', slugs = [] } = overrides;
  return { kind: 'edition', subject: { uid, documentId, locale }, slugs };
};

const filled = (...entries: Entry[]): Store => {
  const store = createStore(MEGABYTE);
  entries.forEach((entry) => store.put(entry, store.now()));
  return store;
};

describe('a change of an edition', () => {
  const entries = [
    one('/by-slug'),
    one('/by-id', { asked: ['doc1', 'doc1'] }),
    one('/other', { asked: ['other-slug', 'doc2'] }),
    one('/other-locale', { locale: 'zh-Hans' }),
    one('/other-type', { uid: 'api::kol.kol' }),
    list('/list'),
    list('/list?limit=1'),
    list('/list-of-other-locale', { locale: 'zh-Hans' }),
    list('/list-of-other-type', { uid: 'api::kol.kol' }),
  ];
  const left = (signal: Signal): string[] => {
    const store = filled(...entries);
    store.hear(signal);
    return entries.map(({ url }) => url).filter((url) => store.get(url) !== undefined);
  };

  test('drops the document at every address, all lists of its type and language, and nothing else', () => {
    expect(left(changed())).toEqual(['/other', '/other-locale', '/other-type', '/list-of-other-locale', '/list-of-other-type']);
  });

  test('drops who had the slug before', () => {
    expect(left(changed({ documentId: 'doc3', slugs: ['other-slug'] }))).toEqual(['/by-slug', '/by-id', '/other-locale', '/other-type', '/list-of-other-locale', '/list-of-other-type']);
  });

  test('drops everything when signals were missed', () => {
    expect(left({ kind: 'missed' })).toEqual([]);
  });

  test('keeps out what began to be read before it', () => {
    const store = createStore(MEGABYTE);
    const before = store.now();
    store.hear(changed({ documentId: 'doc9' }));
    store.put(one('/a'), before);
    store.put(one('/b', { locale: 'zh-Hans' }), before);
    store.put(one('/c'), store.now());
    expect(['/a', '/b', '/c'].filter((url) => store.get(url) !== undefined)).toEqual(['/b', '/c']);
    store.hear({ kind: 'missed' });
    store.put(one('/d', { locale: 'de' }), before);
    expect(store.size().entries).toBe(0);
  });

  test('takes the compressed form of what it dropped along', async () => {
    const entry = one('/a');
    const store = filled(entry);
    const compressed = await withCoding(entry, 'br');
    store.hear(changed());
    store.replace(entry, compressed);
    expect(store.size()).toEqual({ entries: 0, bytes: 0 });
  });

  test('finds an entry whose compressed form took its place', async () => {
    const entry = one('/a', { body: 'text '.repeat(1000) });
    const store = filled(entry);
    store.replace(entry, await withCoding(entry, 'gzip'));
    expect(store.get('/a')?.gzip?.headers).toContain('"t-gzip"');
    store.hear(changed());
    expect(store.size()).toEqual({ entries: 0, bytes: 0 });
  });
});

describe('the bound on bytes', () => {
  test('holds, and what was not asked for longest goes first', () => {
    const body = 'x'.repeat(10_000);
    const store = createStore(100_000);
    for (let i = 0; i < 50; i += 1) {
      store.put(one(`/${i}`, { body, asked: [`slug-${i}`, `doc-${i}`] }), store.now());
      store.get('/0');
    }
    expect(store.size().bytes).toBeLessThanOrEqual(100_000);
    expect(store.size().entries).toBe(8);
    expect(['/0', '/1', '/48', '/49'].filter((url) => store.get(url) !== undefined)).toEqual(['/0', '/48', '/49']);
  });

  test('counts every form and the address', async () => {
    const plain = one('/a', { body: 'text '.repeat(1000) });
    const both = await withCoding(await withCoding(plain, 'gzip'), 'br');
    expect(sizeOf(both)).toBe(sizeOf(plain) + (both.gzip?.body.length ?? 0) + (both.br?.body.length ?? 0));
    expect(sizeOf(one(`/${'a'.repeat(100)}`))).toBe(sizeOf(one('/')) + 200);
  });

  test('an answer larger than all of it is not kept', () => {
    const store = createStore(5_000);
    store.put(one('/a', { body: 'x'.repeat(6_000) }), store.now());
    expect(store.size()).toEqual({ entries: 0, bytes: 0 });
    store.hear(changed());
  });
});

describe('a compressed form', () => {
  test.each(['br', 'gzip'] as const)('%s is not made of what fits one packet, and is made of what does not', async (coding) => {
    expect((await withCoding(one('/a', { body: 'x'.repeat(1_000) }), coding))[coding]).toBeNull();
    expect((await withCoding(one('/a', { body: 'x'.repeat(2_000) }), coding))[coding]?.headers).toEqual(expect.arrayContaining(['Content-Encoding', coding, 'ETag', `"t-${coding}"`]));
  });
});

describe('an answer is the same for everybody', () => {
  const shared = { 'cache-control': 'public, max-age=60', vary: 'Origin, Accept-Encoding', etag: '"t"', 'content-type': 'application/json', 'content-length': '2', 'content-security-policy': "default-src 'self'" };

  test('with the headers of the delivery API and of the security middleware', () => {
    expect(isShared(shared)).toBe(true);
  });

  test.each([
    { vary: 'Origin, Accept-Encoding, Cookie' },
    { vary: '*' },
    { vary: undefined, 'cache-control': 'private, max-age=60' },
    { 'cache-control': 'public, no-store' },
    { 'cache-control': undefined },
    { 'set-cookie': ['a=b'] },
    { 'content-encoding': 'gzip' },
    { 'content-language': 'en' },
    { 'last-modified': 'Sat, 21 Nov 2026 00:00:00 GMT' },
    { link: '</other>; rel=canonical' },
  ])('but not with %j', (headers) => {
    expect(isShared({ ...shared, ...headers })).toBe(false);
  });
});

describe('a pass', () => {
  const REALM: Realm = 'one';
  const pass = (since: number, overrides: Partial<Pass> = {}): Pass => ({ since, headers: [], defaultLocale: null, ...overrides });

  test('is fresh for half a second, then due for one caller and good for the others, and gone after a second', () => {
    const passes = createPasses();
    passes.grant(REALM, {}, pass(1_000));
    expect(passes.check(REALM, {}, 1_499)).toMatchObject({ since: 1_000 });
    expect(passes.check(REALM, {}, 1_500)).toBe('due');
    expect(passes.check(REALM, {}, 1_999)).toMatchObject({ since: 1_000 });
    expect(passes.check(REALM, {}, 2_000)).toBe('none');
  });

  test('is for one realm, one token and one origin', () => {
    const passes = createPasses();
    passes.grant(REALM, { authorization: 'Bearer a', origin: 'https://a.example' }, pass(0));
    expect(passes.check(REALM, { authorization: 'Bearer a', origin: 'https://a.example' }, 1)).toMatchObject({ since: 0 });
    for (const caller of [{}, { authorization: 'Bearer a' }, { origin: 'https://a.example' }, { authorization: 'Bearer b', origin: 'https://a.example' }]) expect(passes.check(REALM, caller, 1)).toBe('none');
    expect(passes.check('list', { authorization: 'Bearer a', origin: 'https://a.example' }, 1)).toBe('none');
  });

  test('is taken away in every realm at once', () => {
    const passes = createPasses();
    for (const realm of ['one', 'list', 'one-by-default', 'list-by-default'] as const) passes.grant(realm, {}, pass(0));
    passes.revoke({});
    for (const realm of ['one', 'list', 'one-by-default', 'list-by-default'] as const) expect(passes.check(realm, {}, 1)).toBe('none');
  });

  test('is not made older by an answer that took longer', () => {
    const passes = createPasses();
    passes.grant(REALM, {}, pass(100));
    passes.grant(REALM, {}, pass(50));
    expect(passes.check(REALM, {}, 101)).toMatchObject({ since: 100 });
  });
});
