/**
 * One connection to PostgreSQL that belongs to this process alone, for what only a living connection can do: listen, and
 * hold locks that the database gives back however the process ends.
 *
 * It is opened again when it breaks. A listener may have missed something by then, which is why it hears of every opening.
 *
 * A network can swallow a connection without a word to either end. This end notices by its pings, and the database by their
 * absence; the new connection waits for nothing that the old one still holds.
 */
import { performance } from 'node:perf_hooks';
import type { Core } from '@strapi/strapi';
import { Client } from 'pg';
import { clientConfig, doNotOutliveMe, hangUp } from './postgres';

/** The first half of the lock's key sets the locks of workers apart from everybody else's. */
export const WORKER_LOCK = 0x4357;

/** Three pings within the second after which what is kept in memory counts as old. */
const PING_MS = 300;

/** A connection that does not answer for so long is given up; the network may have swallowed it without a word. */
const SILENCE_MS = 3_000;

/** A process that has not pinged for so long is gone, or stood still for longer than anybody should rely on it. PostgreSQL has the setting from 14 on. */
const GONE_MS = 10_000;

const REOPEN_MS = [100, 250, 500, 1_000, 2_000] as const;

export interface Session {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Held until it is let go, by whichever connection there is. Others see it in `pg_locks` under `WORKER_LOCK`. */
  hold(name: string): void;
  letGo(name: string): void;
}

export interface SessionOptions {
  readonly channel: string;
  onNotice(payload: string): void;
  /** A new connection listens from now on; what was told before may have been missed. */
  onOpen(): void;
  /** The text of the next ping; it comes back as a notice, after everything that was committed before it. */
  ping(): string;
  /** The database's time at the moment `at` of this process, both epoch milliseconds, give or take `uncertainty`. */
  onTime(database: number, at: number, uncertainty: number): void;
}

export const createSession = (strapi: Core.Strapi, options: SessionOptions): Session => {
  const held = new Set<string>();
  let client: Client | null = null;
  let running = false;
  let pinging: NodeJS.Timeout | null = null;
  let reopening: NodeJS.Timeout | null = null;
  let failures = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** One statement at a time: the driver takes no second one before the first is answered. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  /** Shared: it shows that somebody lives and keeps nobody out, least of all the same process with its next connection. */
  const lock = (on: Client, name: string) => on.query('select pg_advisory_lock_shared($1, hashtext($2))', [WORKER_LOCK, name]);

  /** Without a farewell when nobody listens any more. */
  const close = async (last: Client): Promise<void> => {
    const silence = setTimeout(() => hangUp(last), SILENCE_MS);
    await last.end().catch(() => undefined);
    clearTimeout(silence);
  };

  const ping = async (on: Client): Promise<void> => {
    let sent = performance.now();
    let at = Date.now();
    try {
      const { rows } = await inTurn(() => {
        sent = performance.now();
        at = Date.now();
        return on.query<{ at: string }>("select pg_notify($1, $2), (extract(epoch from clock_timestamp()) * 1000)::float8::text as at", [options.channel, options.ping()]);
      });
      const took = performance.now() - sent;
      options.onTime(Number(rows[0]?.at), at + took / 2, took / 2);
      if (client === on) pinging = setTimeout(() => void ping(on), PING_MS);
    } catch {
      abandon(on);
    }
  };

  const abandon = (broken: Client): void => {
    if (client !== broken) return;
    client = null;
    turn = Promise.resolve();
    if (pinging !== null) clearTimeout(pinging);
    void close(broken);
    if (!running) return;
    strapi.log.warn('[content-workflow] the connection for signals broke and is opened again');
    reopen();
  };

  const reopen = (): void => {
    const pause = REOPEN_MS[Math.min(failures, REOPEN_MS.length - 1)];
    failures += 1;
    reopening = setTimeout(() => void open().catch(() => running && reopen()), pause);
  };

  const open = async (): Promise<void> => {
    const fresh = new Client({ ...clientConfig(strapi, 'signals'), connectionTimeoutMillis: SILENCE_MS, query_timeout: SILENCE_MS });
    fresh.on('error', () => abandon(fresh));
    fresh.on('end', () => abandon(fresh));
    fresh.on('notification', ({ payload }) => options.onNotice(payload ?? ''));
    try {
      await fresh.connect();
      await doNotOutliveMe(fresh, { idle_session_timeout: String(GONE_MS) });
      await fresh.query(`listen ${fresh.escapeIdentifier(options.channel)}`);
      for (const name of held) await lock(fresh, name);
    } catch (error) {
      void close(fresh);
      throw error;
    }
    if (!running) return close(fresh);
    client = fresh;
    failures = 0;
    options.onOpen();
    await ping(fresh);
  };

  const onClient = (work: (on: Client) => Promise<unknown>): void => {
    const on = client;
    if (on !== null) inTurn(() => work(on)).catch(() => abandon(on));
  };

  return {
    async start() {
      running = true;
      await open();
    },
    async stop() {
      running = false;
      if (pinging !== null) clearTimeout(pinging);
      if (reopening !== null) clearTimeout(reopening);
      const last = client;
      client = null;
      if (last !== null) await close(last);
    },
    hold(name) {
      held.add(name);
      onClient((on) => lock(on, name));
    },
    letGo(name) {
      held.delete(name);
      onClient((on) => on.query('select pg_advisory_unlock_shared($1, hashtext($2))', [WORKER_LOCK, name]));
    },
  };
};
