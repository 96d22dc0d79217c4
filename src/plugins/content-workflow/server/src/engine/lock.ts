import type { Refusal } from '../../../core/errors';
import type { GovernedType } from '../config';
import type { PieceRow } from '../tables';

const lockedBy = (piece: PieceRow, type: GovernedType): { what: string; who: string; how: string; event: string } | null => {
  if (piece.state === 'variant') return { what: 'an experiment runs over it', who: 'own', how: 'stop the experiment (STOP)', event: 'STOP' };
  if (piece.state === 'scheduled' && type.edits.scheduled === 'lock') return { what: 'it is scheduled', who: 'publish', how: 'take it off the schedule (UNSCHEDULE)', event: 'UNSCHEDULE' };
  if (piece.state === 'review' && type.edits.review === 'lock') return { what: 'it is under review', who: 'submit', how: 'recall it (RECALL)', event: 'RECALL' };
  return null;
};

/** Why a piece can not be edited now; `null` when it can. */
export const lockOf = (piece: PieceRow, type: GovernedType): Refusal | null => {
  const lock = lockedBy(piece, type);
  return lock === null
    ? null
    : {
        code: 'LOCKED',
        kind: 'forbidden',
        guard: 'isNotLocked',
        message: `"${piece.title}" can not be edited: ${lock.what}.`,
        who: [lock.who],
        next: `Somebody with the permission "${lock.who}" can ${lock.how} first.`,
        params: { state: piece.state, pieceId: piece.id, locale: piece.locale, event: lock.event },
      };
};
