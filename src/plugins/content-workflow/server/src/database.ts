/** Which databases there are, and what each of them can carry. Asked before anything is touched. */
import type { Core } from '@strapi/strapi';

export type Role = 'all' | 'web' | 'worker';

/** Throws a sentence when the database can not do what is asked of it. */
export const assertDatabase = (client: string, role: Role): void => {
  if (client !== 'sqlite' && client !== 'postgres')
    throw new Error(`content-workflow: the database "${client}" is not supported. Jobs have to be written in the transaction that causes them and read by several processes; that is proved on SQLite and on PostgreSQL, and on nothing else.`);
  if (client === 'sqlite' && role !== 'all') throw new Error(`content-workflow: the role "${role}" divides the work between processes, and SQLite serves one. Use PostgreSQL, or the role "all".`);
};

/** Codes after which the connection is gone: PostgreSQL's appendix A, classes 08 and 57P; Node's for connections. */
const GONE = /^(08...|57P0[1-4]|ECONN(RESET|REFUSED|ABORTED)|EPIPE|ETIMEDOUT)$/;

/** Codes of what the database undid as a whole for a reason that passes: classes 40, 53 and 55P03; SQLite's for a busy file. */
const UNDONE = /^(40(001|P01)|53...|55P03|SQLITE_BUSY.*)$/;

const codeOf = (error: Error): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
};

/**
 * The connection broke while the database was asked: nobody knows whether it did what it was asked for. Of a connection that
 * ended without an error the driver has only words, before which Knex puts the statement.
 */
export const isAnswerLost = (error: unknown): boolean => error instanceof Error && (GONE.test(codeOf(error)) || /(^| - )Connection (terminated|ended)/.test(error.message));

/**
 * The connection broke between a COMMIT and its answer. The transaction happened as a whole or not at all, and only a
 * look tells which; until then it counts neither as done nor as failed.
 */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';

  constructor(cause: unknown) {
    super('The connection to the database broke before it could say whether this was saved.', { cause });
  }
}

/**
 * Errors that pass by themselves, of which the database knows that nothing was written, or after which nobody knows: the
 * connection broke, a deadlock was resolved at our cost, the server restarts. What was promised is tried again.
 */
export const isPassing = (error: unknown): boolean =>
  error instanceof Error && (error instanceof OutcomeUnknownError || isAnswerLost(error) || UNDONE.test(codeOf(error)) || error.name === 'KnexTimeoutError' || /(^| - )Client has encountered a connection error/.test(error.message));

/** Two transactions stood in each other's way and this one was undone as a whole: it can be repeated at once. */
export const isClash = (error: unknown): boolean => error instanceof Error && ['40001', '40P01'].includes(String((error as { code?: unknown }).code));

export const isPostgres = (strapi: Core.Strapi): boolean => strapi.db.dialect.client === 'postgres';
