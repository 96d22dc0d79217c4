/** Traces reach a collector when one is named, tell how things hang together, and nothing that people wrote or who they are. */
import { allowPublic, apiToken, DELIVERY, fetchAs } from '../support/access';
import { POST, startApp, type TestApp } from '../support/app';
import { startCollector, type CollectedSpan, type Collector } from '../support/collector';
import { createPost, done, HOUR, inFuture, savePost, send, view, type Draft } from '../support/flow';
import { listen } from '../support/listen';
import { captureLines, parsed } from '../support/log-lines';
import { pass, runDueJobs, SECOND, standAt } from '../support/time';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE}-${CALLER}-01`;

/** What a person would be known by, and what people wrote; none of it may be told. */
const TELLTALES = ['Zephyrine', 'Tattlebury', 'example.com', 'Correct-horse', '203.0.113.77', 'telltale', 'Telltale'];

let collector: Collector;

beforeAll(async () => {
  collector = await startCollector();
  process.env.LOG_FORMAT = 'json';
});
afterAll(() => collector.close());

test('without a collector to send to, nothing is sent', async () => {
  // Where to send traces is known here, but nobody has asked for any.
  process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT = `${collector.url}/v1/traces`;
  const app = await startApp();
  await listen(app);
  const lines = captureLines(app);
  await done(app, await createPost(app), 'editor', { type: 'SUBMIT' });
  await app.close();
  delete process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  expect(collector.received).toEqual([]);
  expect(parsed(lines).filter((line) => 'traceId' in line)).toEqual([]);
});

describe('with a collector', () => {
  let app: TestApp;
  let metrics: string;
  let draft: Draft;
  let pieceId: number;
  const lines: string[] = [];
  const tokens: string[] = [];

  /** One that a proxy has passed on. */
  const proxied = async (body: object) =>
    app.anonymous
      .post(`/content-workflow/pieces/${pieceId}/events?note=telltale-query`)
      .set({ Authorization: `Bearer ${await app.token('publisher')}`, traceparent: TRACEPARENT, 'X-Request-Id': 'edge-7.a_b', 'X-Forwarded-For': '203.0.113.77', 'User-Agent': 'telltale-agent' })
      .send(body);

  /** A whole life, with its accidents. Its spans are read once the server has stopped, which sends what is left. */
  beforeAll(async () => {
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
    process.env.IS_PROXIED = 'true';
    app = await startApp();
    await listen(app);
    await allowPublic(app, ...DELIVERY);
    await app.strapi.db.query('admin::user').updateMany({ where: {}, data: { firstname: 'Zephyrine', lastname: 'Tattlebury' } });
    standAt(app, '2027-01-15T12:00:00.000Z');
    const heard = captureLines(app);
    const reader = await apiToken(app, { name: 'telltale-token', type: 'read-only' });
    tokens.push(reader, await app.token('publisher'), await app.token('editor'));

    draft = await createPost(app, { title: 'Telltale title', slug: 'telltale-slug', summary: 'A telltale summary that is long enough.', tags: [{ name: 'telltale-tag' }] });
    pieceId = Number((await view(app, draft)).id);
    await send(app, draft, 'editor', { type: 'PUBLISH' });
    await done(app, draft, 'editor', { type: 'SUBMIT', comment: 'A telltale comment.' });
    await done(app, draft, 'reviewer', { type: 'REQUEST_CHANGES', comment: 'A telltale request.' });
    await savePost(app, draft, { summary: 'A second telltale summary that is long enough.' });
    await done(app, draft, 'editor', { type: 'SUBMIT', comment: 'Another telltale comment.' });
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    const link = await app.as('editor', 'post', `/content-workflow/pieces/${pieceId}/preview-links`, {});
    const preview = (link.body as { data: { token: string } }).data.token;
    tokens.push(preview);
    await app.anonymous.get(`/api/delivery/preview/${preview}`);
    await app.anonymous.head(`/api/delivery/preview/${preview}x`);

    const { revision } = await view(app, draft);
    const promised = await proxied({ event: { type: 'SCHEDULE', publishAt: inFuture(app, HOUR), timezone: 'Asia/Shanghai' }, expectedRevision: revision });
    expect([promised.status, promised.headers['x-request-id']]).toEqual([200, 'edge-7.a_b']);
    await app.anonymous.get(`/content-workflow/pieces/${pieceId}`);
    pass(app, HOUR + 2 * SECOND);
    await runDueJobs(app);
    expect((await view(app, draft)).state).toBe('published');
    for (const url of ['/api/delivery/posts/telltale-slug', '/api/delivery/posts?tag=telltale-tag', '/api/delivery/telltale/x', '/api/posts?filters[title]=telltale', '/telltale/path?code=telltale']) await app.anonymous.get(url);
    await app.anonymous.post('/admin/login').send({ email: 'telltale@example.com', password: 'telltale' });
    await done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A telltale reason.' });
    pass(app, SECOND);
    jest.spyOn(app.strapi.eventHub, 'emit').mockRejectedValueOnce(new Error('a telltale listener'));
    await runDueJobs(app);
    metrics = (await fetchAs(app, reader, '/api/content-workflow/metrics')).text;
    lines.push(...heard);
    await app.close();
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
    delete process.env.IS_PROXIED;
  });

  const spans = (name: string, attributes: Record<string, unknown> = {}): CollectedSpan[] =>
    collector.spans.filter((span) => span.name === name && Object.entries(attributes).every(([key, value]) => span.attributes[key] === value));

  const only = (found: readonly CollectedSpan[]): CollectedSpan => {
    expect(found).toHaveLength(1);
    return found[0] as CollectedSpan;
  };

  const click = () => only(spans('POST /content-workflow/pieces/:id/events').filter(({ traceId }) => traceId === TRACE));
  const transition = (event: string, outcome = 'accepted') => only(spans('transition', { 'content_workflow.event': event, 'content_workflow.outcome': outcome }));

  test('a request continues the trace of its caller, under the name of its route', () => {
    expect(click()).toMatchObject({ traceId: TRACE, parentSpanId: CALLER, attributes: { 'http.request.method': 'POST', 'http.route': '/content-workflow/pieces/:id/events', 'http.response.status_code': 200 } });
    expect(collector.received.every((request) => request.startsWith('/v1/traces ') && request.includes('"content-workflow"'))).toBe(true);
  });

  test('a transition belongs to the click, and says what became of it', () => {
    const { traceId, spanId } = click();
    expect(transition('SCHEDULE')).toMatchObject({
      traceId,
      parentSpanId: spanId,
      attributes: { 'content_workflow.to': 'scheduled', 'content_workflow.uid': POST, 'content_workflow.piece_id': pieceId, 'content_workflow.revision': expect.any(Number), 'content_workflow.from': expect.any(String) },
    });
    expect(transition('PUBLISH', 'refused').attributes).toMatchObject({ 'content_workflow.refusal': expect.stringMatching(/^[A-Z_]+$/) });
  });

  test('the publication at the due time is a trace of its own, linked with the click that promised it', () => {
    const job = only(spans('job due'));
    const promise = transition('SCHEDULE');
    expect(job.parentSpanId ?? '').toBe('');
    expect(job.traceId).not.toBe(TRACE);
    expect(job.links).toEqual([expect.objectContaining({ traceId: promise.traceId, spanId: promise.spanId })]);
    expect(job.attributes).toMatchObject({ 'content_workflow.attempt': 1, 'content_workflow.lag_ms': 2_000 });
    const due = transition('DUE');
    expect(due).toMatchObject({ traceId: job.traceId, parentSpanId: job.spanId });
    const publications = spans('publish', { 'content_workflow.piece_id': pieceId });
    expect(only(publications)).toMatchObject({ traceId: job.traceId, parentSpanId: due.spanId, attributes: { 'content_workflow.lateness_ms': 2_000 } });
  });

  test('a request that was turned away and a job that failed have their spans too', () => {
    expect(spans('GET /content-workflow/pieces/:id', { 'http.response.status_code': 401 })).toHaveLength(1);
    expect(spans('job announce').filter(({ status }) => status.code === 2)).toEqual([expect.objectContaining({ status: { code: 2, message: 'Error' } })]);
  });

  test('log lines name the trace, and the request by the id of the proxy', () => {
    const line = parsed(lines).find(({ requestId }) => requestId === 'edge-7.a_b');
    expect(line).toMatchObject({ traceId: TRACE, spanId: click().spanId, pieceId, documentId: draft.documentId, route: '/content-workflow/pieces/:id/events' });
  });

  test('nothing tells who somebody is, what they wrote or what opens a door', () => {
    const told = { metrics, logs: lines.join('\n'), spans: collector.received.join('\n') };
    for (const [where, text] of Object.entries(told)) {
      expect([where, text.length > 1_000]).toEqual([where, true]);
      for (const secret of [...TELLTALES, ...tokens]) expect([where, secret, text.includes(secret)]).toEqual([where, secret, false]);
    }
  });
});
