/** A process that only keeps promises answers who asks for its health, and nobody else. */
import type { Core } from '@strapi/strapi';
import { useAhead } from './ahead';

interface Context {
  readonly path: string;
  status: number;
  body: unknown;
}

const OPEN = ['health', 'ready', 'metrics'] as const;

export const openOnlyForHealth = (strapi: Core.Strapi): void => {
  const prefix = strapi.config.get('api.rest.prefix', '/api') as string;
  const open = new Set(['/_health', ...OPEN.map((name) => `${prefix}/content-workflow/${name}`)]);
  useAhead(strapi, async (ctx: Context, next: () => Promise<void>) => {
    if (open.has(ctx.path)) return next();
    ctx.status = 503;
    ctx.body = { data: null, error: { status: 503, name: 'ApplicationError', message: 'This process keeps promises and answers no requests.', details: { code: 'WORKER_ONLY', next: 'Ask a process with the role "web" or "all".' } } };
  });
};
