/** Many who want the same of the delivery's memory at one time: who goes down the chain, who waits, and for how long. */
import { EventEmitter } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Signal, Signals } from '../../../src/plugins/content-workflow/server/src/cluster/signals';
import { createClock } from '../../../src/plugins/content-workflow/server/src/jobs/clock';
import { CONTENT_TYPE, markDelivered } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/delivered';
import { WAIT_MS } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/flights';
import { createDeliveryMemory, type Reading } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/memory';
import { deliverFromMemory } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/middleware';
import { createPasses, PASS_MS } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/passes';

const POST = 'api::post.post';

/** As much of a response as the memory touches. */
class Response extends EventEmitter {
  status: number | null = null;
  destroyed = false;
  sent: string | null = null;
  private readonly set = new Map<string, string>();
  writeHead(status: number): this {
    this.status = status;
    return this;
  }
  end(body?: Buffer): void {
    this.sent = body?.toString() ?? '';
  }
  setHeader(name: string, value: string): void {
    this.set.set(name, value);
  }
  getHeader(name: string): string | undefined {
    return [...this.set].find(([known]) => known.toLowerCase() === name)?.[1];
  }
  getHeaderNames(): string[] {
    return [...this.set.keys()].map((name) => name.toLowerCase());
  }
  getRawHeaderNames(): string[] {
    return [...this.set.keys()];
  }
  getHeaders(): Record<string, string> {
    return Object.fromEntries([...this.set].map(([name, value]) => [name.toLowerCase(), value]));
  }
}

/** One request: what became of it, and the chain at its disposal. */
interface Visit {
  readonly res: Response;
  /** Present once it has gone down the chain. */
  reading: Reading | null;
}

const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
};

const world = () => {
  const monotonic = createClock();
  let at = 1_000_000;
  monotonic.use(() => at);
  const ears = new Set<(signal: Signal) => void>();
  const signals = { listen: (hear: (signal: Signal) => void) => void ears.add(hear), isCurrent: () => true } as unknown as Signals;
  const memory = createDeliveryMemory({ maxBytes: 1024 * 1024, signals, monotonic });

  const visit = (url: string, headers: IncomingHttpHeaders = {}): Visit => {
    const made: Visit = { res: new Response(), reading: null };
    const served = memory.serve({ url, headers } as IncomingMessage, made.res as unknown as ServerResponse);
    if (served instanceof Promise) void served.then((reading) => (made.reading = reading));
    else made.reading = served;
    return made;
  };
  const answer = ({ res, reading }: Visit, { body = '{"data":1}', status = 200, kept = true, slug = 'a' } = {}): void => {
    const state: Record<string, unknown> = {};
    if (kept) {
      markDelivered(state, { kind: 'one', uid: POST, locale: 'en', byDefault: false, asked: [slug], body, etag: `"${body.length}"` });
      for (const [name, value] of [['Vary', 'Origin, Accept-Encoding'], ['Cache-Control', 'public, max-age=60'], ['Content-Type', CONTENT_TYPE], ['ETag', `"${body.length}"`]] as const) res.setHeader(name, value);
    }
    if (reading === null) throw new Error('This request is not in the chain.');
    memory.learn(reading, { status, body, state, res: res as unknown as ServerResponse });
  };
  return {
    memory,
    visit,
    visits: (n: number, url: string, headers?: IncomingHttpHeaders) => Array.from({ length: n }, () => visit(url, headers)),
    answer,
    fail: ({ reading }: Visit) => reading !== null && memory.fail(reading),
    pass: (ms: number) => void (at += ms),
    hear: (signal: Signal) => ears.forEach((hear) => hear(signal)),
  };
};

