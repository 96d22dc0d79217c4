/** What front ends get: the frozen bytes, one flat shape, honest pages, and headers that caches understand. */
import Ajv from 'ajv/dist/2020';
import type { GovernedType } from '../../src/plugins/content-workflow/server/src/config';
import { allowPublic, apiToken, DELIVERY, denyPublic, fetchAs, HEALTH } from '../support/access';
import { ACTIVITY, KOL, POST, startApp, type TestApp } from '../support/app';
import { coverId, createPost, done, savePost, view, type Draft } from '../support/flow';
import { listen } from '../support/listen';
import { bring, liveActivity, pieceIn, push, renameLive, type Piece } from '../support/states';
import { HOUR, isoOf, pass, passInMemory, SECOND, standAt } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await listen(app);
  await allowPublic(app, ...DELIVERY);
  for (const [code, name] of [
    ['zh-Hans', 'Chinese (Simplified)'],
    ['zh-Hant', 'Chinese (Traditional)'],
  ])
    expect((await app.as('admin', 'post', '/i18n/locales', { code, name, isDefault: false })).status).toBe(200);
});
afterAll(() => app.close());

beforeEach(() => {
  // Every post goes live at a later moment than those of earlier tests.
  pass(app, HOUR);
});

interface Entry {
  readonly id: string;
  readonly publishedAt: string;
  readonly firstPublishedAt: string;
  readonly [field: string]: unknown;
}

/** Compressed bytes have a validator of their own, and come when they are ready: here the plain ones are compared. */
const get = (url: string, headers: Record<string, string> = {}) => app.anonymous.get(url).set({ 'Accept-Encoding': 'identity', ...headers });

const entry = async (slugOrId: string, query = ''): Promise<Entry> => {
  const answer = await get(`/api/delivery/posts/${slugOrId}${query}`);
  if (answer.status !== 200) throw new Error(`no entry: ${answer.status} ${answer.text}`);
  return (answer.body as { data: Entry }).data;
};

const list = async (query = ''): Promise<{ data: Entry[]; meta: { limit: number; nextCursor: string | null } }> => {
  const answer = await get(`/api/delivery/posts${query}`);
  if (answer.status !== 200) throw new Error(`no list: ${answer.status} ${answer.text}`);
  return answer.body as { data: Entry[]; meta: { limit: number; nextCursor: string | null } };
};

const ids = async (query = ''): Promise<string[]> => (await list(query)).data.map(({ id }) => id);

let slugs = 0;

/** A post that went live just now. */
const live = async (data: Record<string, unknown> = {}): Promise<Piece & { slug: string }> => {
  slugs += 1;
  const slug = `live-${slugs}`;
  pass(app, SECOND);
  return { ...(await pieceIn(app, 'published', { data: { slug, ...data }, variants: [] })), slug };
};

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<unknown>;
}
const documents = (uid: string): Documents => app.strapi.documents(uid as never) as unknown as Documents;

const activity = async (title: string): Promise<string> => (await documents(ACTIVITY).create({ data: { title, slug: title.toLowerCase().replaceAll(' ', '-') }, locale: 'en' })).documentId;

