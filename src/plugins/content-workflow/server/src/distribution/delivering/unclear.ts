/** Calls of which nobody knows what became: the platform is asked, or given the same message with the same key, or a person looks. */
import { MAX_LOOKS, pauseMs } from '../../../../core/distribution/pace';
import { afterUnknown } from '../../../../core/distribution/unknown';
import type { JobOutcome } from '../../jobs/queue';
import { inTransaction } from '../../tables';
import type { AnyAdapter } from '../adapters/adapter';
import { nameOf } from '../calls';
import type { AttemptRow, DeliveryRow, SealedRow } from '../rows';
import { withdrawalIn } from '../withdrawals';
import type { TheCall } from './call';
import { INTERRUPTED, type Conclusions } from './conclude';
import type { Endings } from './endings';
import { PAUSED_MS, sinceSettled, type Ground, type Loaded } from './ground';

/** Slack on top of a call's limit, before its process is taken for dead. */
const SLACK_MS = 1_000;

export interface Unclear {
  /** The process that made the call has not come back. Until its time is over it still might. */
  recover(delivery: DeliveryRow): Promise<JobOutcome>;
  /** Nobody knows whether the last call was heard. */
  settle(delivery: DeliveryRow): Promise<JobOutcome>;
}

export const createUnclear = ({ strapi, clock, calls, renditions, store, load, later }: Ground, { call }: Pick<TheCall, 'call'>, { conclude }: Pick<Conclusions, 'conclude'>, { published, doubt, withdrawn, movedTo }: Endings): Unclear => {
  const recover = async (delivery: DeliveryRow): Promise<JobOutcome> => {
    const loaded = await load(delivery);
    const attempt = (await store.attempts(delivery.id)).findLast(({ phase }) => phase === 'publish');
    if (loaded === null || attempt === undefined) {
      await inTransaction(strapi, (trx) => store.move(trx, delivery, 'DOUBT', { dueAt: null, code: 'channel-unknown', message: 'The call was interrupted, and the platform is not known any more.' }));
      return 'done';
    }
    const over = attempt.startedAt + calls.timeoutMs + SLACK_MS;
    if (over > clock.now()) return later(delivery, over);
    return conclude(loaded, delivery, attempt, { kind: 'unknown', code: INTERRUPTED, message: 'The server stopped in the middle of the call; the platform may have taken the message.' });
  };

  const lookUp = async (loaded: Loaded, sealed: SealedRow, asked: readonly AttemptRow[]): Promise<JobOutcome> => {
    const { delivery, adapter, channel } = loaded;
    const find = adapter.find as NonNullable<AnyAdapter['find']>;
    const looks = asked.filter(({ phase, outcome }) => phase === 'find' && outcome === 'unknown').length;
    const attempt = await store.begin(strapi.db.connection, delivery, 'find');
    const { payload, pictures } = sealed.rendition;
    const found = await calls.run(channel, { key: delivery.key, pictures }, (context) => find(payload, delivery.prepared, context)).then(
      (ref) => ({ ref }),
      (error: unknown) => ({ error })
    );
    const now = clock.now();
    // A platform may still be busy with a call that nobody waits for any more; only then is its silence a no.
    const quietAt = (asked.findLast(({ phase }) => phase === 'publish')?.startedAt ?? 0) + 2 * calls.timeoutMs;
    if ('error' in found) {
      await store.end(strapi.db.connection, attempt.id, 'unknown', nameOf(found.error), null);
      if (looks + 1 < MAX_LOOKS) return later(delivery, now + pauseMs(looks + 2, null));
      await inTransaction(strapi, (trx) => doubt(trx, loaded, delivery, 'no-look', 'The platform could not be asked whether it is there.'));
      return 'done';
    }
    if (found.ref === null && now < quietAt) {
      await store.end(strapi.db.connection, attempt.id, 'not-yet', null, null);
      return later(delivery, quietAt);
    }
    const { ref } = found;
    return inTransaction(strapi, async (trx): Promise<JobOutcome> => {
      await store.end(trx, attempt.id, ref === null ? 'absent' : 'published', null, ref === null ? null : (ref.url ?? ref.id));
      if (ref !== null) {
        await published(trx, loaded, delivery, ref);
        return 'done';
      }
      if (await withdrawn(trx, delivery)) return 'done';
      // Behind the job that runs, which would otherwise take its own row away.
      const at = Math.max(now + 1, await movedTo(trx, delivery));
      const moved = await store.move(trx, delivery, 'ABSENT', { dueAt: at, code: null, message: null });
      if (moved === null) return 'done';
      await store.promise(trx, delivery.id, at);
      return 'settled';
    });
  };

  const settle = async (delivery: DeliveryRow): Promise<JobOutcome> => {
    const loaded = await load(delivery);
    const sealed = delivery.renditionId === null ? null : await renditions.byId(delivery.renditionId);
    const now = clock.now();
    if (loaded === null || sealed === null) {
      await inTransaction(strapi, (trx) => store.move(trx, delivery, 'DOUBT', { dueAt: null, code: 'channel-unknown', message: 'The platform is not known any more.' }));
      return 'done';
    }
    // A key, and a look, mean nothing on another account: what leads elsewhere by now is in a person's hands.
    if (!renditions.isFor(loaded.channel, sealed)) {
      await inTransaction(strapi, (trx) => doubt(trx, loaded, delivery, 'rendition-changed', 'The settings of the channel have changed since, and the platform can not be asked about what was sent before.'));
      return 'done';
    }
    const attempts = await store.attempts(delivery.id);
    const asked = sinceSettled(attempts);
    const made = asked.filter(({ phase }) => phase === 'publish');
    const canFind = loaded.adapter.find !== undefined;
    const then = afterUnknown({ capabilities: loaded.capabilities, canFind, firstCallAt: made[0]?.startedAt ?? 0, at: now, calls: made.length });
    // What is no longer live, or wanted, is not sent once more, even where that could do no harm.
    if (then === 'repeat' && loaded.edition.isLive && withdrawalIn(attempts) === null) return loaded.channel.status === 'active' ? call(loaded, delivery, sealed, null) : later(delivery, now + PAUSED_MS);
    if (canFind && loaded.capabilities.idempotency !== 'none') return lookUp(loaded, sealed, asked);
    await inTransaction(strapi, (trx) => doubt(trx, loaded, delivery, delivery.code ?? 'unknown', delivery.message ?? 'The platform may have taken it.'));
    return 'done';
  };

  return { recover, settle };
};
