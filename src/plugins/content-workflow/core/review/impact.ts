/**
 * What a change of the rules does to a piece that is under way.
 *
 * A review goes on by the steps that were frozen when the piece was submitted, and an approval once given stays: no
 * change of the rules gives or takes one. What does change is asked of the machine that will decide, with the rules as
 * they are and as they would be; so what is said beforehand and what happens then can not disagree.
 */
import type { LatePolicy, PublishRules } from '../schedule/rules';
import { blackoutAt } from '../schedule/rules';
import type { Actor, Instant, ReviewStep, WorkflowContext } from '../workflow/context';
import { decide, firstRefusal, rulesFor } from '../workflow/decide';
import type { Facts, WorkflowEvent } from '../workflow/events';
import type { StateName } from '../workflow/machine';
import type { PieceState } from '../workflow/snapshot';
import { blocking, runChecklist, type ChecklistRule } from './checklist';

/** Everything about a type that a change in the admin can touch. */
export interface TypeRules extends PublishRules {
  readonly review: readonly ReviewStep[];
  readonly checklist: readonly ChecklistRule[];
  readonly edits: { readonly review: 'void' | 'lock'; readonly scheduled: 'void' | 'lock' };
  readonly late: { readonly policy: LatePolicy; readonly toleranceMinutes: number };
  readonly rejectReasons: readonly string[];
  readonly retrospectiveAfterDays: number | null;
}

export type Impact =
  /** Under review: goes on by the steps it was submitted with. Names of the steps that the new rules have more, less or otherwise. */
  | { readonly kind: 'KEEPS_STEPS'; readonly approvals: number; readonly added: readonly string[]; readonly removed: readonly string[]; readonly changed: readonly string[] }
  /** Approved by other steps than the new ones, and stays approved. */
  | { readonly kind: 'KEEPS_APPROVAL' }
  /** Under review, and no longer to be approved as it is: these fields. */
  | { readonly kind: 'CHECKLIST_STOPS_APPROVAL'; readonly fields: readonly string[] }
  | { readonly kind: 'CHECKLIST_LETS_APPROVE' }
  /** What would become of the promise at its time; `code` as in `held`. */
  | { readonly kind: 'WILL_BE_HELD'; readonly code: string }
  | { readonly kind: 'WILL_BE_SKIPPED' }
  | { readonly kind: 'WILL_GO_LIVE' }
  /** The promise stands; what happens if it is missed is another. */
  | { readonly kind: 'LATE_OTHERWISE'; readonly policy: LatePolicy; readonly toleranceMinutes: number }
  /** Approved or held: can not be published by hand at this moment, or can again. */
  | { readonly kind: 'CAN_NOT_PUBLISH_NOW' }
  | { readonly kind: 'CAN_PUBLISH_NOW' }
  | { readonly kind: 'EDITS_LOCKED' }
  | { readonly kind: 'EDITS_VOID' };

export type ImpactKind = Impact['kind'];

/** The states in which a change of the rules can be felt by what is there. */
export const FEELS_RULES: readonly StateName[] = ['review', 'approved', 'variant', 'scheduled', 'held'];

const NOBODY_YET: Actor = { kind: 'system', id: 'impact', name: '', permissions: ['review', 'publish'], roles: [], superAdmin: true };

const MINUTE = 60_000;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const stepOf = ({ key, name, quorum, roles }: ReviewStep): ReviewStep => ({ key, name, quorum, roles: [...roles].sort() });

/** Steps compared by their keys; the order is part of it, since earlier steps come first. */
const stepsApart = (was: readonly ReviewStep[], is: readonly ReviewStep[]): Pick<Impact & { kind: 'KEEPS_STEPS' }, 'added' | 'removed' | 'changed'> => ({
  added: is.filter((step) => !was.some(({ key }) => key === step.key)).map(({ name }) => name),
  removed: was.filter((step) => !is.some(({ key }) => key === step.key)).map(({ name }) => name),
  changed: is.filter((step) => was.some((other) => other.key === step.key && !same(stepOf(other), stepOf(step)))).map(({ name }) => name),
});

export const sameSteps = (a: readonly ReviewStep[], b: readonly ReviewStep[]): boolean => same(a.map(stepOf), b.map(stepOf));

/** Settings do not touch content: for them it is what was approved or submitted. */
const hashOf = ({ seal, submitted, hash }: WorkflowContext): string => seal?.hash ?? submitted?.hash ?? hash;

const factsBy = (rules: TypeRules, context: WorkflowContext, content: Readonly<Record<string, unknown>> | null): Facts => ({
  hash: hashOf(context),
  shown: hashOf(context),
  renditions: [],
  checklist: content === null ? [] : runChecklist(content, rules.checklist),
  variants: [],
  isLive: false,
  steps: rules.review,
  publishRules: rules,
  late: { policy: rules.late.policy, toleranceMs: rules.late.toleranceMinutes * MINUTE },
  retrospectiveAfterDays: rules.retrospectiveAfterDays,
  rejectReasons: rules.rejectReasons,
  // What is tried out does not depend on the rules of a type.
  experiment: null,
  results: null,
});

