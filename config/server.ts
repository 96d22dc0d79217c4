import type { Core } from '@strapi/strapi';
import { flag } from '../src/config/flags';

import { requiredSecrets } from '../src/config/secrets';
import { logFormat, type LogFormatName } from '../src/observability/log-format';

type Env = Core.Config.Shared.ConfigParams['env'];

const logFormatName = (env: Env): LogFormatName => {
  const asked = env('LOG_FORMAT') || (env('NODE_ENV') === 'production' ? 'json' : 'pretty');
  if (asked !== 'json' && asked !== 'pretty') throw new Error(`LOG_FORMAT is "${asked}"; it is "json" or "pretty".`);
  return asked;
};

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  // Loopback by default: a server that others can reach is a decision, not an accident.
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  url: env('PUBLIC_URL', ''),
  // Without a proxy in front, X-Forwarded-For is whatever the client wrote, and rate limits by address would be void.
  proxy: { koa: flag('IS_PROXIED', env('IS_PROXIED'), false) },
  // Where uploads are kept, unless an upload provider keeps them elsewhere.
  dirs: { public: env('PUBLIC_DIRECTORY', './public') },
  app: {
    keys: requiredSecrets(process.env, { production: env('NODE_ENV') === 'production' }).appKeys,
  },
  logger: {
    config: { level: env('LOG_LEVEL', 'http'), format: logFormat(logFormatName(env)) },
    updates: { enabled: false },
    // Strapi's tables at start are for people; among JSON lines they would be lines that nothing can read.
    startup: { enabled: logFormatName(env) === 'pretty' },
  },
  // A remote transfer replaces rows beneath the workflow; content moves between servers by export and import.
  transfer: { remote: { enabled: false } },
});

export default config;
