/** The clock writes that it is alive; anybody can read how long ago that was. */
import type { Core } from '@strapi/strapi';
import type { GetHealth } from '../../../contracts/http';
import { TABLES } from '../tables';
import { iso, type Clock } from './clock';
import type { JobQueue } from './queue';

export interface Heartbeat {
  /** Makes the row that beats write to, so that two processes never make two. */
  prepare(): Promise<void>;
  beat(now: number): Promise<void>;
  health(): Promise<GetHealth.Response['data']>;
}

/** So many missed beats in a row mean that the clock stands still. */
const MISSED_BEATS = 4;

/** A promise that was not kept and that nobody has acknowledged. */
const BROKEN_PROMISES = ['HELD', 'SKIPPED', 'JOB_FAILED'] as const;

export const createHeartbeat = (strapi: Core.Strapi, clock: Clock, queue: () => JobQueue, everySeconds: number): Heartbeat => {
  const store = () => strapi.store({ type: 'plugin', name: 'content-workflow', key: 'heartbeat' });
  return {
    async prepare() {
      if ((await store().get({})) === null) await store().set({ value: { at: null } });
    },
    beat: async (now) => void (await store().set({ value: { at: now } })),
    async health() {
      const last = (await store().get({})) as { at?: number | null } | null;
      const jobs = await queue().health();
      const [open] = (await strapi.db.connection(TABLES.alerts).whereIn('code', [...BROKEN_PROMISES]).whereNull('seen_at').count({ n: '*' })) as { n: unknown }[];
      const broken = Number(open?.n ?? 0);
      const at = last?.at ?? null;
      const age = at === null ? null : Math.max(0, clock.now() - at) / 1000;
      const stopped = age === null || age > everySeconds * MISSED_BEATS;
      return {
        status: stopped ? 'stopped' : jobs.overdue > 0 || jobs.failed > 0 || broken > 0 ? 'late' : 'ok',
        clock: { lastTickAt: at === null ? null : iso(at), ageSeconds: age },
        jobs: { waiting: jobs.waiting, overdue: jobs.overdue, failed: jobs.failed, nextRunAt: jobs.nextRunAt === null ? null : iso(jobs.nextRunAt) },
        promises: { broken },
      };
    },
  };
};
