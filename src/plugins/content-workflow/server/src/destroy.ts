import type { Core } from '@strapi/strapi';
import { releaseLock } from './bootstrap';
import { workflowOf } from './workflow';

export default async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await workflowOf(strapi).queue.stop();
  releaseLock(strapi);
};
