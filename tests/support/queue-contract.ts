/**
 * What every driver of the job queue promises, whatever stands behind it. A driver's test makes the queue over a real
 * database and hands it in; the suite knows the port only.
 */
import type { JobName, JobPayloads } from '../../src/plugins/content-workflow/core/workflow/effects';
import type { Handlers, JobContext, JobOutcome, JobQueue, NewJob } from '../../src/plugins/content-workflow/server/src/jobs/queue';
import type { Trx } from '../../src/plugins/content-workflow/server/src/tables';

export interface StoredJob {
  readonly key: string;
  readonly runAt: number;
  readonly attempts: number;
  readonly failed: boolean;
}

export interface QueueUnderTest {
  readonly queue: JobQueue;
  /** Moves the queue's clock; it stands there until it is moved again. */
  standAt(ms: number): void;
  transaction<T>(work: (trx: Trx, onCommit: (done: () => void) => void) => Promise<T>): Promise<T>;
  /** Whether the code that asks runs inside somebody's transaction. */
  inTransaction(): boolean;
  /** The keys of the jobs that were given up, in order. */
  readonly givenUp: readonly string[];
  stored(): Promise<StoredJob[]>;
  close(): Promise<void>;
}

export const DONE: JobOutcome = 'done';
export const SETTLED: JobOutcome = 'settled';
const EARLY: JobOutcome = 'early';

type Handle = (payload: JobPayloads[JobName], context: JobContext, name: JobName) => string | Promise<string>;

const NAMES = ['due', 'preflight', 'unpublish', 'retrospective', 'announce', 'integrity', 'overdue', 'digest', 'mail', 'sla', 'patrol', 'letter', 'statement', 'newsletter', 'websub', 'deliver', 'measure'] as const satisfies readonly JobName[];

/** One function for every job name. */
export const handledBy = (handle: Handle): Handlers => Object.fromEntries(NAMES.map((name) => [name, (payload: JobPayloads[JobName], context: JobContext) => handle(payload, context, name)])) as unknown as Handlers;

/** A job that carries a number. */
export const job = (historyId: number, runAt: number, key = `announce:${historyId}`): NewJob<'announce'> => ({ name: 'announce', payload: { historyId }, runAt, key });

const numberOf = (payload: JobPayloads[JobName]): number => (payload as { historyId: number }).historyId;

/** A promise that the test settles. */
export const gate = (): { readonly opened: Promise<void>; open(): void } => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};

const T = Date.parse('2027-01-15T12:00:00.000Z');

/** More than any driver tries; a job that is retried for ever fails the test instead of the machine. */
const TOO_MANY = 40;

