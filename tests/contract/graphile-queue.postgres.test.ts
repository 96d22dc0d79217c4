/** The driver for PostgreSQL is held to the contract of the job queue, and to what several processes over one database add to it. */
import { Client } from 'pg';
import { clientConfig, hangUpWhenSilent } from '../../src/plugins/content-workflow/server/src/cluster/postgres';
import { WORKER_LOCK } from '../../src/plugins/content-workflow/server/src/cluster/session';
import { createClock } from '../../src/plugins/content-workflow/server/src/jobs/clock';
import { createGraphileQueue, type GraphileQueue } from '../../src/plugins/content-workflow/server/src/jobs/graphile';
import { inTransaction } from '../../src/plugins/content-workflow/server/src/tables';
import { startApp, type TestApp } from '../support/app';
import { moveDatabaseTime } from '../support/database-time';
import { DONE, gate, handledBy, job, queueContract, type QueueUnderTest, type StoredJob } from '../support/queue-contract';

const SCHEMA = 'graphile_worker';

/** A heartbeat that is slower than a test: nothing here depends on it. */
const HEARTBEAT_SECONDS = 59;

let app: TestApp;

const sql = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => ((await app.strapi.db.connection.raw(text, values as never)) as unknown as { rows: Row[] }).rows;

interface Process extends QueueUnderTest {
  readonly queue: GraphileQueue;
  /** Ends like a process that is killed: nothing is handed back but what the database takes back itself. */
  die(): Promise<void>;
}

/** A queue with the locks of a process of its own. */
const process = async (): Promise<Process> => {
  const clock = createClock();
  const givenUp: string[] = [];
  const locks = new Client(clientConfig(app.strapi, 'test locks'));
  await locks.connect();
  const queue = createGraphileQueue(app.strapi, clock, {
    heartbeatSeconds: HEARTBEAT_SECONDS,
    onTick: async () => undefined,
    onGiveUp: async (given) => void givenUp.push(given.key),
    connection: clientConfig(app.strapi, 'test'),
    onConnect: hangUpWhenSilent,
    schema: SCHEMA,
    concurrency: 2,
    alive: {
      lockClass: WORKER_LOCK,
      hold: (name) => void locks.query('select pg_advisory_lock($1, hashtext($2))', [WORKER_LOCK, name]).catch(() => undefined),
      letGo: (name) => void locks.query('select pg_advisory_unlock($1, hashtext($2))', [WORKER_LOCK, name]).catch(() => undefined),
    },
  });
  moveDatabaseTime(app.strapi, clock, queue);
  return {
    queue,
    standAt: (ms) => clock.use(() => ms),
    transaction: (work) => inTransaction(app.strapi, work),
    inTransaction: () => app.strapi.db.inTransaction(),
    givenUp,
    stored: () => sql<StoredJob>(`select key, ceil(extract(epoch from run_at) * 1000)::float8 as "runAt", attempts, attempts >= max_attempts as failed from ${SCHEMA}.jobs where key is not null order by run_at`),
    close: async () => {
      await queue.stop();
      await locks.end();
    },
    die: () => locks.end(),
  };
};

const fresh = async (): Promise<Process> => {
  await sql(`delete from ${SCHEMA}._private_jobs`);
  return process();
};

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

queueContract('the queue over graphile-worker', fresh);