describe('one entry', () => {
  test('is flat and has the documented fields, no more and no less', async () => {
    const related = await liveActivity(app, 'First pour');
    const { slug } = await live({ activity: related, seo: { metaTitle: 'Tea' }, gallery: [await coverId(app, 'gallery-1'), await coverId(app, 'gallery-2')] });
    const data = await entry(slug);
    const { fields } = (app.engine.config.types[POST] as GovernedType).delivery;
    expect(Object.keys(data).sort()).toEqual(['id', 'type', 'locale', 'publishedAt', 'firstPublishedAt', ...(fields ?? [])].sort());
    expect(data).toMatchObject({
      type: 'posts',
      locale: 'en',
      slug,
      cover: { url: expect.stringMatching(/^\/uploads\//), mime: 'image/jpeg', width: 1200, height: 675, alt: 'A cup on a rock', caption: null, formats: {} },
      tags: [{ name: 'ridge' }],
      activity: { id: related, label: 'First pour', slug: expect.stringMatching(/^first-pour/) },
      seo: { metaTitle: 'Tea', metaDescription: null, shareImage: null },
    });
    expect((data.gallery as unknown[]).length).toBe(2);
  });

  test('names a related entry as that is live: not by its draft, and not at all while it is none', async () => {
    const [draft, live1] = [await activity('Still secret'), await liveActivity(app, 'Open to all')];
    await documents(ACTIVITY).update({ documentId: live1, locale: 'en', data: { title: 'A secret second edition' } });
    const [one, other] = [await live({ activity: draft }), await live({ activity: live1 })];
    expect((await entry(one.slug)).activity).toEqual({ id: draft, label: null, slug: null });
    expect((await entry(other.slug)).activity).toEqual({ id: live1, label: 'Open to all', slug: expect.stringMatching(/^open-to-all/) });
    expect((await get('/api/delivery/posts?limit=2')).text).not.toContain('ecret');
  });

  test('says nothing that is private, and no numbers of the database', async () => {
    const { slug } = await live({ audience: 'People we want to sell to', planDate: '2027-01-01T00:00:00.000Z', activity: await activity('Private part') });
    const { text } = await get(`/api/delivery/posts/${slug}`);
    expect(text).not.toContain('People we want to sell to');
    const keys = new Set<string>();
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(visit);
      else if (value !== null && typeof value === 'object')
        for (const [key, inner] of Object.entries(value)) {
          keys.add(key);
          if (key === 'id') expect(typeof inner).toBe('string');
          visit(inner);
        }
    };
    visit(JSON.parse(text));
    for (const key of ['documentId', 'createdAt', 'updatedAt', 'createdBy', 'updatedBy', 'localizations', 'hash', 'folderPath', 'provider', 'audience', 'planDate']) expect(keys).not.toContain(key);
  });

  test('is what the API document says it is', async () => {
    const piece = await live({ activity: await activity('Described') });
    const document = (await get('/api/content-workflow/openapi.json')).body as { paths: Record<string, { get: { responses: Record<string, { content?: Record<string, { schema: object }> }> } }>; components: object };
    const valid = (path: string, body: unknown): void => {
      const schema = document.paths[path]?.get.responses['200']?.content?.['application/json']?.schema;
      expect(schema).toBeDefined();
      const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile({ ...schema, components: document.components });
      validate(body);
      expect(validate.errors ?? []).toEqual([]);
    };
    valid('/api/delivery/{type}/{slug}', (await get(`/api/delivery/posts/${piece.slug}`)).body);
    valid('/api/delivery/{type}', (await get('/api/delivery/posts')).body);
  });

  test('is found by its slug and by its document id, with the same bytes', async () => {
    const { slug, documentId } = await live();
    const [bySlug, byId] = [await get(`/api/delivery/posts/${slug}`), await get(`/api/delivery/posts/${documentId}`)];
    expect(bySlug.status).toBe(200);
    expect(bySlug.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(byId.text).toBe(bySlug.text);
    expect(byId.headers.etag).toBe(bySlug.headers.etag);
  });

  test.each(['draft', 'review', 'approved', 'scheduled', 'held', 'rejected', 'archived', 'withdrawn'] as const)('in the state %s there is none', async (state) => {
    const slug = `not-live-${state}`;
    const piece = await pieceIn(app, state, { data: { slug }, variants: [] });
    for (const address of [slug, piece.documentId]) {
      const answer = await get(`/api/delivery/posts/${address}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ data: null, error: { status: 404, details: { code: 'NOT_PUBLISHED' } } });
    }
    expect(await ids('?limit=100')).not.toContain(piece.documentId);
  });

  test.each(['retrospective', 'closed'] as const)('in the state %s it is still live', async (state) => {
    const piece = await pieceIn(app, state, { data: { slug: `still-${state}` }, variants: [] });
    expect((await entry(`still-${state}`)).id).toBe(piece.documentId);
  });

  test('what is not live says so without being cached', async () => {
    const { headers } = await get('/api/delivery/posts/there-is-none');
    expect(headers.etag).toBeUndefined();
    expect(headers['cache-control'] ?? '').not.toContain('public');
  });

  test('an unknown type is 404 and names those that exist', async () => {
    for (const address of ['/api/delivery/recipes', '/api/delivery/recipes/a-slug', '/api/delivery/constructor', '/api/delivery/__proto__/a-slug']) {
      const answer = await get(address);
      expect(answer.status).toBe(404);
      expect(answer.body.error.details.next).toContain('posts');
    }
  });

  test('of a type without localisation has no locale', async () => {
    const { documentId } = await documents(KOL).create({ data: { name: 'Lin Yue', slug: 'lin-yue' } });
    const row = await app.engine.pieces.ensure({ uid: KOL, documentId, locale: '' });
    await bring(app, { uid: KOL, documentId, locale: '', id: row?.id ?? 0 }, 'review');
    await push(app, row?.id ?? 0, 'reviewer', { type: 'APPROVE', comment: null });
    await push(app, row?.id ?? 0, 'publisher', { type: 'PUBLISH' });
    const answer = await get('/api/delivery/kols/lin-yue');
    expect(answer.body.data).toMatchObject({ id: documentId, type: 'kols', locale: null, name: 'Lin Yue' });
    expect((await get('/api/delivery/kols/lin-yue?locale=zh-Hans')).text).toBe(answer.text);
  });
});

describe('fields=', () => {
  test('leaves the other fields out; the id always comes along', async () => {
    const { slug, documentId } = await live({ title: 'Chosen' });
    expect(await entry(slug, '?fields=title,publishedAt')).toEqual({ id: documentId, title: 'Chosen', publishedAt: expect.any(String) });
    expect((await list('?fields=slug&limit=1')).data).toEqual([{ id: documentId, slug }]);
  });

  test.each(['shoe', 'title,shoe', 'audience', 'planDate', 'documentId', 'title,', ',', 'constructor', '__proto__'])('"%s" is 400 and names the fields that exist', async (fields) => {
    const { slug } = await live();
    for (const address of [`/api/delivery/posts/${slug}`, '/api/delivery/posts']) {
      const answer = await get(`${address}?fields=${encodeURIComponent(fields)}`);
      expect(answer.status).toBe(400);
      expect(answer.body.error.details).toMatchObject({ code: 'FIELD_UNKNOWN', field: 'fields', known: expect.arrayContaining(['id', 'title', 'slug']) });
      expect(answer.body.error.details.known).not.toContain('audience');
    }
  });
});

describe('a query that is not one', () => {
  test.each([
    'colour=red',
    'status=draft',
    'populate=*',
    'publicationFilter=modified',
    'filters[title][$contains]=a',
    'sort=title',
    'fields=title&fields=slug',
    'fields[0]=title',
    'locale=*',
    'locale=',
    'locale=en&locale=zh-Hans',
    'locale[$ne]=en',
    'activity=a,b',
    'activity[$ne]=a',
    'tag=',
    'tag[]=ridge',
    'limit=-1',
    'limit=many',
    'limit=1.5',
    'limit=1e2',
    'limit=',
    'cursor=bm90LW91cnM',
    'cursor=%00',
    'cursor[a]=b',
  ])('%s is 400', async (query) => {
    const answer = await get(`/api/delivery/posts?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ data: null, error: { status: 400, message: expect.stringMatching(/\S/) } });
  });

  test.each(['colour=red', 'status=draft', 'limit=1', 'cursor=MS4x', 'activity=abc', 'tag=ridge', 'populate=*'])('for one entry %s is 400', async (query) => {
    const { slug } = await live();
    expect((await get(`/api/delivery/posts/${slug}?${query}`)).status).toBe(400);
  });

  test.each(['0', '101', '1000', '999999'])('limit=%s is 400 and names the maximum', async (limit) => {
    const answer = await get(`/api/delivery/posts?limit=${limit}`);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ message: expect.stringContaining('100'), details: { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: 100 } });
  });

  test('limit=100 is the maximum and is given', async () => {
    expect((await list('?limit=100')).meta.limit).toBe(100);
  });
});

