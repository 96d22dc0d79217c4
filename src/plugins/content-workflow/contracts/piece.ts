/** What the admin and integrators see of a piece. */
import type { Refusal } from '../core/errors';
import type { CheckResult } from '../core/review/checklist';
import type { Availability } from '../core/workflow/available';
import type { ActorRef, Approval, Note, Opinion, Retrospective, Schedule, Seal } from '../core/workflow/context';

export interface PieceSummary {
  readonly id: number;
  readonly uid: string;
  readonly documentId: string;
  /** '' for types without localisation. */
  readonly locale: string;
  readonly round: number;
  readonly state: string;
  readonly revision: number;
  readonly title: string;
  readonly assignee: ActorRef | null;
  readonly dueAt: string | null;
  readonly publishAt: string | null;
  readonly changedAt: string;
}

export interface StepView {
  readonly key: string;
  readonly name: string;
  readonly quorum: number;
  readonly roles: readonly string[];
  readonly approvals: readonly Approval[];
  /** True where a guest's answer decides. */
  readonly guests: boolean;
  readonly opinions: readonly Opinion[];
  readonly state: 'done' | 'current' | 'waiting';
}

export interface VariantView {
  readonly key: string;
  readonly label: string;
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly hash: string;
  readonly approved: boolean;
  /** True for one that takes part in the running experiment. */
  readonly running: boolean;
  /** True for one that changes more than one attribute: which of them made the difference, no experiment can tell. */
  readonly several: boolean;
}

export interface HistoryEntry {
  readonly id: number;
  readonly revision: number;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly by: { readonly kind: string; readonly id: string; readonly name: string };
  readonly permission: string | null;
  readonly comment: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly contentHash: string;
  readonly at: string;
}

export interface AlertView {
  readonly id: number;
  readonly pieceId: number | null;
  readonly code: string;
  readonly message: string;
  /** The entry that it is about; `null` where it is about the system. */
  readonly subject: { readonly uid: string; readonly documentId: string; readonly locale: string; readonly title: string | null } | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly raisedAt: string;
}

export interface PieceView extends PieceSummary {
  readonly hash: string;
  /** One hash over the content and its variants: what a decision names as `shownHash`. */
  readonly shown: string;
  /** When the draft was saved that this view is about: a form that was filled from an older one shows something else. */
  readonly savedAt: string | null;
  readonly author: ActorRef | null;
  readonly lastEditor: ActorRef | null;
  readonly steps: readonly StepView[];
  readonly seal: Seal | null;
  /** True when the draft is what was approved. */
  readonly approvalHolds: boolean;
  readonly changesRequested: Note | null;
  readonly rejected: (Note & { readonly reasonCode: string }) | null;
  readonly voided: { readonly by: ActorRef; readonly at: string; readonly from: string } | null;
  readonly schedule: (Schedule & { readonly wallClock: string }) | null;
  readonly held: { readonly code: string; readonly message: string; readonly at: string } | null;
  readonly publication: { readonly hash: string; readonly at: string; readonly latenessMs: number | null } | null;
  readonly isLive: boolean;
  /** Why the content can not be edited now, and who can unlock it; `null` when it can. */
  readonly locked: Refusal | null;
  readonly takenDown: Note | null;
  readonly retrospective: Retrospective | null;
  readonly expedited: Note | null;
  readonly checklist: readonly CheckResult[];
  readonly variants: readonly VariantView[];
  readonly variables: readonly string[];
  readonly rejectReasons: readonly string[];
  readonly events: readonly Availability[];
  readonly rounds: readonly { readonly id: number; readonly round: number; readonly state: string; readonly isLive: boolean }[];
  readonly alerts: readonly AlertView[];
  readonly history: readonly HistoryEntry[];
}
