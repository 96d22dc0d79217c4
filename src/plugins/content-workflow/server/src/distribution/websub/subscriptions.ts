/**
 * Who is told of a feed (WebSub, sections 5 and 7). A wish is written down and nothing is changed by it until the address
 * that is to be told has confirmed it; a subscription that is in force goes on meanwhile, with its own secret.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome, JobQueue } from '../../jobs/queue';
import { inTransaction, TABLES } from '../../tables';
import { equal } from '../../http/signing';
import { NoAnswer, type AdapterContext } from '../adapters/adapter';
import { websubSettings, type WebsubSettings } from '../adapters/websub';
import type { Shelf } from '../feeds/shelf';
import type { Channel, Channels } from '../ports';
import type { Box } from './box';

export type Row = Record<string, unknown>;

export interface Subscription {
  readonly id: number;
  readonly channelId: number;
  readonly topic: string;
  readonly callback: string;
  /** Sealed; `null` where nothing is signed. */
  readonly secret: string | null;
  readonly state: 'none' | 'active';
  readonly asked: string | null;
  readonly failures: number;
  readonly leaseUntil: number;
}

export const toSubscription = (row: Row): Subscription => ({
  id: Number(row.id),
  channelId: Number(row.channel_id),
  topic: String(row.topic),
  callback: String(row.callback),
  secret: row.secret == null || row.secret === '' ? null : String(row.secret),
  state: row.state === 'active' ? 'active' : 'none',
  asked: row.asked == null || row.asked === '' ? null : String(row.asked),
  failures: Number(row.failures ?? 0),
  leaseUntil: Number(row.lease_until ?? 0),
});

interface Wish {
  readonly mode: 'subscribe' | 'unsubscribe';
  readonly secret: string | null;
  readonly leaseSeconds: number;
}

export interface HubRequest {
  readonly mode: 'subscribe' | 'unsubscribe';
  readonly topic: string;
  readonly callback: string;
  readonly secret: string | null;
  readonly leaseSeconds: number | null;
}

/** Why a wish is not taken up, with the field at fault. */
export type Heard = { readonly kind: 'heard' } | { readonly kind: 'refused'; readonly field: string; readonly message: string } | { readonly kind: 'full' };

export interface Subscriptions {
  hear(request: HubRequest): Promise<Heard>;
  /** Asks the address whether it wants what was wished for. */
  verify(subscriptionId: number): Promise<JobOutcome>;
  forgetOld(): Promise<void>;
}

export interface SubscriptionDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly channels: () => Pick<Channels, 'all' | 'byId' | 'contextOf'>;
  readonly shelf: Pick<Shelf, 'at'>;
  readonly box: Box;
  /** Hosts that egress allows although they speak http. */
  readonly allow: readonly string[];
}

/** Of one feed; whoever has more readers than that has a hub of their own. */
const MAX_SUBSCRIPTIONS = 5_000;

const MIN_LEASE_SECONDS = 300;
const DAY_SECONDS = 86_400;

