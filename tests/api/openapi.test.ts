/** The API document says what the server does: every route, every parameter, every body, every answer. */
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import { INTERNAL_EVENTS, USER_EVENTS } from '../../src/plugins/content-workflow/core/workflow/events';
import { allowPublic, DELIVERY, HEALTH } from '../support/access';
import { POST, startApp, type TestApp } from '../support/app';
import { post, wireEvents } from '../support/events';
import { listen } from '../support/listen';
import { draftPiece, pieceIn } from '../support/states';

type Json = Record<string, unknown>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Json;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Json[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: { readonly 'application/json': { readonly schema: Json } } };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: { readonly 'application/json': { readonly schema: Json } } }>>;
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Json; readonly securitySchemes: Json };
}

let app: TestApp;
let document: Document;
let operations: { readonly method: string; readonly path: string; readonly operation: Operation }[];

beforeAll(async () => {
  app = await startApp();
  await listen(app);
  await allowPublic(app, ...DELIVERY, HEALTH);
  const answer = await app.anonymous.get('/api/content-workflow/openapi.json');
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  document = answer.body as Document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method, path, operation })));
});
afterAll(() => app.close());

/** Compiles a schema of the document, references included. */
const compile = (schema: Json): ValidateFunction => new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile({ ...schema, components: document.components });

const operationAt = (method: string, path: string): Operation => {
  const operation = document.paths[path]?.[method];
  if (operation === undefined) throw new Error(`the document has no ${method} ${path}`);
  return operation;
};

/** Resolves what `$ref` points to; throws when there is nothing. */
const resolve = (reference: string): unknown => reference.replace(/^#\//, '').split('/').reduce<unknown>((node, key) => (node as Json)[key], document);

describe('the document and the routes', () => {
  const registered = (): string[] =>
    (app.strapi.server.listRoutes() as { path: string; methods: string[] }[])
      .filter(({ path }) => /^\/(content-workflow|api\/(content-workflow|delivery|channels|events|community|feeds|members|newsletters|reports|websub|submissions\/(intake|images)))(\/|$)/.test(path))
      .flatMap(({ path, methods }) => methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`))
      .sort();

  const documented = (): string[] => operations.map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`).sort();

  test('are the same: nothing is served that is not described, nothing described that is not served', () => {
    expect(documented()).toEqual(registered());
    expect(documented().length).toBeGreaterThan(15);
  });

  test('and the plugin has no other routes', () => {
    const plugin = app.strapi.plugin('content-workflow') as unknown as { routes: Record<string, { routes: object[] }> };
    expect(Object.values(plugin.routes).flatMap(({ routes }) => routes)).toHaveLength(operations.length);
  });

  test('need a login where the document says so', async () => {
    for (const { method, path, operation } of operations) {
      const url = path.replace(/\{\w+\}/g, '1');
      const answer = await app.anonymous[method as 'get' | 'post' | 'put' | 'delete'](url).send(method === 'get' ? undefined : {});
      const admin = operation.security.some((scheme) => 'adminSession' in scheme);
      // Who sends something in is known by a session or by a secret, and which one is missing the answer says.
      const sender = operation.security.some((scheme) => 'memberSession' in scheme);
      expect([method, path, answer.status === 401]).toEqual([method, path, admin || (sender && answer.status === 401)]);
      if (answer.status === 401) expect([method, path, Object.keys(operation.responses)]).toEqual([method, path, expect.arrayContaining(['401'])]);
    }
  });
});

describe('as an OpenAPI 3.1 document', () => {
  test('it names itself and its version', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.stringMatching(/\S/), version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  test('every operation has an id of its own, a summary, a tag and a security scheme that exists', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations) {
      expect(operation.operationId).toMatch(/^\S+$/);
      expect(operation.summary).toMatch(/\S/);
      expect(operation.tags.length).toBeGreaterThan(0);
      for (const name of operation.security.flatMap(Object.keys)) expect(document.components.securitySchemes).toHaveProperty(name);
    }
  });

  test('every parameter in a path is declared, required, and stands in that path; none is declared twice', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name }) => name).sort()).toEqual(inPath);
      for (const { required } of declared) expect(required).toBe(true);
      const names = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(names).size).toBe(names.length);
      for (const parameter of operation.parameters) {
        expect(['path', 'query']).toContain(parameter.in);
        expect(() => compile(parameter.schema)).not.toThrow();
      }
    }
  });

  test('every operation describes its success and its failures; a failure has the error body', () => {
    for (const { path, operation } of operations) {
      const statuses = Object.keys(operation.responses).map(Number);
      expect([path, statuses.some((status) => status >= 200 && status < 300)]).toEqual([path, true]);
      if (path !== '/api/content-workflow/openapi.json') expect([path, statuses.some((status) => status >= 400)]).toEqual([path, true]);
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[2345]\d\d$/);
        expect(response.description).toMatch(/\S/);
        if (Number(status) >= 400) expect(response.content?.['application/json'].schema).toEqual({ $ref: '#/components/schemas/Error' });
      }
    }
  });

  test('every reference leads somewhere, and every schema can be compiled', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference as string);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) expect([reference, resolve(reference)]).toEqual([reference, expect.anything()]);
    for (const { operation } of operations) {
      if (operation.requestBody !== undefined) expect(() => compile(operation.requestBody?.content['application/json'].schema ?? {})).not.toThrow();
      for (const { content } of Object.values(operation.responses)) if (content !== undefined) expect(() => compile(content['application/json'].schema)).not.toThrow();
    }
  });

  test('an operation that takes a body says so: POST and PUT, and no other', () => {
    for (const { method, path, operation } of operations) {
      if (operation.requestBody === undefined) continue;
      expect([path, ['post', 'put'].includes(method)]).toEqual([path, true]);
      expect(operation.requestBody.required).toBe(true);
    }
    expect(operationAt('post', '/content-workflow/pieces/{id}/events').requestBody).toBeDefined();
    expect(operationAt('put', '/content-workflow/pieces/{id}/variants/{key}').requestBody).toBeDefined();
  });
});

