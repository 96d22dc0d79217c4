import type { Core } from '@strapi/strapi';
import type { DocumentState } from '../../../../contracts/bulk';
import type { WorkflowContext } from '../../../../core/workflow/context';
import { toSummary } from '../../engine/views';
import { TABLES, toPiece } from '../../tables';

export type DocumentStates = (uid: string, locale: string, documentIds: readonly string[]) => Promise<DocumentState[]>;

/** One query for a whole page. What is live is the edition that readers are served, whatever round it is of. */
export const createDocumentStates =
  (strapi: Core.Strapi): DocumentStates =>
  async (uid, locale, documentIds) => {
    const rows = (await strapi.db
      .connection({ piece: TABLES.pieces })
      .leftJoin({ live: TABLES.editions }, (join) =>
        join
          .on('live.subject_uid', 'piece.subject_uid')
          .on('live.subject_id', 'piece.subject_id')
          .on('live.subject_locale', 'piece.subject_locale')
          .onVal('live.is_live', true)
      )
      .where({ 'piece.subject_uid': uid, 'piece.subject_locale': locale, 'piece.is_current': true })
      .whereIn('piece.subject_id', [...documentIds])
      .select('piece.*', 'live.content_hash as live_hash')) as (Record<string, unknown> & { live_hash: string | null })[];
    return rows.map((row) => {
      const piece = toPiece(row);
      const { hash } = piece.context as WorkflowContext;
      return { documentId: piece.documentId, piece: toSummary(piece), isLive: row.live_hash !== null, isChanged: row.live_hash !== null && row.live_hash !== hash };
    });
  };
