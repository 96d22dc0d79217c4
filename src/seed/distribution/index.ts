/** Distribution in the demo: channels, plans, and what became of what was sent, all by the engine's own ways at times in the past. */
import type { Core } from '@strapi/strapi';
import { channels, plans, templates, type ActivityKey, type ChannelKey, type PersonKey, type PostKey, type SeedPlan, type SeedPlanRow, type SeedTiming } from '../content';
import type { Engine, Outcome, Piece } from '../engine';
import type { Companion, Subject, Team } from '../life';
import type { Delivery, PlanRow } from './engine';
import { fillList } from './list';
import { playPlatforms, type Stage } from './platforms';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When numbers are read back, as the engine does it. */
const READ_AFTER = [HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY] as const;

/** Channels were there before every piece: what is given to one is approved with the piece. */
const CONNECTED = 70 * DAY;

const ZONE = 'Asia/Shanghai';

/** One click in so many is a program's. */
const ROBOTS = 9;

const PLATFORM_LEAD: PersonKey = 'zhou-yining';
const LETTERS: ChannelKey = 'letter';

export interface Distribution extends Companion {
  connect(): Promise<void>;
  /** Which document a key of the content became. */
  know(key: PostKey | ActivityKey, documentId: string): void;
  templates(activityIds: ReadonlyMap<ActivityKey, string>): Promise<void>;
  /** The real platforms stand in their places again. */
  close(): Promise<void>;
}

interface Deps {
  strapi: Core.Strapi;
  engine: Engine;
  team: Team;
  now: number;
  /** Stores a picture and answers its id. */
  screenshot(name: string): Promise<number>;
}

/** A moment of a delivery's life after it is public. */
interface Moment {
  at: number;
  happen(): Promise<void>;
}

/** Most of it comes at once, the rest ever more slowly. */
const grown = (part: number): number => Math.min(1, Math.max(0, part)) ** 0.35;

