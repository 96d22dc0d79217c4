/**
 * Statements that let others through.
 *
 * SQLite answers while it is asked, so whatever is done in twenty statements, a transition or a submission, is one turn of the
 * loop, and everybody who reads waits for the whole of it. Behind a statement that ends such a stretch the loop gets its turn;
 * where nothing has been held up there is no pause. Others who write wait longer meanwhile, since there is one connection: that is the
 * price. PostgreSQL answers over a socket and pauses by itself.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { isPostgres } from '../database';

/** What a reader may be held up by one who writes, in milliseconds; a statement of its own length aside. */
const STRETCH_MS = 1;

type Query = (this: unknown, ...asked: unknown[]) => Promise<unknown>;

/** Knex gives a transaction a client of its own, which has only this in common with the one that began it. */
interface Kind {
  _query: Query;
}

const paused = new WeakSet<Kind>();

/** Before anything is asked. */
export const pauseBetweenStatements = (strapi: Core.Strapi): void => {
  if (isPostgres(strapi)) return;
  const kind = Object.getPrototypeOf(strapi.db.connection.client) as Kind;
  if (paused.has(kind)) return;
  paused.add(kind);
  const query = kind._query;
  /** When the first statement of this turn of the loop was asked. */
  let began: number | null = null;
  kind._query = async function pausing(...asked) {
    if (began === null) {
      began = performance.now();
      setImmediate(() => void (began = null));
    }
    try {
      return await query.apply(this, asked);
    } finally {
      if (began !== null && performance.now() - began >= STRETCH_MS) await nextTurn();
    }
  };
};
