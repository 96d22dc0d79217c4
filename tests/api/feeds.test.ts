/** Feeds as readers of other makers read them, and subscribers who are told of what is new (WebSub). */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseFeed } from '@rowanmanning/feed-parser';
import { entryId } from '../../src/plugins/content-workflow/server/src/distribution/feeds/shelf';
import { startApp, type TestApp } from '../support/app';
import { aParagraph, aPicture, aSource } from '../support/distribution/content';
import { aChannel, aDelivery, publish, type Delivered } from '../support/distribution/rows';
import { done, postAt, type Draft } from '../support/flow';
import { DAY, HOUR, pass, runDueJobs, standAt } from '../support/time';

let app: TestApp;
let feed: number;
let before: string | undefined;

beforeAll(async () => {
  before = process.env.EGRESS_ALLOW;
  process.env.EGRESS_ALLOW = '127.0.0.1';
  app = await startApp();
  standAt(app, app.engine.clock.now());
  feed = await aChannel(app, { key: 'tea', platform: 'feed', settings: { title: 'Tea & mountains', home: 'https://tea.example', description: 'What is new', language: 'en', author: 'The tea house' } });
});

afterAll(async () => {
  await app.close();
  if (before === undefined) delete process.env.EGRESS_ALLOW;
  else process.env.EGRESS_ALLOW = before;
});

const site = (): string => app.strapi.config.get('server.absoluteUrl');

const editionOf = async ({ documentId }: Draft): Promise<number> => Number(((await app.strapi.db.connection('cw_editions').where({ subject_id: documentId, is_live: true }).first('id')) as { id: number }).id);

/** A live piece that the channel was given, as the engine leaves it. */
const delivered = async (title: string, change: Parameters<typeof aSource>[0] = {}): Promise<{ readonly draft: Draft; readonly delivery: Delivered }> => {
  pass(app, 60_000);
  const draft = await postAt(app, 'published');
  const source = aSource({ title, language: 'en', summary: `About ${title}`, body: [aParagraph(`Words of <${title}> & more`)], cover: aPicture({ url: '/uploads/cover.jpg' }), url: `https://tea.example/posts/${draft.documentId}`, ...change });
  return { draft, delivery: await aDelivery(app, { channelId: feed, source, editionId: await editionOf(draft), state: 'published' }) };
};

const get = (format: string) => app.anonymous.get(`/api/feeds/tea.${format}`).buffer(true).parse((response, done) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => void parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts).toString('utf8')));
});

