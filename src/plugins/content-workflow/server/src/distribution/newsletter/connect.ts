/** The newsletter, made once a Strapi and handed what it needs. */
import type { Core } from '@strapi/strapi';
import { isPostgres } from '../../database';
import type { SigningKeys } from '../../http/signing';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome, JobQueue } from '../../jobs/queue';
import type { JobPayloads } from '../../../../core/workflow/effects';
import type { DistributionConfig } from '../../config/distribution';
import { inTransaction } from '../../tables';
import type { Channels } from '../ports';
import { createBounces } from './bounces';
import type { NewsletterRoom } from './controller';
import { createImports, type ImportsDeps } from './imports/imports';
import { createNewsletterKeys } from './keys';
import { createNewsletterLimits } from './limits';
import { createMailings, type MailingsDeps, type NewsletterRuns } from './mailings';
import { createSubscribers } from './subscribers';

export interface NewsletterDeps {
  readonly strapi: Core.Strapi;
  readonly config: DistributionConfig;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly applicationKeys: SigningKeys;
  readonly channels: () => Pick<Channels, 'byId' | 'byKey' | 'contextOf' | 'note'>;
  readonly alerts: MailingsDeps['alerts'];
  readonly audit: ImportsDeps['audit'];
}

export interface Newsletter extends NewsletterRoom {
  /** What the adapter is given. */
  readonly mailings: NewsletterRuns;
  /** The handler of the job `newsletter`. */
  run(job: JobPayloads['newsletter']): Promise<JobOutcome>;
  /** Forgets whoever did not confirm in time. */
  forgetOld(): Promise<void>;
}

export const connectNewsletter = (deps: NewsletterDeps): Newsletter => {
  const { strapi, config, channels } = deps;
  const keys = createNewsletterKeys(deps.applicationKeys);
  const subscribers = createSubscribers(deps);
  const mailings = createMailings({
    ...deps,
    subscribers,
    keys,
    post: { closed: config.egress.closed, allow: config.egress.allow, timeoutMs: config.timeoutSeconds * 1000 },
    isAlone: () => !isPostgres(strapi),
    address: () => `${String(strapi.config.get('server.absoluteUrl', '')).replace(/\/+$/, '')}${String(strapi.config.get('api.rest.prefix', '/api'))}/newsletters`,
  });
  return {
    channels,
    subscribers,
    imports: createImports(deps),
    audit: (act) => inTransaction(strapi, (trx) => deps.audit(trx, act)),
    keys,
    limits: createNewsletterLimits(strapi),
    bounces: createBounces({ strapi, subscribers }),
    mailings,
    run: (job) => ('letters' in job ? mailings.runLetters() : mailings.run(job.deliveryId)),
    forgetOld: () => subscribers.forgetOld(),
  };
};
