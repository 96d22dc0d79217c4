import { z } from '@strapi/utils';
import type { Endpoint } from '../../http/endpoint';
import { eventsBody } from './input';

export const eventRoutes: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/events',
    handler: 'events.collect',
    summary: "What readers were shown and did, from the browser script; each event carries the signed assignment that came with the content. JSON as application/json or text/plain, at most 100 events in 64 KB",
    access: { kind: 'signed' },
    query: z.strictObject({}),
    body: eventsBody,
    answers: {
      202: 'PostEvents.Response; what is counted is durable.',
      400: 'The request is not valid; `error.details.field` names the field.',
      411: 'The length of the body is not announced.',
      413: 'Larger than 64 KB.',
      415: 'Neither JSON nor text, or packed.',
      429: 'Too many requests or events; Retry-After says how long to wait.',
      503: 'Not written, or not known what runs; send the same again after Retry-After.',
    },
  },
];
