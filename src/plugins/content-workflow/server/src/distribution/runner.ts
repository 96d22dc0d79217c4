/**
 * Carries deliveries on. A delivery has one job, which does what its state asks for.
 *
 * The call that can not be taken back is made between two commits: the first says that it is made (state, attempt), the
 * second what came of it. Whoever finds a delivery between the two, after a crash, knows that the message may be public,
 * and asks the platform or a person; it is never sent again because nobody remembers.
 */
import type { JobOutcome } from '../jobs/queue';
import { createCall } from './delivering/call';
import { createConclusions } from './delivering/conclude';
import { createEndings } from './delivering/endings';
import { createGround, type RunnerDeps } from './delivering/ground';
import { createHolds } from './delivering/holds';
import { createSend } from './delivering/send';
import { createTakeBack } from './delivering/take-back';
import { createTakenIn } from './delivering/taken-in';
import { createUnclear } from './delivering/unclear';

export interface Runner {
  /** Does what the state of a delivery asks for. */
  run(deliveryId: number): Promise<JobOutcome>;
}

export const createRunner = (deps: RunnerDeps): Runner => {
  const { clock, store } = deps;
  const ground = createGround(deps);
  const { later } = ground;
  const holds = createHolds(ground);
  const endings = createEndings(ground);
  const conclusions = createConclusions(ground, holds, endings);
  const theCall = createCall(ground, holds, conclusions, endings);
  const send = createSend(ground, holds, theCall);
  const { recover, settle } = createUnclear(ground, theCall, conclusions, endings);
  const { confirm, remind } = createTakenIn(ground, conclusions, endings);
  const revoke = createTakeBack(ground, endings);

  return {
    async run(deliveryId) {
      const delivery = await store.byId(deliveryId);
      switch (delivery?.state) {
        case 'scheduled':
        case 'preparing':
          return send(delivery);
        case 'publishing':
          return recover(delivery);
        case 'confirming':
          if (delivery.dueAt !== null && delivery.dueAt > clock.now()) return later(delivery, delivery.dueAt);
          return delivery.refId === null ? settle(delivery) : confirm(delivery);
        case 'revoking':
          return revoke(delivery);
        case 'task':
          return remind(delivery);
        default:
          return 'done';
      }
    },
  };
};
