/** Deliveries that wait for a person, or for their channel: until that is changed, which wakes them. */
import type { JobOutcome } from '../../jobs/queue';
import { inTransaction, TABLES, type Trx } from '../../tables';
import type { Channel } from '../ports';
import type { DeliveryRow } from '../rows';
import { LOOK_MS, type Ground } from './ground';

/** Why a delivery waits for its channel, and for nothing else. */
export const WAITS_FOR_CHANNEL = ['channel-paused', 'unauthorized', 'channel-unusable'] as const;
export type WaitsForChannel = (typeof WAITS_FOR_CHANNEL)[number];

export const isWaitFor = (code: string | null): boolean => WAITS_FOR_CHANNEL.some((known) => known === code);

/** Why nothing is sent to a channel that is not active. */
export const waitOf = ({ status, name }: Channel): { readonly code: WaitsForChannel; readonly message: string } =>
  status === 'paused' ? { code: 'channel-paused', message: `"${name}" is paused.` } : { code: 'unauthorized', message: `"${name}" has to be connected anew.` };

export interface Holds {
  hold(delivery: DeliveryRow, code: string, message: string): Promise<JobOutcome>;
  /** In the transaction of whoever found out. */
  holdIn(trx: Trx, delivery: DeliveryRow, code: string, message: string): Promise<void>;
  /** Until the channel is usable again, which wakes it. */
  holdFor(delivery: DeliveryRow, channel: Channel, code: WaitsForChannel, message: string): Promise<JobOutcome>;
  /** Somebody has made the channel usable, or given it something else, since it was looked at. It is locked: whoever does so from now on finds what is held here. */
  changedSince(trx: Trx, seen: Channel): Promise<boolean>;
  /** What was being prepared waits as what it was before: scheduled, with what is prepared. */
  postpone(delivery: DeliveryRow, until: number): Promise<JobOutcome>;
}

export const createHolds = ({ strapi, clock, alerts, channels, store, later }: Ground): Holds => {
  const holdIn = async (trx: Trx, delivery: DeliveryRow, code: string, message: string): Promise<void> => {
    const moved = await store.move(trx, delivery, 'HOLD', { dueAt: null, code, message });
    if (moved !== null) await alerts.raise({ pieceId: delivery.pieceId, code: 'DELIVERY_HELD', message, detail: { delivery: delivery.key } }, trx);
  };

  const hold = async (delivery: DeliveryRow, code: string, message: string): Promise<JobOutcome> => {
    await inTransaction(strapi, (trx) => holdIn(trx, delivery, code, message));
    return 'done';
  };

  const changedSince = async (trx: Trx, seen: Channel): Promise<boolean> => {
    await trx(TABLES.channels).where({ id: seen.id }).forUpdate().first('id');
    const current = await channels.byId(seen.id, trx);
    return current?.status === 'active' && (current.revision !== seen.revision || seen.status !== 'active');
  };

  const holdFor = (delivery: DeliveryRow, channel: Channel, code: WaitsForChannel, message: string): Promise<JobOutcome> =>
    inTransaction(strapi, async (trx): Promise<JobOutcome> => {
      if (await changedSince(trx, channel)) {
        await store.promise(trx, delivery.id, clock.now() + LOOK_MS);
        return 'settled';
      }
      await holdIn(trx, delivery, code, message);
      return 'done';
    });

  const postpone = async (delivery: DeliveryRow, until: number): Promise<JobOutcome> => {
    if (delivery.state !== 'preparing') return later(delivery, until);
    await inTransaction(strapi, async (trx) => {
      const moved = await store.move(trx, delivery, 'DEFERRED', { dueAt: until });
      if (moved !== null) await store.promise(trx, delivery.id, until);
    });
    return 'settled';
  };

  return { hold, holdIn, holdFor, changedSince, postpone };
};