const below = (visits: readonly Visit[]): Visit[] => visits.filter(({ reading }) => reading !== null);
const served = (visits: readonly Visit[]): Visit[] => visits.filter(({ res }) => res.status === 200);
const first = (visits: readonly Visit[]): Visit => {
  const [one] = below(visits);
  if (one === undefined) throw new Error('Nobody is in the chain.');
  return one;
};
const changed: Signal = { kind: 'edition', subject: { uid: POST, documentId: 'doc1', locale: 'en' }, slugs: ['a'] };

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('one of a crowd asks for an address that nobody has asked for, and all get what it brings, however long that takes', async () => {
  const { visits, answer, pass, memory } = world();
  const crowd = visits(2_000, '/a');
  expect(below(crowd)).toHaveLength(1);
  pass(PASS_MS * 6);
  answer(first(crowd));
  await settled();
  expect(served(crowd)).toHaveLength(1_999);
  expect(memory.stats()).toMatchObject({ hits: 1_999, misses: 1 });
});

test('one of a crowd asks whether the caller may, whatever the addresses', async () => {
  const { visit, visits, answer, pass } = world();
  for (const url of ['/a', '/b']) answer(visit(url), { slug: url });
  pass(PASS_MS);
  const crowd = [...visits(500, '/a'), ...visits(500, '/b')];
  expect(below(crowd)).toHaveLength(1);
  pass(PASS_MS * 2);
  answer(first(crowd), { slug: '/a' });
  await settled();
  expect(served(crowd)).toHaveLength(999);
});

test('a crowd that keeps coming sends one request a second, however slow the chain', async () => {
  const { visit, visits, answer, pass } = world();
  answer(visit('/a'));
  pass(PASS_MS);
  const crowd: Visit[] = [];
  for (let tick = 0; tick < 50; tick += 1) {
    crowd.push(...visits(20, '/a'));
    pass(PASS_MS / 10);
  }
  expect(below(crowd)).toHaveLength(5);
  for (const one of below(crowd)) answer(one);
  await settled();
  expect(served(crowd)).toHaveLength(995);
});

test('who comes a second after the start of a flight does not use its pass', async () => {
  const { visit, answer, fail, pass } = world();
  answer(visit('/a'));
  pass(PASS_MS);
  const leader = visit('/a');
  pass(PASS_MS - 1);
  const inTime = visit('/a');
  pass(1);
  const late = visit('/a');
  expect([leader, inTime, late].map(({ reading }) => reading !== null)).toEqual([true, false, true]);
  answer(leader);
  await settled();
  expect(inTime.res.status).toBe(200);
  expect(late.res.status).toBeNull();
  fail(late);
});

test('a pass that is being renewed is waited for when it ends meanwhile', async () => {
  const { visit, answer, pass } = world();
  answer(visit('/a'));
  pass(PASS_MS / 2);
  const renewing = visit('/a');
  pass(PASS_MS / 2);
  const waiting = visit('/a');
  expect([renewing, waiting].map(({ reading }) => reading !== null)).toEqual([true, false]);
  answer(renewing);
  await settled();
  expect(waiting.res.status).toBe(200);
});

test('nobody waits for another caller', async () => {
  const { visits, answer } = world();
  const callers = [{}, { authorization: 'Bearer a' }, { authorization: 'Bearer b' }, { origin: 'https://a.example' }, { authorization: 'Bearer a', origin: 'https://a.example' }];
  const crowds = callers.map((caller) => visits(10, '/a', caller));
  expect(crowds.map((crowd) => below(crowd).length)).toEqual([1, 1, 1, 1, 1]);
  const [one, ...others] = crowds as [Visit[], ...Visit[][]];
  answer(first(one));
  await settled();
  expect(served(one)).toHaveLength(9);
  expect(others.flatMap(served)).toEqual([]);
});

test('a refusal is told to nobody else: all who waited ask for themselves, and from then on nobody waits', async () => {
  const { visits, answer } = world();
  const crowd = visits(10, '/a');
  answer(first(crowd), { status: 403, kept: false });
  await settled();
  expect(below(crowd)).toHaveLength(10);
  expect(served(crowd)).toEqual([]);
  expect(below(visits(10, '/a'))).toHaveLength(10);
});

