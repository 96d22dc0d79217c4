import { z } from '@strapi/utils';
import { revision } from '../engine/event-input';
import { plain, type Endpoint } from '../http/endpoint';

export const putVariantBody = z.strictObject({
  label: plain(100).min(1),
  overrides: z.record(z.string().max(64), z.unknown()),
  expectedRevision: revision,
});

export const removeVariantQuery = z.strictObject({ expectedRevision: z.string().regex(/^[1-9]\d{0,8}$/, 'is a revision') });

const answers = {
  200: 'SendEvent.Response',
  400: 'The request is not valid; `error.details.field` names the field.',
  401: 'Not logged in.',
  403: 'Not permitted; `error.details` says who could.',
  404: 'No such piece or variant.',
  409: 'Somebody was faster; `error.details.piece` is the piece as it is now.',
  422: 'Refused; `error.details` says why.',
} as const;

export const experimentRoutes: readonly Endpoint[] = [
  { method: 'PUT', path: '/pieces/:id/variants/:key', handler: 'variant.put', summary: 'Adds or changes a variant of a draft', access: { kind: 'admin', permission: 'read' }, body: putVariantBody, answers },
  { method: 'DELETE', path: '/pieces/:id/variants/:key', handler: 'variant.remove', summary: 'Removes a variant of a draft', access: { kind: 'admin', permission: 'read' }, query: removeVariantQuery, answers },
];
