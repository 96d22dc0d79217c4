/**
 * Who is on a list. Nobody is written to who has not confirmed from their own mailbox, and nobody learns from an answer
 * whether an address is known: whatever is asked about one, the same is answered, and a letter goes to the address alone.
 */
import type { Core } from '@strapi/strapi';
import type { ImportEvidence, SubscriberView } from '../../../../contracts/distribution';
import { domainOf, normalAddress } from '../../../../core/distribution/newsletter/address';
import type { LetterLanguage } from '../../../../core/distribution/newsletter/languages';
import { iso, type Clock } from '../../jobs/clock';
import type { JobQueue } from '../../jobs/queue';
import { inTransaction, TABLES, type Trx } from '../../tables';
import { markOf, newToken } from './keys';
import { LETTER, toSubscriber, wishes, type Row, type Subscriber, type SubscriberState } from './rows';

/** What somebody agreed to, and where, for whoever has to show it later. */
export interface Consent {
  readonly list: string;
  /** The page or program that asked, as it names itself. */
  readonly source: string | null;
}

export interface SubscriberPage {
  readonly subscribers: readonly Subscriber[];
  readonly next: number | null;
}

export interface Subscribers {
  /** Remembers the wish and promises a letter; for whoever is on the list already, the letter alone. */
  ask(channelId: number, from: string, wish: { readonly address: string; readonly language: LetterLanguage; readonly consent: Consent }): Promise<void>;
  /** Another letter to whoever has not confirmed; nothing for anybody else. */
  remind(channelId: number, from: string, address: string): Promise<void>;
  /** `null` for a link that is no longer good. Whoever left meanwhile is not brought back by an old letter. */
  confirm(token: string): Promise<Subscriber | null>;
  byToken(token: string): Promise<Subscriber | null>;
  leave(token: string, deliveryId: number): Promise<void>;
  forget(token: string): Promise<void>;
  /** False when there is no such subscriber in the channel. */
  forgetOne(channelId: number, id: number): Promise<boolean>;
  list(channelId: number, filter: { readonly state: SubscriberState | null; readonly text: string | null; readonly before: number | null; readonly limit: number }): Promise<SubscriberPage>;
  counts(channelId: number): Promise<Readonly<Record<SubscriberState, number>>>;
  /** An address can not be reached: for ever, or once more than it may be. Call inside the transaction of what was learnt. */
  bounced(trx: Trx, subscriberId: number, hard: boolean, code: string): Promise<void>;
  /** Forgets whoever did not confirm in time, which begins when their letter has gone out. */
  forgetOld(): Promise<void>;
}

export const CONFIRM_DAYS = 7;
const DAY = 86_400_000;

/** A mailbox that was full three issues in a row belongs to nobody who reads them. */
const MAX_SOFT_BOUNCES = 3;

export const letterJob = (now: number) => ({ name: 'newsletter', payload: { letters: true }, runAt: now, key: 'newsletter:letters' }) as const;

/** A letter that waits; the same one of a subscriber has the same name at every attempt. */
export const letterRow = (token: string, from: string, now: number, dueAt: number) =>
  ({ message_id: `<${markOf(`letter ${now}`, token)}@${domainOf(from)}>`, state: 'waiting', attempts: 0, code: null, due_at: dueAt, started_at: null, ended_at: null }) as const;

export const subscriberView = ({ id, address, language, state, askedAt, confirmedAt, endedAt, endedBecause }: Subscriber, evidence: readonly ImportEvidence[]): SubscriberView => ({
  id,
  address,
  language,
  state,
  askedAt: iso(askedAt),
  confirmedAt: confirmedAt === null ? null : iso(confirmedAt),
  endedAt: endedAt === null ? null : iso(endedAt),
  endedBecause,
  evidence,
});

