/** An id for every request, and for our own routes a span and the count of what was delivered. */
import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../http/problem';
import { deliveryOutcome } from '../telemetry/delivery-outcome';
import { requestIdFrom } from '../telemetry/request-id';
import { inScope } from '../telemetry/scope';
import { continuing, failed, inSpan, SpanKind } from '../telemetry/spans';
import { stopwatch, type Telemetry } from '../telemetry/telemetry';
import type { FindRoute, Route } from './find-route';

type Next = () => Promise<void>;

interface RequestContext extends HttpContext {
  readonly method: string;
  readonly path: string;
  readonly headers: object;
}

const DELIVERIES: readonly string[] = ['delivery.find', 'delivery.findOne'];

export const createObserveRequests = (strapi: Core.Strapi, telemetry: Telemetry, findRoute: FindRoute) => {
  const proxied = Boolean(strapi.config.get('server.proxy.koa'));

  const counted = async (ctx: RequestContext, route: Route, next: Next): Promise<void> => {
    if (!DELIVERIES.includes(route.handler)) return next();
    const seconds = stopwatch();
    try {
      await next();
    } finally {
      telemetry.delivered({ outcome: deliveryOutcome(ctx.status), seconds: seconds() });
    }
  };

  const traced = (ctx: RequestContext, route: Route, next: Next): Promise<void> =>
    // A client that no proxy vouches for could add to somebody else's trace, and decide by its flag what is recorded.
    continuing(proxied ? ctx.headers : {}, () =>
      inSpan(`${ctx.method} ${route.pattern}`, { kind: SpanKind.SERVER, attributes: { 'http.request.method': ctx.method, 'http.route': route.pattern } }, async (span) => {
        await counted(ctx, route, next);
        span.setAttribute('http.response.status_code', ctx.status);
        if (ctx.status >= 500) failed(span, String(ctx.status));
      })
    );

  return async (ctx: RequestContext, next: Next): Promise<void> => {
    const requestId = requestIdFrom(ctx.get('X-Request-Id'), proxied);
    ctx.set('X-Request-Id', requestId);
    const route = findRoute(ctx.method, ctx.path);
    await inScope({ requestId }, () => (route === null ? next() : traced(ctx, route, next)));
  };
};
