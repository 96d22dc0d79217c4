/** Stands before the body's parser: counts requests by the network that they come from, and looks at what is announced. */
import { networkOf } from '../../cluster/network';
import type { Limiter } from '../../cluster/rate-limits';
import { problem, type HttpContext } from '../../http/problem';
import { MAX_BYTES } from './input';

export type DoorContext = HttpContext & { readonly path: string; readonly method: string };

/** That a request was let in already, for handlers of servers that do not list the door. */
const letIn = new WeakSet<object>();

const tooLarge = (ctx: HttpContext): void => problem(ctx, 413, `body: is larger than ${MAX_BYTES} bytes`, { code: 'TOO_LARGE', field: 'body', next: 'Send fewer events at one time.' });

export const unreadable = (ctx: HttpContext): void => problem(ctx, 400, 'body: is not JSON', { code: 'INPUT_INVALID', field: 'body', where: 'body', issues: [{ field: 'body', message: 'is not JSON' }] });

/** True when its network may send so many more; otherwise it has been answered. */
export const mayTake = async (ctx: HttpContext, limiter: Limiter, weight: number, what: string): Promise<boolean> => {
  // Where it can not be counted nothing can be written either, and the writing says so.
  const wait = await limiter.take(networkOf(ctx.ip), weight).catch(() => null);
  if (wait === null) return true;
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  ctx.set('Retry-After', String(seconds));
  problem(ctx, 429, `Too many ${what}.`, { code: 'TOO_MANY_REQUESTS', next: `Wait ${seconds} seconds.` });
  return false;
};

/** True when it may go on; otherwise it has been answered. */
export const enter = async (ctx: HttpContext, limiter: Limiter): Promise<boolean> => {
  if (letIn.has(ctx.req)) return true;
  letIn.add(ctx.req);
  if (!(await mayTake(ctx, limiter, 1, 'requests'))) return false;
  if (ctx.get('Transfer-Encoding') !== '') {
    problem(ctx, 411, 'The length of the body has to be announced.', { code: 'LENGTH_REQUIRED', field: 'Content-Length', next: 'Send a Content-Length.' });
    return false;
  }
  if (Number(ctx.get('Content-Length')) > MAX_BYTES) {
    tooLarge(ctx);
    return false;
  }
  // Packed, a small body becomes one of any size.
  if (!/^(?:identity)?$/i.test(ctx.get('Content-Encoding'))) {
    problem(ctx, 415, 'Content-Encoding: is not identity', { code: 'ENCODING_NOT_TAKEN', field: 'Content-Encoding', next: 'Send the JSON as it is.' });
    return false;
  }
  // A form would be written to the disk by its parser.
  if (!/^(?:application\/json|text\/plain)\b/i.test(ctx.get('Content-Type') || 'text/plain')) {
    problem(ctx, 415, 'Content-Type: is neither application/json nor text/plain', { code: 'TYPE_NOT_TAKEN', field: 'Content-Type', next: 'Send JSON.' });
    return false;
  }
  return true;
};

/** As the router takes it: in any case, with a slash at the end or without. */
const placeOf = (path: string): string => path.toLowerCase().replace(/\/+$/, '');

export const createEventsDoor = (limiter: () => Limiter, prefix: string) => {
  const place = placeOf(`${prefix}/events`);
  return async (ctx: DoorContext, next: () => Promise<void>): Promise<void> => {
    if (ctx.method !== 'POST' || placeOf(ctx.path) !== place) return next();
    if (!(await enter(ctx, limiter()))) return;
    try {
      await next();
    } catch (error) {
      // What the parser makes of a body that is no JSON, is packed, or goes on beyond what was announced.
      const { status } = error as { readonly status?: unknown };
      if (status === 413) return tooLarge(ctx);
      if (status !== 400 && status !== 415) throw error;
      unreadable(ctx);
    }
  };
};
