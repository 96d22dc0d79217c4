/**
 * The machine explored from its first draft with every event, several payloads each: honest ones, drifted content,
 * other people, late and early clocks.
 */
import { adjacencyMapToArray, createTestModel } from 'xstate/graph';
import type { EventType, WorkflowEvent } from '../../../src/plugins/content-workflow/core/workflow/events';
import { workflowMachine } from '../../../src/plugins/content-workflow/core/workflow/machine';
import type { PieceState } from '../../../src/plugins/content-workflow/core/workflow/snapshot';
import { ADA, after, BEN, CARA, context, event, type EventOf, GUS, HOURS, MINUTES, NOW, PUBLISH_AT, step, planned, results, running, SYSTEM, UNPUBLISH_AT, VARIANT_FACTS } from './build';

/** `label` names the case in a path; the machine does not see it. */
export type Case = WorkflowEvent & { readonly label: string };

export interface Edge {
  readonly state: PieceState;
  readonly event: Case;
  readonly next: PieceState;
}

/** Nobody but Ada, Ben and Cara, and a guest with Ben's vote; two have to agree first, one more time for the brand. */
const STEPS = [step('editorial', { quorum: 2, guests: true }), step('brand')];
const BLACKOUT = { windows: [], blackouts: [{ from: after(PUBLISH_AT, -1 * HOURS), to: after(PUBLISH_AT, 3 * HOURS), reason: 'a day of mourning' }] };
const LATE = after(PUBLISH_AT, 1 * HOURS);

type Overrides<T extends EventType> = Parameters<typeof event<T>>[1];

