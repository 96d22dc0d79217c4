/** Keeps the time of a test's PostgreSQL where the test has put the engine's clock. */
import type { Core } from '@strapi/strapi';
import type { Clock } from '../../src/plugins/content-workflow/server/src/jobs/clock';
import type { JobQueue } from '../../src/plugins/content-workflow/server/src/jobs/queue';
import { onPostgres } from './test-database';

/**
 * Moves the database's time along with the clock. A clock is moved in a moment and a database is not, so the queue's
 * methods that deliver jobs wait for it.
 */
export const moveDatabaseTime = (strapi: Core.Strapi, clock: Clock, queue: JobQueue): void => {
  if (!onPostgres()) return;
  let source: (() => number) | undefined;
  let moved = false;
  const { use } = clock;
  clock.use = (next) => {
    source = next;
    moved = true;
    use(next);
  };
  const follow = async (): Promise<void> => {
    if (moved) await strapi.db.connection.raw('update test_time.clock set at = to_timestamp(?::float8 / 1000)', [source === undefined ? null : source()] as never);
  };
  const { start, drain } = queue;
  queue.start = async (handlers) => {
    await follow();
    await start(handlers);
  };
  queue.drain = async () => {
    await follow();
    await drain();
  };
};
