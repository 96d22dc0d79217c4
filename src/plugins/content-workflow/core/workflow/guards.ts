/**
 * The rules, one function each, named as the sentence that must be true.
 *
 * A guard answers `null` (passes) or the refusal that explains itself. Guards are total: they never throw, fetch or look
 * at a clock; what they need is in the context or in `event.facts`. The machine names them, `decide` and `available`
 * read the same table, so a button and an answer can not disagree.
 */
import type { Refusal } from '../errors';
import { blocking, type ChecklistRule } from '../review/checklist';
import { blackoutAt, insideWindow } from '../schedule/rules';
import { isTimezone, parseInstant } from '../schedule/zone';
import type { ReviewStep, WorkflowContext } from './context';
import type { WorkflowEvent } from './events';

type Guard = (context: WorkflowContext, event: WorkflowEvent) => Refusal | null;

const refuse = (refusal: Refusal): Refusal => refusal;

const currentStep = (context: WorkflowContext): ReviewStep | undefined => context.steps[context.step];

/** Who decides the current step: its roles, or everybody with the permission where it names none. */
const reviewersOf = (context: WorkflowContext, event: WorkflowEvent): readonly string[] => {
  if (event.type === 'EXPEDITE') return ['expedite'];
  const roles = currentStep(context)?.roles ?? [];
  return roles.length > 0 ? roles : ['review'];
};

const sameActor = (a: { kind: string; id: string } | null, b: { kind: string; id: string }): boolean =>
  a !== null && a.kind === b.kind && a.id === b.id;

const said = (text: unknown): boolean => typeof text === 'string' && text.trim().length > 0;

const approvedVariantCount = (context: WorkflowContext, event: WorkflowEvent): number =>
  event.facts.variants.filter((v) => context.seal?.variants.some((a) => a.key === v.key && a.hash === v.hash)).length;

const approvalValid: Guard = (context, event) => {
  if (context.seal === null)
    return refuse({
      code: 'APPROVAL_MISSING',
      kind: 'unprocessable',
      guard: 'approvalValid',
      message: 'This content has not been approved.',
      who: ['review'],
      next: 'Submit it and have every review step approve it.',
    });
  if (context.seal.hash !== event.facts.hash)
    return refuse({
      code: 'APPROVAL_VOID',
      kind: 'unprocessable',
      guard: 'approvalValid',
      message: 'The content is no longer what was approved.',
      who: ['submit'],
      next: 'Submit the changed content for review again, or restore the approved version.',
      params: { approved: context.seal.hash, now: event.facts.hash },
    });
  return null;
};

/** The instant a schedule guard judges: the promised one, or now for an event that publishes at once. */
const promisedAt = (event: WorkflowEvent): string => (event.type === 'SCHEDULE' || event.type === 'RESCHEDULE' ? event.publishAt : event.at);

const checklist = (guard: string, event: WorkflowEvent, levels: readonly ChecklistRule['level'][]): Refusal | null => {
  const missing = blocking(event.facts.checklist, levels);
  return missing.length === 0
    ? null
    : refuse({
        code: 'CHECKLIST_INCOMPLETE',
        kind: 'unprocessable',
        guard,
        message: `The checklist is not complete: ${missing.map((m) => `${m.field} (${m.problem})`).join(', ')}.`,
        who: ['submit'],
        next: 'Fill in the fields that are listed and save.',
        params: { missing },
      });
};

