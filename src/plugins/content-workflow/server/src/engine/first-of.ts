import type { Core } from '@strapi/strapi';
import type { Query } from '../tables';

/** SQL that names columns only. */
export interface Order {
  /** Of each part: that of an index. */
  readonly parts: string;
  readonly together: string;
}

/**
 * The first rows of several queries together, in one statement. Each part reads no more than `limit` rows along its index,
 * where one query over all of them would read and sort whatever matches.
 */
export const firstOf = async (strapi: Core.Strapi, parts: readonly Query[], order: Order, limit: number): Promise<Record<string, unknown>[]> => {
  const [first, ...rest] = parts.map((part, i) => strapi.db.connection(part.orderByRaw(order.parts).limit(limit).as(`part${i}`) as never).select('*'));
  if (first === undefined) return [];
  const together = rest.length === 0 ? first : first.unionAll(rest as never);
  return (await strapi.db.connection(together.as('together') as never).orderByRaw(order.together).limit(limit)) as Record<string, unknown>[];
};

const NEWEST = 'changed_at desc, id desc';

export const NEWEST_FIRST: Order = { parts: NEWEST, together: NEWEST };