describe('several processes', () => {
  const T = Date.parse('2027-01-15T12:00:00.000Z');
  const many = Array.from({ length: 60 }, (_, i) => i);

  test('share the work, and none of it is done twice', async () => {
    const [one, two] = [await fresh(), await process()];
    const ran: string[] = [];
    one.standAt(T);
    two.standAt(T);
    await one.transaction(async (trx) => {
      for (const i of many) await one.queue.enqueue(trx, { name: 'retrospective', payload: { pieceId: i }, runAt: T, key: `retrospective:${i}` });
    });
    const start = (at: Process, name: string): Promise<void> =>
      at.queue.start(
        handledBy((payload) => {
          ran.push(`${name}:${(payload as { pieceId: number }).pieceId}`);
        return DONE;
        })
      );
    await Promise.all([start(one, 'one'), start(two, 'two')]);
    await one.queue.drain();
    expect(ran.map((entry) => Number(entry.split(':')[1])).sort((a, b) => a - b)).toEqual(many);
    await Promise.all([one.close(), two.close()]);
  });

  test('that lose one of them finish what it had begun', async () => {
    const [dying, next] = [await fresh(), await process()];
    dying.standAt(T);
    next.standAt(T);
    await dying.transaction((trx) => dying.queue.enqueue(trx, job(1, T)));
    const begun = gate();
    const ended = gate();
    await dying.queue.start(
      handledBy(async () => {
        begun.open();
        await ended.opened;
        return DONE;
      })
    );
    await begun.opened;
    await dying.die();

    const ran: number[] = [];
    await next.queue.start(
      handledBy((_payload, { attempt }) => {
        ran.push(attempt);
        return DONE;
      })
    );
    // The grace that a worker has to show that it lives passes with the database's time.
    next.standAt(T + 60_000);
    await next.queue.drain();
    expect(ran).toEqual([2]);
    ended.open();
    await Promise.all([next.close(), dying.queue.stop()]);
  });

  test('whose worker is alive leave it its job, however long it takes', async () => {
    const [busy, next] = [await fresh(), await process()];
    busy.standAt(T);
    next.standAt(T);
    await busy.transaction((trx) => busy.queue.enqueue(trx, job(1, T)));
    const ran: string[] = [];
    const begun = gate();
    const ended = gate();
    await busy.queue.start(
      handledBy(async () => {
        ran.push('busy');
        begun.open();
        await ended.opened;
        return DONE;
      })
    );
    await begun.opened;
    const taken = gate();
    next.standAt(T + 3_600_000);
    await next.queue.start(
      handledBy(() => {
        ran.push('next');
        taken.open();
        return DONE;
      })
    );
    await next.queue.rescue();
    await next.transaction((trx) => next.queue.enqueue(trx, job(2, T)));
    // Before the busy one could take that too.
    await taken.opened;
    ended.open();
    await next.queue.drain();
    expect(ran).toEqual(['busy', 'next']);
    await Promise.all([next.close(), busy.close()]);
  });
});

test('a worker that loses its database starts again by itself, and the job is not lost', async () => {
  const at = await fresh();
  const T = Date.parse('2027-01-15T12:00:00.000Z');
  at.standAt(T);
  const ran: number[] = [];
  const begun = gate();
  await at.queue.start(
    handledBy(async (payload) => {
      ran.push((payload as { historyId: number }).historyId);
      begun.open();
      // Whatever connection the workers have is cut before they can say that they are done.
      if (ran.length === 1) await sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'content-workflow test'");
      return DONE;
    })
  );
  await at.transaction((trx) => at.queue.enqueue(trx, job(1, T)));
  await begun.opened;
  // The grace of the worker that broke passes with the database's time.
  at.standAt(T + 60_000);
  await at.queue.drain();
  await at.transaction((trx) => at.queue.enqueue(trx, job(2, T)));
  await at.queue.drain();
  expect(ran.at(-1)).toBe(2);
  expect(await at.stored()).toEqual([]);
  await at.close();
});

test('jobs that the embedded driver left behind are taken over at the next start', async () => {
  const at = await fresh();
  const T = Date.parse('2027-01-15T12:00:00.000Z');
  await app.strapi.db.connection('cw_jobs').insert([
    { name: 'retrospective', job_key: 'retrospective:1', payload: '{"pieceId":1}', run_at: T, attempts: 3, state: 'waiting' },
    { name: 'due', job_key: 'due:2', payload: '{"pieceId":2,"scheduleId":"s"}', run_at: T + 1, attempts: 8, state: 'failed' },
  ]);
  await at.queue.prepare();
  expect(await app.strapi.db.connection('cw_jobs')).toEqual([]);
  expect(await at.stored()).toEqual([
    { key: 'retrospective:1', runAt: T, attempts: 0, failed: false },
    { key: 'due:2', runAt: T + 1, attempts: 0, failed: false },
  ]);
  await at.close();
});
