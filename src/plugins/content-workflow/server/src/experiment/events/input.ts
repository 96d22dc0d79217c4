/** What a reader's script may send. One malformed event refuses the whole batch: a script that makes one has a fault to be seen. */
import { z } from '@strapi/utils';
import type { PostEvents } from '../../../../contracts/experiment';
import { plain } from '../../http/endpoint';
import { MAX_TOKEN } from '../exposure/tokens';

export const MAX_EVENTS = 100;

/** What a browser takes from a page that is being left. */
export const MAX_BYTES = 64 * 1024;

/** Larger than any price, and small enough that its square is still a number that adds up. */
const MAX_VALUE = 1e9;

const instant = z.iso.datetime({ offset: true, error: 'use an ISO 8601 instant with a zone, e.g. 2026-12-31T00:00:00Z' });

const event = z
  .strictObject({
    id: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'is not a UUID'),
    type: z.enum(['exposure', 'goal']),
    token: plain(MAX_TOKEN),
    goal: plain(64).optional(),
    value: z.number().min(-MAX_VALUE).max(MAX_VALUE).optional(),
    at: instant,
  })
  .refine(({ type, goal }) => type === 'exposure' || (goal !== undefined && goal !== ''), { error: 'is missing', path: ['goal'] });

export const eventsBody = z.strictObject({
  sentAt: instant,
  events: z.array(event).min(1, 'are missing').max(MAX_EVENTS, `are more than ${MAX_EVENTS}`),
});

export type Sent = z.infer<typeof eventsBody>;

// What is accepted is what the contract says.
((sent: Sent): PostEvents.Request => sent) satisfies unknown;
