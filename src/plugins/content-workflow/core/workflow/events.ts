import type { ExperimentState, Plan } from '../experiment/plan';
import type { Results } from '../experiment/results';
import type { CheckResult } from '../review/checklist';
import type { LatePolicy, PublishRules } from '../schedule/rules';
import type { Actor, ActorRef, Instant, RenditionHash, ReviewStep, VariantHash } from './context';

/** The experiment that is planned for a piece, or that it is in. */
export interface KnownExperiment {
  readonly id: number;
  readonly key: string;
  readonly state: ExperimentState;
  readonly plan: Plan;
  /** What readers are shown since its start, by the hash that was approved; empty until then. */
  readonly arms: readonly VariantHash[];
}

/**
 * What the shell found out before asking the machine. The machine has no clock, no database and no network: everything
 * a guard needs comes in here.
 */
export interface Facts {
  /** Hash of the draft as it is now in the database. */
  readonly hash: string;
  /** One hash over the draft, its variants and what the planned channels would be given: over all that an approval would seal. */
  readonly shown: string;
  /** What of it is for the planned channels, one by one. */
  readonly renditions: readonly RenditionHash[];
  readonly checklist: readonly CheckResult[];
  readonly variants: readonly VariantHash[];
  /** True when this round's edition is the one that is served. */
  readonly isLive: boolean;
  readonly steps: readonly ReviewStep[];
  readonly publishRules: PublishRules;
  readonly late: { readonly policy: LatePolicy; readonly toleranceMs: number };
  /** Days from publishing to the retrospective; `null` means it is only opened by hand. */
  readonly retrospectiveAfterDays: number | null;
  /** `null` where none is planned. */
  readonly experiment: KnownExperiment | null;
  /** What the experiment has shown until now; `null` for events that do not ask. */
  readonly results: Results | null;
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

/** A decision about content says what the person had before them, by `Facts.shown`; a person's approval without it is refused. */
export interface Shown {
  readonly shownHash?: string | undefined;
}

/** What people ask for. The wire form of each is validated in the server and never trusted as it is. */
export type UserEvent =
  | (Base & { readonly type: 'SUBMIT'; readonly comment: string | null })
  | (Base & Shown & { readonly type: 'APPROVE'; readonly comment: string | null })
  | (Base & Shown & { readonly type: 'REQUEST_CHANGES'; readonly comment: string })
  | (Base & Shown & { readonly type: 'REJECT'; readonly reasonCode: string; readonly comment: string | null })
  | (Base & { readonly type: 'RECALL'; readonly comment: string | null })
  | (Base & Shown & { readonly type: 'EXPEDITE'; readonly reason: string })
  | (Base & { readonly type: 'START_EXPERIMENT' })
  | (Base & { readonly type: 'PAUSE_EXPERIMENT'; readonly comment: string | null })
  | (Base & { readonly type: 'RESUME_EXPERIMENT'; readonly comment: string | null })
  | (Base & { readonly type: 'FINISH_EXPERIMENT'; readonly comment: string | null })
  /** `reason`: why, where somebody decides before, or against, what the figures say. */
  | (Base & { readonly type: 'PROMOTE'; readonly variant: string; readonly reason: string | null })
  /** Without `outcome`: inconclusive once measuring is over, cancelled before. */
  | (Base & { readonly type: 'STOP'; readonly comment: string | null; readonly outcome: 'inconclusive' | 'cancelled' | null })
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

/** What a link to a guest stands for: a step, exactly this content, and the vote of who asked. */
export interface GuestAnswer {
  readonly link: number;
  readonly step: string;
  readonly hash: string;
  /** Who asked, with the rights that they have at this moment. */
  readonly askedBy: Actor;
}

export interface GuestLinkMade {
  readonly link: number;
  readonly guest: string;
  readonly step: string;
  readonly until: Instant;
}

/** What jobs, the gate and the guest's page report. No event of a request's body becomes one of these. */
export type InternalEvent =
  | (Base & { readonly type: 'DUE'; readonly scheduleId: string })
  | (Base & { readonly type: 'UNPUBLISH_DUE'; readonly scheduleId: string })
  | (Base & { readonly type: 'RETROSPECTIVE_DUE' })
  | (Base & { readonly type: 'CONTENT_CHANGED'; readonly changed: readonly string[] })
  | (Base & { readonly type: 'DOCUMENT_DELETED' })
  | (Base & GuestAnswer & { readonly type: 'GUEST_APPROVED'; readonly comment: string | null })
  | (Base & GuestAnswer & { readonly type: 'GUEST_OBJECTED'; readonly comment: string })
  /** A link to a guest was made in the same transaction; `guest` is what who asked calls them. */
  | (Base & GuestLinkMade & { readonly type: 'GUEST_ASKED' })
  | (Base & { readonly type: 'GUEST_LINK_REVOKED'; readonly link: number; readonly guest: string })
  /** A variant was added, changed or removed in the same transaction. */
  | (Base & { readonly type: 'VARIANTS_CHANGED'; readonly variant: string; readonly removed: boolean })
  /** An experiment was planned, or its plan changed, in the same transaction. */
  | (Base & { readonly type: 'EXPERIMENT_PLANNED'; readonly experiment: string })
  /** Which channels get it was planned in the same transaction. */
  | (Base & { readonly type: 'DISTRIBUTION_PLANNED'; readonly channels: readonly string[] })
  /** A reviewer looked at what a channel would be given that was not there when the piece was approved; `rendition` is its hash now. */
  | (Base & Shown & { readonly type: 'RENDITION_APPROVED'; readonly channel: string; readonly rendition: string })
  /** What was live of an earlier round of the document is taken down, or its time is over. */
  | (Base & { readonly type: 'LIVE_ROUND_ENDED' })
  /** The stop rule of the plan holds: measuring is over. */
  | (Base & { readonly type: 'EXPERIMENT_OVER'; readonly because: 'sample' | 'sequential' })
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
  'PAUSE_EXPERIMENT',
  'RESUME_EXPERIMENT',
  'FINISH_EXPERIMENT',
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

/** What a person seals with these they must have looked at: they carry `shownHash`. */
export const NEEDS_A_LOOK: ReadonlySet<EventType> = new Set<EventType>(['APPROVE', 'EXPEDITE']);

export const INTERNAL_EVENTS = [
  'DUE',
  'UNPUBLISH_DUE',
  'RETROSPECTIVE_DUE',
  'CONTENT_CHANGED',
  'DOCUMENT_DELETED',
  'GUEST_APPROVED',
  'GUEST_OBJECTED',
  'GUEST_ASKED',
  'GUEST_LINK_REVOKED',
  'VARIANTS_CHANGED',
  'EXPERIMENT_PLANNED',
  'DISTRIBUTION_PLANNED',
  'RENDITION_APPROVED',
  'EXPERIMENT_OVER',
  'LIVE_ROUND_ENDED',
  'PUBLISH_FAILED',
] as const satisfies readonly InternalEventType[];

/** Events whose guards or effects look at the draft's content; for the others the shell spares itself the reading. */
export const READS_CONTENT: ReadonlySet<EventType> = new Set<EventType>([
  'SUBMIT',
  'APPROVE',
  'REQUEST_CHANGES',
  'REJECT',
  'GUEST_APPROVED',
  'GUEST_OBJECTED',
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

/** Events whose guards or effects look at what an experiment has shown; for the others nobody counts. */
export const READS_RESULTS: ReadonlySet<EventType> = new Set<EventType>(['PROMOTE', 'STOP', 'EXPERIMENT_OVER']);