/** Wildcards of LIKE are letters here. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

export const createSubscribers = ({ strapi, clock, queue }: { readonly strapi: Core.Strapi; readonly clock: Clock; readonly queue: () => JobQueue }): Subscribers => {
  const table = () => strapi.db.connection(TABLES.subscribers);

  const held = async (trx: Trx, where: Row): Promise<Subscriber | null> => {
    const row = (await trx(TABLES.subscribers).where(where).forUpdate().first()) as Row | undefined;
    return row === undefined ? null : toSubscriber(row);
  };

  /** One letter a subscriber waits at a time; one that is being handed over is not touched. */
  const promiseLetter = async (trx: Trx, { id, token }: Subscriber, from: string, now: number): Promise<void> => {
    const letter = letterRow(token, from, now, now);
    await trx(TABLES.mailings).insert({ delivery_id: LETTER, subscriber_id: id, ...letter }).onConflict(['delivery_id', 'subscriber_id']).ignore();
    await trx(TABLES.mailings).where({ delivery_id: LETTER, subscriber_id: id }).whereNot('state', 'sending').update(letter);
    await queue().enqueue(trx, letterJob(now));
  };

  const consentOf = async (trx: Trx, { id }: Subscriber): Promise<Partial<Consent> & { readonly wish?: Consent }> => {
    const row = (await trx(TABLES.subscribers).where({ id }).first('consent')) as Row | undefined;
    return JSON.parse(row?.consent == null || row.consent === '' ? '{}' : String(row.consent)) as Partial<Consent> & { readonly wish?: Consent };
  };

  /** A wish is newer than the end that it would undo, on a clock that stands as well. */
  const afterEnd = ({ endedAt }: Subscriber, now: number): number => Math.max(now, (endedAt ?? 0) + 1);

  /** Anybody can ask for an address. That it left, when and why, and what it had agreed to stay until its mailbox says yes. */
  const noteWish = async (trx: Trx, subscriber: Subscriber, language: LetterLanguage, wish: Consent, now: number): Promise<void> => {
    const kept = await consentOf(trx, subscriber);
    await trx(TABLES.subscribers).where({ id: subscriber.id }).update({ language, consent: JSON.stringify({ ...kept, wish }), asked_at: afterEnd(subscriber, now), changed_at: now });
  };

  const writing = <T>(work: (trx: Trx, now: number) => Promise<T>): Promise<T> =>
    inTransaction(strapi, async (trx, onCommit) => {
      const now = clock.now();
      onCommit(() => queue().nudge(now));
      return work(trx, now);
    });

  const remove = async (trx: Trx, id: number): Promise<void> => {
    await trx(TABLES.mailings).where({ subscriber_id: id, delivery_id: LETTER }).delete();
    // What was sent stays counted; it names nobody any more.
    await trx(TABLES.mailings).where({ subscriber_id: id, state: 'waiting' }).update({ state: 'cancelled', code: 'forgotten', ended_at: clock.now() });
    await trx(TABLES.subscribers).where({ id }).delete();
  };

  return {
    ask: (channelId, from, { address, language, consent }) =>
      writing(async (trx, now) => {
        const addressKey = normalAddress(address);
        if (addressKey === null) return;
        const fresh = { address: address.trim(), language, consent: JSON.stringify(consent), state: 'pending', asked_at: now, confirmed_at: null, ended_at: null, ended_because: null, soft_bounces: 0, changed_at: now };
        await trx(TABLES.subscribers).insert({ channel_id: channelId, address_key: addressKey, token: newToken(), ...fresh }).onConflict(['channel_id', 'address_key']).ignore();
        const subscriber = await held(trx, { channel_id: channelId, address_key: addressKey });
        if (subscriber === null) return;
        if (subscriber.state === 'pending') await trx(TABLES.subscribers).where({ id: subscriber.id }).update(fresh);
        else if (subscriber.state !== 'confirmed') await noteWish(trx, subscriber, language, consent, now);
        await promiseLetter(trx, subscriber, from, now);
      }),

    remind: (channelId, from, address) =>
      writing(async (trx, now) => {
        const subscriber = await held(trx, { channel_id: channelId, address_key: normalAddress(address) });
        if (subscriber === null || !wishes(subscriber)) return;
        await trx(TABLES.subscribers).where({ id: subscriber.id }).update({ asked_at: afterEnd(subscriber, now), changed_at: now });
        await promiseLetter(trx, subscriber, from, now);
      }),

    confirm: (token) =>
      writing(async (trx, now) => {
        const subscriber = await held(trx, { token });
        if (subscriber === null || subscriber.state === 'confirmed') return subscriber;
        if (!wishes(subscriber)) return null;
        const { wish, ...consent } = await consentOf(trx, subscriber);
        const agreed = wish ?? consent;
        await trx(TABLES.subscribers).where({ id: subscriber.id }).update({ state: 'confirmed', consent: JSON.stringify(agreed), confirmed_at: now, ended_at: null, ended_because: null, soft_bounces: 0, changed_at: now });
        return { ...subscriber, state: 'confirmed', confirmedAt: now, endedAt: null, endedBecause: null };
      }),

    async byToken(token) {
      const row = (await table().where({ token }).first()) as Row | undefined;
      return row === undefined ? null : toSubscriber(row);
    },

    leave: (token, deliveryId) =>
      writing(async (trx, now) => {
        const subscriber = await held(trx, { token });
        if (subscriber === null || (subscriber.state === 'unsubscribed' && !wishes(subscriber))) return;
        await trx(TABLES.subscribers)
          .where({ id: subscriber.id })
          .update({ state: 'unsubscribed', ended_at: now, ended_because: deliveryId === LETTER ? 'asked' : `delivery:${deliveryId}`, changed_at: now });
      }),

    forget: (token) =>
      writing(async (trx) => {
        const subscriber = await held(trx, { token });
        if (subscriber !== null) await remove(trx, subscriber.id);
      }),

    forgetOne: (channelId, id) =>
      writing(async (trx) => {
        const subscriber = await held(trx, { channel_id: channelId, id });
        if (subscriber !== null) await remove(trx, subscriber.id);
        return subscriber !== null;
      }),

    async list(channelId, { state, text, before, limit }) {
      const query = table().where({ channel_id: channelId }).orderBy('id', 'desc').limit(limit + 1);
      if (state !== null) query.andWhere({ state });
      if (text !== null) query.andWhereRaw("address_key like ? escape '\\'", [`%${escapeLike(text.trim().toLowerCase())}%`]);
      if (before !== null) query.andWhere('id', '<', before);
      const subscribers = ((await query) as Row[]).map(toSubscriber);
      return { subscribers: subscribers.slice(0, limit), next: subscribers.length > limit ? (subscribers[limit - 1]?.id ?? null) : null };
    },

    async counts(channelId) {
      const rows = (await table().where({ channel_id: channelId }).groupBy('state').select('state').count({ n: '*' })) as { state: SubscriberState; n: unknown }[];
      return { pending: 0, confirmed: 0, unsubscribed: 0, bounced: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)])) };
    },

    async bounced(trx, subscriberId, hard, code) {
      const subscriber = await held(trx, { id: subscriberId });
      if (subscriber === null || subscriber.state === 'unsubscribed' || subscriber.state === 'bounced') return;
      const now = clock.now();
      const softBounces = subscriber.softBounces + 1;
      const ended = hard || softBounces >= MAX_SOFT_BOUNCES;
      await trx(TABLES.subscribers)
        .where({ id: subscriberId })
        .update({ soft_bounces: softBounces, changed_at: now, ...(ended ? { state: 'bounced', ended_at: now, ended_because: code } : {}) });
    },

    forgetOld: () =>
      writing(async (trx, now) => {
        const since = now - CONFIRM_DAYS * DAY;
        // A letter of a long import, or of a newsletter that was paused, goes out later than it was asked for.
        const hasTime = trx(TABLES.mailings)
          .where({ delivery_id: LETTER })
          .andWhere('subscriber_id', trx.ref(`${TABLES.subscribers}.id`))
          .andWhere((letter) => void letter.whereIn('state', ['waiting', 'sending']).orWhere((sent) => void sent.where({ state: 'sent' }).andWhere('ended_at', '>=', since)))
          .select('id');
        const old = (await trx(TABLES.subscribers).where({ state: 'pending' }).andWhere('asked_at', '<', since).whereNotExists(hasTime).select('id')) as Row[];
        for (const { id } of old) await remove(trx, Number(id));
      }),
  };
};
