/** The delivery API from memory: nobody can tell it from the chain, and nobody gets what is no longer so. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { allowPublic, apiToken, DELIVERY } from '../support/access';
import { ACTIVITY, POST, startApp, type TestApp } from '../support/app';
import { addToChain } from '../support/chain';
import { coverId, createPost, done, savePost, view } from '../support/flow';
import { listen } from '../support/listen';
import { rawClient, type RawAnswer } from '../support/raw-http';
import { bring, pieceIn, push, type Piece } from '../support/states';
import { HOUR, pass, passInMemory, SECOND } from '../support/time';
import { onLoad } from '../support/types';

const SITE = 'https://site.example';

let app: TestApp;
let client: ReturnType<typeof rawClient>;
let numbered = 0;

beforeAll(async () => {
  process.env.CORS_ORIGINS = SITE;
  const off = onLoad((strapi) =>
    addToChain(strapi, {
      above: {
        numbered: async (ctx, next) => {
          ctx.set('X-Request-Number', String((numbered += 1)));
          await next();
        },
      },
      below: {
        'by-visitor': async (ctx, next) => {
          await next();
          if (ctx.url.includes('by-visitor')) ctx.vary('Cookie');
          if (ctx.url.includes('with-cookie')) ctx.set('Set-Cookie', 'seen=1');
        },
      },
    })
  );
  app = await startApp();
  off();
  delete process.env.CORS_ORIGINS;
  await listen(app);
  client = rawClient(app);
  expect((await app.as('admin', 'post', '/i18n/locales', { code: 'zh-Hans', name: 'Chinese (Simplified)', isDefault: false })).status).toBe(200);
});
afterAll(async () => {
  client.close();
  await app.close();
});
beforeEach(async () => {
  await allowPublic(app, ...DELIVERY);
  // Every post goes live at a later moment than those before it, and no test profits from the passes of another.
  pass(app, HOUR);
  passInMemory(app);
});

interface Seen extends RawAnswer {
  /** Which counter of the memory the request moved. */
  readonly by: string;
}

const get = async (target: string, headers: Record<string, string> = {}): Promise<Seen> => {
  const before = app.engine.deliveryMemory.stats();
  const answer = await client.send({ method: 'GET', target, headers });
  const after = app.engine.deliveryMemory.stats();
  const by = (['hits', 'notModified', 'misses', 'bypassed'] as const).filter((name) => after[name] !== before[name]);
  return { ...answer, by: by.join(' ') };
};

/** Asks until the answer comes from memory, and says so when it never does. */
const hit = async (target: string, headers: Record<string, string> = {}): Promise<Seen> => {
  await get(target, headers);
  const second = await get(target, headers);
  expect(second.by).toMatch(/hits|notModified/);
  return second;
};

let slugs = 0;
const live = async (data: Record<string, unknown> = {}): Promise<Piece & { slug: string; address: string }> => {
  slugs += 1;
  const slug = `kept-${slugs}`;
  pass(app, SECOND);
  const piece = await pieceIn(app, 'published', { data: { slug, ...data }, variants: [] });
  return { ...piece, slug, address: `/api/delivery/posts/${slug}?locale=en` };
};

