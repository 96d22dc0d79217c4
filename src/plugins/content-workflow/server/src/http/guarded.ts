import { RefusedError } from './failure';
import { refused, type HttpContext } from './problem';

/** A refusal that travelled as an exception ends as the answer it is; anything else is Strapi's to report. */
export const guarded =
  (run: (ctx: HttpContext) => void | Promise<void>) =>
  async (ctx: HttpContext): Promise<void> => {
    try {
      await run(ctx);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refused(ctx, error.refusal);
    }
  };
