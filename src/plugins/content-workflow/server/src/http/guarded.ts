import { isPassing, OutcomeUnknownError } from '../database';
import { RefusedError } from './failure';
import { problem, refused, type HttpContext } from './problem';

/** Long enough for a connection to be opened again. */
const RETRY_AFTER_SECONDS = 1;

/** Not 503: a proxy repeats that by itself, and what may have been done already is for a person to repeat. */
const unknown = (ctx: HttpContext): void =>
  problem(ctx, 504, 'The connection to the database broke at this moment: this may or may not have been saved.', { code: 'OUTCOME_UNKNOWN', next: 'Look whether it was done before you do it again.' });

/** A refusal that travelled as an exception ends as the answer it is; a database that is away is said to be; anything else is Strapi's to report. */
export const guarded =
  (run: (ctx: HttpContext) => void | Promise<void>) =>
  async (ctx: HttpContext): Promise<void> => {
    try {
      await run(ctx);
    } catch (error) {
      if (error instanceof RefusedError) return refused(ctx, error.refusal);
      if (error instanceof OutcomeUnknownError) return unknown(ctx);
      if (!isPassing(error)) throw error;
      ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
      problem(ctx, 503, 'The database can not be reached at this moment.', { code: 'DATABASE_AWAY', next: 'Look whether it was done, and try again in a moment.' });
    }
  };

/** A middleware for Strapi's own routes, an editor's save among them; Strapi would call it an internal error. */
export const sayUnknown = async (ctx: HttpContext, next: () => Promise<void>): Promise<void> => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    unknown(ctx);
  }
};