/** Where a promise ends when its time comes; for one that is overdue, now. */
const endOf = (state: PieceState, rules: TypeRules, now: Instant): { readonly to: string; readonly code: string } => {
  const { schedule } = state.context;
  if (schedule === null) return { to: 'none', code: '' };
  const at = Date.parse(schedule.publishAt) > Date.parse(now) ? schedule.publishAt : now;
  const event: WorkflowEvent = { type: 'DUE', scheduleId: schedule.id, by: NOBODY_YET, at, facts: factsBy(rules, state.context, null) };
  const decision = decide(state, event);
  return decision.kind === 'refused' ? { to: 'refused', code: decision.refusal.code } : { to: decision.to, code: decision.next.context.held?.code ?? '' };
};

const impactOnPromise = (state: PieceState, was: TypeRules, is: TypeRules, now: Instant): Impact[] => {
  const [before, after] = [endOf(state, was, now), endOf(state, is, now)];
  const ends: Impact[] =
    before.to === after.to && before.code === after.code
      ? []
      : after.to === 'held'
        ? [{ kind: 'WILL_BE_HELD', code: after.code }]
        : [{ kind: after.to === 'published' ? 'WILL_GO_LIVE' : 'WILL_BE_SKIPPED' }];
  return same(was.late, is.late) ? ends : [...ends, { kind: 'LATE_OTHERWISE', ...is.late }];
};

/** The fields that stand between a piece under review and its approval, asked of the guard that stops it. */
const stops = (state: PieceState, rules: TypeRules, content: Readonly<Record<string, unknown>>, now: Instant): readonly string[] => {
  const event: WorkflowEvent = { type: 'APPROVE', comment: null, by: NOBODY_YET, at: now, facts: factsBy(rules, state.context, content) };
  const [rule] = rulesFor(state, 'APPROVE');
  const refusal = rule === undefined ? null : firstRefusal(rule, state.context, event, (name) => name === 'checklistAllowsApproval');
  return refusal === null ? [] : blocking(event.facts.checklist, ['required', 'before-approval']).map(({ field }) => field);
};

const impactOnChecklist = (state: PieceState, was: TypeRules, is: TypeRules, content: Readonly<Record<string, unknown>> | null, now: Instant): Impact[] => {
  if (content === null || same(was.checklist, is.checklist)) return [];
  const [before, after] = [stops(state, was, content, now), stops(state, is, content, now)];
  const fresh = after.filter((field) => !before.includes(field));
  if (fresh.length > 0) return [{ kind: 'CHECKLIST_STOPS_APPROVAL', fields: fresh }];
  return before.length > 0 && after.length === 0 ? [{ kind: 'CHECKLIST_LETS_APPROVE' }] : [];
};

const impactOnEdits = (was: 'void' | 'lock', is: 'void' | 'lock'): Impact[] => (was === is ? [] : [{ kind: is === 'lock' ? 'EDITS_LOCKED' : 'EDITS_VOID' }]);

const impactNow = (was: TypeRules, is: TypeRules, now: Instant): Impact[] => {
  const [before, after] = [blackoutAt(was, now) !== null, blackoutAt(is, now) !== null];
  return before === after ? [] : [{ kind: after ? 'CAN_NOT_PUBLISH_NOW' : 'CAN_PUBLISH_NOW' }];
};

/**
 * What becomes of one piece when the rules of its type become `is`. `content` is what was submitted, for a piece under
 * review whose checklist changes; `null` where it is not known, and then nothing is said of the checklist.
 */
export const impactOf = (state: PieceState, was: TypeRules, is: TypeRules, content: Readonly<Record<string, unknown>> | null, now: Instant): Impact[] => {
  const { context } = state;
  const stepsChange = !sameSteps(was.review, is.review);
  const keepsApproval: Impact[] = stepsChange && context.seal !== null ? [{ kind: 'KEEPS_APPROVAL' }] : [];
  switch (state.value as StateName) {
    case 'review': {
      const keepsSteps: Impact[] = stepsChange && !sameSteps(context.steps, is.review) ? [{ kind: 'KEEPS_STEPS', approvals: context.approvals.length, ...stepsApart(context.steps, is.review) }] : [];
      return [...keepsSteps, ...impactOnChecklist(state, was, is, content, now), ...impactOnEdits(was.edits.review, is.edits.review)];
    }
    case 'scheduled':
      return [...impactOnPromise(state, was, is, now), ...keepsApproval, ...impactOnEdits(was.edits.scheduled, is.edits.scheduled)];
    case 'approved':
    case 'held':
      return [...keepsApproval, ...impactNow(was, is, now)];
    case 'variant':
      return keepsApproval;
    default:
      return [];
  }
};
