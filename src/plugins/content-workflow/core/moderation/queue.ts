/**
 * The life of an item in the moderators' queue: one target that waits for a person.
 *
 * - **pending**: waits for any moderator. **escalated**: waits for a lead.
 * - **adopted**, **returned**, **rejected**, **ignored**: decided here.
 * - **withdrawn**, **deleted**: gone before anybody decided. **settled**: decided on another way than the queue.
 *
 * Whatever ended comes back as pending when its target is sent in again, reported, or drawn by a patrol.
 */
import type { Refusal } from '../errors';
import type { Actor } from '../workflow/context';
import { LANES, type Lane, type Sanction } from './vocabulary';

/**
 * `adopt`, `return` and `ignore` (set aside without a word) end a submission that waits; `reject` refuses it, and takes
 * down what is live. `ignore` on a report or a patrol's find says that nothing is wrong. `escalate` hands it to the lead.
 */
export const QUEUE_ACTIONS = ['adopt', 'return', 'reject', 'escalate', 'ignore'] as const;
export type QueueAction = (typeof QUEUE_ACTIONS)[number];

export const OPEN_ITEM_STATES = ['pending', 'escalated'] as const;
export const ITEM_STATES = [...OPEN_ITEM_STATES, 'adopted', 'returned', 'rejected', 'ignored', 'withdrawn', 'deleted', 'settled'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export const ITEM_SOURCES = ['submission', 'report', 'patrol', 'appeal'] as const;
export type ItemSource = (typeof ITEM_SOURCES)[number];

/** A submission that waits for its decision, or something that readers have before them. */
export type About = 'submission' | 'live';

export const isOpen = (state: ItemState): boolean => (OPEN_ITEM_STATES as readonly ItemState[]).includes(state);

export const STATE_AFTER: Readonly<Record<QueueAction, ItemState>> = { adopt: 'adopted', return: 'returned', reject: 'rejected', escalate: 'escalated', ignore: 'ignored' };

/** The lane that a source alone stands for; `null` where only the signals tell. */
const LANE_OF_SOURCE: Readonly<Record<ItemSource, Lane | null>> = { submission: null, report: 'reported', patrol: 'patrol', appeal: 'appeal' };

export const rankOf = (lane: Lane): number => LANES.indexOf(lane);

/** The most urgent of what the signals ask for and what each source stands for. A patrol's draw is urgent only where a signal says so. */
export const urgentLane = (bySignals: Lane, sources: readonly ItemSource[]): Lane => {
  const lanes = sources.flatMap((source) => LANE_OF_SOURCE[source] ?? []);
  const isOnlyPatrol = sources.every((source) => source === 'patrol');
  const asked = isOnlyPatrol && rankOf(bySignals) > rankOf('appeal') ? lanes : [bySignals, ...lanes];
  return asked.reduce((urgent, lane) => (rankOf(lane) < rankOf(urgent) ? lane : urgent), asked[0] ?? bySignals);
};

/** What a decision is judged by. */
export interface Considered {
  readonly state: ItemState;
  readonly about: About;
  /** Sender key; '' where nobody outside of the team sent it. */
  readonly sender: string;
  /** Who holds it at this moment, other than the person who decides. */
  readonly heldBy: { readonly name: string } | null;
  readonly rejectReasons: readonly string[];
}

export interface Decided {
  readonly action: QueueAction;
  readonly reasonCodes: readonly string[];
  readonly message: string | null;
  readonly note: string | null;
  readonly sanction: Sanction | null;
}

const LEAD = 'moderation-lead';

const notPending = (state: ItemState): Refusal => ({
  code: 'ITEM_NOT_PENDING',
  kind: 'conflict',
  guard: 'isPending',
  message: 'This has been decided already, or is gone.',
  who: [],
  next: 'Look at how it ended, and go on to the next.',
  params: { state },
});

export const claimedBy = (name: string): Refusal => ({
  code: 'ITEM_CLAIMED',
  kind: 'conflict',
  guard: 'isFree',
  message: `${name} is looking at this.`,
  who: [LEAD],
  next: 'Go on to the next, or ask a lead to take it over.',
  params: { name },
});

const leadNeeded: Refusal = {
  code: 'LEAD_NEEDED',
  kind: 'forbidden',
  guard: 'isForALead',
  message: 'This was handed to a lead.',
  who: [LEAD],
  next: 'A lead decides it.',
};

const notForThis = (action: QueueAction, message: string, next: string): Refusal => ({ code: 'ACTION_NOT_FOR_THIS', kind: 'unprocessable', guard: 'fitsTheItem', message, who: [], next, params: { action } });

/** Whether the person can hold the item, and so decide about it. */
export const holdRefusal = (item: Pick<Considered, 'state' | 'heldBy'>, by: Actor): Refusal | null => {
  if (!isOpen(item.state)) return notPending(item.state);
  if (item.heldBy !== null) return claimedBy(item.heldBy.name);
  return item.state === 'escalated' && !by.permissions.includes(LEAD) ? leadNeeded : null;
};

/** Why an action is not possible; `null` where it is. What comes with it is judged by `decisionRefusal`. */
export const actionRefusal = (action: QueueAction, item: Considered, by: Actor): Refusal | null => {
  const held = holdRefusal(item, by);
  if (held !== null) return held;
  if (item.about === 'live' && (action === 'adopt' || action === 'return')) return notForThis(action, 'This is what readers have before them already.', 'Take it down (reject), or say that nothing is wrong (ignore).');
  if (item.state === 'escalated' && action === 'escalate') return notForThis(action, 'This was handed to a lead already.', 'Decide it.');
  return null;
};

const missing = (code: 'MESSAGE_REQUIRED' | 'REASON_CODE_UNKNOWN', field: string, message: string, next: string, params: Refusal['params'] = {}): Refusal => ({ code, kind: 'invalid', guard: 'saysWhy', field, message, who: [], next, params });

/** Why a decision is not taken: the action first, then what has to come with it. */
export const decisionRefusal = (decided: Decided, item: Considered, by: Actor): Refusal | null => {
  const refusal = actionRefusal(decided.action, item, by);
  if (refusal !== null) return refusal;
  const { action, reasonCodes, message, sanction } = decided;
  const unknown = reasonCodes.find((code) => !item.rejectReasons.includes(code));
  if (unknown !== undefined || (action === 'reject' && reasonCodes.length === 0))
    return missing('REASON_CODE_UNKNOWN', 'reasonCodes', unknown === undefined ? 'A rejection needs a reason.' : `"${unknown}" is not one of the reasons.`, `Choose from: ${item.rejectReasons.join(', ')}.`, { known: item.rejectReasons });
  if (action === 'return' && (message ?? '').trim() === '') return missing('MESSAGE_REQUIRED', 'message', 'What is returned needs a word to its sender.', 'Write what they should change.');
  if (sanction !== null && action !== 'reject') return notForThis(action, 'A sanction comes with a rejection.', 'Reject it, or leave the sanction out.');
  if (sanction !== null && item.sender === '') return notForThis(action, 'Nobody outside of the team sent this, so there is nobody to sanction.', 'Leave the sanction out.');
  return null;
};
