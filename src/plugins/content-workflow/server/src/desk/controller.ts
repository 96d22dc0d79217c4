import type { GetChanges } from '../../../contracts/changes';
import { accept } from '../http/endpoint';
import type { HttpContext } from '../http/problem';
import type { ChangeFeed } from './changes';
import { changesQuery } from './routes';

export interface DeskControllers {
  readonly changes: ChangeFeed;
  actor(): Promise<{ readonly id: string }>;
}

export const createDeskControllers = (deps: () => DeskControllers) => ({
  desk: {
    async changes(ctx: HttpContext): Promise<void> {
      const query = accept(ctx, changesQuery, ctx.query, 'query');
      if (query === null) return;
      const gone = new AbortController();
      ctx.req.once('close', () => gone.abort());
      ctx.set('Cache-Control', 'no-store');
      ctx.body = (await deps().changes.since(query.after ?? null, Number(query.wait ?? 0) * 1000, gone.signal, (await deps().actor()).id)) satisfies GetChanges.Response;
    },
  },
});
