/** The composition of distribution: made once a Strapi, in two steps, because the engine's write path needs the first and the second needs the engine. */
import type { Core } from '@strapi/strapi';
import type { Signals } from '../cluster/signals';
import type { WorkflowConfig } from '../config';
import type { Alerts } from '../engine/alerts';
import type { ContentReader } from '../engine/content';
import type { Pieces } from '../engine/pieces';
import type { ContentActs, Transitions } from '../engine/transitions';
import type { Clock } from '../jobs/clock';
import type { JobQueue } from '../jobs/queue';
import type { Editions } from '../publishing/editions';
import { inTurn, TABLES, type Trx } from '../tables';
import type { MadePicture } from './adapters/adapter';
import { createCalls } from './calls';
import { UNDER_WAY } from '../../../core/distribution/delivery';
import { createFanOuts, type FanOuts } from './fan-outs';
import { createDeliveryActs, type DeliveryActs } from './people';
import { createDistributionPlans, type DistributionPlans } from './plans';
import type { Channels, Links, MakePicture } from './ports';
import { createRenditions, type RenditionKeeper } from './renditions';
import type { DeliveryRow } from './rows';
import { createReadings, type Readings } from './readings';
import { createRunner, type Runner } from './runner';
import { createSources } from './sources';
import { createDeliveryStore, deliverKey, type DeliveryStore } from './store';
import { createSubjects, type DistributionSubjects } from './subjects';
import { createDistributionViews, type DistributionViews } from './views';
import { createWritePath, type WritePath } from './write-path';

/** What is below the engine's write path. */
export interface DistributionGround {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly signals: Pick<Signals, 'tell'>;
  readonly alerts: Alerts;
  readonly content: ContentReader;
  readonly pieces: Pieces;
  readonly editions: Editions;
  readonly channels: Channels;
  readonly links: Links;
  readonly picture: MakePicture;
}

export interface DistributionBase extends DistributionGround {
  readonly store: DeliveryStore;
  readonly renditions: RenditionKeeper;
  readonly writePath: WritePath;
  readonly fanOuts: FanOuts;
}

export interface DistributionDesk {
  readonly channels: Channels;
  readonly links: Links;
  readonly store: DeliveryStore;
  readonly writePath: WritePath;
  readonly plans: DistributionPlans;
  readonly runner: Runner;
  readonly readings: Readings;
  readonly acts: DeliveryActs;
  readonly views: DistributionViews;
  readonly subjects: DistributionSubjects;
  isDistributed(uid: string): boolean;
  /** The pictures of a delivery, or the one at that place, as they are made for the platform. */
  pictures(delivery: DeliveryRow, index: number | null): Promise<readonly MadePicture[]>;
  /** Promises again what is under way and has lost its job, receivers of fan-outs included. */
  lookAfter(): Promise<number>;
}

export const createDistributionBase = (ground: DistributionGround): DistributionBase => {
  const { strapi, config, clock, queue, channels, links, content } = ground;
  const store = createDeliveryStore({ strapi, clock, queue, signals: ground.signals });
  const renditions = createRenditions({ strapi, config, clock, channels, links, sources: createSources(config, content.schemaOf) });
  const fanOuts = createFanOuts({ strapi, clock, queue });
  return { ...ground, store, renditions, fanOuts, writePath: createWritePath({ ...ground, renditions, store, fanOuts }) };
};

/** The acts on content, with what follows from them for the channels in the same transaction. */
export const distributing = (acts: ContentActs, { writePath, editions }: Pick<DistributionBase, 'writePath' | 'editions'>): ContentActs => ({
  ...acts,
  async publish(context, effect) {
    const notes = await acts.publish(context, effect);
    const edition = await editions.live(context.trx, context.piece);
    if (edition !== null) await writePath.wentLive(context.trx, context.piece, edition);
    return notes;
  },
  async unpublish(context) {
    const notes = await acts.unpublish(context);
    await writePath.tookDown(context.trx, context.piece);
    return notes;
  },
});

export const createDistribution = (base: DistributionBase, transitions: Transitions): DistributionDesk => {
  const { strapi, config, clock, queue, channels, links, store, renditions, editions, writePath, fanOuts, picture } = base;
  const plans = createDistributionPlans({ ...base, transitions });
  const calls = createCalls(channels, config.distribution.timeoutSeconds * 1000);
  const readings = createReadings({ ...base, calls });
  const runner = createRunner({ ...base, calls, readings });
  const acts = createDeliveryActs({ strapi, clock, queue, channels, store, readings });
  return {
    channels,
    links,
    store,
    writePath,
    plans,
    runner,
    readings,
    acts: {
      ...acts,
      async channelIsBack(channelId) {
        const woken = await acts.channelIsBack(channelId);
        await fanOuts.wake(channelId);
        return woken;
      },
    },
    views: createDistributionViews({ strapi, channels, links, editions, renditions, store, writePath, plans }),
    subjects: createSubjects({ strapi, config, schemaOf: base.content.schemaOf, pieces: base.pieces, store }),
    isDistributed: (uid) => (config.types[uid]?.distribution ?? null) !== null,
    async pictures(delivery, index) {
      const sealed = delivery.renditionId === null ? null : await renditions.byId(delivery.renditionId);
      const uses = sealed?.rendition.pictures ?? [];
      return inTurn(index === null ? uses : uses.slice(index, index + 1), picture);
    },
    async lookAfter() {
      const rows = (await strapi.db.connection(TABLES.deliveries).whereIn('state', [...UNDER_WAY]).select('id', 'due_at')) as { id: unknown; due_at: unknown }[];
      let lost = 0;
      for (const { id, due_at: due } of rows) {
        if (await queue().isWaiting(deliverKey(Number(id)))) continue;
        const failed = (await queue().failed()).some(({ key }) => key === deliverKey(Number(id)));
        if (failed) await queue().retry(deliverKey(Number(id)), clock.now());
        else await strapi.db.transaction(({ trx }) => store.promise(trx as unknown as Trx, Number(id), Math.max(clock.now(), Number(due ?? 0))));
        lost += 1;
      }
      return lost + (await fanOuts.lookAfter());
    },
  };
};
