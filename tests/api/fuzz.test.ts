/** Whatever is sent to whatever address, by whomever: the answer is never a failure of the server, and nothing changes by it. */
import fc from 'fast-check';
import { INTERNAL_EVENTS, USER_EVENTS } from '../../src/plugins/content-workflow/core/workflow/events';
import { STATES } from '../../src/plugins/content-workflow/core/workflow/machine';
import { allowPublic, DELIVERY, denyPublic, HEALTH } from '../support/access';
import { POST, startApp, type TestApp } from '../support/app';
import { post, wireEvents, type Wire } from '../support/events';
import { listen } from '../support/listen';
import { rawClient, type RawAnswer, type RawRequest } from '../support/raw-http';
import { draftPiece, pieceIn, type Piece } from '../support/states';
import { storedJobs } from '../support/stored-jobs';

/** The same requests every time, so that a failure can be looked at; another number asks for other requests. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121);
const RUNS = Number(process.env.FUZZ_RUNS ?? 2_400);

let app: TestApp;
let client: ReturnType<typeof rawClient>;
let pieces: Piece[];
let events: Readonly<Record<string, Wire>>;
let routes: { readonly method: string; readonly path: string }[];

beforeAll(async () => {
  process.stdout.write(`fuzz: seed ${SEED}, ${RUNS} runs\n`);
  app = await startApp();
  await listen(app);
  client = rawClient(app);
  pieces = [];
  for (const state of STATES) pieces.push(await pieceIn(app, state));
  events = await wireEvents(app);
  routes = (app.strapi.server.listRoutes() as { path: string; methods: string[] }[])
    .filter(({ path }) => /^\/(content-workflow|api\/content-workflow|api\/delivery|api\/submissions)(\/|$)/.test(path))
    .flatMap(({ path, methods }) => methods.filter((method) => method !== 'HEAD').map((method) => ({ method, path })));
});
afterAll(async () => {
  client.close();
  await app.close();
});

/** What no request of these tests has a right to change; snapshots are left out, since a preview link freezes one. */
const TABLES = ['cw_pieces', 'cw_history', 'cw_variants', 'cw_editions', 'cw_edition_terms', 'cw_alerts'] as const;

const stored = async (): Promise<Record<string, unknown[]>> => ({ ...Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await app.strapi.db.connection(table).orderBy('id')] as const))), jobs: await storedJobs(app) });

const strange = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '0x10',
  'NaN',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '..',
  '../../etc/passwd',
  '%',
  '%00',
  '%2e%2e%2f',
  '\u0000',
  '\uFFFF',
  '\u202E',
  'e\u0301\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦🍵',
  '漢字',
  'ﷺ',
  '"\'`;--',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '${7*7}',
  '{{7*7}}',
  '$where',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '99999999999999999999',
  '9007199254740993',
  '999999999999999',
  '1.7976931348623157e309',
  'x'.repeat(300),
  'x'.repeat(5_000),
  '\r\nX-Injected: 1',
  'a,b,c',
  '*',
  'MTcwMDAwMDAwMDAwMC4x',
  'api::post.post',
  'api::note.note',
  'admin::user',
  'plugin::content-workflow.piece',
  'posts',
  'preview',
  'en',
  'a',
];

const weird: fc.Arbitrary<string> = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...strange) }, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-composite' }));

/** Percent-encoded as it should be, or as it should not be. Lone surrogates can not be encoded and become what a browser makes of them. */
const encoded: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: weird.map((text) => encodeURIComponent(text.toWellFormed())) },
  fc.constantFrom('%', '%E0%A4%A', '%C0%AF', '%FF', '%u0041', '%%%', '%00', '+', ';', '&', '=', '?', '#'.replace('#', '%23'), '/', '//', '/../')
);

const known = (): fc.Arbitrary<string> => fc.constantFrom(...pieces.map(({ id }) => String(id)), ...pieces.map(({ documentId }) => documentId), POST, 'posts');

