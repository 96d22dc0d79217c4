import type { Core } from '@strapi/strapi';
import { networkOf } from '../../cluster/network';
import { createLimiter, type Limiter } from '../../cluster/rate-limits';
import { accept } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import { hubBody, none } from './routes';
import type { Subscriptions } from './subscriptions';

export interface WebsubControllers {
  readonly websub: { readonly subscriptions: Subscriptions; readonly limiter: Limiter };
}

/** Every wish makes this server call an address that a stranger names. */
const PER_NETWORK_AND_HOUR = 120;

export const createWebsubLimiter = (strapi: Core.Strapi): Limiter => createLimiter(strapi, { name: 'websub', points: PER_NETWORK_AND_HOUR, seconds: 3_600 });

/** A parser of forms may read the dot in `hub.mode` as a step into an object. */
const undotted = (body: unknown): unknown => {
  const hub = body !== null && typeof body === 'object' && 'hub' in body ? body.hub : null;
  return hub !== null && typeof hub === 'object' ? { ...(body as object), ...Object.fromEntries(Object.entries(hub).map(([name, value]) => [`hub.${name}`, value])) } : body;
};

export const createWebsubControllers = (deps: () => WebsubControllers) => ({
  websub: {
    async ask(ctx: HttpContext): Promise<void> {
      if (accept(ctx, none, ctx.query, 'query') === null) return;
      const body = accept(ctx, hubBody, undotted(ctx.request.body), 'body');
      if (body === null) return;
      const { subscriptions, limiter } = deps().websub;
      const wait = await limiter.take(networkOf(ctx.ip));
      if (wait !== null) {
        ctx.set('Retry-After', String(Math.max(1, Math.ceil(wait / 1000))));
        return problem(ctx, 429, 'Too many requests.', { code: 'TOO_MANY_REQUESTS', next: 'Ask again later.' });
      }
      const lease = body['hub.lease_seconds'] ?? '';
      const heard = await subscriptions.hear({ mode: body['hub.mode'], topic: body['hub.topic'], callback: body['hub.callback'], secret: body['hub.secret'] === undefined || body['hub.secret'] === '' ? null : body['hub.secret'], leaseSeconds: lease === '' ? null : Number(lease) });
      if (heard.kind === 'refused') return problem(ctx, 400, `${heard.field}: ${heard.message}`, { code: 'INPUT_INVALID', field: heard.field, where: 'body', issues: [{ field: heard.field, message: heard.message }] });
      if (heard.kind === 'full') return problem(ctx, 503, 'No further subscription is taken.', { code: 'HUB_FULL', next: 'Read the feed at intervals.' });
      ctx.status = 202;
      ctx.body = '';
    },
  },
});
