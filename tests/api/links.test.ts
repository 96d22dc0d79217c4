/** Short links of a piece: deterministic, kept before they are told, followed by readers, counted by day. */
import type { LinkView } from '../../src/plugins/content-workflow/contracts/distribution';
import { plainRun, type Source } from '../../src/plugins/content-workflow/core/distribution/document';
import { metricsOf, recordClicks, recordMetrics } from '../../src/plugins/content-workflow/server/src/distribution/metrics';
import type { LinkUse } from '../../src/plugins/content-workflow/server/src/distribution/ports';
import { startApp, type TestApp } from '../support/app';
import { addParcel } from '../support/distribution/parcel';
import { draftPiece, type Piece } from '../support/states';

let app: TestApp;
let piece: Piece;
let use: LinkUse;

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const NOBODY = { kind: 'system', id: 'test', name: 'Test' } as const;

const SOURCE: Source = { title: 'Spring', summary: '', body: [{ kind: 'paragraph', runs: [plainRun('our shop', 'https://shop.example/spring?size=m#new')] }], cover: null, gallery: [], tags: [], language: 'en', author: '', url: 'https://site.example/spring', links: [{ label: 'Mini', url: 'pages/spring' }], adapted: false };

beforeAll(async () => {
  app = await startApp();
  addParcel(app);
  piece = await draftPiece(app);
  await app.as('admin', 'post', '/content-workflow/channels', { key: 'parcels', platform: 'parcel', name: 'Parcels', account: '', communities: [], settings: { server: 'https://counter.example.com' }, secrets: { password: 'long enough' } });
  const channel = await app.engine.reach.channels.byKey('parcels');
  const row = await app.engine.pieces.byId(piece.id);
  if (channel === null || row === null) throw new Error('nothing to link');
  use = { channel, subject: { uid: row.uid, documentId: row.documentId, locale: row.locale }, variant: '', campaign: 'spring', kols: [] };
});
afterAll(() => app.close());

const links = () => app.engine.reach.links;
const keep = (source: Source, of: LinkUse) => app.strapi.db.transaction(({ trx }) => links().keep(trx as never, source, of));
const listed = async (): Promise<LinkView[]> => ((await app.as('reviewer', 'get', `/content-workflow/pieces/${piece.id}/links`)).body as { data: LinkView[] }).data;
const pathOf = (address: string | null): string => new URL(address ?? '').pathname;
const follow = (address: string | null, agent = BROWSER) => app.anonymous.get(pathOf(address)).set('User-Agent', agent).redirects(0);

test('a link leads nowhere before it is kept, and afterwards to its target with the campaign', async () => {
  const tracked = links().tracked(SOURCE, use);
  expect(links().tracked(SOURCE, use)).toEqual(tracked);
  expect(tracked.links).toEqual(SOURCE.links);
  const [paragraph] = tracked.body;
  const shop = paragraph?.kind === 'paragraph' ? (paragraph.runs[0]?.href ?? null) : null;
  expect((await follow(shop)).status).toBe(404);
  await keep(SOURCE, use);
  const answer = await follow(shop);
  expect([answer.status, answer.headers.location, answer.headers['cache-control'], answer.headers['set-cookie']]).toEqual([302, 'https://shop.example/spring?size=m&utm_source=parcel&utm_medium=social&utm_campaign=spring#new', 'no-store', undefined]);
  expect((await follow(tracked.url)).headers.location).toBe('https://site.example/spring?utm_source=parcel&utm_medium=social&utm_campaign=spring');
});

test('what is short already is not shortened again', () => {
  const tracked = links().tracked(SOURCE, use);
  expect(links().tracked(tracked, use)).toEqual(tracked);
});

test('a transaction that fails keeps none of them', async () => {
  const other = { ...use, variant: 'undone' };
  await expect(
    app.strapi.db.transaction(async ({ trx }) => {
      await links().keep(trx as never, SOURCE, other);
      throw new Error('undone');
    })
  ).rejects.toThrow('undone');
  expect((await follow(links().tracked(SOURCE, other).url)).status).toBe(404);
});

