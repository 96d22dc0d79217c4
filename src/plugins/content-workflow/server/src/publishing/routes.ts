import { z } from '@strapi/utils';
import { variantKey, type Endpoint } from '../http/endpoint';

export const previewLinkBody = z.strictObject({
  variant: variantKey.optional(),
  ttlMinutes: z.int().min(1).max(43_200).optional(),
});

export const integrityBody = z.strictObject({ takeDown: z.boolean().optional() });

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

export const publishingRoutes: readonly Endpoint[] = [
  { method: 'POST', path: '/pieces/:id/preview-links', handler: 'publishing.createPreviewLink', summary: 'A signed, expiring link to exactly this version', access: { kind: 'admin', permission: 'read' }, body: previewLinkBody, answers: { 200: 'CreatePreviewLink.Response', 404: 'No such piece.', 422: 'No such variant.', ...common } },
  { method: 'POST', path: '/integrity', handler: 'publishing.runIntegrity', summary: 'Compares what is live with what was approved', access: { kind: 'admin', permission: 'integrity' }, body: integrityBody, answers: { 200: 'RunIntegrity.Response', ...common } },
  { method: 'GET', path: '/health', handler: 'health.find', summary: 'Is the clock alive, is anything overdue', access: { kind: 'admin', permission: 'read' }, query: z.strictObject({}), answers: { 200: 'GetHealth.Response', ...common } },
];

export const publicHealthRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/content-workflow/health', handler: 'health.find', summary: 'Is the clock alive, is anything overdue', access: { kind: 'public-api' }, query: z.strictObject({}), answers: { 200: 'GetHealth.Response', 403: 'The token or role may not read it.' } },
  { method: 'GET', path: '/content-workflow/ready', handler: 'health.isReady', summary: 'May requests be sent to this process', access: { kind: 'signed' }, query: z.strictObject({}), answers: { 200: 'It is ready.', 503: 'It is starting, stopping, or without its database.' } },
];
