/**
 * What is on its way and not wanted any more. A call that has begun can not be stopped, so that it is not wanted stands in
 * the ledger until its outcome is known: what was certainly not sent is cancelled then, and what came out is taken back.
 */
import type { DeliveryState } from '../../../core/distribution/platforms';
import { TABLES, type Trx } from '../tables';
import type { AttemptRow, DeliveryRow } from './rows';
import type { DeliveryStore } from './store';

/** `taken-down`: its piece was. `not-planned`: its channel was taken out of the plan. */
export type Withdrawal = 'taken-down' | 'not-planned';

/** In the ledger of a delivery whose channel was put back into the plan before its call ended. */
const PLANNED_AGAIN = 'planned';

const isAct = ({ phase, outcome }: AttemptRow, ...outcomes: readonly string[]): boolean => phase === 'act' && outcome !== null && outcomes.includes(outcome);

/**
 * What was taken down stays so when the piece is live again: what comes of the call is of the edition that was withdrawn.
 * A channel can be put back into the plan, and a person can send again what was cancelled with it.
 */
export const withdrawalIn = (attempts: readonly AttemptRow[]): Withdrawal | null => {
  if (attempts.some((attempt) => isAct(attempt, 'taken-down'))) return 'taken-down';
  return attempts.findLast((attempt) => isAct(attempt, 'not-planned', PLANNED_AGAIN, 'retry', 'resend'))?.outcome === 'not-planned' ? 'not-planned' : null;
};

/** Of what was certainly not sent. */
export const UNSENT_BECAUSE: Readonly<Record<Withdrawal | 'superseded', string>> = {
  'taken-down': 'The piece was taken down before it was sent.',
  'not-planned': 'The channel was taken out of the plan.',
  superseded: 'A newer version went live before this one was sent.',
};

/** Of what is out there. */
export const TAKEN_BACK_BECAUSE: Readonly<Record<Withdrawal, string>> = {
  'taken-down': 'The piece was taken down.',
  'not-planned': 'The channel was taken out of the plan.',
};

/** Said of what came out although it was not wanted any more. */
export const CAME_OUT: Readonly<Record<Withdrawal, string>> = {
  'taken-down': 'it came out while the piece was taken down.',
  'not-planned': 'it came out while the channel was taken out of the plan.',
};

const note = async (trx: Trx, store: Pick<DeliveryStore, 'begin' | 'end'>, delivery: DeliveryRow, outcome: string): Promise<void> => {
  const act = await store.begin(trx, delivery, 'act');
  await store.end(trx, act.id, outcome, null, null);
};

export const noteWithdrawal = (trx: Trx, store: Pick<DeliveryStore, 'begin' | 'end'>, delivery: DeliveryRow, why: Withdrawal): Promise<void> => note(trx, store, delivery, why);

/** Nothing where it was never taken out. */
export const notePlannedAgain = async (trx: Trx, store: Pick<DeliveryStore, 'begin' | 'end' | 'attempts'>, delivery: DeliveryRow): Promise<void> => {
  if (withdrawalIn(await store.attempts(delivery.id, trx)) === 'not-planned') await note(trx, store, delivery, PLANNED_AGAIN);
};

/** The call is on its way, or may have been heard: only its outcome says what has to follow. */
export const isOnItsWay = ({ state, refId }: DeliveryRow): boolean => state === 'publishing' || (state === 'confirming' && refId === null);

/** The platform has it already, and will make it public by itself or by a person's hand. */
export const isTakenIn = ({ state, refId }: { readonly state: DeliveryState; readonly refId: string | null }): boolean => state === 'confirming' && refId !== null;

/** Why a delivery is not to be sent any more, as the rows are now; `null` where it is. The delivery is locked: whoever withdraws it has done so, or waits for what follows. */
export const unwanted = async (trx: Trx, store: Pick<DeliveryStore, 'attempts'>, delivery: Pick<DeliveryRow, 'id' | 'editionId'>): Promise<Withdrawal | 'superseded' | null> => {
  await trx(TABLES.deliveries).where({ id: delivery.id }).forUpdate().first('id');
  const withdrawal = withdrawalIn(await store.attempts(delivery.id, trx));
  if (withdrawal !== null) return withdrawal;
  const edition = (await trx(TABLES.editions).where({ id: delivery.editionId }).first('is_live')) as { is_live?: unknown } | undefined;
  return edition?.is_live ? null : 'superseded';
};