export const queueContract = (name: string, makeQueue: () => Promise<QueueUnderTest>): void => {
  describe(`${name}, as every job queue`, () => {
    let at: QueueUnderTest;
    let queue: JobQueue;
    let ran: number[];

    beforeEach(async () => {
      at = await makeQueue();
      queue = at.queue;
      ran = [];
      at.standAt(T);
    });
    afterEach(() => at.close());

    const enqueue = (...jobs: readonly NewJob[]): Promise<void> =>
      at.transaction(async (trx) => {
        for (const one of jobs) await queue.enqueue(trx, one);
      });

    const remember: Handle = (payload) => {
      ran.push(numberOf(payload));
      return DONE;
    };

    const start = (handle: Handle = remember): Promise<void> => queue.start(handledBy(handle));

    describe('a job and the transaction that causes it', () => {
      test('after a commit it runs, once, and is gone', async () => {
        await start();
        await enqueue(job(1, T));
        await queue.drain();
        await queue.drain();
        expect(ran).toEqual([1]);
        expect(await at.stored()).toEqual([]);
      });

      test('after a rollback there is none', async () => {
        await start();
        await expect(
          at.transaction(async (trx) => {
            await queue.enqueue(trx, job(1, T));
            throw new Error('changed my mind');
          })
        ).rejects.toThrow('changed my mind');
        queue.nudge(T);
        await queue.drain();
        expect(ran).toEqual([]);
        expect(await at.stored()).toEqual([]);
      });

      test('a rollback brings a cancelled and a replaced job back as they were', async () => {
        await enqueue(job(1, T), job(2, T + 1, 'two'));
        await expect(
          at.transaction(async (trx) => {
            await queue.cancel(trx, 'announce:1');
            await queue.enqueue(trx, job(3, T + 5_000, 'two'));
            throw new Error('changed my mind');
          })
        ).rejects.toThrow('changed my mind');
        at.standAt(T + 1);
        await start();
        await queue.drain();
        expect(ran).toEqual([1, 2]);
      });

      test('it gets its payload, the try and the time that was meant', async () => {
        const seen: unknown[] = [];
        await start((payload, context, jobName) => {
          seen.push({ jobName, payload, ...context });
          return DONE;
        });
        await enqueue({ name: 'preflight', payload: { pieceId: 7, scheduleId: 's', minutesBefore: 60 }, runAt: T - 5, key: 'preflight:7' });
        await queue.drain();
        expect(seen).toEqual([{ jobName: 'preflight', payload: { pieceId: 7, scheduleId: 's', minutesBefore: 60 }, attempt: 1, runAt: T - 5 }]);
      });
    });

    describe('a key', () => {
      test('replaces the job that waits: the newer payload, at the newer time', async () => {
        await enqueue(job(1, T, 'same'));
        await enqueue(job(2, T + 1_000, 'same'));
        expect(await at.stored()).toEqual([expect.objectContaining({ key: 'same', runAt: T + 1_000 })]);
        await start();
        await queue.drain();
        expect(ran).toEqual([]);
        at.standAt(T + 1_000);
        await queue.drain();
        expect(ran).toEqual([2]);
      });

      test('replaces a job that has failed before, with all its tries', async () => {
        await start(() => {
          throw new Error('not today');
        });
        await enqueue(job(1, T, 'same'));
        await queue.drain();
        await queue.stop();
        await enqueue(job(2, T, 'same'));
        expect(await at.stored()).toEqual([expect.objectContaining({ key: 'same', attempts: 0, runAt: T, failed: false })]);
      });

      test('replaces a job that was given up: it waits again', async () => {
        await start(() => {
          throw new Error('not today');
        });
        await enqueue(job(1, T, 'same'));
        for (let i = 0; i < TOO_MANY && at.givenUp.length === 0; i += 1) {
          at.standAt((await at.stored())[0]?.runAt ?? 0);
          await queue.drain();
        }
        await queue.stop();
        await enqueue(job(2, T, 'same'));
        at.standAt(T);
        await start();
        await queue.drain();
        expect(ran).toEqual([2]);
      });

      test('cancels: a cancelled job does not run, others do', async () => {
        await enqueue(job(1, T), job(2, T), job(3, T), job(4, T));
        await at.transaction((trx) => queue.cancel(trx, 'announce:1'));
        await at.transaction((trx) => queue.cancelMany(trx, ['announce:2', 'announce:3', 'there is none']));
        await at.transaction((trx) => queue.cancelMany(trx, []));
        await at.transaction((trx) => queue.cancel(trx, 'there is none'));
        await start();
        await queue.drain();
        expect(ran).toEqual([4]);
      });
    });

    describe('time', () => {
      test('nothing runs before its time', async () => {
        await start();
        await enqueue(job(1, T + 1));
        queue.nudge(T);
        await queue.drain();
        expect(ran).toEqual([]);
        at.standAt(T + 1);
        await queue.drain();
        expect(ran).toEqual([1]);
      });

      test('what is due runs in the order of its times, whatever the order of writing', async () => {
        await enqueue(job(3, T - 1), job(1, T - 3_000), job(4, T), job(2, T - 2_000));
        await start();
        await queue.drain();
        expect(ran).toEqual([1, 2, 3, 4]);
      });

      test('more than one batch of jobs runs in order and completely', async () => {
        const many = Array.from({ length: 130 }, (_, i) => i);
        await enqueue(...many.map((i) => job(i, T - 1_000 + i)));
        await start();
        await queue.drain();
        expect(ran).toEqual(many);
      });

      test('what is overdue runs at the start, without anybody asking', async () => {
        await enqueue(job(1, T - 3_600_000));
        const done = gate();
        await start((payload) => {
          ran.push(numberOf(payload));
          done.open();
          return DONE;
        });
        await done.opened;
        expect(ran).toEqual([1]);
      });

      test('a job that a job writes for now runs too', async () => {
        await start(async (payload) => {
          ran.push(numberOf(payload));
          if (numberOf(payload) < 3) await enqueue(job(numberOf(payload) + 1, T));
          return DONE;
        });
        await enqueue(job(1, T));
        await queue.drain();
        expect(ran).toEqual([1, 2, 3]);
      });
    });

    describe('failure', () => {
      test('is tried again after a pause that grows, then given up: kept, told once and not tried again', async () => {
        const attempts: number[] = [];
        await start((_payload, context) => {
          attempts.push(context.attempt);
          throw new Error('not today');
        });
        await enqueue(job(1, T));
        await queue.drain();
        const pauses: number[] = [];
        let now = T;
        for (let i = 0; i < TOO_MANY && at.givenUp.length === 0; i += 1) {
          const [waiting] = await at.stored();
          const next = waiting?.runAt ?? 0;
          pauses.push(next - now);
          at.standAt(next - 1);
          await queue.drain();
          expect(attempts).toHaveLength(i + 1);
          now = next;
          at.standAt(now);
          await queue.drain();
        }
        expect(attempts).toEqual(attempts.map((_, i) => i + 1));
        expect(attempts.length).toBeGreaterThan(2);
        for (const [i, pause] of pauses.entries()) expect(pause).toBeGreaterThan(pauses[i - 1] ?? 0);
        expect(at.givenUp).toEqual(['announce:1']);
        expect(await at.stored()).toEqual([expect.objectContaining({ key: 'announce:1', failed: true })]);
        expect(await queue.health()).toMatchObject({ failed: 1, waiting: 0 });
        at.standAt(now + 365 * 86_400_000);
        await queue.drain();
        expect(attempts).toHaveLength(pauses.length + 1);
        expect(at.givenUp).toHaveLength(1);
      });

      test('does not keep other jobs waiting', async () => {
        await start((payload) => {
          if (numberOf(payload) === 1) throw new Error('not today');
          ran.push(numberOf(payload));
          return DONE;
        });
        await enqueue(job(1, T - 2), job(2, T - 1), job(3, T));
        await queue.drain();
        expect(ran).toEqual([2, 3]);
      });

      test('that passes is forgotten: the next try completes the job', async () => {
        let tries = 0;
        await start(() => {
          tries += 1;
          // Whatever is thrown counts as a failure.
          if (tries === 1) throw 'a word' as unknown as Error;
          return DONE;
        });
        await enqueue(job(1, T));
        await queue.drain();
        at.standAt((await at.stored())[0]?.runAt ?? 0);
        await queue.drain();
        expect(tries).toBe(2);
        expect(await at.stored()).toEqual([]);
      });
    });

    describe('a job that is replaced while it runs', () => {
      const replacedDuring = async (replacement: NewJob, end: () => JobOutcome): Promise<void> => {
        await start(async (payload) => {
          ran.push(numberOf(payload));
          if (numberOf(payload) !== 1) return DONE;
          await enqueue(replacement);
          return end();
        });
        await enqueue(job(1, T, 'same'));
        await queue.drain();
      };

      test('is not lost: the newer one runs at its time', async () => {
        await replacedDuring(job(2, T + 1_000, 'same'), () => DONE);
        expect(ran).toEqual([1]);
        at.standAt(T + 1_000);
        await queue.drain();
        expect(ran).toEqual([1, 2]);
        expect(await at.stored()).toEqual([]);
      });

      test('is not lost when the newer one is for the very same time', async () => {
        await replacedDuring(job(2, T, 'same'), () => DONE);
        await queue.drain();
        expect(ran).toEqual([1, 2]);
        expect(await at.stored()).toEqual([]);
      });

      test.each([1_000, 0])('does not hand its failure on to the newer one, %d ms later', async (later) => {
        await replacedDuring(job(2, T + later, 'same'), () => {
          throw new Error('not today');
        });
        at.standAt(T + later);
        await queue.drain();
        expect(ran).toEqual([1, 2]);
        expect(await at.stored()).toEqual([]);
      });
    });

    describe('the end of a job', () => {
      test('"settled": its own transaction has removed it, and the queue removes nothing more', async () => {
        await start(async (payload) => {
          ran.push(numberOf(payload));
          await at.transaction(async (trx) => {
            await queue.cancel(trx, 'same');
            if (numberOf(payload) === 1) await queue.enqueue(trx, job(2, T + 1_000, 'same'));
          });
          return SETTLED;
        });
        await enqueue(job(1, T, 'same'));
        await queue.drain();
        expect(await at.stored()).toEqual([expect.objectContaining({ key: 'same', runAt: T + 1_000 })]);
        at.standAt(T + 1_000);
        await queue.drain();
        expect(ran).toEqual([1, 2]);
        expect(await at.stored()).toEqual([]);
      });

      test('"early": it is delivered again', async () => {
        await start((payload) => {
          ran.push(numberOf(payload));
          return ran.length === 1 ? EARLY : DONE;
        });
        await enqueue(job(1, T));
        await queue.drain();
        expect(ran).toEqual([1, 1]);
        expect(await at.stored()).toEqual([]);
      });

      test('"early": what was promised under its key meanwhile stays promised', async () => {
        await start(async (payload) => {
          ran.push(numberOf(payload));
          if (numberOf(payload) !== 1) return DONE;
          await enqueue(job(2, T + 1_000, 'same'));
          return EARLY;
        });
        await enqueue(job(1, T, 'same'));
        await queue.drain();
        expect(await at.stored()).toEqual([expect.objectContaining({ key: 'same', runAt: T + 1_000 })]);
        at.standAt(T + 1_000);
        await queue.drain();
        expect(ran).toEqual([1, 2]);
        expect(await at.stored()).toEqual([]);
      });

      test('"early": what was cancelled meanwhile stays cancelled', async () => {
        await start(async (payload) => {
          ran.push(numberOf(payload));
          await at.transaction((trx) => queue.cancel(trx, 'same'));
          return EARLY;
        });
        await enqueue(job(1, T, 'same'));
        await queue.drain();
        expect(await at.stored()).toEqual([]);
        await queue.drain();
        expect(ran).toEqual([1]);
      });

      test('a transaction that fails leaves the job where it was, to be tried again', async () => {
        let fail = true;
        await start(async (payload) => {
          ran.push(numberOf(payload));
          await at.transaction(async (trx) => {
            await queue.cancel(trx, 'announce:1');
            if (fail) throw new Error('the disk is full');
          });
          return SETTLED;
        });
        await enqueue(job(1, T));
        await queue.drain();
        fail = false;
        at.standAt((await at.stored())[0]?.runAt ?? 0);
        await queue.drain();
        expect(ran).toEqual([1, 1]);
        expect(await at.stored()).toEqual([]);
      });
    });

    describe('a nudge', () => {
      test('after a commit makes the job run without a tick, outside the transaction that nudged', async () => {
        const done = gate();
        const inside: boolean[] = [];
        await start(async () => {
          inside.push(at.inTransaction());
          // Work of its own: in a transaction that is over already it would fail.
          await at.transaction((trx) => queue.cancel(trx, 'announce:1'));
          done.open();
          return SETTLED;
        });
        await at.transaction(async (trx, onCommit) => {
          await queue.enqueue(trx, job(1, T));
          onCommit(() => queue.nudge(T));
        });
        await done.opened;
        expect(inside).toEqual([false]);
        await queue.drain();
        expect(await at.stored()).toEqual([]);
      });

      test('before the commit runs nothing of it: a rollback still takes all back', async () => {
        await start();
        await at
          .transaction(async (trx) => {
            await queue.enqueue(trx, job(1, T));
            queue.nudge(T);
            throw new Error('changed my mind');
          })
          .catch(() => undefined);
        await queue.drain();
        expect(ran).toEqual([]);
      });

      test('of a queue that is not running is no error', async () => {
        expect(() => queue.nudge(T)).not.toThrow();
        await start();
        await queue.stop();
        expect(() => queue.nudge(Number.MAX_SAFE_INTEGER)).not.toThrow();
      });
    });

    describe('a drain', () => {
      test('asked for twice at once runs every job once', async () => {
        await enqueue(job(1, T), job(2, T), job(3, T));
        await start();
        await Promise.all([queue.drain(), queue.drain(), queue.drain()]);
        expect([...ran].sort()).toEqual([1, 2, 3]);
      });

      test('returns when nothing due is left, also when it is asked for while another one ends', async () => {
        await start();
        for (let i = 1; i <= 20; i += 1) {
          const earlier = queue.drain();
          await enqueue(job(i, T));
          await queue.drain();
          expect(ran).toContain(i);
          await earlier;
        }
      });
    });

    describe('a stop', () => {
      test('waits for the job that runs and begins no other', async () => {
        const begun = gate();
        const may = gate();
        await start(async (payload) => {
          begun.open();
          await may.opened;
          ran.push(numberOf(payload));
          return DONE;
        });
        await enqueue(job(1, T), job(2, T));
        const draining = queue.drain();
        await begun.opened;
        let stopped = false;
        const stopping = queue.stop().then(() => {
          stopped = true;
        });
        // Every turn that a stop without waiting would need.
        for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
        expect(stopped).toBe(false);
        may.open();
        await stopping;
        await draining;
        expect(ran).toEqual([1]);
        expect(await at.stored()).toEqual([expect.objectContaining({ key: 'announce:2', attempts: 0 })]);
      });

      test('carries deliveries on side by side, each once', async () => {
        const all = gate();
        const begun: number[] = [];
        await start(async (payload) => {
          begun.push((payload as { deliveryId: number }).deliveryId);
          if (begun.length === 3) all.open();
          await all.opened;
          return DONE;
        });
        await at.transaction(async (trx) => {
          for (const deliveryId of [1, 2, 3]) await queue.enqueue(trx, { name: 'deliver', payload: { deliveryId }, runAt: T, key: `deliver:${deliveryId}` });
        });
        await queue.drain();
        expect(begun.sort()).toEqual([1, 2, 3]);
        expect(await at.stored()).toEqual([]);
      });

      test('keeps what waits for the next start', async () => {
        await start();
        await queue.stop();
        await enqueue(job(1, T));
        await queue.drain();
        expect(ran).toEqual([]);
        await start();
        await queue.drain();
        expect(ran).toEqual([1]);
      });
    });

    test('health counts what waits, what is overdue and what failed, and names the next time', async () => {
      expect(await queue.health()).toEqual({ waiting: 0, overdue: 0, failed: 0, nextRunAt: null });
      await enqueue(job(1, T - 600_000), job(2, T + 5_000), job(3, T + 9_000));
      expect(await queue.health()).toEqual({ waiting: 3, overdue: 1, failed: 0, nextRunAt: T - 600_000 });
    });
  });
};
