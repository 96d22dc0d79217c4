/**
 * What keeps a piece where it is, told from its context and its card alone: a column of cards is drawn without reading
 * anybody's content. Codes with their particulars; the admin has the words.
 */
import type { CheckResult } from '../review/checklist';
import type { ActorRef, WorkflowContext } from '../workflow/context';
import type { StateName } from '../workflow/machine';

/** A field that the checklist requires and what is wrong with it. */
export interface Missing {
  readonly field: string;
  readonly problem: NonNullable<CheckResult['problem']>;
}

export type Blocker =
  | { readonly code: 'CHANGES_REQUESTED'; readonly by: ActorRef }
  /** An edit took it out of review, or took its approval away. */
  | { readonly code: 'VOIDED'; readonly by: ActorRef; readonly from: string }
  | { readonly code: 'FIELDS_MISSING'; readonly fields: readonly Missing[] }
  /** `number` counts the steps from 1; `approvals` of `quorum` are there. */
  | { readonly code: 'WAITS_FOR_STEP'; readonly step: string; readonly name: string; readonly number: number; readonly of: number; readonly approvals: number; readonly quorum: number }
  | { readonly code: 'EXPERIMENT_RUNS'; readonly variants: number }
  /** `reason` is the code under which it was held. */
  | { readonly code: 'HELD'; readonly reason: string }
  | { readonly code: 'LESSONS_MISSING' }
  | { readonly code: 'REJECTED'; readonly by: ActorRef; readonly reason: string }
  | { readonly code: 'TAKEN_DOWN'; readonly by: ActorRef }
  /** This version of the workflow can not read the piece. */
  | { readonly code: 'UNREADABLE' };

export type BlockerCode = Blocker['code'];

const inDraft = ({ changesRequested, voided }: WorkflowContext, missing: readonly Missing[]): Blocker[] => [
  ...(changesRequested === null ? [] : [{ code: 'CHANGES_REQUESTED', by: changesRequested.by } as const]),
  ...(voided === null ? [] : [{ code: 'VOIDED', by: voided.by, from: voided.from } as const]),
  ...(missing.length === 0 ? [] : [{ code: 'FIELDS_MISSING', fields: missing } as const]),
];

const inReview = ({ steps, step, approvals }: WorkflowContext): Blocker[] => {
  const current = steps[step];
  if (current === undefined) return [];
  const given = approvals.filter((approval) => approval.step === current.key).length;
  return [{ code: 'WAITS_FOR_STEP', step: current.key, name: current.name, number: step + 1, of: steps.length, approvals: given, quorum: current.quorum }];
};

/** The gravest first; empty where nothing is in the way but that nobody has gone on yet. */
export const blockersOf = (state: StateName, context: WorkflowContext, missing: readonly Missing[]): Blocker[] => {
  switch (state) {
    case 'draft':
      return inDraft(context, missing);
    case 'review':
      return inReview(context);
    case 'variant':
      return [{ code: 'EXPERIMENT_RUNS', variants: context.experiment?.arms.length ?? 0 }];
    case 'held':
      return context.held === null ? [] : [{ code: 'HELD', reason: context.held.code }];
    case 'retrospective':
      return [{ code: 'LESSONS_MISSING' }];
    case 'rejected':
      return context.rejected === null ? [] : [{ code: 'REJECTED', by: context.rejected.by, reason: context.rejected.reasonCode }];
    case 'withdrawn':
      return context.takenDown === null ? [] : [{ code: 'TAKEN_DOWN', by: context.takenDown.by }];
    case 'approved':
    case 'scheduled':
    case 'published':
    case 'closed':
    case 'archived':
      return [];
  }
};
