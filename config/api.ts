import type { Core } from '@strapi/strapi';

const config: Core.Config.Api = {
  rest: {
    prefix: '/api',
    defaultLimit: 25,
    // The largest page a caller can ask for: one request may not read a whole archive.
    maxLimit: 100,
    withCount: true,
    // A misspelt parameter is an error; ignored, it would silently answer another question.
    strictParams: true,
  },
};

export default config;
