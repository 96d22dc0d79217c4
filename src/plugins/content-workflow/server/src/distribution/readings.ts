/** What became of what was sent: the platform's own numbers and the clicks on our links, read back after an hour and then ever more seldom. */
import type { Core } from '@strapi/strapi';
import { nextReadingAt } from '../../../core/distribution/pace';
import { METRICS, type Metric } from '../../../core/distribution/platforms';
import { refOf, SYSTEM } from '../engine/actors';
import type { Pieces } from '../engine/pieces';
import type { Clock } from '../jobs/clock';
import type { JobOutcome, JobQueue } from '../jobs/queue';
import { inTransaction, type Trx } from '../tables';
import type { AnyAdapter } from './adapters/adapter';
import { nameOf, type Calls } from './calls';
import { MAX_VALUE, recordClicks, recordMetrics, type Values } from './metrics';
import type { Channels, Links } from './ports';
import type { DeliveryRow } from './rows';
import type { DeliveryStore } from './store';

export interface Readings {
  /** Promises the next reading of what is public since `publishedAt`; not after the last. */
  promise(trx: Trx, deliveryId: number, publishedAt: number): Promise<void>;
  /** What it counts now; throws where the platform does not say. */
  read(delivery: DeliveryRow): Promise<void>;
  /** The handler of the job `measure`. */
  run(deliveryId: number): Promise<JobOutcome>;
}

export interface ReadingDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly pieces: Pick<Pieces, 'byId'>;
  readonly channels: Channels;
  readonly links: Pick<Links, 'clicks'>;
  readonly calls: Calls;
  readonly store: DeliveryStore;
}

export const measureKey = (deliveryId: number): string => `measure:${deliveryId}`;

/** A platform may say more than is asked, or something that is no number. */
const countable = (said: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(Object.entries(said).flatMap(([metric, value]) => (METRICS.includes(metric as Metric) && typeof value === 'number' && Number.isFinite(value) && value >= 0 ? [[metric, Math.min(Math.round(value), MAX_VALUE)]] : [])));

export const createReadings = ({ strapi, clock, queue, pieces, channels, links, calls, store }: ReadingDeps): Readings => {
  const promise: Readings['promise'] = async (trx, deliveryId, publishedAt) => {
    const at = nextReadingAt(publishedAt, clock.now());
    if (at !== null) await queue().enqueue(trx, { name: 'measure', payload: { deliveryId }, runAt: at, key: measureKey(deliveryId) });
  };

  /** The one number that every platform has. Without a click there is nothing to tell. */
  const readClicks = async (delivery: DeliveryRow): Promise<void> => {
    const piece = await pieces.byId(delivery.pieceId);
    const clicks = piece === null ? 0 : await links.clicks(piece, delivery.channelId);
    if (clicks > 0) await inTransaction(strapi, (trx) => recordClicks(trx, delivery.id, clicks, clock.now(), refOf(SYSTEM)));
  };

  const read: Readings['read'] = async (delivery) => {
    await readClicks(delivery);
    const channel = await channels.byId(delivery.channelId);
    const adapter = channel === null ? null : channels.adapterOf(channel);
    const { refId } = delivery;
    if (channel === null || adapter?.measure === undefined || refId === null) return;
    const values = countable(await calls.run(channel, { key: delivery.key, pictures: [] }, (context) => (adapter.measure as NonNullable<AnyAdapter['measure']>)({ id: refId, url: delivery.url }, context)));
    if (Object.keys(values).length > 0) await inTransaction(strapi, (trx) => recordMetrics(trx, delivery.id, 'api', values, clock.now(), refOf(SYSTEM)));
  };

  return {
    promise,
    read,
    async run(deliveryId) {
      const delivery = await store.byId(deliveryId);
      const publishedAt = delivery?.publishedAt ?? null;
      if (delivery?.state !== 'published' || publishedAt === null) return 'done';
      // The next reading is promised whatever becomes of this one, which it makes good.
      await read(delivery).catch((error: unknown) => strapi.log.warn(`[content-workflow] numbers could not be read back: ${nameOf(error)}`));
      await inTransaction(strapi, (trx) => promise(trx, deliveryId, publishedAt));
      return nextReadingAt(publishedAt, clock.now()) === null ? 'done' : 'settled';
    },
  };
};
