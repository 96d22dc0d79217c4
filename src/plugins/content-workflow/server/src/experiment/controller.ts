import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { WorkflowConfig } from '../config';
import { currentActor } from '../engine/actors';
import { answerOutcome } from '../engine/answer';
import type { Pieces } from '../engine/pieces';
import type { Views } from '../engine/views';
import { accept, pieceId, variantKey } from '../http/endpoint';
import { notFound, refused, type HttpContext } from '../http/problem';
import { figuresBody, putExperimentBody, putVariantBody, removeVariantQuery } from './routes';
import type { Experiments } from './service';
import type { Variants } from './variants';

export interface ExperimentControllers {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly pieces: Pieces;
  readonly variants: Variants;
  readonly experiments: Experiments;
  readonly views: Views;
}

const address = z.object({ id: pieceId, key: variantKey });

const piece = z.object({ id: pieceId });

export const createExperimentControllers = (deps: () => ExperimentControllers) => {
  /** The id of a piece that exists; the answer is written otherwise. */
  const known = async (ctx: HttpContext): Promise<number | null> => {
    const at = accept(ctx, piece, ctx.params, 'params');
    if (at === null) return null;
    if ((await deps().pieces.byId(at.id)) !== null) return at.id;
    refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
    return null;
  };

  return {
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

    experiment: {
      goals(ctx: HttpContext): void {
        ctx.body = { data: deps().config.experiments.goals };
      },

      async one(ctx: HttpContext): Promise<void> {
        const id = await known(ctx);
        if (id !== null) ctx.body = { data: await deps().experiments.view(id) };
      },

      async put(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, putExperimentBody, ctx.request.body, 'body');
        const at = body === null ? null : accept(ctx, piece, ctx.params, 'params');
        if (at === null || body === null) return;
        const { strapi, experiments, views } = deps();
        const by = await currentActor(strapi);
        const outcome = await experiments.plans.put({ pieceId: at.id, expectedRevision: body.expectedRevision, by }, body.plan);
        if (outcome.kind === 'accepted') ctx.body = { data: await experiments.view(at.id) };
        else await answerOutcome(ctx, outcome, views, by);
      },

      async results(ctx: HttpContext): Promise<void> {
        const id = await known(ctx);
        const data = id === null ? null : await deps().experiments.results(id);
        if (data !== null) ctx.body = { data };
        else if (id !== null) refused(ctx, { code: 'EXPERIMENT_NOT_PLANNED', kind: 'not-found', guard: 'exists', message: 'No experiment was planned for this piece.', who: ['own'], next: 'Plan one first.' });
      },

      async figures(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, figuresBody, ctx.request.body, 'body');
        const id = body === null ? null : await known(ctx);
        if (id === null || body === null) return;
        const { strapi, experiments } = deps();
        const refusal = await experiments.figures.add(id, body, await currentActor(strapi));
        if (refusal === null) ctx.body = { data: await experiments.view(id) };
        else refused(ctx, refusal);
      },
    },
  };
};
