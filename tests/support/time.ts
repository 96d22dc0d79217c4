/** Time and work in a test: the clock stands where a test puts it, and jobs run when a test says so. */
import type { TestApp } from './app';
import { storedJobs, type StoredJob } from './stored-jobs';

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** The engine's clock stands still at this moment from now on. */
export const standAt = (app: TestApp, at: number | string): number => {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  app.engine.clock.use(() => ms);
  return ms;
};

/** Moves the engine's clock on and lets it stand there. */
export const pass = (app: TestApp, ms: number): number => standAt(app, app.engine.clock.now() + ms);

/** Moves the clock by which the delivery's memory counts, and lets it stand there. A second is what a permission may be old. */
export const passInMemory = (app: TestApp, ms = SECOND): void => {
  const at = app.engine.monotonic.now() + ms;
  app.engine.monotonic.use(() => at);
};

export const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Runs every job that is due now, as the clock would, and stops the clock again. */
export const runDueJobs = async (app: TestApp): Promise<void> => {
  await app.engine.queue.start(app.engine.handlers);
  await app.engine.queue.drain();
  await app.engine.queue.stop();
};

/** The waiting and failed jobs of one piece, announcements left out: those belong to the history, not to a promise. */
export const jobsOf = async (app: TestApp, pieceId: number): Promise<StoredJob[]> => (await storedJobs(app)).filter(({ name, payload }) => name !== 'announce' && payload.pieceId === pieceId);

/** The open alerts of one piece, oldest first. */
export const alertsOf = async (app: TestApp, pieceId: number): Promise<{ code: string; message: string; detail: Record<string, unknown> }[]> => {
  const rows = (await app.strapi.db.connection('cw_alerts').where({ piece_id: pieceId }).whereNull('seen_at').orderBy('id')) as { code: string; message: string; detail: string }[];
  return rows.map(({ code, message, detail }) => ({ code, message, detail: JSON.parse(detail) as Record<string, unknown> }));
};
