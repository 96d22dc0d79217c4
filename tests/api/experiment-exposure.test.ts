/** What a reader sees of an experiment: the assigned version from memory or from the chain, and everybody else what was live before. */
import { brotliDecompressSync } from 'node:zlib';
import type { LiveExperiment } from '../../src/plugins/content-workflow/server/src/experiment/ports';
import { allowPublic, DELIVERY, denyPublic } from '../support/access';
import { POST, startApp, type TestApp } from '../support/app';
import { listen } from '../support/listen';
import { liveExperiment, nowRunning, onlyArm, planOf, visitorIn } from '../support/live-experiments';
import { rawClient, type RawAnswer } from '../support/raw-http';
import { pieceIn } from '../support/states';
import { HOUR, pass, passInMemory } from '../support/time';

const SITE = 'https://site.example';

let app: TestApp;
let client: ReturnType<typeof rawClient>;

beforeAll(async () => {
  process.env.CORS_ORIGINS = SITE;
  app = await startApp();
  delete process.env.CORS_ORIGINS;
  await listen(app);
  client = rawClient(app);
});
afterAll(async () => {
  client.close();
  await app.close();
});
beforeEach(async () => {
  await allowPublic(app, ...DELIVERY);
  pass(app, HOUR);
  passInMemory(app);
});
afterEach(() => nowRunning(app));

interface Seen extends RawAnswer {
  readonly by: string;
}

const get = async (target: string, headers: Record<string, string> = {}): Promise<Seen> => {
  const before = app.engine.deliveryMemory.stats();
  const answer = await client.send({ method: 'GET', target, headers });
  const after = app.engine.deliveryMemory.stats();
  return { ...answer, by: (['hits', 'notModified', 'misses', 'bypassed'] as const).filter((name) => after[name] !== before[name]).join(' ') };
};

/** As it answers at first, through the chain, and after that, from memory. */
const both = async (target: string, headers: Record<string, string> = {}): Promise<{ chain: Seen; memory: Seen }> => {
  const chain = await get(target, { ...headers, 'Cache-Control': 'no-cache' });
  await get(target, headers);
  return { chain, memory: await get(target, headers) };
};

const as = (visitor: string): Record<string, string> => ({ 'X-Visitor-Id': visitor });
const titleOf = ({ text }: RawAnswer): string => (JSON.parse(text) as { data: { title: string } }).data.title;
const comparable = ({ headers: { date: _date, 'x-request-id': _id, ...headers } }: RawAnswer) => headers;

/** A live post with an experiment over its next round. */
const onLivePost = async (overrides: Partial<LiveExperiment> = {}): Promise<{ experiment: LiveExperiment; address: string; live: string }> => {
  const { documentId } = await pieceIn(app, 'published', { variants: [] });
  const { slug, payload } = (await app.strapi.db.connection('cw_editions').where({ subject_id: documentId, is_live: true }).first()) as { slug: string; payload: string };
  const experiment = liveExperiment({ subject: { uid: POST, documentId, locale: 'en' }, slug, ...overrides });
  return { experiment, address: `/api/delivery/posts/${slug}?locale=en`, live: (JSON.parse(payload) as { title: string }).title };
};

const drawOf = (experiment: LiveExperiment) => (visitor: string): string | null => {
  const drawn = app.engine.readers.board.one(POST, 'en', experiment.slug, visitor);
  return drawn == null ? null : (experiment.arms.find(({ payload }) => payload === drawn.payload)?.key ?? null);
};

const titleIn = (experiment: LiveExperiment, arm: string): string => (JSON.parse(experiment.arms.find(({ key }) => key === arm)?.payload ?? '{}') as { title: string }).title;

