import { z } from '@strapi/utils';
import type { Endpoint } from '../../http/endpoint';
import { languageQuery } from '../sanctions/routes';

export const figureRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/moderation/figures', handler: 'figures.show', summary: 'What moderation did, by month, and what waits now', access: { kind: 'admin', permission: 'moderate' }, answers: { 200: 'GetModerationFigures.Response', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } },
];

/** Rules that somebody could be sanctioned by are for everybody to read, and so is how they are applied. */
export const communityRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/community/rules', handler: 'community.findOne', summary: 'The rules of the community: violations, severities, the ladder, and the settings that hold', access: { kind: 'signed' }, query: languageQuery, answers: { 200: 'GetRules.Response', 304: 'What you have is the newest.', 400: 'The request is not valid; `error.details.field` names the field.' } },
  { method: 'GET', path: '/community/transparency', handler: 'community.find', summary: 'What moderation did in the last twelve months; small numbers are not told', access: { kind: 'signed' }, query: z.strictObject({}), answers: { 200: 'GetTransparency.Response', 304: 'What you have is the newest.', 400: 'The request is not valid; `error.details.field` names the field.' } },
];
