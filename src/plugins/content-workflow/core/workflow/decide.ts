import { getNextTransitions, transition } from 'xstate';
import type { Refusal } from '../errors';
import type { Approval, RenditionHash, RunningExperiment, WorkflowContext } from './context';
import { finished } from '../experiment/duration';
import { ORIGINAL } from '../experiment/plan';
import type { Effect, EffectKind, ExperimentAct, Ruling } from './effects';
import { USER_EVENTS, type EventType, type WorkflowEvent } from './events';
import { GUARDS, type GuardName } from './guards';
import { workflowMachine, type Rule, type StateName } from './machine';
import type { PieceState } from './snapshot';

export type Decision =
  | { readonly kind: 'accepted'; readonly from: StateName; readonly to: StateName; readonly next: PieceState; readonly effects: readonly Effect[]; readonly permission: Rule['permission'] }
  | { readonly kind: 'refused'; readonly from: StateName; readonly refusal: Refusal };

export const stateName = (state: PieceState): StateName => state.value as StateName;

/** The rules that an event meets in a state, in the order in which they are tried. */
export const rulesFor = (state: PieceState, type: EventType): Rule[] =>
  getNextTransitions(state)
    .filter((t) => t.eventType === type)
    .map((t) => t.meta as unknown as Rule);

/** The events that lead somewhere from a state. */
export const eventsOf = (state: PieceState): EventType[] => [...new Set(getNextTransitions(state).map((t) => t.eventType as EventType))];

const notInThisState = (state: PieceState, type: EventType): Refusal => {
  const possible = eventsOf(state).filter((event) => (USER_EVENTS as readonly EventType[]).includes(event));
  return {
    code: 'NOT_IN_THIS_STATE',
    kind: 'unprocessable',
    guard: 'state',
    message: `${type} is not possible while the piece is ${stateName(state)}.`,
    who: [],
    next: `Possible now: ${possible.join(', ') || 'nothing'}.`,
    params: { event: type, state: stateName(state), possible },
  };
};

const permissionMissing = (permission: string): Refusal => ({
  code: 'PERMISSION_MISSING',
  kind: 'forbidden',
  guard: 'permission',
  message: `This needs the permission "${permission}".`,
  who: [permission],
  next: 'Ask somebody who has it, or an administrator to give it to your role.',
  params: { permission },
});

/** The first thing that stands in the way of a rule, permission first; branches are choices and never a reason. */
export const firstRefusal = (rule: Rule, context: WorkflowContext, event: WorkflowEvent, asked: (name: GuardName) => boolean = () => true): Refusal | null => {
  if (rule.permission !== null && !event.by.permissions.includes(rule.permission)) return permissionMissing(rule.permission);
  for (const name of rule.guards) {
    const refusal = asked(name) ? GUARDS[name](context, event) : null;
    if (refusal !== null) return refusal;
  }
  return null;
};

/** Why a state refuses an event. XState is silent about it, so the rules are asked one by one. */
export const whyNot = (state: PieceState, event: WorkflowEvent): Refusal => {
  for (const rule of rulesFor(state, event.type)) {
    const refusal = firstRefusal(rule, state.context, event);
    if (refusal !== null) return refusal;
  }
  return notInThisState(state, event.type);
};

const MINUTES = 60_000;
const DAYS = 86_400_000;

/** Pre-flight checks run an hour before, while there is time to mend, and ten minutes before, as the last call. */
export const PREFLIGHT_MINUTES = [60, 10] as const;

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** How long after a look at a running experiment comes the next. Counts are rolled up by the hour, so sooner would see the same. */
export const EXPERIMENT_LOOK_MINUTES = 5;

/** How a person ended it. Nobody who stops before measuring is over has learnt anything. */
const rulingOf = (experiment: RunningExperiment, event: WorkflowEvent): Ruling => {
  const common = { by: { kind: event.by.kind, id: event.by.id, name: event.by.name }, at: event.at, results: event.facts.results };
  if (event.type === 'PROMOTE') return { ...common, arm: event.variant, outcome: 'winner', reason: event.reason };
  const stop = event.type === 'STOP' ? event : null;
  return { ...common, arm: null, outcome: stop?.outcome ?? (experiment.state === 'finished' ? 'inconclusive' : 'cancelled'), reason: stop?.comment ?? null };
};

/** What an event does to the row of the experiment; nothing where there is no row. */
const experimentActs = (kind: EffectKind, before: WorkflowContext, after: WorkflowContext, event: WorkflowEvent): Effect[] => {
  const experiment = after.experiment ?? before.experiment;
  if (experiment === null || experiment.id === null) return [];
  const { id, state, duration, arms } = experiment;
  const act = (does: ExperimentAct): Effect[] => [{ kind: 'experiment', id, does }];
  switch (kind) {
    case 'startExperiment':
      return act({ act: 'start', arms, duration });
    case 'decideExperiment':
      return act({ act: 'decide', duration: finished(duration, event.at), ruling: rulingOf(experiment, event) });
    case 'cancelExperiment':
      return act({ act: 'cancel', duration: finished(duration, event.at) });
    default:
      return act({ act: 'record', state, duration });
  }
};

const isSameRendition = (a: RenditionHash, b: RenditionHash): boolean => a.channel === b.channel && a.variant === b.variant && a.hash === b.hash;

/** What each of these reviewers had before them; what one of them saw otherwise, or not at all, is none of it. `null` where none of them has approved yet. */
const shownToAll = ([first, ...others]: readonly Approval[]): readonly RenditionHash[] | null =>
  first === undefined ? null : (first.renditions ?? []).filter((one) => others.every(({ renditions = [] }) => renditions.some((other) => isSameRendition(one, other))));

