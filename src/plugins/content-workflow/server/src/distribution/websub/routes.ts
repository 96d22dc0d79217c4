import { z } from '@strapi/utils';
import { plain, type Endpoint } from '../../http/endpoint';

export const none = z.strictObject({});

/** WebSub, 5.1: a form. What else a subscriber sends is not ours to judge. */
export const hubBody = z.object({
  'hub.mode': z.enum(['subscribe', 'unsubscribe'], { error: 'is subscribe or unsubscribe' }),
  'hub.topic': plain(2_000).refine((url) => url !== '', 'is empty'),
  'hub.callback': plain(2_000).refine((url) => url !== '', 'is empty'),
  /** Less than 200 bytes (5.1). */
  'hub.secret': plain(199)
    .refine((secret) => Buffer.byteLength(secret) < 200, 'has 200 bytes or more')
    .optional(),
  'hub.lease_seconds': z
    .string()
    .regex(/^\d{0,10}$/, 'is not a number of seconds')
    .optional(),
});

/** Below `/api`. */
export const websubRoutes: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/websub',
    handler: 'websub.ask',
    summary: 'The hub of our feeds: subscribes, and ends subscriptions, once the address confirms it (WebSub)',
    access: { kind: 'signed' },
    query: none,
    body: hubBody,
    answers: { 202: 'Heard; the address is asked.', 400: 'The request is not valid, or the topic is no feed of this hub.', 429: 'Too many requests.', 503: 'No further subscription is taken.' },
  },
];
