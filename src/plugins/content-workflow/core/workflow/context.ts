/** The vocabulary of a piece: who acts, what was approved, what was promised. Everything here is JSON. */
import type { Duration } from '../experiment/plan';
import type { Instant } from '../instant';

export type { Instant };

export const PERMISSIONS = [
  'read',
  'submit',
  'review',
  'publish',
  'take-down',
  'own',
  'distribute',
  'channels',
  'vouch',
  'expedite',
  'assign',
  'comment',
  'archive',
  'moderate',
  'moderation-lead',
  'integrity',
  'configure',
] as const;
/** What a role may be given. The server maps each to an admin action of the same name. */
export type Permission = (typeof PERMISSIONS)[number];

export interface ActorRef {
  readonly kind: 'admin' | 'member' | 'guest' | 'api-token' | 'system';
  readonly id: string;
  readonly name: string;
}

export interface Actor extends ActorRef {
  readonly permissions: readonly Permission[];
  /** Role codes, compared with the roles of a review step. */
  readonly roles: readonly string[];
  /** A super admin passes every step's role list, but four-eyes rules hold for them too. */
  readonly superAdmin: boolean;
}

export interface ReviewStep {
  readonly key: string;
  readonly name: string;
  /** How many different people must approve. */
  readonly quorum: number;
  /** Role codes that may decide; empty means everybody with the review permission. */
  readonly roles: readonly string[];
  /** True where the answer of a guest decides, as the vote of who asked; otherwise it is an opinion. */
  readonly guests?: boolean;
}

export interface VariantHash {
  readonly key: string;
  /** Hash of the whole content with this variant's overrides applied. */
  readonly hash: string;
}

export interface Submission {
  readonly hash: string;
  readonly variants: readonly VariantHash[];
  readonly by: ActorRef;
  readonly at: Instant;
}

/** What a channel would be given of one version of a piece; the variant is '' for the original. */
export interface RenditionHash {
  readonly channel: string;
  readonly variant: string;
  readonly hash: string;
}

export interface Approval {
  readonly step: string;
  readonly by: ActorRef;
  readonly at: Instant;
  readonly hash: string;
  /** What the planned channels would have been given then; missing where an earlier version did not note it, and of a guest, who is not shown it. */
  readonly renditions?: readonly RenditionHash[];
  /** Whose vote it was, where a guest gave it. */
  readonly askedBy?: ActorRef;
}

/** What a guest thinks of a step that they do not decide. */
export interface Opinion {
  readonly step: string;
  readonly by: ActorRef;
  readonly askedBy: ActorRef;
  readonly at: Instant;
  readonly approves: boolean;
  readonly comment: string | null;
}

/** What was approved, bound to the content by its hash. Publishing anything else is refused. */
export interface Seal {
  readonly hash: string;
  readonly how: 'review' | 'expedite' | 'experiment' | 'adopted';
  readonly by: readonly ActorRef[];
  readonly at: Instant;
  readonly reason: string | null;
  readonly variants: readonly VariantHash[];
}

export interface Schedule {
  /** Changes with every (re)schedule, so that a job for an older promise is recognised. */
  readonly id: string;
  readonly publishAt: Instant;
  readonly timezone: string;
  readonly unpublishAt: Instant | null;
  readonly by: ActorRef;
}

export interface Retrospective {
  readonly highlights: string;
  readonly shortfalls: string;
  readonly lessons: string;
  readonly by: ActorRef;
  readonly at: Instant;
}

export interface Note {
  readonly by: ActorRef;
  readonly at: Instant;
  readonly text: string;
}

/** The experiment that a piece is in. What it found out, and what readers are shown, is kept beside the piece. */
export interface RunningExperiment {
  /** Its row; `null` for one that began before experiments had rows, of which nothing was counted. */
  readonly id: number | null;
  readonly key: string;
  readonly state: 'running' | 'paused' | 'finished';
  /** What takes part, each as it was approved; the first is what the others are compared with. */
  readonly arms: readonly VariantHash[];
  readonly duration: Duration;
  readonly by: ActorRef;
}

export interface WorkflowContext {
  readonly round: number;
  /** Who owns the text: the creator of the document or of this round. */
  readonly author: ActorRef | null;
  readonly lastEditor: ActorRef | null;
  /** Hash of the draft as the engine last saw it. */
  readonly hash: string;
  /** The review steps, frozen at submission so that a configuration change does not move a running review. */
  readonly steps: readonly ReviewStep[];
  readonly step: number;
  readonly approvals: readonly Approval[];
  /** Said about what is submitted now; none of them counts. */
  readonly opinions: readonly Opinion[];
  readonly submitted: Submission | null;
  readonly seal: Seal | null;
  /** Set while a draft carries requested changes. */
  readonly changesRequested: Note | null;
  readonly rejected: (Note & { readonly reasonCode: string }) | null;
  /** Set when an edit took an approval away, until the next submission. */
  readonly voided: { readonly by: ActorRef; readonly at: Instant; readonly from: string } | null;
  readonly schedule: Schedule | null;
  readonly held: { readonly code: string; readonly message: string; readonly at: Instant } | null;
  readonly experiment: RunningExperiment | null;
  readonly publication: { readonly hash: string; readonly at: Instant; readonly latenessMs: number | null } | null;
  readonly takenDown: Note | null;
  readonly retrospective: Retrospective | null;
  /** Never cleared: an expedited piece says so for ever. */
  readonly expedited: Note | null;
  readonly assignee: ActorRef | null;
  readonly dueAt: Instant | null;
}

/** The context of a new round. `null` everywhere means "has not happened in this round". */
export const newContext = (input: {
  round: number;
  author: ActorRef | null;
  lastEditor: ActorRef | null;
  hash: string;
}): WorkflowContext => ({
  ...input,
  steps: [],
  step: 0,
  approvals: [],
  opinions: [],
  submitted: null,
  seal: null,
  changesRequested: null,
  rejected: null,
  voided: null,
  schedule: null,
  held: null,
  experiment: null,
  publication: null,
  takenDown: null,
  retrospective: null,
  expedited: null,
  assignee: null,
  dueAt: null,
});
