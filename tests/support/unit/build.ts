/** Builders for the workflow core: everything has a harmless default, a test overrides what it is about. */
import { newContext, PERMISSIONS, type Actor, type ActorRef, type ReviewStep, type WorkflowContext } from '../../../src/plugins/content-workflow/core/workflow/context';
import type { Plan } from '../../../src/plugins/content-workflow/core/experiment/plan';
import type { Results } from '../../../src/plugins/content-workflow/core/experiment/results';
import { decide, type Decision } from '../../../src/plugins/content-workflow/core/workflow/decide';
import type { Effect } from '../../../src/plugins/content-workflow/core/workflow/effects';
import { NEEDS_A_LOOK, type EventType, type Facts, type KnownExperiment, type WorkflowEvent } from '../../../src/plugins/content-workflow/core/workflow/events';
import { workflowMachine } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { initialState, type PieceState } from '../../../src/plugins/content-workflow/core/workflow/snapshot';
import type { Refusal } from '../../../src/plugins/content-workflow/core/errors';

/** The machine's states, from the machine itself. */
export type State = PieceState['value'];

/** A Monday morning, long before every promise that the builders make. */
export const NOW = '2026-11-23T09:00:00.000Z';
export const PUBLISH_AT = '2026-11-29T01:00:00.000Z';
export const UNPUBLISH_AT = '2026-12-06T01:00:00.000Z';

export const after = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
export const SECONDS = 1_000;
export const MINUTES = 60_000;
export const HOURS = 3_600_000;
export const DAYS = 86_400_000;

export const actor = (id: string, overrides: Partial<Actor> = {}): Actor => ({
  kind: 'admin',
  id,
  name: id,
  permissions: PERMISSIONS,
  roles: ['reviewers'],
  superAdmin: false,
  ...overrides,
});

export const refOf = ({ kind, id, name }: ActorRef): ActorRef => ({ kind, id, name });

/** Writes and submits. */
export const ADA = actor('ada', { roles: ['editors'] });
export const BEN = actor('ben');
export const CARA = actor('cara');
export const DAN = actor('dan');
/** Has a link and no account. */
export const GUS = actor('link-1', { kind: 'guest', name: 'Gus', permissions: [], roles: [] });
export const SYSTEM = actor('system', { kind: 'system', permissions: [], roles: [] });

export const step = (key: string, overrides: Partial<ReviewStep> = {}): ReviewStep => ({ key, name: key, quorum: 1, roles: [], ...overrides });

export const facts = (overrides: Partial<Facts> = {}): Facts => ({
  hash: 'h1',
  shown: overrides.hash ?? 'h1',
  renditions: [],
  checklist: [],
  variants: [],
  isLive: false,
  steps: [step('editorial')],
  publishRules: { windows: [], blackouts: [] },
  late: { policy: 'publish', toleranceMs: 15 * MINUTES },
  retrospectiveAfterDays: 14,
  rejectReasons: ['off-topic', 'quality'],
  experiment: null,
  results: null,
  ...overrides,
});

export const context = (overrides: Partial<WorkflowContext> = {}): WorkflowContext => ({
  ...newContext({ round: 1, author: refOf(ADA), lastEditor: refOf(ADA), hash: 'h1' }),
  ...overrides,
});

export type EventOf<T extends EventType> = Extract<WorkflowEvent, { type: T }>;
type Payload<T extends EventType> = Omit<EventOf<T>, 'type' | 'by' | 'at' | 'facts'>;

const promise = (scheduleId: string) => ({ scheduleId, publishAt: PUBLISH_AT, timezone: 'Asia/Shanghai', unpublishAt: null });

