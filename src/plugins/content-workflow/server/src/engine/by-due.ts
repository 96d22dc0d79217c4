/** Current pieces, those that are due first before the others; what has no date follows, the oldest submission first. */
import type { Core } from '@strapi/strapi';
import { TABLES, type Query } from '../tables';
import { firstOf, type Order } from './first-of';

/** A place in that order; `due` is `null` among those without a date. */
export interface DuePlace {
  readonly due: number | null;
  readonly since: number;
  readonly id: number;
}

const INDEXED = 'due_at, submitted_at, id';

/** The two databases put what has no date at another end. */
const DATED_FIRST: Order = { parts: INDEXED, together: `case when due_at is null then 1 else 0 end, ${INDEXED}` };

/** Rows of the pieces' table. `narrow` is asked for each stage, so an index that begins with what it asks for is walked in order. */
export const firstByDue = async (strapi: Core.Strapi, states: readonly string[], limit: number, narrow: (query: Query) => void = () => {}, after: DuePlace | null = null): Promise<Record<string, unknown>[]> => {
  const part = (state: string, isDated: boolean): Query => {
    const query = strapi.db.connection(TABLES.pieces).where({ is_current: true, state }) as unknown as Query;
    narrow(query);
    if (!isDated) query.whereNull('due_at');
    else query.whereNotNull('due_at');
    if (after === null) return query;
    if (isDated) return query.whereRaw('(due_at, submitted_at, id) > (?, ?, ?)', [after.due, after.since, after.id]);
    return after.due === null ? query.whereRaw('(submitted_at, id) > (?, ?)', [after.since, after.id]) : query;
  };
  const dated = after !== null && after.due === null ? [] : states.map((state) => part(state, true));
  return firstOf(strapi, [...dated, ...states.map((state) => part(state, false))], DATED_FIRST, limit);
};
