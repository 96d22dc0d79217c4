import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import { currentActor } from '../engine/actors';
import { answerOutcome } from '../engine/answer';
import type { Views } from '../engine/views';
import { accept, pieceId, variantKey } from '../http/endpoint';
import type { HttpContext } from '../http/problem';
import { putVariantBody, removeVariantQuery } from './routes';
import type { Variants } from './variants';

export interface VariantControllers {
  readonly strapi: Core.Strapi;
  readonly variants: Variants;
  readonly views: Views;
}

const address = z.object({ id: pieceId, key: variantKey });

export const createVariantControllers = (deps: () => VariantControllers) => ({
  variant: {
    async put(ctx: HttpContext): Promise<void> {
      const at = accept(ctx, address, ctx.params, 'params');
      const body = at === null ? null : accept(ctx, putVariantBody, ctx.request.body, 'body');
      if (at === null || body === null) return;
      const { strapi, variants, views } = deps();
      const by = await currentActor(strapi);
      const { expectedRevision, label, overrides } = body;
      await answerOutcome(ctx, await variants.put({ pieceId: at.id, expectedRevision, by }, { key: at.key, label, overrides }), views, by);
    },

    async remove(ctx: HttpContext): Promise<void> {
      const at = accept(ctx, address, ctx.params, 'params');
      const query = at === null ? null : accept(ctx, removeVariantQuery, ctx.query, 'query');
      if (at === null || query === null) return;
      const { strapi, variants, views } = deps();
      const by = await currentActor(strapi);
      await answerOutcome(ctx, await variants.remove({ pieceId: at.id, expectedRevision: Number(query.expectedRevision), by }, at.key), views, by);
    },
  },
});
