/**
 * Group commit: what several requests bring within a few milliseconds is written in one transaction, and each is answered when
 * that has been committed. While one transaction is written, the next one gathers. Nothing here is a promise: whoever was
 * not answered sends it again, and the same event twice is one.
 */
import { AsyncResource } from 'node:async_hooks';
import type { Batch, Outcome } from './batch';

export interface Buffer {
  /** Settles when it is durable. Rejects when it could not be written, with `BufferFull` when there is too much already. */
  add(batch: Batch): Promise<Outcome>;
  /** Resolves when all that was added before has been written or has failed. */
  drained(): Promise<void>;
}

export class BufferFull extends Error {
  override readonly name = 'BufferFull';
}

export interface BufferOptions {
  write(batches: readonly Batch[]): Promise<readonly Outcome[]>;
  /** Events that are written at once without waiting for more. */
  readonly enough?: number;
  /** How long the first of them waits for others, milliseconds. */
  readonly waitMs?: number;
  /** Events that may wait; beyond them the sender is told to come later. */
  readonly most?: number;
}

interface Waiting {
  readonly batch: Batch;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

const sizeOf = ({ events, drops }: Batch): number => events.length + drops.length;

export const createBuffer = ({ write, enough = 500, waitMs = 5, most = 20_000 }: BufferOptions): Buffer => {
  let waiting: Waiting[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let written = Promise.resolve();

  const take = (): Waiting[] => {
    const taken: Waiting[] = [];
    let events = 0;
    for (const one of waiting) {
      if (events >= enough) break;
      taken.push(one);
      events += sizeOf(one.batch);
    }
    waiting = waiting.slice(taken.length);
    size -= events;
    return taken;
  };

  const writeSome = async (): Promise<void> => {
    const taken = take();
    try {
      const outcomes = await write(taken.map(({ batch }) => batch));
      taken.forEach(({ resolve, reject }, i) => {
        const outcome = outcomes[i];
        if (outcome === undefined) reject(new Error('nothing was said of this batch'));
        else resolve(outcome);
      });
    } catch (error) {
      taken.forEach(({ reject }) => reject(error));
    }
  };

  // Out of the request that happens to be the first: what is written belongs to many.
  const begin = AsyncResource.bind(() => {
    clearTimeout(timer);
    timer = undefined;
    if (busy) return;
    busy = true;
    written = (async () => {
      while (waiting.length > 0) await writeSome();
      busy = false;
    })();
  });

  return {
    add(batch) {
      if (size + sizeOf(batch) > most) return Promise.reject(new BufferFull('too much is waiting to be written'));
      return new Promise((resolve, reject) => {
        waiting.push({ batch, resolve, reject });
        size += sizeOf(batch);
        if (busy) return;
        if (size >= enough) begin();
        else timer ??= setTimeout(begin, waitMs);
      });
    },
    async drained() {
      begin();
      await written;
    },
  };
};
