import { z } from '@strapi/utils';
import type { Endpoint } from '../../http/endpoint';

export const imageRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/submissions/images/:name/:proof', handler: 'submissionImage.findOne', summary: 'A picture in quarantine, under an address that a moderator was given for some minutes', access: { kind: 'signed' }, query: z.strictObject({}), answers: { 200: 'The picture.', 404: 'The address is not ours, or no longer good.' } },
];

export const quarantineRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/moderation/submissions/:documentId/images', handler: 'quarantine.list', summary: 'The pictures of a submission that are in quarantine, with addresses for some minutes; that they were asked for is recorded', access: { kind: 'admin', permission: 'moderate' }, answers: { 200: 'ListQuarantinedImages.Response', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } },
];
