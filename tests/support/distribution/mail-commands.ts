/** Runs inside a server of its own: one mail by the configured provider, and an issue of a connected newsletter. */
import type { Core } from '@strapi/strapi';
import { handOver as handOverMail } from '../../../src/plugins/content-workflow/server/src/notifying/hand-over';
import { addReaders, appOf } from './newsletter-commands';
import { aSource } from './content';
import { aDelivery, publish } from './rows';

export const handOver = (strapi: Core.Strapi, { to }: { readonly to: string }): ReturnType<typeof handOverMail> => handOverMail(strapi, { to, subject: 'One mail', text: 'To one person.' });

/** Answers the id of the delivery. */
export const sendIssue = async (strapi: Core.Strapi, { channel, readers }: { readonly channel: string; readonly readers: number }): Promise<number> => {
  const app = appOf(strapi);
  const channelId = (await app.engine.reach.channels.byKey(channel))?.id ?? 0;
  await addReaders(app, channelId, readers, channel);
  const { id, key } = await aDelivery(app, { channelId, source: aSource({ cover: null, language: 'en', title: `The issue of ${channel}` }) });
  const { outcome } = await publish(app, channelId, key);
  if (outcome.kind !== 'accepted') throw new Error(`the issue is ${outcome.kind}`);
  return id;
};

export interface Sent {
  readonly address: string;
  readonly state: string;
  readonly code: string | null;
}

export const issue = async (strapi: Core.Strapi, { id }: { readonly id: number }): Promise<readonly Sent[]> =>
  (await strapi.db.connection('cw_mailings').join('cw_subscribers', 'cw_subscribers.id', 'cw_mailings.subscriber_id').where({ delivery_id: id }).orderBy('cw_mailings.id').select('address', 'cw_mailings.state', 'cw_mailings.code')) as Sent[];
