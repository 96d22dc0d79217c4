import type { PieceSummary } from '../../../contracts/piece';
import { entryPath } from '../../../core/address';
import { PLUGIN_ID } from '../plugin-id';

/** The edit view of a piece's document, in the language of the piece. */
export const editAddress = (piece: Pick<PieceSummary, 'uid' | 'documentId' | 'locale'>): string => entryPath(piece);

/** The review page of a piece; `search` keeps the queue's filter and the way of looking at a piece from one to the next. */
export const reviewAddress = (pieceId: number | null, search = ''): string => `/plugins/${PLUGIN_ID}/review${pieceId === null ? '' : `/${pieceId}`}${search}`;
