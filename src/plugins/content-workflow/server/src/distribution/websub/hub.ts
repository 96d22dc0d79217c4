/**
 * Tells subscribers that there is something new in a feed, one row each: **waiting** until it was taken, **sent**,
 * **failed** after several tries, **ended** where the subscriber is gone.
 *
 * What is sent is the whole feed with its stable ids, so a subscriber that is told twice learns nothing twice: what a cut
 * line leaves open may be sent again, as the recommendation wants it (WebSub, 7). A row is held by its own due time while
 * it is being sent, so that after a crash it is simply due once more.
 */
import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Outcome } from '../../../../core/distribution/platforms';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome, JobQueue } from '../../jobs/queue';
import { inTransaction, TABLES } from '../../tables';
import { NoAnswer, type AdapterContext } from '../adapters/adapter';
import { websubSettings, type Hub, type NoticeCounts } from '../adapters/websub';
import type { Feed, Shelf } from '../feeds/shelf';
import { goingOf, PAUSED_MS } from '../fan-outs';
import { MIME, type Format } from '../feeds/write';
import type { Channels } from '../ports';
import { sealedDelivery } from '../sealed';
import type { Box } from './box';
import { toSubscription, type Row, type Subscription } from './subscriptions';

export interface HubRuns extends Hub {
  run(deliveryId: number): Promise<JobOutcome>;
}

export interface HubDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly channels: () => Pick<Channels, 'byId' | 'contextOf'>;
  readonly shelf: Pick<Shelf, 'at' | 'feed' | 'now' | 'address'>;
  readonly box: Box;
  readonly timeoutMs: number;
}

/** Pauses before a subscriber is tried again: six tries over about a day. */
const BACKOFF_MINUTES = [1, 5, 30, 120, 1200] as const;

/** A subscriber that could not be reached so often in a row is gone. */
const MAX_FAILURES = 5;

const MINUTE = 60_000;
const SIDE_BY_SIDE = 8;
const CHUNK = 200;
const RUN_MS = 20_000;
const HELD_MARGIN_MS = 10_000;

/** Between two runs, so that nothing which a run leaves undone can turn the queue in a circle. */
const PAUSE_MS = 1_000;

/** How long what is new may take to stand in the feed before it is looked at again. */
const FEED_PAUSE_MS = 2_000;

/** States in which the delivery to the feed itself is still on its way. */
const ON_ITS_WAY = ['scheduled', 'preparing', 'publishing', 'confirming'] as const;

/** Subscription 0 of a notice. */
const OTHER_HUB = 0;

const FORMATS: readonly Format[] = ['rss', 'atom', 'json'];

type Told = 'sent' | 'ended' | 'again';

interface Notice {
  readonly id: number;
  readonly subscriptionId: number;
  readonly attempts: number;
  readonly dueAt: number;
}

const toNotice = (row: Row): Notice => ({ id: Number(row.id), subscriptionId: Number(row.subscription_id), attempts: Number(row.attempts ?? 0), dueAt: Number(row.due_at ?? 0) });

