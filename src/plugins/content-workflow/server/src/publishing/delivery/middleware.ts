/** Where the memory stands in the way of a request: as a middleware of Koa's chain, and ahead of Koa where that is the same. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { ChainAnswer, DeliveryMemory, Reading, Served } from './memory';

interface KoaContext extends ChainAnswer {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  respond?: boolean;
}

/** Nothing is awaited for a hit: a promise is a good part of what it costs. */
type Middleware = (ctx: KoaContext, next: () => Promise<void>) => Promise<void> | void;

export interface Delivering {
  readonly middleware: Middleware;
  /** Asks the memory before Koa sees the request: its context and what follows the request around cost more than a hit. */
  aheadOf(server: Server): void;
}

export const deliverFromMemory = (memory: DeliveryMemory, prefix: string): Delivering => {
  /** What was asked of the memory ahead of Koa is not asked again; `null` where it failed. */
  const begun = new WeakMap<IncomingMessage, Reading | null>();

  const isAsked = ({ method, url }: IncomingMessage): boolean => memory.on && method === 'GET' && url?.startsWith(prefix) === true;

  const learning = async (reading: Reading, ctx: KoaContext, next: () => Promise<void>): Promise<void> => {
    try {
      await next();
    } catch (error) {
      memory.fail(reading);
      throw error;
    }
    memory.learn(reading, ctx);
  };

  const goOn = (served: Served, ctx: KoaContext, next: () => Promise<void>): Promise<void> | void => {
    if (served !== null) return learning(served, ctx, next);
    ctx.respond = false;
  };

  /** Whoever answers before the chain gets here leaves nothing to learn, and others wait for it. */
  const begin = (reading: Reading, req: IncomingMessage, res: ServerResponse): void => {
    begun.set(req, reading);
    res.once('close', () => {
      if (begun.delete(req)) memory.fail(reading);
    });
  };

  return {
    middleware(ctx, next) {
      if (!isAsked(ctx.req)) return next();
      const earlier = begun.get(ctx.req);
      begun.delete(ctx.req);
      if (earlier === null) return next();
      const served = earlier ?? memory.serve(ctx.req, ctx.res);
      return served instanceof Promise ? served.then((later) => goOn(later, ctx, next)) : goOn(served, ctx, next);
    },
    aheadOf(server) {
      const chain = server.listeners('request') as ((req: IncomingMessage, res: ServerResponse) => void)[];
      server.removeAllListeners('request');
      const toChain = (req: IncomingMessage, res: ServerResponse): void => {
        for (const listener of chain) listener.call(server, req, res);
      };
      server.on('request', (req: IncomingMessage, res: ServerResponse) => {
        if (!isAsked(req)) return toChain(req, res);
        const goDown = (served: Served): void => {
          if (served === null) return;
          begin(served, req, res);
          toChain(req, res);
        };
        // Nobody above catches what is thrown here: it would end the process.
        const goOnWithout = (): void => {
          if (res.headersSent) return void res.destroy();
          begun.set(req, null);
          toChain(req, res);
        };
        let served: Served | Promise<Served>;
        try {
          served = memory.serve(req, res);
        } catch {
          return goOnWithout();
        }
        if (served instanceof Promise) void served.then(goDown, goOnWithout);
        else goDown(served);
      });
    },
  };
};
