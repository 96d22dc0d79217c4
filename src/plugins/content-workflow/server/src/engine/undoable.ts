/** Works that leave nothing behind when they are refused, also inside a transaction that somebody else has open. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { inTransaction, type Trx } from '../tables';

/**
 * One level of nesting in a transaction. A savepoint covers whatever the transaction does meanwhile, so works side by
 * side wait for each other; what a work starts itself is a level deeper and waits only for its own siblings.
 */
interface Level {
  readonly trx: Trx;
  last: Promise<unknown>;
}

const outermost = new WeakMap<Trx, Level>();
const levels = new AsyncLocalStorage<Level>();

const newLevel = (trx: Trx): Level => ({ trx, last: Promise.resolve() });

const levelOf = (trx: Trx): Level => {
  const current = levels.getStore();
  if (current?.trx === trx) return current;
  const level = outermost.get(trx) ?? newLevel(trx);
  outermost.set(trx, level);
  return level;
};

const inTurn = <T>(trx: Trx, work: () => Promise<T>): Promise<T> => {
  const level = levelOf(trx);
  const mine = level.last.then(() => levels.run(newLevel(trx), work));
  level.last = mine.catch(() => undefined);
  return mine;
};

const inSavepoint = async <T>(trx: Trx, work: () => Promise<T>): Promise<T> => {
  await trx.raw('SAVEPOINT cw_undoable');
  try {
    return await work();
  } catch (error) {
    await trx.raw('ROLLBACK TO SAVEPOINT cw_undoable');
    throw error;
  } finally {
    await trx.raw('RELEASE SAVEPOINT cw_undoable');
  }
};

/** A transaction of its own, or a savepoint within the open one: a refusal undoes the work even where a caller swallows it. */
export const undoable = <T>(strapi: Core.Strapi, work: () => Promise<T>): Promise<T> => {
  const isNested = strapi.db.inTransaction();
  return inTransaction(strapi, (trx) => (isNested ? inTurn(trx, () => inSavepoint(trx, work)) : work()));
};
