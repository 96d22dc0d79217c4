/** The instruments by themselves, and the rules of ids and scopes. */
import { createFindRoute } from '../../../src/plugins/content-workflow/server/src/observing/find-route';
import { adminEndpoints, apiEndpoints } from '../../../src/plugins/content-workflow/server/src/routes';
import { deliveryOutcome } from '../../../src/plugins/content-workflow/server/src/telemetry/delivery-outcome';
import { createMetrics, type MetricsOptions } from '../../../src/plugins/content-workflow/server/src/telemetry/metrics';
import { requestIdFrom } from '../../../src/plugins/content-workflow/server/src/telemetry/request-id';
import { currentScope, inScope, note } from '../../../src/plugins/content-workflow/server/src/telemetry/scope';
import { linksTo } from '../../../src/plugins/content-workflow/server/src/telemetry/spans';
import { harmless, type Telemetry } from '../../../src/plugins/content-workflow/server/src/telemetry/telemetry';
import { sample } from '../../support/samples';

describe('the id of a request', () => {
  const made = () => 'made-here';

  test.each(['7f3a', 'edge-7.a_b', 'x'.repeat(64)])('%s of a proxy is taken over', (header) => {
    expect(requestIdFrom(header, true, made)).toBe(header);
  });

  test.each(['', 'a b', 'a\nb', 'é', 'a;b', '<script>', 'x'.repeat(65)])('%j is not', (header) => {
    expect(requestIdFrom(header, true, made)).toBe('made-here');
  });

  test('is never the one of a client that no proxy vouches for', () => {
    expect(requestIdFrom('7f3a', false, made)).toBe('made-here');
  });
});

describe('a scope', () => {
  test('adds to the one that it is within, and ends with its work', async () => {
    await inScope({ requestId: 'r-1' }, () => inScope({ pieceId: 7 }, async () => expect(currentScope()).toEqual({ requestId: 'r-1', pieceId: 7 })));
    expect(currentScope()).toEqual({});
  });

  test('learns on the way what the work is about, and tells those around it', () => {
    inScope({ requestId: 'r-1' }, () => {
      inScope({ pieceId: 7 }, () => note({ uid: 'api::post.post' }));
      expect(currentScope()).toEqual({ requestId: 'r-1', uid: 'api::post.post' });
    });
    expect(() => note({ pieceId: 1 })).not.toThrow();
  });

  test('does not hear of what runs beside it', async () => {
    const seen = await Promise.all([7, 8].map((pieceId) => inScope({ pieceId }, async () => (await Promise.resolve(), note({ documentId: `d${pieceId}` }), currentScope()))));
    expect(seen).toEqual([7, 8].map((pieceId) => ({ pieceId, documentId: `d${pieceId}` })));
  });
});

describe('the route of a request', () => {
  const find = createFindRoute([
    { prefix: '/api', endpoints: apiEndpoints },
    { prefix: '/content-workflow', endpoints: adminEndpoints },
  ]);

  test.each([
    ['GET', '/api/delivery/posts', '/api/delivery/:type'],
    ['HEAD', '/api/delivery/posts/tea', '/api/delivery/:type/:slug'],
    ['GET', '/api/delivery/preview/secret', '/api/delivery/preview/:token'],
    ['POST', '/content-workflow/pieces/7/events', '/content-workflow/pieces/:id/events'],
    ['GET', '/api/content-workflow/metrics', '/api/content-workflow/metrics'],
  ])('%s %s is %s', (method, path, pattern) => {
    expect(find(method, path)?.pattern).toBe(pattern);
  });

  test.each([['GET', '/api/posts'], ['GET', '/admin/login'], ['DELETE', '/api/delivery/posts'], ['GET', '/api/delivery/posts/'], ['GET', '/content-workflow']])('%s %s is none of ours', (method, path) => {
    expect(find(method, path)).toBeNull();
  });
});

test.each([
  [200, 'miss'],
  [304, 'not_modified'],
  [404, 'not_found'],
  [400, 'bad_request'],
  [403, 'refused'],
  [429, 'refused'],
  [500, 'failed'],
])('a delivery that ends with %i is a %s', (status, outcome) => {
  expect(deliveryOutcome(status)).toBe(outcome);
});

test.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 1],
  ['00-00000000000000000000000000000000-b7ad6b7169203331-01', 0],
  ['anything else', 0],
  [undefined, 0],
])('%p gives %i links', (origin, count) => {
  expect(linksTo(origin)).toHaveLength(count);
});

describe('the instruments', () => {
  const deliveryCache: MetricsOptions['deliveryCache'] = () => ({ hits: 0, notModified: 0, misses: 0, bypassed: 0, entries: 0, bytes: 0 });
  const standing: MetricsOptions['standing'] = async () => ({ clockAgeSeconds: 3, jobs: { waiting: 4, overdue: 2, failed: 1 }, promises: { broken: 5 } });

  test('of two servers in one process count for themselves', async () => {
    const [one, other] = [createMetrics({ standing, deliveryCache }), createMetrics({ standing, deliveryCache })];
    one.telemetry.delivered({ outcome: 'miss', seconds: 0.002 });
    expect(sample(await one.text(), 'content_workflow_delivery_requests_total', { outcome: 'miss' })).toBe(1);
    expect(sample(await other.text(), 'content_workflow_delivery_requests_total', { outcome: 'miss' })).toBeUndefined();
    for (const metrics of [one, other]) metrics.close();
  });

  test('tell how things stand at the moment of the scrape', async () => {
    const metrics = createMetrics({ standing, deliveryCache });
    const text = await metrics.text();
    expect(['waiting', 'overdue', 'failed'].map((state) => sample(text, 'content_workflow_queue_jobs', { state }))).toEqual([4, 2, 1]);
    expect(sample(text, 'content_workflow_clock_age_seconds')).toBe(3);
    expect(sample(text, 'content_workflow_broken_promises')).toBe(5);
    metrics.close();
  });

  test('show what a memory cache has counted, each time as it is then', async () => {
    const stats = { hits: 3, notModified: 2, misses: 1, bypassed: 0, entries: 10, bytes: 4096 };
    const metrics = createMetrics({ standing, deliveryCache: () => stats });
    await metrics.text();
    stats.hits = 5;
    const text = await metrics.text();
    expect(['hit', 'not_modified', 'miss', 'bypassed'].map((outcome) => sample(text, 'content_workflow_delivery_cache_lookups_total', { outcome }))).toEqual([5, 2, 1, 0]);
    expect(sample(text, 'content_workflow_delivery_cache_entries')).toBe(10);
    expect(sample(text, 'content_workflow_delivery_cache_bytes')).toBe(4096);
    metrics.close();
  });

  test('break nothing when they break', () => {
    const broken = (): never => {
      throw new Error('out of order');
    };
    const telemetry: Telemetry = harmless({ transition: broken, transitionTook: broken, jobRan: broken, delivered: broken });
    expect(() => telemetry.transition({ outcome: 'failed', event: 'PUBLISH' })).not.toThrow();
    expect(() => telemetry.jobRan({ name: 'due', outcome: 'done', seconds: 1, lagMs: 0 })).not.toThrow();
  });
});
