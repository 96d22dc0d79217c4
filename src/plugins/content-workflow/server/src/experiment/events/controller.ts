import type { PostEvents } from '../../../../contracts/experiment';
import { accept } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import type { Readers } from '../readers';
import { enter, mayTake, unreadable } from './door';
import { eventsBody } from './input';

export interface EventControllers {
  readonly readers: Readers;
}

/** As long as the database may need to answer again. */
const RETRY_AFTER_SECONDS = 1;

/** A page that is being left can send text only. */
const parsed = (body: unknown): unknown => {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

export const createEventControllers = (deps: () => EventControllers) => ({
  events: {
    /** Answers once what is counted is durable. */
    async collect(ctx: HttpContext): Promise<void> {
      const { readers } = deps();
      if (!(await enter(ctx, readers.limiter))) return;
      const body = parsed(ctx.request.body);
      if (body === undefined) return unreadable(ctx);
      const sent = accept(ctx, eventsBody, body, 'body');
      if (sent === null) return;
      if (!(await mayTake(ctx, readers.eventLimiter, sent.events.length, 'events'))) return;
      ctx.set('Cache-Control', 'no-store');
      const outcome = await readers.collect(sent, ctx.get('User-Agent'));
      if (outcome === null) {
        ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
        return problem(ctx, 503, 'The events could not be written at this moment.', { code: 'NOT_WRITTEN', next: 'Send the same events again in a moment.' });
      }
      ctx.status = 202;
      const response: PostEvents.Response = { data: outcome };
      ctx.body = response;
    },
  },
});
