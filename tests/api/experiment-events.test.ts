/** What readers' scripts send: counted once, acknowledged when it is durable, and what is not counted is counted as that. */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { PostEvents } from '../../src/plugins/content-workflow/contracts/experiment';
import type { LiveExperiment } from '../../src/plugins/content-workflow/server/src/experiment/ports';
import { startApp, type TestApp } from '../support/app';
import { listen } from '../support/listen';
import { liveExperiment, nowRunning } from '../support/live-experiments';
import { rawClient } from '../support/raw-http';
import { DAY, HOUR, isoOf, MINUTE, SECOND, standAt } from '../support/time';

const NOON = Date.parse('2026-05-04T12:00:00Z');
const BROWSER = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';

let app: TestApp;
let client: ReturnType<typeof rawClient>;
let experiment: LiveExperiment;

beforeAll(async () => {
  app = await startApp();
  await listen(app);
  client = rawClient(app, 16);
});
afterAll(async () => {
  client.close();
  await app.close();
});
let number = 1_000;
beforeEach(async () => {
  standAt(app, NOON);
  number += 1;
  experiment = liveExperiment({ id: number });
  await nowRunning(app, experiment);
});

type Event = PostEvents.Event;

const token = (visitor: string, arm = 1): string => app.engine.readers.tokens.sign({ key: experiment.key, arm, unit: app.engine.readers.tokens.unitOf(experiment.key, visitor) }, app.engine.clock.now());
const now = (offset = 0): string => isoOf(app.engine.clock.now() + offset);
const shown = (visitor: string, more: Partial<Event> & { arm?: number } = {}): Event => {
  const { arm = 1, ...rest } = more;
  return { id: randomUUID(), type: 'exposure', token: token(visitor, arm), at: now(), ...rest };
};
const clicked = (visitor: string, more: Partial<Event> & { arm?: number } = {}): Event => shown(visitor, { type: 'goal', goal: 'click', ...more });

const send = async (events: readonly Event[], more: { headers?: Record<string, string>; sentAt?: string } = {}) => {
  const answer = await client.send({ method: 'POST', target: '/api/events', headers: { 'Content-Type': 'application/json', 'User-Agent': BROWSER, ...more.headers }, body: JSON.stringify({ sentAt: more.sentAt ?? now(), events }) });
  return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.text) as { data: PostEvents.Response['data']; error: { details: Record<string, unknown> } } };
};

const sent = async (events: readonly Event[], more: Parameters<typeof send>[1] = {}): Promise<PostEvents.Response['data']> => {
  const { status, body } = await send(events, more);
  expect(status).toBe(202);
  return body.data;
};

const totals = async () => {
  const { arms, multipleExposures } = await app.engine.readers.counts.totals(experiment.id, ['original', 'b']);
  return { original: [arms[0]?.units, arms[0]?.conversions], b: [arms[1]?.units, arms[1]?.conversions], multipleExposures };
};
const rows = (table: string) => app.strapi.db.connection(table).where({ experiment_id: experiment.id }) as unknown as Promise<Record<string, unknown>[]>;