export const createDistribution = ({ strapi, engine, team, now, screenshot }: Deps): Distribution => {
  const stage: Stage = { answer: null, figures: {} };
  const called = new Set(channels.map(({ platform }) => platform).filter((platform) => platform !== 'feed' && engine.adapters.get(platform)?.capabilities({} as never).delivery === 'direct'));
  const leave = playPlatforms(engine.adapters, called, stage);
  const keys = new Map<string, PostKey | ActivityKey>();
  const ids = new Map<ChannelKey, number>();

  const at = (ms: number): void => engine.clock.use(() => ms);

  const done = ({ kind, refusal }: { kind: string; refusal?: { code: string; message: string } }, what: string): void => {
    if (kind !== 'done') throw new Error(`the seed could not ${what}: ${refusal === undefined ? kind : `${refusal.code}: ${refusal.message}`}`);
  };

  const planFor = ({ documentId, locale }: Subject): SeedPlan | undefined => plans.find((plan) => plan.of === keys.get(documentId) && plan.locale === locale);

  const pieceOf = async (subject: Subject): Promise<Piece> => {
    const piece = await engine.pieces.current(subject);
    if (piece === null) throw new Error(`no piece for ${subject.uid} ${subject.documentId} ${subject.locale}`);
    return piece;
  };

  const timingOf = (timing: SeedTiming): PlanRow['timing'] => (timing.kind === 'ago' ? { kind: 'at', at: new Date(now - timing.minutes * MINUTE).toISOString(), timezone: ZONE } : timing);

  const act = async (person: PersonKey, { key }: Delivery, action: string, body: object): Promise<void> =>
    done(await team.as(person, async () => engine.distribution.acts.act(key, action, body, await engine.actor())), action);

  const again = async ({ id }: Delivery): Promise<Delivery> => {
    const delivery = await engine.distribution.store.byId(id);
    if (delivery === null) throw new Error('a delivery is gone');
    return delivery;
  };

  const follow = async ({ documentId, locale }: Subject, channelId: number, clicks: number): Promise<void> => {
    const links = (await strapi.db.connection('cw_short_links').where({ subject_id: documentId, subject_locale: locale, channel_id: channelId }).orderBy('id').select('id')) as { id: number }[];
    if (links.length === 0) throw new Error(`nothing of ${keys.get(documentId)} can be followed from channel ${channelId}`);
    for (let i = 0; i < clicks; i += 1) {
      // Half of them follow the first link, half of the rest the second, and so on.
      const halvings = 31 - Math.clz32((i + 1) & -(i + 1));
      engine.reach.clicks.count(links[Math.min(links.length - 1, halvings)]?.id ?? 0, 'person');
      if (i % ROBOTS === 0) engine.reach.clicks.count(links[0]?.id ?? 0, 'bot');
    }
    await engine.reach.clicks.flush();
  };

  /** What happened after it was public: people followed its links, numbers were read back, people read others off. */
  const momentsOf = (subject: Subject, delivery: Delivery, { clicks = 0, told = {}, read = [] }: SeedPlanRow, until: number): Moment[] => {
    const publicAt = delivery.publishedAt ?? until;
    const sofar = (when: number): number => grown((when - publicAt) / (until - publicAt));
    const days = Array.from({ length: Math.ceil((until - publicAt) / DAY) }, (_, i) => publicAt + i * DAY + 40 * MINUTE);
    let followed = 0;
    const moments: Moment[] = [
      ...(clicks === 0 ? [] : days).map((when) => ({
        at: when,
        happen: async () => {
          const sum = Math.round(clicks * sofar(when + DAY));
          await follow(subject, delivery.channelId, sum - followed);
          followed = sum;
        },
      })),
      ...READ_AFTER.map((after) => ({
        at: publicAt + after,
        happen: async () => {
          stage.figures = Object.fromEntries(Object.entries(told).map(([metric, total]) => [metric, Math.round(total * sofar(publicAt + after))]));
          await engine.distribution.readings.run(delivery.id);
        },
      })),
      ...read.map(({ by, afterHours, figures, note }) => ({
        at: publicAt + afterHours * HOUR,
        happen: () => act(by, delivery, 'measure', { metrics: figures, note }),
      })),
    ];
    return moments.filter((moment) => moment.at < until).sort((a, b) => a.at - b.at);
  };

  const carryOut = async (subject: Subject, delivery: Delivery, row: SeedPlanRow, until: number): Promise<void> => {
    stage.answer = row.answer ?? null;
    at(delivery.dueAt ?? until);
    await engine.distribution.runner.run(delivery.id);
    if (row.done !== undefined) {
      at(engine.clock.now() + row.done.afterMinutes * MINUTE);
      const { by, url, note } = row.done;
      // A chat has no address: a picture shows that it is there.
      await act(by, delivery, 'done', { ...(url === undefined ? { fileId: await screenshot(`sent-${row.channel}-${delivery.id}`) } : { url }), note });
    }
    const sent = await again(delivery);
    if (sent.state === 'scheduled') throw new Error(`the seed could not send to "${row.channel}"`);
    if (sent.state !== 'published') return;
    for (const moment of momentsOf(subject, sent, row, until)) {
      at(moment.at);
      await moment.happen();
    }
  };

  return {
    async connect() {
      at(now - CONNECTED);
      const by = await team.as(PLATFORM_LEAD, () => engine.actor());
      for (const channel of channels) {
        done(await engine.reach.channelDesk.create(channel, by), `connect "${channel.key}"`);
        done(await engine.reach.channelDesk.test(channel.key, by), `test "${channel.key}"`);
        ids.set(channel.key, (await engine.reach.channels.byKey(channel.key))?.id ?? 0);
      }
      await fillList(strapi, engine, ids.get(LETTERS) ?? 0, now);
    },

    know: (key, documentId) => void keys.set(documentId, key),

    async templates(activityIds) {
      for (const { activity, by, rows } of templates) {
        const kept = await team.as(by, async () => engine.distribution.plans.putTemplate(activityIds.get(activity) ?? '', rows, 0, await engine.actor()));
        if ('message' in kept) throw new Error(`the seed could not keep the plan of "${activity}": ${kept.message}`);
      }
    },

    async plan(subject, by, when) {
      const plan = planFor(subject);
      if (plan === undefined) return;
      at(when);
      const piece = await pieceOf(subject);
      const rows = plan.rows.map(({ channel, timing }) => ({ channel, timing: timingOf(timing) }));
      const outcome: Outcome = await team.as(by, async () => engine.distribution.plans.put({ pieceId: piece.id, expectedRevision: piece.revision, by: await engine.actor() }, rows));
      if (outcome.kind !== 'accepted') throw new Error(`the seed could not plan "${plan.of}" ${plan.locale}: ${outcome.kind === 'refused' ? outcome.refusal.message : outcome.kind}`);
    },

    async live(subject, until) {
      const plan = planFor(subject);
      if (plan === undefined) return;
      const deliveries = await engine.distribution.store.ofPiece((await pieceOf(subject)).id);
      for (const delivery of deliveries.filter(({ dueAt }) => dueAt !== null && dueAt < until).sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))) {
        const row = plan.rows.find(({ channel }) => ids.get(channel) === delivery.channelId);
        if (row !== undefined) await carryOut(subject, delivery, row, until);
      }
    },

    async takenDown(subject) {
      for (const delivery of await engine.distribution.store.ofPiece((await pieceOf(subject)).id)) if (delivery.state === 'revoking') await engine.distribution.runner.run(delivery.id);
    },

    async close() {
      leave();
      // No mail server takes anything from a demo, so nobody is to be promised a letter.
      at(now - 3 * HOUR);
      done(await engine.reach.channelDesk.pause(LETTERS, await team.as(PLATFORM_LEAD, () => engine.actor())), 'pause the newsletter');
    },
  };
};