describe('the body of an event, as the document describes it', () => {
  let valid: ValidateFunction;
  beforeAll(() => {
    valid = compile(operationAt('post', '/content-workflow/pieces/{id}/events').requestBody?.content['application/json'].schema ?? {});
  });
  const body = (event: unknown, expectedRevision: unknown = 1): unknown => ({ event, expectedRevision });

  test.each(USER_EVENTS.map((type) => ({ type })))('$type is valid as people send it', async ({ type }) => {
    valid(body((await wireEvents(app))[type]));
    expect(valid.errors ?? []).toEqual([]);
  });

  test.each(INTERNAL_EVENTS.map((type) => ({ type })))('$type, which only the system says, is not', ({ type }) => {
    expect(valid(body({ type, scheduleId: 's', changed: [], message: 'x' }))).toBe(false);
  });

  test('an unknown type, an unknown key, a missing field and a wrong type are not', async () => {
    const { SUBMIT, COMMENT, SCHEDULE } = await wireEvents(app);
    const { timezone: _zone, ...noZone } = SCHEDULE;
    const invalid = [
      body({ type: 'EXPLODE' }),
      body({}),
      body('SUBMIT'),
      body(null),
      body({ ...SUBMIT, colour: 'red' }),
      body({ type: 'COMMENT' }),
      body({ ...COMMENT, comment: 7 }),
      body(noZone),
      body({ ...SCHEDULE, disambiguation: 'sooner' }),
      body(SUBMIT, '1'),
      body(SUBMIT, 0),
      body(SUBMIT, 1.5),
      { event: SUBMIT },
      { expectedRevision: 1 },
      { ...(body(SUBMIT) as Json), colour: 'red' },
      [],
    ];
    for (const one of invalid) expect([JSON.stringify(one), valid(one)]).toEqual([JSON.stringify(one), false]);
  });

  test('what the document takes, the server takes as a form, and the other way round', async () => {
    const piece = await draftPiece(app);
    const events = await wireEvents(app);
    const tried: unknown[] = [
      ...Object.values(events),
      ...Object.values(events).map((event) => ({ ...event, colour: 'red' })),
      ...Object.values(events).map(({ type }) => ({ type })),
      ...Object.values(events).map(({ type }) => ({ type, comment: 7, reason: 7, variant: 7, timezone: 7 })),
      ...INTERNAL_EVENTS.map((type) => ({ type })),
    ];
    for (const event of tried) {
      const answer = await post(app, piece.id, 'reviewer', event, 1);
      const form = !(answer.status === 400 && (answer.body as { error: { details: { issues?: unknown } } }).error.details.issues !== undefined);
      expect([JSON.stringify(event), form]).toEqual([JSON.stringify(event), valid(body(event))]);
    }
  });
});

