/** What screens of many pieces are narrowed by. In every query here the table of pieces is called `p`. */
import type { Core } from '@strapi/strapi';
import { TABLES, type Query } from '../tables';
import { searchable } from './card';

export interface PieceFilter {
  readonly uid: string | null;
  readonly activity: string | null;
  readonly assigneeId: string | null;
  readonly text: string | null;
}

export interface PieceFilters {
  /** Pieces of these types in their newest round. */
  current(query: Query, filter: PieceFilter, uids: readonly string[]): Query;
  /** Pieces of these types in any round; a document belongs to what its newest round belongs to. */
  ofAnyRound(query: Query, filter: PieceFilter, uids: readonly string[]): Query;
}

export const createPieceFilters = (strapi: Core.Strapi): PieceFilters => {
  const narrowed = (query: Query, { assigneeId, text }: PieceFilter, uids: readonly string[]): Query => {
    query.whereIn('p.subject_uid', [...uids]);
    if (assigneeId !== null) query.where('p.assignee_id', assigneeId);
    if (text !== null) query.whereRaw("p.title_search like ? escape '\\'", [`%${searchable(text).replace(/[\\%_]/g, '\\$&')}%`]);
    return query;
  };

  return {
    current(query, filter, uids) {
      narrowed(query, filter, uids).where('p.is_current', true);
      return filter.activity === null ? query : query.where('p.activity_id', filter.activity);
    },
    ofAnyRound(query, filter, uids) {
      narrowed(query, filter, uids);
      if (filter.activity === null) return query;
      return query.whereExists(
        strapi.db
          .connection(`${TABLES.pieces} as newest`)
          .select('newest.id')
          .whereRaw('newest.subject_uid = p.subject_uid and newest.subject_id = p.subject_id and newest.subject_locale = p.subject_locale')
          .where({ 'newest.is_current': true, 'newest.activity_id': filter.activity }) as never
      );
    },
  };
};
