/** Whose word counts in the current step, and whether it completes it. */
import type { ActorRef, Approval, ReviewStep, WorkflowContext } from '../context';
import type { WorkflowEvent } from '../events';
import { refuse, type Guard } from './guard';

export const currentStep = (context: WorkflowContext): ReviewStep | undefined => context.steps[context.step];

/** Who decides the current step: its roles, or everybody with the permission where it names none. */
const reviewersOf = (context: WorkflowContext, event: WorkflowEvent): readonly string[] => {
  if (event.type === 'EXPEDITE') return ['expedite'];
  const roles = currentStep(context)?.roles ?? [];
  return roles.length > 0 ? roles : ['review'];
};

const sameActor = (a: { kind: string; id: string } | null, b: { kind: string; id: string }): boolean =>
  a !== null && a.kind === b.kind && a.id === b.id;

/** A guest's approval is the vote of who asked, given away: nobody has two. */
const voterOf = (approval: Approval): ActorRef => approval.askedBy ?? approval.by;

const voterIn = (event: WorkflowEvent): ActorRef => ('askedBy' in event ? event.askedBy : event.by);

export const REVIEW_GUARDS = {
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
    return context.approvals.some((a) => a.step === step?.key && sameActor(voterOf(a), event.by))
      ? refuse({
          code: 'ALREADY_APPROVED_BY_YOU',
          kind: 'unprocessable',
          guard: 'hasNotApprovedYet',
          message: 'You have approved this step already, by yourself or through a guest.',
          who: reviewersOf(context, event),
          next: `The step needs ${step?.quorum ?? 1} different people.`,
          params: { quorum: step?.quorum ?? 1 },
        })
      : null;
  },

  isTheStepOfTheLink: (context, event) => {
    const step = currentStep(context);
    return 'askedBy' in event && event.step === step?.key
      ? null
      : refuse({
          code: 'NOT_THE_STEP_OF_THE_LINK',
          kind: 'unprocessable',
          guard: 'isTheStepOfTheLink',
          message: 'The review is at another step than the one that this link asks about.',
          who: ['assign'],
          next: 'Ask for a new link.',
        });
  },

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
} as const satisfies Record<string, Guard>;

export const quorumReached = (context: WorkflowContext, event: WorkflowEvent): boolean => {
  const step = currentStep(context);
  if (step === undefined) return true;
  const keyOf = ({ kind, id }: ActorRef): string => `${kind}:${id}`;
  const voters = new Set(context.approvals.filter((a) => a.step === step.key).map((a) => keyOf(voterOf(a))));
  voters.add(keyOf(voterIn(event)));
  return voters.size >= step.quorum;
};
