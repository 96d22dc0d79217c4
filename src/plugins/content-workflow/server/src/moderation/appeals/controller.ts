import type { AppealSummary, AppealView, DecideAppeal, GetAppeal, ListAppeals } from '../../../../contracts/moderation/appeals';
import type { Actor, ActorRef } from '../../../../core/workflow/context';
import type { Core } from '@strapi/strapi';
import { refOf } from '../../engine/actors';
import { accept, parseCursor } from '../../http/endpoint';
import { problem, refused, type HttpContext } from '../../http/problem';
import { iso, type Clock } from '../../jobs/clock';
import type { JobQueue } from '../../jobs/queue';
import { isReference } from '../reference';
import { noSuchAppeal } from '../sanctions/refusals';
import { answerBody } from '../sanctions/routes';
import type { StrikeRow } from '../sanctions/rows';
import type { Sanctions } from '../sanctions/sanctions';
import { hadPart } from '../sanctions/strikes';
import { appealsQuery } from './routes';
import type { AppealRow } from './rows';

export interface AppealDesk {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly sanctions: Sanctions;
  actor(): Promise<Actor>;
}

const PAGE = 25;

export const createAppealControllers = (deps: () => AppealDesk) => {
  const summaries = async (appeals: readonly AppealRow[], me: ActorRef): Promise<AppealSummary[]> => {
    const { strapi, clock, sanctions } = deps();
    const rows = await Promise.all(appeals.map(({ strikeId }) => sanctions.strikes.byId(strapi.db.connection, strikeId)));
    const strikes = rows.filter((row): row is StrikeRow => row !== null);
    const [views, names] = await Promise.all([sanctions.members.strikes(strikes), sanctions.senders.names(appeals.map(({ sender }) => sender))]);
    const viewOf = new Map(views.map((view) => [view.id, view]));
    const rowOf = new Map(strikes.map((row) => [row.id, row]));
    return appeals.flatMap((appeal) => {
      const [strike, row] = [viewOf.get(appeal.strikeId), rowOf.get(appeal.strikeId)];
      if (strike === undefined || row === undefined) return [];
      return {
        id: appeal.id,
        reference: appeal.reference,
        state: appeal.state,
        sender: appeal.sender,
        senderName: names.get(appeal.sender) ?? appeal.sender,
        strike,
        openedAt: iso(appeal.openedAt),
        dueAt: iso(appeal.dueAt),
        overdue: appeal.state === 'open' && appeal.dueAt < clock.now(),
        decidedAt: appeal.decidedAt === null ? null : iso(appeal.decidedAt),
        mayDecide: appeal.state === 'open' && !hadPart(row, me),
      };
    });
  };

  const viewOf = async (appeal: AppealRow): Promise<AppealView | null> => {
    const [summary] = await summaries([appeal], refOf(await deps().actor()));
    return summary === undefined ? null : { ...summary, text: appeal.text, answer: appeal.answer, reviewer: appeal.reviewer, toStep: appeal.toStep };
  };

  /** Answers 404 itself. */
  const asked = async (ctx: HttpContext): Promise<AppealRow | null> => {
    const reference = ctx.params.reference ?? '';
    const appeal = isReference(reference) ? await deps().sanctions.appeals.byReference(reference) : null;
    if (appeal === null) refused(ctx, noSuchAppeal);
    return appeal;
  };

  const answerWith = async (ctx: HttpContext, appeal: AppealRow): Promise<void> => {
    const view = await viewOf(appeal);
    if (view === null) return refused(ctx, noSuchAppeal);
    ctx.body = { data: view } satisfies GetAppeal.Response & DecideAppeal.Response;
  };

  return {
    appeals: {
      async list(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, appealsQuery, ctx.query, 'query');
        if (query === null) return;
        const after = parseCursor(query.cursor);
        if (after === 'invalid') return problem(ctx, 400, 'cursor: is not one of ours', { code: 'INPUT_INVALID', field: 'cursor' });
        const open = query.state !== 'decided';
        const rows = await deps().sanctions.appeals.list({ open, after, limit: PAGE + 1 });
        const page = rows.slice(0, PAGE);
        const last = page.at(-1);
        const nextCursor = last === undefined || rows.length <= PAGE ? null : Buffer.from(`${open ? last.dueAt : (last.decidedAt ?? 0)}.${last.id}`).toString('base64url');
        ctx.body = { data: await summaries(page, refOf(await deps().actor())), meta: { nextCursor } } satisfies ListAppeals.Response;
      },

      async show(ctx: HttpContext): Promise<void> {
        const appeal = await asked(ctx);
        if (appeal !== null) return answerWith(ctx, appeal);
      },

      async answer(ctx: HttpContext): Promise<void> {
        const appeal = await asked(ctx);
        const body = appeal === null ? null : accept(ctx, answerBody, ctx.request.body, 'body');
        if (appeal === null || body === null) return;
        const { sanctions, queue, clock, actor } = deps();
        const outcome = await sanctions.appeals.answer({ reference: appeal.reference, by: refOf(await actor()), outcome: body.outcome, step: body.step ?? null, text: body.answer });
        if (outcome.kind === 'refused') return refused(ctx, outcome.refusal);
        queue.nudge(clock.now());
        return answerWith(ctx, outcome.appeal);
      },
    },
  };
};
