/**
 * Counts of clicks, gathered for a moment and written together. Nobody waits for them: a redirect is answered from
 * memory, and what a process that is killed has not written yet is not counted. That is a fiftieth of a second's clicks
 * where the database is quick, and never more than a second's and those of the write itself while it answers.
 */
import type { ClickKind, DayCount } from './rows';

export interface Clicks {
  count(linkId: number, kind: ClickKind): void;
  /** Writes what there is. Rejects never: what could not be written is kept for the next time. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export interface ClicksOptions {
  write(counts: readonly DayCount[]): Promise<void>;
  now(): number;
  complain(error: unknown): void;
  /** Milliseconds from any beginning, by a clock that never steps: how long writing took. */
  elapsed?(): number;
  /** How long the first waits for others, at least and at most. */
  readonly waitMs?: { readonly least: number; readonly most: number };
  /** Different sums that may wait while the database is away; beyond them new ones are not counted. */
  readonly most?: number;
}

const WAIT_MS = { least: 20, most: 1_000 } as const;

/** Pauses are so many times as long as writing took, up to the longest pause: of writes within a twentieth of a second, redirects and whatever else the database is asked notice a twentieth of the time. */
const PAUSES = 19;

const MOST = 50_000;

/** In one statement: parameters are what databases limit, and there are four a row. */
const CHUNK = 200;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const createClicks = ({ write, now, complain, elapsed = () => performance.now(), waitMs = WAIT_MS, most = MOST }: ClicksOptions): Clicks => {
  let waiting = new Map<string, DayCount>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | null = null;
  let pause = waitMs.least;

  const add = (count: DayCount): void => {
    const key = `${count.linkId} ${count.day} ${count.kind}`;
    const known = waiting.get(key);
    if (known === undefined && waiting.size >= most) return;
    waiting.set(key, known === undefined ? count : { ...known, clicks: known.clicks + count.clicks });
  };

  const writeAll = async (): Promise<void> => {
    // In one order in every process, so that none waits for another that waits for it.
    const taken = [...waiting.values()].sort((a, b) => a.linkId - b.linkId || (a.day < b.day ? -1 : a.day > b.day ? 1 : 0) || (a.kind < b.kind ? -1 : 1));
    waiting = new Map();
    const began = elapsed();
    let failed = false;
    for (let i = 0; i < taken.length; i += CHUNK) {
      const some = taken.slice(i, i + CHUNK);
      try {
        await write(some);
      } catch (error) {
        failed = true;
        some.forEach(add);
        complain(error);
      }
    }
    // A database that is away is not asked fifty times a second whether it is back.
    pause = failed ? waitMs.most : Math.min(waitMs.most, Math.max(waitMs.least, (elapsed() - began) * PAUSES));
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    // One after another: what comes while it is written goes with the next.
    while (writing !== null) await writing;
    if (waiting.size === 0) return;
    writing = writeAll().finally(() => {
      writing = null;
    });
    await writing;
    if (waiting.size > 0) arm();
  };

  const arm = (): void => {
    // How long to wait is known once it is written; the end of that asks again.
    if (writing !== null) return;
    timer ??= setTimeout(() => void flush(), pause).unref();
  };

  return {
    count(linkId, kind) {
      add({ linkId, day: dayOf(now()), kind, clicks: 1 });
      arm();
    },
    flush,
    async stop() {
      await flush();
      clearTimeout(timer);
    },
  };
};
