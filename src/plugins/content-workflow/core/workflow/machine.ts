/**
 * The life of one piece: one round of one document in one locale.
 *
 * - **draft**: being written. Leaves by SUBMIT, which freezes the content hash, or by EXPEDITE.
 * - **review**: waits for the current step's reviewers. The last step's quorum leads to approved; an edit takes the
 *   submission back to draft.
 * - **approved**: carries a seal, the approved hash. Only content with that hash can go on; RECALL gives it up.
 * - **variant**: an experiment runs over variants that were approved by their own hash. Editing is locked.
 * - **scheduled**: a promise (instant and zone) with a job row that sends DUE.
 * - **held**: a promise that was not kept, or that a person stopped, with the reason; a person decides.
 * - **published**: this round went live with exactly the approved content.
 * - **withdrawn**: was live and is no longer served. An edit opens the next round.
 * - **retrospective**: the facts are in, the owner writes what was learnt. The content stays live.
 * - **closed**: the round is over; the content stays live until it is taken down.
 * - **rejected**, **archived**: ended without going live; REOPEN brings them back to draft.
 *
 * The machine is pure (no clock, timers, actors or I/O). Each transition declares its permission, its guards and the
 * kinds of its effects; `decide`, `available`, the admin's buttons and the README's diagram read them from here.
 */
import { assign, setup } from 'xstate';
import type { Permission, WorkflowContext } from './context';
import type { EffectKind } from './effects';
import type { WorkflowEvent } from './events';
import { BRANCHES, GUARDS, type BranchName, type GuardName } from './guards';
import { remember } from './remember';

/** Raise it with every change that a stored piece could notice, and add the migration to `snapshot.ts`. */
export const MACHINE_VERSION = 1;

export interface Rule {
  /** `null` for events that only the system sends. */
  readonly permission: Permission | null;
  readonly guards: readonly GuardName[];
  /** Chooses between several targets of the same event. */
  readonly branch: BranchName | null;
  readonly effects: readonly EffectKind[];
}

const holds = ({ context, event }: { context: WorkflowContext; event: WorkflowEvent }, rule: Rule): boolean =>
  (rule.permission === null || event.by.permissions.includes(rule.permission)) &&
  rule.guards.every((name) => GUARDS[name](context, event) === null) &&
  (rule.branch === null || BRANCHES[rule.branch](context, event));

const machineSetup = setup({
  types: {} as { context: WorkflowContext; events: WorkflowEvent; input: WorkflowContext; transitionMeta: Rule },
  guards: { holds: ({ context, event }, rule: Rule) => holds({ context, event }, rule) },
  actions: {
    remember: assign(({ context, event }) => remember(context, event)),
    /** Described here, performed by the shell inside the transaction. */
    effect: (_, _params: { kind: EffectKind }) => {},
  },
});

/** One transition, with its rule in the three places where XState wants it: guard, actions and meta. */
const when = (permission: Permission | null, guards: readonly GuardName[] = [], effects: readonly EffectKind[] = [], branch: BranchName | null = null) => {
  const rule: Rule = { permission, guards, branch, effects };
  return {
    guard: { type: 'holds' as const, params: rule },
    actions: ['remember' as const, ...effects.map((kind) => ({ type: 'effect' as const, params: { kind } }))],
    meta: rule,
  };
};

/** What can be said to any open piece. */
const talk = {
  ASSIGN: when('assign'),
  SET_DUE: when('assign'),
  COMMENT: when('comment', ['hasComment']),
};

const reviewer: readonly GuardName[] = ['isReviewerOfStep', 'isNotTheAuthor', 'isNotTheLastEditor', 'hasNotApprovedYet', 'isWhatWasSubmitted', 'checklistAllowsApproval'];
const promise: readonly GuardName[] = ['approvalValid', 'isAPossibleTime', 'isInTheFuture', 'isInsideWindow', 'isNotInBlackout'];
const goLive: readonly EffectKind[] = ['publish', 'enqueueRetrospective', 'enqueueUnpublish'];

