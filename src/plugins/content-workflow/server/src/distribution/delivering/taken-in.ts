/** What the platform, or a person, has taken in and not made public yet: asked for ever more seldom, and reminded of. */
import { bounded, CONFIRM_MS, pauseMs } from '../../../../core/distribution/pace';
import type { Outcome } from '../../../../core/distribution/platforms';
import type { JobOutcome } from '../../jobs/queue';
import { inTransaction } from '../../tables';
import { DOOR_CLOSED, type AnyAdapter } from '../adapters/adapter';
import { nameOf } from '../calls';
import type { Channel } from '../ports';
import type { DeliveryRow } from '../rows';
import type { Conclusions } from './conclude';
import type { Endings } from './endings';
import { sinceSettled, type Ground } from './ground';
import { isWaitFor, waitOf } from './holds';

/** A task that nobody has done is reminded of after two hours, and then every day. */
export const REMIND_FIRST_MS = 2 * 3_600_000;
const REMIND_AGAIN_MS = 24 * 3_600_000;

/** Of how many reminders the time has come, so long after it was handed over. */
const remindersBy = (elapsedMs: number): number => (elapsedMs < REMIND_FIRST_MS ? 0 : 1 + Math.floor((elapsedMs - REMIND_FIRST_MS) / REMIND_AGAIN_MS));

/** Answers that are this server's own: its door is shut, or the settings are not those that were approved. */
const NOT_THE_PLATFORMS: readonly string[] = [DOOR_CLOSED, 'rendition-changed'];

/** Why it waits for somebody here, and for no platform. */
const isOurs = (code: string | null): boolean => isWaitFor(code) || NOT_THE_PLATFORMS.some((known) => known === code);

export interface TakenIn {
  confirm(delivery: DeliveryRow): Promise<JobOutcome>;
  /** Of a task that nobody has done. */
  remind(delivery: DeliveryRow): Promise<JobOutcome>;
}

export const createTakenIn = ({ strapi, clock, alerts, channels, calls, store, load }: Ground, { noteChannel }: Pick<Conclusions, 'noteChannel'>, { published, doubt, failed, withdrawn, ended }: Endings): TakenIn => {
  const overdue = (delivery: DeliveryRow, channel: Channel | null): Promise<void> => {
    const name = `"${channel?.name ?? 'a channel'}"`;
    const message = delivery.state === 'task' ? `Nobody has posted it to ${name} yet.` : `It waits at ${name} for a person who makes it public, and says so here.`;
    return alerts.raiseOnce({ pieceId: delivery.pieceId, code: 'TASK_OVERDUE', message, detail: { delivery: delivery.key } });
  };

  const remind = async (delivery: DeliveryRow): Promise<JobOutcome> => {
    await overdue(delivery, await channels.byId(delivery.channelId));
    await inTransaction(strapi, (trx) => store.promise(trx, delivery.id, clock.now() + REMIND_AGAIN_MS));
    return 'settled';
  };

  const confirm = async (delivery: DeliveryRow): Promise<JobOutcome> => {
    const loaded = await load(delivery);
    if (loaded === null) return 'done';
    const { adapter, channel, capabilities } = loaded;
    const byPerson = capabilities.confirmation === 'person';
    if (adapter.confirm === undefined) return byPerson ? remind(delivery) : 'done';
    const asked = sinceSettled(await store.attempts(delivery.id));
    const looks = asked.filter(({ phase }) => phase === 'confirm').length;
    const attempt = await store.begin(strapi.db.connection, delivery, 'confirm');
    const ref = { id: delivery.refId ?? '', url: delivery.url };
    const { said, heard } = await calls
      .run(channel, { key: delivery.key, pictures: [] }, (context) => (adapter.confirm as NonNullable<AnyAdapter['confirm']>)(ref, delivery.prepared, context))
      .then(
        (answer) => ({ said: answer, heard: true }),
        (error: unknown): { said: Outcome; heard: boolean } => ({ said: { kind: 'unknown', code: nameOf(error), message: 'The platform could not be asked.' }, heard: false })
      );
    const outcome = bounded(await calls.redacted(channel, said));
    const now = clock.now();
    const began = asked.findLast(({ phase }) => phase === 'publish')?.startedAt ?? delivery.openedAt;
    // While it waited for a person here nothing could become public.
    const waitedSince = asked.findLast(({ phase, code }) => phase === 'confirm' && isOurs(code))?.startedAt ?? began;
    if (outcome.kind === 'unauthorized') await noteChannel(channel, outcome);
    // The platform goes on once somebody lets it: what waits for that is in no doubt, however long it takes.
    const stays = 'code' in outcome && NOT_THE_PLATFORMS.includes(outcome.code) ? { code: outcome.code, message: null } : null;
    const waits = (outcome.kind === 'accepted' || stays !== null) && channel.status !== 'active' ? waitOf(channel) : stays;
    const then = await inTransaction(strapi, async (trx): Promise<JobOutcome> => {
      if (waits === null) await ended(trx, attempt, outcome);
      else await store.end(trx, attempt.id, outcome.kind, waits.code, null);
      if (outcome.kind === 'published') {
        await published(trx, loaded, delivery, outcome.ref ?? ref, outcome);
        return 'done';
      }
      if (outcome.kind === 'rejected') {
        if (!(await withdrawn(trx, delivery))) await failed(trx, loaded, delivery, outcome.code, outcome.message);
        return 'done';
      }
      // What lay there for a person is gone: they have made it public, or thrown it away.
      if (byPerson && heard && outcome.kind === 'unknown') {
        await doubt(trx, loaded, delivery, outcome.code, outcome.message);
        return 'done';
      }
      if (now - waitedSince > CONFIRM_MS && !byPerson && waits === null) {
        await doubt(trx, loaded, delivery, 'not-confirmed', 'The platform took it in and has not said for three days whether it is public.');
        return 'done';
      }
      const pause = outcome.kind === 'accepted' ? outcome.checkAfterMs : outcome.kind === 'deferred' ? outcome.retryAfterMs : null;
      // People take their time; after three days a look a day is enough.
      const at = now + Math.max(pauseMs(looks + 1, pause), byPerson && now - began > CONFIRM_MS ? REMIND_AGAIN_MS : 0);
      // Said as long as it waits for its channel, and no longer.
      const because = waits ?? (isOurs(delivery.code) ? { code: null, message: null } : {});
      const moved = await store.move(trx, delivery, 'ACCEPTED', { dueAt: at, ...because, ...(outcome.kind === 'accepted' ? { refId: outcome.ref.id, url: outcome.ref.url } : {}) });
      if (moved === null) return 'done';
      await store.promise(trx, delivery.id, at);
      return 'settled';
    });
    const lookedAt = asked.findLast(({ phase }) => phase === 'confirm')?.startedAt ?? began;
    if (then === 'settled' && byPerson && remindersBy(now - began) > remindersBy(lookedAt - began)) await overdue(delivery, channel);
    return then;
  };

  return { confirm, remind };
};