const target = (path: string): fc.Arbitrary<string> =>
  fc.array(fc.oneof(encoded, known()), { minLength: 3, maxLength: 3 }).map((values) => {
    let next = 0;
    return path.replace(/:\w+/g, () => values[next++] ?? '');
  });

const NAMES = ['state', 'uid', 'assignee', 'text', 'limit', 'cursor', 'locale', 'before', 'fields', 'activity', 'tag', 'expectedRevision', 'status', 'populate', 'filters', 'sort', 'pagination', 'publicationFilter', '__proto__', 'constructor', 'a.b', '$or'];

const parameter: fc.Arbitrary<string> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NAMES) }, encoded), fc.constantFrom('', '', '', '[]', '[0]', '[$ne]', '[a][b][c]', '[__proto__]', '[constructor][prototype]', '[999999]', '[', ']'), encoded)
  .map(([name, brackets, value]) => `${name}${brackets}=${value}`);

const query: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 6, arbitrary: fc.array(parameter, { minLength: 1, maxLength: 4 }).map((parts) => `?${parts.join('&')}`) },
  fc.constantFrom('?', '?&&&', '?=', '?a', `?${'a=1&'.repeat(1_500)}`, `?a${'[b]'.repeat(200)}=1`, '?limit=1&limit=2', '?limit=100000', '?fields=title,,title')
);

/** Arrays for scalars, objects for arrays, and the keys that turn up where a program merges objects. */
const junk: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    weird,
    fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1.5, 1e308, 2 ** 53, 2 ** 31, -(2 ** 31)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'length', 'type', 'event', 'comment', 'id', 'documentId', 'overrides', 'children'), weird), tie('value'), { maxKeys: 4 })
  ),
})).value;

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

/** A body that is right but for what was put into one of its places. The revision never is the current one. */
const almost = (): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...USER_EVENTS, ...INTERNAL_EVENTS), fc.constantFrom('comment', 'reason', 'type', 'variant', 'timezone', 'publishAt', 'localTime', 'unpublishAt', 'assignee', 'dueAt', 'highlights', '__proto__', 'colour'), junk, fc.oneof(fc.constant(999_999), junk))
    .map(([type, place, value, expectedRevision]) => ({ event: { ...(events[type] ?? { type }), [place]: value }, expectedRevision: typeof expectedRevision === 'number' && expectedRevision < 100 ? 999_999 : expectedRevision }));

const variant: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom('title', 'summary', 'body', 'cover', 'tags', 'slug', '__proto__', 'constructor'), junk, weird)
  .map(([name, value, label]) => ({ label, overrides: { [name]: value }, expectedRevision: 999_999 }));

/** Left out: `multipart/form-data` without a boundary, to which Strapi's own body parser answers 500 on every address it has. */
interface Body {
  readonly type: string;
  readonly text: string;
}

const json = (value: unknown): Body => ({ type: 'application/json', text: JSON.stringify(value) ?? 'null' });

