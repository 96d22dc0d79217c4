/**
 * A commit that failed is told to whoever asked for it.
 *
 * Knex keeps it to itself: `commit()` of a transaction that was begun without a container resolves whatever became of COMMIT,
 * and Strapi, whose every transaction is of that kind, goes on as if it had been saved. Here `commit()` rejects instead, so
 * that callbacks on commit do not run, nobody is answered with a success, and a job stays promised.
 */
import type { Core } from '@strapi/strapi';
import { isAnswerLost, isPostgres, OutcomeUnknownError } from '../database';

/** The parts of Knex that are touched. */
interface Answer {
  readonly response?: { readonly command?: string };
}
type Ask = (connection: unknown, sql: string) => Promise<Answer>;
interface Transaction {
  readonly trxClient: { query: Ask };
  commit(connection: unknown, value?: unknown): Promise<unknown>;
  isCompleted(): boolean;
}
interface Client {
  readonly query: Ask;
  transaction(...begin: readonly unknown[]): Transaction;
}

/** PostgreSQL answers COMMIT with ROLLBACK, and without an error, when a statement of the transaction had failed. */
const refuseRollback = (answer: Answer): void => {
  if (answer?.response?.command === 'ROLLBACK') throw new Error('the transaction was undone instead of committed, because a statement of it had failed');
};

/** Before anything is written. */
export const heedCommits = (strapi: Core.Strapi): void => {
  const { client } = strapi.db.connection as unknown as { readonly client: Client };

  /** SQLite keeps a transaction open whose COMMIT failed, and whoever gets the connection next would write into it. */
  const close = async (connection: unknown): Promise<void> => {
    if (!isPostgres(strapi)) await client.query(connection, 'ROLLBACK').catch(() => undefined);
  };

  const heed = (transaction: Transaction): Transaction => {
    const commit = transaction.commit.bind(transaction);
    transaction.commit = async (connection, value) => {
      // Ended before, and by itself: Knex passes over that.
      if (transaction.isCompleted()) return commit(connection, value);
      const { trxClient } = transaction;
      const { query } = trxClient;
      const failures: unknown[] = [];
      trxClient.query = async (on, sql) => {
        trxClient.query = query;
        try {
          const answer = await query(on, sql);
          refuseRollback(answer);
          return answer;
        } catch (error) {
          const failure = isAnswerLost(error) ? new OutcomeUnknownError(error) : error;
          failures.push(failure);
          await close(on);
          throw failure;
        }
      };
      await commit(connection, value);
      if (failures.length > 0) throw failures[0];
    };
    return transaction;
  };

  const begin = client.transaction.bind(client);
  // Those within a transaction are made by another client and are part of the one around them.
  client.transaction = (...how) => heed(begin(...how));
};
