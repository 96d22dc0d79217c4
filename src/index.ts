import type { Core } from '@strapi/strapi';

import { startTracing, type Tracing } from './observability/tracing';

interface PluginInfo {
  enabled?: boolean;
}

/**
 * Strapi skips a plugin whose compiled server half is missing, without a word. For the workflow that would mean a server
 * without a gate, on which everything can be published.
 */
const refuseToRunWithout = (strapi: Core.Strapi, names: readonly string[]): void => {
  const enabled = strapi.config.get('enabledPlugins', {}) as Record<string, PluginInfo>;
  const missing = names.filter((name) => enabled[name] === undefined || strapi.plugins[name] === undefined);
  if (missing.length > 0) throw new Error(`The server half of ${missing.join(', ')} is missing, so nothing would guard what goes live. Run "npm run build" and start again.`);
};

let tracing: Tracing | null = null;

const application = {
  async register({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    refuseToRunWithout(strapi, ['content-workflow']);
    tracing = await startTracing({ endpoint: process.env.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: process.env.OTEL_SERVICE_NAME });
  },

  async destroy(): Promise<void> {
    await tracing?.stop();
    tracing = null;
  },
};

export default application;