const body = (): fc.Arbitrary<Body> =>
  fc.oneof(
    { weight: 6, arbitrary: almost().map(json) },
    { weight: 4, arbitrary: variant.map(json) },
    { weight: 4, arbitrary: junk.map(json) },
    { weight: 2, arbitrary: fc.tuple(junk, junk).map(([event, expectedRevision]) => json({ event, expectedRevision: typeof expectedRevision === 'number' && expectedRevision < 100 ? null : expectedRevision })) },
    { weight: 2, arbitrary: fc.tuple(junk, junk).map(([variantKey, ttlMinutes]) => json({ variant: variantKey, ttlMinutes })) },
    { weight: 2, arbitrary: fc.tuple(almost(), fc.nat()).map(([value, at]) => ({ type: 'application/json', text: JSON.stringify(value).slice(0, at % 80) })) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Body>(
        { type: 'application/json', text: '' },
        { type: 'application/json', text: '{' },
        { type: 'application/json', text: '[1,2' },
        { type: 'application/json', text: '{"a":1}}' },
        { type: 'application/json', text: '"text"' },
        { type: 'application/json', text: 'null' },
        { type: 'application/json', text: '{"event":{"type":"COMMENT","type":"SUBMIT"},"expectedRevision":999999}' },
        { type: 'application/json', text: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}' },
        { type: 'application/json', text: nested(20_000, '[', ']') },
        { type: 'application/json', text: `${'{"event":'.repeat(5_000)}1${'}'.repeat(5_000)}` },
        { type: 'application/json; charset=utf-16', text: '{}' },
        { type: 'application/json; charset=nonsense', text: '{}' },
        { type: 'application/x-www-form-urlencoded', text: 'event[type]=SUBMIT&expectedRevision=1&__proto__[polluted]=1' },
        { type: 'multipart/form-data; boundary=x', text: '--x\r\nContent-Disposition: form-data; name="event"\r\n\r\n{}\r\n--x--' },
        { type: 'text/plain', text: 'SUBMIT' },
        { type: 'application/xml', text: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
        { type: '', text: '{}' },
        { type: 'nonsense', text: '{}' }
      ),
    }
  );

const request = (): fc.Arbitrary<RawRequest> =>
  fc.constantFrom(...routes).chain(({ method, path }) =>
    fc.tuple(target(path), query, method === 'GET' ? fc.constant(null) : fc.option(body(), { freq: 8 })).map(([where, asked, sent]): RawRequest => ({
      method,
      // A request line takes visible ASCII only; what else is meant has been encoded above.
      target: where + asked,
      ...(sent === null ? {} : { body: sent.text, headers: sent.type === '' ? {} : { 'Content-Type': sent.type } }),
    }))
  );

const as = async (who: 'editor' | 'admin' | null, asked: RawRequest): Promise<RawAnswer> =>
  client.send(who === null ? asked : { ...asked, headers: { ...asked.headers, Authorization: `Bearer ${await app.token(who)}` } });

const expectNoFailure = ({ status, text }: RawAnswer, asked: RawRequest): void => {
  if (status < 200 || status >= 500) throw new Error(`${asked.method} ${asked.target.slice(0, 300)} ${String(asked.body).slice(0, 300)}: ${status} ${text.slice(0, 300)}`);
};

const writes = ({ method }: RawRequest): boolean => method !== 'GET';

describe('any request', () => {
  let before: Record<string, unknown[]>;
  beforeAll(async () => {
    before = await stored();
  });

  const everyRoute = new Set<string>();
  const answered = new Map<number, number>();

  const hold = async (who: 'editor' | 'admin' | null, runs: number): Promise<void> => {
    await fc.assert(
      fc.asyncProperty(request(), async (asked) => {
        const answer = await as(who, asked);
        everyRoute.add(`${asked.method} ${asked.target.split('/').slice(0, 4).join('/')}`);
        answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
        expectNoFailure(answer, asked);
        // A preview link and one's own calendar feed change no piece; nothing else that was made up may be accepted.
        if (writes(asked) && answer.status < 300) expect(asked.target).toMatch(/preview-links|integrity|calendar\/feed/);
      }),
      { seed: SEED, numRuns: runs, endOnFailure: true }
    );
  };

  const part = (share: number): number => Math.ceil(RUNS * share);

  test('of an editor', async () => {
    await allowPublic(app, ...DELIVERY, HEALTH);
    await hold('editor', part(0.5));
  });

  test('of anybody, where the content API is open', async () => {
    await allowPublic(app, ...DELIVERY, HEALTH);
    await hold(null, part(0.2));
  });

  test('of anybody, where it is closed', async () => {
    await denyPublic(app, ...DELIVERY, HEALTH);
    await hold(null, part(0.1));
    await allowPublic(app, ...DELIVERY, HEALTH);
  });

  test('of an administrator', async () => {
    await hold('admin', part(0.2));
  });

  test('left every piece as it was', async () => {
    expect(await stored()).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('was for many routes and got many kinds of answers', () => {
    expect(everyRoute.size).toBeGreaterThan(8);
    for (const status of [200, 400, 401, 403, 404]) expect([status, answered.has(status)]).toEqual([status, true]);
  });
});

describe('the address of every route', () => {
  test.each(strange.map((value) => [JSON.stringify(value).slice(0, 60), value]))('with %s in every place is answered', async (_name, full) => {
    for (const { method, path } of routes) {
      const asked: RawRequest = { method, target: path.replace(/:\w+/g, encodeURIComponent(full.toWellFormed())), ...(method === 'GET' ? {} : { body: '{}', headers: { 'Content-Type': 'application/json' } }) };
      expectNoFailure(await as('admin', asked), asked);
    }
  });
});

describe('bodies that are too much', () => {
  const send = async (piece: Piece, text: string, type = 'application/json'): Promise<RawAnswer> => {
    const asked: RawRequest = { method: 'POST', target: `/content-workflow/pieces/${piece.id}/events`, body: text, headers: { 'Content-Type': type } };
    const answer = await as('admin', asked);
    expectNoFailure(answer, asked);
    return answer;
  };

  test('two megabytes of comment are refused', async () => {
    const { status } = await send(pieces[0] as Piece, JSON.stringify({ event: { type: 'COMMENT', comment: 'x'.repeat(2_000_000) }, expectedRevision: 1 }));
    expect([400, 413]).toContain(status);
  });

  test.each([100, 1_000, 10_000, 100_000])('%d levels of lists are refused', async (depth) => {
    const { status } = await send(pieces[0] as Piece, `{"event":${nested(depth, '[', ']')},"expectedRevision":1}`);
    expect([400, 413]).toContain(status);
  });

  test.each([10, 100, 1_000, 5_000, 20_000])('a variant whose text is nested %d levels deep is taken or refused, and the piece can still be read', async (depth) => {
    const piece = await draftPiece(app, {}, []);
    const block = '{"type":"list","children":[';
    const text = `{"label":"A","expectedRevision":1,"overrides":{"body":[${block.repeat(depth)}${']}'.repeat(depth)}]}}`;
    const asked: RawRequest = { method: 'PUT', target: `/content-workflow/pieces/${piece.id}/variants/a`, body: text, headers: { 'Content-Type': 'application/json' } };
    expectNoFailure(await as('editor', asked), asked);
    const read: RawRequest = { method: 'GET', target: `/content-workflow/pieces/${piece.id}` };
    expect((await as('editor', read)).status).toBe(200);
  });

  test('a header that is too long is refused', async () => {
    const asked: RawRequest = { method: 'GET', target: '/api/delivery/posts', headers: { 'If-None-Match': '"a",'.repeat(2_000) } };
    expectNoFailure(await as(null, asked), asked);
  });
});

describe('text that is accepted', () => {
  test('is kept as it was sent, whatever it is', async () => {
    const piece = await draftPiece(app, {}, []);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), weird), async (text) => {
        const answer = await post(app, piece.id, 'editor', { type: 'COMMENT', comment: text });
        expect([200, 400, 422]).toContain(answer.status);
        if (answer.status !== 200) return;
        expect(answer.body.data.history[0].comment).toBe(text.trim().toWellFormed());
      }),
      { seed: SEED, numRuns: 150 }
    );
  });

  test('as a variant is kept, or refused with the field, and never breaks the piece', async () => {
    const piece = await draftPiece(app, {}, []);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('title', 'summary', 'body', 'cover'), junk, weird, async (name, value, label) => {
        const { revision } = (await app.engine.pieces.byId(piece.id)) ?? { revision: 0 };
        const answer = await app.as('editor', 'put', `/content-workflow/pieces/${piece.id}/variants/a`, { label, overrides: { [name]: value }, expectedRevision: revision });
        expect([200, 400, 422]).toContain(answer.status);
        // A body with the key `__proto__` in it Strapi refuses before it reaches a route.
        if (answer.status !== 200 && !JSON.stringify(value).includes('__proto__')) expect(answer.body.error.details.field).toMatch(/\S/);
        expect((await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}`)).status).toBe(200);
      }),
      { seed: SEED, numRuns: 200 }
    );
  });
});
