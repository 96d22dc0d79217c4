/**
 * The life of one delivery: one edition on its way to one channel.
 *
 * - **scheduled**: waits for its time, for the platform's rate window, or for a pause that the platform asked for.
 * - **held**: waits for a person: what would be sent is not what was approved, or the channel is paused or must be connected anew.
 * - **preparing**: uploads and drafts, which may be repeated at will, unless the platform shows that somebody has made one of them public.
 * - **publishing**: the one call that can not be taken back is on its way, or was when the process died. Its attempt is
 *   written before. Nobody may act on it, and it is never begun again from here: only what is known of the call leads on.
 * - **confirming**: the platform has taken it in and is asked whether it is public; or nobody knows whether it has, and the
 *   platform is looked at, or given the same message with the same key once more.
 * - **task**: a person posts it, and may have done so before they say it.
 * - **published**: public, with where it is as far as that is known.
 * - **failed**: certainly not public; a person changes something and sends it again.
 * - **uncertain**: may be public. Only a person's look settles it: it is there, or it is not and is sent again.
 * - **cancelled**: was not sent and will not be.
 * - **revoking**: is being taken back; **revoked**: is gone; **remove-by-hand**: a person takes it away.
 *
 * Pure: the server moves rows by compare-and-set along this table and nowhere else.
 */
import type { Capabilities, DeliveryState, DistributionState } from './platforms';

export const DELIVERY_EVENTS = [
  /** A worker has it in hand: what comes first may be repeated. */
  'BEGIN',
  /** The attempt is written, the call follows. */
  'CALL',
  /** It is public: the platform says so, or a look-up found it. */
  'PUBLISHED',
  'ACCEPTED',
  /** Certainly not sent; again later. */
  'DEFERRED',
  'REJECTED',
  /** What would be sent is not what was approved, or the channel can not be used. */
  'HOLD',
  /** It may have been sent: the platform can be asked, or knows our key, so that the same call again is the same message. */
  'LOOK_UP',
  /** Asked: it is certainly not there. */
  'ABSENT',
  /** It may have been sent and nobody can tell. */
  'DOUBT',
  'HAND_OVER',
  /** What is live is another edition, or none. */
  'SUPERSEDE',
  /** It is not wanted any more, and the outcome of its call says that it is certainly not there. */
  'WITHDRAWN',
  'TAKE_BACK',
  'LEAVE_TO_PERSON',
  'TAKEN_BACK',
  // What people do.
  'RETRY',
  'CANCEL',
  'CONFIRM',
  'RESEND',
  'DONE',
  'REMOVED',
] as const;
export type DeliveryEvent = (typeof DELIVERY_EVENTS)[number];

type Row = Readonly<Partial<Record<DeliveryEvent, DeliveryState>>>;

const GONE = { TAKE_BACK: 'revoking', LEAVE_TO_PERSON: 'remove-by-hand' } as const satisfies Row;

export const LIFE: Readonly<Record<DeliveryState, Row>> = {
  scheduled: { BEGIN: 'preparing', CALL: 'publishing', HAND_OVER: 'task', DEFERRED: 'scheduled', REJECTED: 'failed', HOLD: 'held', SUPERSEDE: 'cancelled', CANCEL: 'cancelled', RETRY: 'scheduled' },
  held: { RETRY: 'scheduled', SUPERSEDE: 'cancelled', CANCEL: 'cancelled' },
  preparing: { BEGIN: 'preparing', CALL: 'publishing', DEFERRED: 'scheduled', REJECTED: 'failed', HOLD: 'held', DOUBT: 'uncertain', SUPERSEDE: 'cancelled', WITHDRAWN: 'cancelled', CANCEL: 'cancelled' },
  publishing: { PUBLISHED: 'published', ACCEPTED: 'confirming', DEFERRED: 'scheduled', REJECTED: 'failed', HOLD: 'held', LOOK_UP: 'confirming', DOUBT: 'uncertain', WITHDRAWN: 'cancelled' },
  confirming: { CALL: 'publishing', PUBLISHED: 'published', ACCEPTED: 'confirming', LOOK_UP: 'confirming', ABSENT: 'scheduled', REJECTED: 'failed', DOUBT: 'uncertain', WITHDRAWN: 'cancelled', CONFIRM: 'published', ...GONE },
  task: { DONE: 'published', CANCEL: 'cancelled', SUPERSEDE: 'cancelled', LEAVE_TO_PERSON: 'remove-by-hand' },
  published: { ...GONE },
  failed: { RETRY: 'scheduled', CANCEL: 'cancelled', SUPERSEDE: 'cancelled' },
  uncertain: { CONFIRM: 'published', RESEND: 'scheduled', REMOVED: 'revoked', ...GONE },
  cancelled: { RETRY: 'scheduled' },
  revoking: { TAKEN_BACK: 'revoked', LEAVE_TO_PERSON: 'remove-by-hand' },
  revoked: {},
  'remove-by-hand': { REMOVED: 'revoked' },
};

