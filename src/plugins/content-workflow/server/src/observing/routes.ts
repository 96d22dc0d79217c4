import { z } from '@strapi/utils';
import type { Endpoint } from '../http/endpoint';

export const metricsRoutes: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/content-workflow/metrics',
    handler: 'metrics.find',
    summary: 'The numbers of this process and of the queue, for Prometheus',
    access: { kind: 'public-api' },
    query: z.strictObject({}),
    answers: { 200: "Prometheus's text format, version 0.0.4.", 403: 'The token or role may not read it.' },
  },
];
