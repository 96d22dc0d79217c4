/** Runs inside a server that a test may kill: a list with readers, and an issue that goes out to them. */
import type { Core } from '@strapi/strapi';
import type { Workflow } from '../../../src/plugins/content-workflow/server/src/workflow';
import type { TestApp } from '../app';
import { aSource } from './content';
import { newsletterSettings } from './platforms/newsletter';
import { aChannel, aDelivery, publish } from './rows';

export const appOf = (strapi: Core.Strapi): TestApp => ({ strapi, engine: strapi.plugin('content-workflow').service('workflow') as unknown as Workflow }) as unknown as TestApp;

export const addReaders = async (app: TestApp, channelId: number, count: number, name = 'reader'): Promise<void> => {
  const now = app.engine.clock.now();
  const readers = Array.from({ length: count }, (_none, i) => `${name}-${i}@example.net`);
  await app.strapi.db.connection('cw_subscribers').insert(readers.map((address, i) => ({ channel_id: channelId, address, address_key: address, language: 'en', state: 'confirmed', token: (channelId * 0x10000 + i).toString(16).padStart(32, '0'), soft_bounces: 0, asked_at: now, confirmed_at: now, changed_at: now })));
};

export const fill = async (strapi: Core.Strapi, { port, readers }: { readonly port: number; readonly readers: number }): Promise<number> => {
  const app = appOf(strapi);
  const channelId = await aChannel(app, { key: 'letters', platform: 'newsletter', settings: newsletterSettings(port) });
  await addReaders(app, channelId, readers);
  return channelId;
};

export const send = async (strapi: Core.Strapi, { channelId }: { readonly channelId: number }): Promise<string> => {
  const app = appOf(strapi);
  const { key } = await aDelivery(app, { channelId, source: aSource({ cover: null, language: 'en', title: 'The issue' }) });
  return (await publish(app, channelId, key)).outcome.kind;
};

export const states = async (strapi: Core.Strapi): Promise<readonly { readonly address: string; readonly state: string }[]> =>
  (await strapi.db.connection('cw_mailings').join('cw_subscribers', 'cw_subscribers.id', 'cw_mailings.subscriber_id').orderBy('cw_mailings.id').select('address', 'cw_mailings.state')) as { address: string; state: string }[];