/** Cases in a state: the draft is what the engine last saw, unless a case says that it drifted unseen. */
const casesFor = (state: PieceState): Case[] => {
  const { hash, schedule, experiment } = state.context;
  const isLive = ['published', 'retrospective', 'closed'].includes(state.value);
  const tried = experiment === null ? planned() : running({ state: experiment.state, arms: experiment.arms });
  const known = { hash, steps: STEPS, isLive, ...VARIANT_FACTS, experiment: tried };
  const say = <T extends EventType>(type: T, note: string, { facts, ...rest }: NonNullable<Overrides<T>> = {}): Case => ({
    ...event(type, { ...rest, facts: { ...known, ...facts } } as Overrides<T>),
    label: note === '' ? type : `${type} (${note})`,
  });
  const drifted = { hash: `${hash}-drifted` };
  const edited = { hash: hash === 'h1' ? 'h2' : 'h1' };
  const due = { by: SYSTEM, scheduleId: schedule?.id ?? 's1' } satisfies Partial<EventOf<'DUE'>>;

  return [
    say('SUBMIT', 'Ada', { by: ADA }),
    say('APPROVE', 'Ada', { by: ADA }),
    say('APPROVE', 'Ben'),
    say('APPROVE', 'Cara', { by: CARA }),
    say('APPROVE', 'Cara, drifted', { by: CARA, facts: drifted }),
    say('APPROVE', 'Cara, a variant changed', { by: CARA, facts: { variants: [{ key: 'a', hash: 'ha' }, { key: 'b', hash: 'changed' }] } }),
    say('GUEST_APPROVED', 'asked by Ben', { by: GUS, askedBy: BEN, hash }),
    say('GUEST_APPROVED', 'asked by Ada', { by: GUS, askedBy: ADA, hash }),
    say('GUEST_APPROVED', 'an older version', { by: GUS, hash: `${hash}-older` }),
    say('GUEST_OBJECTED', 'asked by Ben', { by: GUS, askedBy: BEN, hash }),
    say('REQUEST_CHANGES', ''),
    say('REJECT', ''),
    say('RECALL', 'Ada', { by: ADA }),
    say('EXPEDITE', 'Ben'),
    say('EXPEDITE', 'Cara', { by: CARA }),
    say('START_EXPERIMENT', ''),
    say('START_EXPERIMENT', 'drifted', { facts: drifted }),
    say('PROMOTE', 'a'),
    say('PROMOTE', 'b', { variant: 'b' }),
    say('PROMOTE', 'the original', { variant: 'original' }),
    say('PROMOTE', 'a, by the figures', { reason: null, facts: { results: results() } }),
    say('PROMOTE', 'a, against the figures', { reason: null, facts: { results: results({ obstacles: { a: [{ code: 'TOO_SHORT', params: { days: 7 } }] } }) } }),
    say('PROMOTE', 'a changed', { facts: { variants: (experiment?.arms ?? []).map((v) => ({ ...v, hash: 'changed' })) } }),
    say('PROMOTE', 'what readers see of a changed', { facts: { experiment: running({ arms: (experiment?.arms ?? []).map((v) => ({ ...v, hash: 'changed' })) }) } }),
    say('START_EXPERIMENT', 'not planned', { facts: { experiment: null } }),
    say('PAUSE_EXPERIMENT', ''),
    say('RESUME_EXPERIMENT', '', { at: after(NOW, 1 * HOURS) }),
    say('FINISH_EXPERIMENT', ''),
    say('EXPERIMENT_OVER', 'the stop rule holds', { by: SYSTEM, facts: { results: results({ over: 'sample' }) } }),
    say('EXPERIMENT_OVER', 'the stop rule does not hold', { by: SYSTEM, facts: { results: results() } }),
    say('EXPERIMENT_PLANNED', ''),
    say('DISTRIBUTION_PLANNED', ''),
    say('RENDITION_APPROVED', 'Ben'),
    say('RENDITION_APPROVED', 'Ada', { by: ADA }),
    say('RENDITION_APPROVED', 'not looked at', { shownHash: 'r0' }),
    say('LIVE_ROUND_ENDED', '', { by: SYSTEM }),
    say('STOP', ''),
    say('SCHEDULE', ''),
    say('SCHEDULE', 'with an end', { unpublishAt: UNPUBLISH_AT }),
    say('SCHEDULE', 'drifted', { facts: drifted }),
    say('RESCHEDULE', ''),
    say('UNSCHEDULE', ''),
    say('HOLD', ''),
    say('PUBLISH', ''),
    say('PUBLISH', 'drifted', { facts: drifted }),
    say('TAKE_DOWN', ''),
    say('OPEN_RETROSPECTIVE', ''),
    say('COMPLETE', ''),
    say('ASSIGN', 'Ben'),
    say('SET_DUE', ''),
    say('COMMENT', ''),
    say('ARCHIVE', ''),
    say('REOPEN', ''),
    say('DUE', 'in time', { ...due, at: PUBLISH_AT }),
    say('DUE', 'early', { ...due, at: NOW }),
    say('DUE', 'an older promise', { ...due, at: PUBLISH_AT, scheduleId: 's0' }),
    say('DUE', 'drifted', { ...due, at: PUBLISH_AT, facts: drifted }),
    say('DUE', 'within the tolerance', { ...due, at: after(PUBLISH_AT, 10 * MINUTES) }),
    ...(['publish', 'hold', 'skip'] as const).flatMap((policy) => [
      say('DUE', `late, ${policy}`, { ...due, at: LATE, facts: { late: { policy, toleranceMs: 15 * MINUTES } } }),
      say('DUE', `late, ${policy}, blackout`, { ...due, at: LATE, facts: { late: { policy, toleranceMs: 15 * MINUTES }, publishRules: BLACKOUT } }),
      say('DUE', `late, ${policy}, drifted`, { ...due, at: LATE, facts: { ...drifted, late: { policy, toleranceMs: 15 * MINUTES } } }),
    ]),
    say('DUE', 'blackout', { ...due, at: PUBLISH_AT, facts: { publishRules: BLACKOUT } }),
    say('UNPUBLISH_DUE', '', { ...due, at: UNPUBLISH_AT }),
    say('RETROSPECTIVE_DUE', '', { by: SYSTEM, at: UNPUBLISH_AT }),
    say('CONTENT_CHANGED', 'Ada', { by: ADA, facts: edited }),
    say('CONTENT_CHANGED', 'Ben', { facts: edited }),
    say('DOCUMENT_DELETED', ''),
    say('GUEST_ASKED', ''),
    say('GUEST_LINK_REVOKED', ''),
    say('VARIANTS_CHANGED', '', { by: ADA }),
    say('PUBLISH_FAILED', '', { by: SYSTEM, at: PUBLISH_AT }),
  ];
};

