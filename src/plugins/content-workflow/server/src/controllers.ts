import type { Core } from '@strapi/strapi';
import { createEngineControllers } from './engine/controller';
import { createVariantControllers } from './experiment/controller';
import { openApiDocument } from './http/openapi';
import { guarded } from './http/guarded';
import type { HttpContext } from './http/problem';
import { createPublishingControllers } from './publishing/controller';
import { createDeliveryControllers } from './publishing/delivery/controller';
import { deliverySchemas } from './publishing/delivery/shape';
import { adminEndpoints, apiEndpoints } from './routes';
import { workflowOf, type Workflow } from './workflow';
import { version } from '../../package.json';

export type Action = (ctx: HttpContext) => void | Promise<void>;
type ControllerSet = Readonly<Record<string, Readonly<Record<string, Action>>>>;

const SURFACES = [
  { prefix: '/api', endpoints: apiEndpoints, name: 'api' },
  { prefix: '/content-workflow', endpoints: adminEndpoints, name: 'admin' },
];

const collect = (deps: () => Workflow): ControllerSet => ({
  ...createEngineControllers(deps),
  ...createVariantControllers(deps),
  ...createPublishingControllers(deps),
  ...createDeliveryControllers(deps),
  openapi: {
    document(ctx) {
      const { config, content } = deps();
      ctx.body = openApiDocument(SURFACES, version, deliverySchemas(config, content.schemaOf));
    },
  },
});

/** Strapi wants a factory a controller; each is given the engine when it is called, not when it is made. */
const factories = (): Record<string, (context: { strapi: Core.Strapi }) => Record<string, Action>> =>
  Object.fromEntries(
    Object.keys(collect(() => unavailable())).map((name) => [
      name,
      ({ strapi }) => Object.fromEntries(Object.entries(collect(() => workflowOf(strapi))[name] ?? {}).map(([action, run]) => [action, guarded(run)])),
    ])
  );

const unavailable = (): never => {
  throw new Error('the engine is not there yet');
};

export default factories();
