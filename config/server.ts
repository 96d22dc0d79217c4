import type { Core } from '@strapi/strapi';

import { requiredSecrets } from '../src/config/secrets';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  // Loopback by default: a server that others can reach is a decision, not an accident.
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  url: env('PUBLIC_URL', ''),
  // Without a proxy in front, X-Forwarded-For is whatever the client wrote, and rate limits by address would be void.
  proxy: { koa: env.bool('IS_PROXIED', false) },
  app: {
    keys: requiredSecrets(process.env, { production: env('NODE_ENV') === 'production' }).appKeys,
  },
  logger: {
    config: { level: env('LOG_LEVEL', 'http') },
    updates: { enabled: false },
  },
  // A remote transfer replaces rows beneath the workflow; content moves between servers by export and import.
  transfer: { remote: { enabled: false } },
});

export default config;
