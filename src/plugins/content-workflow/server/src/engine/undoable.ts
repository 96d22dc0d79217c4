/** Works that leave nothing behind when they are refused, also inside a transaction that somebody else has open. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { inTransaction, type Trx } from '../tables';

/** A savepoint covers whatever the transaction does meanwhile, so works side by side in one transaction wait for each other. */
const queues = new WeakMap<Trx, Promise<unknown>>();

/** The transaction whose turn the current call chain has: what a work starts itself nests and must not wait for it. */
const turns = new AsyncLocalStorage<Trx>();

const inTurn = <T>(trx: Trx, work: () => Promise<T>): Promise<T> => {
  if (turns.getStore() === trx) return work();
  const mine = (queues.get(trx) ?? Promise.resolve()).then(() => turns.run(trx, work));
  queues.set(
    trx,
    mine.catch(() => undefined)
  );
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