test('each variant and each person who carries it has links of their own; keeping them again changes nothing', async () => {
  const b = { ...use, variant: 'b', kols: ['kol1', 'kol2'] };
  await keep(SOURCE, b);
  await keep(SOURCE, { ...b, campaign: 'renamed' });
  const all = await listed();
  expect(all.map(({ channel, variant, kol, target }) => `${channel}/${variant}/${kol} ${target.split('&utm_campaign=')[1]}`)).toEqual([
    'parcels// spring#new',
    'parcels// spring',
    'parcels/b/ spring&utm_content=b#new',
    'parcels/b/ spring&utm_content=b',
    'parcels/b/kol1 spring&utm_content=b&utm_term=kol1',
    'parcels/b/kol2 spring&utm_content=b&utm_term=kol2',
  ]);
  expect(new Set(all.map(({ code }) => code)).size).toBe(6);
});

test('clicks are counted by day, of people and of programs apart, and a head is none', async () => {
  const { url } = links().tracked(SOURCE, use);
  const before = (await listed()).find(({ address }) => address === url);
  await app.engine.reach.clicks.flush();
  const start = (await listed()).find(({ address }) => address === url)?.clicks ?? 0;
  for (let i = 0; i < 3; i += 1) await follow(url);
  await follow(url, 'Googlebot/2.1 (+http://www.google.com/bot.html)');
  await app.anonymous.head(pathOf(url)).redirects(0);
  await app.engine.reach.clicks.flush();
  const after = (await listed()).find(({ address }) => address === url);
  expect([before !== undefined, (after?.clicks ?? 0) - start, after?.bots]).toEqual([true, 3, 1]);
  expect(after?.days).toEqual([{ day: new Date(app.engine.clock.now()).toISOString().slice(0, 10), clicks: after?.clicks }]);
  // Sums and nothing else: no address, no time, no browser.
  expect(Object.keys((await app.strapi.db.connection('cw_link_clicks').first()) as object).sort()).toEqual(expect.not.arrayContaining(['ip', 'at', 'user_agent', 'referer']));
});

test('a QR code is drawn of links that there are', async () => {
  const [link] = await listed();
  const svg = await app.as('reviewer', 'get', `/content-workflow/links/${link?.code}/qr.svg`);
  expect([svg.status, svg.headers['content-type'], String(svg.body).startsWith('<svg')]).toEqual([200, 'image/svg+xml', true]);
  const png = await app.as('reviewer', 'get', `/content-workflow/links/${link?.code}/qr.png`);
  expect([png.status, png.headers['content-type'], (png.body as Buffer).subarray(1, 4).toString()]).toEqual([200, 'image/png', 'PNG']);
  expect((await app.as('reviewer', 'get', '/content-workflow/links/1111111111/qr.svg')).status).toBe(404);
  expect((await app.as('reviewer', 'get', '/content-workflow/links/none/qr.svg')).status).toBe(400);
  expect((await app.as('reviewer', 'get', '/content-workflow/pieces/999999/links')).status).toBe(404);
});

test('the clicks of a channel become dated snapshots, one for each number; figures that people read stand beside them', async () => {
  const total = await links().clicks(use.subject, use.channel.id);
  expect(total).toBeGreaterThan(3);
  const inOne = <T>(work: (trx: never) => Promise<T>): Promise<T> => app.strapi.db.transaction(({ trx }) => work(trx as never)) as Promise<T>;
  expect(await inOne((trx) => recordClicks(trx, 77, total, 1_000, NOBODY))).toBe(true);
  expect(await inOne((trx) => recordClicks(trx, 77, total, 2_000, NOBODY))).toBe(false);
  expect(await inOne((trx) => recordClicks(trx, 77, total + 1, 3_000, NOBODY))).toBe(true);
  await inOne((trx) => recordMetrics(trx, 77, 'manual', { views: 12, likes: 0 }, 4_000, { kind: 'admin', id: '1', name: 'Reader' }, { note: 'by hand' }));
  await expect(inOne((trx) => recordMetrics(trx, 77, 'manual', { views: -1 }, 4_000, NOBODY))).rejects.toThrow('whole number');
  const snapshots = await metricsOf(app.strapi.db.connection, 77);
  expect(snapshots.map(({ metric, value, source, readAt }) => [metric, value, source, readAt]).sort()).toEqual([
    ['clicks', total, 'link', 1_000],
    ['clicks', total + 1, 'link', 3_000],
    ['likes', 0, 'manual', 4_000],
    ['views', 12, 'manual', 4_000],
  ]);
  expect(snapshots.find(({ metric }) => metric === 'views')).toMatchObject({ note: 'by hand', by: { name: 'Reader' } });
});
