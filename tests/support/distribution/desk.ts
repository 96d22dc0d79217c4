/** Channels of the scripted platforms, and what people do with deliveries over HTTP. */
import type { DeliveryView, GetDelivery, GetDistribution, PlanRow } from '../../../src/plugins/content-workflow/contracts/distribution';
import type { Person, TestApp } from '../app';
import { view, type Draft } from '../flow';
import { SCRIPTED, scriptedAdapter } from './scripted';

export const addPlatforms = ({ engine }: TestApp): void => {
  for (const platform of SCRIPTED) engine.adapters.set(platform, scriptedAdapter(platform));
};

export const channelColumns = (key: string, platform: string, settings: object, now: number) => ({
  key,
  name: `Channel ${key}`,
  platform,
  account: 'the ridge',
  communities: '[]',
  settings: JSON.stringify(settings),
  link_seed: `seed-${key}`,
  status: 'active',
  failures: 0,
  revision: 1,
  connected_at: now,
  changed_at: now,
});

export const connectChannel = async ({ strapi, engine }: TestApp, key: string, platform: string, settings: object): Promise<void> => {
  await strapi.db.connection('cw_channels').insert(channelColumns(key, platform, settings, engine.clock.now()));
};

export const same = (channel: string): PlanRow => ({ channel, timing: { kind: 'same' } });

export const distributionOf = async (app: TestApp, draft: Draft): Promise<GetDistribution.Data> => {
  const { id } = await view(app, draft);
  const answer = await app.as('admin', 'get', `/content-workflow/pieces/${id}/distribution`);
  if (answer.status !== 200) throw new Error(`no distribution: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as GetDistribution.Response).data;
};

export const putPlan = async (app: TestApp, draft: Draft, plan: readonly PlanRow[], by: Person = 'publisher') => {
  const { id, revision } = await view(app, draft);
  return app.as(by, 'put', `/content-workflow/pieces/${id}/distribution`, { plan, expectedRevision: revision });
};

export const planned = async (app: TestApp, draft: Draft, plan: readonly PlanRow[]): Promise<GetDistribution.Data> => {
  const answer = await putPlan(app, draft, plan);
  if (answer.status !== 200) throw new Error(`the plan was refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as GetDistribution.Response).data;
};

export const deliveryTo = async (app: TestApp, draft: Draft, channel: string): Promise<DeliveryView> => {
  const found = (await distributionOf(app, draft)).deliveries.find((delivery) => delivery.channel.key === channel);
  if (found === undefined) throw new Error(`nothing is delivered to ${channel}`);
  return found;
};

export const detailOf = async (app: TestApp, key: string): Promise<GetDelivery.Data> => {
  const answer = await app.as('admin', 'get', `/content-workflow/deliveries/${key}`);
  return (answer.body as GetDelivery.Response).data;
};

export const act = (app: TestApp, key: string, action: string, body: object = {}, by: Person = 'publisher') => app.as(by, 'post', `/content-workflow/deliveries/${key}/${action}`, body);
