import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { WorkflowConfig } from '../config';
import { currentActor } from '../engine/actors';
import type { ContentReader } from '../engine/content';
import type { Pieces } from '../engine/pieces';
import { accept, pieceId } from '../http/endpoint';
import { isLeaving } from '../http/leave';
import { notFound, problem, refused, type HttpContext } from '../http/problem';
import { iso, type Clock } from '../jobs/clock';
import { within } from '../jobs/patience';
import type { Heartbeat } from '../jobs/heartbeat';
import { inTransaction } from '../tables';
import type { Editions } from './editions';
import type { Report } from './integrity/sweep';
import type { PreviewLinks } from './preview';
import { integrityBody, previewLinkBody } from './routes';

export interface PublishingControllers {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly content: ContentReader;
  readonly editions: Editions;
  readonly previews: PreviewLinks;
  readonly heartbeat: Heartbeat;
  readonly sweep: (options: { takeDown: boolean }) => Promise<Report>;
}

/** A database that takes longer is of no use to a request. */
const DATABASE_PATIENCE_MS = 1_000;

const answersInTime = (strapi: Core.Strapi): Promise<boolean> => within(DATABASE_PATIENCE_MS, strapi.db.connection.raw('select 1')).catch(() => false);

export const createPublishingControllers = (deps: () => PublishingControllers) => ({
  publishing: {
    async createPreviewLink(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
      const body = params === null ? null : accept(ctx, previewLinkBody, ctx.request.body, 'body');
      if (params === null || body === null) return;
      const { strapi, config, clock, pieces, content, editions, previews } = deps();
      const piece = await pieces.byId(params.id);
      const draft = piece === null ? null : await content.readDraft(piece);
      if (piece === null || draft === null) return refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
      const variant = body.variant === undefined ? null : (await pieces.variants(piece.id)).find((v) => v.key === body.variant);
      if (variant === undefined) return problem(ctx, 422, 'There is no such variant.', { code: 'VARIANT_UNKNOWN', field: 'variant', guard: 'exists', who: [], next: 'Choose one of the variants of the piece.' });
      const version = variant === null ? draft : await content.withOverrides(piece.uid, draft.content, variant.overrides);
      await inTransaction(strapi, (trx) => editions.freeze(trx, piece, version));
      const expiresAt = clock.now() + (body.ttlMinutes ?? config.preview.ttlMinutes) * 60_000;
      const subject = { uid: piece.uid, documentId: piece.documentId, locale: piece.locale };
      const token = previews.sign({ subject, hash: version.hash, expiresAt });
      ctx.body = { data: { url: `/api/delivery/preview/${token}`, token, hash: version.hash, expiresAt: iso(expiresAt) } };
    },

    async runIntegrity(ctx: HttpContext): Promise<void> {
      const body = accept(ctx, integrityBody, ctx.request.body, 'body');
      if (body === null) return;
      const { strapi, config, sweep } = deps();
      strapi.log.info(`[content-workflow] integrity sweep asked for by ${(await currentActor(strapi)).kind}`);
      ctx.body = { data: await sweep({ takeDown: body.takeDown ?? config.integrity.takeDown }) };
    },
  },

  health: {
    async find(ctx: HttpContext): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { data: await deps().heartbeat.health() };
    },

    /** Says nothing but yes or no: whoever can reach the port may ask. */
    async isReady(ctx: HttpContext): Promise<void> {
      const { strapi } = deps();
      ctx.set('Cache-Control', 'no-store');
      const ready = !isLeaving(strapi) && (await answersInTime(strapi));
      ctx.status = ready ? 200 : 503;
      ctx.body = { data: { ready } };
    },
  },
});
