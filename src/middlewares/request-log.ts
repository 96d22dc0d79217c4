import type { Core } from '@strapi/strapi';

interface RequestContext {
  readonly method: string;
  readonly status: number;
  /** The row of the router that answered. */
  readonly _matchedRoute?: string | RegExp;
}

/**
 * One line a request: how it ended and how long it took. The address is printed as the route knows it, since what stands in
 * its place may be a token, a slug made of somebody's title, or anything else that the client wrote.
 */
const requestLog = (_config: unknown, { strapi }: { strapi: Core.Strapi }) => async (ctx: RequestContext, next: () => Promise<void>): Promise<void> => {
  const start = performance.now();
  await next();
  const ms = Math.ceil(performance.now() - start);
  const { method, status } = ctx;
  const route = ctx._matchedRoute === undefined ? '(no route)' : String(ctx._matchedRoute);
  strapi.log.http(`${method} ${route} (${ms} ms) ${status}`, { method, route, status, ms });
};

export default requestLog;
