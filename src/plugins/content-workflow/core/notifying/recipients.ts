/**
 * Who is told what. From an entry of the history and the piece as it is now to kinds and people; nobody is told of what
 * they did themselves, and nobody who may not read pieces is told anything.
 */
import type { ActorRef, Instant, Permission, ReviewStep, WorkflowContext } from '../workflow/context';
import type { Kind } from './choices';

/** An administrator who can log in. */
export interface Member {
  readonly id: string;
  readonly roles: readonly string[];
  readonly permissions: readonly Permission[];
  readonly superAdmin: boolean;
}

export interface Happening {
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly at: Instant;
  /** Whom ASSIGN named; `null` for every other event. */
  readonly assignee: ActorRef | null;
  /** Who asked the guest whose answer this is; `null` for every other event. */
  readonly askedBy: ActorRef | null;
  /** Who submitted the piece last: a decision clears it from the context. */
  readonly submitter: { readonly kind: string; readonly id: string } | null;
}

export interface Notice {
  readonly kind: Kind;
  readonly people: readonly string[];
}

type Ref = { readonly kind: string; readonly id: string } | null;

/** Members of the community, tokens and the system have no inbox. */
const adminIds = (...refs: readonly Ref[]): string[] => refs.flatMap((ref) => (ref?.kind === 'admin' ? [ref.id] : []));

/**
 * Whoever is there for something. A super admin may do everything, and would hear of everything: they are asked only
 * where nobody else could.
 */
const orSuperAdmins = (able: readonly Member[]): string[] => {
  const ordinary = able.filter(({ superAdmin }) => !superAdmin);
  return (ordinary.length > 0 ? ordinary : able).map(({ id }) => id);
};

/** Who can publish, schedule and put right what was promised. */
export const publishersOf = (team: readonly Member[]): string[] => orSuperAdmins(team.filter(({ permissions }) => permissions.includes('publish')));

const mayDecide = (step: ReviewStep, member: Member): boolean =>
  member.permissions.includes('review') && (step.roles.length === 0 || member.superAdmin || step.roles.some((role) => member.roles.includes(role)));

/** Who can decide the step that a piece under review waits for. */
export const reviewersOf = (context: WorkflowContext, team: readonly Member[]): string[] => {
  const step = context.steps[context.step];
  if (step === undefined) return [];
  const out = new Set([...adminIds(context.author, context.lastEditor), ...adminIds(...context.approvals.filter((a) => a.step === step.key).map(({ by }) => by))]);
  return orSuperAdmins(team.filter((member) => mayDecide(step, member) && !out.has(member.id)));
};

/** True for the approval that completed the step before the one that the piece waits for now. */
const openedTheStep = (happened: Happening, context: WorkflowContext): boolean => {
  const before = context.steps[context.step - 1];
  const last = context.approvals.filter((a) => a.step === before?.key).at(-1);
  return last !== undefined && last.at === happened.at && last.by.id === happened.actor.id;
};

/** A piece is late in these stages; from `scheduled` on its work is done. */
export const UNFINISHED = ['draft', 'review', 'approved', 'variant', 'held'] as const;

/** Everybody who has a stake in a promise: whose text it is, who looks after it, who made it, who can mend it. */
export const promiseConcerns = (context: WorkflowContext, team: readonly Member[]): string[] => [...adminIds(context.author, context.assignee, context.schedule?.by ?? null), ...publishersOf(team)];

/** Who has to know that a due date passed. */
export const overdueConcerns = (context: WorkflowContext, team: readonly Member[]): string[] => [...adminIds(context.assignee ?? context.author), ...publishersOf(team)];

/** Whose text it is, who looks after it, and who takes part in the conversation. */
export const threadConcerns = (context: WorkflowContext, speakers: readonly ActorRef[]): string[] => adminIds(context.author, context.assignee, ...speakers);

/** Whose experiment it is: who began it, and who looks after the piece; where neither can decide, whoever can. */
export const experimentConcerns = ({ experiment, assignee }: WorkflowContext, team: readonly Member[]): string[] => {
  const owners = new Set(team.filter(({ permissions }) => permissions.includes('own')).map(({ id }) => id));
  const own = adminIds(experiment?.by ?? null, assignee).filter((id) => owners.has(id));
  return own.length > 0 ? own : orSuperAdmins(team.filter(({ id }) => owners.has(id)));
};