/** A payload that every payload guard lets pass. The type makes it grow with the machine's events. */
export const PAYLOADS: { readonly [T in EventType]: Payload<T> } = {
  SUBMIT: { comment: null },
  APPROVE: { comment: null },
  REQUEST_CHANGES: { comment: 'Name the place.' },
  REJECT: { reasonCode: 'off-topic', comment: null },
  RECALL: { comment: null },
  EXPEDITE: { reason: 'The venue burns.' },
  START_EXPERIMENT: {},
  PAUSE_EXPERIMENT: { comment: null },
  RESUME_EXPERIMENT: { comment: null },
  FINISH_EXPERIMENT: { comment: null },
  PROMOTE: { variant: 'a', reason: 'The partner prefers it.' },
  STOP: { comment: null, outcome: null },
  SCHEDULE: promise('s1'),
  RESCHEDULE: promise('s2'),
  UNSCHEDULE: { comment: null },
  HOLD: { reason: 'The partner asks to wait.' },
  PUBLISH: {},
  TAKE_DOWN: { reason: 'The rights ended.' },
  OPEN_RETROSPECTIVE: {},
  COMPLETE: { highlights: 'Many came.', shortfalls: 'Too few chairs.', lessons: 'Count the chairs.' },
  ASSIGN: { assignee: refOf(BEN) },
  SET_DUE: { dueAt: PUBLISH_AT },
  COMMENT: { comment: 'Looks good.' },
  ARCHIVE: { comment: null },
  REOPEN: { comment: null },
  DUE: { scheduleId: 's1' },
  UNPUBLISH_DUE: { scheduleId: 's1' },
  RETROSPECTIVE_DUE: {},
  CONTENT_CHANGED: { changed: ['title'] },
  DOCUMENT_DELETED: {},
  GUEST_APPROVED: { link: 1, step: 'editorial', hash: 'h1', askedBy: BEN, comment: null },
  GUEST_OBJECTED: { link: 1, step: 'editorial', hash: 'h1', askedBy: BEN, comment: 'The price is wrong.' },
  GUEST_ASKED: { link: 1, guest: 'Legal', step: 'editorial', until: PUBLISH_AT },
  GUEST_LINK_REVOKED: { link: 1, guest: 'Legal' },
  VARIANTS_CHANGED: { variant: 'a', removed: false },
  EXPERIMENT_PLANNED: { experiment: 'exp-1' },
  DISTRIBUTION_PLANNED: { channels: ['wecom'] },
  RENDITION_APPROVED: { channel: 'wecom', rendition: 'r1', shownHash: 'r1' },
  EXPERIMENT_OVER: { because: 'sample' },
  LIVE_ROUND_ENDED: {},
  PUBLISH_FAILED: { scheduleId: 's1', message: 'A required field is empty.' },
};

type EventOverrides<T extends EventType> = Partial<Omit<EventOf<T>, 'type' | 'facts'>> & { readonly facts?: Partial<Facts> };

/** By default Ben says it: he holds every permission and has written nothing. */
export const event = <T extends EventType>(type: T, overrides: EventOverrides<T> = {}): EventOf<T> => {
  const known = facts(overrides.facts);
  // Whoever approves has looked, unless a test is about those who have not.
  const shown = NEEDS_A_LOOK.has(type) ? { shownHash: known.shown } : {};
  return { ...PAYLOADS[type], ...shown, type, by: BEN, at: NOW, ...overrides, facts: known } as unknown as EventOf<T>;
};

export const draft = (overrides: Partial<WorkflowContext> = {}): PieceState => initialState(context(overrides));

/** A state with a given context, for what no short path leads to. */
export const stateOf = (value: State, overrides: Partial<WorkflowContext> = {}): PieceState => workflowMachine.resolveState({ value, context: context(overrides) });

export const accepted = (state: PieceState, sent: WorkflowEvent): Decision & { kind: 'accepted' } => {
  const decision = decide(state, sent);
  if (decision.kind === 'refused') throw new Error(`${sent.type} was refused in ${decision.from}: ${decision.refusal.code}, ${decision.refusal.message}`);
  return decision;
};

export const refused = (state: PieceState, sent: WorkflowEvent): Refusal => {
  const decision = decide(state, sent);
  if (decision.kind === 'accepted') throw new Error(`${sent.type} was accepted in ${decision.from} and led to ${decision.to}`);
  return decision.refusal;
};

/** Sends one event after the other; every one has to be accepted. */
export const walk = (from: PieceState, ...events: readonly WorkflowEvent[]): PieceState => events.reduce((state, sent) => accepted(state, sent).next, from);

