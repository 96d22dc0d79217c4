import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import { extname } from 'node:path';
import { zipSync } from 'fflate';
import type { ActivityTemplate, ActivityTemplateHistory } from '../../../contracts/distribution';
import { pictureName } from '../../../core/distribution/file-names';
import type { Actor } from '../../../core/workflow/context';
import type { WorkflowConfig } from '../config';
import { currentActor } from '../engine/actors';
import { answerOutcome } from '../engine/answer';
import type { ContentReader } from '../engine/content';
import { mayOpen, mayOpenSome } from '../engine/entry-access';
import type { Pieces } from '../engine/pieces';
import type { Outcome } from '../engine/transitions';
import type { Views } from '../engine/views';
import { accept, parseCursor, pieceId } from '../http/endpoint';
import { iso } from '../jobs/clock';
import { notFound, problem, refused, type HttpContext } from '../http/problem';
import { inTurn, type PieceRow } from '../tables';
import { OUTDATED } from './channels/store';
import type { DistributionDesk } from './connect';
import { channelUnknown, contentGone, deliveryNotFound, notDistributed, renditionFaulty } from './refusals';
import { actBody, activityParams, actParams, approveBody, deliveryParams, listQuery, pictureParams, planBody, previewBody, sendBody, takeOverBody, templateBody, templateHistoryQuery } from './routes';
import type { DeliveryRow } from './rows';
import type { TemplateVersion } from './templates';

export interface DistributionControllers {
  readonly strapi: Core.Strapi;
  readonly config: Pick<WorkflowConfig, 'types'>;
  readonly pieces: Pieces;
  readonly views: Views;
  readonly content: ContentReader;
  readonly distribution: DistributionDesk;
}

const PAGE = 50;

const TEMPLATE_PAGE = 20;

const piece = z.object({ id: pieceId });

const templateView = (version: TemplateVersion | null): ActivityTemplate.Data => ({ plan: version?.plan ?? [], revision: version?.revision ?? 0 });

/** A program that Strapi let through to a route may do what the route does: its token was given exactly this. */
const actorOf = async (strapi: Core.Strapi): Promise<Actor> => {
  const actor = await currentActor(strapi);
  return actor.kind === 'admin' ? actor : { ...actor, permissions: ['distribute'] };
};

/** What Strapi lets an administrator see; `null` for a program, whose token says all. */
const abilityOf = (ctx: HttpContext): object | null => (ctx.state as { readonly userAbility?: object }).userAbility ?? null;