/** An edit of what is under review or approved sends it back; whoever waits for it hears that its approvals are gone. */
const isLost = (event: string, from: string, to: string): boolean => event === 'CONTENT_CHANGED' && LOSES.has(from) && to === 'draft';
const LOSES: ReadonlySet<string> = new Set(['review', 'approved', 'variant', 'held']);

const told = (happened: Happening, context: WorkflowContext, state: string, team: readonly Member[]): Notice[] => {
  const { event, from, to, submitter } = happened;
  const writers = (): string[] => adminIds(context.author, context.assignee, submitter);
  const promise = (kind: Kind): Notice[] => [{ kind, people: promiseConcerns(context, team) }];
  switch (event) {
    case 'ASSIGN':
      return [{ kind: 'assigned', people: adminIds(happened.assignee) }];
    case 'SUBMIT':
      // Told late, after a crash, the piece may have gone on: then its reviewers are asked by what happened since.
      return state === 'review' && context.submitted?.at === happened.at && context.step === 0 ? [{ kind: 'review-requested', people: reviewersOf(context, team) }] : [];
    case 'APPROVE':
      if (to !== 'review') return [{ kind: 'approved', people: adminIds(context.author, submitter) }];
      return state === 'review' && openedTheStep(happened, context) ? [{ kind: 'review-requested', people: reviewersOf(context, team) }] : [];
    case 'GUEST_APPROVED':
    case 'GUEST_OBJECTED':
      return [...told({ ...happened, event: event === 'GUEST_APPROVED' ? 'APPROVE' : to === 'draft' ? 'REQUEST_CHANGES' : 'GUEST_OPINION' }, context, state, team), { kind: 'guest-answered', people: [...adminIds(happened.askedBy), ...writers()] }];
    case 'EXPEDITE':
      return [{ kind: 'approved', people: adminIds(context.author, submitter) }];
    case 'REQUEST_CHANGES':
      return [{ kind: 'changes-requested', people: writers() }];
    case 'REJECT':
      return [{ kind: 'rejected', people: writers() }];
    case 'HOLD':
      return promise('held');
    case 'PUBLISH_FAILED':
      return promise('failed');
    case 'DUE':
      return to === 'held' ? promise('held') : to === 'approved' ? promise('promise-broken') : [];
    case 'CONTENT_CHANGED':
    case 'DOCUMENT_DELETED':
      if (isLost(event, from, to)) return [{ kind: 'approval-lost', people: writers() }];
      return from === 'scheduled' && to !== 'scheduled' ? promise('promise-broken') : [];
    case 'EXPERIMENT_OVER':
    case 'FINISH_EXPERIMENT':
      return state === 'variant' ? [{ kind: 'decision-due', people: experimentConcerns(context, team) }] : [];
    case 'COMMENT':
      return [{ kind: 'comment', people: writers() }];
    default:
      return [];
  }
};

const TELLING_EVENTS: ReadonlySet<string> = new Set(['ASSIGN', 'SUBMIT', 'APPROVE', 'EXPEDITE', 'REQUEST_CHANGES', 'REJECT', 'HOLD', 'PUBLISH_FAILED', 'DUE', 'COMMENT', 'EXPERIMENT_OVER', 'FINISH_EXPERIMENT', 'GUEST_APPROVED', 'GUEST_OBJECTED']);

/** False where nobody has to be told, so that the team need not be read for every save. */
export const couldTell = (event: string, from: string, to: string): boolean =>
  TELLING_EVENTS.has(event) || isLost(event, from, to) || (from === 'scheduled' && (event === 'CONTENT_CHANGED' || event === 'DOCUMENT_DELETED'));

/** Once each, of the team, able to read pieces, and not whoever did it. */
export const among = (people: readonly string[], team: readonly Member[], except: Ref): string[] => {
  const readers = new Set(team.filter(({ permissions }) => permissions.includes('read')).map(({ id }) => id));
  const self = new Set(adminIds(except));
  return [...new Set(people)].filter((id) => readers.has(id) && !self.has(id));
};

/** Of one thing that happened a person hears once, by what comes first. */
const onceEach = (notices: readonly Notice[]): Notice[] => notices.map(({ kind, people }, i) => ({ kind, people: people.filter((id) => !notices.slice(0, i).some((earlier) => earlier.people.includes(id))) }));

/** `context` and `state` are the piece's now, which may be later than the entry. */
export const noticesOf = (happened: Happening, context: WorkflowContext, state: string, team: readonly Member[]): Notice[] =>
  onceEach(told(happened, context, state, team))
    .map(({ kind, people }) => ({ kind, people: among(people, team, happened.actor) }))
    .filter(({ people }) => people.length > 0);
