import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { BoardColumn, GetBoard, GetBoardCards, GetBoardFilters, GetMoves } from '../../../../contracts/board';
import { COLUMNS, ENDED_COLUMNS } from '../../../../core/board/columns';
import { movesOf } from '../../../../core/board/moves';
import { currentActor } from '../../engine/actors';
import type { Pieces } from '../../engine/pieces';
import type { Transitions } from '../../engine/transitions';
import type { Views } from '../../engine/views';
import { accept, parseCursor, pieceId } from '../../http/endpoint';
import { notFound, problem, refused, type HttpContext } from '../../http/problem';
import { iso, type Clock } from '../../jobs/clock';
import { boardQuery, cardsQuery } from './routes';
import type { Board, Filter } from './service';

export interface BoardControllers {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly board: Board;
  readonly pieces: Pieces;
  readonly transitions: Transitions;
  readonly views: Views;
}

/** What fits on a large screen without scrolling, and a little more. */
const PAGE = 20;
const MAX_PAGE = 100;

interface FilterQuery {
  readonly type?: string | undefined;
  readonly activity?: string | undefined;
  readonly assignee?: string | undefined;
  readonly text?: string | undefined;
}

export const createBoardControllers = (deps: () => BoardControllers) => {
  const actor = () => currentActor(deps().strapi);

  const filterOf = async ({ type, activity, assignee, text }: FilterQuery): Promise<Filter> => ({
    uid: type ?? null,
    activityId: activity ?? null,
    assigneeId: assignee === 'me' ? (await actor()).id : (assignee ?? null),
    text: text === undefined || text === '' ? null : text,
  });

  return {
    board: {
      async columns(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, boardQuery, ctx.query, 'query');
        if (query === null) return;
        const before = parseCursor(query.cursor);
        if (before === 'invalid' || (before !== null && query.column === undefined)) return problem(ctx, 400, `cursor: ${before === 'invalid' ? 'is not one of ours' : 'is the place in one column; name it'}`, { code: 'INPUT_INVALID', field: 'cursor' });
        const limit = Number(query.limit ?? PAGE);
        if (limit < 1 || limit > MAX_PAGE) return problem(ctx, 400, `limit: must be from 1 to ${MAX_PAGE}`, { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: MAX_PAGE });
        const filter = await filterOf(query);
        const asked = query.column === undefined ? [...COLUMNS, ...(query.ended === 'yes' ? ENDED_COLUMNS : [])] : [query.column];
        const columns: BoardColumn[] = [];
        // One after the other: a board takes one connection to the database, however many columns it has.
        for (const column of asked) columns.push(await deps().board.column(filter, { column, limit, before: before === null ? null : { changedAt: before.at, id: before.id } }));
        ctx.body = { data: { columns } } satisfies GetBoard.Response;
      },

      async cards(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, cardsQuery, ctx.query, 'query');
        if (query === null) return;
        const filter = await filterOf(query);
        const { board } = deps();
        ctx.body = { data: { cards: await board.cards(filter, query.ids), totals: await board.totals(filter) } } satisfies GetBoardCards.Response;
      },

      async filters(ctx: HttpContext): Promise<void> {
        ctx.body = { data: await deps().board.filters() } satisfies GetBoardFilters.Response;
      },

      async moves(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
        if (params === null) return;
        const { pieces, transitions, views, clock } = deps();
        const row = await pieces.byId(params.id);
        if (row === null) return refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
        const by = await actor();
        const inspected = await transitions.inspect(row);
        const piece = await views.piece(row, by, inspected);
        ctx.body = { data: { piece, moves: inspected === null ? [] : movesOf(inspected.state, by, iso(clock.now()), inspected.facts) } } satisfies GetMoves.Response;
      },
    },
  };
};
