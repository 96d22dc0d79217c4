/** Names are how an application puts them into its `config/middlewares`: `plugin::content-workflow.delivery`. */
import type { Core } from '@strapi/strapi';
import { createFindRoute } from './observing/find-route';
import { createObserveRequests } from './observing/requests';
import { isAlone, useAhead } from './http/ahead';
import { createEventsDoor } from './experiment/events/door';
import { createDoor } from './moderation/intake/door';
import { deliverFromMemory } from './publishing/delivery/middleware';
import { adminEndpoints, apiEndpoints } from './routes';
import { workflowOf } from './workflow';

type Tools = { readonly strapi: Core.Strapi };

/** By the name in `config/middlewares`; what each makes is Koa's. */
type Factories = Readonly<Record<'delivery' | 'observe' | 'intake', (config: unknown, tools: Tools) => unknown>>;

const apiPrefix = (strapi: Core.Strapi): string => strapi.config.get('api.rest.prefix', '/api');

const isListedFirst = (strapi: Core.Strapi, uid: string): boolean => (strapi.config.get('middlewares') as readonly unknown[] | undefined)?.[0] === uid;

type KoaMiddleware = Parameters<Core.Strapi['server']['use']>[0];

const middlewares: Factories = {
  /** Published content from memory. */
  delivery: (_own: unknown, { strapi }: Tools) => {
    const { deliveryMemory, config, reach } = workflowOf(strapi);
    const { middleware, aheadOf } = deliverFromMemory(deliveryMemory, `${apiPrefix(strapi)}/delivery/`);
    if (!isListedFirst(strapi, 'plugin::content-workflow.delivery')) return middleware;
    // Nothing that could decide stands before it then, and Koa need not even begin.
    if (isAlone(strapi)) {
      aheadOf(strapi.server.httpServer);
      if (config.role !== 'worker') reach.redirects.aheadOf(strapi.server.httpServer);
    }
    // strapi::session puts itself ahead of the whole list in this way; behind it, every hit would open a session for nobody.
    useAhead(strapi, middleware as unknown as KoaMiddleware);
    return undefined;
  },

  /** An id for every request that comes as far as here, a span and a count for those to the workflow's routes. */
  observe: (_config: unknown, { strapi }: Tools) => {
    const surfaces = [
      { prefix: apiPrefix(strapi), endpoints: apiEndpoints },
      { prefix: '/content-workflow', endpoints: adminEndpoints },
    ];
    return createObserveRequests(strapi, workflowOf(strapi).metrics.telemetry, createFindRoute(surfaces));
  },

  /** Counts what is sent in and looks at its length, before the parser of bodies takes it. */
  intake: (_config: unknown, { strapi }: Tools) => {
    const submissions = createDoor(() => workflowOf(strapi).intake?.limits ?? null, apiPrefix(strapi));
    const events = createEventsDoor(() => workflowOf(strapi).readers.limiter, apiPrefix(strapi));
    return (ctx: Parameters<typeof submissions>[0], next: () => Promise<void>): Promise<void> => events(ctx, () => submissions(ctx, next));
  },
};

export default middlewares;
