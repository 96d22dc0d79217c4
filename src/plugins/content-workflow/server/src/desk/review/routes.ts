import { z } from '@strapi/utils';
import { documentId, plain, prose, type Endpoint } from '../../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;
const ofPiece = { ...common, 404: 'There is no such piece.' } as const;
const ofComment = { ...common, 404: 'There is no such comment.', 422: 'The comment is not in a condition for this; `error.details` is the refusal.' } as const;

const read = { kind: 'admin', permission: 'read' } as const;
const comment = { kind: 'admin', permission: 'comment' } as const;

export const queueQuery = z.strictObject({
  type: plain(200).optional(),
  activity: documentId.optional(),
  limit: z.string().regex(/^\d{1,3}$/, 'is a number').optional(),
  cursor: plain(100).optional(),
});

export const comparisonQuery = z.strictObject({
  against: z.union([z.enum(['live', 'reviewed']), z.string().regex(/^[0-9a-f]{64}$/)], { error: 'is one of "live", "reviewed" and the hash of a version' }).default('live'),
});

export const commentsQuery = z.strictObject({ state: z.enum(['open', 'resolved'], { error: 'is one of "open" and "resolved"' }).optional() });

const said = prose.transform((text) => text.trim()).refine((text) => text !== '', 'says nothing');

/** An attribute, or a way into one: `tags.0.name`. */
const field = plain(200).refine((path) => /^[A-Za-z_]\w*(\.\w+)*$/.test(path), 'is not the way to an attribute');

/** Longer than any paragraph that somebody selects, shorter than a document. */
const MAX_QUOTE = 5_000;
const MAX_OFFSET = 10_000_000;
const offset = z.int().min(0).max(MAX_OFFSET);

const passage = z
  .strictObject({ quote: plain(MAX_QUOTE).refine((quote) => quote.trim() !== '', 'is empty'), prefix: plain(64), suffix: plain(64), start: offset, end: offset })
  .refine(({ quote, start, end }) => end - start === quote.length, { error: 'is not as long as its quote', path: ['end'] });

export const createBody = z.strictObject({ body: said, field: field.optional(), passage: passage.optional() }).refine((body) => body.passage === undefined || body.field !== undefined, { error: 'says in which attribute the passage is', path: ['field'] });

export const writeBody = z.strictObject({ body: said });

export const reviewRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/review/queue', handler: 'review.queue', summary: 'What waits for the review of the person who asks', access: { kind: 'admin', permission: 'review' }, query: queueQuery, answers: { 200: 'GetReviewQueue.Response', ...common } },
  { method: 'GET', path: '/pieces/:id/comparison', handler: 'review.comparison', summary: 'The content now, compared with what is live, the last reviewed version or another', access: read, query: comparisonQuery, answers: { 200: 'GetComparison.Response', ...common, 404: 'There is no such piece or version.' } },
  { method: 'GET', path: '/pieces/:id/comments', handler: 'review.comments', summary: 'The threads of a piece', access: read, query: commentsQuery, answers: { 200: 'ListComments.Response', ...ofPiece } },
  { method: 'POST', path: '/pieces/:id/comments', handler: 'review.comment', summary: 'Begins a thread on the piece, an attribute or a passage', access: comment, body: createBody, answers: { 200: 'CreateComment.Response', ...ofPiece, 422: 'The passage or the attribute is not there; `error.details` is the refusal.' } },
  { method: 'POST', path: '/comments/:id/replies', handler: 'review.reply', summary: 'Replies in a thread', access: comment, body: writeBody, answers: { 200: 'WriteComment.Response', ...ofComment } },
  { method: 'PUT', path: '/comments/:id', handler: 'review.edit', summary: "Rewords one's own comment; the earlier wording is kept", access: comment, body: writeBody, answers: { 200: 'WriteComment.Response', ...ofComment } },
  { method: 'DELETE', path: '/comments/:id', handler: 'review.remove', summary: "Takes one's own comment back; that there was one stays visible", access: comment, answers: { 200: 'SettleComment.Response', ...ofComment } },
  { method: 'POST', path: '/comments/:id/resolve', handler: 'review.resolve', summary: 'Settles a thread', access: comment, answers: { 200: 'SettleComment.Response', ...ofComment } },
  { method: 'POST', path: '/comments/:id/reopen', handler: 'review.reopen', summary: 'Opens a settled thread again', access: comment, answers: { 200: 'SettleComment.Response', ...ofComment } },
];