export const GUARDS = {
  hasADraft: (_context, event) =>
    event.facts.hash === ''
      ? refuse({
          code: 'DOCUMENT_NOT_FOUND',
          kind: 'unprocessable',
          guard: 'hasADraft',
          message: 'The entry was deleted.',
          who: [],
          next: 'Create it anew; this piece keeps its history.',
        })
      : null,

  checklistComplete: (_context, event) => checklist('checklistComplete', event, ['required']),

  checklistAllowsApproval: (_context, event) => checklist('checklistAllowsApproval', event, ['required', 'before-approval']),

  isReviewerOfStep: (context, event) => {
    const step = currentStep(context);
    if (step === undefined || step.roles.length === 0 || event.by.superAdmin) return null;
    return step.roles.some((role) => event.by.roles.includes(role))
      ? null
      : refuse({
          code: 'NOT_A_REVIEWER_OF_THIS_STEP',
          kind: 'forbidden',
          guard: 'isReviewerOfStep',
          message: `The step "${step.name}" is decided by other roles.`,
          who: step.roles,
          next: 'Ask one of the roles named here to decide.',
          params: { step: step.key, stepName: step.name, roles: step.roles },
        });
  },

  isNotTheAuthor: (context, event) =>
    sameActor(context.author, event.by)
      ? refuse({
          code: 'AUTHOR_CANNOT_APPROVE',
          kind: 'forbidden',
          guard: 'isNotTheAuthor',
          message: 'The author can not approve their own piece.',
          who: reviewersOf(context, event),
          next: 'Ask another reviewer.',
        })
      : null,

  isNotTheLastEditor: (context, event) =>
    sameActor(context.lastEditor, event.by)
      ? refuse({
          code: 'LAST_EDITOR_CANNOT_APPROVE',
          kind: 'forbidden',
          guard: 'isNotTheLastEditor',
          message: 'Who edited the piece last can not approve it.',
          who: reviewersOf(context, event),
          next: 'Ask another reviewer.',
        })
      : null,

  hasNotApprovedYet: (context, event) => {
    const step = currentStep(context);
    return context.approvals.some((a) => a.step === step?.key && sameActor(a.by, event.by))
      ? refuse({
          code: 'ALREADY_APPROVED_BY_YOU',
          kind: 'unprocessable',
          guard: 'hasNotApprovedYet',
          message: 'You have approved this step already.',
          who: reviewersOf(context, event),
          next: `The step needs ${step?.quorum ?? 1} different people.`,
          params: { quorum: step?.quorum ?? 1 },
        })
      : null;
  },

  isWhatWasSubmitted: (context, event) =>
    context.submitted !== null && context.submitted.hash === event.facts.hash
      ? null
      : refuse({
          code: 'CONTENT_CHANGED_SINCE_SUBMISSION',
          kind: 'unprocessable',
          guard: 'isWhatWasSubmitted',
          message: 'The content changed after it was submitted.',
          who: ['submit'],
          next: 'Send it back or recall it, and submit the content as it is now.',
          params: { submitted: context.submitted?.hash ?? null, now: event.facts.hash },
        }),

  isTheSubmitter: (context, event) =>
    sameActor(context.submitted?.by ?? null, event.by) || sameActor(context.author, event.by)
      ? null
      : refuse({
          code: 'ONLY_THE_SUBMITTER_RECALLS',
          kind: 'forbidden',
          guard: 'isTheSubmitter',
          message: 'Only the author, or who submitted the piece, can recall it.',
          who: [...new Set([context.author?.name, context.submitted?.by.name].filter((n): n is string => n !== undefined))],
          next: 'A reviewer can request changes instead.',
        }),

  hasComment: (_context, event) =>
    'comment' in event && said(event.comment)
      ? null
      : refuse({
          code: 'COMMENT_REQUIRED',
          kind: 'invalid',
          guard: 'hasComment',
          field: 'comment',
          message: 'A comment is required.',
          who: [],
          next: 'Say what should change.',
        }),

  hasReason: (_context, event) =>
    'reason' in event && said(event.reason)
      ? null
      : refuse({
          code: 'REASON_REQUIRED',
          kind: 'invalid',
          guard: 'hasReason',
          field: 'reason',
          message: 'A reason is required.',
          who: [],
          next: 'Say why; it stays in the history.',
        }),

  hasKnownReasonCode: (_context, event) =>
    'reasonCode' in event && event.facts.rejectReasons.includes(event.reasonCode)
      ? null
      : refuse({
          code: 'REASON_CODE_UNKNOWN',
          kind: 'invalid',
          guard: 'hasKnownReasonCode',
          field: 'reasonCode',
          message: 'A known reason code is required.',
          who: [],
          next: `Use one of: ${event.facts.rejectReasons.join(', ')}.`,
          params: { allowed: event.facts.rejectReasons },
        }),

  approvalValid,

  hasTwoApprovedVariants: (context, event) => {
    const approved = approvedVariantCount(context, event);
    return approved >= 2
      ? null
      : refuse({
          code: 'VARIANTS_NOT_APPROVED',
          kind: 'unprocessable',
          guard: 'hasTwoApprovedVariants',
          message: `An experiment needs at least two approved variants; there ${approved === 1 ? 'is 1' : `are ${approved}`}.`,
          who: ['submit'],
          next: 'Add variants while the piece is a draft, so that the review approves each of them as it is.',
          params: { approved, needed: 2 },
        });
  },

  isARunningVariant: (context, event) =>
    'variant' in event && context.experiment?.variants.some((v) => v.key === event.variant)
      ? null
      : refuse({
          code: 'VARIANT_UNKNOWN',
          kind: 'invalid',
          guard: 'isARunningVariant',
          field: 'variant',
          message: 'This variant does not take part in the experiment.',
          who: [],
          next: `Choose one of: ${(context.experiment?.variants ?? []).map((v) => v.key).join(', ')}.`,
        }),

  /** The winner must still be what was reviewed: its hash now, its approved hash and the one the experiment started with are one. */
  winnerIsAsApproved: (context, event) => {
    if (!('variant' in event)) return null;
    const started = context.experiment?.variants.find((v) => v.key === event.variant)?.hash;
    const now = event.facts.variants.find((v) => v.key === event.variant)?.hash;
    return started === undefined || started === now
      ? null
      : refuse({
          code: 'APPROVAL_VOID',
          kind: 'unprocessable',
          guard: 'winnerIsAsApproved',
          message: 'The variant is no longer what was approved.',
          who: ['own'],
          next: 'Stop the experiment and submit the changed content for review.',
        });
  },

  isAPossibleTime: (_context, event) => {
    if (!('publishAt' in event)) return null;
    if (!isTimezone(event.timezone))
      return refuse({
        code: 'TIMEZONE_UNKNOWN',
        kind: 'invalid',
        guard: 'isAPossibleTime',
        field: 'timezone',
        message: `"${event.timezone}" is not a known IANA time zone.`,
        who: [],
        next: 'Use a name such as Asia/Shanghai or Europe/Berlin.',
      });
    for (const field of ['publishAt', 'unpublishAt'] as const) {
      const instant = event[field];
      if (instant !== null && parseInstant(instant) === null)
        return refuse({
          code: 'TIME_INVALID',
          kind: 'invalid',
          guard: 'isAPossibleTime',
          field,
          message: 'This is not a point in time.',
          who: [],
          next: 'Send an ISO 8601 instant with a zone.',
        });
    }
    if (event.unpublishAt !== null && Date.parse(event.unpublishAt) <= Date.parse(event.publishAt))
      return refuse({
        code: 'UNPUBLISH_BEFORE_PUBLISH',
        kind: 'invalid',
        guard: 'isAPossibleTime',
        field: 'unpublishAt',
        message: 'The end lies before the start.',
        who: [],
        next: 'Choose an end after the publish time.',
      });
    return null;
  },

  isInTheFuture: (_context, event) =>
    Date.parse(promisedAt(event)) > Date.parse(event.at)
      ? null
      : refuse({
          code: 'TIME_IN_THE_PAST',
          kind: 'invalid',
          guard: 'isInTheFuture',
          field: 'publishAt',
          message: 'The time has passed.',
          who: [],
          next: 'Choose a time in the future, or publish now.',
        }),

  isInsideWindow: (_context, event) =>
    insideWindow(event.facts.publishRules, promisedAt(event))
      ? null
      : refuse({
          code: 'OUTSIDE_WINDOW',
          kind: 'unprocessable',
          guard: 'isInsideWindow',
          field: 'publishAt',
          message: 'The time lies outside the hours in which this type may go live.',
          who: [],
          next: 'Choose a time inside a publishing window.',
          params: { windows: event.facts.publishRules.windows },
        }),

  isNotInBlackout: (_context, event) => {
    const blackout = blackoutAt(event.facts.publishRules, promisedAt(event));
    return blackout === null
      ? null
      : refuse({
          code: 'IN_BLACKOUT',
          kind: 'unprocessable',
          guard: 'isNotInBlackout',
          field: 'publishAt',
          message: `Nothing goes live from ${blackout.from} to ${blackout.to}: ${blackout.reason}.`,
          who: [],
          next: 'Choose a time before or after it.',
          params: { ...blackout },
        });
  },

  isThisPromise: (context, event) =>
    'scheduleId' in event && context.schedule?.id === event.scheduleId
      ? null
      : refuse({
          code: 'SCHEDULE_REPLACED',
          kind: 'conflict',
          guard: 'isThisPromise',
          message: 'The promise was changed or withdrawn.',
          who: [],
          next: 'Nothing: the newer promise has its own job.',
        }),

  isDue: (context, event) =>
    context.schedule !== null && Date.parse(context.schedule.publishAt) <= Date.parse(event.at)
      ? null
      : refuse({
          code: 'NOT_YET_DUE',
          kind: 'unprocessable',
          guard: 'isDue',
          message: 'The promised time has not come.',
          who: [],
          next: 'The job runs again at the promised time.',
        }),

  isLive: (_context, event) =>
    event.facts.isLive
      ? null
      : refuse({
          code: 'NOT_THE_LIVE_ROUND',
          kind: 'unprocessable',
          guard: 'isLive',
          message: 'This round is not what readers see now.',
          who: [],
          next: 'Take down the round that is live.',
        }),

  retrospectiveIsComplete: (_context, event) => {
    if (event.type !== 'COMPLETE') return null;
    const missing = (['highlights', 'shortfalls', 'lessons'] as const).filter((field) => !said(event[field]));
    return missing.length === 0
      ? null
      : refuse({
          code: 'RETROSPECTIVE_INCOMPLETE',
          kind: 'invalid',
          guard: 'retrospectiveIsComplete',
          field: missing[0],
          message: `The retrospective needs ${missing.join(', ')}.`,
          who: [],
          next: 'Write what went well, what fell short and what becomes standard.',
          params: { missing },
        });
  },
} as const satisfies Record<string, Guard>;