describe('counting', () => {
  test('a reader who is shown an arm is a unit of it, once, and a goal that follows one conversion', async () => {
    expect(await sent([shown('one'), clicked('one'), shown('two', { arm: 0 }), shown('one')])).toEqual({ accepted: 3, duplicate: 1, dropped: {} });
    expect(await sent([clicked('one'), clicked('one')])).toEqual({ accepted: 2, duplicate: 0, dropped: {} });
    expect(await totals()).toEqual({ original: [1, 0], b: [1, 1], multipleExposures: 0 });
  });

  test('the same event twice is one: in one batch, in two at the same time, and later', async () => {
    const events = [shown('one'), clicked('one')];
    expect(await sent([...events, ...events])).toEqual({ accepted: 2, duplicate: 2, dropped: {} });
    const [a, b] = [shown('two'), clicked('two')];
    const answers = await Promise.all([sent([a, b]), sent([a, b]), sent([a, b])]);
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(2);
    expect(await sent(events.map((event) => ({ ...event, id: event.id.toUpperCase() })))).toEqual({ accepted: 0, duplicate: 2, dropped: {} });
    expect(await totals()).toEqual({ original: [0, 0], b: [2, 2], multipleExposures: 0 });
  });

  test('a goal without an exposure before it is not counted, and may come again after the exposure', async () => {
    const goal = clicked('one');
    expect(await sent([goal])).toEqual({ accepted: 0, duplicate: 0, dropped: { 'not-exposed': 1 } });
    expect(await sent([shown('one')])).toMatchObject({ accepted: 1 });
    expect(await sent([goal])).toEqual({ accepted: 1, duplicate: 0, dropped: {} });
    expect(await sent([clicked('one', { at: now(-2 * MINUTE) }), clicked('two', { at: now(-2 * MINUTE) }), shown('two')])).toMatchObject({ dropped: { 'not-exposed': 2 } });
    expect(await totals()).toMatchObject({ b: [2, 1] });
  });

  test('a goal is a conversion although its request travelled faster than the exposure’s, and never of an hour before it', async () => {
    const start = NOON - 2_950;
    const at = (ms: number): string => isoOf(start + ms);
    standAt(app, start + 5_000);
    expect(await sent([shown('one', { at: at(0) })], { sentAt: at(2_000) })).toMatchObject({ accepted: 1 });
    standAt(app, start + 5_100);
    expect(await sent([clicked('one', { at: at(2_300) })], { sentAt: at(4_500) })).toEqual({ accepted: 1, duplicate: 0, dropped: {} });
    expect(await totals()).toMatchObject({ b: [1, 1] });
    expect((await rows('cw_experiment_hours')).map(({ hour, units, conversions }) => [Number(hour), units, conversions])).toEqual([[NOON, 1, 1]]);
    expect(await sent([clicked('one', { at: at(-2 * 60_000) })], { sentAt: at(5_100) })).toMatchObject({ dropped: { 'not-exposed': 1 } });
  });

  test('a reader who was shown two arms counts for neither, with what they had done', async () => {
    await sent([shown('one'), clicked('one', { value: 5 }), shown('two')]);
    expect(await sent([shown('one', { arm: 0 })])).toMatchObject({ accepted: 1 });
    expect(await totals()).toEqual({ original: [0, 0], b: [1, 0], multipleExposures: 1 });
    expect(await sent([clicked('one'), shown('one'), shown('one', { arm: 0 })])).toEqual({ accepted: 0, duplicate: 2, dropped: { 'multiple-exposures': 1 } });
    expect(await sent([shown('three'), shown('three', { arm: 0 }), clicked('three')])).toMatchObject({ dropped: { 'multiple-exposures': 1 } });
    expect(await totals()).toEqual({ original: [0, 0], b: [1, 0], multipleExposures: 2 });
  });

  test('values are summed with their squares, of first conversions only', async () => {
    await sent(['one', 'two', 'three'].flatMap((visitor) => [shown(visitor), clicked(visitor, { value: visitor.length })]));
    await sent([clicked('one', { value: 1_000 })]);
    expect((await app.engine.readers.counts.totals(experiment.id, ['b'])).arms).toEqual([{ key: 'b', units: 3, conversions: 3, sum: 11, sumOfSquares: 43 }]);
  });

  test('the course tells the totals at the end of each hour', async () => {
    await sent([shown('one'), shown('two', { arm: 0 })]);
    standAt(app, NOON + 2 * HOUR);
    await sent([shown('three'), clicked('three'), clicked('one')]);
    expect(await app.engine.readers.counts.course(experiment.id, ['original', 'b'])).toEqual([
      { at: isoOf(NOON + HOUR), arms: [{ key: 'original', units: 1, conversions: 0 }, { key: 'b', units: 1, conversions: 0 }] },
      { at: isoOf(NOON + 3 * HOUR), arms: [{ key: 'original', units: 1, conversions: 0 }, { key: 'b', units: 2, conversions: 2 }] },
    ]);
  });

  test('an event is of the hour in which it happened by the server’s clock, wherever the sender’s stands', async () => {
    const skew = 90 * DAY;
    await sent([shown('one', { at: now(skew - 3 * HOUR) })], { sentAt: now(skew) });
    expect((await rows('cw_experiment_hours')).map(({ hour }) => Number(hour))).toEqual([NOON - 3 * HOUR]);
  });

  test('many who send at the same time are counted once each', async () => {
    const visitors = Array.from({ length: 120 }, (_, i) => `visitor-${i}`);
    const batches = visitors.flatMap((visitor, i) => [[shown(visitor, { arm: i % 2 })], [shown(visitor, { arm: i % 2 }), clicked(visitor, { arm: i % 2 })]]);
    await Promise.all(batches.map((batch) => sent(batch)));
    expect(await totals()).toEqual({ original: [60, 60], b: [60, 60], multipleExposures: 0 });
  });
});

