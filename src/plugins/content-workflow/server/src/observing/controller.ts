import type { HttpContext } from '../http/problem';
import type { Metrics } from '../telemetry/metrics';

export const createMetricsControllers = (deps: () => { readonly metrics: Metrics }) => ({
  metrics: {
    async find(ctx: HttpContext): Promise<void> {
      const { metrics } = deps();
      ctx.set('Cache-Control', 'no-store');
      ctx.set('Content-Type', metrics.contentType);
      ctx.body = await metrics.text();
    },
  },
});
