import { z } from '@strapi/utils';
import { KINDS, MAIL_WAYS } from '../../../core/notifying/choices';
import { clockTime, timezone } from '../config';
import type { Endpoint } from '../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

/** Nobody's inbox but one's own can be named, so no check of an object is needed. */
const access = { kind: 'admin', permission: 'read' } as const;

/** PostgreSQL's `integer`. */
const id = z.int().min(1).max(2_147_483_647);

export const inboxQuery = z.strictObject({
  unread: z.enum(['true', 'false'], { error: 'is true or false' }).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.string().regex(/^\d{1,4}$/, 'is a number').optional(),
});

export const readBody = z.union([z.strictObject({ ids: z.array(id).min(1).max(200) }), z.strictObject({ upTo: id })], { error: 'takes either "ids", up to 200 of them, or "upTo"' });

const choice = z.strictObject({ admin: z.boolean(), mail: z.enum(MAIL_WAYS) });

export const preferencesBody = z.strictObject({
  choices: z.strictObject(Object.fromEntries(KINDS.map((kind) => [kind, choice])) as Record<(typeof KINDS)[number], typeof choice>),
  digest: z.strictObject({ at: clockTime, timezone }),
});

export const notifyingRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/notifications', handler: 'notifications.list', summary: "One's own notifications, newest first", access, query: inboxQuery, answers: { 200: 'ListNotifications.Response', ...common } },
  { method: 'GET', path: '/notifications/unread', handler: 'notifications.unread', summary: "How many of one's own are unread", access, query: z.strictObject({}), answers: { 200: 'CountUnread.Response', ...common } },
  { method: 'POST', path: '/notifications/read', handler: 'notifications.markRead', summary: "Marks one's own as read", access, body: readBody, answers: { 200: 'MarkRead.Response', ...common } },
  { method: 'GET', path: '/notifications/preferences', handler: 'notifications.preferences', summary: 'How one wants to hear what', access, query: z.strictObject({}), answers: { 200: 'NotificationPreferences.Response', ...common } },
  { method: 'PUT', path: '/notifications/preferences', handler: 'notifications.choose', summary: 'Chooses how one wants to hear what', access, body: preferencesBody, answers: { 200: 'NotificationPreferences.Response', ...common } },
];