export const createHub = ({ strapi, clock, queue, channels, shelf, box, timeoutMs }: HubDeps): HubRuns => {
  const notices = () => strapi.db.connection(TABLES.hubNotices);
  const subscriptions = () => strapi.db.connection(TABLES.hubSubscriptions);

  /** False also where somebody has paused the channel since this run began. */
  const claim = async ({ id, dueAt }: Notice, channelId: number): Promise<boolean> => Number(await notices().where({ id, state: 'waiting', due_at: dueAt }).whereExists(strapi.db.connection(TABLES.channels).where({ id: channelId, status: 'active' }).select('id')).update({ due_at: clock.now() + timeoutMs + HELD_MARGIN_MS, attempts: strapi.db.connection.raw('attempts + 1') })) === 1;

  const settle = (id: number, state: 'sent' | 'failed' | 'ended', code: string | null): Promise<unknown> => notices().where({ id, state: 'waiting' }).update({ state, code, ended_at: clock.now() });

  const answerOf = async (work: Promise<{ readonly status: number }>): Promise<{ readonly told: Told; readonly code: string | null }> => {
    try {
      const { status } = await work;
      if (status >= 200 && status < 300) return { told: 'sent', code: null };
      return status === 410 ? { told: 'ended', code: 'gone' } : { told: 'again', code: `http-${status}` };
    } catch (error) {
      if (error instanceof NoAnswer) return { told: 'again', code: error.code };
      throw error;
    }
  };

  const deliver = async ({ topic, callback, secret }: Subscription, feed: Feed, context: AdapterContext): Promise<{ readonly told: Told; readonly code: string | null }> => {
    const at = shelf.at(topic);
    if (at === null) return { told: 'ended', code: 'topic-gone' };
    const version = await shelf.now(feed, at.format);
    const body = await version.body();
    const key = secret === null ? null : box.open(secret);
    // Unsigned, it would be refused, or worse, believed.
    if (secret !== null && key === null) return { told: 'again', code: 'secret-unreadable' };
    const signature: Readonly<Record<string, string>> = key === null ? {} : { 'x-hub-signature': `sha256=${createHmac('sha256', key).update(body).digest('hex')}` };
    return answerOf(context.fetch(callback, { method: 'POST', headers: { 'content-type': MIME[at.format], link: version.links, ...signature }, body }));
  };

  /** As hubs are told by publishers: not part of the recommendation, and the same everywhere. */
  const tellOtherHub = (hub: string, feed: Feed, context: AdapterContext): Promise<{ readonly told: Told; readonly code: string | null }> =>
    answerOf(context.fetch(hub, { method: 'POST', form: [{ name: 'hub.mode', value: 'publish' }, ...FORMATS.map((format) => ({ name: 'hub.url', value: shelf.address(feed.channel.key, format) }))] }));

  const ended = async (notice: Notice, subscription: Subscription | null, { told, code }: { readonly told: Told; readonly code: string | null }): Promise<void> => {
    if (told === 'sent') {
      await settle(notice.id, 'sent', null);
      if (subscription !== null && subscription.failures > 0) await subscriptions().where({ id: subscription.id }).update({ failures: 0 });
      return;
    }
    if (told === 'ended') {
      await settle(notice.id, 'ended', code);
      if (subscription !== null) await subscriptions().where({ id: subscription.id }).delete();
      return;
    }
    const minutes = BACKOFF_MINUTES[notice.attempts];
    if (minutes !== undefined) {
      await notices().where({ id: notice.id, state: 'waiting' }).update({ due_at: clock.now() + minutes * MINUTE, code });
      return;
    }
    await settle(notice.id, 'failed', code);
    if (subscription === null) return;
    if (subscription.failures + 1 >= MAX_FAILURES) await subscriptions().where({ id: subscription.id }).delete();
    else await subscriptions().where({ id: subscription.id }).update({ failures: subscription.failures + 1 });
  };

  const sendOne = async (notice: Notice, hubId: number, feed: Feed, otherHub: string | null, context: AdapterContext): Promise<void> => {
    const row = notice.subscriptionId === OTHER_HUB ? undefined : ((await subscriptions().where({ id: notice.subscriptionId }).first()) as Row | undefined);
    const subscription = row === undefined ? null : toSubscription(row);
    const isThere = notice.subscriptionId === OTHER_HUB ? otherHub !== null : subscription?.state === 'active' && subscription.leaseUntil > clock.now();
    if (!isThere) return void (await settle(notice.id, 'ended', 'left'));
    if (!(await claim(notice, hubId))) return;
    if (subscription !== null) await ended(notice, subscription, await deliver(subscription, feed, context));
    else if (otherHub !== null) await ended(notice, null, await tellOtherHub(otherHub, feed, context));
  };

  const counts = async (deliveryId: number): Promise<NoticeCounts> => {
    const rows = (await notices().where({ delivery_id: deliveryId }).groupBy('state').select('state').count({ n: '*' })) as { state: string; n: unknown }[];
    return { waiting: 0, sent: 0, failed: 0, ended: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)])) };
  };

  const promiseNext = async (deliveryId: number, notBefore: number): Promise<JobOutcome> => {
    const row = (await notices().where({ delivery_id: deliveryId, state: 'waiting' }).min({ at: 'due_at' }).first()) as Row | undefined;
    if (row?.at == null) return 'done';
    const runAt = Math.max(notBefore, Number(row.at));
    await inTransaction(strapi, async (trx, onCommit) => {
      await queue().enqueue(trx, { name: 'websub', payload: { deliveryId }, runAt, key: `websub:${deliveryId}` });
      onCommit(() => queue().nudge(runAt));
    });
    return 'settled';
  };

  /** What is to be told of has to stand in the feed before. */
  const feedIsLate = async (editionId: number, feed: Feed): Promise<boolean> =>
    (await strapi.db.connection(TABLES.deliveries).where({ edition_id: editionId, channel_id: feed.channel.id }).whereIn('state', [...ON_ITS_WAY]).first('id')) !== undefined;

  return {
    async fanOut(key, context): Promise<Outcome> {
      // Before the transaction: SQLite has one connection, which it holds.
      if ((await shelf.feed(context.settings.feed)) === null) return { kind: 'rejected', code: 'feed-unknown', message: `There is no feed "${context.settings.feed}".` };
      return inTransaction(strapi, async (trx, onCommit): Promise<Outcome> => {
        const delivery = (await trx(TABLES.deliveries).where({ key }).first('id', 'channel_id')) as Row | undefined;
        if (delivery === undefined) return { kind: 'rejected', code: 'delivery-unknown', message: 'There is no such delivery.' };
        const now = clock.now();
        const deliveryId = Number(delivery.id);
        const ref = { id: String(deliveryId), url: null };
        const active = (await trx(TABLES.hubSubscriptions).where({ channel_id: delivery.channel_id, state: 'active' }).andWhere('lease_until', '>', now).orderBy('id').select('id')) as Row[];
        const receivers = [...active.map(({ id }) => Number(id)), ...(context.settings.otherHub === null ? [] : [OTHER_HUB])];
        for (let i = 0; i < receivers.length; i += CHUNK) await trx(TABLES.hubNotices).insert(receivers.slice(i, i + CHUNK).map((id) => ({ delivery_id: deliveryId, subscription_id: id, state: 'waiting', attempts: 0, due_at: now }))).onConflict(['delivery_id', 'subscription_id']).ignore();
        // Sent once more by a person: whoever did not take it is told after all.
        await trx(TABLES.hubNotices).where({ delivery_id: deliveryId, state: 'failed' }).update({ state: 'waiting', attempts: 0, code: null, due_at: now, ended_at: null });
        // A feed that nobody wants to be told of is read all the same.
        if (receivers.length === 0) return { kind: 'published', ref };
        await queue().enqueue(trx, { name: 'websub', payload: { deliveryId }, runAt: now, key: `websub:${deliveryId}` });
        onCommit(() => queue().nudge(now));
        return { kind: 'accepted', ref, checkAfterMs: 5_000 };
      });
    },

    counts: (ref) => counts(Number(ref.id)),

    async run(deliveryId) {
      const delivery = await sealedDelivery(strapi, deliveryId);
      const channel = delivery === null ? null : await channels().byId(delivery.channelId);
      const settings = channel === null ? null : websubSettings.safeParse(channel.settings);
      const going = await goingOf(strapi.db.connection, deliveryId);
      if (delivery === null || channel === null || going === 'stop') {
        await notices().where({ delivery_id: deliveryId, state: 'waiting' }).update({ state: 'ended', code: 'stopped', ended_at: clock.now() });
        return 'done';
      }
      if (going === 'wait') return promiseNext(deliveryId, clock.now() + PAUSED_MS);
      if (settings?.success !== true) return 'done';
      const feed = await shelf.feed(settings.data.feed);
      if (feed === null) {
        await notices().where({ delivery_id: deliveryId, state: 'waiting' }).update({ state: 'failed', code: 'feed-unknown', ended_at: clock.now() });
        return 'done';
      }
      if (await feedIsLate(delivery.editionId, feed)) return promiseNext(deliveryId, clock.now() + FEED_PAUSE_MS);
      const rows = ((await notices().where({ delivery_id: deliveryId, state: 'waiting' }).andWhere('due_at', '<=', clock.now()).orderBy('id').limit(CHUNK)) as Row[]).map(toNotice);
      const context = await channels().contextOf(channel, { key: delivery.key, signal: new AbortController().signal, pictures: [] });
      const until = clock.now() + RUN_MS;
      const work = async (): Promise<void> => {
        for (let notice = rows.shift(); notice !== undefined && clock.now() < until; notice = rows.shift()) await sendOne(notice, channel.id, feed, settings.data.otherHub, context);
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
      return promiseNext(deliveryId, clock.now() + PAUSE_MS);
    },
  };
};