describe('a reader in the share', () => {
  test('gets the assigned version and a signed assignment, from memory as from the chain', async () => {
    const { experiment, address } = await onLivePost();
    await nowRunning(app, experiment);
    for (const arm of ['original', 'b']) {
      const visitor = visitorIn(drawOf(experiment), arm);
      const { chain, memory } = await both(address, { ...as(visitor), Origin: SITE });
      expect([chain.by, memory.by]).toEqual(['bypassed', 'hits']);
      expect(memory.bytes.equals(chain.bytes)).toBe(true);
      expect(comparable(memory)).toEqual(comparable(chain));
      expect(titleOf(memory)).toBe(titleIn(experiment, arm));
      expect(memory.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: expect.stringMatching(/X-Visitor-Id, Cookie, Sec-GPC, DNT$/), 'access-control-expose-headers': expect.stringContaining('X-Assignment') });
      const read = app.engine.readers.tokens.read(String(memory.headers['x-assignment']), app.engine.clock.now());
      expect(read).toEqual({ kind: 'valid', key: experiment.key, arm: arm === 'b' ? 1 : 0, unit: app.engine.readers.tokens.unitOf(experiment.key, visitor) });
    }
  });

  test('asks the database nothing, nor does another reader of the same arm', async () => {
    const { experiment, address } = await onLivePost({ plan: planOf(onlyArm('b')) });
    await nowRunning(app, experiment);
    await both(address, as('visitor-one'));
    const asked: string[] = [];
    const note = ({ sql }: { sql: string }): void => void asked.push(sql);
    app.strapi.db.connection.on('query', note);
    const answers = [await get(address, as('visitor-one')), await get(address, as('visitor-two')), await get(`${address}&visitor=visitor-three`)];
    app.strapi.db.connection.removeListener('query', note);
    expect(answers.map(({ by }) => by)).toEqual(['hits', 'hits', 'hits']);
    expect(asked).toEqual([]);
    expect(new Set(answers.map(({ headers }) => headers['x-assignment'])).size).toBe(3);
  });

  test('is known by the header, the cookie or the parameter', async () => {
    const { experiment, address } = await onLivePost({ plan: planOf(onlyArm('b')) });
    await nowRunning(app, experiment);
    for (const [target, headers] of [[address, as('visitor-one')], [address, { Cookie: 'a=b; cw_visitor=visitor-one' }], [`${address}&visitor=visitor-one`, {}]] as const)
      for (const answer of Object.values(await both(target, headers))) expect(titleOf(answer)).toBe(titleIn(experiment, 'b'));
  });

  test('revalidates by a tag of the version’s own, and gets it compressed', async () => {
    const { experiment, address } = await onLivePost();
    const long = 'A long text. '.repeat(400);
    const arms = experiment.arms.map((arm) => ({ ...arm, payload: JSON.stringify({ ...(JSON.parse(arm.payload) as object), body: long }) }));
    await nowRunning(app, { ...experiment, arms });
    const visitor = visitorIn((v) => app.engine.readers.board.one(POST, 'en', experiment.slug, v)?.version.split('.')[1] ?? null, 'b');
    const other = visitorIn((v) => app.engine.readers.board.one(POST, 'en', experiment.slug, v)?.version.split('.')[1] ?? null, 'original');
    const { memory } = await both(address, as(visitor));
    const tag = memory.headers.etag ?? '';
    const same = await get(address, { ...as(visitor), 'If-None-Match': tag });
    expect([same.status, same.by, typeof same.headers['x-assignment']]).toEqual([304, 'notModified', 'string']);
    expect((await get(address, { ...as(other), 'If-None-Match': tag })).status).toBe(200);
    let packed = await get(address, { ...as(visitor), 'Accept-Encoding': 'br' });
    for (let patience = 100; patience > 0 && packed.headers['content-encoding'] === undefined; patience -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
      packed = await get(address, { ...as(visitor), 'Accept-Encoding': 'br' });
    }
    expect(brotliDecompressSync(packed.bytes).equals(memory.bytes)).toBe(true);
    expect(packed.headers.etag).not.toBe(tag);
  });

  test('gets only the fields that are asked for', async () => {
    const { experiment, address } = await onLivePost({ plan: planOf(onlyArm('b')) });
    await nowRunning(app, experiment);
    for (const answer of Object.values(await both(`${address}&fields=title`, as('visitor-one')))) expect(JSON.parse(answer.text)).toEqual({ data: { id: experiment.subject.documentId, title: titleIn(experiment, 'b') } });
  });

  test('reaches a piece that is live nowhere by its slug and its document id; for everybody else it is not there', async () => {
    const experiment = liveExperiment({ plan: planOf(onlyArm('b')), slug: 'not-live-yet' });
    await nowRunning(app, experiment);
    for (const name of [experiment.slug, experiment.subject.documentId]) {
      const address = `/api/delivery/posts/${name}?locale=en`;
      for (const answer of Object.values(await both(address, as('visitor-one')))) expect(titleOf(answer)).toBe(titleIn(experiment, 'b'));
      const nobody = await get(address);
      expect([nobody.status, nobody.headers.vary]).toEqual([404, expect.stringContaining('X-Visitor-Id, Cookie, Sec-GPC, DNT')]);
    }
  });

  test('is told in a list which entries are shown otherwise', async () => {
    const { experiment } = await onLivePost({ plan: planOf(onlyArm('b')) });
    await nowRunning(app, experiment);
    const list = '/api/delivery/posts?locale=en&limit=5&fields=title';
    for (const answer of Object.values(await both(list, as('visitor-one')))) {
      const { data } = JSON.parse(answer.text) as { data: { id: string; title: string }[] };
      expect(data[0]).toEqual({ id: experiment.subject.documentId, title: titleIn(experiment, 'b') });
      expect(answer.headers['cache-control']).toBe('private, no-cache');
      expect(answer.headers['x-assignment']).toMatch(new RegExp(`^${experiment.subject.documentId}=[\\w.%-]+$`));
    }
    for (const answer of Object.values(await both(list))) {
      expect((JSON.parse(answer.text) as { data: { title: string }[] }).data[0]?.title).not.toBe(titleIn(experiment, 'b'));
      expect(answer.headers['cache-control']).toMatch(/^public/);
      expect(answer.headers['x-assignment']).toBeUndefined();
    }
  });

  test('without a language gets the default one’s', async () => {
    const { experiment } = await onLivePost({ plan: planOf(onlyArm('b')) });
    await nowRunning(app, experiment);
    const { chain, memory } = await both(`/api/delivery/posts/${experiment.slug}`, as('visitor-one'));
    expect([titleOf(chain), titleOf(memory), memory.by]).toEqual([titleIn(experiment, 'b'), titleIn(experiment, 'b'), 'hits']);
  });

  test('is found at the old slug too, which leads to the same document', async () => {
    const { experiment, address } = await onLivePost({ plan: planOf(onlyArm('b')), slug: 'a-new-slug' });
    await nowRunning(app, experiment);
    await both(address);
    for (const answer of Object.values(await both(address, as('visitor-one')))) expect(titleOf(answer)).toBe(titleIn(experiment, 'b'));
  });
});

