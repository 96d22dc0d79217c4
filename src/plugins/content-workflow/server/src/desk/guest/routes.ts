import { z } from '@strapi/utils';
import { plain, prose, type Endpoint } from '../../http/endpoint';

const admin = (permission: 'read' | 'assign') => ({ kind: 'admin', permission }) as const;

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

/** One visible line: a name stands in mails, in the history and beside decisions, where it must not turn text around. */
const name = plain(120)
  .transform((text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim())
  .refine((text) => text !== '', 'is empty');

export const guestLinkBody = z.strictObject({
  guest: name,
  step: plain(64).optional(),
  ttlHours: z.int().min(1).optional(),
});

export const guestAnswerBody = z
  .strictObject({
    decision: z.enum(['approve', 'request-changes'], { error: 'is "approve" or "request-changes"' }),
    name,
    comment: prose.optional().transform((text) => (text === undefined || text.trim() === '' ? null : text.trim())),
  })
  .refine(({ decision, comment }) => decision === 'approve' || comment !== null, { error: 'say what should change', path: ['comment'] });

export const guestQuery = z.strictObject({ lang: z.enum(['en', 'zh-Hans', 'zh-Hant'], { error: 'is "en", "zh-Hans" or "zh-Hant"' }).optional() });

const open = { 403: 'Not a link of ours.', 410: 'The link is answered, revoked, expired, or about a text that has changed.', 429: 'Too many requests from this address.' } as const;

/** Asking somebody is deciding who does what on a piece, so it takes `assign`. What the answer is worth is the asker's own vote. */
export const guestLinkRoutes: readonly Endpoint[] = [
  { method: 'POST', path: '/pieces/:id/guest-links', handler: 'guestLink.create', summary: 'A link by which somebody without an account answers once, about exactly this version', access: admin('assign'), body: guestLinkBody, answers: { 200: 'CreateGuestLink.Response', 404: 'No such piece.', 422: 'It is not under review, or the step is decided.', ...common } },
  { method: 'GET', path: '/pieces/:id/guest-links', handler: 'guestLink.list', summary: 'The links to guests of a piece, newest first', access: admin('read'), answers: { 200: 'ListGuestLinks.Response', 404: 'No such piece.', ...common } },
  { method: 'DELETE', path: '/guest-links/:id', handler: 'guestLink.revoke', summary: 'Revokes a link that has not been answered', access: admin('assign'), answers: { 204: 'Done.', 404: 'No such open link.', 422: 'The piece was written by another version of the workflow.', ...common } },
];

export const guestPageRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/content-workflow/guest/:token', handler: 'guestPage.findOne', summary: 'What a guest is asked about; a page for browsers. Looking at it answers nothing', access: { kind: 'signed' }, query: guestQuery, answers: { 200: 'GetGuestPage.Response', 400: 'The request is not valid.', ...open } },
  { method: 'POST', path: '/content-workflow/guest/:token', handler: 'guestPage.answer', summary: "The guest's answer", access: { kind: 'signed' }, query: guestQuery, body: guestAnswerBody, answers: { 200: 'AnswerGuestPage.Response', 400: 'The request is not valid; `error.details.field` names the field.', ...open } },
];
