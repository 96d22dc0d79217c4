import { z } from '@strapi/utils';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { CreateReport, GetReporter, ListReportCategories } from '../../../../contracts/moderation/reports';
import { REPORT_CATEGORIES } from '../../../../core/moderation/reports';
import type { Actor } from '../../../../core/workflow/context';
import { refOf } from '../../engine/actors';
import { accept, pieceId } from '../../http/endpoint';
import type { SigningKeys } from '../../http/signing';
import { problem, refused, type HttpContext } from '../../http/problem';
import { iso } from '../../jobs/clock';
import { addressKey } from './address';
import { reportBody } from './routes';
import type { Reported, Reporter, Reports } from './service';

export interface ReportControllers {
  readonly reports: Reports;
  readonly applicationKeys: SigningKeys;
  actor(): Promise<Actor>;
}

/** Of one reader: a person who is angry, and no program. Each process grants its own number; the daily ones are counted in the database. */
const A_MINUTE = 30;

const ipOf = (ctx: HttpContext): string => (ctx.request as { readonly ip?: string }).ip ?? '';

export const createReportControllers = (deps: () => ReportControllers) => {
  const ofReader = new RateLimiterMemory({ points: A_MINUTE, duration: 60 });

  const tooMany = (ctx: HttpContext, seconds: number): void => {
    ctx.set('Retry-After', String(seconds));
    problem(ctx, 429, 'Too many reports.', { code: 'TOO_MANY_REPORTS', next: 'Report again later; what you have reported is looked at.' });
  };

  /** A person; `null` for a program and for the team, which have other ways. */
  const reporterOf = (ctx: HttpContext, by: Actor): Reporter | null => {
    if (by.kind === 'member') return { key: `member:${by.id}`, isMember: true };
    return by.kind === 'guest' || by.kind === 'system' ? { key: addressKey(deps().applicationKeys, ipOf(ctx)), isMember: false } : null;
  };

  const answer = (ctx: HttpContext, reported: Reported): void => {
    switch (reported.kind) {
      case 'received':
        ctx.status = 202;
        ctx.body = { data: { reference: reported.reference, state: 'received' } } satisfies CreateReport.Response;
        return;
      case 'not-found':
        return problem(ctx, 404, 'Nothing public is there.', { code: 'TARGET_NOT_FOUND', next: 'Check what you report.' });
      case 'self':
        return problem(ctx, 403, 'This is your own.', { code: 'SELF_REPORT', next: 'Withdraw it instead.' });
      case 'members-only':
        return problem(ctx, 403, 'Only members report here.', { code: 'MEMBERS_ONLY', next: 'Log in first.' });
      case 'too-many':
        return tooMany(ctx, Math.max(1, Math.ceil(reported.retryAfterMs / 1000)));
      case 'sanctioned': {
        const { action, until } = reported.standing;
        return problem(ctx, 403, action === 'ban' ? 'You are banned.' : 'You are muted: you can report, but not write.', { code: action === 'ban' ? 'BANNED' : 'MUTED', until: until === null ? null : iso(until), next: action === 'ban' ? 'You can appeal.' : 'Report without a comment, or appeal.' });
      }
    }
  };

  return {
    report: {
      async create(ctx: HttpContext): Promise<void> {
        ctx.set('Cache-Control', 'no-store');
        const reporter = reporterOf(ctx, await deps().actor());
        if (reporter === null) return problem(ctx, 403, "A report is a person's.", { code: 'REPORTER_IS_NO_PERSON', next: "Send the member's own token, or none." });
        const taken = await ofReader.consume(reporter.key).then(
          () => true,
          () => false
        );
        if (!taken) return tooMany(ctx, 60);
        const body = accept(ctx, reportBody, ctx.request.body, 'body');
        if (body === null) return;
        const comment = body.comment === undefined || body.comment.trim() === '' ? null : body.comment.trim();
        answer(ctx, await deps().reports.receive({ ...body, locale: body.locale ?? null, comment }, reporter));
      },

      find(ctx: HttpContext): void {
        ctx.body = { data: REPORT_CATEGORIES.map((category) => ({ category })) } satisfies ListReportCategories.Response;
      },
    },

    reporter: {
      async read(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
        if (params === null) return;
        const data = await deps().reports.reporter(params.id, refOf(await deps().actor()));
        if (data === null) return refused(ctx, { code: 'REPORT_NOT_FOUND', kind: 'not-found', guard: 'exists', message: 'There is no such report.', who: [], next: 'Look at the item again.' });
        ctx.body = { data } satisfies GetReporter.Response;
      },
    },
  };
};