export const createDistributionControllers = (deps: () => DistributionControllers) => {
  /** The piece of the path, of a type that is distributed; the answer is written otherwise. */
  const known = async (ctx: HttpContext): Promise<PieceRow | null> => {
    const at = accept(ctx, piece, ctx.params, 'params');
    if (at === null) return null;
    const found = await deps().pieces.byId(at.id);
    if (found === null) refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
    else if (!deps().distribution.isDistributed(found.uid)) refused(ctx, notDistributed);
    else return found;
    return null;
  };

  const answer = async (ctx: HttpContext, found: PieceRow, by: Actor): Promise<void> => {
    ctx.body = { data: await deps().distribution.views.distribution(found, by) };
  };

  const settled = async (ctx: HttpContext, outcome: Outcome, by: Actor): Promise<void> => (outcome.kind === 'accepted' ? answer(ctx, outcome.piece, by) : answerOutcome(ctx, outcome, deps().views, by));

  const delivered = async (ctx: HttpContext): Promise<DeliveryRow | null> => {
    const at = accept(ctx, deliveryParams, ctx.params, 'params');
    const found = at === null ? null : await deps().distribution.store.byKey(at.key);
    if (at !== null && found === null) refused(ctx, deliveryNotFound);
    return found;
  };

  const activity = async (ctx: HttpContext): Promise<string | null> => {
    const at = accept(ctx, activityParams, ctx.params, 'params');
    const found = at === null ? null : await deps().distribution.subjects.activity(at.documentId);
    if (at !== null && found === null) refused(ctx, notFound('activity', 'DOCUMENT_NOT_FOUND'));
    return found?.documentId ?? null;
  };

  return {
    distribution: {
      async inspect(ctx: HttpContext): Promise<void> {
        const found = await known(ctx);
        if (found !== null) await answer(ctx, found, await actorOf(deps().strapi));
      },

      async preview(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, previewBody, ctx.request.body, 'body');
        const found = body === null ? null : await known(ctx);
        if (found === null || body === null) return;
        const { distribution, pieces, content } = deps();
        const channel = await distribution.channels.byKey(body.channel);
        if (channel === null || distribution.channels.adapterOf(channel) === null) return refused(ctx, channelUnknown(body.channel, 'channel'));
        if (distribution.channels.capabilitiesOf(channel) === null) return refused(ctx, renditionFaulty(body.channel, OUTDATED));
        const version = await distribution.plans.contentOf(found);
        if (version === null) return refused(ctx, contentGone);
        if (body.variant === undefined) {
          ctx.body = { data: await distribution.views.preview(found, channel, version) };
          return;
        }
        const variant = (await pieces.variants(found.id)).find(({ key }) => key === body.variant);
        if (variant === undefined) return refused(ctx, { code: 'VARIANT_UNKNOWN', kind: 'not-found', guard: 'exists', message: 'There is no such variant.', who: [], next: 'Choose one of the piece.' });
        const changed = await content.withOverrides(found.uid, version.content, variant.overrides);
        ctx.body = { data: await distribution.views.preview(found, channel, { ...changed, variant: variant.key }) };
      },

      async plan(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, planBody, ctx.request.body, 'body');
        const found = body === null ? null : await known(ctx);
        if (found === null || body === null) return;
        const by = await actorOf(deps().strapi);
        await settled(ctx, await deps().distribution.plans.put({ pieceId: found.id, expectedRevision: body.expectedRevision, by }, body.plan), by);
      },

      async takeOver(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, takeOverBody, ctx.request.body, 'body');
        const found = body === null ? null : await known(ctx);
        if (found === null || body === null) return;
        const by = await actorOf(deps().strapi);
        await settled(ctx, await deps().distribution.plans.takeOver({ pieceId: found.id, expectedRevision: body.expectedRevision, by }), by);
      },

      async approve(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, approveBody, ctx.request.body, 'body');
        const found = body === null ? null : await known(ctx);
        if (found === null || body === null) return;
        const by = await actorOf(deps().strapi);
        await settled(ctx, await deps().distribution.plans.approve({ pieceId: found.id, expectedRevision: body.expectedRevision, by }, body), by);
      },

      async send(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, sendBody, ctx.request.body, 'body');
        const found = body === null ? null : await known(ctx);
        if (found === null || body === null) return;
        const by = await actorOf(deps().strapi);
        const sent = await deps().distribution.plans.send(found.id, body.channels, by);
        if (sent.kind === 'sent') await answer(ctx, found, by);
        else refused(ctx, sent.kind === 'refused' ? sent.refusal : notFound('piece', 'PIECE_NOT_FOUND'));
      },

      async template(ctx: HttpContext): Promise<void> {
        const documentId = await activity(ctx);
        if (documentId !== null) ctx.body = { data: templateView(await deps().distribution.plans.templates.of(documentId)) } satisfies ActivityTemplate.Response;
      },

      async templateHistory(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, templateHistoryQuery, ctx.query, 'query');
        const documentId = query === null ? null : await activity(ctx);
        if (documentId === null || query === null) return;
        const versions = await deps().distribution.plans.templates.history(documentId, query.before ?? null, TEMPLATE_PAGE + 1);
        const shown = versions.slice(0, TEMPLATE_PAGE);
        ctx.body = {
          data: shown.map(({ revision, plan, by, at }) => ({ revision, plan, by, at: iso(at) })),
          meta: { before: versions.length > shown.length ? (shown.at(-1)?.revision ?? null) : null },
        } satisfies ActivityTemplateHistory.Response;
      },

      async putTemplate(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, templateBody, ctx.request.body, 'body');
        const documentId = body === null ? null : await activity(ctx);
        if (documentId === null || body === null) return;
        const kept = await deps().distribution.plans.putTemplate(documentId, body.plan, body.expectedRevision, await actorOf(deps().strapi));
        if ('guard' in kept) refused(ctx, kept);
        else ctx.body = { data: templateView(kept) } satisfies ActivityTemplate.Response;
      },
    },

    deliveries: {
      async list(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, listQuery, ctx.query, 'query');
        if (query === null) return;
        const before = parseCursor(query.cursor);
        if (before === 'invalid') return problem(ctx, 400, 'cursor: is not one of this list', { code: 'INPUT_INVALID', field: 'cursor', where: 'query', issues: [] });
        const { strapi, config, distribution } = deps();
        const channel = query.channel === undefined ? null : await distribution.channels.byKey(query.channel);
        if (query.channel !== undefined && channel === null) return refused(ctx, channelUnknown(query.channel));
        const userAbility = abilityOf(ctx);
        const types = userAbility === null ? null : Object.keys(config.types).filter((uid) => mayOpenSome(strapi, userAbility, 'read', uid));
        const { data, meta } = await distribution.views.list({ state: query.state ?? null, channelId: channel?.id ?? null, pieceId: query.piece ?? null, types, before, limit: PAGE });
        // A condition may close single entries of a type that is open.
        const open = await inTurn(data, async ({ piece }) => userAbility === null || mayOpen(strapi, userAbility, 'read', piece));
        ctx.body = { data: data.filter((_delivery, i) => open[i] === true), meta };
      },

      async inspect(ctx: HttpContext): Promise<void> {
        const found = await delivered(ctx);
        if (found !== null) ctx.body = { data: await deps().distribution.views.delivery(found) };
      },

      async act(ctx: HttpContext): Promise<void> {
        const at = accept(ctx, actParams, ctx.params, 'params');
        const body = at === null ? null : accept(ctx, actBody, ctx.request.body, 'body');
        if (at === null || body === null) return;
        const { strapi, distribution } = deps();
        const acted = await distribution.acts.act(at.key, at.action, body, await actorOf(strapi));
        if (acted.kind === 'done') ctx.body = { data: await distribution.views.delivery(acted.delivery) };
        else refused(ctx, acted.refusal);
      },

      async picture(ctx: HttpContext): Promise<void> {
        const at = accept(ctx, pictureParams, ctx.params, 'params');
        const found = at === null ? null : await delivered(ctx);
        if (at === null || found === null) return;
        const picture = (await deps().distribution.pictures(found, at.index))[0];
        if (picture === undefined) return refused(ctx, deliveryNotFound);
        ctx.set('Content-Type', picture.mime);
        ctx.set('Content-Disposition', `attachment; filename="${picture.filename}"`);
        ctx.body = picture.bytes;
      },

      async pictures(ctx: HttpContext): Promise<void> {
        const found = await delivered(ctx);
        if (found === null) return;
        const made = await deps().distribution.pictures(found, null);
        ctx.set('Content-Type', 'application/zip');
        ctx.set('Content-Disposition', 'attachment; filename="pictures.zip"');
        // Pictures are compressed already.
        const { piece, channel } = await deps().distribution.views.delivery(found);
        ctx.body = Buffer.from(zipSync(Object.fromEntries(made.map(({ filename, bytes }, i) => [`${pictureName(piece.title, channel.platform, i)}${extname(filename)}`, [bytes, { level: 0 }]]))));
      },
    },
  };
};
