import { z } from '@strapi/utils';
import type { Endpoint } from '../../http/endpoint';

export const none = z.strictObject({});

export const feedParams = z.object({ channel: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is not the key of a channel') });

const feed = { method: 'GET', access: { kind: 'signed' }, query: none, answers: { 200: 'The feed.', 304: 'Not changed.', 400: 'The request is not valid.', 404: 'No such feed.' } } as const;

/** Below `/api`. */
export const feedRoutes: readonly Endpoint[] = [
  { ...feed, path: '/feeds/:channel.rss', handler: 'feedRss.findOne', summary: 'A feed as RSS 2.0' },
  { ...feed, path: '/feeds/:channel.atom', handler: 'feedAtom.findOne', summary: 'A feed as Atom' },
  { ...feed, path: '/feeds/:channel.json', handler: 'feedJson.findOne', summary: 'A feed as JSON Feed' },
];
