import { z } from '@strapi/utils';
import { plain, type Endpoint } from '../../http/endpoint';

const common = { 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;
const read = { kind: 'admin', permission: 'read' } as const;
const connect = { kind: 'admin', permission: 'channels' } as const;

const PATHS = {
  one: '/channels/:key',
  act: (action: string): string => `/channels/:key/${action}`,
} as const;

/** Enough for any address or list of groups, and no place to keep a document in. */
const MAX_SETTINGS = 20_000;

/** Certificates and key files are the longest. */
const MAX_SECRET = 10_000;

const fieldName = plain(64);

export const channelKey = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/, 'use up to 48 lower-case letters, digits and hyphens, a letter first');

const input = {
  name: plain(100).trim().min(1, 'is empty'),
  account: plain(200).trim(),
  communities: z.array(plain(100).trim().min(1, 'is empty')).max(100, 'are more than 100'),
  settings: z.record(fieldName, z.unknown()).refine((settings) => JSON.stringify(settings).length <= MAX_SETTINGS, `are longer than ${MAX_SETTINGS} characters`),
  secrets: z.record(fieldName, plain(MAX_SECRET).nullable()),
};

export const createBody = z.strictObject({ key: channelKey, platform: plain(40), ...input });
export const changeBody = z.strictObject({ ...input, expectedRevision: z.int().min(1).max(2_147_483_647) });

const found = { 200: 'ChannelView', 404: 'There is no such channel.', ...common } as const;

export const channelRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/platforms', handler: 'channels.platforms', summary: 'Platforms that channels can be connected to, what each can do, and the form that connects one', access: read, answers: { 200: 'ListPlatforms.Response', ...common } },
  { method: 'GET', path: '/channels', handler: 'channels.list', summary: 'Channels: where pieces can be sent. Of secrets only the names of those that are filled in', access: read, answers: { 200: 'ListChannels.Response', ...common } },
  {
    method: 'POST',
    path: '/channels',
    handler: 'channels.create',
    summary: 'Connects a channel. Its secrets are encrypted and are never answered',
    access: connect,
    body: createBody,
    answers: { 200: 'CreateChannel.Response', 400: 'A field is not valid; `error.details.field` names it.', 409: 'There is a channel with this key.', 422: 'The platform is unknown, or the server has no key to encrypt with.', ...common },
  },
  { method: 'GET', path: PATHS.one, handler: 'channels.read', summary: 'One channel', access: read, answers: found },
  {
    method: 'PUT',
    path: PATHS.one,
    handler: 'channels.change',
    summary: 'Changes a channel, unless somebody else has changed it meanwhile. A secret that is left out stays',
    access: connect,
    body: changeBody,
    answers: { ...found, 400: 'A field is not valid; `error.details.field` names it.', 409: 'It was changed meanwhile; `error.details.current` is the channel as it is.', 422: 'The server has no key to encrypt with.' },
  },
  { method: 'DELETE', path: PATHS.one, handler: 'channels.remove', summary: 'Removes a channel that nothing was sent to', access: connect, answers: { ...found, 200: 'It is gone.', 422: 'Something was sent to it, or people have subscribed.' } },
  { method: 'POST', path: PATHS.act('test'), handler: 'channels.test', summary: 'Tests the connection, without sending anything that people see', access: connect, body: z.strictObject({}), answers: { ...found, 409: 'It was changed while the platform was asked; `error.details.current` is the channel as it is.', 422: 'The platform is unknown.' } },
  { method: 'POST', path: PATHS.act('pause'), handler: 'channels.pause', summary: 'Sends nothing to it until it is resumed', access: connect, body: z.strictObject({}), answers: { ...found, 409: 'It was changed at the same moment.' } },
  { method: 'POST', path: PATHS.act('resume'), handler: 'channels.resume', summary: 'Sends to it again, also after failures in a row', access: connect, body: z.strictObject({}), answers: { ...found, 409: 'It was changed at the same moment.', 422: 'The platform does not let it in.' } },
];

/** For integrators, below `/api`. */
export const publicChannelRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/channels', handler: 'channels.find', summary: 'Channels and what each can do', access: { kind: 'public-api' }, query: z.strictObject({}), answers: { 200: 'ListChannels.Response', 401: 'The token is not valid.', 403: 'Not permitted.' } },
];
