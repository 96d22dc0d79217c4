import { z } from '@strapi/utils';
import { MAX_AT_ONCE } from '../../../../core/limits';
import { QUEUE_ACTIONS } from '../../../../core/moderation/queue';
import { AGGRAVATORS, LANES, SEVERITIES, VIOLATIONS } from '../../../../core/moderation/vocabulary';
import { MAX_ID, plain, type Endpoint } from '../../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;
const one = { ...common, 404: 'There is no such item.' } as const;
const claimed = { ...one, 409: 'Somebody else holds it, or it has been decided; `error.details.item` is the item as it is now.' } as const;

export const MAX_PAGE = 100;
const DEFAULT_PAGE = 25;

export const queueQuery = z.strictObject({
  lane: z.enum(['lead', ...LANES]).optional(),
  claimed: z.enum(['mine', 'free']).optional(),
  text: plain(200).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
  cursor: plain(200).optional(),
});

const version = z.int().min(1).max(MAX_ID);
const code = plain(64).refine((text) => text !== '', 'is empty');
/** What people write beside a decision; blank is nothing. */
const words = plain(2_000)
  .transform((text) => (text.trim() === '' ? null : text.trim()))
  .optional()
  .transform((text) => text ?? null);

const decided = {
  action: z.enum(QUEUE_ACTIONS),
  reasonCodes: z.array(code).max(10, 'names more than 10').default([]),
  message: words,
  note: words,
  sanction: z
    .strictObject({ violation: z.enum(VIOLATIONS), severity: z.enum(SEVERITIES), aggravators: z.array(z.enum(AGGRAVATORS)).max(AGGRAVATORS.length).default([]) })
    .optional()
    .transform((sanction) => sanction ?? null),
};

export const decideBody = z.strictObject({ ...decided, expectedVersion: version, contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'is not the hash of a version').optional() });

export const decideManyBody = z.strictObject({
  ...decided,
  idempotencyKey: z.string().regex(/^[\w.:-]{8,100}$/, 'has 8 to 100 letters, digits or . : _ -'),
  items: z
    .array(z.strictObject({ id: z.int().min(1).max(MAX_ID), expectedVersion: version }))
    .min(1, 'names no item')
    .max(MAX_AT_ONCE, `names more than ${MAX_AT_ONCE}; decide about the rest in another request`)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'names an item twice'),
});

const access = { kind: 'admin', permission: 'moderate' } as const;

export const queueRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/moderation/queue', handler: 'queue.list', summary: 'What waits for a moderator, the most urgent first', access, query: queueQuery, answers: { 200: 'ListQueue.Response', ...common } },
  { method: 'GET', path: '/moderation/queue/figures', handler: 'queue.figures', summary: 'How well the queue does its work, of the last 30 days', access, answers: { 200: 'GetQueueFigures.Response', ...common } },
  { method: 'POST', path: '/moderation/queue/decisions', handler: 'queue.decideMany', summary: 'One decision for several items, each for itself', access, body: decideManyBody, answers: { 200: 'DecideQueueItems.Response: one result an item, in the order asked.', ...common } },
  { method: 'GET', path: '/moderation/queue/:id', handler: 'queue.item', summary: 'One item with everything that a decision goes by', access, answers: { 200: 'GetQueueItem.Response', ...one } },
  { method: 'POST', path: '/moderation/queue/:id/claim', handler: 'queue.claim', summary: 'Takes an item for ten minutes, or renews the lease', access, answers: { 200: 'ClaimQueueItem.Response', ...claimed } },
  { method: 'POST', path: '/moderation/queue/:id/release', handler: 'queue.release', summary: 'Gives an item back', access, answers: { 200: 'ClaimQueueItem.Response', ...one } },
  { method: 'POST', path: '/moderation/queue/:id/take-over', handler: 'queue.takeOver', summary: 'Takes an item from its holder: a lead at any time, others once the lease is over', access, answers: { 200: 'ClaimQueueItem.Response', ...claimed } },
  { method: 'POST', path: '/moderation/queue/:id/decisions', handler: 'queue.decide', summary: 'Decides', access, body: decideBody, answers: { 200: 'DecideQueueItem.Response', ...claimed, 422: 'Not possible; `error.details` says why.' } },
];
