/** Rows, answers and the document that is made from the rows. */
import { z } from '@strapi/utils';
import { PERMISSIONS } from '../../../src/plugins/content-workflow/core/workflow/context';
import type { Refusal, RefusalKind } from '../../../src/plugins/content-workflow/core/errors';
import { accept, documentId, locale, pieceId, prose, toStrapiRoutes, variantKey, type Endpoint } from '../../../src/plugins/content-workflow/server/src/http/endpoint';
import { RefusedError } from '../../../src/plugins/content-workflow/server/src/http/failure';
import { guarded } from '../../../src/plugins/content-workflow/server/src/http/guarded';
import { openApiDocument } from '../../../src/plugins/content-workflow/server/src/http/openapi';
import { refused, type HttpContext } from '../../../src/plugins/content-workflow/server/src/http/problem';
import { parseConfig } from '../../../src/plugins/content-workflow/server/src/config';
import { deliverySchemas } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/shape';
import { adminEndpoints, apiEndpoints } from '../../../src/plugins/content-workflow/server/src/routes';

const http = (overrides: Partial<HttpContext> = {}): HttpContext => ({ url: '/', status: 200, body: undefined, req: { once: () => {} }, params: {}, query: {}, request: { method: 'GET' }, state: {}, get: () => '', set: () => {}, vary: () => {}, ip: '127.0.0.1', ...overrides });

const refusal = (overrides: Partial<Refusal> = {}): Refusal => ({ code: 'LOCKED', kind: 'forbidden', guard: 'isNotLocked', message: 'No.', who: ['own'], next: 'Ask.', ...overrides });

describe('answers', () => {
  const statuses: Record<RefusalKind, number> = { forbidden: 403, unprocessable: 422, invalid: 422, conflict: 409, 'not-found': 404 };

  test.each(Object.entries(statuses).map(([kind, status]) => ({ kind: kind as RefusalKind, status })))('a refusal that is $kind is answered $status, with everything it says', ({ kind, status }) => {
    const ctx = http();
    refused(ctx, refusal({ kind }), { piece: 1 });
    expect(ctx.status).toBe(status);
    expect(ctx.body).toEqual({ data: null, error: { status, name: expect.stringMatching(/^[A-Z]\w+Error$/) as string, message: 'No.', details: { ...refusal({ kind }), piece: 1 } } });
  });

  test('input that is not accepted is answered 400 and names the first field and all of them', () => {
    const ctx = http();
    const schema = z.strictObject({ a: z.object({ b: z.string() }), c: z.number() });
    expect(accept(ctx, schema, { a: { b: 1 }, c: 'x' }, 'body')).toBeNull();
    expect(ctx.status).toBe(400);
    expect(ctx.body).toMatchObject({ error: { name: 'ValidationError', message: expect.stringMatching(/^a\.b: /) as string, details: { code: 'INPUT_INVALID', field: 'a.b', where: 'body', issues: [{ field: 'a.b' }, { field: 'c' }] } } });
  });

  test('no input is judged like an empty one, and a problem without a field names where it stands', () => {
    const ctx = http();
    expect(accept(ctx, z.strictObject({}), undefined, 'body')).toEqual({});
    expect(accept(ctx, z.strictObject({}), 'text', 'query')).toBeNull();
    expect(ctx.body).toMatchObject({ error: { details: { field: 'query' } } });
  });

  test('a field that nobody asked for is named, wherever it stands', () => {
    const ctx = http();
    expect(accept(ctx, z.strictObject({ a: z.strictObject({}) }), { a: { x: 1 }, y: 2 }, 'body')).toBeNull();
    expect(ctx.body).toMatchObject({ error: { details: { field: 'a.x', issues: [{ field: 'a.x' }, { field: 'y' }] } } });
  });

  test('a refusal that travelled as an exception ends as its answer; anything else is not swallowed', async () => {
    const ctx = http();
    await guarded(() => {
      throw new RefusedError(refusal());
    })(ctx);
    expect(ctx.status).toBe(403);
    await expect(
      guarded(() => {
        throw new TypeError('broken');
      })(http())
    ).rejects.toThrow('broken');
  });

  test('a refusal under a Strapi operation keeps its sentence and its particulars', () => {
    const error = new RefusedError(refusal());
    expect(error.message).toBe('No. Ask.');
    expect(error.details).toMatchObject({ code: 'LOCKED', who: ['own'] });
  });
});

