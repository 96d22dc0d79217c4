/** All route tables, collected from the domains. */
import { z } from '@strapi/utils';
import { engineRoutes } from './engine/routes';
import { experimentRoutes } from './experiment/routes';
import { toStrapiRoutes, type Endpoint } from './http/endpoint';
import { deliveryRoutes } from './publishing/delivery/routes';
import { publicHealthRoutes, publishingRoutes } from './publishing/routes';

const openapi: Endpoint = {
  method: 'GET',
  path: '/content-workflow/openapi.json',
  handler: 'openapi.document',
  summary: 'This document',
  access: { kind: 'signed' },
  query: z.strictObject({}),
  answers: { 200: 'An OpenAPI 3.1 document.' },
};

/** Below `/content-workflow`, for the admin. */
export const adminEndpoints: readonly Endpoint[] = [...engineRoutes, ...experimentRoutes, ...publishingRoutes];

/** Below `/api`, for front ends and integrators. */
export const apiEndpoints: readonly Endpoint[] = [...deliveryRoutes, ...publicHealthRoutes, openapi];

export default {
  admin: { type: 'admin', routes: toStrapiRoutes(adminEndpoints) },
  'content-api': { type: 'content-api', prefix: '', routes: toStrapiRoutes(apiEndpoints) },
};
