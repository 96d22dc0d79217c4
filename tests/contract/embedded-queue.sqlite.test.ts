/** The embedded driver is held to the contract of the job queue, and to what one process over one table adds to it. */
import { createClock } from '../../src/plugins/content-workflow/server/src/jobs/clock';
import { createEmbeddedQueue } from '../../src/plugins/content-workflow/server/src/jobs/embedded';
import { BESIDE } from '../../src/plugins/content-workflow/server/src/jobs/queue';
import { inTransaction, TABLES, toJob } from '../../src/plugins/content-workflow/server/src/tables';
import { startApp, type TestApp } from '../support/app';
import { DONE, handledBy, job, queueContract, type QueueUnderTest } from '../support/queue-contract';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const jobs = () => app.strapi.db.connection(TABLES.jobs);

/** A heartbeat that is slower than a test: nothing here depends on it. */
const HEARTBEAT_SECONDS = 59;

const embedded = async (): Promise<QueueUnderTest> => {
  await jobs().delete();
  const clock = createClock();
  const givenUp: string[] = [];
  const queue = createEmbeddedQueue(app.strapi, clock, {
    heartbeatSeconds: HEARTBEAT_SECONDS,
    onTick: async () => undefined,
    onGiveUp: async (given) => void givenUp.push(given.key),
  });
  return {
    queue,
    standAt: (ms) => clock.use(() => ms),
    transaction: (work) => inTransaction(app.strapi, work),
    inTransaction: () => app.strapi.db.inTransaction(),
    givenUp,
    stored: async () =>
      ((await jobs().orderBy('run_at')) as Record<string, unknown>[]).map(toJob).map(({ key, runAt, attempts, state }) => ({ key, runAt, attempts, failed: state === 'failed' })),
    close: () => queue.stop(),
  };
};

queueContract('the embedded queue', embedded);

describe('the embedded queue, on its own', () => {
  const T = Date.parse('2027-01-15T12:00:00.000Z');

  test('a process that dies in the middle of a job leaves it to the next one', async () => {
    const dying = await embedded();
    dying.standAt(T);
    await dying.transaction((trx) => dying.queue.enqueue(trx, job(1, T)));
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let die = (_: Error): void => undefined;
    const death = new Promise<never>((_, reject) => {
      die = reject;
    });
    await dying.queue.start(
      handledBy(() => {
        begun();
        return death;
      })
    );
    await hasBegun;
    expect(await dying.stored()).toHaveLength(1);

    const ran: number[] = [];
    const next = createEmbeddedQueue(app.strapi, { now: () => T, use: () => undefined, correct: () => undefined }, { heartbeatSeconds: HEARTBEAT_SECONDS, onTick: async () => undefined, onGiveUp: async () => undefined });
    await next.start(
      handledBy((payload) => {
        ran.push((payload as { historyId: number }).historyId);
        return DONE;
      })
    );
    await next.drain();
    await next.stop();
    expect(ran).toEqual([1]);
    die(new Error('killed'));
    await dying.close();
    expect(await dying.stored()).toEqual([]);
  });

  test('a job of a name that this version does not know is kept and told of, not dropped', async () => {
    const at = await embedded();
    at.standAt(T);
    await jobs().insert({ name: 'teleport', job_key: 'teleport:1', payload: '{}', run_at: T, attempts: 0, state: 'waiting' });
    await at.queue.start(handledBy(() => DONE));
    await at.queue.drain();
    expect(await at.stored()).toEqual([expect.objectContaining({ key: 'teleport:1', attempts: 1 })]);
    for (let i = 0; i < 40 && at.givenUp.length === 0; i += 1) {
      at.standAt((await at.stored())[0]?.runAt ?? 0);
      await at.queue.drain();
    }
    await at.close();
    expect(at.givenUp).toEqual(['teleport:1']);
  });

  test('a row whose payload can not be read does not stand in the way of the others', async () => {
    const at = await embedded();
    at.standAt(T);
    const ran: number[] = [];
    await jobs().insert({ name: 'announce', job_key: 'broken', payload: '{"historyId":', run_at: T - 1, attempts: 0, state: 'waiting' });
    await at.transaction((trx) => at.queue.enqueue(trx, job(1, T)));
    await at.queue.start(
      handledBy((payload) => {
        ran.push((payload as { historyId: number }).historyId);
        return DONE;
      })
    );
    await at.queue.drain();
    await at.close();
    expect(ran).toEqual([1]);
  });

  // setTimeout takes 24.8 days at most; a longer one rings at once, over and over.
  test('a promise that is 40 days ahead waits quietly, and is kept when its time has come', async () => {
    const at = await embedded();
    const ahead = Date.now() + 40 * 86_400_000;
    const ran: number[] = [];
    let looks = 0;
    const look = ({ sql }: { sql: string }): void => {
      if (sql.includes(TABLES.jobs)) looks += 1;
    };
    await at.transaction((trx) => at.queue.enqueue(trx, job(1, ahead)));
    app.strapi.db.connection.on('query', look);
    await at.queue.start(
      handledBy((payload) => {
        ran.push((payload as { historyId: number }).historyId);
        return DONE;
      })
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    app.strapi.db.connection.removeListener('query', look);
    expect(ran).toEqual([]);
    // A few for each lane; an alarm that rings over and over would look hundreds of times.
    expect(looks).toBeLessThan(8 * (BESIDE.length + 1));
    at.standAt(ahead);
    await at.queue.drain();
    await at.close();
    expect(ran).toEqual([1]);
  });

  test('a heartbeat that can not be written does not stop the clock', async () => {
    const beats: number[] = [];
    const ran: number[] = [];
    const at = await embedded();
    await at.transaction((trx) => at.queue.enqueue(trx, job(1, T)));
    const queue = createEmbeddedQueue(app.strapi, { now: () => T, use: () => undefined, correct: () => undefined }, {
      heartbeatSeconds: 1,
      onTick: async (now) => {
        beats.push(now);
        if (beats.length > 1) throw new Error('the disk is full');
      },
      onGiveUp: async () => undefined,
    });
    let twice = (): void => undefined;
    const ranTwice = new Promise<void>((resolve) => {
      twice = resolve;
    });
    await queue.start(
      handledBy(async (payload) => {
        ran.push((payload as { historyId: number }).historyId);
        // The next one is found by the tick alone.
        if (ran.length === 1) await at.transaction((trx) => at.queue.enqueue(trx, job(2, T)));
        else twice();
        return DONE;
      })
    );
    await ranTwice;
    await queue.stop();
    await at.close();
    expect(ran).toEqual([1, 2]);
  });
});
