import type { Refusal } from '../errors';
import { firstRefusal, rulesFor, stateName } from './decide';
import { USER_EVENTS, type Facts, type UserEvent, type UserEventType } from './events';
import type { Actor, Instant } from './context';
import { PAYLOAD_GUARDS, TIME_GUARDS, type GuardName } from './guards';
import type { PieceState } from './snapshot';

export interface FieldSpec {
  readonly name: string;
  readonly kind: 'text' | 'reason-code' | 'schedule' | 'instant' | 'person' | 'variant' | 'outcome';
  readonly required: boolean;
}

/** What a dialog has to ask for, an event; the server's body validation has the same fields. */
export const EVENT_FIELDS: Readonly<Record<UserEventType, readonly FieldSpec[]>> = {
  SUBMIT: [{ name: 'comment', kind: 'text', required: false }],
  APPROVE: [{ name: 'comment', kind: 'text', required: false }],
  REQUEST_CHANGES: [{ name: 'comment', kind: 'text', required: true }],
  REJECT: [
    { name: 'reasonCode', kind: 'reason-code', required: true },
    { name: 'comment', kind: 'text', required: false },
  ],
  RECALL: [{ name: 'comment', kind: 'text', required: false }],
  EXPEDITE: [{ name: 'reason', kind: 'text', required: true }],
  START_EXPERIMENT: [],
  PAUSE_EXPERIMENT: [{ name: 'comment', kind: 'text', required: false }],
  RESUME_EXPERIMENT: [{ name: 'comment', kind: 'text', required: false }],
  FINISH_EXPERIMENT: [{ name: 'comment', kind: 'text', required: false }],
  PROMOTE: [
    { name: 'variant', kind: 'variant', required: true },
    { name: 'reason', kind: 'text', required: false },
  ],
  STOP: [
    { name: 'outcome', kind: 'outcome', required: false },
    { name: 'comment', kind: 'text', required: false },
  ],
  SCHEDULE: [{ name: 'schedule', kind: 'schedule', required: true }],
  RESCHEDULE: [{ name: 'schedule', kind: 'schedule', required: true }],
  UNSCHEDULE: [{ name: 'comment', kind: 'text', required: false }],
  HOLD: [{ name: 'reason', kind: 'text', required: true }],
  PUBLISH: [],
  TAKE_DOWN: [{ name: 'reason', kind: 'text', required: true }],
  OPEN_RETROSPECTIVE: [],
  COMPLETE: [
    { name: 'highlights', kind: 'text', required: true },
    { name: 'shortfalls', kind: 'text', required: true },
    { name: 'lessons', kind: 'text', required: true },
  ],
  ASSIGN: [{ name: 'assignee', kind: 'person', required: false }],
  SET_DUE: [{ name: 'dueAt', kind: 'instant', required: false }],
  COMMENT: [{ name: 'comment', kind: 'text', required: true }],
  ARCHIVE: [{ name: 'comment', kind: 'text', required: false }],
  REOPEN: [{ name: 'comment', kind: 'text', required: false }],
};

export type Availability =
  | { readonly event: UserEventType; readonly available: true; readonly fields: readonly FieldSpec[] }
  | { readonly event: UserEventType; readonly available: false; readonly refusal: Refusal };

/** A payload that passes every payload guard is not known yet, so those are left to the moment of sending. */
const PROBE = {
  comment: null,
  reason: '',
  reasonCode: '',
  variant: '',
  outcome: null,
  scheduleId: '',
  publishAt: '',
  timezone: 'UTC',
  unpublishAt: null,
  assignee: null,
  dueAt: null,
  highlights: '',
  shortfalls: '',
  lessons: '',
};

/** An event of this type as it is before anybody filled its dialog in. */
export const probe = (type: UserEventType, by: Actor, at: Instant, facts: Facts): UserEvent => ({ ...PROBE, type, by, at, facts }) as UserEvent;

const PROMISES: ReadonlySet<UserEventType> = new Set<UserEventType>(['SCHEDULE', 'RESCHEDULE']);

/** The actions of the current state for one person: each is possible, or says why not. Other states' events are left out. */
export const availableEvents = (state: PieceState, by: Actor, at: Instant, facts: Facts): Availability[] =>
  USER_EVENTS.flatMap((type): Availability[] => {
    const rules = rulesFor(state, type);
    if (rules.length === 0) return [];
    const event = probe(type, by, at, facts);
    const asked = (name: GuardName): boolean => !PAYLOAD_GUARDS.has(name) && !(PROMISES.has(type) && TIME_GUARDS.has(name));
    const refusals = rules.map((rule) => firstRefusal(rule, state.context, event, asked));
    const refusal = refusals.every((r) => r !== null) ? (refusals[0] ?? null) : null;
    return [refusal === null ? { event: type, available: true, fields: EVENT_FIELDS[type] } : { event: type, available: false, refusal }];
  });

export { stateName };