export type GuardName = keyof typeof GUARDS;

/** Guards about the event's own payload: they are asked when the event is sent, not when a button is drawn. */
export const PAYLOAD_GUARDS: ReadonlySet<GuardName> = new Set<GuardName>([
  'hasComment',
  'hasReason',
  'hasKnownReasonCode',
  'isARunningVariant',
  'winnerIsAsApproved',
  'isAPossibleTime',
  'isInTheFuture',
  'retrospectiveIsComplete',
]);

/** Guards that judge an instant are asked of a button only where the instant is now. */
export const TIME_GUARDS: ReadonlySet<GuardName> = new Set<GuardName>(['isInsideWindow', 'isNotInBlackout']);

/** Branches choose between several targets of one event; failing one is not a refusal. */
export const BRANCHES = {
  completesReview: (context: WorkflowContext, event: WorkflowEvent): boolean =>
    quorumReached(context, event) && context.step + 1 >= context.steps.length,
  completesStep: (context: WorkflowContext, event: WorkflowEvent): boolean => quorumReached(context, event),
  approvalIsGone: (context: WorkflowContext, event: WorkflowEvent): boolean => approvalValid(context, event) !== null,
  isTooLateAndHeld: (context: WorkflowContext, event: WorkflowEvent): boolean => tooLate(context, event) && event.facts.late.policy === 'hold',
  isTooLateAndSkipped: (context: WorkflowContext, event: WorkflowEvent): boolean => tooLate(context, event) && event.facts.late.policy === 'skip',
  isBlocked: (context: WorkflowContext, event: WorkflowEvent): boolean => {
    return blackoutAt(event.facts.publishRules, event.at) !== null || !insideWindow(event.facts.publishRules, judgedAt(context, event));
  },
  hasAlreadyEnded: (context: WorkflowContext, event: WorkflowEvent): boolean => endPassed(context, event.at),
} as const;

export type BranchName = keyof typeof BRANCHES;

const quorumReached = (context: WorkflowContext, event: WorkflowEvent): boolean => {
  const step = currentStep(context);
  if (step === undefined) return true;
  const people = new Set(context.approvals.filter((a) => a.step === step.key).map((a) => `${a.by.kind}:${a.by.id}`));
  people.add(`${event.by.kind}:${event.by.id}`);
  return people.size >= step.quorum;
};

/** A promise that is kept within the tolerance is judged by its own time: a second's delay does not leave the window. */
const judgedAt = (context: WorkflowContext, event: WorkflowEvent): string => (context.schedule === null || tooLate(context, event) ? event.at : context.schedule.publishAt);

/** True when the promised end lies before the instant, so that going live would be over at once. */
export const endPassed = (context: WorkflowContext, at: string): boolean => context.schedule?.unpublishAt != null && Date.parse(context.schedule.unpublishAt) <= Date.parse(at);

const tooLate = (context: WorkflowContext, event: WorkflowEvent): boolean =>
  context.schedule !== null && Date.parse(event.at) - Date.parse(context.schedule.publishAt) > event.facts.late.toleranceMs;
