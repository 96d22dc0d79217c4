/** What members see of what was decided about them. */
import type { Core } from '@strapi/strapi';
import type { CreateAppeal, WithdrawAppeal } from '../../../../contracts/moderation/appeals';
import type { GetOwnStanding } from '../../../../contracts/moderation/members';
import type { Language } from '../../../../core/moderation/rules/languages';
import { accept } from '../../http/endpoint';
import { problem, refused, type HttpContext } from '../../http/problem';
import type { Clock } from '../../jobs/clock';
import type { JobQueue } from '../../jobs/queue';
import type { AppealOutcome } from '../appeals/appeals';
import { isReference } from '../reference';
import { noSuchAppeal } from './refusals';
import { appealBody, languageQuery } from './routes';
import type { Sanctions } from './sanctions';
import { standingView } from './statements';
import { memberWhoAsks, type Asking } from './who';

export interface MemberDesk {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly sanctions: Sanctions;
}

export const createMemberStandingControllers = (deps: () => MemberDesk) => {
  const languageOf = (ctx: HttpContext): Language | null => {
    const query = accept(ctx, languageQuery, ctx.query, 'query');
    return query === null ? null : (query.language ?? 'en');
  };

  /** What one person is told is for nobody else's cache. */
  const alone = (ctx: HttpContext): void => {
    ctx.set('Cache-Control', 'no-store');
    ctx.vary('Authorization');
  };

  /** Answers 401 itself. */
  const asking = async (ctx: HttpContext): Promise<Asking | null> => {
    alone(ctx);
    const who = await memberWhoAsks(deps().strapi, ctx);
    if (who === null) problem(ctx, 401, 'Only a member of this site has a standing.', { code: 'MEMBER_ONLY', who: [], next: 'Log in, or open the link that you were sent.' });
    return who;
  };

  const answerStatement = async (ctx: HttpContext, strikeId: number, language: Language, status: number): Promise<void> => {
    const { strapi, sanctions } = deps();
    const strike = await sanctions.strikes.byId(strapi.db.connection, strikeId);
    const [statement] = strike === null ? [] : await sanctions.statements.of([strike], language);
    if (statement === undefined) return refused(ctx, noSuchAppeal);
    ctx.status = status;
    ctx.body = { data: statement } satisfies CreateAppeal.Response & WithdrawAppeal.Response;
  };

  const answered = async (ctx: HttpContext, outcome: AppealOutcome, language: Language, status: number): Promise<void> => {
    if (outcome.kind === 'refused') return refused(ctx, outcome.refusal);
    deps().queue.nudge(deps().clock.now());
    return answerStatement(ctx, outcome.appeal.strikeId, language, status);
  };

  return {
    memberStanding: {
      async findOne(ctx: HttpContext): Promise<void> {
        const language = languageOf(ctx);
        const who = language === null ? null : await asking(ctx);
        if (language === null || who === null) return;
        const { strapi, sanctions } = deps();
        const [held, strikes] = await Promise.all([sanctions.standing(who.sender), sanctions.strikes.of(strapi.db.connection, who.sender)]);
        const referenceOf = (id: number): string | null => strikes.find((strike) => strike.id === id)?.reference ?? null;
        ctx.body = { data: { standing: standingView(held, referenceOf), statements: await sanctions.statements.of(strikes, language) } } satisfies GetOwnStanding.Response;
      },

      async appeal(ctx: HttpContext): Promise<void> {
        const language = languageOf(ctx);
        const who = language === null ? null : await asking(ctx);
        const body = who === null ? null : accept(ctx, appealBody, ctx.request.body, 'body');
        if (language === null || who === null || body === null) return;
        return answered(ctx, await deps().sanctions.appeals.open({ ...body, sender: who.sender, by: who.ref }), language, 201);
      },

      async withdraw(ctx: HttpContext): Promise<void> {
        const language = languageOf(ctx);
        const who = language === null ? null : await asking(ctx);
        if (language === null || who === null) return;
        const reference = ctx.params.reference ?? '';
        if (!isReference(reference)) return refused(ctx, noSuchAppeal);
        return answered(ctx, await deps().sanctions.appeals.withdraw({ reference, sender: who.sender, by: who.ref }), language, 200);
      },
    },
  };
};
