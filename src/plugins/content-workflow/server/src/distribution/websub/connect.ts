/** Feeds and the hub that tells of them, made once a Strapi and handed what they need. */
import type { Core } from '@strapi/strapi';
import type { JobPayloads } from '../../../../core/workflow/effects';
import type { Limiter } from '../../cluster/rate-limits';
import type { DistributionConfig } from '../../config/distribution';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome, JobQueue } from '../../jobs/queue';
import { createShelf, type Shelf } from '../feeds/shelf';
import type { Channels } from '../ports';
import { createBox } from './box';
import { createWebsubLimiter } from './controller';
import { createHub, type HubRuns } from './hub';
import { createSubscriptions, type Subscriptions } from './subscriptions';

export interface WebsubDeps {
  readonly strapi: Core.Strapi;
  readonly config: DistributionConfig;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly channels: () => Pick<Channels, 'all' | 'byId' | 'byKey' | 'contextOf'>;
}

export interface Websub {
  /** What the adapters of feeds are given. */
  readonly shelf: Shelf;
  readonly hub: HubRuns;
  readonly subscriptions: Subscriptions;
  readonly limiter: Limiter;
  /** The handler of the job `websub`. */
  run(job: JobPayloads['websub']): Promise<JobOutcome>;
  forgetOld(): Promise<void>;
}

export const connectWebsub = (deps: WebsubDeps): Websub => {
  const { strapi, config } = deps;
  const shelf = createShelf(deps);
  const box = createBox(strapi);
  const hub = createHub({ ...deps, shelf, box, timeoutMs: config.timeoutSeconds * 1000 });
  const subscriptions = createSubscriptions({ ...deps, shelf, box, allow: config.egress.allow });
  return { shelf, hub, subscriptions, limiter: createWebsubLimiter(strapi), run: (job) => ('deliveryId' in job ? hub.run(job.deliveryId) : subscriptions.verify(job.subscriptionId)), forgetOld: () => subscriptions.forgetOld() };
};
