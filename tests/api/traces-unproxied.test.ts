/** Without a proxy in front, what a client says of traces is whatever it likes. A process starts its tracing once, hence a file of its own. */
import { startApp } from '../support/app';
import { startCollector } from '../support/collector';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

test('a client continues nobody’s trace, and does not decide what is recorded', async () => {
  const collector = await startCollector();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
  const app = await startApp();
  for (const flag of ['00', '01']) await app.anonymous.get('/api/delivery/posts').set({ traceparent: `00-${TRACE}-b7ad6b7169203331-${flag}` });
  await app.close();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const spans = collector.spans.filter(({ name }) => name === 'GET /api/delivery/:type');
  await collector.close();
  expect(spans.map(({ parentSpanId }) => parentSpanId ?? '')).toEqual(['', '']);
  expect(spans.map(({ traceId }) => traceId)).not.toContain(TRACE);
});
