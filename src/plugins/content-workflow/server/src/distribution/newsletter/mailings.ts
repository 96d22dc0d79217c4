/**
 * Hands mails over, one row a receiver (see `rows.ts` for the states). A row is claimed by compare-and-set and written as
 * `sending` before the mail server is spoken to, so that whatever happens nobody is sent the same mail twice: what a crash,
 * a cut line or a silent server leaves open is `uncertain` for that one receiver.
 *
 * A run ends after a while and promises the next one, so that no job holds its lane for long.
 */
import { isIP } from 'node:net';
import type { Core } from '@strapi/strapi';
import type { Metric, Outcome, Ref } from '../../../../core/distribution/platforms';
import { domainOf } from '../../../../core/distribution/newsletter/address';
import { confirmationLetter, contentId, filledIn, type LetterPayload } from '../../../../core/distribution/newsletter/letter';
import type { PictureUse } from '../../../../core/distribution/rendition';
import type { Alerts } from '../../engine/alerts';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome, JobQueue, NewJob } from '../../jobs/queue';
import { inTransaction, TABLES, type Connection, type Trx } from '../../tables';
import { DOOR_CLOSED, noAnswerInWords } from '../adapters/adapter';
import type { MailingCounts, Mailings, NewsletterContext, NewsletterSecrets, NewsletterSettings } from '../adapters/newsletter';
import { isPublicAddress } from '../egress/addresses';
import { goingOf, PAUSED_MS } from '../fan-outs';
import type { Channel, Channels } from '../ports';
import { renditionHash } from '../renditions';
import { sealedDelivery, type Sealed, type SealedDelivery } from '../sealed';
import { markOf, type NewsletterKeys } from './keys';
import { CONNECTIONS, DISTRUSTED, HostForbidden, LOCKED, NOT_ENCRYPTED, openPost, type Mail, type Post, type Posted, type PostOptions } from './post';
import { LETTER, MAILING_STATES, wishes, toMailing, toSubscriber, type Mailing, type MailingState, type Row, type Subscriber } from './rows';
import { CONFIRM_DAYS, letterJob, type Subscribers } from './subscribers';

export interface MailingsDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  /** Asked for when it is needed: channels know adapters, and the adapter knows this. */
  readonly channels: () => Pick<Channels, 'byId' | 'contextOf' | 'note'>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly subscribers: Subscribers;
  readonly keys: NewsletterKeys;
  readonly post: PostOptions;
  /** True where no other process sends: then a row that is `sending` and not ours was left behind. */
  readonly isAlone: () => boolean;
  /** Where the public endpoints are, as `https://example.org/api/newsletters`. */
  readonly address: () => string;
}

export interface NewsletterRuns extends Mailings {
  run(deliveryId: number): Promise<JobOutcome>;
  runLetters(): Promise<JobOutcome>;
}

/** Pauses before the server, or a receiver's, is tried again: eight tries over about three days, as mail servers do among each other. */
const BACKOFF_MINUTES = [1, 5, 15, 60, 240, 720, 1440, 1440] as const;

const MINUTE = 60_000;

/** A run takes no further mail after this long. */
const RUN_MS = 20_000;

/** Between two runs, so that nothing which a run leaves undone can turn the queue in a circle. */
const PAUSE_MS = 1_000;

/** Rows that are written at once: SQLite makes one SELECT of each, and takes five hundred of them. */
const CHUNK = 200;

const ABANDONED_MARGIN_MS = 10_000;

/** What somebody can mend who connects the mail server. */
const WHY_CLOSED: Readonly<Record<string, string>> = {
  [LOCKED]: 'The mail server does not take the user name and password.',
  [DISTRUSTED]: 'The certificate of the mail server is not trusted, has ended or is for another name; it was told nothing.',
  [NOT_ENCRYPTED]: 'The mail server does not offer STARTTLS; it was told nothing.',
  [DOOR_CLOSED]: noAnswerInWords(DOOR_CLOSED),
};

/** Why an issue waits whose channel was changed after it was approved. */
const CHANGED = 'rendition-changed';

/** What somebody of this server has to end; a mail server can do nothing about it. */
const WAITS_HERE: readonly string[] = [DOOR_CLOSED, CHANGED];

const backoff = (attempts: number): number | null => {
  const minutes = BACKOFF_MINUTES[Math.max(0, attempts - 1)];
  return minutes === undefined ? null : minutes * MINUTE;
};

type Compose = (mailing: Mailing, subscriber: Subscriber) => Mail;

