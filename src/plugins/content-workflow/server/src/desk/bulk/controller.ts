import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { ItemResult, ListDocumentStates, ListOffers, Offer, SendEvents } from '../../../../contracts/bulk';
import { availableEvents } from '../../../../core/workflow/available';
import type { Actor } from '../../../../core/workflow/context';
import type { WorkflowConfig } from '../../config';
import { toEvent } from '../../engine/event-input';
import type { Pieces } from '../../engine/pieces';
import { isLocalized, schemaReader } from '../../engine/schema';
import type { Outcome, Transitions } from '../../engine/transitions';
import { toSummary, type Views } from '../../engine/views';
import { accept, plain } from '../../http/endpoint';
import { RefusedError } from '../../http/failure';
import { notFound, problem, refused, type HttpContext } from '../../http/problem';
import { iso, type Clock } from '../../jobs/clock';
import { atOnce } from './at-once';
import { offersQuery, sendManyBody, statesQuery } from './routes';
import type { DocumentStates } from './states';

export interface BulkControllers {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly transitions: Transitions;
  readonly views: Views;
  readonly documentStates: DocumentStates;
  actor(): Promise<Actor>;
}

/** Each takes a connection for its transaction; Strapi's pool has ten by default, and others work meanwhile. */
const AT_ONCE = 4;

const resultOf = (pieceId: number, outcome: Outcome): ItemResult => {
  switch (outcome.kind) {
    case 'accepted':
      return { pieceId, outcome: 'accepted', piece: toSummary(outcome.piece) };
    case 'refused':
      return { pieceId, outcome: 'refused', refusal: outcome.refusal, piece: toSummary(outcome.piece) };
    case 'conflict':
      return { pieceId, outcome: 'conflict', piece: toSummary(outcome.piece) };
    case 'not-found':
      return { pieceId, outcome: 'not-found' };
  }
};

export const createBulkControllers = (deps: () => BulkControllers) => {
  const localeOf = (uid: string, asked: string | undefined): string => (isLocalized(schemaReader(deps().strapi)(uid)) ? (asked ?? '') : '');

  /** Answers 404 itself for a type that is not governed. */
  const isGoverned = (ctx: HttpContext, uid: string): boolean => {
    if (deps().config.types[uid] !== undefined) return true;
    refused(ctx, notFound('governed content type', 'TYPE_NOT_GOVERNED'));
    return false;
  };

  const offerOf = async (uid: string, locale: string, documentId: string, by: Actor): Promise<Offer | null> => {
    const { pieces, transitions, clock } = deps();
    const piece = await pieces.ensure({ uid, documentId, locale });
    if (piece === null) return null;
    const inspected = await transitions.inspect(piece);
    return { documentId, piece: toSummary(piece), events: inspected === null ? [] : availableEvents(inspected.state, by, iso(clock.now()), inspected.facts) };
  };

  return {
    bulk: {
      async states(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, z.object({ uid: plain(200) }), ctx.params, 'params');
        const query = params === null ? null : accept(ctx, statesQuery, ctx.query, 'query');
        if (params === null || query === null || !isGoverned(ctx, params.uid)) return;
        ctx.body = { data: await deps().documentStates(params.uid, localeOf(params.uid, query.locale), query.ids) } satisfies ListDocumentStates.Response;
      },

      async offers(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, offersQuery, ctx.query, 'query');
        if (query === null || !isGoverned(ctx, query.uid)) return;
        const by = await deps().actor();
        const locale = localeOf(query.uid, query.locale);
        const offers = await atOnce(query.ids, AT_ONCE, (documentId) => offerOf(query.uid, locale, documentId, by));
        ctx.body = { data: offers.filter((offer) => offer !== null), meta: { rejectReasons: deps().config.types[query.uid]?.rejectReasons ?? [] } } satisfies ListOffers.Response;
      },

      async send(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, sendManyBody, ctx.request.body, 'body');
        if (body === null) return;
        const { strapi, transitions, views } = deps();
        const translated = await toEvent(body.event, views.person);
        if (translated.kind === 'invalid')
          return problem(ctx, 400, `${translated.field}: ${translated.message}`, { code: 'INPUT_INVALID', field: translated.field, ...translated.params });
        const by = await deps().actor();

        /** What is thrown for one piece is told of that piece: the others are done, and their results are owed. */
        const sendOne = async ({ pieceId, expectedRevision }: SendEvents.Request['items'][number]): Promise<ItemResult> => {
          try {
            return resultOf(pieceId, await transitions.send({ pieceId, expectedRevision, event: translated.event, by }));
          } catch (error) {
            if (error instanceof RefusedError) return { pieceId, outcome: 'refused', refusal: error.refusal, piece: null };
            strapi.log.error(`[content-workflow] ${body.event.type} for several pieces failed for piece ${pieceId}: ${error instanceof Error ? error.name : 'error'}`);
            return { pieceId, outcome: 'failed' };
          }
        };

        ctx.body = { data: await atOnce(body.items, AT_ONCE, sendOne) } satisfies SendEvents.Response;
      },
    },
  };
};
