/** What a server tells of itself while people work: numbers for Prometheus, and log lines that can be found again. */
import { allowPublic, apiToken, DELIVERY, fetchAs } from '../support/access';
import { POST, startApp, type TestApp } from '../support/app';
import { post } from '../support/events';
import { createPost, done, postAt, savePost, send, view } from '../support/flow';
import { listen } from '../support/listen';
import { captureLines, parsed } from '../support/log-lines';
import { sample, samplesOf, type Labels } from '../support/samples';
import { MINUTE, pass, runDueJobs, SECOND, standAt } from '../support/time';

const METRICS = '/api/content-workflow/metrics';

let app: TestApp;
let token: string;
let lines: string[];

beforeAll(async () => {
  process.env.LOG_FORMAT = 'json';
  app = await startApp();
  await listen(app);
  await allowPublic(app, ...DELIVERY);
  token = await apiToken(app, { name: 'prometheus', type: 'read-only' });
  lines = captureLines(app);
});
afterAll(() => app.close());

beforeEach(async () => {
  standAt(app, '2027-01-15T12:00:00.000Z');
  await app.strapi.db.connection('cw_jobs').delete();
  lines.length = 0;
});

const scrape = async (): Promise<string> => (await fetchAs(app, token, METRICS)).text;

/** By how much a sample grew while something was done; a sample that is not there yet is 0. */
const growth = async (name: string, labels: Labels, run: () => Promise<unknown>): Promise<number> => {
  const before = sample(await scrape(), name, labels) ?? 0;
  await run();
  return (sample(await scrape(), name, labels) ?? 0) - before;
};

describe('GET /api/content-workflow/metrics', () => {
  test('is for those who may read it, by a read-only token as Prometheus sends it', async () => {
    expect((await app.anonymous.get(METRICS)).status).toBe(403);
    const answer = await fetchAs(app, token, METRICS);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(() => samplesOf(answer.text)).not.toThrow();
    expect(sample(answer.text, 'process_cpu_seconds_total')).toBeGreaterThan(0);
  });

  test('counts every event by what came of it', async () => {
    const draft = await createPost(app);
    const type = POST;
    const accepted = { event: 'SUBMIT', from: 'draft', to: 'review', type };
    expect(await growth('content_workflow_transitions_total', accepted, () => done(app, draft, 'editor', { type: 'SUBMIT' }))).toBe(1);
    expect(await growth('content_workflow_transition_refusals_total', { event: 'PUBLISH', type }, () => send(app, draft, 'publisher', { type: 'PUBLISH' }))).toBe(1);
    expect(await growth('content_workflow_transition_conflicts_total', { event: 'APPROVE', type }, () => send(app, draft, 'reviewer', { type: 'APPROVE' }, 1))).toBe(1);
    expect(await growth('content_workflow_transition_refusals_total', { event: 'COMMENT', code: 'PIECE_NOT_FOUND', type: 'none' }, () => post(app, 999_999, 'editor', { type: 'COMMENT', comment: 'Hello?' }, 1))).toBe(1);
    expect(await growth('content_workflow_transition_duration_seconds_count', { event: 'APPROVE' }, () => done(app, draft, 'reviewer', { type: 'APPROVE' }))).toBe(1);
  });

  test('counts a transition that an edit causes, and not one that was rolled back with it', async () => {
    const draft = await postAt(app, 'approved');
    const voided = { event: 'CONTENT_CHANGED', type: POST };
    const rolledBack = async () =>
      app.strapi.db.transaction(async () => {
        await app.strapi.documents(POST).update({ documentId: draft.documentId, locale: 'en', data: { summary: 'A summary that never came to be, long enough.' } as never });
        throw new Error('on second thought');
      });
    expect(await growth('content_workflow_transitions_total', voided, () => expect(rolledBack()).rejects.toThrow('on second thought'))).toBe(0);
    expect(await growth('content_workflow_transitions_total', voided, () => savePost(app, draft, { summary: 'Another summary that is long enough.' }))).toBe(1);
  });

  test('tells how late a promise was kept, and how long its job had waited', async () => {
    const draft = await postAt(app, 'scheduled');
    const promised = Date.parse((await view(app, draft)).publishAt ?? '');
    standAt(app, promised + 90 * SECOND);
    const before = await scrape();
    expect(sample(before, 'content_workflow_queue_jobs', { state: 'overdue' })).toBeGreaterThan(0);
    await runDueJobs(app);
    const after = await scrape();
    const grown = (name: string, labels: Labels) => (sample(after, name, labels) ?? 0) - (sample(before, name, labels) ?? 0);
    expect(grown('content_workflow_publication_lateness_seconds_sum', { type: POST })).toBe(90);
    expect(grown('content_workflow_publication_lateness_seconds_count', { type: POST })).toBe(1);
    expect(grown('content_workflow_job_lag_seconds_sum', { name: 'due' })).toBe(90);
    expect(grown('content_workflow_jobs_total', { name: 'due', outcome: 'settled' })).toBe(1);
    expect(grown('content_workflow_job_duration_seconds_count', { name: 'due' })).toBe(1);
    expect(sample(after, 'content_workflow_queue_jobs', { state: 'overdue' })).toBe(0);
  });

  test('counts a job that failed, and goes on', async () => {
    const draft = await postAt(app, 'published');
    await app.strapi.db.connection('cw_jobs').where({ name: 'announce' }).delete();
    expect(await growth('content_workflow_jobs_total', { name: 'announce', outcome: 'failed' }, async () => {
      await done(app, draft, 'publisher', { type: 'OPEN_RETROSPECTIVE' });
      pass(app, SECOND);
      jest.spyOn(app.strapi.eventHub, 'emit').mockRejectedValueOnce(new Error('telltale: what the listener was told'));
      await runDueJobs(app);
    })).toBe(1);
    const { id } = await view(app, draft);
    const [line] = parsed(lines).filter(({ level }) => level === 'error');
    expect(line).toMatchObject({ job: 'announce', jobId: expect.stringMatching(/^\d+$/), pieceId: id, uid: POST, documentId: draft.documentId, locale: 'en', message: expect.stringMatching(/failed \(attempt 1\): Error$/) });
  });

  test('says for how long the clock has stood still, and which promises were broken', async () => {
    await app.strapi.store({ type: 'plugin', name: 'content-workflow', key: 'heartbeat' }).delete({});
    expect(sample(await scrape(), 'content_workflow_clock_age_seconds')).toBe(Number.POSITIVE_INFINITY);
    await app.engine.heartbeat.beat(app.engine.clock.now());
    pass(app, 10 * MINUTE);
    const before = sample(await scrape(), 'content_workflow_broken_promises') ?? 0;
    await app.engine.alerts.raise({ pieceId: null, code: 'HELD', message: 'Held.' });
    const text = await scrape();
    expect(sample(text, 'content_workflow_clock_age_seconds')).toBe(600);
    expect(sample(text, 'content_workflow_broken_promises')).toBe(before + 1);
    expect(sample(text, 'content_workflow_database_readable')).toBe(1);
  });

  test('owns up to what it can not read, and tells the rest', async () => {
    jest.spyOn(app.engine.queue, 'health').mockRejectedValueOnce(new Error('no connection'));
    const text = await scrape();
    expect(sample(text, 'content_workflow_database_readable')).toBe(0);
    expect(sample(text, 'content_workflow_broken_promises')).toBeNaN();
    expect(sample(text, 'content_workflow_queue_jobs', { state: 'failed' })).toBeUndefined();
    expect(sample(text, 'process_cpu_seconds_total')).toBeGreaterThan(0);
  });

  test('counts deliveries by their outcome', async () => {
    const draft = await postAt(app, 'published');
    const url = `/api/delivery/posts/${draft.documentId}`;
    const { etag } = (await app.anonymous.get(url)).headers as { etag: string };
    const grown = (outcome: string, path: string, headers = {}) => growth('content_workflow_delivery_requests_total', { outcome }, () => fetchAs(app, null, path, headers));
    const past = { 'Cache-Control': 'no-cache' };
    expect(await grown('miss', url, past)).toBe(1);
    expect(await grown('miss', '/api/delivery/posts', past)).toBe(1);
    expect(await grown('not_modified', url, { ...past, 'If-None-Match': etag })).toBe(1);
    expect(await grown('not_found', '/api/delivery/posts/nothing-here')).toBe(1);
    expect(await grown('bad_request', '/api/delivery/posts?limit=none')).toBe(1);
    expect(sample(await scrape(), 'content_workflow_delivery_duration_seconds_count', { outcome: 'not_modified' })).toBeGreaterThanOrEqual(1);
  });

  test('counts what was answered from memory', async () => {
    const draft = await postAt(app, 'published');
    const url = `/api/delivery/posts/${draft.documentId}`;
    const { etag } = (await app.anonymous.get(url)).headers as { etag: string };
    const grown = (outcome: string, headers = {}) => growth('content_workflow_delivery_cache_lookups_total', { outcome }, () => fetchAs(app, null, url, headers));
    expect(await grown('hit')).toBe(1);
    expect(await grown('not_modified', { 'If-None-Match': etag })).toBe(1);
    expect(await grown('bypassed', { 'Cache-Control': 'no-cache' })).toBe(1);
    expect(sample(await scrape(), 'content_workflow_delivery_cache_entries')).toBeGreaterThan(0);
  });
});