/** Why nobody can be written to at this moment. */
interface Stopped {
  readonly code: string;
  /** Waiting does not mend it. */
  readonly forGood: boolean;
  /** A row was claimed for this try, which counted it. */
  readonly counted: boolean;
}

export const createMailings = (deps: MailingsDeps): NewsletterRuns => {
  const { strapi, clock, queue, channels, subscribers, keys } = deps;
  const table = () => strapi.db.connection(TABLES.mailings);
  /** What this process hands over at this moment. */
  const inHand = new Set<number>();

  const serverOf = ({ host, port, security }: NewsletterSettings, { user = '', password = '' }: NewsletterSecrets) => ({ host, port, security, user, password });

  /** False also where somebody has paused the channel since this run began. */
  const claim = async (id: number, channelId: number): Promise<boolean> => {
    const claimed: number = await table().where({ id, state: 'waiting' }).whereExists(strapi.db.connection(TABLES.channels).where({ id: channelId, status: 'active' }).select('id')).update({ state: 'sending', started_at: clock.now(), attempts: strapi.db.connection.raw('attempts + 1') });
    return claimed === 1;
  };

  const settle = (trx: Trx, { id }: Mailing, state: MailingState, code: string | null, dueAt: number | null = null): Promise<unknown> =>
    trx(TABLES.mailings).where({ id, state: 'sending' }).update({ state, code, ...(dueAt === null ? { ended_at: clock.now() } : { due_at: dueAt }) });

  /** Writes what became of a mail, and what it says about its receiver; answers what it says about the server. */
  const settled = (mailing: Mailing, posted: Posted): Promise<Stopped | null> =>
    inTransaction(strapi, async (trx) => {
      switch (posted.kind) {
        case 'taken':
          await settle(trx, mailing, 'sent', null);
          await trx(TABLES.subscribers).where({ id: mailing.subscriberId }).andWhere('soft_bounces', '>', 0).update({ soft_bounces: 0 });
          return null;
        case 'later': {
          const pause = backoff(mailing.attempts + 1);
          if (pause !== null) await settle(trx, mailing, 'waiting', posted.code, clock.now() + pause);
          else {
            await settle(trx, mailing, 'bounced', posted.code);
            await subscribers.bounced(trx, mailing.subscriberId, false, posted.code);
          }
          return null;
        }
        case 'refused':
          await settle(trx, mailing, 'bounced', posted.code);
          await subscribers.bounced(trx, mailing.subscriberId, posted.hard, posted.code);
          return null;
        case 'away':
        case 'locked':
          await settle(trx, mailing, 'waiting', posted.code, clock.now());
          return { code: posted.code, forGood: false, counted: true };
        case 'unknown':
          await settle(trx, mailing, 'uncertain', posted.code);
          return null;
      }
    });

  const one = async (post: Post, mailing: Mailing, compose: Compose, receives: (subscriber: Subscriber) => boolean): Promise<Posted | null> => {
    const row = (await strapi.db.connection(TABLES.subscribers).where({ id: mailing.subscriberId }).first()) as Row | undefined;
    const subscriber = row === undefined ? null : toSubscriber(row);
    if (subscriber === null || !receives(subscriber)) {
      await table().where({ id: mailing.id, state: 'waiting' }).update({ state: 'cancelled', code: 'left', ended_at: clock.now() });
      return null;
    }
    const mail = compose(mailing, subscriber);
    return (await claim(mailing.id, subscriber.channelId)) ? post.send(mail) : null;
  };

  /** Answers why it stopped before the end, if it did. */
  const sendAll = async (post: Post, rows: readonly Mailing[], compose: Compose, receives: (subscriber: Subscriber) => boolean): Promise<Stopped | null> => {
    const until = clock.now() + RUN_MS;
    const left = [...rows];
    let stopped: Stopped | null = null;
    const work = async (): Promise<void> => {
      for (let mailing = left.shift(); mailing !== undefined && stopped === null && clock.now() < until; mailing = left.shift()) {
        inHand.add(mailing.id);
        try {
          const posted = await one(post, mailing, compose, receives);
          if (posted !== null) stopped = (await settled(mailing, posted)) ?? stopped;
        } finally {
          inHand.delete(mailing.id);
        }
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
    return stopped;
  };

  /** Of rows that nobody holds any more, nobody knows whether they went out. */
  const giveUpAbandoned = async (deliveryId: number): Promise<void> => {
    const rows = ((await table().where({ delivery_id: deliveryId, state: 'sending' })) as Row[]).map(toMailing);
    const before = deps.isAlone() ? Number.POSITIVE_INFINITY : clock.now() - deps.post.timeoutMs - ABANDONED_MARGIN_MS;
    for (const { id, startedAt } of rows) if (!inHand.has(id) && (startedAt ?? 0) < before) await table().where({ id, state: 'sending' }).update({ state: 'uncertain', code: 'interrupted', ended_at: clock.now() });
  };

  /** Nobody of these can be written to now: all of them wait, or have waited long enough. */
  const holdBack = (where: { readonly deliveryId: number; readonly ids: readonly number[] | null }, { code, forGood, counted }: Stopped): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      const waiting = () => {
        const query = trx(TABLES.mailings).where({ delivery_id: where.deliveryId, state: 'waiting' });
        return where.ids === null ? query : query.whereIn('id', [...where.ids]);
      };
      // The door of this server is shut by whoever runs it. No mail server was asked, so no try is used up, however long it stays shut.
      if (code === DOOR_CLOSED) return void (await waiting().update({ due_at: clock.now() + PAUSED_MS, code }));
      const most = ((await waiting().max({ most: 'attempts' }).first()) as Row | undefined)?.most;
      const tried = Number(most ?? 0) + (counted ? 0 : 1);
      const pause = forGood ? null : backoff(tried);
      if (pause === null) await waiting().update({ state: 'failed', code, ended_at: clock.now() });
      else await waiting().update({ due_at: clock.now() + pause, code, attempts: tried });
    });

  const open = async (context: NewsletterContext): Promise<Post | Stopped> => {
    try {
      const post = await openPost(serverOf(context.settings, context.secrets), deps.post);
      const greeted = await post.greet();
      if (greeted.kind === 'taken') return post;
      post.close();
      return { code: greeted.code, forGood: false, counted: false };
    } catch (error) {
      if (!(error instanceof HostForbidden)) throw error;
      return { code: error.code, forGood: error.code !== 'name-not-found' && error.code !== DOOR_CLOSED, counted: false };
    }
  };

  const linkBase = (channel: Channel): string => `${deps.address()}/${channel.key}`;

  const envelopeOf = ({ bounceAddress, fromAddress }: NewsletterSettings, messageId: string): string => {
    if (bounceAddress === null) return fromAddress;
    const at = bounceAddress.lastIndexOf('@');
    return `${bounceAddress.slice(0, at)}+${messageId.slice(1, messageId.indexOf('@'))}${bounceAddress.slice(at)}`;
  };

  const common = (settings: NewsletterSettings, mailing: Mailing, subscriber: Subscriber) => ({
    from: { name: settings.fromName, address: settings.fromAddress },
    replyTo: settings.replyTo,
    to: subscriber.address,
    envelopeFrom: envelopeOf(settings, mailing.messageId),
    messageId: mailing.messageId,
  });

  const issueMail =
    (channel: Channel, settings: NewsletterSettings, { payload }: Sealed<LetterPayload>, pictures: Mail['pictures'], deliveryId: number): Compose =>
    (mailing, subscriber) => {
      const leave = `${linkBase(channel)}/leave/${keys.departure(subscriber.token, deliveryId)}`;
      return {
        ...common(settings, mailing, subscriber),
        subject: payload.subject,
        ...filledIn(payload, leave),
        pictures,
        list: { id: `${channel.key}.${domainOf(settings.fromAddress)}`, name: settings.listName },
        headers: {
          // RFC 8058: a mail program asks by itself, without a page and without a question.
          'List-Unsubscribe': `<${leave}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          Precedence: 'bulk',
          'X-Auto-Response-Suppress': 'All',
          ...(payload.language === '' ? {} : { 'Content-Language': payload.language }),
        },
      };
    };

  const letterMail =
    (channel: Channel, settings: NewsletterSettings): Compose =>
    (mailing, subscriber) => ({
      ...common(settings, mailing, subscriber),
      ...confirmationLetter(subscriber.language, settings, `${linkBase(channel)}/confirm/${keys.confirmation(subscriber.token, clock.now() + CONFIRM_DAYS * 86_400_000)}`, CONFIRM_DAYS),
      pictures: [],
      list: null,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': subscriber.language },
    });

  const contextOf = async (channel: Channel, key: string, pictures: readonly PictureUse[]): Promise<NewsletterContext> => (await channels().contextOf(channel, { key, signal: new AbortController().signal, pictures })) as NewsletterContext;

  const madePictures = async (context: NewsletterContext, uses: readonly PictureUse[]): Promise<Mail['pictures'] | null> => {
    try {
      return await Promise.all(uses.map(async (_use, index) => {
        const { bytes, mime, filename } = await context.picture(index);
        return { cid: contentId(index), bytes, mime, filename };
      }));
    } catch {
      // A file that is gone, or is not the one that was approved; nothing of it is sent.
      return null;
    }
  };

  const dueRows = async (deliveryId: number, limit: number): Promise<Mailing[]> => ((await table().where({ delivery_id: deliveryId, state: 'waiting' }).andWhere('due_at', '<=', clock.now()).orderBy([{ column: 'due_at' }, { column: 'id' }]).limit(limit)) as Row[]).map(toMailing);

  /** `null` when nothing is left to do. */
  const nextAt = async (connection: Connection, deliveryId: number, notBefore: number): Promise<number | null> => {
    const waiting = (await connection(TABLES.mailings).where({ delivery_id: deliveryId, state: 'waiting' }).min({ at: 'due_at' }).first()) as Row | undefined;
    // What another process holds is looked at again once it must have ended.
    const sending = (await connection(TABLES.mailings).where({ delivery_id: deliveryId, state: 'sending' }).min({ at: 'started_at' }).first()) as Row | undefined;
    const times = [
      ...(waiting?.at == null ? [] : [Math.max(notBefore, Number(waiting.at))]),
      ...(sending?.at == null ? [] : [Number(sending.at) + deps.post.timeoutMs + ABANDONED_MARGIN_MS]),
    ];
    return times.length === 0 ? null : Math.min(...times);
  };

  const jobOf = (deliveryId: number, runAt: number): NewJob<'newsletter'> => (deliveryId === LETTER ? letterJob(runAt) : { name: 'newsletter', payload: { deliveryId }, runAt, key: `newsletter:${deliveryId}` });

  /**
   * The job is written before the rows are read, and anew with what they say. Whoever adds a row writes the same job after it,
   * in one transaction: PostgreSQL lets one of the two wait at the job's key for the other's commit. Either theirs came before,
   * and the row is read here, or theirs comes after, and replaces this promise. Read first, the time would be that of before
   * their row, and would replace their sooner one. SQLite has one transaction at a time.
   */
  const promiseNext = (deliveryId: number, notBefore: number): Promise<JobOutcome> =>
    inTransaction(strapi, async (trx, onCommit): Promise<JobOutcome> => {
      const job = jobOf(deliveryId, notBefore);
      await queue().enqueue(trx, job);
      const runAt = await nextAt(trx, deliveryId, notBefore);
      if (runAt === null) await queue().cancel(trx, job.key);
      else {
        if (runAt !== notBefore) await queue().enqueue(trx, jobOf(deliveryId, runAt));
        onCommit(() => queue().nudge(runAt));
      }
      return 'settled';
    });

  /**
   * Who a mail is from and where replies go are the channel's settings, approved with the letter and compared before the issue
   * is begun. It goes on for as long as its list takes: what is changed meanwhile nobody has approved for the rest of it.
   */
  const keepsToApproved = (channel: Channel, deliveryId: number, { key, pieceId, hash, sealed }: SealedDelivery<LetterPayload>, settings: NewsletterSettings): Promise<boolean> =>
    inTransaction(strapi, async (trx) => {
      const waiting = trx(TABLES.mailings).where({ delivery_id: deliveryId, state: 'waiting' });
      if (renditionHash(channel, settings, sealed) === hash) {
        await waiting.andWhere({ code: CHANGED }).update({ code: null });
        return true;
      }
      // Said once, and not at every look.
      const held: number = await waiting.andWhere((row) => void row.whereNull('code').orWhereNot({ code: CHANGED })).update({ code: CHANGED });
      if (held > 0) await deps.alerts.raise({ pieceId, code: 'DELIVERY_HELD', message: `The settings of "${channel.name}" are not those that were approved with this issue: the rest of it waits until they are, or until it is stopped.`, detail: { delivery: key } }, trx);
      return false;
    });

  const sendIssue = async (channel: Channel, deliveryId: number, key: string, sealed: Sealed<LetterPayload>, rows: readonly Mailing[]): Promise<void> => {
    const context = await contextOf(channel, key, sealed.pictures);
    const pictures = await madePictures(context, sealed.pictures);
    const post = pictures === null ? { code: 'picture-changed', forGood: true, counted: false } : await open(context);
    if (!('send' in post)) {
      if (post.code === LOCKED) await channels().note(channel.id, { status: 'unauthorized' });
      return holdBack({ deliveryId, ids: null }, post);
    }
    try {
      const stopped = await sendAll(post, rows, issueMail(channel, context.settings, sealed, pictures ?? [], deliveryId), ({ state }) => state === 'confirmed');
      if (stopped !== null) await holdBack({ deliveryId, ids: null }, stopped);
    } finally {
      post.close();
    }
  };

  /** Letters that this list has begun to hand over within the last minute. */
  const lettersOfTheMinute = async (channelId: number): Promise<number> => {
    const own = strapi.db.connection(TABLES.subscribers).where({ channel_id: channelId }).select('id');
    const [row] = (await table().where({ delivery_id: LETTER }).andWhere('started_at', '>', clock.now() - MINUTE).whereIn('subscriber_id', own).count({ n: '*' })) as { n: unknown }[];
    return Number(row?.n ?? 0);
  };

  const sendLetters = async (channel: Channel, due: readonly Mailing[]): Promise<void> => {
    const context = await contextOf(channel, 'letters', []);
    const rows = due.slice(0, Math.max(0, context.settings.perMinute - (await lettersOfTheMinute(channel.id))));
    const later = due.slice(rows.length).map(({ id }) => id);
    // What the mail server takes in a minute is taken: the rest makes room for the letters of other lists.
    if (later.length > 0) await table().whereIn('id', later).andWhere({ state: 'waiting' }).update({ due_at: clock.now() + MINUTE });
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    const post = await open(context);
    if (!('send' in post)) return holdBack({ deliveryId: LETTER, ids }, post);
    try {
      const stopped = await sendAll(post, rows, letterMail(channel, context.settings), (subscriber) => subscriber.state === 'confirmed' || wishes(subscriber));
      if (stopped !== null) await holdBack({ deliveryId: LETTER, ids }, stopped);
    } finally {
      post.close();
    }
  };

  const cancelWaiting = async (deliveryId: number, code: string): Promise<void> => {
    // Delivery 0 is everybody's letters, and no delivery.
    if (deliveryId > 0) await table().where({ delivery_id: deliveryId, state: 'waiting' }).update({ state: 'cancelled', code, ended_at: clock.now() });
  };

  const counts = async (ref: Ref): Promise<MailingCounts> => {
    const rows = (await table().where({ delivery_id: Number(ref.id) }).groupBy('state').select('state').count({ n: '*' })) as { state: string; n: unknown }[];
    return { ...(Object.fromEntries(MAILING_STATES.map((state) => [state, 0])) as Record<MailingState, number>), ...Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)])) };
  };

  return {
    counts,

    fanOut: (key, _payload, context): Promise<Outcome> =>
      inTransaction(strapi, async (trx, onCommit): Promise<Outcome> => {
        const delivery = (await trx(TABLES.deliveries).where({ key }).first('id', 'channel_id')) as Row | undefined;
        if (delivery === undefined) return { kind: 'rejected', code: 'delivery-unknown', message: 'There is no such delivery.' };
        const now = clock.now();
        const ref: Ref = { id: String(delivery.id), url: null };
        let last = 0;
        let receivers = 0;
        for (;;) {
          const some = (await trx(TABLES.subscribers).where({ channel_id: delivery.channel_id, state: 'confirmed' }).andWhere('id', '>', last).orderBy('id').limit(CHUNK).select('id', 'token')) as Row[];
          if (some.length === 0) break;
          const rows = some.map(({ id, token }) => ({ delivery_id: delivery.id, subscriber_id: id, message_id: `<${markOf(key, String(token))}@${domainOf(context.settings.fromAddress)}>`, state: 'waiting', attempts: 0, due_at: now }));
          await trx(TABLES.mailings).insert(rows).onConflict(['delivery_id', 'subscriber_id']).ignore();
          // Sent once more by a person: whoever was certainly not written to is, whoever was or may have been is not.
          await trx(TABLES.mailings).where({ delivery_id: delivery.id }).whereIn('subscriber_id', some.map(({ id }) => Number(id))).whereIn('state', ['failed', 'cancelled']).update({ state: 'waiting', attempts: 0, code: null, due_at: now, ended_at: null });
          receivers += some.length;
          last = Number(some.at(-1)?.id);
        }
        if (receivers === 0) return { kind: 'rejected', code: 'nobody-subscribed', message: 'Nobody has subscribed and confirmed.' };
        await queue().enqueue(trx, { name: 'newsletter', payload: { deliveryId: Number(delivery.id) }, runAt: now, key: `newsletter:${Number(delivery.id)}` });
        onCommit(() => queue().nudge(now));
        return { kind: 'accepted', ref, checkAfterMs: 5_000 };
      }),

    async waitsFor(ref) {
      const row = (await table().where({ delivery_id: Number(ref.id), state: 'waiting' }).whereIn('code', [...WAITS_HERE]).first('code')) as Row | undefined;
      return row === undefined ? null : String(row.code);
    },

    async stop(ref) {
      await cancelWaiting(Number(ref.id), 'taken-down');
      return counts(ref);
    },

    canBeLeft() {
      const address = deps.address();
      if (!URL.canParse(address)) return false;
      const { protocol, hostname, host } = new URL(address);
      const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
      const isPublic = isIP(bare) === 0 ? bare.includes('.') && !bare.endsWith('.local') : isPublicAddress(bare);
      // What egress reaches by name is somebody's own network, where no stranger is on the list.
      return (protocol === 'https:' && isPublic) || deps.post.allow.includes(hostname) || deps.post.allow.includes(host);
    },

    async metrics(ref) {
      const { sent, bounced } = await counts(ref);
      const [left] = (await strapi.db.connection(TABLES.subscribers).where({ ended_because: `delivery:${ref.id}` }).count({ n: '*' })) as { n: unknown }[];
      return { delivered: sent, bounced, unsubscribed: Number(left?.n ?? 0) } satisfies Partial<Record<Metric, number>>;
    },

    async test(context) {
      const post = await open(context);
      if (!('send' in post)) return { kind: 'failed', code: post.code, message: WHY_CLOSED[post.code] ?? 'The mail server may not be, or can not be, reached.' };
      post.close();
      return { kind: 'ok', account: context.settings.fromAddress, expiresAt: null };
    },

    async run(deliveryId) {
      const started = clock.now();
      await giveUpAbandoned(deliveryId);
      const delivery = await sealedDelivery<LetterPayload>(strapi, deliveryId);
      const channel = delivery === null ? null : await channels().byId(delivery.channelId);
      const going = await goingOf(strapi.db.connection, deliveryId);
      if (delivery === null || channel === null || going === 'stop') {
        await cancelWaiting(deliveryId, 'stopped');
        return 'done';
      }
      if (going === 'wait') return promiseNext(deliveryId, started + PAUSED_MS);
      const { settings } = await contextOf(channel, delivery.key, []);
      if (!(await keepsToApproved(channel, deliveryId, delivery, settings))) return promiseNext(deliveryId, started + PAUSED_MS);
      const { perMinute } = settings;
      const rows = await dueRows(deliveryId, perMinute);
      if (rows.length > 0) await sendIssue(channel, deliveryId, delivery.key, delivery.sealed, rows);
      // As many as the server takes in a minute have gone out; fewer go on at once.
      return promiseNext(deliveryId, rows.length === perMinute ? started + MINUTE : clock.now() + PAUSE_MS);
    },

    async runLetters() {
      await giveUpAbandoned(LETTER);
      const rows = await dueRows(LETTER, CHUNK);
      const owners = (await strapi.db.connection(TABLES.subscribers).whereIn('id', rows.map(({ subscriberId }) => subscriberId)).select('id', 'channel_id')) as Row[];
      const channelIds = new Map(owners.map((row) => [Number(row.id), Number(row.channel_id)]));
      const orphans = rows.filter(({ subscriberId }) => !channelIds.has(subscriberId)).map(({ id }) => id);
      if (orphans.length > 0) await table().whereIn('id', orphans).andWhere({ state: 'waiting' }).update({ state: 'cancelled', code: 'forgotten', ended_at: clock.now() });
      for (const channelId of new Set(channelIds.values())) {
        const channel = await channels().byId(channelId);
        const own = rows.filter(({ subscriberId }) => channelIds.get(subscriberId) === channelId);
        if (channel !== null && channel.status !== 'active') await table().whereIn('id', own.map(({ id }) => id)).andWhere({ state: 'waiting' }).update({ due_at: clock.now() + PAUSED_MS });
        else if (channel !== null) await sendLetters(channel, own);
        else await table().whereIn('id', own.map(({ id }) => id)).andWhere({ state: 'waiting' }).update({ state: 'cancelled', code: 'channel-gone', ended_at: clock.now() });
      }
      return promiseNext(LETTER, clock.now() + PAUSE_MS);
    },
  };
};