const approve: readonly WorkflowEvent[] = [event('SUBMIT', { by: ADA }), event('APPROVE')];
const VARIANTS = [
  { key: 'a', hash: 'ha' },
  { key: 'b', hash: 'hb' },
] as const;
/** The piece as it is beside its two variants. */
export const plan = (overrides: Partial<Plan> = {}): Plan => ({
  kind: 'readers',
  hypothesis: 'A number in the title makes more readers open it.',
  goal: 'click',
  share: 1,
  arms: [
    { key: 'original', weight: 0.4, place: null },
    { key: 'a', weight: 0.3, place: null },
    { key: 'b', weight: 0.3, place: null },
  ],
  namespace: null,
  minimumDays: 7,
  baselineRate: 0.1,
  minimumEffect: 0.2,
  power: 0.8,
  sampleSize: 1_000,
  stop: 'sample',
  ...overrides,
});

export const planned = (overrides: Partial<KnownExperiment> = {}): KnownExperiment => ({ id: 7, key: 'exp-1', state: 'draft', plan: plan(), arms: [], ...overrides });

/** What is known once it runs: what readers are shown is what was approved. */
export const running = (overrides: Partial<KnownExperiment> = {}): KnownExperiment => planned({ state: 'running', arms: [{ key: 'original', hash: 'h1' }, ...VARIANTS], ...overrides });

/** Figures that leave nothing to object. */
export const results = (overrides: Partial<Results> = {}): Results => ({
  engine: 'test 1',
  randomised: true,
  goalKind: 'rate',
  plan: plan(),
  counted: { arms: [], multipleExposures: 0, runningMs: 8 * DAYS },
  arms: [],
  sampleRatio: { p: 0.5, level: 'ok' },
  multipleExposures: { units: 0, share: 0, level: 'ok' },
  verdict: { code: 'better', arm: 'a', lift: null, daysLeft: null },
  obstacles: { original: [], a: [], b: [] },
  over: null,
  ...overrides,
});

/** The same review, over two variants. */
const approveVariants: readonly WorkflowEvent[] = [event('SUBMIT', { by: ADA, facts: { variants: VARIANTS } }), event('APPROVE', { facts: { variants: VARIANTS } })];
const live = { isLive: true } as const;

/** One ordinary way into each state. */
export const WAYS: Readonly<Record<State, readonly WorkflowEvent[]>> = {
  draft: [],
  review: [event('SUBMIT', { by: ADA })],
  approved: approve,
  variant: [...approveVariants, event('START_EXPERIMENT', { facts: { variants: VARIANTS, experiment: planned() } })],
  scheduled: [...approve, event('SCHEDULE')],
  held: [...approve, event('SCHEDULE'), event('PUBLISH_FAILED', { by: SYSTEM, at: PUBLISH_AT })],
  published: [...approve, event('SCHEDULE'), event('DUE', { by: SYSTEM, at: PUBLISH_AT })],
  withdrawn: [...approve, event('PUBLISH'), event('TAKE_DOWN', { facts: live })],
  retrospective: [...approve, event('PUBLISH'), event('RETROSPECTIVE_DUE', { by: SYSTEM, at: after(NOW, 14 * DAYS), facts: live })],
  closed: [...approve, event('PUBLISH'), event('OPEN_RETROSPECTIVE', { facts: live }), event('COMPLETE', { facts: live })],
  rejected: [event('SUBMIT', { by: ADA }), event('REJECT')],
  archived: [event('ARCHIVE')],
};

/** A piece that came into a state by the ordinary way. */
export const pieceIn = (name: State, overrides: Partial<WorkflowContext> = {}): PieceState => {
  const arrived = walk(draft(), ...WAYS[name]);
  return Object.keys(overrides).length === 0 ? arrived : workflowMachine.resolveState({ value: name, context: { ...arrived.context, ...overrides } });
};

export const VARIANT_FACTS = { variants: VARIANTS } as const;

/** The facts of a piece whose experiment runs and has shown nothing that ends it. */
export const TRIED = { ...VARIANT_FACTS, experiment: running() } as const;

export const kinds = (effects: readonly Effect[]): string[] => effects.map((effect) => effect.kind);

/** Slots of the jobs that an event takes away. */
export const cancelled = (effects: readonly Effect[]): string[] => effects.flatMap((effect) => (effect.kind === 'cancel' ? [effect.slot] : []));

export const enqueued = (effects: readonly Effect[]): (Effect & { kind: 'enqueue' })[] => effects.flatMap((effect) => (effect.kind === 'enqueue' ? [effect] : []));
