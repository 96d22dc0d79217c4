import { z } from '@strapi/utils';
import { changesSchema } from '../../config';
import { plain, type Endpoint } from '../../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.issues` names every field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

const access = { kind: 'admin', permission: 'configure' } as const;

const version = z.int().min(0).max(2_147_483_647);

/** Why: settings without a reason are a riddle a year later. */
const comment = plain(2_000).refine((text) => text.trim() !== '', 'say why');

const keeps = z.array(z.array(z.string().max(200)).min(1).max(3)).max(500);

export const previewBody = z.strictObject({ changes: changesSchema });
export const saveBody = z.strictObject({ expectedVersion: version, changes: changesSchema, comment, keeps: keeps.optional() });
export const restoreBody = z.strictObject({ expectedVersion: version, comment });

export const versionsQuery = z.strictObject({ before: z.string().regex(/^\d{1,9}$/, 'is a version').optional(), limit: z.string().regex(/^\d{1,4}$/, 'is a number').optional() });
export const versionQuery = z.strictObject({ against: z.string().regex(/^\d{1,9}$/, 'is a version').optional() });

export const settingsRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/settings', handler: 'settings.read', summary: 'The settings in force, and what the file says', access, answers: { 200: 'GetSettings.Response', ...common } },
  { method: 'POST', path: '/settings/preview', handler: 'settings.preview', summary: 'What would happen to the pieces under way; changes nothing', access, body: previewBody, answers: { 200: 'PreviewSettings.Response', ...common } },
  { method: 'PUT', path: '/settings', handler: 'settings.save', summary: 'Saves a new version', access, body: saveBody, answers: { 200: 'SaveSettings.Response', 409: 'Somebody was faster; `error.details.current` says who.', 422: 'It changes nothing.', ...common } },
  { method: 'GET', path: '/settings/versions', handler: 'settings.versions', summary: 'The versions, newest first', access, query: versionsQuery, answers: { 200: 'ListSettingsVersions.Response', ...common } },
  { method: 'GET', path: '/settings/versions/:version', handler: 'settings.version', summary: 'One version, against another', access, query: versionQuery, answers: { 200: 'GetSettingsVersion.Response', 404: 'No such version.', ...common } },
  { method: 'POST', path: '/settings/versions/:version/restore', handler: 'settings.restore', summary: 'Makes a new version of an earlier one', access, body: restoreBody, answers: { 200: 'RestoreSettings.Response', 404: 'No such version.', 409: 'Somebody was faster.', 422: 'It changes nothing.', ...common } },
];