test('an answer that is not kept is nobody else’s, and once one is kept the others wait again', async () => {
  const { visits, answer, pass } = world();
  const crowd = visits(10, '/a');
  answer(first(crowd), { status: 404, kept: false });
  await settled();
  expect(below(crowd)).toHaveLength(10);
  answer(crowd[9] as Visit);
  pass(PASS_MS);
  expect(below(visits(10, '/a'))).toHaveLength(1);
});

test('after a failure another one tries, and after two everybody', async () => {
  const { visits, fail, answer } = world();
  const crowd = visits(10, '/a');
  fail(first(crowd));
  await settled();
  expect(below(crowd)).toHaveLength(2);
  answer(below(crowd)[1] as Visit, { status: 500, kept: false });
  await settled();
  expect(below(crowd)).toHaveLength(10);
});

test('what changes during a flight is not served to those who waited', async () => {
  const { visits, answer, hear } = world();
  const crowd = visits(10, '/a');
  const leader = first(crowd);
  hear(changed);
  answer(leader, { body: '{"data":"before"}' });
  await settled();
  expect(served(crowd)).toEqual([]);
  const second = below(crowd).find((visit) => visit !== leader) as Visit;
  expect(below(crowd)).toHaveLength(2);
  answer(second, { body: '{"data":"after"}' });
  await settled();
  expect(served(crowd).map(({ res }) => res.sent)).toEqual(Array.from({ length: 8 }, () => '{"data":"after"}'));
});

test('a flight that does not land holds nobody longer than ten seconds', async () => {
  const { visits, memory } = world();
  const crowd = visits(10, '/a');
  jest.advanceTimersByTime(WAIT_MS - 1);
  await settled();
  expect(below(crowd)).toHaveLength(1);
  jest.advanceTimersByTime(1);
  await settled();
  expect(below(crowd)).toHaveLength(10);
  expect(memory.stats()).toMatchObject({ misses: 10 });
});

test('who has gone away meanwhile does not go down the chain', async () => {
  const { visits, fail } = world();
  const crowd = visits(10, '/a');
  for (const { res } of crowd.slice(1)) res.destroyed = true;
  fail(first(crowd));
  await settled();
  expect(below(crowd)).toHaveLength(1);
});

test('an address or a token that is too long to be kept is not waited for', () => {
  const { visits } = world();
  expect(below(visits(3, `/${'a'.repeat(600)}`))).toHaveLength(3);
  expect(below(visits(3, '/a', { authorization: 'a'.repeat(5_000) }))).toHaveLength(3);
});

test('a request that is answered before the chain reaches the memory’s place does not hold the others', async () => {
  const { memory } = world();
  const server = new EventEmitter();
  const reached: unknown[] = [];
  server.on('request', (req: unknown) => void reached.push(req));
  deliverFromMemory(memory, '/api/delivery/').aheadOf(server as never);
  const requests = Array.from({ length: 3 }, () => ({ req: { method: 'GET', url: '/api/delivery/a', headers: {} }, res: new Response() }));
  for (const { req, res } of requests) server.emit('request', req, res);
  expect(reached).toEqual([requests[0]?.req]);
  requests[0]?.res.emit('close');
  await settled();
  expect(reached).toEqual(requests.slice(0, 2).map(({ req }) => req));
});

test('a pass is held for who came within its second, and is not renewed by one who has waited', () => {
  const passes = createPasses();
  passes.grant('one', {}, { since: 0, headers: [], defaultLocale: null });
  expect(passes.held('one', {}, PASS_MS - 1)).toMatchObject({ since: 0 });
  expect(passes.held('one', {}, PASS_MS)).toBe('none');
  expect(passes.check('one', {}, PASS_MS - 1)).toBe('due');
});