/**
 * Two snapshots are one state of the model when every guard and every case treats them alike. Instants, names and texts
 * would multiply the graph without steering anything; hashes matter by what they equal.
 */
export const identityOf = ({ value, context: c }: PieceState): string =>
  JSON.stringify([
    value,
    c.author?.id,
    c.lastEditor?.id,
    c.step,
    c.approvals.map((a) => `${a.step}:${a.by.id}:${a.askedBy?.id ?? ''}`).sort(),
    c.submitted !== null && c.submitted.hash === c.hash,
    c.seal && [c.seal.hash === c.hash, c.seal.how, c.seal.variants.length],
    c.schedule && [c.schedule.id, c.schedule.unpublishAt],
    c.held?.code,
    c.experiment && [c.experiment.state, c.experiment.arms.length],
    c.publication && [c.publication.hash === c.seal?.hash, c.publication.latenessMs],
    [c.expedited, c.takenDown, c.retrospective].map((note) => note !== null),
  ]);

/** More than the graph has; a machine that grows without bound fails instead of running for ever. */
const MORE_THAN_ENOUGH = 200_000;

const options = {
  input: context(),
  // Refused events lead nowhere; what they answer is asserted for every pair elsewhere. For an event without a case the
  // library makes up a bare `{ type }`, which nobody sends.
  filterEvents: (state: PieceState, sent: WorkflowEvent) => 'label' in sent && state.can(sent),
  serializeState: identityOf,
  serializeEvent: (sent: WorkflowEvent) => (sent as Case).label,
  limit: MORE_THAN_ENOUGH,
};

/** Everything that can be said, in every state. */
export const model = createTestModel(workflowMachine, { ...options, events: casesFor });

const DETOURS = new Set<EventType>(['EXPEDITE', 'CONTENT_CHANGED', 'VARIANTS_CHANGED', 'GUEST_ASKED', 'GUEST_LINK_REVOKED', 'COMMENT', 'ASSIGN', 'SET_DUE', 'EXPERIMENT_PLANNED', 'DISTRIBUTION_PLANNED', 'RENDITION_APPROVED']);

/** The ordinary roads only, for short and readable ways into each state. */
export const roads = createTestModel(workflowMachine, {
  ...options,
  events: (state) => casesFor(state).filter((sent) => !DETOURS.has(sent.type)),
  // What is archived comes back as the draft that was explored already.
  stopWhen: (state) => state.value === 'archived',
});

/** Every step of the model, and for each the labels of the shortest way to where it starts. */
export const explore = (): { readonly edges: readonly Edge[]; readonly wayTo: (state: PieceState) => string } => {
  const edges = adjacencyMapToArray(model.getAdjacencyMap()).map(({ state, event: sent, nextState }): Edge => ({ state, event: sent as Case, next: nextState }));
  const first = new Map<string, Edge>();
  for (const edge of edges) {
    const key = identityOf(edge.next);
    if (!first.has(key)) first.set(key, edge);
  }
  const start = identityOf(model.testLogic.getInitialSnapshot({} as never, options.input));
  const labels = (state: PieceState): string[] => {
    const key = identityOf(state);
    const edge = key === start ? undefined : first.get(key);
    return edge === undefined ? [] : [...labels(edge.state), edge.event.label];
  };
  return { edges, wayTo: (state) => labels(state).join(' → ') };
};
