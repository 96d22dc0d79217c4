import { z } from '@strapi/utils';
import type { BulkDecisionResult, ClaimQueueItem, DecideQueueItem, DecideQueueItems, GetQueueFigures, GetQueueItem, ListQueue } from '../../../../contracts/moderation/queue';
import type { Refusal } from '../../../../core/errors';
import type { Actor } from '../../../../core/workflow/context';
import { accept, MAX_ID, pieceId } from '../../http/endpoint';
import { problem, refused, type HttpContext } from '../../http/problem';
import type { Core } from '@strapi/strapi';
import type { Claimed } from './claims';
import type { DecisionOutcome } from './decisions';
import type { Place } from './reads';
import type { Queue } from './queue';
import { decideBody, decideManyBody, queueQuery } from './routes';
import type { ItemRow } from './rows';
import { toDecisionView } from './views';

export interface QueueControllers {
  readonly strapi: Core.Strapi;
  readonly moderationQueue: Queue;
  actor(): Promise<Actor>;
}

const NOT_FOUND: Refusal = { code: 'ITEM_NOT_FOUND', kind: 'not-found', guard: 'exists', message: 'There is no such item.', who: [], next: 'Go back to the queue.' };

const STALE: Refusal = { code: 'ITEM_STALE', kind: 'conflict', guard: 'version', message: 'The item changed while you were looking at it.', who: [], next: 'Look at it as it is now, and decide again.' };

const toCursor = ({ rank, priority, due, id }: Place): string => Buffer.from(`${rank}.${priority}.${due}.${id}`).toString('base64url');

const parsePlace = (cursor: string | undefined): Place | null | 'invalid' => {
  if (cursor === undefined) return null;
  const match = /^(\d{1,3})\.(\d{1,9})\.(\d{1,15})\.(\d{1,10})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const [rank = NaN, priority = NaN, due = NaN, id = NaN] = (match ?? []).slice(1).map(Number);
  return match === null || id > MAX_ID ? 'invalid' : { rank, priority, due, id };
};

/** How a decision that was not taken is told beside others. */
const outcomeOf = (refusal: Refusal): 'conflict' | 'forbidden' | 'not-pending' => {
  if (refusal.code === 'ITEM_NOT_PENDING' || refusal.code === 'ITEM_NOT_FOUND') return 'not-pending';
  return refusal.kind === 'conflict' ? 'conflict' : 'forbidden';
};

export const createQueueControllers = (deps: () => QueueControllers) => {
  /** The item of the address; answers 404 itself. */
  const itemOf = async (ctx: HttpContext): Promise<ItemRow | null> => {
    const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
    const item = params === null ? null : await deps().moderationQueue.items.byId(params.id);
    if (params !== null && item === null) refused(ctx, NOT_FOUND);
    return item;
  };

  const answerClaim = async (ctx: HttpContext, claimed: Claimed, by: Actor): Promise<void> => {
    if (claimed.kind === 'not-found') return refused(ctx, NOT_FOUND);
    const data = await deps().moderationQueue.reads.summary(claimed.item, by);
    if (claimed.kind === 'refused') return refused(ctx, claimed.refusal, { item: data });
    ctx.body = { data } satisfies ClaimQueueItem.Response;
  };

  const claim = (take: (queue: Queue, id: number, by: Actor) => Promise<Claimed>) => async (ctx: HttpContext): Promise<void> => {
    const item = await itemOf(ctx);
    if (item === null) return;
    const by = await deps().actor();
    await answerClaim(ctx, await take(deps().moderationQueue, item.id, by), by);
  };

  const resultOf = async (id: number, outcome: DecisionOutcome, by: Actor): Promise<BulkDecisionResult> => {
    if (outcome.kind === 'not-found') return { id, outcome: 'not-pending', refusal: NOT_FOUND, item: null };
    const item = await deps().moderationQueue.reads.summary(outcome.item, by);
    if (outcome.kind === 'done') return { id, outcome: 'done', item };
    const refusal = outcome.kind === 'stale' ? STALE : outcome.refusal;
    return { id, outcome: outcomeOf(refusal), refusal, item };
  };

  return {
    queue: {
      async list(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, queueQuery, ctx.query, 'query');
        if (query === null) return;
        const after = parsePlace(query.cursor);
        if (after === 'invalid') return problem(ctx, 400, 'cursor: is not a place in this list', { code: 'INPUT_INVALID', field: 'cursor', where: 'query' });
        const { reads } = deps().moderationQueue;
        const text = query.text === undefined || query.text.trim() === '' ? null : query.text.trim();
        const { items, next } = await reads.list(await deps().actor(), { lane: query.lane ?? null, claimed: query.claimed ?? null, text, after, limit: query.limit });
        ctx.body = { data: items, meta: { nextCursor: next === null ? null : toCursor(next), counts: after === null ? await reads.counts() : null } } satisfies ListQueue.Response;
      },

      async figures(ctx: HttpContext): Promise<void> {
        ctx.body = { data: await deps().moderationQueue.figures() } satisfies GetQueueFigures.Response;
      },

      async item(ctx: HttpContext): Promise<void> {
        const item = await itemOf(ctx);
        if (item === null) return;
        ctx.body = { data: await deps().moderationQueue.desk.view(item, await deps().actor()) } satisfies GetQueueItem.Response;
      },

      claim: claim(({ claims }, id, by) => claims.take(id, by, false)),
      release: claim(({ claims }, id, by) => claims.release(id, by)),
      takeOver: claim(({ claims }, id, by) => claims.take(id, by, true)),

      async decide(ctx: HttpContext): Promise<void> {
        const item = await itemOf(ctx);
        const body = item === null ? null : accept(ctx, decideBody, ctx.request.body, 'body');
        if (item === null || body === null) return;
        const by = await deps().actor();
        const { decisions, desk } = deps().moderationQueue;
        const { contentHash, ...decided } = body;
        const outcome = await decisions.decide({ ...decided, id: item.id, contentHash: contentHash ?? null, requestKey: null }, by);
        if (outcome.kind === 'not-found') return refused(ctx, NOT_FOUND);
        const view = await desk.view(outcome.item, by);
        if (outcome.kind !== 'done') return refused(ctx, outcome.kind === 'stale' ? STALE : outcome.refusal, { item: view });
        ctx.body = { data: { item: view, decision: toDecisionView(outcome.decision) } } satisfies DecideQueueItem.Response;
      },

      async decideMany(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, decideManyBody, ctx.request.body, 'body');
        if (body === null) return;
        const by = await deps().actor();
        const { strapi, moderationQueue } = deps();
        const { items, idempotencyKey, ...decided } = body;
        // Nobody finds out by a key what another person has decided.
        const requestKey = `${by.kind}:${by.id}:${idempotencyKey}`;
        const data: BulkDecisionResult[] = [];
        // One after the other: each is a transaction with a workflow event, and others work meanwhile.
        for (const { id, expectedVersion } of items) {
          try {
            data.push(await resultOf(id, await moderationQueue.decisions.decide({ ...decided, id, expectedVersion, contentHash: null, requestKey }, by), by));
          } catch (error) {
            strapi.log.error(`[content-workflow] a decision about several items failed for item ${id}: ${error instanceof Error ? error.name : 'error'}`);
            data.push({ id, outcome: 'failed' });
          }
        }
        ctx.body = { data } satisfies DecideQueueItems.Response;
      },
    },
  };
};
