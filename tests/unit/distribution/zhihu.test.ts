/** A pin of Zhihu is looked for in its circle: found wherever it is, and never called absent where that can not be seen. */
import { zhihu } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/zhihu';
import type { AnyAdapter } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { aParagraph, aSource } from '../../support/distribution/content';
import { startContractServer, type StartedServer } from '../../support/distribution/contract-server';
import { contextFor } from '../../support/distribution/harness';

const adapter: AnyAdapter = zhihu;
const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-26T12:00:00Z');
const PREPARED = { since: NOW - 2 * HOUR, at: NOW - HOUR };

interface Pin {
  readonly pin_id: number;
  readonly title?: string;
  readonly content: string;
  readonly author_name: string;
  readonly publish_time: number;
  readonly comment_num?: number;
}

const aPin = (change: Partial<Pin> & { readonly ago?: number } = {}): Pin => {
  const { ago = HOUR, ...own } = change;
  return { pin_id: 1, content: '别人说的话', author_name: '别人', publish_time: Math.floor((NOW - ago) / 1000), ...own };
};

const open: StartedServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A circle with these pins, the newest first. */
const circle = async (pins: readonly Pin[], settings: Readonly<Record<string, unknown>> = {}) => {
  const server = await startContractServer(() => ({
    publishes: () => false,
    answer: ({ query }) => {
      const [page, size] = [Number(query.get('page_num')), Number(query.get('page_size'))];
      return { json: { status: 0, msg: 'success', data: { ring_info: {}, contents: pins.slice((page - 1) * size, page * size), has_more: page * size < pins.length } } };
    },
    faults: {},
  }));
  open.push(server);
  const own = adapter.settings.parse({ appKey: 'lin', ringId: '1', server: server.origin, ...settings });
  const context = contextFor({ settings: own, secrets: { appSecret: 'secret-of-the-application' }, now: () => NOW });
  const { payload } = adapter.render(aSource({ title: '春日徒步', body: [aParagraph('周六一起走，北门集合 https://go.example.org/a1')], adapted: true }), own);
  return { server, find: (prepared: typeof PREPARED = PREPARED) => adapter.find?.(payload, prepared, context), measure: (id: string) => adapter.measure?.({ id, url: null }, context) };
};

const OURS = { content: '<p>周六一起走，<b>北门集合</b> <a href="https://go.example.org/a1">网页链接</a></p>', author_name: 'Lin' };

test('it is found behind many others, with all digits of its number', async () => {
  const { find, server } = await circle([...Array.from({ length: 120 }, () => aPin({ ago: HOUR / 2 })), aPin({ ...OURS, pin_id: 4503599627370497 })]);
  expect(await find()).toEqual({ id: '4503599627370497', url: 'https://www.zhihu.com/pin/4503599627370497' });
  expect(server.calls).toHaveLength(3);
});

test('it is found by its title where the circle shows nothing else of it', async () => {
  const { find } = await circle([aPin({ title: '春日徒步', content: '', pin_id: 5 })]);
  expect(await find()).toMatchObject({ id: '5' });
});

test('the same words from before the first attempt are not it', async () => {
  const { find } = await circle([aPin({ ...OURS, ago: 3 * HOUR })]);
  expect(await find()).toBeNull();
});

test('the same words of somebody else are not it, where the author is known', async () => {
  const { find } = await circle([aPin({ ...OURS, author_name: '别人' })], { authorName: 'Lin' });
  expect(await find()).toBeNull();
});

test('looking ends at what is older than the first attempt', async () => {
  const { find, server } = await circle(Array.from({ length: 1_000 }, () => aPin({ ago: 3 * HOUR })));
  expect(await find()).toBeNull();
  expect(server.calls).toHaveLength(1);
});

test.each([
  ['the circle has moved on too far', Array.from({ length: 501 }, () => aPin({ ago: 60_000 })), {}, PREPARED],
  ['the author has a newer pin with other words', [aPin({ content: '被改过的话', author_name: 'Lin' })], { authorName: 'Lin' }, PREPARED],
  ['it was sent only just now', [], {}, { ...PREPARED, at: NOW - 60_000 }],
])('%s: that can not be said', async (_why, pins, settings, prepared) => {
  const { find } = await circle(pins, settings);
  await expect(find(prepared)).rejects.toThrow(/too far|something else|shown yet/);
});

test('numbers that the circle leaves out are left out', async () => {
  const { measure } = await circle([aPin({ pin_id: 7, comment_num: 3 })]);
  expect(await measure('7')).toEqual({ comments: 3 });
  await expect(measure('8')).rejects.toThrow('not in the circle');
});