describe('parameters', () => {
  const accepts = (schema: z.ZodType, text: string) => schema.safeParse(text).success;

  test('a piece id is a positive whole number that JavaScript can count', () => {
    expect(pieceId.parse('12')).toBe(12);
    for (const text of ['0', '-1', '1.5', '1e3', '', ' 1', '01', '9'.repeat(16), '1; drop']) expect({ text, ok: accepts(pieceId, text) }).toEqual({ text, ok: false });
  });

  test('a document id has letters and digits only', () => {
    expect(accepts(documentId, 'abc123')).toBe(true);
    for (const text of ['', 'a/b', '../x', 'a b', 'a'.repeat(65), "a'"]) expect({ text, ok: accepts(documentId, text) }).toEqual({ text, ok: false });
  });

  test('a locale is a language tag, or empty for types without localisation', () => {
    for (const text of ['', 'en', 'zh-Hans', 'zh-Hant-TW', 'fil']) expect({ text, ok: accepts(locale, text) }).toEqual({ text, ok: true });
    for (const text of ['*', 'e', 'english', 'en_US', 'en-', '-en', 'en US']) expect({ text, ok: accepts(locale, text) }).toEqual({ text, ok: false });
  });

  test('a variant key is short and fits into an address', () => {
    for (const text of ['a', 'long-title', '2', 'a'.repeat(32)]) expect({ text, ok: accepts(variantKey, text) }).toEqual({ text, ok: true });
    for (const text of ['', '-a', 'A', 'a_b', 'a'.repeat(33), 'ä']) expect({ text, ok: accepts(variantKey, text) }).toEqual({ text, ok: false });
  });

  test('prose has a limit and no NUL', () => {
    expect([accepts(prose, ''), accepts(prose, '漢'.repeat(10_000)), accepts(prose, '漢'.repeat(10_001)), accepts(prose, '\u0000')]).toEqual([true, true, false, false]);
  });
});

