/**
 * What the engine knows of deliveries that go to many receivers, one row each: which of them may go on, how they are
 * stopped in the commit that makes them wrong, and how their job is promised again. The rows themselves, and what
 * becomes of each, are the newsletter's and the hub's.
 */
import type { Core } from '@strapi/strapi';
import type { DeliveryState } from '../../../core/distribution/platforms';
import type { Clock } from '../jobs/clock';
import type { JobQueue, NewJob } from '../jobs/queue';
import { LOCKED } from './newsletter/post';
import { inTransaction, inTurn, TABLES, type Connection, type Trx } from '../tables';

/** `go`: receivers are written to. `wait`: nothing is sent, and nothing is lost. `stop`: whoever was not written to will not be. */
export type Going = 'go' | 'wait' | 'stop';

/** A paused channel is looked at again after so long, if nobody resumes it before. */
export const PAUSED_MS = 60_000;

/** The delivery has been taken back, given up, or settled as something that is not there. */
const OVER: readonly DeliveryState[] = ['revoking', 'revoked', 'remove-by-hand', 'cancelled', 'failed'];

/** The engine has it in hand, and promises the job of its receivers anew when it calls. */
const NOT_CALLED: readonly DeliveryState[] = ['scheduled', 'held', 'preparing', 'task'];

/**
 * Read from the rows as they are now, not from what the fan-out once answered: that answer may have been lost with its
 * process. What is `uncertain` as a whole goes on, since each of its receivers' rows is not.
 */
export const goingOf = async (connection: Connection, deliveryId: number): Promise<Going> => {
  const { channels, deliveries, editions } = TABLES;
  const row = (await connection(deliveries)
    .leftJoin(editions, `${editions}.id`, `${deliveries}.edition_id`)
    .leftJoin(channels, `${channels}.id`, `${deliveries}.channel_id`)
    .where({ [`${deliveries}.id`]: deliveryId })
    .first(`${deliveries}.state`, 'is_live', 'status')) as { state: DeliveryState; is_live: unknown; status: unknown } | undefined;
  if (row === undefined || !row.is_live || OVER.includes(row.state)) return 'stop';
  return row.status !== 'active' || NOT_CALLED.includes(row.state) ? 'wait' : 'go';
};

export interface FanOuts {
  /** Nobody who was not written to yet is written to by these deliveries. */
  stop(trx: Trx, deliveryIds: readonly number[], code: 'taken-down' | 'superseded'): Promise<void>;
  /** The channel can be used again. */
  wake(channelId: number): Promise<void>;
  /** Promises again what waits and has lost its job; answers how many. */
  lookAfter(): Promise<number>;
}

interface FanOutDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
}

const ids = (rows: unknown, column: string): number[] => (rows as Record<string, unknown>[]).map((row) => Number(row[column]));

export const createFanOuts = ({ strapi, clock, queue }: FanOutDeps): FanOuts => {
  const newsletterJob = (deliveryId: number): NewJob => ({ name: 'newsletter', ...(deliveryId === 0 ? { payload: { letters: true }, key: 'newsletter:letters' } : { payload: { deliveryId }, key: `newsletter:${deliveryId}` }), runAt: clock.now() });
  const noticeJob = (deliveryId: number): NewJob => ({ name: 'websub', payload: { deliveryId }, key: `websub:${deliveryId}`, runAt: clock.now() });
  const wishJob = (subscriptionId: number): NewJob => ({ name: 'websub', payload: { subscriptionId }, key: `websub:subscription:${subscriptionId}`, runAt: clock.now() });

  /** Delivery 0, that of letters of confirmation, among them. */
  const openMailings = async (connection: Connection): Promise<number[]> => ids(await connection(TABLES.mailings).whereIn('state', ['waiting', 'sending']).distinct('delivery_id'), 'delivery_id');
  const openNotices = async (connection: Connection): Promise<number[]> => ids(await connection(TABLES.hubNotices).where({ state: 'waiting' }).distinct('delivery_id'), 'delivery_id');

  /** False where it is promised already. */
  const promised = async (job: NewJob): Promise<boolean> => {
    if (await queue().isWaiting(job.key)) return false;
    if ((await queue().failed()).some(({ key }) => key === job.key)) await queue().retry(job.key, clock.now());
    else await inTransaction(strapi, (trx) => queue().enqueue(trx, job));
    return true;
  };

  return {
    async stop(trx, deliveryIds, code) {
      if (deliveryIds.length === 0) return;
      const ended_at = clock.now();
      await trx(TABLES.mailings).whereIn('delivery_id', [...deliveryIds]).andWhere({ state: 'waiting' }).update({ state: 'cancelled', code, ended_at });
      await trx(TABLES.hubNotices).whereIn('delivery_id', [...deliveryIds]).andWhere({ state: 'waiting' }).update({ state: 'ended', code, ended_at });
    },

    wake: (channelId) =>
      inTransaction(strapi, async (trx, onCommit) => {
        const now = clock.now();
        const own = new Set(ids(await trx(TABLES.deliveries).where({ channel_id: channelId }).whereNotIn('state', [...OVER]).select('id'), 'id'));
        const subscribers = trx(TABLES.subscribers).where({ channel_id: channelId }).select('id');
        await trx(TABLES.mailings).where({ delivery_id: 0, state: 'waiting' }).whereIn('subscriber_id', subscribers).update({ due_at: now });
        for (const id of await openMailings(trx))
          if (id === 0 || own.has(id)) {
            // What was put off because the server let nobody in need not wait for that any longer.
            await trx(TABLES.mailings).where({ delivery_id: id, state: 'waiting', code: LOCKED }).update({ due_at: now });
            await queue().enqueue(trx, newsletterJob(id));
          }
        for (const id of await openNotices(trx)) if (own.has(id)) await queue().enqueue(trx, noticeJob(id));
        onCommit(() => queue().nudge(now));
      }),

    async lookAfter() {
      const db = strapi.db.connection;
      const wishes = ids(await db(TABLES.hubSubscriptions).whereNotNull('asked').andWhereNot({ asked: '' }).select('id'), 'id');
      const jobs = [...(await openMailings(db)).map(newsletterJob), ...(await openNotices(db)).map(noticeJob), ...wishes.map(wishJob)];
      return (await inTurn(jobs, promised)).filter(Boolean).length;
    },
  };
};
