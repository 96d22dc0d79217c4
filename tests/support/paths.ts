/**
 * The machine explored with the events of the people of the tests, for runs against a real server: the shortest way to
 * every state, and every step that leads somewhere.
 */
import { adjacencyMapToArray, createTestModel } from 'xstate/graph';
import { rulesFor } from '../../src/plugins/content-workflow/core/workflow/decide';
import type { EventType, UserEventType, WorkflowEvent } from '../../src/plugins/content-workflow/core/workflow/events';
import { workflowMachine, type StateName } from '../../src/plugins/content-workflow/core/workflow/machine';
import type { PieceState } from '../../src/plugins/content-workflow/core/workflow/snapshot';
import type { Person } from './app';
import { actor, context, event, NOW, planned, PUBLISH_AT, running, step, SYSTEM, UNPUBLISH_AT } from './unit/build';

type ClockEventType = 'DUE' | 'RETROSPECTIVE_DUE' | 'UNPUBLISH_DUE';

export type Sent = { readonly type: UserEventType; readonly by: Person } | { readonly type: ClockEventType; readonly by: null };

export interface Step {
  readonly sent: Sent;
  readonly from: StateName;
  readonly to: StateName;
  readonly permission: string | null;
}

/** Whose work an event is. Four-eyes rules are part of the machine, so the person matters. */
const BY: Readonly<Record<UserEventType, Person>> = {
  SUBMIT: 'editor',
  APPROVE: 'reviewer',
  REQUEST_CHANGES: 'reviewer',
  REJECT: 'reviewer',
  RECALL: 'editor',
  EXPEDITE: 'publisher',
  START_EXPERIMENT: 'publisher',
  PAUSE_EXPERIMENT: 'publisher',
  RESUME_EXPERIMENT: 'publisher',
  FINISH_EXPERIMENT: 'publisher',
  PROMOTE: 'publisher',
  STOP: 'publisher',
  SCHEDULE: 'publisher',
  RESCHEDULE: 'publisher',
  UNSCHEDULE: 'publisher',
  HOLD: 'publisher',
  PUBLISH: 'publisher',
  TAKE_DOWN: 'publisher',
  OPEN_RETROSPECTIVE: 'publisher',
  COMPLETE: 'publisher',
  ASSIGN: 'editor',
  SET_DUE: 'editor',
  COMMENT: 'editor',
  ARCHIVE: 'publisher',
  REOPEN: 'editor',
};

const PEOPLE: Readonly<Partial<Record<Person, WorkflowEvent['by']>>> = {
  editor: actor('editor', { roles: ['cw-editor'] }),
  reviewer: actor('reviewer', { roles: ['cw-reviewer'] }),
  publisher: actor('publisher', { roles: ['cw-publisher'] }),
};

const AUTHOR = { kind: 'admin', id: 'editor', name: 'editor' } as const;
const STEPS = [step('editorial', { roles: ['cw-reviewer'] }), step('brand', { roles: ['cw-reviewer', 'cw-publisher'] })];
const VARIANTS = [
  { key: 'a', hash: 'ha' },
  { key: 'b', hash: 'hb' },
];

type Case = WorkflowEvent & { readonly sent: Sent };

const casesFor = (state: PieceState): Case[] => {
  const { hash, schedule, experiment } = state.context;
  const facts = { hash, steps: STEPS, variants: VARIANTS, isLive: ['published', 'retrospective', 'closed'].includes(state.value), experiment: experiment === null ? planned() : running({ arms: experiment.arms }) };
  const scheduleId = schedule?.id ?? 's1';
  const promised = { publishAt: PUBLISH_AT, unpublishAt: UNPUBLISH_AT };
  const people = (Object.keys(BY) as UserEventType[]).map((type): Case => {
    const by = BY[type];
    const more = type === 'SCHEDULE' || type === 'RESCHEDULE' ? promised : {};
    return { ...event(type, { by: PEOPLE[by], at: NOW, facts, ...more } as never), sent: { type, by } } as Case;
  });
  const clock = (type: ClockEventType, at: string): Case => ({ ...event(type, { by: SYSTEM, at, facts, scheduleId } as never), sent: { type, by: null } }) as Case;
  return [...people, clock('DUE', PUBLISH_AT), clock('RETROSPECTIVE_DUE', UNPUBLISH_AT), clock('UNPUBLISH_DUE', UNPUBLISH_AT)];
};

/** Two pieces are at the same place when everything that can be said to them leads to the same place. */
const placeOf = ({ value, context: c }: PieceState): string =>
  JSON.stringify([value, c.experiment?.state ?? null, c.step, c.seal?.how ?? null, c.schedule !== null, c.publication?.latenessMs ?? null, c.submitted !== null]);

const model = createTestModel(workflowMachine, {
  input: context({ author: AUTHOR, lastEditor: AUTHOR }),
  events: casesFor,
  filterEvents: (state: PieceState, sent: WorkflowEvent) => 'sent' in sent && state.can(sent),
  serializeState: placeOf,
  serializeEvent: (sent: WorkflowEvent) => (sent as Case).sent.type,
  // Far more than the graph has; a machine that grows without bound fails instead of running for ever.
  limit: 20_000,
});

const stepOf = (state: PieceState, sent: Case, next: PieceState): Step => ({
  sent: sent.sent,
  from: state.value as StateName,
  to: next.value as StateName,
  permission: rulesFor(state, sent.type as EventType)[0]?.permission ?? null,
});

interface Way {
  readonly end: PieceState;
  readonly steps: readonly Step[];
}

const ways = (): Way[] =>
  // By default the ways that lead through a place on to another are left out.
  model.getShortestPaths({ allowDuplicatePaths: true }).map((path) => {
    // The first step of a path is the machine's own start.
    const states = path.steps.map(({ state }) => state as PieceState);
    const steps = path.steps.slice(1).map(({ event: sent, state }, i) => stepOf(states[i] as PieceState, sent as unknown as Case, state as PieceState));
    return { end: path.state as PieceState, steps };
  });

export const ALL_WAYS: readonly Way[] = ways();

/** The shortest way to every state. */
export const WAYS_TO: ReadonlyMap<StateName, readonly Step[]> = (() => {
  const shortest = new Map<StateName, readonly Step[]>();
  for (const { end, steps } of [...ALL_WAYS].sort((a, b) => a.steps.length - b.steps.length)) if (!shortest.has(end.value as StateName)) shortest.set(end.value as StateName, steps);
  return shortest;
})();

/** Every event that leads from one place to another, each behind the shortest way to where it starts. */
export const EVERY_STEP: readonly (readonly Step[])[] = (() => {
  const wayTo = new Map(ALL_WAYS.map(({ end, steps }) => [placeOf(end), steps]));
  const seen = new Set<string>();
  return adjacencyMapToArray(model.getAdjacencyMap()).flatMap(({ state, event: sent, nextState }) => {
    const last = stepOf(state as PieceState, sent as Case, nextState as PieceState);
    const key = `${last.from} ${(state as PieceState).context.experiment?.state ?? ''} ${last.sent.type} ${last.to}`;
    const way = wayTo.get(placeOf(state as PieceState));
    if (way === undefined || seen.has(key)) return [];
    seen.add(key);
    return [[...way, last]];
  });
})();
