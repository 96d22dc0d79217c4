import type { CheckResult } from '../review/checklist';
import type { LatePolicy, PublishRules } from '../schedule/rules';
import type { Actor, ActorRef, Instant, ReviewStep, VariantHash } from './context';

/**
 * What the shell found out before asking the machine. The machine has no clock, no database and no network: everything
 * a guard needs comes in here.
 */
export interface Facts {
  /** Hash of the draft as it is now in the database. */
  readonly hash: string;
  readonly checklist: readonly CheckResult[];
  readonly variants: readonly VariantHash[];
  /** True when this round's edition is the one that is served. */
  readonly isLive: boolean;
  readonly steps: readonly ReviewStep[];
  readonly publishRules: PublishRules;
  readonly late: { readonly policy: LatePolicy; readonly toleranceMs: number };
  /** Days from publishing to the retrospective; `null` means it is only opened by hand. */
  readonly retrospectiveAfterDays: number | null;
  /** Reason codes that REJECT accepts. */
  readonly rejectReasons: readonly string[];
}

export interface Base {
  readonly by: Actor;
  readonly at: Instant;
  readonly facts: Facts;
}

export interface SchedulePayload {
  readonly scheduleId: string;
  readonly publishAt: Instant;
  readonly timezone: string;
  readonly unpublishAt: Instant | null;
}

/** What people ask for. The wire form of each is validated in the server and never trusted as it is. */
export type UserEvent =
  | (Base & { readonly type: 'SUBMIT'; readonly comment: string | null })
  | (Base & { readonly type: 'APPROVE'; readonly comment: string | null })
  | (Base & { readonly type: 'REQUEST_CHANGES'; readonly comment: string })
  | (Base & { readonly type: 'REJECT'; readonly reasonCode: string; readonly comment: string | null })
  | (Base & { readonly type: 'RECALL'; readonly comment: string | null })
  | (Base & { readonly type: 'EXPEDITE'; readonly reason: string })
  | (Base & { readonly type: 'START_EXPERIMENT' })
  | (Base & { readonly type: 'PROMOTE'; readonly variant: string })
  | (Base & { readonly type: 'STOP'; readonly comment: string | null })
  | (Base & SchedulePayload & { readonly type: 'SCHEDULE' })
  | (Base & SchedulePayload & { readonly type: 'RESCHEDULE' })
  | (Base & { readonly type: 'UNSCHEDULE'; readonly comment: string | null })
  | (Base & { readonly type: 'HOLD'; readonly reason: string })
  | (Base & { readonly type: 'PUBLISH' })
  | (Base & { readonly type: 'TAKE_DOWN'; readonly reason: string })
  | (Base & { readonly type: 'OPEN_RETROSPECTIVE' })
  | (Base & { readonly type: 'COMPLETE'; readonly highlights: string; readonly shortfalls: string; readonly lessons: string })
  | (Base & { readonly type: 'ASSIGN'; readonly assignee: ActorRef | null })
  | (Base & { readonly type: 'SET_DUE'; readonly dueAt: Instant | null })
  | (Base & { readonly type: 'COMMENT'; readonly comment: string })
  | (Base & { readonly type: 'ARCHIVE'; readonly comment: string | null })
  | (Base & { readonly type: 'REOPEN'; readonly comment: string | null });

/** What jobs and the gate report. No route leads here. */
export type InternalEvent =
  | (Base & { readonly type: 'DUE'; readonly scheduleId: string })
  | (Base & { readonly type: 'UNPUBLISH_DUE'; readonly scheduleId: string })
  | (Base & { readonly type: 'RETROSPECTIVE_DUE' })
  | (Base & { readonly type: 'CONTENT_CHANGED'; readonly changed: readonly string[] })
  | (Base & { readonly type: 'DOCUMENT_DELETED' })
  /** A variant was added, changed or removed in the same transaction. */
  | (Base & { readonly type: 'VARIANTS_CHANGED'; readonly variant: string; readonly removed: boolean })
  /** A publication that Strapi or the database refused: the promise is held, never dropped. */
  | (Base & { readonly type: 'PUBLISH_FAILED'; readonly scheduleId: string; readonly message: string });

export type WorkflowEvent = UserEvent | InternalEvent;
export type UserEventType = UserEvent['type'];
export type InternalEventType = InternalEvent['type'];
export type EventType = WorkflowEvent['type'];

export const USER_EVENTS = [
  'SUBMIT',
  'APPROVE',
  'REQUEST_CHANGES',
  'REJECT',
  'RECALL',
  'EXPEDITE',
  'START_EXPERIMENT',
  'PROMOTE',
  'STOP',
  'SCHEDULE',
  'RESCHEDULE',
  'UNSCHEDULE',
  'HOLD',
  'PUBLISH',
  'TAKE_DOWN',
  'OPEN_RETROSPECTIVE',
  'COMPLETE',
  'ASSIGN',
  'SET_DUE',
  'COMMENT',
  'ARCHIVE',
  'REOPEN',
] as const satisfies readonly UserEventType[];

export const INTERNAL_EVENTS = [
  'DUE',
  'UNPUBLISH_DUE',
  'RETROSPECTIVE_DUE',
  'CONTENT_CHANGED',
  'DOCUMENT_DELETED',
  'VARIANTS_CHANGED',
  'PUBLISH_FAILED',
] as const satisfies readonly InternalEventType[];

/** Events whose guards or effects look at the draft's content; for the others the shell spares itself the reading. */
export const READS_CONTENT: ReadonlySet<EventType> = new Set<EventType>([
  'SUBMIT',
  'APPROVE',
  'EXPEDITE',
  'START_EXPERIMENT',
  'PROMOTE',
  'SCHEDULE',
  'RESCHEDULE',
  'UNSCHEDULE',
  'PUBLISH',
  'DUE',
  'PUBLISH_FAILED',
  'CONTENT_CHANGED',
  'REOPEN',
]);

/** Of these, the events that only ask whether the approval holds: neither the checklist nor the variants concern them. */
export const ASKS_FOR_THE_APPROVAL: ReadonlySet<EventType> = new Set<EventType>(['PUBLISH', 'DUE', 'PUBLISH_FAILED']);
