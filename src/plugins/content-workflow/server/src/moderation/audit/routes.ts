import { z } from '@strapi/utils';
import { plain, type Endpoint } from '../../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;
const access = { kind: 'admin', permission: 'moderation-lead' } as const;

const seq = z.string().regex(/^[1-9]\d{0,8}$/, 'is not a place in the chain').transform(Number);

export const auditQuery = z.strictObject({ object: plain(200).optional(), before: seq.optional(), limit: z.string().regex(/^\d{1,3}$/, 'is a number').transform(Number).pipe(z.int().min(1, 'is at least 1').max(100, 'is at most 100')).optional() });

/** The head that somebody noted earlier: both halves of it, or none. */
export const verifyQuery = z
  .strictObject({ seq: seq.optional(), hash: z.string().regex(/^[0-9a-f]{64}$/, 'is not a hash').optional() })
  .refine((noted) => (noted.seq === undefined) === (noted.hash === undefined), { error: 'comes together with "hash"', path: ['seq'] });

export const auditRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/moderation/audit', handler: 'audit.list', summary: 'What was done in moderation, newest first', access, query: auditQuery, answers: { 200: 'ListAudit.Response', ...common } },
  { method: 'GET', path: '/moderation/audit/verify', handler: 'audit.verify', summary: 'Whether the chain is whole, and goes through a head that was noted', access, query: verifyQuery, answers: { 200: 'VerifyAudit.Response', ...common } },
];
