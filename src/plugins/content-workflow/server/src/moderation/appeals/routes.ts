import { z } from '@strapi/utils';
import type { Endpoint } from '../../http/endpoint';
import { answerBody } from '../sanctions/routes';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted, or somebody who had part in the strike; `error.details` says who could.' } as const;

export const appealsQuery = z.strictObject({ state: z.enum(['open', 'decided'], { error: 'is "open" or "decided"' }).optional(), cursor: z.string().max(200).optional() });

export const appealRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/moderation/appeals', handler: 'appeals.list', summary: 'Appeals: open ones by when they are due, decided ones newest first', access: { kind: 'admin', permission: 'moderate' }, query: appealsQuery, answers: { 200: 'ListAppeals.Response', ...common } },
  { method: 'GET', path: '/moderation/appeals/:reference', handler: 'appeals.show', summary: 'One appeal with the strike that it is about', access: { kind: 'admin', permission: 'moderate' }, answers: { 200: 'GetAppeal.Response', 404: 'No such appeal.', ...common } },
  { method: 'POST', path: '/moderation/appeals/:reference/decision', handler: 'appeals.answer', summary: 'Answers an appeal; never whoever had part in the strike', access: { kind: 'admin', permission: 'moderation-lead' }, body: answerBody, answers: { 200: 'DecideAppeal.Response', 404: 'No such appeal.', 409: 'It was answered or taken back meanwhile.', 422: 'The step is not lower, or the strike was lifted.', ...common } },
];
