import { PLUGIN_ID } from '../plugin-id';

/** The page of a piece's experiment, and of all of them. */
export const experimentAddress = (pieceId: number | null): string => `/plugins/${PLUGIN_ID}/experiments${pieceId === null ? '' : `/${pieceId}`}`;
