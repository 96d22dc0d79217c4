import { z } from '@strapi/utils';
import type { CreateComment, GetComparison, GetReviewQueue, ListComments } from '../../../../contracts/review';
import type { Actor } from '../../../../core/workflow/context';
import type { WorkflowConfig } from '../../config';
import type { Pieces } from '../../engine/pieces';
import { accept, pieceId } from '../../http/endpoint';
import { notFound, problem, refused, type HttpContext } from '../../http/problem';
import type { PieceRow } from '../../tables';
import type { CommentOutcome, Comments } from './comments';
import type { Comparisons } from './comparison';
import type { QueuePlace, ReviewQueue } from './queue';
import { commentsQuery, comparisonQuery, createBody, queueQuery, writeBody } from './routes';

export interface ReviewControllers {
  readonly config: WorkflowConfig;
  readonly pieces: Pieces;
  readonly reviewQueue: ReviewQueue;
  readonly comparisons: Comparisons;
  readonly comments: Comments;
  actor(): Promise<Actor>;
}

const MAX_PAGE = 100;
const PAGE = 50;

const cursorOf = ({ due, since, id }: QueuePlace): string => Buffer.from(`${due}.${since}.${id}`).toString('base64url');

const placeOf = (cursor: string | undefined): QueuePlace | null | 'invalid' => {
  if (cursor === undefined) return null;
  const match = /^(\d{1,16})\.(\d{1,16})\.(\d{1,10})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const [due, since, id] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  return match === null || !Number.isSafeInteger(due) || !Number.isSafeInteger(since) || id > 2_147_483_647 ? 'invalid' : { due, since, id };
};

export const createReviewControllers = (deps: () => ReviewControllers) => {
  const idOf = (ctx: HttpContext): number | null => accept(ctx, z.object({ id: pieceId }), ctx.params, 'params')?.id ?? null;

  /** Finds the piece of the path; answers 400 or 404 itself. */
  const pieceOf = async (ctx: HttpContext): Promise<PieceRow | null> => {
    const id = idOf(ctx);
    if (id === null) return null;
    const piece = await deps().pieces.byId(id);
    if (piece === null) refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
    return piece;
  };

  const answer = (ctx: HttpContext, outcome: CommentOutcome): void => {
    if (outcome.kind === 'refused') return refused(ctx, outcome.refusal);
    ctx.body = { data: outcome.thread } satisfies CreateComment.Response;
  };

  const settle = async (ctx: HttpContext, resolved: boolean): Promise<void> => {
    const id = idOf(ctx);
    if (id !== null) answer(ctx, await deps().comments.settle(id, resolved, await deps().actor()));
  };

  return {
    review: {
      async queue(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, queueQuery, ctx.query, 'query');
        if (query === null) return;
        const after = placeOf(query.cursor);
        if (after === 'invalid') return problem(ctx, 400, 'cursor: is not one of ours', { code: 'INPUT_INVALID', field: 'cursor' });
        const limit = Number(query.limit ?? PAGE);
        if (limit < 1 || limit > MAX_PAGE) return problem(ctx, 400, `limit: must be from 1 to ${MAX_PAGE}`, { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: MAX_PAGE });
        if (query.type !== undefined && deps().config.types[query.type] === undefined) return refused(ctx, notFound('governed content type', 'TYPE_NOT_GOVERNED'));
        const page = await deps().reviewQueue.read(await deps().actor(), { uid: query.type ?? null, activity: query.activity ?? null, after, limit });
        ctx.body = { data: page.items, meta: { nextCursor: page.next === null ? null : cursorOf(page.next), counts: page.counts } } satisfies GetReviewQueue.Response;
      },

      async comparison(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, comparisonQuery, ctx.query, 'query');
        const piece = query === null ? null : await pieceOf(ctx);
        if (query === null || piece === null) return;
        const outcome = await deps().comparisons.compare(piece, query.against);
        if (outcome.kind === 'refused') return refused(ctx, outcome.refusal);
        ctx.body = { data: outcome.data } satisfies GetComparison.Response;
      },

      async comments(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, commentsQuery, ctx.query, 'query');
        const piece = query === null ? null : await pieceOf(ctx);
        if (query === null || piece === null) return;
        ctx.body = { data: await deps().comments.list(piece, query.state ?? null) } satisfies ListComments.Response;
      },

      async comment(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, createBody, ctx.request.body, 'body');
        const piece = body === null ? null : await pieceOf(ctx);
        if (body === null || piece === null) return;
        answer(ctx, await deps().comments.create(piece, { body: body.body, field: body.field ?? null, passage: body.passage ?? null }, await deps().actor()));
      },

      async reply(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, writeBody, ctx.request.body, 'body');
        const id = body === null ? null : idOf(ctx);
        if (body !== null && id !== null) answer(ctx, await deps().comments.reply(id, body.body, await deps().actor()));
      },

      async edit(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, writeBody, ctx.request.body, 'body');
        const id = body === null ? null : idOf(ctx);
        if (body !== null && id !== null) answer(ctx, await deps().comments.edit(id, body.body, await deps().actor()));
      },

      async remove(ctx: HttpContext): Promise<void> {
        const id = idOf(ctx);
        if (id !== null) answer(ctx, await deps().comments.remove(id, await deps().actor()));
      },

      resolve: (ctx: HttpContext): Promise<void> => settle(ctx, true),
      reopen: (ctx: HttpContext): Promise<void> => settle(ctx, false),
    },
  };
};
