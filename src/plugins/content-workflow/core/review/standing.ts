/** Who waits for whom in review, judged from what is stored with the piece: the content is read when it is decided, not when the queue is drawn. */
import type { Actor, Instant, WorkflowContext } from '../workflow/context';
import { firstRefusal, rulesFor } from '../workflow/decide';
import type { Facts } from '../workflow/events';
import type { PieceState } from '../workflow/snapshot';

/** As if the content were what was submitted and complete; whether it is, is asked when the decision is sent. */
const presumed = (context: WorkflowContext, hash: string): Facts => ({
  hash,
  shown: hash,
  renditions: [],
  checklist: [],
  variants: [],
  isLive: false,
  steps: context.steps,
  publishRules: { windows: [], blackouts: [] },
  late: { policy: 'publish', toleranceMs: 0 },
  retrospectiveAfterDays: null,
  experiment: null, results: null, rejectReasons: [],
});

/** Whether this person can approve the current step. */
export const waitsFor = (state: PieceState, by: Actor, at: Instant): boolean => {
  const hash = state.context.submitted?.hash ?? state.context.hash;
  const event = { type: 'APPROVE' as const, comment: null, shownHash: hash, by, at, facts: presumed(state.context, hash) };
  return rulesFor(state, 'APPROVE').some((rule) => firstRefusal(rule, state.context, event) === null);
};

/** Since when the current step waits: the approval that completed the step before, or the submission. */
export const waitingSince = (context: WorkflowContext): Instant | null => {
  const earlier = context.steps.slice(0, context.step).map(({ key }) => key);
  const last = context.approvals.filter(({ step }) => earlier.includes(step)).at(-1);
  return last?.at ?? context.submitted?.at ?? null;
};