describe('what the server answers is what the document says', () => {
  const expectDescribed = (method: string, path: string, answer: { status: number; body: unknown }): void => {
    const response = operationAt(method, path).responses[String(answer.status)];
    expect([method, path, answer.status, response === undefined ? 'not described' : 'described']).toEqual([method, path, answer.status, 'described']);
    const schema = response?.content?.['application/json'].schema;
    if (schema === undefined) return;
    const validate = compile(schema);
    validate(answer.body);
    expect(validate.errors ?? []).toEqual([]);
  };

  test('when it goes well', async () => {
    const piece = await pieceIn(app, 'published');
    const at = (path: string): string => path.replace('{id}', String(piece.id)).replace('{uid}', POST).replace('{documentId}', piece.documentId);
    for (const path of ['/governed', '/pieces', '/pieces/{id}', '/pieces/{id}/history', '/documents/{uid}/{documentId}', '/people', '/alerts', '/health'].map((p) => `/content-workflow${p}`)) {
      const query = path.includes('documents') ? '?locale=en' : '';
      expectDescribed('get', path, await app.as('admin', 'get', at(path) + query));
    }
    expectDescribed('post', '/content-workflow/pieces/{id}/events', await post(app, piece.id, 'admin', { type: 'COMMENT', comment: 'Hello.' }));
    expectDescribed('post', '/content-workflow/pieces/{id}/preview-links', await app.as('admin', 'post', at('/content-workflow/pieces/{id}/preview-links'), {}));
    expectDescribed('post', '/content-workflow/integrity', await app.as('admin', 'post', '/content-workflow/integrity', {}));
    expectDescribed('get', '/api/content-workflow/health', await app.anonymous.get('/api/content-workflow/health'));
    expectDescribed('get', '/api/delivery/{type}', await app.anonymous.get('/api/delivery/posts'));
    expectDescribed('get', '/api/delivery/{type}/{slug}', await app.anonymous.get(`/api/delivery/posts/${piece.documentId}`));
    const link = await app.as('admin', 'post', at('/content-workflow/pieces/{id}/preview-links'), {});
    expectDescribed('get', '/api/delivery/preview/{token}', await app.anonymous.get(link.body.data.url as string));
  });

  test('when it does not', async () => {
    const piece = await pieceIn(app, 'review');
    const events = '/content-workflow/pieces/{id}/events';
    expectDescribed('post', events, await post(app, piece.id, 'reviewer', { type: 'EXPLODE' }));
    expectDescribed('post', events, await post(app, piece.id, 'editor', { type: 'APPROVE' }));
    expectDescribed('post', events, await post(app, piece.id, 'reviewer', { type: 'PUBLISH' }));
    expectDescribed('post', events, await post(app, piece.id, 'reviewer', { type: 'APPROVE' }, 999));
    expectDescribed('post', events, await post(app, 999_999, 'reviewer', { type: 'APPROVE' }, 1));
    expectDescribed('post', events, await app.anonymous.post(`/content-workflow/pieces/${piece.id}/events`).send({}));
    expectDescribed('get', '/api/delivery/{type}', await app.anonymous.get('/api/delivery/posts?limit=0'));
    expectDescribed('get', '/api/delivery/{type}', await app.anonymous.get('/api/delivery/recipes'));
    expectDescribed('get', '/api/delivery/{type}/{slug}', await app.anonymous.get('/api/delivery/posts/none'));
    expectDescribed('get', '/api/delivery/preview/{token}', await app.anonymous.get('/api/delivery/preview/none'));
    expectDescribed('get', '/content-workflow/pieces/{id}', await app.as('admin', 'get', '/content-workflow/pieces/999999'));
    expectDescribed('get', '/content-workflow/pieces/{id}', await app.as('admin', 'get', '/content-workflow/pieces/abc'));
    expectDescribed('post', '/content-workflow/alerts/{id}/acknowledge', await app.as('admin', 'post', '/content-workflow/alerts/999999/acknowledge'));
    const variant = '/content-workflow/pieces/{id}/variants/{key}';
    const at = `/content-workflow/pieces/${piece.id}/variants`;
    const { revision } = (await app.engine.pieces.byId(piece.id)) ?? { revision: 0 };
    expectDescribed('put', variant, await app.as('editor', 'put', `${at}/a`, { label: 'A', overrides: { title: 'Another' }, expectedRevision: revision }));
    expectDescribed('put', variant, await app.as('editor', 'put', `${at}/a`, { label: 'A', overrides: { title: 'Another' }, expectedRevision: 999 }));
    expectDescribed('put', variant, await app.as('editor', 'put', `${at}/a`, {}));
    expectDescribed('delete', variant, await app.as('editor', 'delete', `${at}/z?expectedRevision=${revision}`));
    expectDescribed('delete', variant, await app.as('editor', 'delete', `${at}/a`));
  });
});
