/** Takes back what is public, where the platform can; a person removes the rest. */
import { pauseMs } from '../../../../core/distribution/pace';
import type { JobOutcome } from '../../jobs/queue';
import { inTransaction } from '../../tables';
import type { AnyAdapter } from '../adapters/adapter';
import { nameOf } from '../calls';
import type { DeliveryRow } from '../rows';
import type { Endings } from './endings';
import type { Ground } from './ground';

/** What only reads or takes back is tried so often, over about a minute. */
const MAX_REVOKES = 6;

export const createTakeBack = ({ strapi, clock, calls, store, load, later }: Ground, { tell }: Pick<Endings, 'tell'>): ((delivery: DeliveryRow) => Promise<JobOutcome>) => {
  const revoke = async (delivery: DeliveryRow): Promise<JobOutcome> => {
    const loaded = await load(delivery);
    const { refId } = delivery;
    // Without a name of it the platform can only be asked for nothing, and says that nothing is there.
    if (loaded?.adapter.revoke === undefined || refId === null) {
      await inTransaction(strapi, async (trx) => {
        const moved = await store.move(trx, delivery, 'LEAVE_TO_PERSON', { dueAt: null });
        if (moved !== null && loaded !== null) await tell(trx, moved, loaded.channel, 'REMOVE_BY_HAND', 'the server can not take it back. A person has to remove it.');
      });
      return 'done';
    }
    const { adapter, channel } = loaded;
    const tries = (await store.attempts(delivery.id)).filter(({ phase }) => phase === 'revoke').length;
    const attempt = await store.begin(strapi.db.connection, delivery, 'revoke');
    const answer = await calls
      .run(channel, { key: delivery.key, pictures: [] }, (context) => (adapter.revoke as NonNullable<AnyAdapter['revoke']>)({ id: refId, url: delivery.url }, context))
      .catch((error: unknown) => ({ error: nameOf(error) }));
    if (typeof answer !== 'string' && tries + 1 < MAX_REVOKES) {
      await store.end(strapi.db.connection, attempt.id, 'unknown', answer.error, null);
      return later(delivery, clock.now() + pauseMs(tries + 1, null));
    }
    await inTransaction(strapi, async (trx) => {
      await store.end(trx, attempt.id, typeof answer === 'string' ? answer : 'unknown', typeof answer === 'string' ? null : answer.error, null);
      const gone = answer === 'revoked' || answer === 'absent';
      const moved = await store.move(trx, delivery, gone ? 'TAKEN_BACK' : 'LEAVE_TO_PERSON', { dueAt: null });
      if (moved !== null && !gone) await tell(trx, moved, channel, 'REMOVE_BY_HAND', 'it could not be taken back. A person has to remove it.');
    });
    return 'done';
  };

  return revoke;
};
