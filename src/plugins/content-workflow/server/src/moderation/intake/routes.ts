import { z } from '@strapi/utils';
import { documentId, plain, type Endpoint } from '../../http/endpoint';
import { codeBody, editBody, submissionBody, verifyBody } from './input';

const sender = { kind: 'sender' } as const;
const signed = { kind: 'signed' } as const;

export const none = z.strictObject({});

export const formQuery = z.strictObject({ activity: documentId.optional() });
export const mineQuery = z.strictObject({ before: plain(60).optional() });

const often = { 429: 'Too many requests; Retry-After says how long to wait.' } as const;
const who = { 401: 'Neither a member nor a guest with a proved address.', ...often } as const;
const found = { 404: 'No such submission of this sender.', ...who } as const;
const written = { 400: 'The request is not valid; `error.details.field` names the field.', 403: 'The sender may not send anything in now.', 411: 'The length of the body is not announced.', 413: 'Too large.', 415: 'An image is not taken; `error.details.reason` says why.', 422: 'The rights statement, the activity or the key is not good.', 503: 'Too many pictures at this moment.' } as const;

/** The specific ones come first: a reference is matched by whatever stands in its place. */
export const intakeRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/submissions/intake/form', handler: 'intakeForm.findOne', summary: 'What a form for submissions needs: the current rights statement, limits, and a token that says when it was opened', access: signed, query: formQuery, answers: { 200: 'GetSubmissionForm.Response', 400: 'The request is not valid.', ...often } },
  { method: 'POST', path: '/submissions/intake', handler: 'intake.submit', summary: 'Sends something in; it waits for a moderator and is not public', access: sender, query: none, body: submissionBody, files: 'images', answers: { 201: 'CreateSubmission.Response', ...written, ...who } },
  { method: 'GET', path: '/submissions/intake/mine', handler: 'intake.find', summary: "The sender's own submissions, newest first", access: sender, query: mineQuery, answers: { 200: 'ListMySubmissions.Response', 400: 'The request is not valid.', ...who } },
  { method: 'POST', path: '/submissions/intake/guests', handler: 'intakeGuest.ask', summary: 'Mails a code to an address, by which a guest proves that it is theirs', access: signed, query: none, body: codeBody, answers: { 202: 'AskGuestCode.Response', 400: 'The request is not valid.', 503: 'No mail can be sent.', ...often } },
  { method: 'POST', path: '/submissions/intake/guests/verify', handler: 'intakeGuest.verify', summary: "A guest's token for the code that was mailed", access: signed, query: none, body: verifyBody, answers: { 200: 'VerifyGuest.Response', 400: 'The request is not valid.', 403: 'The code is not right, was used, or is too old.', ...often } },
  { method: 'GET', path: '/submissions/intake/:reference', handler: 'intake.findOne', summary: 'One submission, for its sender', access: sender, query: none, answers: { 200: 'GetSubmission.Response', ...found } },
  { method: 'PUT', path: '/submissions/intake/:reference', handler: 'intake.edit', summary: 'Changes a submission that nobody has decided about; it is looked at anew', access: sender, query: none, body: editBody, files: 'images', answers: { 200: 'EditSubmission.Response', ...written, 409: 'It was decided, or edited elsewhere.', ...found } },
  { method: 'DELETE', path: '/submissions/intake/:reference', handler: 'intake.withdraw', summary: 'Takes a submission back that nobody has decided about', access: sender, query: none, answers: { 204: 'Done.', 409: 'It was decided.', ...found } },
  { method: 'GET', path: '/submissions/intake/:reference/:secret', handler: 'intakeStatus.findOne', summary: 'The status of one submission, for whoever has its address', access: signed, query: none, answers: { 200: 'GetSubmission.Response', 404: 'No such address.', ...often } },
];
