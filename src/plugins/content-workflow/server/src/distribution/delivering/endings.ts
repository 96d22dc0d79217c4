/** How a call ends: what is public, what nobody knows, what failed, and what nobody wants any more. Each in the transaction of whoever found out. */
import type { Outcome } from '../../../../core/distribution/platforms';
import type { Trx } from '../../tables';
import type { Unusable } from '../calls';
import type { Channel } from '../ports';
import type { AttemptRow, DeliveryRow } from '../rows';
import { CAME_OUT, UNSENT_BECAUSE, unwanted, withdrawalIn } from '../withdrawals';
import type { Ground, Loaded } from './ground';

/** What is said of a publication that came to many. */
type Said = Pick<Outcome & { readonly kind: 'published' }, 'message' | 'incomplete'>;

export interface Endings {
  tell(trx: Trx, delivery: DeliveryRow, channel: Channel, code: 'DELIVERY_FAILED' | 'DELIVERY_UNCERTAIN' | 'REMOVE_BY_HAND', message: string): Promise<void>;
  /** It came out although it was not wanted any more: it goes the way that the others went. */
  mindWithdrawal(trx: Trx, moved: DeliveryRow, loaded: Loaded): Promise<void>;
  /** It is certainly not there: what nobody wants any more ends here. False where it is still wanted. */
  withdrawn(trx: Trx, from: DeliveryRow): Promise<boolean>;
  published(trx: Trx, loaded: Loaded, from: DeliveryRow, ref: { readonly id: string; readonly url: string | null } | null, said?: Said): Promise<DeliveryRow | null>;
  doubt(trx: Trx, loaded: Loaded, from: DeliveryRow, code: string, message: string): Promise<void>;
  failed(trx: Trx, loaded: Loaded, from: DeliveryRow, code: string, message: string): Promise<void>;
  /** The plan was given another time while the call was on its way: what was not sent waits for that. 0 where it was not. */
  movedTo(trx: Trx, seen: DeliveryRow): Promise<number>;
  /** The end of an attempt. */
  ended(trx: Trx, attempt: AttemptRow, outcome: Outcome | Unusable): Promise<void>;
}

export const createEndings = ({ clock, alerts, store, writePath, readings }: Ground): Endings => {
  const tell = (trx: Trx, delivery: DeliveryRow, channel: Channel, code: 'DELIVERY_FAILED' | 'DELIVERY_UNCERTAIN' | 'REMOVE_BY_HAND', message: string): Promise<void> =>
    alerts.raise({ pieceId: delivery.pieceId, code, message: `"${channel.name}": ${message}`, detail: { delivery: delivery.key, channel: channel.key } }, trx);

  const mindWithdrawal = async (trx: Trx, moved: DeliveryRow, { channel }: Loaded): Promise<void> => {
    const why = withdrawalIn(await store.attempts(moved.id, trx));
    if (why === null) return;
    const state = await writePath.takeBack(trx, moved, channel, why);
    // The queue knows the job that it delivered by its time, and removes it: what is promised anew is of another millisecond.
    if (state === 'revoking') await store.promise(trx, moved.id, clock.now() + 1);
    if (state === 'remove-by-hand') await tell(trx, moved, channel, 'REMOVE_BY_HAND', `${CAME_OUT[why]} A person has to remove it.`);
  };

  const withdrawn = async (trx: Trx, from: DeliveryRow): Promise<boolean> => {
    const why = await unwanted(trx, store, from);
    if (why !== null) await store.move(trx, from, 'WITHDRAWN', { dueAt: null, code: why, message: UNSENT_BECAUSE[why] });
    return why !== null;
  };

  const published = async (trx: Trx, loaded: Loaded, from: DeliveryRow, ref: { readonly id: string; readonly url: string | null } | null, { message, incomplete = false }: Said = {}): Promise<DeliveryRow | null> => {
    const publishedAt = clock.now();
    const moved = await store.move(trx, from, 'PUBLISHED', { dueAt: null, publishedAt, code: null, message: message ?? null, ...(ref === null ? {} : { refId: ref.id, url: ref.url }) });
    if (moved === null) return null;
    if (incomplete && message !== undefined) await tell(trx, moved, loaded.channel, 'DELIVERY_UNCERTAIN', `not everybody was certainly reached: ${message}`);
    await readings.promise(trx, moved.id, publishedAt);
    await mindWithdrawal(trx, moved, loaded);
    return moved;
  };

  const doubt = async (trx: Trx, loaded: Loaded, from: DeliveryRow, code: string, message: string): Promise<void> => {
    const moved = await store.move(trx, from, 'DOUBT', { dueAt: null, code, message });
    if (moved === null) return;
    await tell(trx, moved, loaded.channel, 'DELIVERY_UNCERTAIN', 'nobody knows whether it is public. Look there, and say whether it is.');
    await mindWithdrawal(trx, moved, loaded);
  };

  const failed = async (trx: Trx, loaded: Loaded, from: DeliveryRow, code: string, message: string): Promise<void> => {
    const moved = await store.move(trx, from, 'REJECTED', { dueAt: null, code, message });
    if (moved !== null) await tell(trx, moved, loaded.channel, 'DELIVERY_FAILED', message);
  };

  const movedTo = async (trx: Trx, seen: DeliveryRow): Promise<number> => {
    const plannedAt = (await store.byId(seen.id, trx))?.plannedAt ?? seen.plannedAt;
    return plannedAt === seen.plannedAt ? 0 : plannedAt;
  };

  const ended = (trx: Trx, attempt: AttemptRow, outcome: Outcome | Unusable): Promise<void> =>
    outcome.kind === 'published' || outcome.kind === 'accepted'
      ? store.end(trx, attempt.id, outcome.kind, null, outcome.ref?.url ?? outcome.ref?.id ?? null)
      : store.end(trx, attempt.id, outcome.kind, outcome.code, outcome.message ?? null);

  return { tell, mindWithdrawal, withdrawn, published, doubt, failed, movedTo, ended };
};