/** The next reading of one entry from the database stops before it is answered, until it is released. */
const holdReading = () => {
  const read = app.engine.delivery.one;
  let [reached, release] = [(): void => undefined, (): void => undefined];
  const hasRead = new Promise<void>((resolve) => (reached = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const readings = jest.spyOn(app.engine.delivery, 'one').mockImplementationOnce(async (...asked) => {
    const edition = await read(...asked);
    reached();
    await released;
    return edition;
  });
  return { readings, hasRead, release: () => release() };
};

const documents = (uid: string) => app.strapi.documents(uid as never) as unknown as { update(params: object): Promise<unknown> };

/** The next edition of a live post. */
const publishAgain = async (piece: Piece, data: object): Promise<void> => {
  pass(app, SECOND);
  await documents(POST).update({ documentId: piece.documentId, locale: 'en', data });
  await bring(app, { ...piece, id: (await view(app, piece)).id }, 'published');
};

const takeDown = (piece: Piece) => push(app, piece.id, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });

const titles = (answer: RawAnswer): string[] => [(JSON.parse(answer.text) as { data: { title: string } | { title: string }[] }).data].flat().map(({ title }) => title);

/** What both have to agree on: all but the moment, and what somebody above sets for each request. */
const comparable = ({ date: _date, 'x-request-number': _number, 'x-request-id': _id, ...headers }: RawAnswer['headers']) => headers;

const LISTS = '/api/delivery/posts?locale=en&limit=3';

describe('an answer from memory', () => {
  test.each([
    ['without an origin', {}, ''],
    ['from an allowed origin', { Origin: SITE }, SITE],
    ['from an origin that is not allowed', { Origin: 'https://elsewhere.example' }, undefined],
  ])('%s is the chain’s, byte for byte and header for header', async (_name, headers, allowed) => {
    const { slug } = await live();
    for (const address of [`/api/delivery/posts/${slug}`, `/api/delivery/posts/${slug}?locale=en`, LISTS, '/api/delivery/posts?fields=title']) {
      const [chain, memory] = [await get(address, headers), await get(address, headers)];
      expect([chain.by, memory.by]).toEqual(['misses', 'hits']);
      expect(comparable(memory.headers)).toEqual(comparable(chain.headers));
      expect(memory.bytes.equals(chain.bytes)).toBe(true);
      expect(memory.headers).toMatchObject({ vary: 'Origin, Accept-Encoding', 'x-content-type-options': 'nosniff', 'content-security-policy': expect.any(String) });
      expect(memory.headers['access-control-allow-origin']).toBe(allowed);
    }
  });

  test('asks the database nothing, nor does a 304', async () => {
    const { address } = await live();
    const { headers } = await hit(address);
    const asked: string[] = [];
    const note = ({ sql }: { sql: string }): void => void asked.push(sql);
    app.strapi.db.connection.on('query', note);
    const answers = [await get(address), await get(address, { 'If-None-Match': headers.etag ?? '' })];
    app.strapi.db.connection.removeListener('query', note);
    expect(answers.map(({ status, by }) => [status, by])).toEqual([[200, 'hits'], [304, 'notModified']]);
    expect(asked).toEqual([]);
  });

  test('is a 304 for its validator, the same as the chain’s', async () => {
    const { address } = await live();
    const { headers } = await hit(address);
    for (const condition of [headers.etag ?? '', `W/${headers.etag}`, `"other", ${headers.etag}`, '*']) {
      const memory = await get(address, { 'If-None-Match': condition });
      const chain = await get(address, { 'If-None-Match': condition, 'Cache-Control': 'no-cache' });
      expect([memory.status, memory.by, chain.status, chain.by]).toEqual([304, 'notModified', 304, 'bypassed']);
      expect(comparable(memory.headers)).toEqual(comparable(chain.headers));
      expect(memory.headers).toMatchObject({ etag: headers.etag, vary: 'Origin, Accept-Encoding', 'cache-control': expect.stringContaining('max-age') });
      expect(memory.bytes.length).toBe(0);
    }
    expect((await get(address, { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  test.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
  ])('is compressed with %s once that is made, and decodes to the same bytes', async (coding, accepted, decode) => {
    const { address } = await live({ summary: 'A long enough summary. '.repeat(12), body: [{ type: 'paragraph', children: [{ type: 'text', text: 'Tea and a ridge. '.repeat(200) }] }] });
    const plain = await hit(address);
    const compressed = async (): Promise<Seen> => {
      for (;;) {
        const answer = await get(address, { 'Accept-Encoding': accepted });
        if (answer.headers['content-encoding'] !== undefined) return answer;
        expect(answer.text).toBe(plain.text);
      }
    };
    const answer = await compressed();
    expect(answer.headers).toMatchObject({ 'content-encoding': coding, etag: plain.headers.etag?.replace(/"$/, `-${coding}"`), 'content-length': String(answer.bytes.length) });
    expect(answer.bytes.length).toBeLessThan(plain.bytes.length);
    expect(decode(answer.bytes).equals(plain.bytes)).toBe(true);

    const condition = { 'If-None-Match': answer.headers.etag ?? '' };
    const [memory, chain] = [await get(address, condition), await get(address, { ...condition, 'Cache-Control': 'no-cache' })];
    expect([memory, chain].map(({ status, headers }) => [status, headers.etag])).toEqual([[304, answer.headers.etag], [304, answer.headers.etag]]);
    expect((await get(address, { 'Accept-Encoding': `${coding};q=0` })).headers['content-encoding']).toBeUndefined();
  });

  test('has the headers that somebody above sets for each request', async () => {
    const { address } = await live();
    const [one, other] = [await hit(address), await hit(address)];
    expect(Number(other.headers['x-request-number'])).toBeGreaterThan(Number(one.headers['x-request-number']));
  });

  test('is learnt from a 304 too', async () => {
    const { address, documentId } = await live();
    const byId = `/api/delivery/posts/${documentId}?locale=en`;
    const { headers, text } = await get(address);
    expect(await get(byId, { 'If-None-Match': headers.etag ?? '' })).toMatchObject({ status: 304, by: 'misses' });
    expect(await get(byId)).toMatchObject({ status: 200, by: 'hits', text });
  });
});

describe('the chain answers', () => {
  test.each([
    ['a client that wants the origin', { 'Cache-Control': 'no-cache' }],
    ['a client that keeps nothing', { 'Cache-Control': 'no-store' }],
    ['a range', { Range: 'bytes=0-1' }],
  ])('%s', async (_name, headers) => {
    const { address } = await live();
    await hit(address);
    expect((await get(address, headers)).by).toBe('bypassed');
  });

  test.each([
    ['HEAD', (address: string) => address],
    ['GET', (address: string) => `http://127.0.0.1${address}`],
    ['GET', (address: string) => address.replace('kept', 'k%65pt')],
    ['GET', (address: string) => `${address}&fields=${'title,'.repeat(100)}title`],
  ])('%s of what is not the kept address, and the answer is right', async (method, target) => {
    const { address } = await live();
    const { headers } = await hit(address);
    const before = app.engine.deliveryMemory.stats();
    const answer = await client.send({ method, target: target(address) });
    expect(answer.status).toBe(200);
    expect(app.engine.deliveryMemory.stats().hits).toBe(before.hits);
    if (method === 'HEAD') expect(answer.headers.etag).toBe(headers.etag);
  });

  test('everything that depends on the visitor, every time', async () => {
    for (const mark of ['by-visitor', 'with-cookie']) {
      const { slug } = await live({ slug: mark });
      expect(slug).toBeDefined();
      for (let i = 0; i < 3; i += 1) expect(await get(`/api/delivery/posts/${mark}?locale=en`)).toMatchObject({ status: 200, by: 'misses' });
    }
  });

  test('errors, unknown entries and previews, every time', async () => {
    const entries = app.engine.deliveryMemory.stats().entries;
    for (const [address, status] of [['/api/delivery/posts/nobody', 404], ['/api/delivery/nothing', 404], ['/api/delivery/posts?limit=1000000', 400], ['/api/delivery/preview/forged', 403]] as const)
      for (let i = 0; i < 2; i += 1) expect(await get(address)).toMatchObject({ status, by: 'misses' });
    expect(app.engine.deliveryMemory.stats().entries).toBe(entries);
  });

  test('everything while signals may be late, and nothing of it is kept', async () => {
    const [kept, other] = [await live(), await live()];
    await hit(kept.address);
    const late = jest.spyOn(app.engine.signals, 'isCurrent').mockReturnValue(false);
    expect((await get(kept.address)).by).toBe('bypassed');
    expect((await get(other.address)).by).toBe('bypassed');
    late.mockRestore();
    expect((await get(other.address)).by).toBe('misses');
    expect((await get(kept.address)).by).toBe('hits');
  });
});

describe('what a caller may', () => {
  const withdraw = async (): Promise<void> => {
    for (const action of DELIVERY) await app.strapi.db.query('plugin::users-permissions.permission').deleteMany({ where: { action } });
  };

  test('is asked again within a second', async () => {
    const { address } = await live();
    await hit(address);
    await withdraw();
    passInMemory(app, 499);
    expect((await get(address)).by).toBe('hits');
    passInMemory(app, 501);
    expect((await get(address)).status).toBe(403);
  });

  test('is asked by one request from half a second on, and by all once that is refused', async () => {
    const { address } = await live();
    await hit(address);
    passInMemory(app, 500);
    const renewing = await Promise.all([get(address), get(address), get(address)]);
    expect(renewing.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { misses } = app.engine.deliveryMemory.stats();
    expect((await get(address)).by).toBe('hits');
    expect(app.engine.deliveryMemory.stats().misses).toBe(misses);

    await withdraw();
    passInMemory(app, 500);
    expect((await get(address)).status).toBe(403);
    expect((await get(address)).status).toBe(403);
    await allowPublic(app, ...DELIVERY);
    expect((await get(address)).status).toBe(200);
  });

  test('one request renews while others go on', async () => {
    const { address } = await live();
    await hit(address);
    passInMemory(app, 500);
    const before = app.engine.deliveryMemory.stats();
    await Promise.all(Array.from({ length: 4 }, () => client.send({ method: 'GET', target: address })));
    const after = app.engine.deliveryMemory.stats();
    expect([after.misses - before.misses, after.hits - before.hits]).toEqual([1, 3]);
  });

  test('by a token ends with the token, and is nobody else’s', async () => {
    const { address } = await live();
    await withdraw();
    passInMemory(app);
    const token = await apiToken(app, { name: `a site ${slugs}`, type: 'read-only' });
    const having = { Authorization: `Bearer ${token}` };
    expect((await hit(address, having)).status).toBe(200);
    expect((await get(address)).status).toBe(403);
    expect((await get(address, { Authorization: 'Bearer made-up' })).status).toBe(401);
    expect((await get(address, having)).by).toBe('hits');
    await app.strapi.db.query('admin::api-token').deleteMany({ where: { name: `a site ${slugs}` } });
    passInMemory(app);
    expect((await get(address, having)).status).toBe(401);
  });

  test('for one entry says nothing about lists', async () => {
    const { address } = await live();
    await hit(LISTS);
    await hit(address);
    await app.strapi.db.query('plugin::users-permissions.permission').deleteMany({ where: { action: DELIVERY[0] } });
    passInMemory(app);
    expect((await get(address)).status).toBe(200);
    expect((await get(LISTS)).status).toBe(403);
  });
});

describe('a change that was acknowledged', () => {
  test('a new edition is in every answer', async () => {
    const piece = await live({ title: 'First' });
    const addresses = [piece.address, `/api/delivery/posts/${piece.documentId}`, `/api/delivery/posts/${piece.slug}?fields=title`, LISTS, '/api/delivery/posts?limit=2'];
    for (const address of addresses) expect(titles(await hit(address))).toContain('First');
    await publishAgain(piece, { title: 'Second' });
    for (const address of addresses) {
      const answer = await get(address);
      expect(answer.by).toBe('misses');
      expect(titles(answer)).toContain('Second');
      expect(titles(answer)).not.toContain('First');
    }
  });

  test('what was taken down is nowhere', async () => {
    const piece = await live({ title: 'Goes' });
    const addresses = [piece.address, `/api/delivery/posts/${piece.documentId}?locale=en`];
    for (const address of [...addresses, LISTS]) await hit(address);
    await takeDown(piece);
    for (const address of addresses) expect((await get(address)).status).toBe(404);
    expect(titles(await get(LISTS))).not.toContain('Goes');
  });

  test('another slug leads there, and the old one nowhere', async () => {
    const piece = await live();
    await hit(piece.address);
    await publishAgain(piece, { slug: `${piece.slug}-renamed` });
    expect((await get(piece.address)).status).toBe(404);
    expect((await hit(`/api/delivery/posts/${piece.slug}-renamed?locale=en`)).status).toBe(200);
  });

  test('an address that another post takes over leads to that one, and back', async () => {
    const [before, after] = [await live({ title: 'Had it' }), await live({ title: 'Takes it' })];
    // A slug goes before a document id, and is unique among slugs only.
    const address = `/api/delivery/posts/${before.documentId}?locale=en`;
    expect(titles(await hit(address))).toEqual(['Had it']);
    await publishAgain(after, { slug: before.documentId });
    expect(titles(await hit(address))).toEqual(['Takes it']);
    await publishAgain(after, { slug: after.slug });
    expect(titles(await hit(address))).toEqual(['Had it']);
  });

  test('lists by tag and by activity gain and lose members', async () => {
    const activity = (await (app.strapi.documents(ACTIVITY as never) as unknown as { create(params: object): Promise<{ documentId: string }> }).create({ data: { title: 'Pour', slug: `pour-${slugs}` }, locale: 'en' })).documentId;
    const [byTag, byActivity] = ['/api/delivery/posts?tag=summit', `/api/delivery/posts?activity=${activity}`];
    const piece = await live({ title: 'Untagged' });
    for (const address of [byTag, byActivity]) expect(titles(await hit(address))).toEqual([]);
    await publishAgain(piece, { title: 'Tagged', tags: [{ name: 'summit' }], activity });
    for (const address of [byTag, byActivity]) expect(titles(await hit(address))).toEqual(['Tagged']);
    await publishAgain(piece, { title: 'Untagged again', tags: [], activity: null });
    for (const address of [byTag, byActivity]) expect(titles(await get(address))).toEqual([]);
  });

  test('other types and languages stay in memory', async () => {
    const piece = await live();
    await hit('/api/delivery/kols?locale=en');
    await hit('/api/delivery/posts?locale=zh-Hans');
    await publishAgain(piece, { title: 'Again' });
    expect((await get('/api/delivery/kols?locale=en')).by).toBe('hits');
    expect((await get('/api/delivery/posts?locale=zh-Hans')).by).toBe('hits');
  });

  test('what was read before it is not kept after it', async () => {
    const piece = await live({ title: 'Before' });
    const { readings, hasRead, release } = holdReading();
    const slow = get(piece.address);
    await hasRead;
    await publishAgain(piece, { title: 'After' });
    release();
    expect(titles(await slow)).toEqual(['Before']);
    readings.mockRestore();
    expect(titles(await get(piece.address))).toEqual(['After']);
    expect(titles(await hit(piece.address))).toEqual(['After']);
  });

  test('of the default language is heard within a second', async () => {
    const piece = await live({ title: 'In English' });
    await documents(POST).update({ documentId: piece.documentId, locale: 'zh-Hans', data: { title: '简体', slug: `${piece.slug}-zh`, summary: '一个足够长的摘要，可以通过检查。', body: [{ type: 'paragraph', children: [{ type: 'text', text: '正文足够长，可以通过检查，也说了点什么。'.repeat(2) }] }], cover: await coverId(app, `zh-${slugs}`) } });
    const row = await app.engine.pieces.ensure({ uid: POST, documentId: piece.documentId, locale: 'zh-Hans' });
    await bring(app, { uid: POST, documentId: piece.documentId, locale: 'zh-Hans', id: row?.id ?? 0 }, 'published');
    const address = `/api/delivery/posts/${piece.documentId}`;
    const i18n = app.strapi.plugin('i18n').service('locales') as { setDefaultLocale(locale: { code: string }): Promise<void> };
    expect(titles(await hit(address))).toEqual(['In English']);
    try {
      await i18n.setDefaultLocale({ code: 'zh-Hans' });
      passInMemory(app);
      // The pass is renewed by another address; what is kept of this one has to notice.
      await get('/api/delivery/posts/nobody');
      await get(`/api/delivery/posts/${piece.slug}-zh`);
      expect(titles(await hit(address))).toEqual(['简体']);
    } finally {
      await i18n.setDefaultLocale({ code: 'en' });
      passInMemory(app);
    }
    expect(titles(await hit(address))).toEqual(['In English']);
  });
});

describe('a crowd that wants the same', () => {
  const CROWD = 60;
  let crowded: ReturnType<typeof rawClient>;
  beforeAll(() => void (crowded = rawClient(app, CROWD + 10)));
  afterAll(() => crowded.close());

  const crowd = (target: string, headers: Record<string, string> = {}): Promise<RawAnswer[]> => Promise.all(Array.from({ length: CROWD }, () => crowded.send({ method: 'GET', target, headers })));

  /** When as many requests have come since, all of them are answered, in the chain or waiting. */
  const come = async (since: number, requests: number): Promise<void> => {
    while (numbered - since < requests) await new Promise((resolve) => setImmediate(resolve));
  };
  const statuses = (answers: readonly RawAnswer[]): number[] => [...new Set(answers.map(({ status }) => status))];

  test('sends one request down the chain for an address that is not kept', async () => {
    const { address } = await live({ title: 'Wanted' });
    const readings = jest.spyOn(app.engine.delivery, 'one');
    const answers = await crowd(address);
    expect(new Set(answers.flatMap(titles))).toEqual(new Set(['Wanted']));
    expect(readings).toHaveBeenCalledTimes(1);
  });

  test('sends one where only the pass is wanting, and is served by it though it took longer than a pass lasts', async () => {
    const { address } = await live({ title: 'Wanted' });
    await hit(address);
    passInMemory(app);
    const { readings, hasRead, release } = holdReading();
    const [before, { hits }] = [numbered, app.engine.deliveryMemory.stats()];
    const answers = crowd(address);
    await hasRead;
    await come(before, CROWD);
    passInMemory(app, 6 * SECOND);
    release();
    expect(statuses(await answers)).toEqual([200]);
    expect(readings).toHaveBeenCalledTimes(1);
    expect(app.engine.deliveryMemory.stats().hits - hits).toBe(CROWD - 1);
  });

  test('gets each its own form and its own 304', async () => {
    const { address } = await live();
    const { etag } = (await hit(address)).headers;
    passInMemory(app);
    const [conditional, plain, head] = await Promise.all([crowd(address, { 'If-None-Match': etag ?? '' }), crowd(address), crowded.send({ method: 'HEAD', target: address })]);
    expect([statuses(conditional), statuses(plain), head.status]).toEqual([[304], [200], 200]);
  });

  test('is refused one and all when nobody may any more, also while an older request is under way', async () => {
    const { address } = await live();
    await hit(address);
    passInMemory(app);
    const { readings, hasRead, release } = holdReading();
    const allowed = crowded.send({ method: 'GET', target: address });
    await hasRead;
    for (const action of DELIVERY) await app.strapi.db.query('plugin::users-permissions.permission').deleteMany({ where: { action } });
    passInMemory(app);
    expect(statuses(await crowd(address))).toEqual([403]);
    release();
    expect((await allowed).status).toBe(200);
    expect(readings).toHaveBeenCalledTimes(1);
    expect(statuses(await crowd(address))).toEqual([403]);
  });

  test.each([
    ['published', (piece: Piece) => publishAgain(piece, { title: 'After' }), 200, ['After']],
    ['taken down', (piece: Piece) => takeDown(piece), 404, []],
  ] as const)('gets nothing older than what was %s meanwhile', async (_name, change, status, expected) => {
    const piece = await live({ title: 'Before' });
    const { hasRead, release } = holdReading();
    const [before, first] = [numbered, crowded.send({ method: 'GET', target: piece.address })];
    await hasRead;
    const waiting = crowd(piece.address);
    await come(before, 1 + CROWD);
    await change(piece);
    const [acknowledged, later] = [numbered, crowd(piece.address)];
    await come(acknowledged, CROWD);
    release();
    expect(titles(await first)).toEqual(['Before']);
    for (const answers of [await waiting, await later]) {
      expect(statuses(answers)).toEqual([status]);
      if (status === 200) expect([...new Set(answers.flatMap(titles))]).toEqual(expected);
    }
  });

  test('does not hang on one that has gone away', async () => {
    const { address } = await live();
    const { hasRead, release } = holdReading();
    const leaving = rawClient(app);
    const [before, first] = [numbered, leaving.send({ method: 'GET', target: address }).catch(() => 'gone')];
    await hasRead;
    const waiting = crowd(address);
    await come(before, 1 + CROWD);
    leaving.close();
    expect(await first).toBe('gone');
    release();
    expect(statuses(await waiting)).toEqual([200]);
  });
});

describe('while posts are published and taken down', () => {
  const ROUNDS = 12;
  const READERS = 6;

  test('no answer that was asked for after the acknowledgement is older than it', async () => {
    const draft = await createPost(app, { title: 'State 0' });
    const address = `/api/delivery/posts/${draft.documentId}?locale=en`;
    // What is live after each change: an edition by its number, or nothing.
    const states: (number | null)[] = [null];
    let [begun, acknowledged] = [0, 0];
    const change = async (state: number | null, act: () => Promise<unknown>): Promise<void> => {
      states.push(state);
      begun = states.length - 1;
      await act();
      acknowledged = begun;
    };
    const publish = async (round: number): Promise<void> => {
      expect((await savePost(app, draft, { title: `State ${round}` })).status).toBe(200);
      await done(app, draft, 'editor', { type: 'SUBMIT' });
      await done(app, draft, 'reviewer', { type: 'APPROVE' });
      await done(app, draft, 'reviewer2', { type: 'APPROVE' });
      await change(round, () => done(app, draft, 'publisher', { type: 'PUBLISH' }));
    };

    let running = true;
    let read = 0;
    const wrong: string[] = [];
    const judge = (what: string, from: number, found: number | null): void => {
      read += 1;
      if (!states.slice(from, begun + 1).includes(found)) wrong.push(`${what}: ${String(found)}, after ${JSON.stringify(states.slice(from, begun + 1))}`);
    };
    const numberOf = (title: string | undefined): number | null => (title === undefined ? null : Number(title.replace('State ', '')));
    const single = async (): Promise<void> => {
      let last = null as { etag: string; state: number | null } | null;
      while (running) {
        const from = acknowledged;
        const answer = await client.send({ method: 'GET', target: address, headers: last === null ? {} : { 'If-None-Match': last.etag } });
        const state = answer.status === 304 ? (last?.state ?? null) : answer.status === 404 ? null : numberOf(titles(answer)[0]);
        last = answer.headers.etag === undefined ? null : { etag: answer.headers.etag, state };
        judge(`one (${answer.status})`, from, state);
      }
    };
    const list = async (): Promise<void> => {
      while (running) {
        const from = acknowledged;
        const answer = await client.send({ method: 'GET', target: LISTS });
        judge('list', from, numberOf(titles(answer).find((title) => title.startsWith('State'))));
      }
    };
    const readers = Array.from({ length: READERS }, (_, i) => (i % 2 === 0 ? single() : list()));
    try {
      for (let round = 1; round <= ROUNDS; round += 1) {
        await publish(round);
        if (round % 3 === 0) await change(null, () => done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' }));
      }
    } finally {
      running = false;
      await Promise.all(readers);
    }
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(ROUNDS * READERS);
    expect(states.length).toBe(ROUNDS + ROUNDS / 3 + 1);
  });
});