export const createSubscriptions = ({ strapi, clock, queue, channels, shelf, box, allow }: SubscriptionDeps): Subscriptions => {
  const table = () => strapi.db.connection(TABLES.hubSubscriptions);

  /** The hub's channel of the feed that the topic is. */
  const hubOf = async (topic: string): Promise<{ readonly channel: Channel; readonly settings: WebsubSettings } | null> => {
    const feed = shelf.at(topic);
    if (feed === null) return null;
    for (const channel of await channels().all()) {
      const settings = channel.platform === 'websub' && channel.status === 'active' ? websubSettings.safeParse(channel.settings) : null;
      if (settings?.success === true && settings.data.feed === feed.key) return { channel, settings: settings.data };
    }
    return null;
  };

  /** What egress would refuse is refused at once, so that the sender learns of it. */
  const mayBeCalled = (callback: string): boolean => {
    if (!URL.canParse(callback)) return false;
    const url = new URL(callback);
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    return url.username === '' && url.password === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && (allow.includes(url.hostname) || allow.includes(`${url.hostname}:${port}`))));
  };

  const keyOf = (callback: string): string => createHash('sha256').update(callback).digest('hex');

  /** Whether the address answers with the challenge (5.3). */
  const confirms = async ({ callback, topic }: Subscription, wish: Wish, context: AdapterContext): Promise<boolean> => {
    const challenge = randomBytes(24).toString('base64url');
    const url = new URL(callback);
    const asked = { 'hub.mode': wish.mode, 'hub.topic': topic, 'hub.challenge': challenge, ...(wish.mode === 'subscribe' ? { 'hub.lease_seconds': String(wish.leaseSeconds) } : {}) };
    for (const [name, value] of Object.entries(asked)) url.searchParams.append(name, value);
    try {
      const answer = await context.fetch(url.href);
      return answer.status >= 200 && answer.status < 300 && equal(answer.text, challenge);
    } catch (error) {
      if (error instanceof NoAnswer) return false;
      throw error;
    }
  };

  return {
    async hear({ mode, topic, callback, secret, leaseSeconds }) {
      const hub = await hubOf(topic);
      if (hub === null) return { kind: 'refused', field: 'hub.topic', message: 'is no feed of this hub' };
      if (!mayBeCalled(callback)) return { kind: 'refused', field: 'hub.callback', message: 'is not an https address' };
      if (secret !== null && !box.hasKey()) return { kind: 'refused', field: 'hub.secret', message: 'can not be kept by this server' };
      const longest = hub.settings.leaseDays * DAY_SECONDS;
      const wish: Wish = { mode, secret: secret === null ? null : box.seal(secret), leaseSeconds: Math.max(MIN_LEASE_SECONDS, Math.min(leaseSeconds ?? longest, longest)) };
      const asked = JSON.stringify({ ...wish, nonce: randomBytes(8).toString('hex') });
      return inTransaction(strapi, async (trx, onCommit): Promise<Heard> => {
        const now = clock.now();
        const where = { topic, callback_key: keyOf(callback) };
        const [{ n = 0 } = {}] = (await trx(TABLES.hubSubscriptions).where({ channel_id: hub.channel.id }).count({ n: '*' })) as { n?: unknown }[];
        const known = (await trx(TABLES.hubSubscriptions).where(where).first('id')) as Row | undefined;
        if (known === undefined && Number(n) >= MAX_SUBSCRIPTIONS) return { kind: 'full' };
        await trx(TABLES.hubSubscriptions).insert({ channel_id: hub.channel.id, ...where, callback, state: 'none', failures: 0, lease_until: 0, changed_at: now }).onConflict(['topic', 'callback_key']).ignore();
        await trx(TABLES.hubSubscriptions).where(where).update({ asked, channel_id: hub.channel.id, changed_at: now });
        const row = (await trx(TABLES.hubSubscriptions).where(where).first('id')) as Row;
        await queue().enqueue(trx, { name: 'websub', payload: { subscriptionId: Number(row.id) }, runAt: now, key: `websub:subscription:${Number(row.id)}` });
        onCommit(() => queue().nudge(now));
        return { kind: 'heard' };
      });
    },

    async verify(subscriptionId) {
      const row = (await table().where({ id: subscriptionId }).first()) as Row | undefined;
      const subscription = row === undefined ? null : toSubscription(row);
      if (subscription === null || subscription.asked === null) return 'done';
      const channel = await channels().byId(subscription.channelId);
      if (channel === null) return 'done';
      const wish = JSON.parse(subscription.asked) as Wish;
      const context = await channels().contextOf(channel, { key: 'verification', signal: new AbortController().signal, pictures: [] });
      const agreed = await confirms(subscription, wish, context);
      // A newer wish has a question of its own.
      const same = { id: subscriptionId, asked: subscription.asked };
      const now = clock.now();
      if (agreed && wish.mode === 'subscribe') await table().where(same).update({ state: 'active', secret: wish.secret, lease_until: now + wish.leaseSeconds * 1000, failures: 0, asked: null, changed_at: now });
      else if (agreed || subscription.state === 'none') await table().where(same).delete();
      else await table().where(same).update({ asked: null, changed_at: now });
      return 'done';
    },

    async forgetOld() {
      const now = clock.now();
      await table().where({ state: 'active' }).andWhere('lease_until', '<', now).delete();
      // Whoever wanted to be verified for a day never answered.
      await table().where({ state: 'none' }).andWhere('changed_at', '<', now - DAY_SECONDS * 1000).delete();
    },
  };
};
