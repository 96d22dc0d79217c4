import type { Core } from '@strapi/strapi';

const application = {
  register(_: { strapi: Core.Strapi }) {},

  bootstrap(_: { strapi: Core.Strapi }) {},
};

export default application;
