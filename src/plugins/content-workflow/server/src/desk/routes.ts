import { z } from '@strapi/utils';
import type { Endpoint } from '../http/endpoint';
import { isCursor } from './changes';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

/** A proxy in between closes a silent connection after 30 or 60 seconds; this is shorter. */
const MAX_WAIT_S = 25;

export const changesQuery = z.strictObject({
  after: z.string().refine(isCursor, 'is not one of ours').optional(),
  wait: z
    .string()
    .regex(/^\d{1,2}$/, 'is a number of seconds')
    .refine((seconds) => Number(seconds) <= MAX_WAIT_S, `must be from 0 to ${MAX_WAIT_S}`)
    .optional(),
});

export const deskRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/changes', handler: 'desk.changes', summary: 'What others did since the cursor; waits for it', access: { kind: 'admin', permission: 'read' }, query: changesQuery, answers: { 200: 'GetChanges.Response', ...common } },
];
