/**
 * The rules, one function each, named as the sentence that must be true. They stand in `guards/` by what they are about.
 *
 * A guard answers `null` (passes) or the refusal that explains itself. Guards are total: they never throw, fetch or look
 * at a clock; what they need is in the context or in `event.facts`. The machine names them, `decide` and `available`
 * read the same table, so a button and an answer can not disagree.
 */
import type { WorkflowContext } from './context';
import type { WorkflowEvent } from './events';
import { approvalValid, CONTENT_GUARDS } from './guards/content';
import { EXPERIMENT_GUARDS } from './guards/experiment';
import type { Guard } from './guards/guard';
import { currentStep, quorumReached, REVIEW_GUARDS } from './guards/review';
import { endPassed, isBlocked, PROMISE_GUARDS, tooLate } from './guards/time';
import { WORD_GUARDS } from './guards/words';

export const GUARDS = { ...CONTENT_GUARDS, ...REVIEW_GUARDS, ...WORD_GUARDS, ...EXPERIMENT_GUARDS, ...PROMISE_GUARDS } as const satisfies Record<string, Guard>;

export type GuardName = keyof typeof GUARDS;

/** Guards about the event's own payload: they are asked when the event is sent, not when a button is drawn. */
export const PAYLOAD_GUARDS: ReadonlySet<GuardName> = new Set<GuardName>([
  'isWhatWasShown',
  'isTheRenditionThatWasShown',
  'hasComment',
  'hasReason',
  'hasKnownReasonCode',
  'isARunningVariant',
  'winnerIsAsApproved',
  'mayNameAWinner',
  'isAPossibleTime',
  'isInTheFuture',
  'retrospectiveIsComplete',
]);

/** Guards that judge an instant are asked of a button only where the instant is now. */
export const TIME_GUARDS: ReadonlySet<GuardName> = new Set<GuardName>(['isInsideWindow', 'isNotInBlackout']);

/** What who asked would meet if they approved, or sent it back, themselves. */
const VOTE = ['isReviewerOfStep', 'isNotTheAuthor', 'isNotTheLastEditor', 'hasNotApprovedYet', 'isWhatWasSubmitted', 'checklistAllowsApproval'] as const satisfies readonly GuardName[];
const OBJECTION = ['isReviewerOfStep'] as const satisfies readonly GuardName[];

/** True unless the step lets guests decide and who asked could decide it themselves at this moment. */
const isOpinion = (context: WorkflowContext, event: WorkflowEvent): boolean => {
  if (event.type !== 'GUEST_APPROVED' && event.type !== 'GUEST_OBJECTED') return false;
  if (currentStep(context)?.guests !== true || !event.askedBy.permissions.includes('review')) return true;
  const asThemselves = { ...event, by: event.askedBy };
  return (event.type === 'GUEST_APPROVED' ? VOTE : OBJECTION).some((name) => GUARDS[name](context, asThemselves) !== null);
};

/** Branches choose between several targets of one event; failing one is not a refusal. */
export const BRANCHES = {
  isOpinion,
  completesReview: (context: WorkflowContext, event: WorkflowEvent): boolean =>
    quorumReached(context, event) && context.step + 1 >= context.steps.length,
  completesStep: (context: WorkflowContext, event: WorkflowEvent): boolean => quorumReached(context, event),
  approvalIsGone: (context: WorkflowContext, event: WorkflowEvent): boolean => approvalValid(context, event) !== null,
  isTooLateAndHeld: (context: WorkflowContext, event: WorkflowEvent): boolean => tooLate(context, event) && event.facts.late.policy === 'hold',
  isTooLateAndSkipped: (context: WorkflowContext, event: WorkflowEvent): boolean => tooLate(context, event) && event.facts.late.policy === 'skip',
  isBlocked,
  hasAlreadyEnded: (context: WorkflowContext, event: WorkflowEvent): boolean => endPassed(context, event.at),
} as const;

export type BranchName = keyof typeof BRANCHES;
