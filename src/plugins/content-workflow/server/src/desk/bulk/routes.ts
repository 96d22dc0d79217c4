import { z } from '@strapi/utils';
import { MAX_AT_ONCE } from '../../../../core/limits';
import { revision, wireEvent } from '../../engine/event-input';
import { documentId, locale, MAX_ID, plain, type Endpoint } from '../../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;
const notGoverned = { 404: 'The type is not governed.' } as const;

const TOO_MANY = `names more than ${MAX_AT_ONCE}; ask for the rest in another request`;

const ids = z
  .string()
  .transform((text) => text.split(',').filter((id) => id !== ''))
  .pipe(z.array(documentId).min(1, 'names no document').max(MAX_AT_ONCE, TOO_MANY));

export const statesQuery = z.strictObject({ ids, locale: locale.optional() });
export const offersQuery = z.strictObject({ uid: plain(200), ids, locale: locale.optional() });

const item = z.strictObject({ pieceId: z.int().min(1).max(MAX_ID), expectedRevision: revision });

export const sendManyBody = z.strictObject({
  event: wireEvent,
  items: z
    .array(item)
    .min(1, 'names no piece')
    .max(MAX_AT_ONCE, TOO_MANY)
    // Of two events for one revision the second could only lose.
    .refine((items) => new Set(items.map(({ pieceId }) => pieceId)).size === items.length, 'names a piece twice'),
});

/** As for a single event, `read` is enough to send: the machine checks each event's own permission, for each piece. */
export const bulkRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/documents/:uid', handler: 'bulk.states', summary: 'Where the documents of a page stand', access: { kind: 'admin', permission: 'read' }, query: statesQuery, answers: { 200: 'ListDocumentStates.Response', ...notGoverned, ...common } },
  { method: 'GET', path: '/offers', handler: 'bulk.offers', summary: 'Which events each of these documents accepts from the person who asks', access: { kind: 'admin', permission: 'read' }, query: offersQuery, answers: { 200: 'ListOffers.Response', ...notGoverned, ...common } },
  { method: 'POST', path: '/events', handler: 'bulk.send', summary: 'Sends one event to several pieces, each for itself', access: { kind: 'admin', permission: 'read' }, body: sendManyBody, answers: { 200: 'SendEvents.Response: one result an item, in the order asked.', ...common } },
];
