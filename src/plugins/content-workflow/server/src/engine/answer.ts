/** One answer for every way an event can end. */
import { notFound, problem, refused, type HttpContext } from '../http/problem';
import type { Actor } from '../../../core/workflow/context';
import type { Outcome } from './transitions';
import type { Views } from './views';

export const answerOutcome = async (ctx: HttpContext, outcome: Outcome, views: Views, by: Actor): Promise<void> => {
  switch (outcome.kind) {
    case 'accepted':
      ctx.body = { data: await views.piece(outcome.piece, by, outcome.inspected) };
      return;
    case 'not-found':
      return refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
    case 'refused':
      return refused(ctx, outcome.refusal);
    case 'conflict':
      return problem(ctx, 409, 'The piece changed while you were looking at it.', {
        code: 'REVISION_CONFLICT',
        guard: 'revision',
        who: [],
        next: 'Look at it as it is now, and decide again.',
        piece: await views.piece(outcome.piece, by),
      });
  }
};
