import { z } from '@strapi/utils';
import type { Endpoint } from '../../http/endpoint';

export const homeRoutes: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/home',
    handler: 'home.show',
    summary: 'What waits for the person who asks',
    access: { kind: 'admin', permission: 'read' },
    query: z.strictObject({}),
    answers: { 200: 'GetHome.Response', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' },
  },
];
