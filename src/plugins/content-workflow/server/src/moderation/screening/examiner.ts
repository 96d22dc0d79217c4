/**
 * The thread that reads texts, seen from the application. One question is with it at a time, so that a limit is that of one
 * reading; others wait in line. A reading that takes longer is ended together with its thread, and the next question gets a
 * new one. Nothing that goes wrong here is ever taken for "nothing found".
 */
import { Worker } from 'node:worker_threads';
import type { WordList } from '../../../../core/moderation/word-lists';
import type { Answered, Answers, Asked, Question, QuestionOf } from './protocol';

export type Outcome<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'timed-out' }
  /** The thread broke, or the question failed in it. */
  | { readonly kind: 'failed'; readonly why: string };

export interface Examiner {
  ask<K extends 'screen' | 'try'>(question: QuestionOf<K>, limitMs?: number): Promise<Outcome<Answers[K]>>;
  /** The lists in force for every question from now on. */
  use(lists: readonly WordList[]): void;
  stop(): Promise<void>;
}

export interface ExaminerOptions {
  readonly file: string;
  readonly execArgv?: readonly string[];
  /** For one reading. A text of 5,000 characters takes a few milliseconds; a machine that is busy, a hundred times that. */
  readonly limitMs: number;
  /** Waiting in line included. */
  readonly patienceMs: number;
}

/** 20,000 terms take about a second, on a machine that is busy several. */
const COMPILE_MS = 30_000;

/** The dictionaries and 20,000 terms fit several times; a text that makes it grow further is not read. */
const MAX_MEGABYTES = 512;

interface Waiting {
  readonly question: Question;
  readonly limitMs: number;
  readonly since: number;
  settle(outcome: Outcome<never> | Outcome<Answers[Question['kind']]>): void;
}

export const createExaminer = ({ file, execArgv = [], limitMs, patienceMs }: ExaminerOptions, now: () => number): Examiner => {
  const line: Waiting[] = [];
  let worker: Worker | null = null;
  let lists: readonly WordList[] = [];
  /** What the thread has compiled. */
  let compiled: readonly WordList[] | null = null;
  let current: { readonly number: number; settle(outcome: Outcome<Answers[Question['kind']]>): void } | null = null;
  let numbered = 0;
  let stopped = false;
  let working = false;

  const drop = (): void => {
    const old = worker;
    worker = null;
    compiled = null;
    void old?.terminate();
  };

  const settleCurrent = (outcome: Outcome<Answers[Question['kind']]>): void => {
    const settled = current;
    current = null;
    settled?.settle(outcome);
  };

  const open = (): Worker => {
    const fresh = new Worker(file, { execArgv: [...execArgv], resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES } });
    // A thread that waits for texts must not keep a process that wants to end.
    fresh.unref();
    fresh.on('message', (answered: Answered) => {
      if (fresh !== worker || answered.number !== current?.number) return;
      settleCurrent('failed' in answered ? { kind: 'failed', why: answered.failed } : { kind: 'answered', answer: answered.answer });
    });
    const broke = (why: string): void => {
      if (fresh !== worker) return;
      drop();
      settleCurrent({ kind: 'failed', why });
    };
    fresh.on('error', (error: unknown) => broke(error instanceof Error ? error.name : 'error'));
    fresh.on('exit', () => broke('exit'));
    return fresh;
  };

  const post = (question: Question, limit: number): Promise<Outcome<Answers[Question['kind']]>> =>
    new Promise((resolve) => {
      worker ??= open();
      numbered += 1;
      const mine = numbered;
      // Whoever was held up itself hears first what the thread has said meanwhile: messages come after timers, and before this.
      const timer = setTimeout(() => {
        setImmediate(() => {
          if (current?.number !== mine) return;
          drop();
          settleCurrent({ kind: 'timed-out' });
        });
      }, limit);
      current = {
        number: mine,
        settle(outcome) {
          clearTimeout(timer);
          resolve(outcome);
        },
      };
      worker.postMessage({ number: mine, question } satisfies Asked);
    });

  /** Compiles outside of the limit of whoever asks: what takes long then is the lists, not the text. */
  const prepared = async (): Promise<Outcome<unknown>> => {
    const wanted = lists;
    if (compiled === wanted && worker !== null) return { kind: 'answered', answer: null };
    const outcome = await post({ kind: 'lists', lists: wanted }, COMPILE_MS);
    if (outcome.kind === 'answered') compiled = wanted;
    return outcome;
  };

  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    for (let next = line.shift(); next !== undefined; next = line.shift()) {
      if (stopped) next.settle({ kind: 'failed', why: 'stopped' });
      else if (now() - next.since > patienceMs) next.settle({ kind: 'timed-out' });
      else {
        const ready = await prepared();
        next.settle(ready.kind === 'answered' ? await post(next.question, next.limitMs) : ready);
      }
    }
    working = false;
  };

  return {
    ask: (question, limit = limitMs) =>
      new Promise((resolve) => {
        line.push({ question, limitMs: limit, since: now(), settle: resolve as Waiting['settle'] });
        void work();
      }),
    use(next) {
      lists = next;
    },
    async stop() {
      stopped = true;
      const old = worker;
      drop();
      settleCurrent({ kind: 'failed', why: 'stopped' });
      await old?.terminate();
    },
  };
};
