import { z } from '@strapi/utils';
import { LETTER_LANGUAGES } from '../../../../core/distribution/newsletter/languages';
import { MAX_IMPORT_BYTES } from '../../../../core/distribution/newsletter/import';
import { MAX_ID, plain, type Endpoint } from '../../http/endpoint';

const signed = { kind: 'signed' } as const;

export const none = z.strictObject({});

const email = plain(254).refine((text) => text.trim() !== '', 'is empty');
const language = z.enum(LETTER_LANGUAGES, { error: `is one of ${LETTER_LANGUAGES.join(', ')}` });

export const subscribeBody = z.strictObject({
  email,
  language: language.optional(),
  consent: z.literal(true, { error: 'is not given' }),
  /** Which page or program asked. */
  source: plain(200).optional(),
  /** A field that people do not see. */
  website: plain(300).optional(),
});

export const resendBody = z.strictObject({ email });

/** The button of the page, and what mail programs send by themselves (RFC 8058). */
export const leaveBody = z.object({ forget: z.enum(['yes']).optional() });

/** A report has the headers of what it is about, or all of it. */
export const bounceBody = z.strictObject({ message: plain(1_000_000) });

export const channelParams = z.object({ channel: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is not the key of a channel') });

export const keyParams = z.object({ key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is not the key of a channel') });

export const subscriberParams = keyParams.extend({
  id: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'is not a subscriber')
    .transform(Number)
    .refine((id) => id <= MAX_ID, 'is not a subscriber'),
});

export const subscribersQuery = z.strictObject({
  state: z.enum(['pending', 'confirmed', 'unsubscribed', 'bounced']).optional(),
  q: plain(254).optional(),
  cursor: z.string().regex(/^[1-9]\d{0,9}$/, 'is not a place in this list').optional(),
});

/** Four characters for three bytes. */
const MAX_BASE64 = Math.ceil(MAX_IMPORT_BYTES / 3) * 4;

const file = z.base64('is not base64').max(MAX_BASE64, `is larger than ${MAX_IMPORT_BYTES} bytes`);

const filled = (max: number) => plain(max).trim().min(1, 'is empty');

export const checkImportBody = z.strictObject({ file });

export const importBody = z.strictObject({
  file,
  digest: z.string().regex(/^[a-f0-9]{64}$/, 'is not that of a dry run'),
  consent: z.strictObject({ source: filled(200), obtainedOn: z.iso.date('is not a day, as 2026-01-31'), statement: filled(2_000) }),
});

const bad = { 400: 'The request is not valid; `error.details.field` names the field.' } as const;
const often = { 429: 'Too many requests; Retry-After says how long to wait.' } as const;
const list = { 404: 'No such newsletter.' } as const;

/** Below `/api`. Whether an address is known can not be told from any answer. */
export const newsletterRoutes: readonly Endpoint[] = [
  { method: 'POST', path: '/newsletters/:channel/subscribe', handler: 'newsletter.subscribe', summary: 'Mails a letter to an address, by which its owner confirms that they want the newsletter', access: signed, query: none, body: subscribeBody, answers: { 202: 'The same for every address.', ...bad, ...list, ...often } },
  { method: 'POST', path: '/newsletters/:channel/resend', handler: 'newsletter.resend', summary: 'Mails the letter of confirmation once more, where one is wanted', access: signed, query: none, body: resendBody, answers: { 202: 'The same for every address.', ...bad, ...list, ...often } },
  { method: 'GET', path: '/newsletters/:channel/confirm/:token', handler: 'newsletterPage.confirmation', summary: 'A page that asks for the confirmation; looking at it confirms nothing', access: signed, query: none, answers: { 200: 'A page.', 410: 'The link is not, or no longer, good.', ...often } },
  { method: 'POST', path: '/newsletters/:channel/confirm/:token', handler: 'newsletterPage.confirm', summary: 'Confirms a subscription', access: signed, query: none, answers: { 200: 'A page.', 410: 'The link is not, or no longer, good.', ...often } },
  { method: 'GET', path: '/newsletters/:channel/leave/:token', handler: 'newsletterPage.departure', summary: 'A page that asks whether to leave; looking at it changes nothing', access: signed, query: none, answers: { 200: 'A page.', 410: 'The link is not good.', ...often } },
  { method: 'POST', path: '/newsletters/:channel/leave/:token', handler: 'newsletterPage.leave', summary: 'Ends a subscription with one request (RFC 8058); with `forget=yes` the address is deleted', access: signed, query: none, body: leaveBody, answers: { 200: 'A page.', 410: 'The link is not good.', ...often } },
  { method: 'POST', path: '/newsletters/bounces', handler: 'newsletterBounce.take', summary: 'A report of undeliverable mail (RFC 3464), handed over by the mail server', access: { kind: 'public-api' }, query: none, body: bounceBody, answers: { 200: 'What was made of it.', ...bad, 401: 'No API token.', 403: 'The API token may not.' } },
];

/** Addresses are personal data: whoever connects channels looks after them. */
const admin = { kind: 'admin', permission: 'channels' } as const;
const guarded = { 401: 'Not logged in.', 403: 'Not permitted.' } as const;

const file422 = { 422: 'The file can not be read, or there is nobody to add; `error.details.code` says which.' } as const;
const changed = { 409: 'The list has changed since the dry run; nothing was done.' } as const;

export const subscriberRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/channels/:key/subscribers', handler: 'subscriber.list', summary: 'Subscribers of a newsletter, newest first, and how many there are in each state', access: admin, query: subscribersQuery, answers: { 200: 'ListSubscribers.Response', ...bad, ...guarded, ...list } },
  { method: 'GET', path: '/channels/:key/subscribers.csv', handler: 'subscriber.file', summary: 'The whole list as a CSV file, with where the consent of imported subscribers comes from', access: admin, query: none, answers: { 200: 'A CSV file.', ...bad, ...guarded, ...list } },
  { method: 'POST', path: '/channels/:key/subscribers/check', handler: 'subscriber.check', summary: 'What would become of each line of a file of subscribers; writes nothing', access: admin, body: checkImportBody, answers: { 200: 'CheckImport.Response', ...bad, ...guarded, ...list, ...file422 } },
  { method: 'POST', path: '/channels/:key/subscribers/import', handler: 'subscriber.takeOver', summary: 'Adds who is new in a file, as the dry run showed; each is mailed a letter and has to confirm', access: admin, body: importBody, answers: { 200: 'ImportSubscribers.Response', ...bad, ...guarded, ...list, ...changed, ...file422 } },
  { method: 'POST', path: '/channels/:key/subscribers/import-confirmed', handler: 'subscriber.takeOverConfirmed', summary: 'The same for people who confirmed before, on evidence that stays with each of them', access: { kind: 'admin', permission: 'vouch' }, body: importBody, answers: { 200: 'ImportSubscribers.Response', ...bad, ...guarded, ...list, ...changed, ...file422 } },
  { method: 'DELETE', path: '/channels/:key/subscribers/:id', handler: 'subscriber.forget', summary: 'Deletes a subscriber and the address', access: admin, query: none, answers: { 204: 'Done.', ...bad, ...guarded, 404: 'No such subscriber.' } },
];
