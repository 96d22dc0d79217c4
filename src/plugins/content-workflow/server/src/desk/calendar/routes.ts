import { z } from '@strapi/utils';
import { parseInstant } from '../../../../core/schedule/zone';
import { documentId, pieceId, plain, type Endpoint } from '../../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

const read = { kind: 'admin', permission: 'read' } as const;

const instant = z.string().max(40).refine((text) => parseInstant(text) !== null, 'is not an ISO 8601 instant with a zone, e.g. 2026-11-29T01:00:00Z');

const filter = {
  type: plain(200).optional(),
  activity: documentId.optional(),
  assignee: z.string().regex(/^(me|[1-9]\d{0,14})$/, 'is "me" or a person\'s id').optional(),
  text: plain(200).optional(),
};

export const calendarQuery = z.strictObject({ from: instant, to: instant, ...filter, deliveries: z.literal('hidden').optional() });
export const ideasQuery = z.strictObject({ ...filter, limit: z.string().regex(/^\d{1,6}$/, 'is a number').optional(), cursor: z.string().max(200).optional() });
export const warningsQuery = z.strictObject({ piece: pieceId, at: instant });
/** The feed is the person's own: there is nothing to say about it. */
export const nothing = z.strictObject({});
export const planBody = z.strictObject({ planAt: instant.nullable(), expected: instant.nullable() });

/** Setting a plan needs Strapi's own permission to edit that entry, which no row here can name; the handler asks for it. */
export const calendarRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/calendar', handler: 'calendar.show', summary: 'What happens in a range of at most 100 days', access: read, query: calendarQuery, answers: { 200: 'GetCalendar.Response', ...common } },
  { method: 'GET', path: '/calendar/ideas', handler: 'calendar.ideas', summary: 'Drafts without a plan date, newest change first', access: read, query: ideasQuery, answers: { 200: 'ListIdeas.Response', ...common } },
  { method: 'GET', path: '/calendar/warnings', handler: 'calendar.warnings', summary: 'What speaks against a time for a piece', access: read, query: warningsQuery, answers: { 200: 'GetWarnings.Response', 404: 'No such piece.', ...common } },
  { method: 'PUT', path: '/calendar/pieces/:id/plan', handler: 'calendar.plan', summary: 'Sets the plan date of a piece by an edit of its draft', access: read, body: planBody, answers: { 200: 'SetPlan.Response', 404: 'No such piece.', 409: 'The plan was changed meanwhile; `error.details.planAt` is what it is now.', 422: 'Pieces of this type can not be planned.', ...common } },
  { method: 'GET', path: '/calendar/feed', handler: 'calendar.feed', summary: 'Whether the person has a calendar feed', access: read, answers: { 200: 'GetFeed.Response', ...common } },
  { method: 'POST', path: '/calendar/feed', handler: 'calendar.createFeed', summary: 'A new address of the calendar feed, shown this once; an earlier one stops', access: read, body: nothing, answers: { 200: 'CreateFeed.Response', ...common } },
  { method: 'DELETE', path: '/calendar/feed', handler: 'calendar.revokeFeed', summary: 'Stops the calendar feed', access: read, query: nothing, answers: { 204: 'Done.', ...common } },
];

export const publicCalendarRoutes: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/content-workflow/calendar/:secret.ics',
    handler: 'calendar.subscription',
    summary: "A person's calendar, for calendar programs; the address is the proof",
    access: { kind: 'signed' },
    query: nothing,
    answers: { 200: 'An iCalendar file.', 404: 'There is no such feed, or it was revoked.', 429: 'Asked too often; `Retry-After` says when again.' },
  },
];
