import type { ListAudit, VerifyAudit } from '../../../../contracts/moderation/members';
import { accept } from '../../http/endpoint';
import type { HttpContext } from '../../http/problem';
import type { Audit } from './audit';
import { auditQuery, verifyQuery } from './routes';

const PAGE = 50;

export const createAuditControllers = (deps: () => { readonly audit: Audit }) => ({
  audit: {
    async list(ctx: HttpContext): Promise<void> {
      const query = accept(ctx, auditQuery, ctx.query, 'query');
      if (query === null) return;
      const limit = query.limit ?? PAGE;
      const entries = await deps().audit.list({ ...(query.object === undefined ? {} : { objects: [query.object] }), ...(query.before === undefined ? {} : { before: query.before }), limit });
      ctx.body = { data: entries, meta: { before: entries.length < limit ? null : (entries.at(-1)?.seq ?? null) } } satisfies ListAudit.Response;
    },

    async verify(ctx: HttpContext): Promise<void> {
      const query = accept(ctx, verifyQuery, ctx.query, 'query');
      if (query === null) return;
      const noted = query.seq === undefined || query.hash === undefined ? undefined : { seq: query.seq, hash: query.hash };
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { data: await deps().audit.verify(noted) } satisfies VerifyAudit.Response;
    },
  },
});