/** Where an event leads; `null` where it leads nowhere. */
export const next = (state: DeliveryState, event: DeliveryEvent): DeliveryState | null => LIFE[state][event] ?? null;

/** States in which the server itself goes on with a delivery, by a job. */
export const UNDER_WAY: readonly DeliveryState[] = ['scheduled', 'preparing', 'publishing', 'confirming', 'task', 'revoking'];

/** States in which the server has sent nothing, and nothing is on its way. */
export const UNSENT: readonly DeliveryState[] = ['scheduled', 'held', 'preparing', 'task', 'failed'];

/** States in which something is, or may be, at the platform. */
export const OUT_THERE: readonly DeliveryState[] = ['confirming', 'published', 'uncertain'];

export const DELIVERY_ACTIONS = ['send', 'retry', 'cancel', 'confirm', 'resend', 'revoke', 'removed', 'done', 'measure'] as const;
export type DeliveryAction = (typeof DELIVERY_ACTIONS)[number];

const ACTIONS: Readonly<Record<DeliveryState, readonly DeliveryAction[]>> = {
  scheduled: ['send', 'cancel'],
  held: ['retry', 'cancel'],
  preparing: [],
  publishing: [],
  confirming: ['confirm', 'revoke'],
  task: ['done', 'cancel'],
  published: ['revoke', 'measure'],
  failed: ['retry', 'cancel'],
  uncertain: ['confirm', 'resend', 'removed'],
  cancelled: ['retry'],
  revoking: [],
  revoked: [],
  'remove-by-hand': ['removed'],
};

export interface Standing {
  readonly state: DeliveryState;
  /** Whether what it is about is what readers see now. */
  readonly isLive: boolean;
  /** `null` for a platform that this version does not know. */
  readonly capabilities: Pick<Capabilities, 'revocable' | 'confirmation'> | null;
}

/** What a person can do with a delivery now. Nothing is sent that is not live. */
export const actionsOf = ({ state, isLive, capabilities }: Standing): DeliveryAction[] =>
  ACTIONS[state].filter((action) => {
    if (action === 'send' || action === 'retry' || action === 'resend') return isLive;
    // "It is not there" is answered by sending it again, unless it is no longer live.
    if (action === 'removed' && state === 'uncertain') return !isLive;
    // What polls tells by itself; a person is asked where the platform tells nobody.
    if (action === 'confirm' && state === 'confirming') return capabilities?.confirmation === 'person';
    // While it goes out to many, or is looked at by the platform, what has not come out yet can be stopped.
    if (action === 'revoke' && state === 'confirming' && capabilities?.confirmation !== 'poll') return false;
    return action !== 'revoke' || capabilities?.revocable === true;
  });

const WAITING: ReadonlySet<DeliveryState> = new Set<DeliveryState>(['scheduled', 'held', 'preparing', 'publishing', 'confirming', 'task']);

/**
 * What becomes of a piece's distribution, from all its deliveries: never stored, so it can not disagree with them. What
 * was cancelled counts for nothing; what needs a person outweighs what is still to come.
 */
export const distributionStateOf = (states: readonly DeliveryState[]): DistributionState => {
  const counted = states.filter((state) => state !== 'cancelled');
  const has = (...some: readonly DeliveryState[]): boolean => counted.some((state) => some.includes(state));
  if (counted.length === 0) return 'none';
  if (has('revoking', 'remove-by-hand')) return 'removing';
  if (has('uncertain')) return 'uncertain';
  if (counted.every((state) => state === 'revoked')) return 'removed';
  if (counted.every((state) => state === 'failed')) return 'failed';
  if (has('failed')) return 'partly';
  if (counted.some((state) => WAITING.has(state))) return has('published') ? 'partly' : 'waiting';
  return has('revoked') ? 'partly' : 'all';
};