/** Four-eyes and reason hold for the fast lane too: it spares steps, not the second person. */
const expedite = when('expedite', ['hasADraft', 'checklistAllowsApproval', 'isNotTheAuthor', 'isNotTheLastEditor', 'hasReason'], ['freeze']);

/** An edit while a round is over belongs to the next round; this one keeps its state. */
const openNextRound = when(null, [], ['openRound']);

const takeDown = when('take-down', ['isLive', 'hasReason'], ['unpublish', 'cancelUnpublish', 'cancelRetrospective']);

export const workflowMachine = machineSetup.createMachine({
  id: 'piece',
  version: String(MACHINE_VERSION),
  context: ({ input }) => input,
  initial: 'draft',
  states: {
    draft: {
      on: {
        ...talk,
        SUBMIT: { target: 'review', ...when('submit', ['hasADraft', 'checklistComplete'], ['freeze']) },
        EXPEDITE: { target: 'approved', ...expedite },
        ARCHIVE: { target: 'archived', ...when('archive') },
        CONTENT_CHANGED: when(null),
        VARIANTS_CHANGED: when('submit'),
        DOCUMENT_DELETED: { target: 'archived', ...when(null) },
      },
    },
    review: {
      on: {
        ...talk,
        APPROVE: [
          { target: 'approved', ...when('review', reviewer, [], 'completesReview') },
          { target: 'review', ...when('review', reviewer, [], 'completesStep') },
          { target: 'review', ...when('review', reviewer) },
        ],
        REQUEST_CHANGES: { target: 'draft', ...when('review', ['isReviewerOfStep', 'hasComment']) },
        REJECT: { target: 'rejected', ...when('review', ['isReviewerOfStep', 'hasKnownReasonCode']) },
        RECALL: { target: 'draft', ...when('submit', ['isTheSubmitter']) },
        EXPEDITE: { target: 'approved', ...expedite },
        ARCHIVE: { target: 'archived', ...when('archive') },
        CONTENT_CHANGED: { target: 'draft', ...when(null) },
        DOCUMENT_DELETED: { target: 'archived', ...when(null) },
      },
    },
    approved: {
      on: {
        ...talk,
        START_EXPERIMENT: { target: 'variant', ...when('own', ['approvalValid', 'hasTwoApprovedVariants']) },
        SCHEDULE: { target: 'scheduled', ...when('publish', promise, ['enqueueDue']) },
        PUBLISH: { target: 'published', ...when('publish', ['approvalValid', 'isNotInBlackout'], goLive) },
        ARCHIVE: { target: 'archived', ...when('archive') },
        RECALL: { target: 'draft', ...when('submit', ['isTheSubmitter']) },
        CONTENT_CHANGED: { target: 'draft', ...when(null) },
        DOCUMENT_DELETED: { target: 'archived', ...when(null) },
      },
    },
    variant: {
      on: {
        ...talk,
        PROMOTE: { target: 'approved', ...when('own', ['isARunningVariant', 'winnerIsAsApproved'], ['applyVariant']) },
        STOP: { target: 'approved', ...when('own') },
        ARCHIVE: { target: 'archived', ...when('own') },
        CONTENT_CHANGED: { target: 'draft', ...when(null) },
      },
    },
    scheduled: {
      on: {
        ...talk,
        RESCHEDULE: { target: 'scheduled', ...when('publish', promise, ['enqueueDue']) },
        UNSCHEDULE: { target: 'approved', ...when('publish', [], ['cancelDue']) },
        HOLD: { target: 'held', ...when('publish', ['hasReason'], ['cancelDue']) },
        DUE: [
          { target: 'held', ...when(null, ['isThisPromise', 'isDue'], ['cancelDue', 'alertHeld'], 'approvalIsGone') },
          { target: 'held', ...when(null, ['isThisPromise', 'isDue'], ['cancelDue', 'alertHeld'], 'isTooLateAndHeld') },
          { target: 'approved', ...when(null, ['isThisPromise', 'isDue'], ['cancelDue', 'alertSkipped'], 'isTooLateAndSkipped') },
          { target: 'held', ...when(null, ['isThisPromise', 'isDue'], ['cancelDue', 'alertHeld'], 'hasAlreadyEnded') },
          { target: 'held', ...when(null, ['isThisPromise', 'isDue'], ['cancelDue', 'alertHeld'], 'isBlocked') },
          { target: 'published', ...when(null, ['isThisPromise', 'isDue'], ['cancelDue', ...goLive, 'alertLate']) },
        ],
        PUBLISH_FAILED: { target: 'held', ...when(null, ['isThisPromise'], ['cancelDue', 'alertHeld']) },
        // Putting a promise away breaks it, so it takes who may make one.
        ARCHIVE: { target: 'archived', ...when('publish', [], ['cancelDue']) },
        CONTENT_CHANGED: { target: 'draft', ...when(null, [], ['cancelDue', 'alertVoided']) },
        DOCUMENT_DELETED: { target: 'archived', ...when(null, [], ['cancelDue', 'alertVoided']) },
      },
    },
    held: {
      on: {
        ...talk,
        RESCHEDULE: { target: 'scheduled', ...when('publish', promise, ['enqueueDue']) },
        UNSCHEDULE: { target: 'approved', ...when('publish', ['approvalValid']) },
        PUBLISH: { target: 'published', ...when('publish', ['approvalValid', 'isNotInBlackout'], goLive) },
        ARCHIVE: { target: 'archived', ...when('publish') },
        RECALL: { target: 'draft', ...when('submit', ['isTheSubmitter']) },
        CONTENT_CHANGED: { target: 'draft', ...when(null) },
        DOCUMENT_DELETED: { target: 'archived', ...when(null) },
      },
    },
    published: {
      on: {
        ...talk,
        TAKE_DOWN: { target: 'withdrawn', ...takeDown },
        UNPUBLISH_DUE: { target: 'withdrawn', ...when(null, ['isThisPromise', 'isLive'], ['unpublish', 'cancelRetrospective']) },
        RETROSPECTIVE_DUE: { target: 'retrospective', ...when(null) },
        OPEN_RETROSPECTIVE: { target: 'retrospective', ...when('own', [], ['cancelRetrospective']) },
        CONTENT_CHANGED: openNextRound,
      },
    },
    retrospective: {
      on: {
        ...talk,
        COMPLETE: { target: 'closed', ...when('own', ['retrospectiveIsComplete']) },
        TAKE_DOWN: { target: 'withdrawn', ...takeDown },
        UNPUBLISH_DUE: { target: 'withdrawn', ...when(null, ['isThisPromise', 'isLive'], ['unpublish']) },
        CONTENT_CHANGED: openNextRound,
      },
    },
    closed: {
      on: {
        COMMENT: talk.COMMENT,
        TAKE_DOWN: { target: 'withdrawn', ...takeDown },
        UNPUBLISH_DUE: { target: 'withdrawn', ...when(null, ['isThisPromise', 'isLive'], ['unpublish']) },
        CONTENT_CHANGED: openNextRound,
      },
    },
    withdrawn: {
      on: {
        ...talk,
        OPEN_RETROSPECTIVE: { target: 'retrospective', ...when('own') },
        ARCHIVE: { target: 'archived', ...when('archive') },
        CONTENT_CHANGED: openNextRound,
        DOCUMENT_DELETED: { target: 'archived', ...when(null) },
      },
    },
    rejected: {
      on: {
        ...talk,
        REOPEN: { target: 'draft', ...when('submit', ['hasADraft']) },
        ARCHIVE: { target: 'archived', ...when('archive') },
        CONTENT_CHANGED: when(null),
        DOCUMENT_DELETED: { target: 'archived', ...when(null) },
      },
    },
    archived: {
      on: {
        COMMENT: talk.COMMENT,
        REOPEN: { target: 'draft', ...when('archive', ['hasADraft']) },
        CONTENT_CHANGED: when(null),
      },
    },
  },
});

export const STATES = ['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published', 'retrospective', 'closed', 'withdrawn', 'rejected', 'archived'] as const satisfies readonly (keyof typeof workflowMachine.states)[];

export type StateName = (typeof STATES)[number];

/** States in which somebody still has something to do. */
export const OPEN_STATES: readonly StateName[] = STATES.filter((s) => !['closed', 'rejected', 'archived'].includes(s));