describe('a list', () => {
  test('has the newest first, and as many as a page has', async () => {
    const posts = [await live(), await live(), await live()];
    expect((await ids()).slice(0, 3)).toEqual(posts.map(({ documentId }) => documentId).reverse());
    const page = await list();
    expect(page.meta.limit).toBe(20);
    const times = page.data.map(({ publishedAt }) => publishedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  /** Reads to the end; between any two pages something happens. */
  const walk = async (query: string, between: () => Promise<unknown>): Promise<string[]> => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(`?${query}${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.meta.nextCursor;
      if (cursor !== null) await between();
    } while (cursor !== null && seen.length < 1_000);
    return seen;
  };

  test('read page by page is complete and has nothing twice, while new posts go live in between', async () => {
    for (let i = 0; i < 7; i += 1) await live();
    const before = await ids('?limit=100');
    const seen = await walk('limit=2', () => live());
    expect(seen).toEqual(before);
  });

  test('has nothing twice when a post that was seen is published anew in between', async () => {
    const posts = [await live({ tags: [{ name: 'again' }] }), await live({ tags: [{ name: 'again' }] }), await live({ tags: [{ name: 'again' }] })];
    const newest = posts[2] as Piece;
    let once = false;
    const seen = await walk('limit=1&tag=again', async () => {
      if (once) return;
      once = true;
      await documents(POST).update({ documentId: newest.documentId, locale: 'en', data: { title: 'The second edition' } });
      const next = await view(app, newest);
      pass(app, SECOND);
      await bring(app, { ...newest, id: next.id }, 'published');
    });
    expect(seen).toEqual(posts.map(({ documentId }) => documentId).reverse());
  });

  test('is complete when many went live at the very same instant', async () => {
    const at = app.engine.clock.now();
    const posts: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      standAt(app, at);
      posts.push((await pieceIn(app, 'published', { data: { tags: [{ name: 'same instant' }] }, variants: [] })).documentId);
    }
    const seen = await walk('limit=2&tag=same+instant', async () => undefined);
    expect(seen).toEqual([...posts].reverse());
  });

  test('that is exactly one page long has no next one', async () => {
    await live({ tags: [{ name: 'pair' }] });
    await live({ tags: [{ name: 'pair' }] });
    expect((await list('?tag=pair&limit=2')).meta.nextCursor).toBeNull();
    expect((await list('?tag=pair&limit=1')).meta.nextCursor).not.toBeNull();
    expect(await list('?tag=nothing-has-this')).toEqual({ data: [], meta: { limit: 20, nextCursor: null } });
  });

  test('by activity has the posts of that activity only', async () => {
    const [one, other] = [await activity('Thirty cups'), await activity('Letters')];
    const post = await live({ activity: one });
    await live({ activity: other });
    await live();
    expect(await ids(`?activity=${one}`)).toEqual([post.documentId]);
    expect(await ids('?activity=nosuchactivity')).toEqual([]);
  });

  test.each(['first pour', 'Öl & Tee', '一杯茶', "o'clock", '50%', '_', 'a,b', '🍵'])('by the tag "%s" has the posts with exactly that tag', async (tag) => {
    const post = await live({ tags: [{ name: tag }, { name: 'another' }] });
    await live({ tags: [{ name: `${tag}${tag}` }] });
    expect(await ids(`?tag=${encodeURIComponent(tag)}`)).toEqual([post.documentId]);
  });

  test('by activity and tag has the posts with both', async () => {
    const both = await activity('Both');
    const post = await live({ activity: both, tags: [{ name: 'both' }] });
    await live({ activity: both, tags: [{ name: 'one' }] });
    await live({ tags: [{ name: 'both' }] });
    expect(await ids(`?activity=${both}&tag=both`)).toEqual([post.documentId]);
  });

  test('follows the live edition: a tag that a new edition no longer has does not find it', async () => {
    const piece = await live({ tags: [{ name: 'old tag' }] });
    await documents(POST).update({ documentId: piece.documentId, locale: 'en', data: { tags: [{ name: 'new tag' }] } });
    await bring(app, { ...piece, id: (await view(app, piece)).id }, 'published');
    expect(await ids('?tag=old+tag')).toEqual([]);
    expect(await ids('?tag=new+tag')).toEqual([piece.documentId]);
  });
});

describe('locales', () => {
  const translate = async (piece: Draft, locale: string, title: string): Promise<Piece> => {
    const { cover } = (await app.strapi.db.query(POST).findOne({ where: { documentId: piece.documentId, publishedAt: null }, populate: { cover: true } })) as { cover: { id: number } };
    await documents(POST).update({
      documentId: piece.documentId,
      locale,
      data: { title, slug: `${locale.toLowerCase()}-${slugs}`, summary: 'A summary that is long enough for it.', body: [{ type: 'paragraph', children: [{ type: 'text', text: 'A body that is long enough for the checklist.' }] }], cover: cover.id },
    });
    const row = await app.engine.pieces.ensure({ uid: POST, documentId: piece.documentId, locale });
    return bring(app, { uid: POST, documentId: piece.documentId, locale, id: row?.id ?? 0 }, 'published');
  };

  test('each is published and served on its own; the default locale is what no locale means', async () => {
    const piece = await live({ title: 'In English' });
    const address = `/api/delivery/posts/${piece.documentId}`;
    expect((await get(`${address}?locale=zh-Hans`)).status).toBe(404);
    await translate(piece, 'zh-Hans', '简体');
    expect((await entry(piece.documentId)).title).toBe('In English');
    expect((await entry(piece.documentId, '?locale=en')).title).toBe('In English');
    expect(await entry(piece.documentId, '?locale=zh-Hans')).toMatchObject({ title: '简体', locale: 'zh-Hans' });
    expect((await get(`${address}?locale=zh-Hant`)).status).toBe(404);
    expect(await ids('?locale=zh-Hans')).toContain(piece.documentId);
    expect(await ids('?locale=zh-Hant')).not.toContain(piece.documentId);
    expect((await list('?locale=zh-Hans')).data.every(({ locale }) => locale === 'zh-Hans')).toBe(true);
  });

  test('taking one down leaves the others', async () => {
    const piece = await live({ title: 'Stays' });
    const translated = await translate(piece, 'zh-Hans', '走了');
    await push(app, translated.id, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong word.' });
    expect((await get(`/api/delivery/posts/${piece.documentId}?locale=zh-Hans`)).status).toBe(404);
    expect((await entry(piece.documentId)).title).toBe('Stays');
  });

  test('another default locale is followed', async () => {
    const piece = await live({ title: 'In English' });
    await translate(piece, 'zh-Hans', '简体');
    const i18n = app.strapi.plugin('i18n').service('locales') as { setDefaultLocale(locale: { code: string }): Promise<void> };
    try {
      await i18n.setDefaultLocale({ code: 'zh-Hans' });
      passInMemory(app);
      expect((await entry(piece.documentId)).title).toBe('简体');
    } finally {
      await i18n.setDefaultLocale({ code: 'en' });
      passInMemory(app);
    }
    expect((await entry(piece.documentId)).title).toBe('In English');
  });
});

describe('caches', () => {
  const addresses = async (): Promise<readonly string[]> => {
    const { slug } = await live();
    return [`/api/delivery/posts/${slug}`, '/api/delivery/posts?limit=2', `/api/delivery/posts/${slug}?fields=title`];
  };

  test('get a strong validator, how long to keep it and what to purge it by', async () => {
    const { slug, documentId } = await live();
    const one = await get(`/api/delivery/posts/${slug}`);
    expect(one.headers.etag).toMatch(/^"[\w-]{20,}"$/);
    expect(one.headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=300');
    expect(one.headers['cache-tag']).toBe(`posts,posts-${documentId}`);
    expect(one.headers['surrogate-key']).toBe(`posts posts-${documentId}`);
    const two = await live();
    const page = await get('/api/delivery/posts?limit=2');
    expect(page.headers['cache-tag']).toBe(`posts,posts-${two.documentId},posts-${documentId}`);
    expect(page.headers['surrogate-key']).toBe(`posts posts-${two.documentId} posts-${documentId}`);
    expect(page.headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=300');
  });

  test.each([
    ['the validator itself', (etag: string) => etag],
    ['a weak form of it', (etag: string) => `W/${etag}`],
    ['a list with it', (etag: string) => `"something-else", ${etag} , W/"another"`],
    ['a list with its weak form', (etag: string) => `"something-else",W/${etag}`],
    ['*', () => '*'],
  ])('that send %s get 304 without a body', async (_name, header) => {
    for (const address of await addresses()) {
      const { etag } = (await get(address)).headers;
      const again = await get(address, { 'If-None-Match': header(etag as string) });
      expect(again.status).toBe(304);
      expect(again.text).toBe('');
      expect(again.headers.etag).toBe(etag);
      expect(again.headers['cache-control']).toContain('max-age=60');
      expect(again.headers['cache-tag']).toContain('posts');
    }
  });

  test.each(['"something-else"', 'W/"something-else"', '""', 'nonsense', ','])('that send %s get the whole answer', async (header) => {
    for (const address of await addresses()) expect((await get(address, { 'If-None-Match': header })).status).toBe(200);
  });

  test('see another validator for other fields, another page and another entry', async () => {
    const [one, other] = [await live(), await live()];
    const asked = [`/api/delivery/posts/${one.slug}`, `/api/delivery/posts/${one.slug}?fields=title`, `/api/delivery/posts/${other.slug}`, '/api/delivery/posts?limit=1', '/api/delivery/posts?limit=2'];
    const etags = await Promise.all(asked.map(async (address) => (await get(address)).headers.etag as string));
    expect(new Set(etags).size).toBe(asked.length);
  });

  test('see the same validator for as long as nothing changes', async () => {
    const [address] = await addresses();
    const first = await get(address ?? '');
    pass(app, HOUR);
    const second = await get(address ?? '');
    expect([second.text, second.headers.etag]).toEqual([first.text, first.headers.etag]);
  });

  test('a HEAD has the headers of a GET', async () => {
    const [address = ''] = await addresses();
    const head = await app.anonymous.head(address);
    expect(head.status).toBe(200);
    expect(head.headers.etag).toBe((await get(address)).headers.etag);
  });
});

describe('who may read', () => {
  afterEach(() => allowPublic(app, ...DELIVERY));

  test('nobody without the permission; everybody with it', async () => {
    const { slug } = await live();
    const asked = ['/api/delivery/posts', `/api/delivery/posts/${slug}`];
    for (const address of asked) expect((await get(address)).status).toBe(200);
    await denyPublic(app, ...DELIVERY);
    for (const address of asked) expect((await get(address)).status).toBe(403);
  });

  test('a read-only API token', async () => {
    const { slug } = await live();
    await denyPublic(app, ...DELIVERY, HEALTH);
    const token = await apiToken(app, { name: 'a website', type: 'read-only' });
    for (const address of ['/api/delivery/posts?limit=1', `/api/delivery/posts/${slug}?fields=title`, '/api/content-workflow/health']) expect((await fetchAs(app, token, address)).status).toBe(200);
  });

  test('a custom token with the permission, and none without it', async () => {
    await live();
    await denyPublic(app, ...DELIVERY);
    const without = await apiToken(app, { name: 'another site', type: 'custom', permissions: [HEALTH] });
    const having = await apiToken(app, { name: 'a third site', type: 'custom', permissions: [DELIVERY[0]] });
    expect((await fetchAs(app, without, '/api/delivery/posts')).status).toBe(403);
    expect((await fetchAs(app, having, '/api/delivery/posts')).status).toBe(200);
    expect((await fetchAs(app, having, '/api/delivery/posts/any')).status).toBe(403);
  });

  test('nobody with a token that was made up', async () => {
    expect((await fetchAs(app, 'made-up', '/api/delivery/posts')).status).toBe(401);
  });
});

describe('what is live stays as it is', () => {
  test('a new edition changes the validator and the publication, and keeps the first one', async () => {
    const draft = await createPost(app, { title: 'First edition' });
    const publish = async (): Promise<void> => {
      await done(app, draft, 'editor', { type: 'SUBMIT' });
      await done(app, draft, 'reviewer', { type: 'APPROVE' });
      await done(app, draft, 'reviewer2', { type: 'APPROVE' });
      await done(app, draft, 'publisher', { type: 'PUBLISH' });
    };
    const firstAt = app.engine.clock.now();
    await publish();
    const first = await get(`/api/delivery/posts/${draft.documentId}`);
    expect(first.body.data).toMatchObject({ title: 'First edition', publishedAt: isoOf(firstAt), firstPublishedAt: isoOf(firstAt) });

    await savePost(app, draft, { title: 'Second edition' });
    expect((await get(`/api/delivery/posts/${draft.documentId}`)).text).toBe(first.text);
    const secondAt = pass(app, HOUR);
    await publish();
    const second = await get(`/api/delivery/posts/${draft.documentId}`);
    expect(second.body.data).toMatchObject({ title: 'Second edition', publishedAt: isoOf(secondAt), firstPublishedAt: isoOf(firstAt) });
    expect(second.headers.etag).not.toBe(first.headers.etag);
    expect((await get(`/api/delivery/posts/${draft.documentId}`, { 'If-None-Match': first.headers.etag as string })).status).toBe(200);
    expect((await ids('?limit=100')).filter((id) => id === draft.documentId)).toHaveLength(1);
    expect((await ids('?limit=1'))[0]).toBe(draft.documentId);
  });

  test('taken down and published again it keeps its first publication', async () => {
    const piece = await live();
    const { firstPublishedAt } = await entry(piece.slug);
    await push(app, piece.id, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    expect((await get(`/api/delivery/posts/${piece.slug}`)).status).toBe(404);
    await documents(POST).update({ documentId: piece.documentId, locale: 'en', data: { title: 'With the right price' } });
    pass(app, HOUR);
    await bring(app, { ...piece, id: (await view(app, piece)).id }, 'published');
    const again = await entry(piece.slug);
    expect(again).toMatchObject({ title: 'With the right price', firstPublishedAt });
    expect(again.publishedAt).not.toBe(firstPublishedAt);
  });

  test('a new edition with another slug is found by that one only', async () => {
    const piece = await live();
    await documents(POST).update({ documentId: piece.documentId, locale: 'en', data: { slug: `${piece.slug}-renamed` } });
    expect((await get(`/api/delivery/posts/${piece.slug}`)).status).toBe(200);
    expect((await get(`/api/delivery/posts/${piece.slug}-renamed`)).status).toBe(404);
    await bring(app, { ...piece, id: (await view(app, piece)).id }, 'published');
    expect((await get(`/api/delivery/posts/${piece.slug}`)).status).toBe(404);
    expect((await get(`/api/delivery/posts/${piece.slug}-renamed`)).status).toBe(200);
  });

  test.each([
    [
      'a related entry is renamed',
      async ({ related }: { related: string }) => {
        await documents(ACTIVITY).update({ documentId: related, locale: 'en', data: { title: 'Renamed', slug: 'renamed' } });
      },
    ],
    ['a related entry goes live under another name', ({ related }: { related: string }) => renameLive(app, related, 'Renamed and live')],
    [
      'a related entry is taken down',
      async ({ related }: { related: string }) => {
        const row = await app.engine.pieces.ensure({ uid: ACTIVITY, documentId: related, locale: 'en' });
        await push(app, row?.id ?? 0, 'publisher', { type: 'TAKE_DOWN', reason: 'It is over.' });
      },
    ],
    [
      'a caption is changed in the media library',
      async ({ cover }: { cover: number }) => {
        await (app.strapi.plugin('upload').service('upload') as { updateFileInfo(id: number, info: object): Promise<unknown> }).updateFileInfo(cover, { caption: 'Another caption', alternativeText: 'Another text' });
      },
    ],
    [
      'a component is changed in the draft',
      async ({ documentId }: { documentId: string }) => {
        await documents(POST).update({ documentId, locale: 'en', data: { tags: [{ name: 'changed' }], seo: { metaTitle: 'Changed' } } });
      },
    ],
    [
      'the draft is changed in every field',
      async ({ documentId }: { documentId: string }) => {
        await documents(POST).update({ documentId, locale: 'en', data: { title: 'Changed', slug: `changed-${documentId}`, summary: null, body: [], cover: null, activity: null, tags: [] } });
      },
    ],
    [
      'a row of a component is changed behind every hook',
      async () => {
        await app.strapi.db.connection('components_shared_tags').where({ name: 'frozen tag' }).update({ name: 'thawed tag' });
      },
    ],
  ])('when %s not one byte changes', async (_name, change) => {
    const related = await liveActivity(app, `Related ${slugs}`);
    const cover = await coverId(app, `frozen-${slugs}`);
    const { slug, documentId } = await live({ activity: related, cover, tags: [{ name: 'frozen tag' }], seo: { metaTitle: 'Frozen' } });
    const before = await get(`/api/delivery/posts/${slug}`);
    const listed = await get('/api/delivery/posts?limit=1');
    await change({ related, cover, documentId });
    const after = await get(`/api/delivery/posts/${slug}`);
    expect(after.text).toBe(before.text);
    expect(after.headers.etag).toBe(before.headers.etag);
    expect((await get('/api/delivery/posts?limit=1')).text).toBe(listed.text);
  });
});
