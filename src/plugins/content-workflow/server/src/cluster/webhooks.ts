/**
 * Strapi keeps its webhooks in the memory of each process and tells only the one in which somebody changed them. What one
 * process does not know it does not call, and the process that keeps promises is seldom the one that shows the settings.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Core } from '@strapi/strapi';
import { inTransaction } from '../tables';
import type { Signals } from './signals';

interface Webhook {
  readonly id: string | number;
}

interface WebhookRunner {
  readonly webhooksMap: ReadonlyMap<string, readonly Webhook[]>;
  update(webhook: Webhook): void;
  remove(webhook: Webhook): void;
}

interface WebhookStore {
  findWebhooks(): Promise<Webhook[]>;
}

/** The process in which somebody changed a webhook brings its own memory up to it, just after the database. */
const OWN_WAY_MS = 100;

/** Brings the memory of this process up to the database. */
const refresh = async (strapi: Core.Strapi): Promise<void> => {
  const runner = strapi.get('webhookRunner') as WebhookRunner;
  const stored = new Map((await (strapi.get('webhookStore') as WebhookStore).findWebhooks()).map((webhook) => [webhook.id, webhook]));
  const known = new Map([...runner.webhooksMap.values()].flat().map((webhook) => [webhook.id, webhook]));
  for (const [id, webhook] of known) if (!stored.has(id)) runner.remove(webhook);
  for (const [id, webhook] of stored) if (!isDeepStrictEqual(known.get(id), webhook)) runner.update(webhook);
};

export const shareWebhooks = (strapi: Core.Strapi, signals: Signals): void => {
  const tell = (): Promise<void> => inTransaction(strapi, (trx) => signals.tell(trx, { kind: 'webhooks' }));
  strapi.db.lifecycles.subscribe({ models: ['strapi::webhook'], afterCreate: tell, afterUpdate: tell, afterDelete: tell } as never);
  signals.listen((signal) => {
    // While Strapi starts it reads them itself, and would have each of them twice.
    if ((signal.kind !== 'webhooks' && signal.kind !== 'missed') || !strapi.isLoaded) return;
    setTimeout(() => {
      refresh(strapi).catch(() => strapi.log.warn('[content-workflow] the webhooks could not be read again'));
    }, OWN_WAY_MS).unref();
  });
};
