import type { Core } from '@strapi/strapi';
import { hearOutQueries, ignoreAbandonedQueries } from './cluster/abandoned';
import { releaseBootLock } from './cluster/boot-lock';
import { leave } from './http/leave';
import { releaseProcessLock } from './jobs/single-process';
import { workflowOf } from './workflow';

export default async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const { config, queue, signals, changes, cards, metrics, screening, studio, readers, reach } = workflowOf(strapi);
  changes.close();
  studio.close();
  await Promise.all([leave(strapi, config.shutdown.noticeSeconds * 1000), queue.stop(), cards.stop(), screening.stop()]);
  // After the last request, whose events are then written; nothing was said to be counted before it was.
  await readers.stop();
  await reach.stop();
  await signals.stop();
  metrics.close();
  await releaseBootLock(strapi);
  // Whoever has the lock next may change the tables.
  await hearOutQueries(strapi);
  releaseProcessLock(strapi);
  ignoreAbandonedQueries(strapi);
};
