import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { GetMember, ListMembers, ListProposals, PreviewStrike } from '../../../../contracts/moderation/members';
import type { Actor } from '../../../../core/workflow/context';
import { refOf } from '../../engine/actors';
import { accept, MAX_ID } from '../../http/endpoint';
import { refused, type HttpContext } from '../../http/problem';
import type { Clock } from '../../jobs/clock';
import type { JobQueue } from '../../jobs/queue';
import { inTransaction, type Trx } from '../../tables';
import { noSuchLink, noSuchSender, noSuchStrike } from './refusals';
import { linkBody, membersQuery, previewBody, proposalBody, settleBody, strikeBody, undoBody } from './routes';
import type { Sanctions } from './sanctions';
import { senderKey } from './senders';
import type { ChangeOutcome } from './strikes';

export interface SanctionDesk {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly sanctions: Sanctions;
  actor(): Promise<Actor>;
}

const rowId = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .transform(Number)
    .refine((id) => id <= MAX_ID),
});

export const createMemberControllers = (deps: () => SanctionDesk) => {
  const me = async () => refOf(await deps().actor());

  /** What can not be a sender's key is nobody's. */
  const senderOf = async (ctx: HttpContext): Promise<string | null> => {
    const key = senderKey.safeParse(ctx.params.sender);
    return key.success && (await deps().sanctions.senders.exists(key.data)) ? key.data : null;
  };

  const idOf = (ctx: HttpContext): number | null => {
    const parsed = rowId.safeParse(ctx.params);
    return parsed.success ? parsed.data.id : null;
  };

  const answerMember = async (ctx: HttpContext, sender: string): Promise<void> => {
    const member = await deps().sanctions.members.view(sender);
    if (member === null) return refused(ctx, noSuchSender);
    ctx.body = { data: member } satisfies GetMember.Response;
  };

  /** One change of a strike in a transaction of its own; its mail may go as soon as that has ended. */
  const inOne = async <T>(work: (trx: Trx) => Promise<T>): Promise<T> => {
    const { strapi, queue, clock } = deps();
    return inTransaction(strapi, async (trx, onCommit) => {
      onCommit(() => queue.nudge(clock.now()));
      return work(trx);
    });
  };

  const changed = async (ctx: HttpContext, change: (trx: Trx, strikeId: number) => Promise<ChangeOutcome>): Promise<void> => {
    const id = idOf(ctx);
    if (id === null) return refused(ctx, noSuchStrike);
    const outcome = await inOne((trx) => change(trx, id));
    return outcome.kind === 'refused' ? refused(ctx, outcome.refusal) : answerMember(ctx, outcome.strike.sender);
  };

  const settle = (act: 'confirm' | 'decline' | 'lift') => async (ctx: HttpContext): Promise<void> => {
    const body = accept(ctx, settleBody, ctx.request.body, 'body');
    if (body === null) return;
    const by = await me();
    return changed(ctx, (trx, strikeId) => deps().sanctions.strikes[act](trx, { strikeId, by, comment: body.comment, at: deps().clock.now() }));
  };

  return {
    members: {
      async list(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, membersQuery, ctx.query, 'query');
        if (query !== null) ctx.body = { data: await deps().sanctions.members.search(query.text ?? '') } satisfies ListMembers.Response;
      },

      async proposals(ctx: HttpContext): Promise<void> {
        ctx.body = { data: await deps().sanctions.members.proposed() } satisfies ListProposals.Response;
      },

      async show(ctx: HttpContext): Promise<void> {
        const key = senderKey.safeParse(ctx.params.sender);
        return key.success ? answerMember(ctx, key.data) : refused(ctx, noSuchSender);
      },

      async preview(ctx: HttpContext): Promise<void> {
        const sender = await senderOf(ctx);
        if (sender === null) return refused(ctx, noSuchSender);
        const body = accept(ctx, previewBody, ctx.request.body, 'body');
        if (body === null) return;
        const { strapi, clock, sanctions } = deps();
        ctx.body = { data: await sanctions.preview(strapi.db.connection, { ...body, sender, by: await me(), at: clock.now() }) } satisfies PreviewStrike.Response;
      },

      async strike(ctx: HttpContext): Promise<void> {
        const sender = await senderOf(ctx);
        if (sender === null) return refused(ctx, noSuchSender);
        const body = accept(ctx, strikeBody, ctx.request.body, 'body');
        if (body === null) return;
        const by = await me();
        await inOne((trx) => deps().sanctions.strike(trx, { ...body, sender, by, decisionId: null, detection: 'patrol', at: deps().clock.now() }));
        return answerMember(ctx, sender);
      },

      async link(ctx: HttpContext): Promise<void> {
        const sender = await senderOf(ctx);
        if (sender === null) return refused(ctx, noSuchSender);
        const body = accept(ctx, linkBody, ctx.request.body, 'body');
        if (body === null) return;
        const outcome = await deps().sanctions.links.link({ sender, ...body, by: await me() });
        return outcome.kind === 'refused' ? refused(ctx, outcome.refusal) : answerMember(ctx, sender);
      },

      async unlink(ctx: HttpContext): Promise<void> {
        const id = idOf(ctx);
        if (id === null) return refused(ctx, noSuchLink);
        const body = accept(ctx, undoBody, ctx.request.body, 'body');
        if (body === null) return;
        const outcome = await deps().sanctions.links.undo({ id, reason: body.reason, by: await me() });
        return outcome.kind === 'refused' ? refused(ctx, outcome.refusal) : answerMember(ctx, outcome.sender);
      },

      async propose(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, proposalBody, ctx.request.body, 'body');
        if (body === null) return;
        const by = await me();
        return changed(ctx, (trx, strikeId) => deps().sanctions.strikes.propose(trx, { strikeId, by, step: body.step, comment: body.reason, at: deps().clock.now() }));
      },

      confirm: settle('confirm'),
      decline: settle('decline'),
      lift: settle('lift'),
    },
  };
};
