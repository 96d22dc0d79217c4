/** The newsletter's list: people ask, confirm, leave, and can not be reached. */
import type { Core } from '@strapi/strapi';
import { subscribers, type SeedSubscriber } from '../content';
import type { Engine } from '../engine';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Who left by the link in a letter, and not in an issue. */
const LETTER = 0;

const LIST = { name: 'Letter from the path', from: 'letter@mistway.example.com' } as const;

export const fillList = async (strapi: Core.Strapi, engine: Engine, channelId: number, now: number): Promise<void> => {
  const list = engine.newsletter.subscribers;

  const subscribe = async ({ address, language, source, askedDaysAgo, confirmed, ended }: SeedSubscriber): Promise<void> => {
    const askedAt = now - askedDaysAgo * DAY - 2 * HOUR;
    engine.clock.use(() => askedAt);
    await list.ask(channelId, LIST.from, { address, language, consent: { list: LIST.name, source } });
    const [subscriber] = (await list.list(channelId, { state: null, text: address, before: null, limit: 1 })).subscribers;
    if (subscriber === undefined) throw new Error(`"${address}" did not come onto the list`);
    if (confirmed !== true) return;
    engine.clock.use(() => askedAt + 7 * MINUTE);
    await list.confirm(subscriber.token);
    if (ended === undefined) return;
    engine.clock.use(() => now - ended.daysAgo * DAY);
    if (ended.because === 'left') await list.leave(subscriber.token, LETTER);
    else await strapi.db.transaction(({ trx }) => list.bounced(trx, subscriber.id, true, ended.code));
  };

  for (const subscriber of [...subscribers].sort((a, b) => b.askedDaysAgo - a.askedDaysAgo)) await subscribe(subscriber);
  // Whoever confirmed has had the letter. No mail server took it, so nothing but the seed can say so.
  await strapi.db
    .connection('cw_mailings')
    .where({ delivery_id: LETTER, state: 'waiting' })
    .whereIn('subscriber_id', strapi.db.connection('cw_subscribers').whereNot({ state: 'pending' }).select('id'))
    .update({ state: 'sent', attempts: 1, ended_at: strapi.db.connection.ref('due_at') });
};
