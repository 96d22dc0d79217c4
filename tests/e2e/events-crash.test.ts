/** A server that is killed while readers' events stream in has counted every one that it acknowledged, once, and its sums are right. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { PostEvents } from '../../src/plugins/content-workflow/contracts/experiment';
import { liveExperiment } from '../support/live-experiments';
import { startServer, type Server } from '../support/server';
import { openDatabase, type Row, type TestDatabase } from '../support/test-database';

const EXPERIMENT = liveExperiment({ id: 7, key: 'under-fire' });

/** Readers, each with one batch; so many of them send at the same time. */
const READERS = 900;
const SENDERS = 12;

/** The server is killed when so many batches have been acknowledged. */
const KILLS = [150, 400, 650] as const;

type Event = PostEvents.Event;

let database: TestDatabase;
let server: Server;
/** The address of the server that runs; waits while there is none. */
let address: Promise<string>;

const start = async (): Promise<string> => {
  server = startServer({ database, commands: path.resolve(__dirname, '../support/experiment-commands.ts'), env: { IS_PROXIED: 'true' } });
  const url = await server.ready;
  await server.call('runExperiments', [EXPERIMENT]);
  return url;
};

beforeAll(async () => {
  database = await openDatabase();
  address = start();
  await address;
});
afterAll(async () => {
  await server.kill();
  await database.remove();
});

const look = async (sql: string): Promise<Row[]> => {
  const looker = await database.look();
  try {
    return await looker.all(sql);
  } finally {
    await looker.close();
  }
};

test('every acknowledged event is counted exactly once over three crashes, and the sums are what a recount makes', async () => {
  await address;
  const tokens = await server.call<string[]>('assignments', { key: EXPERIMENT.key, from: 0, count: READERS });
  const sentIds = new Set<string>();
  /** By acknowledged event, the events of which any shows that it was taken in: itself, or another exposure of the same reader. */
  const acknowledged = new Map<string, readonly string[]>();
  const surprises: string[] = [];
  let [batches, unanswered, kills] = [0, 0, 0];

  const crash = async (): Promise<void> => {
    kills += 1;
    const gone = server.kill();
    address = gone.then(start);
    await address;
  };

  /** Every third reader reaches the goal, and every fifth sends the exposure twice. */
  const batchOf = (reader: number): Event[] => {
    const event = (more: Partial<Event>): Event => ({ id: randomUUID(), type: 'exposure', token: tokens[reader] ?? '', at: new Date().toISOString(), ...more });
    return [event({}), ...(reader % 5 === 0 ? [event({})] : []), ...(reader % 3 === 0 ? [event({ type: 'goal', goal: 'click', value: 2 })] : [])];
  };

  const send = async (events: readonly Event[], sender: number): Promise<number> => {
    const url = await address;
    try {
      const answer = await fetch(`${url}/api/events`, { method: 'POST', headers: { 'Content-Type': 'text/plain', 'X-Forwarded-For': `10.0.${sender}.1`, 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }, body: JSON.stringify({ sentAt: new Date().toISOString(), events }) });
      await answer.text();
      return answer.status;
    } catch {
      return 0;
    }
  };

  const deliver = async (reader: number, sender: number): Promise<void> => {
    const events = batchOf(reader);
    events.forEach(({ id }) => sentIds.add(id));
    // Whoever is not answered sends the same again, but every seventh reader, who has left.
    for (let tries = 0; tries < 200; tries += 1) {
      const status = await send(events, sender);
      if (status === 202) {
        for (const { id, type } of events) acknowledged.set(id, type === 'goal' ? [id] : events.filter((event) => event.type === 'exposure').map((event) => event.id));
        batches += 1;
        if (batches === KILLS[kills]) await crash();
        return;
      }
      if (status !== 0 && status !== 503) surprises.push(String(status));
      unanswered += 1;
      if (reader % 7 === 0) return;
      // The connection breaks a moment before the next address is there.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    surprises.push('never answered');
  };

  let next = 0;
  const work = async (sender: number): Promise<void> => {
    while (next < READERS) {
      const reader = next;
      next += 1;
      await deliver(reader, sender);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, (_, sender) => work(sender)));
  await server.stop();

  expect([kills, surprises]).toEqual([KILLS.length, []]);
  expect(unanswered).toBeGreaterThan(0);
  const raw = await look('select event_id, unit, kind, arm from cw_experiment_events order by id');
  const rawIds = raw.map(({ event_id: id }) => String(id));
  expect(new Set(rawIds).size).toBe(rawIds.length);
  const kept = new Set(rawIds);
  expect([...acknowledged.values()].filter((ids) => ids.filter((id) => kept.has(id)).length !== 1)).toEqual([]);
  expect(rawIds.filter((id) => !sentIds.has(id))).toEqual([]);

  const recount = (arm: string, kind: string): number => new Set(raw.filter((row) => row.arm === arm && row.kind === kind).map(({ unit }) => unit)).size;
  const sums = await look('select arm, sum(units) as units, sum(conversions) as conversions, sum(value_sum) as worth, sum(multiple) as multiple from cw_experiment_hours group by arm order by arm');
  expect(sums.map((row) => [row.arm, Number(row.units), Number(row.conversions), Number(row.worth), Number(row.multiple)])).toEqual(['b', 'original'].map((arm) => [arm, recount(arm, 'exposure'), recount(arm, 'goal'), 2 * recount(arm, 'goal'), 0]));
  expect(raw.length).toBeGreaterThan(READERS);
  expect(await look('select * from cw_experiment_drops')).toEqual([]);
});
