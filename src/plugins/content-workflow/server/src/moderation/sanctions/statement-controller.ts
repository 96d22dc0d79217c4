/** One statement and its appeal, for whoever was sent the link: a page for browsers, data for programs. */
import type { Core } from '@strapi/strapi';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { GetStatement, Statement } from '../../../../contracts/moderation/members';
import type { Language } from '../../../../core/moderation/rules/languages';
import type { ActorRef } from '../../../../core/workflow/context';
import { accept } from '../../http/endpoint';
import { problem, refused, type HttpContext } from '../../http/problem';
import type { Clock } from '../../jobs/clock';
import type { JobQueue } from '../../jobs/queue';
import type { AppealOutcome } from '../appeals/appeals';
import { noSuchAppeal } from './refusals';
import { languageQuery, statementAppealBody } from './routes';
import type { StrikeRow } from './rows';
import type { Sanctions } from './sanctions';
import { sendStatementPage, sendUnknownPage, type Typed } from './statement-page';

export interface StatementDesk {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly sanctions: Sanctions;
}

interface Opened {
  readonly strike: StrikeRow;
  readonly token: string;
  readonly language: Language;
}

/** A statement is read a few times; whoever tries tokens is slowed down long before it could matter. */
const READS_A_MINUTE = 60;

const UNTOUCHED: Typed = { text: '', isWrong: false };

const isForm = (ctx: HttpContext): boolean => ctx.get('Content-Type').startsWith('application/x-www-form-urlencoded');

/** A browser asks for a page, a program for data. */
const wantsPage = (ctx: HttpContext): boolean => ctx.get('Accept').includes('text/html') || isForm(ctx);

/** Whoever has the link acts as its sender. */
const senderRef = (sender: string): ActorRef => {
  const [kind = 'guest', id = ''] = sender.split(':');
  return { kind: kind === 'member' ? 'member' : 'guest', id, name: sender };
};

const typedText = (body: unknown): string => {
  const text = typeof body === 'object' && body !== null && 'text' in body ? body.text : '';
  return typeof text === 'string' ? text : '';
};

export const createStatementControllers = (deps: () => StatementDesk) => {
  const limiter = new RateLimiterMemory({ points: READS_A_MINUTE, duration: 60 });

  /** Answers 429 itself. */
  const isTooOften = async (ctx: HttpContext): Promise<boolean> => {
    try {
      await limiter.consume(ctx.ip);
      return false;
    } catch (over) {
      if (!(over instanceof RateLimiterRes)) throw over;
      ctx.set('Retry-After', String(Math.ceil(over.msBeforeNext / 1000)));
      problem(ctx, 429, 'Asked too often.', { code: 'TOO_MANY_REQUESTS', next: 'Ask again later.' });
      return true;
    }
  };

  /** Answers 400, 404 and 429 itself. */
  const opened = async (ctx: HttpContext): Promise<Opened | null> => {
    const token = ctx.params.token ?? '';
    // Whoever logs addresses after us logs this one.
    ctx.url = ctx.url.replace(token, '[token]');
    ctx.set('Cache-Control', 'no-store');
    ctx.set('X-Robots-Tag', 'noindex, nofollow');
    ctx.set('Referrer-Policy', 'no-referrer');
    ctx.vary('Accept');
    const query = accept(ctx, languageQuery, ctx.query, 'query');
    if (query === null || (await isTooOften(ctx))) return null;
    const { strapi, sanctions } = deps();
    const id = sanctions.tokens.strikeIdOf(token);
    const strike = id === null ? null : await sanctions.strikes.byId(strapi.db.connection, id);
    if (strike !== null && sanctions.tokens.opens(token, strike)) return { strike, token, language: query.language ?? (await languageOf(strike)) };
    if (wantsPage(ctx)) sendUnknownPage(ctx, 404, query.language ?? 'en');
    else problem(ctx, 404, 'There is no such statement.', { code: 'STATEMENT_NOT_FOUND', who: [], next: 'Open the whole link that you were sent.' });
    return null;
  };

  /** That of the mail in which the link was. */
  const languageOf = async ({ sender, about }: StrikeRow): Promise<Language> => deps().sanctions.languageOf(sender, about);

  const show = async (ctx: HttpContext, { strike, token, language }: Opened, status: number, typed: Typed = UNTOUCHED): Promise<void> => {
    const { strapi, sanctions } = deps();
    const now = await sanctions.strikes.byId(strapi.db.connection, strike.id);
    const [statement] = now === null ? [] : await sanctions.statements.of([now], language);
    if (statement === undefined) return refused(ctx, noSuchAppeal);
    if (wantsPage(ctx)) return sendStatementPage(ctx, status, { statement, language, base: `${strapi.config.get('api.rest.prefix', '/api') as string}/members/statements`, token, typed });
    ctx.status = status;
    ctx.body = { data: statement satisfies Statement } satisfies GetStatement.Response;
  };

  const answered = async (ctx: HttpContext, open: Opened, outcome: AppealOutcome, status: number): Promise<void> => {
    // The page says how it stands, which is what a refusal would say.
    if (outcome.kind === 'refused') return wantsPage(ctx) ? show(ctx, open, 422) : refused(ctx, outcome.refusal);
    const { queue, clock } = deps();
    queue.nudge(clock.now());
    return show(ctx, open, status);
  };

  return {
    statement: {
      async findOne(ctx: HttpContext): Promise<void> {
        const open = await opened(ctx);
        if (open !== null) return show(ctx, open, 200);
      },

      async appeal(ctx: HttpContext): Promise<void> {
        const open = await opened(ctx);
        if (open === null) return;
        if (wantsPage(ctx) && !statementAppealBody.safeParse(ctx.request.body ?? {}).success) return show(ctx, open, 400, { text: typedText(ctx.request.body), isWrong: true });
        const body = accept(ctx, statementAppealBody, ctx.request.body, 'body');
        if (body === null) return;
        const { sender, reference } = open.strike;
        return answered(ctx, open, await deps().sanctions.appeals.open({ strike: reference, sender, text: body.text, by: senderRef(sender) }), 201);
      },

      async withdraw(ctx: HttpContext): Promise<void> {
        const open = await opened(ctx);
        if (open === null) return;
        const { strapi, sanctions } = deps();
        const { id, sender } = open.strike;
        const appeal = (await sanctions.appeals.ofStrikes(strapi.db.connection, [id])).get(id);
        if (appeal === undefined) return refused(ctx, noSuchAppeal);
        return answered(ctx, open, await sanctions.appeals.withdraw({ reference: appeal.reference, sender, by: senderRef(sender) }), 200);
      },
    },
  };
};
