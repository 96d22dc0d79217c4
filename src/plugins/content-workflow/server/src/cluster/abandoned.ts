/**
 * Strapi asks several things at a time inside a transaction, and of those that fail it hears only the first. When a
 * connection is cut, what the others say is heard by nobody, which ends a process of Node. The request that lost its
 * connection has been answered by then; everybody else's go on.
 */
import { setTimeout } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { isPassing } from '../database';

/** What Knex says to those that come after the one whose failure ended their transaction. */
const AFTERWARDS = /(^| - )Transaction query already complete/;

const isHarmless = (reason: unknown): boolean => isPassing(reason) || (reason instanceof Error && AFTERWARDS.test(reason.message));

const hearing = new WeakMap<Core.Strapi, (reason: unknown) => void>();

/** Any other rejection that nobody hears ends the process, as it does without this. */
export const hearAbandonedQueries = (strapi: Core.Strapi): void => {
  const hear = (reason: unknown): void => {
    if (!isHarmless(reason)) throw reason;
    strapi.log.warn('[content-workflow] a query that nobody waited for any more lost its connection or its transaction');
  };
  hearing.set(strapi, hear);
  process.on('unhandledRejection', hear);
};

/** The parts of Knex's pool that are looked at. */
interface Pool {
  numUsed(): number;
  numPendingAcquires(): number;
}

const LAST_MS = 2_000;
const LOOK_EVERY_MS = 5;

/** Between two questions of one reading there may be a moment without any. */
const QUIET_LOOKS = 3;

/** Strapi reads an entry for its listeners behind the answer, and waits for none of it: closed in the middle, the database would end a process that stops as it should. */
export const hearOutQueries = async (strapi: Core.Strapi): Promise<void> => {
  const { pool } = strapi.db.connection.client as { pool?: Pool };
  const until = performance.now() + LAST_MS;
  for (let quiet = 0; pool !== undefined && quiet < QUIET_LOOKS; quiet = pool.numUsed() + pool.numPendingAcquires() === 0 ? quiet + 1 : 0) {
    if (performance.now() >= until) return void strapi.log.warn(`[content-workflow] the database is closed although it was still asked something after ${LAST_MS / 1000} s`);
    await setTimeout(LOOK_EVERY_MS);
  }
};

export const ignoreAbandonedQueries = (strapi: Core.Strapi): void => {
  const hear = hearing.get(strapi);
  if (hear !== undefined) process.off('unhandledRejection', hear);
};
