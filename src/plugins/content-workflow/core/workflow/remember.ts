import { finished, paused, resumed, started } from '../experiment/duration';
import type { Actor, ActorRef, Approval, RunningExperiment, WorkflowContext } from './context';
import type { WorkflowEvent } from './events';
import { blackoutAt } from '../schedule/rules';
import { BRANCHES } from './guards';
import { approvedArms } from './guards/experiment';
import { endPassed } from './guards/time';

const ref = (actor: Actor): ActorRef => ({ kind: actor.kind, id: actor.id, name: actor.name });

/** What a review, a promise and an experiment leave behind; cleared whenever the content has to be approved anew. */
const unapproved = { steps: [], step: 0, approvals: [], opinions: [], submitted: null, seal: null, schedule: null, held: null, experiment: null } as const;

type GuestEvent = WorkflowEvent & { type: 'GUEST_APPROVED' | 'GUEST_OBJECTED' };

const opinion = (context: WorkflowContext, event: GuestEvent): Partial<WorkflowContext> => ({
  opinions: [
    ...context.opinions,
    { step: event.step, by: ref(event.by), askedBy: ref(event.askedBy), at: event.at, approves: event.type === 'GUEST_APPROVED', comment: event.comment },
  ],
});

/** What comes with an approval. A link shows the content and no channel, so a guest's says nothing of what channels are given. */
const cameWith = (event: WorkflowEvent & { type: 'APPROVE' | 'GUEST_APPROVED' }): Pick<Approval, 'askedBy' | 'renditions'> => {
  if (event.type === 'GUEST_APPROVED') return { askedBy: ref(event.askedBy) };
  return event.facts.renditions.length === 0 ? {} : { renditions: event.facts.renditions };
};

const approve = (context: WorkflowContext, event: WorkflowEvent & { type: 'APPROVE' | 'GUEST_APPROVED' }): Partial<WorkflowContext> => {
  const step = context.steps[context.step];
  const approvals = [...context.approvals, { step: step?.key ?? '', by: ref(event.by), at: event.at, hash: event.facts.hash, ...cameWith(event) }];
  if (BRANCHES.completesReview(context, event))
    return {
      approvals,
      seal: {
        hash: event.facts.hash,
        how: 'review',
        by: approvals.map((a) => a.by),
        at: event.at,
        reason: null,
        // A variant edited during the review was not what the reviewers read, so only unchanged ones are sealed.
        variants: (context.submitted?.variants ?? []).filter((v) => event.facts.variants.some((now) => now.key === v.key && now.hash === v.hash)),
      },
    };
  return BRANCHES.completesStep(context, event) ? { approvals, step: context.step + 1 } : { approvals };
};

/** How late a promise was kept, in milliseconds; `null` where nothing was promised. */
const lateness = (context: WorkflowContext, at: string): number | null =>
  context.schedule === null ? null : Math.max(0, Date.parse(at) - Date.parse(context.schedule.publishAt));

const heldBecause = (context: WorkflowContext, event: WorkflowEvent): WorkflowContext['held'] => {
  if (event.type === 'HOLD') return { code: 'HELD_BY_PERSON', message: event.reason, at: event.at };
  if (event.type === 'PUBLISH_FAILED') return { code: 'PUBLISH_FAILED', message: event.message, at: event.at };
  if (BRANCHES.approvalIsGone(context, event))
    return { code: 'APPROVAL_VOID', message: 'At the promised time the content was not what had been approved.', at: event.at };
  if (BRANCHES.isTooLateAndHeld(context, event))
    return { code: 'TOO_LATE', message: 'The promised time was missed by more than the tolerance of this type.', at: event.at };
  if (BRANCHES.hasAlreadyEnded(context, event)) return { code: 'END_PASSED', message: 'The promised end had passed before it could go live.', at: event.at };
  if (blackoutAt(event.facts.publishRules, event.at) !== null)
    return { code: 'IN_BLACKOUT', message: 'A blackout covers the promised time.', at: event.at };
  if (BRANCHES.isBlocked(context, event)) return { code: 'OUTSIDE_WINDOW', message: 'It would have gone live outside the hours of this type.', at: event.at };
  return null;
};

const due = (context: WorkflowContext, event: WorkflowEvent): Partial<WorkflowContext> => {
  if (!BRANCHES.approvalIsGone(context, event) && BRANCHES.isTooLateAndSkipped(context, event)) return { schedule: null };
  const held = heldBecause(context, event);
  if (held !== null) return { held };
  return published(context, event);
};

const published = (context: WorkflowContext, event: WorkflowEvent): Partial<WorkflowContext> => ({
  held: null,
  // Somebody who publishes a held piece after its promised end wants it to stay.
  schedule: context.schedule !== null && endPassed(context, event.at) ? { ...context.schedule, unpublishAt: null } : context.schedule,
  publication: { hash: event.facts.hash, at: event.at, latenessMs: event.type === 'DUE' ? lateness(context, event.at) : null },
});

const contentChanged = (context: WorkflowContext, event: WorkflowEvent & { type: 'CONTENT_CHANGED' }): Partial<WorkflowContext> => {
  // A round that went live keeps its record: the edit belongs to the next round.
  if (context.publication !== null) return {};
  const lost = context.submitted !== null || context.seal !== null;
  return {
    ...unapproved,
    hash: event.facts.hash,
    lastEditor: ref(event.by),
    author: context.author ?? ref(event.by),
    voided: lost ? { by: ref(event.by), at: event.at, from: context.seal === null ? 'review' : 'approved' } : context.voided,
  };
};

