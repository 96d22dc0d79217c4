import type { Core } from '@strapi/strapi';
import { releaseProcessLock } from './jobs/single-process';
import { workflowOf } from './workflow';

export default async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await workflowOf(strapi).queue.stop();
  releaseProcessLock(strapi);
};
