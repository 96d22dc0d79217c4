import { z } from '@strapi/utils';
import { plain, type Endpoint } from '../../http/endpoint';
import { VISITOR } from './trials';

const code = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'is not a locale code');

export const oneQuery = z.strictObject({
  locale: code.optional(),
  fields: z.string().min(1).max(2000).optional(),
  /** For readers who can send neither the header nor the cookie. */
  visitor: z.string().regex(VISITOR, 'use 8 to 64 letters, digits, hyphens and underscores').optional(),
});

export const listQuery = oneQuery.extend({
  activity: z.string().regex(/^[a-z0-9]{1,64}$/i, 'is not a document id').optional(),
  tag: plain(200).refine((tag) => tag !== '', 'is empty').optional(),
  limit: z.string().regex(/^\d{1,6}$/, 'is not a whole number').optional(),
  cursor: z.string().max(200).optional(),
});

/** Made once: a schema costs more to make than to use. */
export const slugParam = plain(300);

export const previewQuery = z.strictObject({});

const answers = { 200: 'The published content.', 304: 'Not changed since the ETag that was sent.', 400: 'The query is not valid; `error.details.field` names the field.', 404: 'Nothing published there.' } as const;

/** `preview` stands before `:type`, so that no type can be called so. */
export const deliveryRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/delivery/preview/:token', handler: 'preview.findOne', summary: 'One exact unpublished version, by a signed link', access: { kind: 'signed' }, query: previewQuery, answers: { 200: 'The version.', 403: 'The link is not valid.', 404: 'The version is gone.', 410: 'The link has expired.' } },
  { method: 'GET', path: '/delivery/:type', handler: 'delivery.find', summary: 'Published entries, newest first', access: { kind: 'public-api' }, query: listQuery, answers, data: { schemas: 'delivery.', list: true } },
  { method: 'GET', path: '/delivery/:type/:slug', handler: 'delivery.findOne', summary: 'One published entry by slug or document id', access: { kind: 'public-api' }, query: oneQuery, answers, data: { schemas: 'delivery.', list: false } },
];