describe('a request', () => {
  test('is answered with its id, which stands in its lines; a client can not choose it', async () => {
    const answer = await app.anonymous.get('/api/delivery/posts?tag=summer').set('X-Request-Id', 'chosen-by-the-client');
    const id = answer.headers['x-request-id'] as string;
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(parsed(lines)).toEqual([expect.objectContaining({ level: 'http', requestId: id, method: 'GET', route: '/api/delivery/:type', status: 200 })]);
    expect(lines.join('')).not.toContain('summer');
  });

  test('about a piece carries its ids in every line, those of other parts included', async () => {
    const draft = await postAt(app, 'approved');
    const { id } = await view(app, draft);
    app.strapi.db.lifecycles.subscribe({ models: [POST], beforeCreate: () => void app.strapi.log.info('a hook of somebody else') } as never);
    lines.length = 0;
    await done(app, draft, 'publisher', { type: 'PUBLISH' });
    const ids = { pieceId: Number(id), uid: POST, documentId: draft.documentId, locale: 'en' };
    const request = parsed(lines).find(({ route }) => route === '/content-workflow/pieces/:id/events');
    expect(request).toMatchObject({ ...ids, requestId: expect.any(String), status: 200 });
    expect(parsed(lines).find(({ level }) => level === 'info')).toMatchObject({ ...ids, requestId: request?.requestId, message: 'a hook of somebody else' });
  });

  test('that is for nothing we know is not quoted', async () => {
    await app.anonymous.get('/reset/telltale-secret?code=telltale-code');
    expect(parsed(lines)).toEqual([expect.objectContaining({ method: 'GET', status: 404 })]);
    expect(lines.join('')).not.toContain('telltale');
  });

  test('whose statement fails does not quote the values of it', async () => {
    const failure = await app.strapi.db.connection('cw_pieces').insert({ id: 1, no_such_column: 'telltale' }).then(() => null, (error: Error) => error);
    expect(failure?.message).toContain('no_such_column');
    expect(failure?.message).not.toContain('telltale');
  });
});
