/**
 * Where pictures are reworked: one child process with less right to the processor than the server has, which works off a
 * queue. Ten pictures at once wait for each other; nobody who reads waits for them.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { COST_TOO_MUCH, type Order, type Done } from './order';
import type { Reworked } from './rework';

export interface Studio {
  /** `busy`: too many pictures wait already. The file is the caller's, before and after. */
  rework(file: string): Promise<Reworked | { readonly kind: 'busy' }>;
  close(): void;
}

/** Ten people with nine pictures each, and some more: a minute of work or two. Behind them nobody waits any longer. */
const MAX_WAITING = 120;

/**
 * By the clock, which also counts the time in which readers went first. How much of the processor a picture may cost is
 * counted by the process itself.
 */
const PATIENCE_MS = 120_000;

/** The least important there is: at 10, a picture takes the processor for milliseconds from one reader in ten on a machine that has no more of it. */
const NICE = 19;

/** A process that nobody needs keeps its memory; one that begins takes a quarter of a second. */
const IDLE_MS = 60_000;

/** Of JavaScript's own; the pixels are outside of it and bounded by their number. */
const HEAP_MIB = 128;

interface Waiting {
  readonly file: string;
  done(result: Reworked): void;
}

/** `entry`: the built `process.ts`. */
export const createStudio = (entry: string, patienceMs = PATIENCE_MS): Studio => {
  const queue: Waiting[] = [];
  let child: ChildProcess | null = null;
  let current: (Waiting & { readonly id: number; readonly patience: NodeJS.Timeout }) | null = null;
  let count = 0;
  let rest: NodeJS.Timeout | undefined;

  const finish = (result: Reworked): void => {
    const finished = current;
    if (finished === null) return;
    clearTimeout(finished.patience);
    current = null;
    finished.done(result);
    next();
  };

  const end = (): void => {
    const ended = child;
    child = null;
    ended?.removeAllListeners();
    // A process that can not be found any more reports an error, which nobody waits for.
    ended?.on('error', () => undefined);
    ended?.kill('SIGKILL');
  };

  const open = (): ChildProcess => {
    const opened = fork(entry, [], { serialization: 'advanced', execArgv: [`--max-old-space-size=${HEAP_MIB}`], env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    try {
      if (opened.pid !== undefined) setPriority(opened.pid, NICE);
    } catch {
      // Where the system does not let it be less important, it is as important as everything else.
    }
    opened.on('message', ({ id, result }: Done) => {
      if (current?.id === id) finish(result);
    });
    // A picture that ends the decoder is damaged, or made to do so.
    const lost = (problem: 'damaged' | 'took-too-long'): void => {
      end();
      finish({ kind: 'refused', problem });
    };
    opened.on('exit', (code) => lost(code === COST_TOO_MUCH ? 'took-too-long' : 'damaged'));
    opened.on('error', () => lost('damaged'));
    // A server that stops does not wait for pictures.
    opened.unref();
    opened.channel?.unref();
    return opened;
  };

  const next = (): void => {
    if (current !== null) return;
    clearTimeout(rest);
    const waiting = queue.shift();
    if (waiting === undefined) {
      rest = setTimeout(end, IDLE_MS).unref();
      return;
    }
    const id = (count += 1);
    const patience = setTimeout(() => {
      end();
      finish({ kind: 'refused', problem: 'took-too-long' });
    }, patienceMs);
    current = { ...waiting, id, patience };
    child ??= open();
    child.send({ id, file: waiting.file } satisfies Order);
  };

  return {
    rework: (file) =>
      new Promise((resolve) => {
        if (queue.length >= MAX_WAITING) return resolve({ kind: 'busy' });
        queue.push({ file, done: resolve });
        next();
      }),
    close() {
      queue.splice(0).forEach(({ done }) => done({ kind: 'refused', problem: 'took-too-long' }));
      end();
      finish({ kind: 'refused', problem: 'took-too-long' });
      clearTimeout(rest);
    },
  };
};
