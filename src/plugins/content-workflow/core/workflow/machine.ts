/**
 * The life of one piece: one round of one document in one locale.
 *
 * - **draft**: being written. Leaves by SUBMIT, which freezes the content hash, or by EXPEDITE.
 * - **review**: waits for the current step's reviewers. The last step's quorum leads to approved; an edit takes the
 *   submission back to draft. A guest's answer decides where the step says so, as the vote of who asked; elsewhere it is
 *   an opinion and changes nothing.
 * - **approved**: carries a seal, the approved hash. Only content with that hash can go on; RECALL gives it up.
 * - **variant**: an experiment runs over versions that were approved by their own hash, stands still, or has been measured
 *   and waits for a person to decide. Editing is locked.
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
export const MACHINE_VERSION = 2;

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
  GUEST_LINK_REVOKED: when('assign'),
};

/** A link can be revoked as long as somebody could hold it, whatever became of the piece. */
const afterwards = { COMMENT: talk.COMMENT, GUEST_LINK_REVOKED: talk.GUEST_LINK_REVOKED };

const reviewer: readonly GuardName[] = ['isReviewerOfStep', 'isNotTheAuthor', 'isNotTheLastEditor', 'hasNotApprovedYet', 'isWhatWasShown', 'isWhatWasSubmitted', 'checklistAllowsApproval'];
const guest: readonly GuardName[] = ['isWhatTheGuestSaw', 'isTheStepOfTheLink'];
const promise: readonly GuardName[] = ['approvalValid', 'isAPossibleTime', 'isInTheFuture', 'isInsideWindow', 'isNotInBlackout'];
const goLive: readonly EffectKind[] = ['publish', 'enqueueRetrospective', 'enqueueUnpublish'];

/** Which channels get it, and when, may change as long as somebody works on the piece; what they get is approved by a reviewer. */
const distribute = when('distribute');
const approveRendition = when('review', ['isSealed', 'isNotTheAuthor', 'isNotTheLastEditor', 'isTheRenditionThatWasShown']);
const channels = { DISTRIBUTION_PLANNED: distribute, RENDITION_APPROVED: approveRendition };

/** Four-eyes and reason hold for the fast lane too: it spares steps, not the second person. */
const expedite = when('expedite', ['hasADraft', 'checklistAllowsApproval', 'isNotTheAuthor', 'isNotTheLastEditor', 'isWhatWasShown', 'hasReason'], ['freeze', 'sealRenditions']);

/** Planning says what will be measured, before anything is known; it is no part of what is reviewed. */
const plan = when('own');

/** Readers see what is tried out, so it takes what a publication takes. */
const showing: readonly GuardName[] = ['mayShowReaders', 'isNotInBlackout'];
const cancelExperiment: readonly EffectKind[] = ['cancelExperiment', 'cancelExperimentJob'];
const decideExperiment: readonly EffectKind[] = ['decideExperiment', 'cancelExperimentJob'];

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
        DISTRIBUTION_PLANNED: distribute,
        SUBMIT: { target: 'review', ...when('submit', ['hasADraft', 'checklistComplete'], ['freeze']) },
        EXPEDITE: { target: 'approved', ...expedite },
        ARCHIVE: { target: 'archived', ...when('archive') },
        CONTENT_CHANGED: when(null),
        VARIANTS_CHANGED: when('submit'),
        EXPERIMENT_PLANNED: plan,
        DOCUMENT_DELETED: { target: 'archived', ...when(null) },
      },
    },
    review: {
      on: {
        ...talk,
        DISTRIBUTION_PLANNED: distribute,
        APPROVE: [
          { target: 'approved', ...when('review', reviewer, ['sealRenditions'], 'completesReview') },
          { target: 'review', ...when('review', reviewer, [], 'completesStep') },
          { target: 'review', ...when('review', reviewer) },
        ],
        GUEST_ASKED: when('assign'),
        EXPERIMENT_PLANNED: plan,
        GUEST_APPROVED: [
          { target: 'review', ...when(null, guest, [], 'isOpinion') },
          { target: 'approved', ...when(null, guest, ['sealRenditions'], 'completesReview') },
          { target: 'review', ...when(null, guest, [], 'completesStep') },
          { target: 'review', ...when(null, guest) },
        ],
        GUEST_OBJECTED: [
          { target: 'review', ...when(null, [...guest, 'hasComment'], [], 'isOpinion') },
          { target: 'draft', ...when(null, [...guest, 'hasComment']) },
        ],
        REQUEST_CHANGES: { target: 'draft', ...when('review', ['isReviewerOfStep', 'isWhatWasShown', 'hasComment']) },
        REJECT: { target: 'rejected', ...when('review', ['isReviewerOfStep', 'isWhatWasShown', 'hasKnownReasonCode']) },
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
        ...channels,
        EXPERIMENT_PLANNED: plan,
        START_EXPERIMENT: { target: 'variant', ...when('own', ['approvalValid', 'experimentIsPlanned', 'armsAreApproved', ...showing], ['startExperiment', 'enqueueExperiment']) },
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
        ...channels,
        PAUSE_EXPERIMENT: when('own', ['isMeasured'], ['recordExperiment', 'cancelExperimentJob']),
        RESUME_EXPERIMENT: when('own', ['isPaused', ...showing], ['recordExperiment', 'enqueueExperiment']),
        FINISH_EXPERIMENT: when('own', ['isNotFinished'], ['recordExperiment', 'cancelExperimentJob']),
        EXPERIMENT_OVER: when(null, ['isMeasured', 'stopRuleHolds'], ['recordExperiment', 'cancelExperimentJob']),
        PROMOTE: { target: 'approved', ...when('own', ['isARunningVariant', 'winnerIsAsApproved', 'mayNameAWinner'], ['applyVariant', ...decideExperiment]) },
        STOP: { target: 'approved', ...when('own', [], decideExperiment) },
        ARCHIVE: { target: 'archived', ...when('own', [], cancelExperiment) },
        // What readers see goes at once, and who takes it away need not own the experiment.
        TAKE_DOWN: { target: 'draft', ...when('take-down', ['hasReason'], cancelExperiment) },
        LIVE_ROUND_ENDED: { target: 'approved', ...when(null, [], cancelExperiment) },
        CONTENT_CHANGED: { target: 'draft', ...when(null, [], cancelExperiment) },
        DOCUMENT_DELETED: { target: 'archived', ...when(null, [], cancelExperiment) },
      },
    },
    scheduled: {
      on: {
        ...talk,
        ...channels,
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
        ...channels,
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
        ...channels,
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
        ...channels,
        COMPLETE: { target: 'closed', ...when('own', ['retrospectiveIsComplete']) },
        TAKE_DOWN: { target: 'withdrawn', ...takeDown },
        UNPUBLISH_DUE: { target: 'withdrawn', ...when(null, ['isThisPromise', 'isLive'], ['unpublish']) },
        CONTENT_CHANGED: openNextRound,
      },
    },
    closed: {
      on: {
        ...afterwards,
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
        ...afterwards,
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