describe('a feed', () => {
  it('is there, empty, before anything was delivered', async () => {
    for (const format of ['rss', 'atom', 'json']) expect((await get(format)).status).toBe(200);
    expect((await app.anonymous.get('/api/feeds/nowhere.rss')).status).toBe(404);
    expect((await app.anonymous.get('/api/feeds/tea.xml')).status).toBe(404);
    expect((await app.anonymous.get('/api/feeds/tea.rss?page=2')).status).toBe(400);
  });

  it('says the same in every format, as readers of another maker understand it', async () => {
    const { draft } = await delivered('One & two');
    for (const [format, type] of [['rss', 'application/rss+xml'], ['atom', 'application/atom+xml'], ['json', 'application/feed+json']] as const) {
      const answer = await get(format);
      expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
      if (format === 'json') {
        const json = JSON.parse(answer.body as string) as { version: string; feed_url: string; items: Record<string, unknown>[] };
        expect(json).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', title: 'Tea & mountains', home_page_url: 'https://tea.example', feed_url: `${site()}/api/feeds/tea.json`, language: 'en' });
        expect(json.items[0]).toMatchObject({ title: 'One & two', image: `${site()}/uploads/cover.jpg`, content_text: 'Words of <One & two> & more', tags: ['spring', '徒步'] });
        continue;
      }
      const read = parseFeed(answer.body as string);
      expect(read).toMatchObject({ title: 'Tea & mountains', description: 'What is new', language: 'en', self: `${site()}/api/feeds/tea.${format}` });
      expect(read.items[0]).toMatchObject({ id: entryId(draft.documentId, 'en'), title: 'One & two', url: `https://tea.example/posts/${draft.documentId}`, description: 'About One & two', authors: [{ name: 'Lin' }] });
      // This reader turns entities into letters; the feed itself holds HTML, in which they are none.
      expect(answer.body).toContain('<p>Words of &lt;One &amp; two&gt; &amp; more</p>]]>');
      expect(read.items[0]?.content).toContain(`src="${site()}/uploads/cover.jpg"`);
      expect(read.items[0]?.media[0]).toMatchObject({ url: `${site()}/uploads/cover.jpg`, mimeType: 'image/jpeg', length: 120_500 });
      expect(read.items[0]?.categories.map(({ term }) => term)).toEqual(['spring', '徒步']);
      expect(Math.abs((read.items[0]?.published?.getTime() ?? 0) - app.engine.clock.now())).toBeLessThan(1_000);
    }
  });

  it('is not sent again to whoever has it, and is when something enters or leaves', async () => {
    const first = await get('atom');
    const { etag, 'last-modified': modified } = first.headers as Record<string, string>;
    expect((await get('atom').set('If-None-Match', etag ?? '')).status).toBe(304);
    expect((await get('atom').set('If-Modified-Since', modified ?? '')).status).toBe(304);
    expect((await get('atom').set('If-None-Match', '"another"').set('If-Modified-Since', modified ?? '')).status).toBe(200);
    const { draft } = await delivered('Soon gone');
    const second = await get('atom').set('If-None-Match', etag ?? '').set('If-Modified-Since', modified ?? '');
    expect(second.status).toBe(200);
    expect(parseFeed(second.body as string).items.map(({ title }) => title)).toEqual(['Soon gone', 'One & two']);
    pass(app, 60_000);
    await done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    const third = await get('atom').set('If-Modified-Since', (second.headers as Record<string, string>)['last-modified'] ?? '');
    expect(third.status).toBe(200);
    expect(parseFeed(third.body as string).items.map(({ title }) => title)).toEqual(['One & two']);
    // What is back to what it was is that again.
    expect((third.headers as Record<string, string>).etag).toBe(etag);
  });

  it('shows nothing of what was approved and not delivered, and no more than it may', async () => {
    const waiting = await postAt(app, 'published');
    await aDelivery(app, { channelId: feed, source: aSource({ title: 'Not yet' }), editionId: await editionOf(waiting), state: 'scheduled' });
    expect((await get('rss')).body).not.toContain('Not yet');
    await app.strapi.db.connection('cw_channels').where({ id: feed }).update({ settings: JSON.stringify({ title: 'Tea', home: 'https://tea.example', entries: 1 }) });
    await delivered('The newest');
    expect(parseFeed((await get('rss')).body as string).items.map(({ title }) => title)).toEqual(['The newest']);
  });

  it('holds what XML can not, without what it can not', async () => {
    await delivered('Bell \u0007 and ]]> \u{1F375}');
    for (const format of ['rss', 'atom']) expect(parseFeed((await get(format)).body as string).items[0]?.title).toBe('Bell  and ]]> \u{1F375}');
  });
});

interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody who subscribes, as the recommendation asks of subscribers (WebSub, 5.3 and 7.1). */
const startSubscriber = async (secret: string, topic: () => string) => {
  const told: Told[] = [];
  const asked: URLSearchParams[] = [];
  const answers: number[] = [];
  let agrees = true;
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      if (request.method === 'GET') {
        asked.push(url.searchParams);
        const good = agrees && url.searchParams.get('hub.topic') === topic() && url.searchParams.get('own') === '1';
        return void response.writeHead(good ? 200 : 404).end(good ? url.searchParams.get('hub.challenge') : '');
      }
      const status = answers.shift() ?? 204;
      if (status < 300) told.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = (server.address() as AddressInfo).port;
  return {
    callback: `http://127.0.0.1:${port}/hear?own=1`,
    told,
    asked,
    agree: (now: boolean) => void (agrees = now),
    answer: (...statuses: readonly number[]) => void answers.push(...statuses),
    isSigned: ({ headers, body }: Told): boolean => headers['x-hub-signature'] === `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    close: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
};

describe('the hub', () => {
  const SECRET = 'a secret of the subscriber';
  let hub: number;
  let topic: string;
  let reader: Awaited<ReturnType<typeof startSubscriber>>;

  beforeAll(async () => {
    hub = await aChannel(app, { key: 'tea-hub', platform: 'websub', settings: { feed: 'tea' } });
    topic = `${site()}/api/feeds/tea.atom`;
    reader = await startSubscriber(SECRET, () => topic);
  });
  afterAll(() => reader.close());

  const ask = (form: Record<string, string>) => app.anonymous.post('/api/websub').type('form').send({ 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.callback': reader.callback, ...form });
  const rows = () => app.strapi.db.connection('cw_hub_subscriptions').where({ channel_id: hub }) as unknown as Promise<{ state: string; secret: string | null; lease_until: string; failures: number }[]>;

  const tell = async (title: string): Promise<Delivered> => {
    const { draft } = await delivered(title);
    const delivery = await aDelivery(app, { channelId: hub, source: aSource({ title }), editionId: await editionOf(draft) });
    const { outcome } = await publish(app, hub, delivery.key);
    expect(['accepted', 'published']).toContain(outcome.kind);
    await runDueJobs(app);
    return delivery;
  };

  const counts = ({ id }: Delivered) => app.engine.websub.hub.counts({ id: String(id), url: null });

  it('is named by the feed, in its text and in its headers', async () => {
    const answer = await get('atom');
    expect((answer.headers as Record<string, string>).link).toBe(`<${topic}>; rel="self", <${site()}/api/websub>; rel="hub"`);
    expect(answer.body).toMatch(/<link href="[^"]+\/api\/websub" rel="hub"/);
    expect((await get('rss')).body).toMatch(/rel="hub"/);
    expect(JSON.parse((await get('json')).body as string)).toMatchObject({ hubs: [{ type: 'WebSub', url: `${site()}/api/websub` }] });
  });

  it('takes a subscription once the address confirms it, and signs what it sends', async () => {
    expect((await tell('Before anybody')).id).toBeGreaterThan(0);
    const answer = await ask({ 'hub.secret': SECRET, 'hub.lease_seconds': '86400' });
    expect(answer.status).toBe(202);
    expect((await rows())[0]?.state).toBe('none');
    await runDueJobs(app);
    expect(reader.asked[0]?.get('hub.mode')).toBe('subscribe');
    expect(reader.asked[0]?.get('hub.lease_seconds')).toBe('86400');
    const [row] = await rows();
    expect(row?.state).toBe('active');
    expect(JSON.stringify(row)).not.toContain(SECRET);

    const delivery = await tell('For subscribers');
    expect(await counts(delivery)).toEqual({ waiting: 0, sent: 1, failed: 0, ended: 0 });
    const [told] = reader.told as [Told];
    expect(reader.isSigned(told)).toBe(true);
    expect(told.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(told.headers.link).toContain(`<${topic}>; rel="self"`);
    expect(told.body).toBe((await get('atom')).body);
    expect(parseFeed(told.body).items[0]?.title).toBe('For subscribers');
    // The same call once more, as after a crash, tells nobody twice.
    expect((await publish(app, hub, delivery.key)).outcome.kind).toBe('accepted');
    await runDueJobs(app);
    expect(reader.told).toHaveLength(1);
  });

  it('waits until what is new stands in the feed', async () => {
    const { draft, delivery: inFeed } = await delivered('Late in the feed');
    await app.strapi.db.connection('cw_deliveries').where({ id: inFeed.id }).update({ state: 'publishing' });
    const delivery = await aDelivery(app, { channelId: hub, source: aSource(), editionId: await editionOf(draft) });
    await publish(app, hub, delivery.key);
    await runDueJobs(app);
    expect(await counts(delivery)).toMatchObject({ waiting: 1, sent: 0 });
    await app.strapi.db.connection('cw_deliveries').where({ id: inFeed.id }).update({ state: 'published' });
    pass(app, 5_000);
    await runDueJobs(app);
    expect(await counts(delivery)).toMatchObject({ waiting: 0, sent: 1 });
    expect(parseFeed(reader.told.at(-1)?.body ?? '').items[0]?.title).toBe('Late in the feed');
  });

  it('tells nobody while it is paused, of nothing that was taken down, and once more where its job was lost', async () => {
    const turn = async (what: 'pause' | 'resume'): Promise<void> => expect((await app.as('admin', 'post', `/content-workflow/channels/tea-hub/${what}`)).status).toBe(200);
    const start = async (title: string) => {
      const { draft } = await delivered(title);
      const { piece_id: pieceId } = (await app.strapi.db.connection('cw_editions').where({ id: await editionOf(draft) }).first('piece_id')) as { piece_id: number };
      const delivery = await aDelivery(app, { channelId: hub, source: aSource({ title }), editionId: await editionOf(draft), pieceId: Number(pieceId), state: 'confirming' });
      await publish(app, hub, delivery.key);
      return { draft, delivery };
    };
    const before = reader.told.length;
    const paused = await start('While it is paused');
    await turn('pause');
    await runDueJobs(app);
    pass(app, HOUR);
    await runDueJobs(app);
    expect([reader.told.length - before, (await counts(paused.delivery)).waiting]).toEqual([0, 1]);
    await turn('resume');
    await runDueJobs(app);
    expect([reader.told.length - before, (await counts(paused.delivery)).sent]).toEqual([1, 1]);

    const gone = await start('Soon gone from the hub');
    await done(app, gone.draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    expect(await counts(gone.delivery)).toMatchObject({ waiting: 0, ended: 1 });
    await runDueJobs(app);
    expect(reader.told.length - before).toBe(1);

    const lost = await start('Without its job');
    await app.strapi.db.transaction(({ trx }) => app.engine.queue.cancel(trx as never, `websub:${lost.delivery.id}`));
    await runDueJobs(app);
    expect((await counts(lost.delivery)).waiting).toBe(1);
    await app.engine.distribution.lookAfter();
    await runDueJobs(app);
    expect(await counts(lost.delivery)).toMatchObject({ waiting: 0, sent: 1 });
    // Sent once more by a person, after nobody took it.
    await app.strapi.db.connection('cw_hub_notices').where({ delivery_id: lost.delivery.id }).update({ state: 'failed', attempts: 6 });
    await publish(app, hub, lost.delivery.key);
    await runDueJobs(app);
    expect(await counts(lost.delivery)).toMatchObject({ failed: 0, sent: 1 });
  });

  it('tries again whoever does not answer, and forgets whoever is gone', async () => {
    reader.answer(500);
    const again = await tell('Twice tried');
    expect(await counts(again)).toMatchObject({ waiting: 1, sent: 0 });
    pass(app, HOUR);
    await runDueJobs(app);
    expect(await counts(again)).toMatchObject({ waiting: 0, sent: 1 });
    reader.answer(410);
    expect(await counts(await tell('To nobody'))).toMatchObject({ ended: 1 });
    expect(await rows()).toEqual([]);
  });

  it('does nothing that the address does not want, to it or for it', async () => {
    reader.agree(false);
    await ask({});
    await runDueJobs(app);
    expect(await rows()).toEqual([]);
    reader.agree(true);
    await ask({});
    await runDueJobs(app);
    reader.agree(false);
    // A stranger who ends a subscription, or would sign it with another secret.
    await ask({ 'hub.mode': 'unsubscribe' });
    await ask({ 'hub.secret': 'of a stranger' });
    await runDueJobs(app);
    expect(await rows()).toMatchObject([{ state: 'active', secret: null }]);
    reader.agree(true);
    await ask({ 'hub.mode': 'unsubscribe' });
    await runDueJobs(app);
    expect(await rows()).toEqual([]);
  });

  it('ends a subscription with its lease', async () => {
    await ask({ 'hub.lease_seconds': '600' });
    await runDueJobs(app);
    expect(await rows()).toHaveLength(1);
    pass(app, HOUR);
    const told = reader.told.length;
    await tell('Too late');
    expect(reader.told).toHaveLength(told);
    await app.engine.websub.forgetOld();
    expect(await rows()).toEqual([]);
    // However long somebody wants it, it is good for as long as the channel says.
    await ask({ 'hub.lease_seconds': '9999999999' });
    await runDueJobs(app);
    expect(Number((await rows())[0]?.lease_until)).toBe(app.engine.clock.now() + 10 * DAY);
  });

  it('says what is wrong, and calls no inner address for a stranger', async () => {
    const wrong: readonly (readonly [Record<string, string>, string])[] = [
      [{ 'hub.topic': `${site()}/api/feeds/other.atom` }, 'hub.topic'],
      [{ 'hub.topic': 'https://elsewhere.example/feed' }, 'hub.topic'],
      [{ 'hub.callback': 'http://intranet.example/hear' }, 'hub.callback'],
      [{ 'hub.callback': 'https://user:password@reader.example/' }, 'hub.callback'],
      [{ 'hub.callback': 'javascript:alert(1)' }, 'hub.callback'],
      [{ 'hub.mode': 'publish' }, 'hub.mode'],
      [{ 'hub.secret': 'x'.repeat(200) }, 'hub.secret'],
      [{ 'hub.lease_seconds': 'soon' }, 'hub.lease_seconds'],
    ];
    for (const [form, field] of wrong) {
      const answer = await ask(form);
      expect({ form, status: answer.status, field: answer.body.error?.details.field as unknown }).toEqual({ form, status: 400, field });
    }
    // Taken, since it may be public; asked by nobody, since it is not.
    await ask({ 'hub.callback': 'https://10.0.0.5/hear' });
    await runDueJobs(app);
    expect((await rows()).filter(({ state }) => state === 'none')).toEqual([]);
  });

  it('tells another hub as well, which then asks the feed', async () => {
    const calls: string[] = [];
    const other = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => void parts.push(part));
      request.on('end', () => {
        calls.push(Buffer.concat(parts).toString('utf8'));
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    await app.strapi.db.connection('cw_channels').where({ id: hub }).update({ settings: JSON.stringify({ feed: 'tea', otherHub: address }) });
    expect((await get('atom')).body).toContain(`href="${address}" rel="hub"`);
    await tell('For the other hub');
    other.closeAllConnections();
    await new Promise<void>((resolve) => other.close(() => resolve()));
    expect(calls).toHaveLength(1);
    expect(new URLSearchParams(calls[0]).getAll('hub.url')).toEqual(['rss', 'atom', 'json'].map((format) => `${site()}/api/feeds/tea.${format}`));
    expect(new URLSearchParams(calls[0]).get('hub.mode')).toBe('publish');
  });
});
