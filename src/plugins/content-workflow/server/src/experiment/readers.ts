/** What readers have to do with experiments: what they are drawn into, what they send, and what is counted of it. */
import type { Core } from '@strapi/strapi';
import { isbot } from 'isbot';
import { createLimiter, type Limiter } from '../cluster/rate-limits';
import type { Signals } from '../cluster/signals';
import { isClash } from '../database';
import type { SigningKeys } from '../http/signing';
import type { Clock } from '../jobs/clock';
import { inTransaction } from '../tables';
import type { Batch, Outcome } from './counting/batch';
import { createBuffer } from './counting/buffer';
import { createBulk } from './counting/bulk';
import { createCounts } from './counting/counts';
import { createRetention } from './counting/retention';
import { createWriter } from './counting/write';
import type { Sent } from './events/input';
import { siftAll } from './events/sift';
import { createExperimentBoard, type ExperimentBoard } from './exposure/board';
import { createTokens, type Tokens } from './exposure/tokens';
import type { Counts, LiveExperiments } from './ports';

export interface Readers {
  readonly board: ExperimentBoard;
  readonly tokens: Tokens;
  readonly counts: Counts;
  /** Of requests, by network. */
  readonly limiter: Limiter;
  /** Of events, by network: each may become a row. */
  readonly eventLimiter: Limiter;
  /** `null`: nothing was written, and it may be sent again. */
  collect(sent: Sent, userAgent: string): Promise<Outcome | null>;
  /** Forgets old events, and the readers of experiments that ended long ago; answers how many rows. */
  forget(): Promise<number>;
  start(): Promise<void>;
  /** Writes what was taken in and not written yet. */
  stop(): Promise<void>;
}

export interface ReadersOptions {
  readonly strapi: Core.Strapi;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly applicationKeys: SigningKeys;
  readonly live: LiveExperiments;
  /** Codes of the goals that can be measured. */
  readonly goals: readonly string[];
  readonly retentionDays?: number;
  /** For one network, which may be a whole office. */
  readonly requestsPerMinute?: number;
}

/** Two processes that stood in each other's way do so once; more often is a fault that the sender should hear of. */
const TRIES = 3;

const REQUESTS_PER_MINUTE = 1_200;

/** Five for each request: the script sends two or three at one time. */
const EVENTS_PER_MINUTE = 6_000;

export const createReaders = ({ strapi, signals, clock, applicationKeys, live, goals, retentionDays = 90, requestsPerMinute = REQUESTS_PER_MINUTE }: ReadersOptions): Readers => {
  const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'error');
  const tokens = createTokens(applicationKeys);
  const board = createExperimentBoard({ live, signals, tokens, now: () => clock.now(), complain: (error) => strapi.log.error(`[content-workflow] the running experiments could not be read: ${nameOf(error)}`) });
  const sieve = { tokens, byKey: board.byKey, goals: new Set(goals) };
  const write = createWriter(createBulk(strapi));
  const forget = createRetention(strapi, retentionDays);

  const inOne = async (batches: readonly Batch[], tries = TRIES): Promise<Outcome[]> => {
    try {
      return await inTransaction(strapi, (trx) => write(trx, batches, clock.now()));
    } catch (error) {
      if (!isClash(error) || tries <= 1) throw error;
      return inOne(batches, tries - 1);
    }
  };
  const buffer = createBuffer({ write: inOne });

  return {
    board,
    tokens,
    counts: createCounts(strapi),
    limiter: createLimiter(strapi, { name: 'events', points: requestsPerMinute, seconds: 60 }),
    eventLimiter: createLimiter(strapi, { name: 'events-each', points: EVENTS_PER_MINUTE, seconds: 60 }),
    async collect(sent, userAgent) {
      // A script may be faster than the news that its experiment has begun.
      await board.settled();
      // Taken in by what may be over it would be counted, and refused as unknown it would be lost.
      if (!board.isTrusted) return null;
      const batch = siftAll(sieve, sent, clock.now(), isbot(userAgent));
      try {
        return await buffer.add(batch);
      } catch (error) {
        strapi.log.error(`[content-workflow] events could not be written: ${nameOf(error)}`);
        return null;
      }
    },
    forget: () => forget(clock.now()),
    start: () => board.start(),
    async stop() {
      board.stop();
      await buffer.drained();
    },
  };
};
