import type { Pieces } from '../engine/pieces';
import type { PieceRow } from '../tables';
import { note } from '../telemetry/scope';

const noticed = <P extends PieceRow | null>(piece: P): P => {
  if (piece !== null) note({ pieceId: piece.id, uid: piece.uid, documentId: piece.documentId, ...(piece.locale === '' ? {} : { locale: piece.locale }) });
  return piece;
};

/** Whoever has looked a piece up speaks of it from then on: the lines of that work carry its ids. */
export const observedPieces = (pieces: Pieces): Pieces => ({
  ...pieces,
  byId: async (...asked) => noticed(await pieces.byId(...asked)),
  lock: async (...asked) => noticed(await pieces.lock(...asked)),
  ensure: async (...asked) => noticed(await pieces.ensure(...asked)),
});