describe('routes', () => {
  const all: readonly { readonly surface: string; readonly endpoint: Endpoint }[] = [...adminEndpoints.map((endpoint) => ({ surface: 'admin', endpoint })), ...apiEndpoints.map((endpoint) => ({ surface: 'api', endpoint }))];

  test('no two rows of a surface have the same verb and path', () => {
    const keys = all.map(({ surface, endpoint }) => `${surface} ${endpoint.method} ${endpoint.path}`);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  /** What every administrator may know; the admin must give way before it knows who is asking. */
  const OPEN_TO_ADMINISTRATORS = ['piece.governed'];

  test('administrators without a permission may ask for nothing but what is named here', () => {
    expect(adminEndpoints.filter(({ access }) => access.kind === 'admin' && access.permission === null).map(({ handler }) => handler)).toEqual(OPEN_TO_ADMINISTRATORS);
  });

  test.each(adminEndpoints.filter(({ handler }) => !OPEN_TO_ADMINISTRATORS.includes(handler)).map((endpoint) => ({ name: `${endpoint.method} ${endpoint.path}`, endpoint })))('$name is for administrators with a permission that exists', ({ endpoint }) => {
    if (endpoint.access.kind !== 'admin') throw new Error(`${endpoint.handler} is open`);
    expect(PERMISSIONS).toContain(endpoint.access.permission);
    const [route] = toStrapiRoutes([endpoint]);
    const namesAnEntry = /^\/pieces\/:id|^\/(documents|presence)\/:uid\/:documentId|^\/deliveries\/:key|^\/activities\/:documentId/.test(endpoint.path);
    expect(route?.config).toEqual({ policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions: [`plugin::content-workflow.${endpoint.access.permission}`] } }, ...(namesAnEntry ? ['plugin::content-workflow.may-read-entry'] : [])] });
  });

  test('in front of readers only members, and guests who have proved an address or have one that is the proof, write; readers report, and their scripts what they were shown and did; subscribers come and go, and programs distribute by their token', () => {
    const writing = apiEndpoints.filter(({ method }) => method !== 'GET').map(({ handler, access }) => [handler, access.kind]);
    expect(writing).toEqual([
      ['guestPage.answer', 'signed'],
      ['intake.submit', 'sender'],
      ['intakeGuest.ask', 'signed'],
      ['intakeGuest.verify', 'signed'],
      ['intake.edit', 'sender'],
      ['intake.withdraw', 'sender'],
      ['events.collect', 'signed'],
      ['memberStanding.appeal', 'sender'],
      ['memberStanding.withdraw', 'sender'],
      ['statement.appeal', 'signed'],
      ['statement.withdraw', 'signed'],
      ['report.create', 'public-api'],
      ['distribution.preview', 'public-api'],
      ['distribution.plan', 'public-api'],
      ['distribution.send', 'public-api'],
      ['deliveries.act', 'public-api'],
      ['newsletter.subscribe', 'signed'],
      ['newsletter.resend', 'signed'],
      ['newsletterPage.confirm', 'signed'],
      ['newsletterPage.leave', 'signed'],
      ['newsletterBounce.take', 'public-api'],
      ['websub.ask', 'signed'],
    ]);
  });

  test('only what proves itself, what readers did, feeds and who subscribes, the rules and figures of the community, the document of the API and a yes or no to a balancer are open without authentication', () => {
    const open = apiEndpoints.filter(({ access }) => access.kind === 'signed').map(({ handler }) => handler);
    expect(open.sort()).toEqual(['calendar.subscription', 'community.find', 'community.findOne', 'events.collect', 'feedAtom.findOne', 'feedJson.findOne', 'feedRss.findOne', 'guestPage.answer', 'guestPage.findOne', 'health.isReady', 'intakeForm.findOne', 'intakeGuest.ask', 'intakeGuest.verify', 'intakeStatus.findOne', 'newsletter.resend', 'newsletter.subscribe', 'newsletterPage.confirm', 'newsletterPage.confirmation', 'newsletterPage.departure', 'newsletterPage.leave', 'openapi.document', 'preview.findOne', 'statement.appeal', 'statement.findOne', 'statement.withdraw', 'submissionImage.findOne', 'websub.ask']);
  });

  test('a read-only API token reaches what is published or said of the site, and nothing that tells of drafts', () => {
    const reached = apiEndpoints.filter(({ handler, access }) => access.kind === 'public-api' && /\.find(One)?$/.test(handler)).map(({ handler }) => handler);
    expect(reached).toEqual(['delivery.find', 'delivery.findOne', 'health.find', 'metrics.find', 'report.find', 'channels.find']);
  });

  test('a query in front of readers is declared, so that strict parameters let it pass', () => {
    for (const endpoint of apiEndpoints) expect({ path: endpoint.path, declared: endpoint.query !== undefined }).toEqual({ path: endpoint.path, declared: true });
    for (const route of toStrapiRoutes(apiEndpoints)) expect(route).toHaveProperty('request.query');
  });

  test('what changes something and takes a body says what it accepts', () => {
    const silent = adminEndpoints.filter(({ method, body, query }) => method !== 'GET' && body === undefined && query === undefined).map(({ handler }) => handler);
    expect(silent).toEqual(['alert.acknowledge', 'guestLink.revoke', 'review.remove', 'review.resolve', 'review.reopen', 'deniedImages.allow', 'queue.claim', 'queue.release', 'queue.takeOver', 'channels.remove']);
  });
});

describe('the OpenAPI document', () => {
  const config = parseConfig({ types: { 'api::post.post': { path: 'posts', title: 'title', review: [{ key: 'a', name: 'A' }] } } });
  const schema = { uid: 'api::post.post', info: { displayName: 'Post' }, attributes: { title: { type: 'string' }, cover: { type: 'media' }, activity: { type: 'relation', relation: 'manyToOne' } } };
  const document = openApiDocument(
    [
      { name: 'admin', prefix: '/content-workflow', endpoints: adminEndpoints },
      { name: 'api', prefix: '/api', endpoints: apiEndpoints },
    ],
    '1.2.3',
    deliverySchemas(config, () => schema)
  ) as { paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[]; responses: Record<string, unknown> }>>; components: { schemas: Record<string, unknown> } };
  const operations = Object.entries(document.paths).flatMap(([path, verbs]) => Object.entries(verbs).map(([verb, operation]) => ({ path, verb, ...operation })));

  test('has every row once, under its own id', () => {
    expect(operations).toHaveLength(adminEndpoints.length + apiEndpoints.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  test('declares every parameter of a path', () => {
    for (const { path, parameters } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect({ path, declared: parameters.filter((p) => p.in === 'path').map((p) => p.name) }).toEqual({ path, declared: named });
    }
  });

  test('refers to nothing that it does not have', () => {
    const referred = new Set([...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));
    expect([...referred].sort()).toEqual(['Error', 'File', 'Reference', 'delivery.posts']);
    for (const name of referred) expect(document.components.schemas).toHaveProperty([name ?? '']);
  });

  test('is JSON and says what can go wrong', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    for (const { path, responses } of operations) expect({ path, answers: Object.keys(responses).length > 0 }).toEqual({ path, answers: true });
  });
});
