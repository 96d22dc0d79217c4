/**
 * Which event takes a piece to which column, for one person and now; or why none does. The board asks here instead of
 * knowing the machine: where a card may be dropped is read from the machine's own transitions.
 */
import { getNextTransitions } from 'xstate';
import type { Refusal } from '../errors';
import { availableEvents, probe } from '../workflow/available';
import type { Actor, Instant } from '../workflow/context';
import { stateName } from '../workflow/decide';
import { USER_EVENTS, type EventType, type Facts, type UserEventType } from '../workflow/events';
import { BRANCHES } from '../workflow/guards';
import { STATES, workflowMachine, type Rule, type StateName } from '../workflow/machine';
import type { PieceState } from '../workflow/snapshot';
import { ALL_COLUMNS } from './columns';

export interface Move {
  readonly column: StateName;
  /** What the person can send now to get it there. */
  readonly events: readonly UserEventType[];
  /** Why not, for the others. `event` is `null` where none leads there at all. */
  readonly refusals: readonly { readonly event: UserEventType | null; readonly refusal: Refusal }[];
}

interface Edge {
  readonly event: EventType;
  readonly target: StateName;
  readonly effects: Rule['effects'];
}

interface Step {
  readonly eventType: string;
  readonly target?: readonly { readonly key: string }[] | undefined;
  readonly meta?: unknown;
}

const edgesFrom = (state: StateName): Edge[] =>
  [...(workflowMachine.states[state]?.transitions.values() ?? [])].flat().map((step: Step) => ({
    event: step.eventType as EventType,
    target: (step.target?.[0]?.key ?? state) as StateName,
    effects: (step.meta as Rule).effects,
  }));

const EDGES: Readonly<Record<string, readonly Edge[]>> = Object.fromEntries(STATES.map((state) => [state, edgesFrom(state)]));

const byPeople: ReadonlySet<EventType> = new Set(USER_EVENTS);

/**
 * The state in which an event ends when its guards pass. Of several targets the branch decides, as it does in the machine:
 * the first of two approvals leads to review, the second to approved.
 */
export const destinationOf = (state: PieceState, type: UserEventType, by: Actor, at: Instant, facts: Facts): StateName | null => {
  const event = probe(type, by, at, facts);
  const taken = (getNextTransitions(state) as readonly Step[]).find((step) => {
    const { branch } = step.meta as Rule;
    return step.eventType === type && (branch === null || BRANCHES[branch](state.context, event));
  });
  return taken === undefined ? null : ((taken.target?.[0]?.key ?? stateName(state)) as StateName);
};

const FAST_LANE: UserEventType = 'EXPEDITE';

/** The fast lane is no advice, and who looks for a way forward does not put the piece away. */
const isAdvice = (edge: Edge, to: StateName): boolean => byPeople.has(edge.event) && edge.event !== FAST_LANE && (edge.target !== 'archived' || to === 'archived');

/** The states to pass through, the last included; `null` when people have no way there. */
export const wayTo = (from: StateName, to: StateName): readonly StateName[] | null => {
  const ways = new Map<StateName, readonly StateName[]>([[from, []]]);
  const open: StateName[] = [from];
  for (let here = open.shift(); here !== undefined; here = open.shift()) {
    const way = ways.get(here) ?? [];
    if (here === to) return way;
    for (const edge of EDGES[here] ?? []) {
      if (ways.has(edge.target) || !isAdvice(edge, to)) continue;
      ways.set(edge.target, [...way, edge.target]);
      open.push(edge.target);
    }
  }
  return null;
};

const noWay = (guard: string, message: string, next: string, params: Refusal['params']): Refusal => ({ code: 'NO_WAY_THERE', kind: 'unprocessable', guard, message, who: [], next, params });

/** Why no event of a person leads from here to there in one step. */
const whyNone = (from: StateName, to: StateName): Refusal => {
  const edges = EDGES[from] ?? [];
  const way = wayTo(from, to) ?? [];
  const params = { state: from, column: to, way };
  if (edges.some((edge) => edge.event === 'APPROVE' && edge.target === to))
    return noWay('completesReview', 'One more approval does not complete the review yet.', 'Approve it where it is; the last approval takes it there.', params);
  if (edges.some((edge) => edge.target === to && !byPeople.has(edge.event)))
    return noWay('happensByItself', `It goes from ${from} to ${to} by itself when its time comes.`, `By hand: ${way.join(', ')}.`, params);
  if (way.length > 0) return noWay('isNextStep', `Nothing leads from ${from} to ${to} in one step.`, `The way there: ${way.join(', ')}.`, params);
  if (edges.some((edge) => edge.effects.includes('openRound'))) return noWay('isSameRound', `This round is over and does not go back to ${to}.`, 'Edit the entry: that opens its next round as a draft.', params);
  return noWay('hasAWay', `No way leads from ${from} to ${to}.`, 'Leave it where it is.', params);
};

/** One move a column, in the order of the board, for every column but the one in which the piece stands. */
export const movesOf = (state: PieceState, by: Actor, at: Instant, facts: Facts): Move[] => {
  const here = stateName(state);
  const offered = availableEvents(state, by, at, facts).map((availability) => ({ availability, leadsTo: destinationOf(state, availability.event, by, at, facts) }));
  return ALL_COLUMNS.filter((column) => column !== here).map((column) => {
    const leading = offered.filter(({ leadsTo }) => leadsTo === column).map(({ availability }) => availability);
    const refusals = leading.flatMap((one) => (one.available ? [] : [{ event: one.event, refusal: one.refusal }]));
    // Whoever may not take the fast lane is told of the ordinary way.
    const needsTheWay = refusals.length === leading.length && refusals.every(({ event }) => event === FAST_LANE);
    return {
      column,
      events: leading.flatMap(({ event, available }) => (available ? [event] : [])),
      refusals: [...(needsTheWay ? [{ event: null, refusal: whyNone(here, column) }] : []), ...refusals],
    };
  });
};