const measured = ({ experiment }: WorkflowContext, state: RunningExperiment['state'], lasts: (duration: RunningExperiment['duration']) => RunningExperiment['duration']): Partial<WorkflowContext> =>
  experiment === null ? {} : { experiment: { ...experiment, state, duration: lasts(experiment.duration) } };

/** The context after an accepted event. One case an event; pure. */
export const remember = (context: WorkflowContext, event: WorkflowEvent): Partial<WorkflowContext> => {
  switch (event.type) {
    case 'SUBMIT':
      return {
        ...unapproved,
        hash: event.facts.hash,
        steps: event.facts.steps,
        submitted: { hash: event.facts.hash, variants: event.facts.variants, by: ref(event.by), at: event.at },
        changesRequested: null,
        voided: null,
      };
    case 'APPROVE':
      return approve(context, event);
    case 'GUEST_APPROVED':
      return BRANCHES.isOpinion(context, event) ? opinion(context, event) : approve(context, event);
    case 'GUEST_OBJECTED':
      return BRANCHES.isOpinion(context, event) ? opinion(context, event) : { ...unapproved, changesRequested: { by: ref(event.by), at: event.at, text: event.comment } };
    case 'REQUEST_CHANGES':
      return { ...unapproved, changesRequested: { by: ref(event.by), at: event.at, text: event.comment } };
    case 'REJECT':
      return { ...unapproved, rejected: { by: ref(event.by), at: event.at, text: event.comment ?? '', reasonCode: event.reasonCode } };
    case 'RECALL':
      return { ...unapproved };
    case 'EXPEDITE':
      return {
        hash: event.facts.hash,
        approvals: [],
        voided: null,
        changesRequested: null,
        expedited: { by: ref(event.by), at: event.at, text: event.reason },
        seal: { hash: event.facts.hash, how: 'expedite', by: [ref(event.by)], at: event.at, reason: event.reason, variants: [] },
      };
    case 'START_EXPERIMENT':
      return event.facts.experiment === null
        ? {}
        : { experiment: { id: event.facts.experiment.id, key: event.facts.experiment.key, state: 'running', arms: approvedArms(context, event), duration: started(event.at), by: ref(event.by) } };
    case 'PAUSE_EXPERIMENT':
      return measured(context, 'paused', (duration) => paused(duration, event.at));
    case 'RESUME_EXPERIMENT':
      return measured(context, 'running', (duration) => resumed(duration, event.at));
    case 'FINISH_EXPERIMENT':
    case 'EXPERIMENT_OVER':
      return measured(context, 'finished', (duration) => finished(duration, event.at));
    case 'PROMOTE': {
      const winner = context.experiment?.arms.find((v) => v.key === event.variant);
      return context.seal === null || winner === undefined
        ? {}
        : { experiment: null, hash: winner.hash, seal: { ...context.seal, hash: winner.hash, how: 'experiment', reason: `winner: ${winner.key}` } };
    }
    case 'STOP':
    case 'LIVE_ROUND_ENDED':
      return { experiment: null };
    case 'SCHEDULE':
    case 'RESCHEDULE':
      return {
        held: null,
        schedule: { id: event.scheduleId, publishAt: event.publishAt, timezone: event.timezone, unpublishAt: event.unpublishAt, by: ref(event.by) },
      };
    case 'UNSCHEDULE':
      return { schedule: null, held: null };
    case 'PUBLISH':
      return published(context, event);
    case 'DUE':
      return due(context, event);
    case 'HOLD':
    case 'PUBLISH_FAILED':
      return { held: heldBecause(context, event) };
    case 'TAKE_DOWN':
      // Only the readers of an experiment saw it: it goes back to the desk, and has to be approved anew.
      if (context.publication === null) return { ...unapproved, changesRequested: { by: ref(event.by), at: event.at, text: event.reason } };
      return { takenDown: { by: ref(event.by), at: event.at, text: event.reason } };
    case 'UNPUBLISH_DUE':
      return { takenDown: { by: ref(event.by), at: event.at, text: 'The scheduled end was reached.' } };
    case 'COMPLETE':
      return {
        retrospective: { highlights: event.highlights, shortfalls: event.shortfalls, lessons: event.lessons, by: ref(event.by), at: event.at },
      };
    case 'ASSIGN':
      return { assignee: event.assignee };
    case 'SET_DUE':
      return { dueAt: event.dueAt };
    case 'REOPEN':
      return { ...unapproved, hash: event.facts.hash, rejected: null };
    case 'ARCHIVE':
    case 'DOCUMENT_DELETED':
      // The history keeps what was; a piece that is reopened later starts clean, as if it had never gone live.
      return { ...unapproved, publication: null, takenDown: null, retrospective: null };
    case 'CONTENT_CHANGED':
      return contentChanged(context, event);
    case 'VARIANTS_CHANGED':
      // What a variant says is written too: whoever wrote it can not approve it.
      return { lastEditor: ref(event.by), author: context.author ?? ref(event.by) };
    case 'OPEN_RETROSPECTIVE':
    case 'RETROSPECTIVE_DUE':
    case 'COMMENT':
    case 'GUEST_ASKED':
    case 'GUEST_LINK_REVOKED':
    case 'EXPERIMENT_PLANNED':
    case 'DISTRIBUTION_PLANNED':
    case 'RENDITION_APPROVED':
      return {};
  }
};
