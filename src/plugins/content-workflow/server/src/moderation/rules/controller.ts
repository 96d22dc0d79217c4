import { createHash } from 'node:crypto';
import { z } from '@strapi/utils';
import type { GetModerationFigures, GetTransparency } from '../../../../contracts/moderation/figures';
import type { GetRules } from '../../../../contracts/moderation/members';
import { SMALLEST_COUNT } from '../../../../core/moderation/figures';
import { rulesPage } from '../../../../core/moderation/rules/page';
import { accept } from '../../http/endpoint';
import type { HttpContext } from '../../http/problem';
import type { Sanctions } from '../sanctions/sanctions';
import { languageQuery } from '../sanctions/routes';
import type { Figures } from './figures';

export interface CommunityDesk {
  readonly sanctions: Pick<Sanctions, 'policy'>;
  readonly figures: Figures;
}

/** Rules change with a release; a front end that asks again within the hour is told that nothing has. */
const RULES_SECONDS = 3_600;
const FIGURES_SECONDS = 300;

/** For everybody, with a validator; 304 for whoever has it already. */
const cacheable = (ctx: HttpContext, body: unknown, seconds: number): void => {
  const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 27)}"`;
  ctx.set('ETag', etag);
  ctx.set('Cache-Control', `public, max-age=${seconds}`);
  const known = ctx.get('If-None-Match').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) ctx.status = 304;
  else ctx.body = body;
};

export const createCommunityControllers = (deps: () => CommunityDesk) => ({
  community: {
    findOne(ctx: HttpContext): void {
      const query = accept(ctx, languageQuery, ctx.query, 'query');
      if (query === null) return;
      cacheable(ctx, { data: rulesPage(deps().sanctions.policy(), query.language ?? 'en') } satisfies GetRules.Response, RULES_SECONDS);
    },

    async find(ctx: HttpContext): Promise<void> {
      if (accept(ctx, z.strictObject({}), ctx.query, 'query') === null) return;
      cacheable(ctx, { data: { months: await deps().figures.toldMonths(), smallest: SMALLEST_COUNT } } satisfies GetTransparency.Response, FIGURES_SECONDS);
    },
  },

  figures: {
    async show(ctx: HttpContext): Promise<void> {
      const { figures } = deps();
      const [months, now] = await Promise.all([figures.months(), figures.now()]);
      ctx.body = { data: { months, now } } satisfies GetModerationFigures.Response;
    },
  },
});
