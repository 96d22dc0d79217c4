import { z } from '@strapi/utils';
import { plain, type Endpoint } from '../http/endpoint';
import { sendBody } from './event-input';

const admin = (permission: 'read' | 'assign' | null) => ({ kind: 'admin', permission }) as const;

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

export const listQuery = z.strictObject({
  state: plain(200).optional(),
  uid: plain(200).optional(),
  assignee: z.string().regex(/^(me|[1-9]\d{0,14})$/, 'is "me" or a person\'s id').optional(),
  text: plain(200).optional(),
  limit: z.string().regex(/^\d{1,6}$/, 'is a number').optional(),
  cursor: z.string().max(200).optional(),
});

export const documentQuery = z.strictObject({ locale: z.string().max(32).optional() });
export const historyQuery = z.strictObject({ before: z.string().regex(/^\d{1,9}$/, 'is a revision').optional(), limit: z.string().regex(/^\d{1,4}$/, 'is a number').optional() });

/** Events need no more than `read` to be sent: the machine checks each event's own permission and says who has it. */
export const engineRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/governed', handler: 'piece.governed', summary: 'The content types under the workflow; every administrator may ask', access: admin(null), answers: { 200: 'GetGoverned.Response', ...common } },
  { method: 'GET', path: '/pieces', handler: 'piece.list', summary: 'Current pieces, newest change first', access: admin('read'), query: listQuery, answers: { 200: 'ListPieces.Response', ...common } },
  { method: 'GET', path: '/documents/:uid/:documentId', handler: 'piece.ofDocument', summary: 'The current piece of a document', access: admin('read'), query: documentQuery, answers: { 200: 'GetPieceOfDocument.Response', 404: 'No such document, or its type is not governed.', ...common } },
  { method: 'GET', path: '/pieces/:id', handler: 'piece.one', summary: 'One piece', access: admin('read'), answers: { 200: 'GetPiece.Response', 404: 'No such piece.', ...common } },
  { method: 'GET', path: '/pieces/:id/history', handler: 'piece.history', summary: 'The history of a piece, newest first', access: admin('read'), query: historyQuery, answers: { 200: 'GetHistory.Response', 404: 'No such piece.', ...common } },
  { method: 'POST', path: '/pieces/:id/events', handler: 'piece.send', summary: 'Sends an event to a piece', access: admin('read'), body: sendBody, answers: { 200: 'SendEvent.Response', 404: 'No such piece.', 409: 'Somebody was faster; `error.details.piece` is the piece as it is now.', 422: 'A guard refused; `error.details` says which, who could pass and what to do next.', ...common } },
  { method: 'GET', path: '/people', handler: 'piece.people', summary: 'Who can be assigned', access: admin('read'), answers: { 200: 'ListPeople.Response', ...common } },
  { method: 'GET', path: '/alerts', handler: 'alert.list', summary: 'Open alerts, newest first', access: admin('read'), answers: { 200: 'ListAlerts.Response', ...common } },
  { method: 'POST', path: '/alerts/:id/acknowledge', handler: 'alert.acknowledge', summary: 'Marks an alert as seen', access: admin('assign'), answers: { 204: 'Done.', 404: 'No such open alert.', ...common } },
];