describe('exposures', () => {
  test('of one reader fill no table: the first is kept, and the first against it', async () => {
    await sent(Array.from({ length: 50 }, () => shown('one')));
    expect(await sent(Array.from({ length: 50 }, () => shown('one')))).toEqual({ accepted: 0, duplicate: 50, dropped: {} });
    expect(await rows('cw_experiment_events')).toHaveLength(1);
    expect(await sent([shown('one', { arm: 0 }), shown('one', { arm: 0 }), shown('one')])).toEqual({ accepted: 1, duplicate: 2, dropped: {} });
    expect(await sent([shown('one', { arm: 0 }), shown('one')])).toMatchObject({ accepted: 0, duplicate: 2 });
    expect((await rows('cw_experiment_events')).map(({ arm }) => arm)).toEqual(['b', 'original']);
    expect(await totals()).toEqual({ original: [0, 0], b: [0, 0], multipleExposures: 1 });
  });
});

describe('what is not counted', () => {
  test('is counted by reason and hour, for the experiment or for none', async () => {
    const before = (await app.engine.readers.counts.dropped(0)).forged ?? 0;
    expect(await sent([shown('one', { token: 'forged' }), shown('one', { token: `${token('one').slice(0, -1)}!` })])).toEqual({ accepted: 0, duplicate: 0, dropped: { forged: 2 } });
    expect((await app.engine.readers.counts.dropped(0)).forged).toBe(before + 2);
    expect(await sent([clicked('one', { goal: 'jump' }), clicked('one', { goal: 'share' }), clicked('one'), shown('one')])).toEqual({ accepted: 2, duplicate: 0, dropped: { 'unknown-goal': 1, 'other-goal': 1 } });
    expect(await sent([shown('one')], { headers: { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' } })).toMatchObject({ dropped: { bot: 1 } });
    const expired = token('two');
    standAt(app, NOON + 91 * DAY);
    expect(await sent([shown('two', { token: expired })])).toMatchObject({ dropped: { expired: 1 } });
    expect(await app.engine.readers.counts.dropped(experiment.id)).toEqual({ bot: 1, expired: 1, 'other-goal': 1, 'unknown-goal': 1 });
    expect((await rows('cw_experiment_drops')).map(({ hour }) => Number(hour)).sort()).toEqual([NOON, NOON, NOON, NOON + 91 * DAY]);
  });

  test.each([['paused', 'paused'], ['finished', 'over']] as const)('while it is %s', async (state, reason) => {
    await sent([shown('one')]);
    await nowRunning(app, { ...experiment, state });
    expect(await sent([clicked('one'), shown('two')])).toEqual({ accepted: 0, duplicate: 0, dropped: { [reason]: 2 } });
    expect(await totals()).toMatchObject({ b: [1, 0] });
  });
});

describe('the sums', () => {
  test('are what a recount of the events makes', async () => {
    const visitors = Array.from({ length: 40 }, (_, i) => `visitor-${i}`);
    for (const [i, visitor] of visitors.entries()) await sent([shown(visitor, { arm: i % 2 }), ...(i % 3 === 0 ? [clicked(visitor, { arm: i % 2 })] : []), ...(i % 10 === 9 ? [shown(visitor, { arm: (i + 1) % 2 })] : [])]);
    const events = await rows('cw_experiment_events');
    const arms = new Map<unknown, Set<unknown>>();
    for (const { unit, arm, kind } of events) if (kind === 'exposure') arms.set(unit, (arms.get(unit) ?? new Set()).add(arm));
    const single = [...arms].filter(([, of]) => of.size === 1);
    const recount = (arm: string) => {
      const units = new Set(single.filter(([, of]) => of.has(arm)).map(([unit]) => unit));
      return [units.size, new Set(events.filter(({ kind, unit }) => kind === 'goal' && units.has(unit)).map(({ unit }) => unit)).size];
    };
    expect(await totals()).toEqual({ original: recount('original'), b: recount('b'), multipleExposures: arms.size - single.length });
  });

  test('outlive the events, which are forgotten when they are old', async () => {
    await sent([shown('one'), clicked('one')]);
    standAt(app, NOON + 89 * DAY);
    await app.engine.readers.forget();
    expect(await rows('cw_experiment_events')).toHaveLength(2);
    standAt(app, NOON + 91 * DAY);
    expect(await app.engine.readers.forget()).toBeGreaterThanOrEqual(2);
    expect(await rows('cw_experiment_events')).toEqual([]);
    expect(await totals()).toMatchObject({ b: [1, 1] });
  });

  test('outlive the readers of an experiment that ended, who are forgotten as long after it as events', async () => {
    const insert = (id: number, state: string, endedAt: number) => app.strapi.db.connection('cw_experiments').insert({ id, piece_id: id, key: `key-${id}`, state, plan: '{}', goal: 'click', changed_at: endedAt });
    const tables = ['cw_experiment_units', 'cw_experiment_conversions'];
    const kept = async () => (await Promise.all(tables.map((table) => rows(table)))).map(({ length }) => length);
    for (const state of ['decided', 'cancelled', 'finished']) {
      number += 1;
      experiment = liveExperiment({ id: number });
      standAt(app, NOON);
      await nowRunning(app, experiment);
      await sent([shown('one'), clicked('one'), shown('two')]);
      await insert(number, state, NOON + DAY);
      standAt(app, NOON + 90 * DAY);
      await app.engine.readers.forget();
      expect(await kept()).toEqual([2, 1]);
      standAt(app, NOON + 92 * DAY);
      await app.engine.readers.forget();
      expect([state, await kept()]).toEqual([state, state === 'finished' ? [2, 1] : [0, 0]]);
      expect(await totals()).toMatchObject({ b: [2, 1] });
      await app.strapi.db.connection('cw_experiments').where({ id: number }).delete();
    }
  });

  test('hold nothing that tells who the reader is', async () => {
    await sent([shown('somebody-9')]);
    const kept = JSON.stringify([await rows('cw_experiment_events'), await rows('cw_experiment_units')]);
    for (const secret of ['somebody-9', '127.0.0.1', 'Mozilla', token('somebody-9')]) expect(kept).not.toContain(secret);
  });
});

describe('the request', () => {
  test('of a page that is being left is text, and counts as well', async () => {
    expect(await sent([shown('one')], { headers: { 'Content-Type': 'text/plain;charset=UTF-8' } })).toMatchObject({ accepted: 1 });
  });

  const body = (of: string | Buffer, type = 'application/json', headers: Record<string, string> = {}) => client.send({ method: 'POST', target: '/api/events', headers: { 'Content-Type': type, 'User-Agent': BROWSER, ...headers }, body: of });
  const details = (text: string): unknown => (JSON.parse(text) as { error: { details: unknown } }).error.details;

  test.each([
    ['no JSON', '{"sentAt":', 'application/json', 400, 'body'],
    ['text that is no JSON', 'hello', 'text/plain', 400, 'body'],
    ['nothing', '', 'text/plain', 400, 'body'],
    ['a list', '[]', 'application/json', 400, 'body'],
    ['a form', 'sentAt=1', 'application/x-www-form-urlencoded', 415, 'Content-Type'],
    ['packed JSON', gzipSync('{}'), 'application/json', 415, 'Content-Encoding', { 'Content-Encoding': 'gzip' }],
    ['more than 64 KB', ' '.repeat(64 * 1024 + 1), 'text/plain', 413, 'body'],
    ['more than 64 KB of JSON', JSON.stringify({ sentAt: 'x'.repeat(70_000) }), 'application/json', 413, 'body'],
    ['unknown fields', '{"sentAt":"2026-05-04T12:00:00Z","events":[],"more":1}', 'application/json', 400, 'events'],
  ])('with %s is refused, and says at which field', async (_what, text, type, status, field, headers: Record<string, string> = {}) => {
    const answer = await body(text, type, headers);
    expect([answer.status, details(answer.text)]).toEqual([status, expect.objectContaining({ field })]);
  });

  test('with 64 KB is taken, and with more than a hundred events refused', async () => {
    const events = Array.from({ length: 100 }, (_, i) => shown(`many-${i}`));
    const text = JSON.stringify({ sentAt: now(), events });
    expect((await body(text.padEnd(64 * 1024), 'text/plain')).status).toBe(202);
    const answer = await send([...events, shown('one more')]);
    expect([answer.status, answer.body.error.details]).toEqual([400, expect.objectContaining({ field: 'events' })]);
  });

  test('whose events could not be written is told to come again, and then is counted', async () => {
    const events = [shown('one'), clicked('one')];
    const transaction = jest.spyOn(app.strapi.db, 'transaction').mockRejectedValueOnce(new Error('away'));
    const answer = await send(events);
    expect([answer.status, answer.headers['retry-after'], answer.body.error.details.code]).toEqual([503, '1', 'NOT_WRITTEN']);
    transaction.mockRestore();
    expect(await sent(events)).toEqual({ accepted: 2, duplicate: 0, dropped: {} });
  });

  test('is counted for its network, and too many of them are told when to come again', async () => {
    const take = jest.spyOn(app.engine.readers.limiter, 'take').mockResolvedValueOnce(2_500);
    const answer = await send([shown('one')]);
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '3']);
    expect(take).toHaveBeenCalledWith('127.0.0.0/24', 1);
    standAt(app, NOON + SECOND);
    expect(await sent([shown('one')])).toMatchObject({ accepted: 1 });
  });

  test('is counted by its events too, of which an office may send 6,000 a minute', async () => {
    const take = jest.spyOn(app.engine.readers.eventLimiter, 'take').mockResolvedValueOnce(2_500);
    const events = [shown('one'), clicked('one'), shown('two')];
    const answer = await send(events);
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '3']);
    expect(take).toHaveBeenCalledWith('127.0.0.0/24', 3);
    expect(await sent(events)).toMatchObject({ accepted: 3 });
    const network = `network of ${randomUUID()}`;
    take.mockRestore();
    expect(await app.engine.readers.eventLimiter.take(network, 6_000)).toBeNull();
    expect(await app.engine.readers.eventLimiter.take(network)).toBeGreaterThan(0);
  });

  test.each(['/api/events/', '/API/events', '/Api/Events/'])('to %s is looked at before it is read, as to the address that is written', async (target) => {
    const answer = await client.send({ method: 'POST', target, headers: { 'Content-Type': 'text/plain', 'User-Agent': BROWSER }, body: ' '.repeat(64 * 1024 + 1) });
    expect([answer.status, details(answer.text)]).toEqual([413, expect.objectContaining({ code: 'TOO_LARGE' })]);
    const form = await client.send({ method: 'POST', target, headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'User-Agent': BROWSER }, body: '--x--' });
    expect([form.status, details(form.text)]).toEqual([415, expect.objectContaining({ code: 'TYPE_NOT_TAKEN' })]);
  });

  test('that comes while nobody could say what runs is told to come again', async () => {
    const trusted = jest.spyOn(app.engine.readers.board, 'isTrusted', 'get').mockReturnValueOnce(false);
    expect((await send([shown('one')])).status).toBe(503);
    trusted.mockRestore();
    expect(await totals()).toMatchObject({ b: [0, 0] });
  });
});
