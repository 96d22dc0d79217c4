import { z } from '@strapi/utils';
import { DELIVERY_ACTIONS } from '../../../core/distribution/delivery';
import { DELIVERY_STATES, METRICS } from '../../../core/distribution/platforms';
import { instant, revision } from '../engine/event-input';
import { documentId, pieceId, plain, variantKey, type Endpoint } from '../http/endpoint';

export const channelKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use up to 64 lower-case letters, digits and hyphens');
export const deliveryKey = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is not the key of a delivery');

const timing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('same') }),
  z.strictObject({ kind: z.literal('offset'), minutes: z.number() }),
  z.strictObject({ kind: z.literal('at'), at: instant, timezone: plain(64).min(1) }),
]);

/** The form of a plan; whether it is possible, the plan's own rules say. */
const plan = z.array(z.strictObject({ channel: channelKey, timing })).max(200, 'has more than 200');

export const planBody = z.strictObject({ plan, expectedRevision: revision });
export const templateBody = z.strictObject({ plan, expectedRevision: z.int().min(0) });
export const templateHistoryQuery = z.strictObject({ before: z.string().regex(/^\d{1,9}$/, 'is not a revision').transform(Number).optional() });
export const takeOverBody = z.strictObject({ expectedRevision: revision });
export const previewBody = z.strictObject({ channel: channelKey, variant: variantKey.optional() });
export const approveBody = z.strictObject({ channel: channelKey, shownHash: z.string().regex(/^[0-9a-f]{64}$/, 'is not the hash of a rendition'), expectedRevision: revision });
export const sendBody = z.strictObject({ channels: z.array(channelKey).min(1, 'names no channel').max(50, 'has more than 50') });

export const listQuery = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional(),
  channel: channelKey.optional(),
  piece: pieceId.optional(),
  cursor: z.string().max(200).optional(),
});

/** What a database's integer holds. */
const count = z.int().min(0).max(2_147_483_647);
const webAddress = z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).max(2_000);

export const actBody = z.strictObject({
  url: webAddress.optional(),
  fileId: z.int().min(1).max(2_147_483_647).optional(),
  note: plain(1_000).optional(),
  metrics: z.partialRecord(z.enum(METRICS), count).optional(),
  readAt: instant.optional(),
});

export const activityParams = z.object({ documentId });
export const deliveryParams = z.object({ key: deliveryKey });
export const actParams = z.object({ key: deliveryKey, action: z.enum(DELIVERY_ACTIONS) });
export const pictureParams = z.object({ key: deliveryKey, index: z.string().regex(/^\d{1,3}$/, 'is not the place of a picture').transform(Number) });

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;
const ofPiece = { ...common, 404: 'No such piece.' } as const;
const changes = { ...ofPiece, 409: 'Somebody was faster; `error.details.piece` is the piece as it is now.', 422: 'Refused; `error.details` says why.' } as const;
const ofDelivery = { ...common, 404: 'No such delivery.' } as const;

type Row = Omit<Endpoint, 'access'> & { readonly permission: 'read' | 'distribute' | 'review' };

/** These are there for programs too, below `/api/content-workflow`. They tell of drafts, so none is named as what a read-only token reaches. */
const integrators: readonly Row[] = [
  { method: 'GET', path: '/pieces/:id/distribution', handler: 'distribution.inspect', summary: 'Where a piece goes: its plan, what each channel is given, its deliveries', permission: 'read', query: z.strictObject({}), answers: { ...ofPiece, 200: 'GetDistribution.Response' } },
  { method: 'POST', path: '/pieces/:id/distribution/preview', handler: 'distribution.preview', summary: 'What a channel would be given, without planning anything', permission: 'read', body: previewBody, answers: { ...ofPiece, 200: 'PreviewRendition.Response', 422: 'Refused; `error.details` says why.' } },
  { method: 'PUT', path: '/pieces/:id/distribution', handler: 'distribution.plan', summary: 'Plans which channels get a piece, and when: the whole plan', permission: 'distribute', body: planBody, answers: { ...changes, 200: 'GetDistribution.Response' } },
  { method: 'POST', path: '/pieces/:id/distribution/send', handler: 'distribution.send', summary: 'Sends a live piece to channels of its plan that have no delivery yet', permission: 'distribute', body: sendBody, answers: { ...changes, 200: 'GetDistribution.Response' } },
  { method: 'GET', path: '/deliveries', handler: 'deliveries.list', summary: 'Deliveries, newest change first', permission: 'read', query: listQuery, answers: { ...common, 200: 'ListDeliveries.Response' } },
  { method: 'GET', path: '/deliveries/:key', handler: 'deliveries.inspect', summary: 'One delivery with its attempts and numbers', permission: 'read', query: z.strictObject({}), answers: { ...ofDelivery, 200: 'GetDelivery.Response' } },
  { method: 'POST', path: '/deliveries/:key/:action', handler: 'deliveries.act', summary: 'Retries, cancels, confirms, settles or takes back a delivery', permission: 'distribute', body: actBody, answers: { ...ofDelivery, 200: 'ActOnDelivery.Response', 409: 'The delivery went on meanwhile.', 422: 'Refused; `error.details` says why.' } },
];

/** In the admin only: what needs a person, and what is for their eyes. */
const people: readonly Row[] = [
  { method: 'POST', path: '/pieces/:id/distribution/template', handler: 'distribution.takeOver', summary: "Takes the plan of the piece's activity over", permission: 'distribute', body: takeOverBody, answers: { ...changes, 200: 'GetDistribution.Response' } },
  { method: 'POST', path: '/pieces/:id/distribution/approve', handler: 'distribution.approve', summary: 'Approves what one channel is given, added or changed after the approval', permission: 'review', body: approveBody, answers: { ...changes, 200: 'GetDistribution.Response' } },
  { method: 'GET', path: '/activities/:documentId/distribution', handler: 'distribution.template', summary: 'The plan that pieces of an activity take over', permission: 'read', answers: { ...common, 200: 'ActivityTemplate.Response', 404: 'No such activity.' } },
  { method: 'PUT', path: '/activities/:documentId/distribution', handler: 'distribution.putTemplate', summary: 'Changes the plan that pieces of an activity take over', permission: 'distribute', body: templateBody, answers: { ...common, 200: 'ActivityTemplate.Response', 404: 'No such activity.', 409: 'Somebody changed it meanwhile.', 422: 'Refused; `error.details` says why.' } },
  { method: 'GET', path: '/activities/:documentId/distribution/history', handler: 'distribution.templateHistory', summary: 'Who planned what for the pieces of an activity, newest first', permission: 'read', query: templateHistoryQuery, answers: { ...common, 200: 'ActivityTemplateHistory.Response', 404: 'No such activity.' } },
  { method: 'GET', path: '/deliveries/:key/pictures/:index', handler: 'deliveries.picture', summary: 'A picture as it was made for the platform', permission: 'read', answers: { ...ofDelivery, 200: 'The picture.' } },
  { method: 'GET', path: '/deliveries/:key/pictures.zip', handler: 'deliveries.pictures', summary: 'All pictures of a delivery, packed', permission: 'read', answers: { ...ofDelivery, 200: 'A zip file.' } },
];

export const distributionRoutes: readonly Endpoint[] = [...people, ...integrators].map(({ permission, ...row }) => ({ ...row, access: { kind: 'admin', permission } }));

export const publicDistributionRoutes: readonly Endpoint[] = integrators.map(({ permission: _permission, ...row }) => ({ query: z.strictObject({}), ...row, path: `/content-workflow${row.path}`, access: { kind: 'public-api' } }));
