/** What the platform's answer, or its silence, makes of a call, and of the channel as a whole. */
import { bounded, BREAKER_FAILURES, PATIENCE_MS, pauseMs } from '../../../../core/distribution/pace';
import type { Outcome } from '../../../../core/distribution/platforms';
import { afterUnknown } from '../../../../core/distribution/unknown';
import type { JobOutcome } from '../../jobs/queue';
import { inTransaction } from '../../tables';
import { DOOR_CLOSED } from '../adapters/adapter';
import type { Unusable } from '../calls';
import type { Channel } from '../ports';
import type { AttemptRow, DeliveryRow } from '../rows';
import type { Endings } from './endings';
import { LOOK_MS, PAUSED_MS, sinceSettled, type Ground, type Loaded } from './ground';
import type { Holds } from './holds';

/** Why nobody knows what became of a call whose process ended. */
export const INTERRUPTED = 'interrupted';

/** Whether an earlier call may have been heard: then a refusal of this one says nothing about what is there. */
const isDoubtful = (asked: readonly AttemptRow[], attempt: AttemptRow): boolean => asked.some(({ id, phase, outcome }) => id !== attempt.id && phase === 'publish' && (outcome === 'unknown' || outcome === null));

export interface Conclusions {
  /** In one commit with the end of the attempt. */
  conclude(loaded: Loaded, delivery: DeliveryRow, attempt: AttemptRow, said: Outcome | Unusable): Promise<JobOutcome>;
  /** What an outcome says of the channel as a whole. */
  noteChannel(channel: Channel, outcome: Outcome | Unusable): Promise<void>;
}

export const createConclusions = ({ strapi, clock, alerts, channels, calls, store }: Ground, { holdIn, changedSince }: Holds, { mindWithdrawal, withdrawn, published, doubt, failed, movedTo, ended }: Endings): Conclusions => {
  const noteChannel = async (channel: Channel, outcome: Outcome | Unusable): Promise<void> => {
    const now = clock.now();
    switch (outcome.kind) {
      case 'unusable':
        return;
      case 'unauthorized':
        // That was said of what it was given before.
        if ((await channels.byId(channel.id))?.revision !== channel.revision) return;
        await channels.note(channel.id, { status: 'unauthorized' });
        return alerts.raiseOnce({ pieceId: null, code: 'CHANNEL_UNAUTHORIZED', message: `"${channel.name}" does not let us in any more: connect it anew. What is due there waits.`, detail: { channel: channel.key } });
      case 'deferred':
        return channels.note(channel.id, { blockedUntil: now + outcome.retryAfterMs });
      case 'unknown': {
        // That was this server's own end, and says nothing of the platform.
        if (outcome.code === INTERRUPTED) return;
        const failures = await channels.countFailure(channel.id);
        if (failures === BREAKER_FAILURES) await alerts.raiseOnce({ pieceId: null, code: 'CHANNEL_FAILING', message: `"${channel.name}" has failed ${failures} times in a row; it is left alone for a while.`, detail: { channel: channel.key } });
        return;
      }
      default:
        if (channel.failures > 0 || channel.openUntil !== null) await channels.note(channel.id, { failures: 0, openUntil: null });
    }
  };

  const conclude = async (loaded: Loaded, delivery: DeliveryRow, attempt: AttemptRow, said: Outcome | Unusable): Promise<JobOutcome> => {
    const { adapter, capabilities } = loaded;
    const told = await calls.redacted(loaded.channel, said);
    const outcome = told.kind === 'unusable' ? told : bounded(told);
    const now = clock.now();
    const again = await inTransaction(strapi, async (trx): Promise<number | null> => {
      await ended(trx, attempt, outcome);
      const promised = async (moved: DeliveryRow | null, at: number): Promise<number | null> => {
        if (moved === null) return null;
        await store.promise(trx, moved.id, at);
        return at;
      };
      switch (outcome.kind) {
        case 'published':
          await published(trx, loaded, delivery, outcome.ref, outcome);
          return null;
        case 'accepted': {
          const at = now + outcome.checkAfterMs;
          const moved = await store.move(trx, delivery, 'ACCEPTED', { dueAt: at, refId: outcome.ref.id, url: outcome.ref.url, code: null, message: null });
          if (moved !== null) await mindWithdrawal(trx, moved, loaded);
          return (await store.byId(delivery.id, trx))?.state === 'confirming' ? promised(moved, at) : null;
        }
        case 'deferred': {
          const tries = sinceSettled(await store.attempts(delivery.id, trx)).filter(({ phase }) => phase === 'publish' || phase === 'prepare');
          if (isDoubtful(tries, attempt)) {
            const at = now + pauseMs(tries.length, outcome.retryAfterMs);
            return promised(await store.move(trx, delivery, 'LOOK_UP', { dueAt: at, code: outcome.code, message: outcome.message ?? null }), at);
          }
          if (await withdrawn(trx, delivery)) return null;
          // A day of the platform's: while this server's own door was shut, nothing was asked of it.
          const [first] = tries.slice(tries.findLastIndex(({ code }) => code === DOOR_CLOSED) + 1);
          if (now - (first?.startedAt ?? now) > PATIENCE_MS) {
            await failed(trx, loaded, delivery, outcome.code, outcome.message ?? 'The platform has put it off for a day.');
            return null;
          }
          const at = Math.max(now + pauseMs(tries.length, outcome.retryAfterMs), await movedTo(trx, delivery));
          return promised(await store.move(trx, delivery, 'DEFERRED', { dueAt: at, code: outcome.code, message: outcome.message ?? null }), at);
        }
        case 'rejected':
          if (isDoubtful(sinceSettled(await store.attempts(delivery.id, trx)), attempt)) await doubt(trx, loaded, delivery, outcome.code, outcome.message);
          else if (!(await withdrawn(trx, delivery))) await failed(trx, loaded, delivery, outcome.code, outcome.message);
          return null;
        case 'unauthorized':
        case 'unusable':
          if (isDoubtful(sinceSettled(await store.attempts(delivery.id, trx)), attempt)) return promised(await store.move(trx, delivery, 'LOOK_UP', { dueAt: now + PAUSED_MS, code: outcome.code, message: outcome.message }), now + PAUSED_MS);
          if (await withdrawn(trx, delivery)) return null;
          if (await changedSince(trx, loaded.channel)) return promised(await store.move(trx, delivery, 'DEFERRED', { dueAt: now + LOOK_MS, code: outcome.code, message: outcome.message }), now + LOOK_MS);
          if (outcome.kind === 'unusable') await holdIn(trx, delivery, 'channel-unusable', outcome.message);
          else await store.move(trx, delivery, 'HOLD', { dueAt: null, code: 'unauthorized', message: outcome.message });
          return null;
        case 'unknown': {
          const made = sinceSettled(await store.attempts(delivery.id, trx)).filter(({ phase }) => phase === 'publish');
          const then = afterUnknown({ capabilities, canFind: adapter.find !== undefined, firstCallAt: made[0]?.startedAt ?? attempt.startedAt, at: now, calls: made.length });
          if (then === 'doubt') {
            await doubt(trx, loaded, delivery, outcome.code, outcome.message);
            return null;
          }
          const at = now + (then === 'repeat' ? pauseMs(made.length, null) : LOOK_MS);
          return promised(await store.move(trx, delivery, 'LOOK_UP', { dueAt: at, code: outcome.code, message: outcome.message }), at);
        }
      }
    });
    await noteChannel(loaded.channel, outcome);
    return again === null ? 'done' : 'settled';
  };

  return { conclude, noteChannel };
};
