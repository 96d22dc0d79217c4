/** Several processes count into one database: nobody waits for another for good, nothing is counted twice, and the sums stay right. */
import { randomUUID } from 'node:crypto';
import type { PostEvents } from '../../src/plugins/content-workflow/contracts/experiment';
import { createReaders, type Readers } from '../../src/plugins/content-workflow/server/src/experiment/readers';
import { startApp, type TestApp } from '../support/app';
import { liveExperiment } from '../support/live-experiments';
import { isoOf } from '../support/time';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const EXPERIMENTS = [liveExperiment({ id: 1 }), liveExperiment({ id: 2 })];
const PROCESSES = 5;
const VISITORS = 60;

let app: TestApp;
let processes: Readers[];

beforeAll(async () => {
  app = await startApp();
  const { strapi, signals, clock, applicationKeys } = app.engine;
  processes = Array.from({ length: PROCESSES }, () => createReaders({ strapi, signals, clock, applicationKeys, live: { all: () => Promise.resolve(EXPERIMENTS) }, goals: ['click'] }));
  await Promise.all(processes.map((one) => one.start()));
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop()));
  await app.close();
});

test('the same events by every process in another order, two arms for some readers, all at the same time', async () => {
  const { tokens } = app.engine.readers;
  const at = isoOf(app.engine.clock.now());
  const event = (key: string, visitor: number, arm: number, more: Partial<PostEvents.Event> = {}): PostEvents.Event => ({ id: randomUUID(), type: 'exposure', token: tokens.sign({ key, arm, unit: tokens.unitOf(key, `visitor-${visitor}`) }, app.engine.clock.now()), at, ...more });
  const batches = EXPERIMENTS.flatMap(({ key }) =>
    Array.from({ length: VISITORS }, (_, visitor) => [event(key, visitor, visitor % 2), ...(visitor % 3 === 0 ? [event(key, visitor, visitor % 2, { type: 'goal', goal: 'click', value: visitor })] : []), ...(visitor % 10 === 0 ? [event(key, visitor, (visitor + 1) % 2)] : [])])
  );
  const outcomes = await Promise.all(
    processes.flatMap((process, place) => {
      const turned = [...batches.slice(place * 20), ...batches.slice(0, place * 20)];
      return (place % 2 === 0 ? turned : turned.reverse()).map((events) => process.collect({ sentAt: at, events }, BROWSER));
    })
  );
  // Undone for another's sake more often than it is repeated would be `null`.
  expect(outcomes.filter((outcome) => outcome === null)).toEqual([]);
  for (const { id, arms } of EXPERIMENTS) {
    const raw = (await app.strapi.db.connection('cw_experiment_events').where({ experiment_id: id })) as { unit: string; kind: string; arm: string }[];
    const shown = new Map<string, Set<string>>();
    for (const { unit, kind, arm } of raw) if (kind === 'exposure') shown.set(unit, (shown.get(unit) ?? new Set<string>()).add(arm));
    const units = (await app.strapi.db.connection('cw_experiment_units').where({ experiment_id: id, is_multiple: false })) as { unit: string; arm: string }[];
    const conversions = (await app.strapi.db.connection('cw_experiment_conversions').where({ experiment_id: id })) as { unit: string; value: number }[];
    const recounted = arms.map(({ key }) => {
      const own = new Set(units.filter(({ arm }) => arm === key).map(({ unit }) => unit));
      const reached = conversions.filter(({ unit }) => own.has(unit)).map(({ value }) => Number(value));
      return { key, units: own.size, conversions: reached.length, sum: reached.reduce((a, b) => a + b, 0), sumOfSquares: reached.reduce((a, b) => a + b * b, 0) };
    });
    expect(await app.engine.readers.counts.totals(id, ['original', 'b'])).toEqual({ arms: recounted, multipleExposures: VISITORS / 10 });
    expect([shown.size, [...shown.values()].filter(({ size }) => size > 1).length, units.length]).toEqual([VISITORS, VISITORS / 10, VISITORS - VISITORS / 10]);
  }
});
