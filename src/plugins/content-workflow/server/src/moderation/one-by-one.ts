/** What two transactions must not do at once for the same name: the second waits until the first has ended. */
import type { Core } from '@strapi/strapi';
import { schemaOf } from '../cluster/postgres';
import { isPostgres } from '../database';
import type { Trx } from '../tables';

const NAME_LOCK = 0x4362;

/** SQLite has one writer, and nothing to wait for. Names are taken in their order, so that nobody waits in a circle. */
export const oneByOne = async (strapi: Core.Strapi, trx: Trx, names: readonly string[]): Promise<void> => {
  if (!isPostgres(strapi)) return;
  for (const name of [...new Set(names)].sort()) await trx.raw('select pg_advisory_xact_lock(?, hashtext(?))', [NAME_LOCK, `${schemaOf(strapi)} ${name}`]);
};