describe('what was live before', () => {
  test.each([
    ['whoever says nothing of themselves', {}, {}],
    ['whoever is outside of the share', { plan: planOf({ share: 0.0001 }) }, as('visitor-one')],
    ['everybody, while it is paused', { state: 'paused' as const, plan: planOf(onlyArm('b')) }, as('visitor-one')],
    ['whoever asks by Global Privacy Control not to be tracked', { plan: planOf(onlyArm('b')) }, { ...as('visitor-one'), 'Sec-GPC': '1' }],
    ['whoever asks by Do Not Track not to be tracked', { plan: planOf(onlyArm('b')) }, { Cookie: 'cw_visitor=visitor-one', DNT: '1' }],
    ['a visitor whose name is malformed', { plan: planOf(onlyArm('b')) }, as('no!')],
  ])('is what %s sees, for caches to keep apart', async (_who, overrides, headers) => {
    const { experiment, address, live } = await onLivePost(overrides);
    await nowRunning(app, experiment);
    const { chain, memory } = await both(address, headers);
    expect([chain.by, memory.by]).toEqual(['bypassed', 'hits']);
    expect(memory.bytes.equals(chain.bytes)).toBe(true);
    expect(comparable(memory)).toEqual(comparable(chain));
    expect([titleOf(memory), memory.headers['x-assignment']]).toEqual([live, undefined]);
    expect(memory.headers).toMatchObject({ 'cache-control': expect.stringMatching(/^public/), vary: expect.stringMatching(/X-Visitor-Id, Cookie, Sec-GPC, DNT$/) });
  });

  test('is what everybody sees again in the moment in which it stops', async () => {
    const { experiment, address, live } = await onLivePost({ plan: planOf(onlyArm('b')) });
    await nowRunning(app, experiment);
    await both(address, as('visitor-one'));
    await nowRunning(app);
    const after = await get(address, as('visitor-one'));
    expect([titleOf(after), after.headers['x-assignment'], String(after.headers.vary).includes('Visitor')]).toEqual([live, undefined, false]);
  });

  test('is what everybody saw from memory until it began, and no longer', async () => {
    const { experiment, address, live } = await onLivePost({ plan: planOf(onlyArm('b')) });
    const { memory } = await both(address, as('visitor-one'));
    expect([titleOf(memory), memory.by]).toEqual([live, 'hits']);
    await nowRunning(app, experiment);
    expect(titleOf(await get(address, as('visitor-one')))).toBe(titleIn(experiment, 'b'));
  });

  test('varies by no visitor at other addresses', async () => {
    const { experiment, address } = await onLivePost({ plan: planOf(onlyArm('b')) });
    const other = await onLivePost();
    await nowRunning(app, experiment);
    await both(address, as('visitor-one'));
    for (const answer of Object.values(await both(other.address, as('visitor-one')))) expect(answer.headers.vary).not.toMatch(/Visitor|Cookie/);
  });
});

test('a visitor who is named wrongly in the address is told so', async () => {
  const { experiment, address } = await onLivePost();
  for (const running of [[], [experiment]]) {
    await nowRunning(app, ...running);
    for (const wrong of ['short', 'has%20blank', 'x'.repeat(65)]) {
      const answer = await get(`${address}&visitor=${wrong}`);
      expect([answer.status, (JSON.parse(answer.text) as { error: { details: object } }).error.details]).toEqual([400, expect.objectContaining({ field: 'visitor' })]);
    }
  }
});

test('where nothing is tried, a visitor in the address makes no entry of its own', async () => {
  const { address } = await onLivePost();
  await both(address);
  const { entries } = app.engine.deliveryMemory.stats();
  expect([(await get(`${address}&visitor=visitor-one`)).by, (await get(`${address}&visitor=visitor-two`)).by]).toEqual(['hits', 'hits']);
  expect(app.engine.deliveryMemory.stats().entries).toBe(entries);
});

test('a version is for those who may read: from memory and by the chain', async () => {
  const { experiment, address } = await onLivePost({ plan: planOf(onlyArm('b')) });
  await nowRunning(app, experiment);
  await both(address, as('visitor-one'));
  await denyPublic(app, ...DELIVERY);
  for (const answer of Object.values(await both(address, as('visitor-one')))) expect(answer.status).toBe(403);
});
