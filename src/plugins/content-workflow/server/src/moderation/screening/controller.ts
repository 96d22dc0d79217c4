import { z } from '@strapi/utils';
import type { DryRunWordList, GetWordList, GetWordListVersion, ListWordListVersions, ListWordLists, SaveWordList } from '../../../../contracts/moderation/word-lists';
import { MAX_TERMS } from '../../../../core/moderation/word-lists';
import type { Actor } from '../../../../core/workflow/context';
import { refOf } from '../../engine/actors';
import { accept } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import { dryRunBody, listKey, saveBody, versionsQuery } from './routes';
import type { SaveOutcome, WordLists } from './word-lists';

export interface WordListControllers {
  readonly wordLists: WordLists;
  actor(): Promise<Actor>;
}

const MAX_VERSIONS = 100;

const keyParams = z.object({ key: listKey });
const versionParams = z.object({ key: listKey, version: z.string().regex(/^[1-9]\d{0,8}$/, 'is not a version').transform(Number) });

const noSuchList = (ctx: HttpContext): void => problem(ctx, 404, 'There is no such word list.', { code: 'WORD_LIST_NOT_FOUND', who: [], next: 'Choose one of the list.' });
const noSuchVersion = (ctx: HttpContext): void => problem(ctx, 404, 'There is no such version.', { code: 'VERSION_NOT_FOUND', who: [], next: 'Choose one of the list.' });

const answer = (ctx: HttpContext, outcome: SaveOutcome): void => {
  switch (outcome.kind) {
    case 'saved':
      ctx.body = { data: outcome.list } satisfies SaveWordList.Response;
      return;
    case 'conflict':
      return problem(ctx, 409, outcome.current === null ? 'There is no such word list to change.' : 'The word list was changed while you were looking at it.', {
        code: 'WORD_LIST_CONFLICT',
        who: [],
        next: outcome.current === null ? 'Make it as a new list.' : 'Look at it as it is now, and decide again.',
        current: outcome.current,
      });
    case 'unchanged':
      return problem(ctx, 422, 'This is what the list says already.', { code: 'NOTHING_CHANGED', who: [], next: 'Change something, or leave it.' });
    case 'too-many-terms':
      return problem(ctx, 422, `All lists together would have ${outcome.terms} terms; at most ${MAX_TERMS} are matched.`, { code: 'TOO_MANY_TERMS', who: [], next: 'Retire a list, or take terms out.', terms: outcome.terms, maximum: MAX_TERMS });
  }
};

export const createWordListControllers = (deps: () => WordListControllers) => ({
  wordLists: {
    async list(ctx: HttpContext): Promise<void> {
      ctx.body = (await deps().wordLists.list()) satisfies ListWordLists.Response;
    },

    async read(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, keyParams, ctx.params, 'params');
      if (params === null) return;
      const found = await deps().wordLists.read(params.key);
      if (found === null) return noSuchList(ctx);
      ctx.body = { data: found } satisfies GetWordList.Response;
    },

    async versions(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, keyParams, ctx.params, 'params');
      const query = params === null ? null : accept(ctx, versionsQuery, ctx.query, 'query');
      if (params === null || query === null) return;
      const limit = Number(query.limit ?? 20);
      if (limit < 1 || limit > MAX_VERSIONS) return problem(ctx, 400, `limit: must be from 1 to ${MAX_VERSIONS}`, { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: MAX_VERSIONS });
      const before = query.before === undefined ? null : Number(query.before);
      const found = await deps().wordLists.versions(params.key, before, limit);
      if (found.length === 0 && before === null) return noSuchList(ctx);
      ctx.body = { data: found } satisfies ListWordListVersions.Response;
    },

    async version(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, versionParams, ctx.params, 'params');
      if (params === null) return;
      const found = await deps().wordLists.version(params.key, params.version);
      if (found === null) return noSuchVersion(ctx);
      ctx.body = { data: found } satisfies GetWordListVersion.Response;
    },

    async dryRun(ctx: HttpContext): Promise<void> {
      const body = accept(ctx, dryRunBody, ctx.request.body, 'body');
      if (body === null) return;
      const outcome = await deps().wordLists.dryRun(body.key ?? null, body.values);
      if (outcome.kind === 'not-read') return problem(ctx, 503, 'The past submissions could not be read in time.', { code: 'DRY_RUN_TIMED_OUT', who: [], next: 'Try again in a moment, or with fewer terms.' });
      ctx.body = { data: outcome.result } satisfies DryRunWordList.Response;
    },

    async save(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, keyParams, ctx.params, 'params');
      const body = params === null ? null : accept(ctx, saveBody, ctx.request.body, 'body');
      if (params === null || body === null) return;
      const { wordLists, actor } = deps();
      const { expiresAt, ...values } = body.values;
      answer(ctx, await wordLists.save({ key: params.key, expectedVersion: body.expectedVersion, values: { ...values, expiresAt: expiresAt === null ? null : Date.parse(expiresAt) }, comment: body.comment.trim(), by: refOf(await actor()) }));
    },
  },
});
