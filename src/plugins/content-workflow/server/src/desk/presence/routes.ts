import { z } from '@strapi/utils';
import type { Endpoint } from '../../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

export const presenceBody = z.strictObject({
  window: z.string().regex(/^[A-Za-z0-9-]{8,64}$/, 'is 8 to 64 letters, digits and hyphens'),
  editing: z.boolean(),
  takeOver: z.boolean().optional(),
  leaves: z.boolean().optional(),
});

export const presenceQuery = z.strictObject({ locale: z.string().max(32).optional() });

export const presenceRoutes: readonly Endpoint[] = [
  { method: 'PUT', path: '/presence/:uid/:documentId', handler: 'presence.put', summary: 'Says that a window has the entry open, and answers who else has', access: { kind: 'admin', permission: 'read' }, query: presenceQuery, body: presenceBody, answers: { 200: 'PutPresence.Response', 404: 'The type is not governed.', ...common } },
];