/** What may be sealed for channels; `null`: all that is planned, which whoever acts has before them. A guest has none of it, and says nothing of it. */
const mayBeSealed = (event: WorkflowEvent, approvals: readonly Approval[]): readonly RenditionHash[] | null => {
  if (event.type === 'EXPEDITE') return null;
  const shown = shownToAll(approvals.filter(({ askedBy }) => askedBy === undefined));
  return event.type === 'GUEST_APPROVED' ? (shown ?? []) : shown;
};

/** An effect kind becomes what the shell must do, computed from the context after the event. */
const describe = (kind: EffectKind, before: WorkflowContext, after: WorkflowContext, event: WorkflowEvent): Effect[] => {
  switch (kind) {
    case 'freeze':
      return [{ kind: 'freeze' }];
    case 'sealRenditions':
      return [{ kind: 'seal-renditions', how: after.seal?.how === 'expedite' ? 'expedite' : 'review', shownToAll: mayBeSealed(event, before.approvals), variants: (after.seal?.variants ?? []).map(({ key }) => key) }];
    case 'publish':
      return [{ kind: 'publish', hash: event.facts.hash, latenessMs: after.publication?.latenessMs ?? null }];
    case 'unpublish':
      return [{ kind: 'unpublish', reason: after.takenDown?.text ?? '' }];
    case 'applyVariant':
      // The original is what the draft says already.
      return event.type === 'PROMOTE' && event.variant !== ORIGINAL && after.seal !== null ? [{ kind: 'apply-variant', variant: event.variant, hash: after.seal.hash }] : [];
    case 'openRound':
      return [{ kind: 'open-round' }];
    case 'enqueueDue': {
      if (after.schedule === null) return [];
      const { id, publishAt } = after.schedule;
      const job = { kind: 'enqueue', scheduleId: id } as const;
      return [
        { ...job, name: 'due', slot: 'due', runAt: publishAt, minutesBefore: null },
        ...PREFLIGHT_MINUTES.map((m): Effect => ({ ...job, name: 'preflight', slot: `preflight-${m}`, runAt: later(publishAt, -m * MINUTES), minutesBefore: m })),
      ];
    }
    case 'cancelDue':
      return ['due', ...PREFLIGHT_MINUTES.map((m) => `preflight-${m}`)].map((slot) => ({ kind: 'cancel', slot }));
    case 'enqueueUnpublish':
      return after.schedule?.unpublishAt == null
        ? []
        : [{ kind: 'enqueue', name: 'unpublish', slot: 'unpublish', runAt: after.schedule.unpublishAt, scheduleId: after.schedule.id, minutesBefore: null }];
    case 'cancelUnpublish':
      return [{ kind: 'cancel', slot: 'unpublish' }];
    case 'enqueueRetrospective':
      return event.facts.retrospectiveAfterDays === null
        ? []
        : [{ kind: 'enqueue', name: 'retrospective', slot: 'retrospective', runAt: later(event.at, event.facts.retrospectiveAfterDays * DAYS), scheduleId: null, minutesBefore: null }];
    case 'cancelRetrospective':
      return [{ kind: 'cancel', slot: 'retrospective' }];
    case 'startExperiment':
    case 'recordExperiment':
    case 'decideExperiment':
    case 'cancelExperiment':
      return experimentActs(kind, before, after, event);
    case 'enqueueExperiment':
      return after.experiment?.id == null ? [] : [{ kind: 'enqueue', name: 'experiment', slot: 'experiment', runAt: later(event.at, EXPERIMENT_LOOK_MINUTES * MINUTES), scheduleId: null, minutesBefore: null }];
    case 'cancelExperimentJob':
      return [{ kind: 'cancel', slot: 'experiment' }];
    case 'alertHeld':
      return [{ kind: 'alert', code: 'HELD', message: after.held?.message ?? '' }];
    case 'alertLate':
      return (after.publication?.latenessMs ?? 0) > event.facts.late.toleranceMs
        ? [{ kind: 'alert', code: 'LATE', message: `Published ${Math.round((after.publication?.latenessMs ?? 0) / 1000)} seconds late.` }]
        : [];
    case 'alertSkipped':
      return [{ kind: 'alert', code: 'SKIPPED', message: 'The promised time was missed; by the policy of this type the piece was not published.' }];
    case 'alertVoided':
      return [{ kind: 'alert', code: 'VOIDED', message: `A scheduled piece was ${event.type === 'DOCUMENT_DELETED' ? 'deleted' : 'edited and lost its approval'}; it will not go out at ${before.schedule?.publishAt ?? 'its time'}.` }];
  }
};

/**
 * Asks the machine. Accepted: the next state and the effects to perform; refused: the reason. Pure: the same arguments
 * give the same answer.
 */
export const decide = (state: PieceState, event: WorkflowEvent): Decision => {
  const from = stateName(state);
  if (!state.can(event)) return { kind: 'refused', from, refusal: whyNot(state, event) };
  const permission = rulesFor(state, event.type)[0]?.permission ?? null;
  const [next, actions] = transition(workflowMachine, state, event);
  const effects = actions.flatMap((action) =>
    action.type === 'effect' ? describe((action.params as { kind: EffectKind }).kind, state.context, next.context, event) : []
  );
  return { kind: 'accepted', from, to: stateName(next), next, effects, permission };
};
