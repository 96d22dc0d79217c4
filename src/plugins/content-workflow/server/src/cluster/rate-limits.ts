/**
 * Strapi counts attempts to log in in the memory of each process, so that every process would grant its own number. On
 * PostgreSQL they are counted in one table. What is counted, an address and often an e-mail, is stored as a hash.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { isPostgres } from '../database';

/** What Strapi's limiter, koa2-ratelimit, asks of a store. */
interface Window {
  /** Milliseconds. */
  readonly interval: number;
}
type Count = { readonly counter: number; readonly dateEnd: number };

const TABLE = 'cw_rate_limits';

/** Longer than the windows that Strapi counts in. */
const SWEEP_MS = 600_000;

/** The limits are Strapi's; the table only counts. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

const hidden = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Strapi's two limiters, and the setting in which each takes a store. */
const LIMITERS = [
  { package: '@strapi/admin', setting: 'admin.rateLimit' },
  { package: '@strapi/plugin-users-permissions', setting: 'plugin::users-permissions.ratelimit' },
] as const;

/** The class that a limiter wants its store to be of: the copy that it loads itself. */
const storeClass = (strapi: Core.Strapi, from: string): object | null => {
  try {
    const manifest = createRequire(path.join(strapi.dirs.app.root, 'package.json')).resolve(`${from}/package.json`);
    return (createRequire(manifest)('koa2-ratelimit/src/Store.js') as { prototype: object }).prototype;
  } catch {
    return null;
  }
};

const createCounter = (strapi: Core.Strapi) => {
  const counters = new Map<number, RateLimiterPostgres>();
  let swept = Date.now();
  /** Whoever tries with ever new names would fill the table otherwise. */
  const sweep = async (): Promise<void> => {
    if (Date.now() - swept < SWEEP_MS) return;
    swept = Date.now();
    await strapi.db.connection(TABLE).where('expire', '<', swept).delete();
  };
  const counterOf = (interval: number): RateLimiterPostgres => {
    const known = counters.get(interval);
    if (known !== undefined) return known;
    const made = new RateLimiterPostgres({ storeClient: strapi.db.connection, storeType: 'knex', tableName: TABLE, tableCreated: true, keyPrefix: String(interval), points: UNLIMITED, duration: Math.ceil(interval / 1000), clearExpiredByTimeout: false });
    counters.set(interval, made);
    return made;
  };
  return {
    async incr(key: string, { interval }: Window, weight: number): Promise<Count> {
      await sweep();
      const { consumedPoints, msBeforeNext } = await counterOf(interval).consume(hidden(key), weight);
      return { counter: consumedPoints, dateEnd: Date.now() + msBeforeNext };
    },
    async decrement(key: string, { interval }: Window, weight: number): Promise<void> {
      await counterOf(interval).reward(hidden(key), weight);
    },
    saveAbuse: () => undefined,
  };
};

/** A setting can outlive the Strapi that it was made for; a store of an earlier one counts in a database that is closed. */
const ours = new WeakSet<object>();

/** Before the first request; the table is made here, since Strapi's schema knows only its own kinds of columns. */
export const shareRateLimits = async (strapi: Core.Strapi): Promise<void> => {
  await strapi.db.connection.raw(`create table if not exists ${TABLE} (key varchar(255) primary key, points integer not null default 0, expire bigint)`);
  await strapi.db.connection(TABLE).where('expire', '<', Date.now()).delete();
  const counter = createCounter(strapi);
  for (const limiter of LIMITERS) {
    const prototype = storeClass(strapi, limiter.package);
    const own = (strapi.config.get(limiter.setting) ?? {}) as { store?: object };
    if (prototype === null || (own.store !== undefined && !ours.has(own.store))) continue;
    const store = Object.assign(Object.create(prototype) as object, counter);
    ours.add(store);
    strapi.config.set(limiter.setting, { ...own, store });
  }
};

export interface Limiter {
  /** `null` where one more was allowed, or as many as `weight`; otherwise the milliseconds until it is again. */
  take(key: string, weight?: number): Promise<number | null>;
}

export interface Allowance {
  /** Tells counters apart that may meet the same key. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/** Counts for all processes together on PostgreSQL, in the table above; SQLite has one process, which counts in memory. */
export const createLimiter = (strapi: Core.Strapi, { name, points, seconds }: Allowance): Limiter => {
  const rule = { keyPrefix: name, points, duration: seconds };
  let limiter: RateLimiterMemory | RateLimiterPostgres | null = null;
  // Made with the first question: a composition root runs before there is a connection.
  const counter = () => (limiter ??= isPostgres(strapi) ? new RateLimiterPostgres({ ...rule, storeClient: strapi.db.connection, storeType: 'knex', tableName: TABLE, tableCreated: true, clearExpiredByTimeout: false }) : new RateLimiterMemory(rule));
  return {
    async take(key, weight = 1) {
      try {
        await counter().consume(hidden(key), weight);
        return null;
      } catch (said) {
        if (said instanceof RateLimiterRes) return said.msBeforeNext;
        throw said;
      }
    },
  };
};
