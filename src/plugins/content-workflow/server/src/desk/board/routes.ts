import { z } from '@strapi/utils';
import { ALL_COLUMNS } from '../../../../core/board/columns';
import type { StateName } from '../../../../core/workflow/machine';
import { documentId, pieceId, plain, type Endpoint } from '../../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

const filter = {
  type: plain(200).optional(),
  activity: documentId.optional(),
  assignee: z
    .string()
    .regex(/^(me|[1-9]\d{0,14})$/, 'is "me" or a person\'s id')
    .optional(),
  text: plain(200).optional(),
};

export const boardQuery = z.strictObject({
  ...filter,
  column: z.enum(ALL_COLUMNS as [StateName, ...StateName[]], { error: `is one of ${ALL_COLUMNS.join(', ')}` }).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.string().regex(/^\d{1,6}$/, 'is a number').optional(),
  ended: z.enum(['yes', 'no'], { error: 'is "yes" or "no"' }).optional(),
});

/** A board is told of at most so many changes at once before it asks for everything again. */
export const MAX_IDS = 100;

export const cardsQuery = z.strictObject({
  ...filter,
  ids: z
    .string()
    .max(2_000)
    .transform((ids) => ids.split(','))
    .pipe(z.array(pieceId).max(MAX_IDS, `are more than ${MAX_IDS}`)),
});

const read = { kind: 'admin', permission: 'read' } as const;

export const boardRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/board', handler: 'board.columns', summary: 'The columns of the board, newest change first', access: read, query: boardQuery, answers: { 200: 'GetBoard.Response', ...common } },
  { method: 'GET', path: '/board/cards', handler: 'board.cards', summary: 'Cards that changed, and what the columns count', access: read, query: cardsQuery, answers: { 200: 'GetBoardCards.Response', ...common } },
  { method: 'GET', path: '/board/filters', handler: 'board.filters', summary: 'The activities and people by which the board can be narrowed', access: read, answers: { 200: 'GetBoardFilters.Response', ...common } },
  { method: 'GET', path: '/pieces/:id/moves', handler: 'board.moves', summary: 'Which event takes a piece to which column, or why none does', access: read, answers: { 200: 'GetMoves.Response', 404: 'No such piece.', ...common } },
];
