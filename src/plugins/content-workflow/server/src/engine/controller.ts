import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { ListPieces } from '../../../contracts/http';
import type { WorkflowConfig } from '../config';
import { accept, documentId, locale, parseCursor, pieceId, plain } from '../http/endpoint';
import { notFound, problem, refused, type HttpContext } from '../http/problem';
import type { PieceRow } from '../tables';
import { currentActor } from './actors';
import type { Alerts } from './alerts';
import { answerOutcome } from './answer';
import { sendBody, toEvent } from './event-input';
import { isLocalized, schemaReader } from './schema';
import type { Pieces } from './pieces';
import { documentQuery, historyQuery, listQuery } from './routes';
import type { Transitions } from './transitions';
import { toAlertView, toHistoryEntry, toSummary, type Views } from './views';

export interface EngineControllers {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly pieces: Pieces;
  readonly transitions: Transitions;
  readonly views: Views;
  readonly alerts: Alerts;
}

/** Keyset cursor: the last row's change time and id. */
const cursorOf = (piece: PieceRow): string => Buffer.from(`${piece.changedAt}.${piece.id}`).toString('base64url');

const MAX_LIST = 200;

const list = (text: string | undefined): string[] => (text === undefined ? [] : text.split(',').filter((part) => part !== ''));

export const createEngineControllers = (deps: () => EngineControllers) => {
  /** Finds the piece of the path; answers 400 or 404 itself. */
  const pieceOf = async (ctx: HttpContext): Promise<PieceRow | null> => {
    const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
    if (params === null) return null;
    const piece = await deps().pieces.byId(params.id);
    if (piece === null) refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
    return piece;
  };

  const actor = () => currentActor(deps().strapi);

  return {
    piece: {
      governed(ctx: HttpContext): void {
        const schemaOf = schemaReader(deps().strapi);
        ctx.body = {
          data: Object.entries(deps().config.types).map(([uid, { path, title, variables, checklist }]) => ({ uid, displayName: schemaOf(uid).info.displayName, path, title, variables, checklist })),
        };
      },

      async list(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, listQuery, ctx.query, 'query');
        if (query === null) return;
        const before = parseCursor(query.cursor);
        if (before === 'invalid') return problem(ctx, 400, 'cursor: is not one of ours', { code: 'INPUT_INVALID', field: 'cursor' });
        const limit = Number(query.limit ?? 50);
        if (limit < 1 || limit > MAX_LIST) return problem(ctx, 400, `limit: must be from 1 to ${MAX_LIST}`, { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: MAX_LIST });
        const rows = await deps().pieces.list({
          states: list(query.state),
          uids: list(query.uid),
          assigneeId: query.assignee === 'me' ? (await actor()).id : (query.assignee ?? null),
          text: query.text ?? null,
          before: before === null ? null : { changedAt: before.at, id: before.id },
          limit: limit + 1,
        });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        ctx.body = { data: page.map(toSummary), meta: { nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null } } satisfies ListPieces.Response;
      },

      async ofDocument(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, z.object({ uid: plain(200), documentId }), ctx.params, 'params');
        const query = params === null ? null : accept(ctx, documentQuery.extend({ locale: locale.optional() }), ctx.query, 'query');
        if (params === null || query === null) return;
        const { strapi, config, pieces, views } = deps();
        if (config.types[params.uid] === undefined) return refused(ctx, notFound('governed content type', 'TYPE_NOT_GOVERNED'));
        const localized = isLocalized(schemaReader(strapi)(params.uid));
        const piece = await pieces.ensure({ ...params, locale: localized ? (query.locale ?? '') : '' });
        if (piece === null) return refused(ctx, notFound('document', 'DOCUMENT_NOT_FOUND'));
        ctx.body = { data: await views.piece(piece, await actor()) };
      },

      async one(ctx: HttpContext): Promise<void> {
        const piece = await pieceOf(ctx);
        if (piece !== null) ctx.body = { data: await deps().views.piece(piece, await actor()) };
      },

      async history(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, historyQuery, ctx.query, 'query');
        const piece = query === null ? null : await pieceOf(ctx);
        if (query === null || piece === null) return;
        const limit = Number(query.limit ?? 50);
        if (limit < 1 || limit > MAX_LIST) return problem(ctx, 400, `limit: must be from 1 to ${MAX_LIST}`, { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: MAX_LIST });
        const rows = await deps().pieces.history(piece.id, query.before === undefined ? null : Number(query.before), limit);
        ctx.body = { data: rows.map(toHistoryEntry) };
      },

      async send(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, sendBody, ctx.request.body, 'body');
        if (body === null) return;
        const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
        if (params === null) return;
        const { transitions, views } = deps();
        const translated = await toEvent(body.event, views.person);
        if (translated.kind === 'invalid')
          return problem(ctx, 400, `${translated.field}: ${translated.message}`, { code: 'INPUT_INVALID', field: translated.field, ...translated.params });
        const by = await actor();
        const outcome = await transitions.send({ pieceId: params.id, expectedRevision: body.expectedRevision, event: translated.event, by });
        await answerOutcome(ctx, outcome, views, by);
      },

      async people(ctx: HttpContext): Promise<void> {
        ctx.body = { data: await deps().views.people() };
      },
    },

    alert: {
      async list(ctx: HttpContext): Promise<void> {
        ctx.body = { data: (await deps().pieces.alerts(null, 100)).map(toAlertView) };
      },

      async acknowledge(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
        if (params === null) return;
        const done = await deps().alerts.acknowledge(params.id, (await actor()).id);
        if (done) ctx.status = 204;
        else refused(ctx, notFound('open alert', 'PIECE_NOT_FOUND'));
      },
    },
  };
};
