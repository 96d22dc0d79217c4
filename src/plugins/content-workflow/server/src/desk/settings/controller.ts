import { z } from '@strapi/utils';
import type { GetSettings, GetSettingsVersion, ListSettingsVersions, PreviewSettings } from '../../../../contracts/settings';
import type { Actor } from '../../../../core/workflow/context';
import { refOf } from '../../engine/actors';
import { accept } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import type { Path } from '../../settings/changes';
import { previewBody, restoreBody, saveBody, versionQuery, versionsQuery } from './routes';
import type { SaveOutcome, SettingsDesk } from './service';

export interface SettingsControllers {
  readonly settingsDesk: SettingsDesk;
  actor(): Promise<Actor>;
}

const MAX_VERSIONS = 100;

/** Judged as a whole by the service, which knows the types, the roles and the file; so that every problem has its place. */
const anyChanges = z.record(z.string(), z.unknown());

const previewInput = previewBody.extend({ changes: anyChanges });
const saveInput = saveBody.extend({ changes: anyChanges });

const versionParams = z.object({ version: z.string().regex(/^(0|[1-9]\d{0,8})$/, 'is not a version').transform(Number) });

const noSuchVersion = (ctx: HttpContext): void => problem(ctx, 404, 'There is no such version.', { code: 'VERSION_NOT_FOUND', who: [], next: 'Choose one of the list.' });

const answer = (ctx: HttpContext, outcome: SaveOutcome): void => {
  switch (outcome.kind) {
    case 'saved':
      ctx.body = { data: outcome.settings } satisfies GetSettings.Response;
      return;
    case 'invalid': {
      const issues = outcome.problems.map(({ path, message }) => ({ field: ['changes', ...path].join('.'), path, message }));
      const [first] = issues;
      return problem(ctx, 400, `${first?.field ?? 'changes'}: ${first?.message ?? 'is not valid'}`, { code: 'INPUT_INVALID', field: first?.field ?? 'changes', where: 'body', issues });
    }
    case 'conflict':
      return problem(ctx, 409, 'The settings were changed while you were looking at them.', { code: 'SETTINGS_CONFLICT', who: [], next: 'Look at them as they are now, and decide again.', current: outcome.current });
    case 'unchanged':
      return problem(ctx, 422, 'This is what holds already.', { code: 'NOTHING_CHANGED', who: [], next: 'Change something, or leave it.' });
    case 'not-found':
      return noSuchVersion(ctx);
  }
};

export const createSettingsControllers = (deps: () => SettingsControllers) => ({
  settings: {
    async read(ctx: HttpContext): Promise<void> {
      ctx.body = { data: await deps().settingsDesk.view() } satisfies GetSettings.Response;
    },

    async preview(ctx: HttpContext): Promise<void> {
      const body = accept(ctx, previewInput, ctx.request.body, 'body');
      if (body !== null) ctx.body = { data: await deps().settingsDesk.preview(body.changes) } satisfies PreviewSettings.Response;
    },

    async save(ctx: HttpContext): Promise<void> {
      const body = accept(ctx, saveInput, ctx.request.body, 'body');
      if (body === null) return;
      const { settingsDesk, actor } = deps();
      answer(ctx, await settingsDesk.save({ ...body, keeps: (body.keeps ?? []) as unknown as Path[], by: refOf(await actor()) }));
    },

    async versions(ctx: HttpContext): Promise<void> {
      const query = accept(ctx, versionsQuery, ctx.query, 'query');
      if (query === null) return;
      const limit = Number(query.limit ?? 20);
      if (limit < 1 || limit > MAX_VERSIONS) return problem(ctx, 400, `limit: must be from 1 to ${MAX_VERSIONS}`, { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: MAX_VERSIONS });
      ctx.body = { data: await deps().settingsDesk.versions(query.before === undefined ? null : Number(query.before), limit) } satisfies ListSettingsVersions.Response;
    },

    async version(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, versionParams, ctx.params, 'params');
      const query = params === null ? null : accept(ctx, versionQuery, ctx.query, 'query');
      if (params === null || query === null) return;
      const found = await deps().settingsDesk.version(params.version, query.against === undefined ? null : Number(query.against));
      if (found === null) return noSuchVersion(ctx);
      ctx.body = { data: found } satisfies GetSettingsVersion.Response;
    },

    async restore(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, versionParams, ctx.params, 'params');
      const body = params === null ? null : accept(ctx, restoreBody, ctx.request.body, 'body');
      if (params === null || body === null) return;
      const { settingsDesk, actor } = deps();
      answer(ctx, await settingsDesk.restore(params.version, { ...body, by: refOf(await actor()) }));
    },
  },
});
