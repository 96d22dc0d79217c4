import { z } from '@strapi/utils';
import type { Endpoint } from '../../http/endpoint';
import { CODE } from './codes';

const common = { 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;
const read = { kind: 'admin', permission: 'read' } as const;

export const linkCode = z.string().regex(CODE, 'is not the code of a short link');

export const linkRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/pieces/:id/links', handler: 'links.list', summary: "The piece's short links, with the clicks of people by day and those of programs apart", access: read, answers: { 200: 'ListLinks.Response', 404: 'There is no such piece.', ...common } },
  { method: 'GET', path: '/links/:code/qr.svg', handler: 'links.svg', summary: 'The short link as a QR code, to be scaled', access: read, answers: { 200: 'An SVG image.', 404: 'There is no such link.', ...common } },
  { method: 'GET', path: '/links/:code/qr.png', handler: 'links.png', summary: 'The short link as a QR code, 1000 pixels wide', access: read, answers: { 200: 'A PNG image.', 404: 'There is no such link.', ...common } },
];
