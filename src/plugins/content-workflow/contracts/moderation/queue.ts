/**
 * The moderators' queue on the wire. Paths are below the admin's `/content-workflow`; all of it needs `moderate`.
 *
 * What people sent in is text and nothing else: it is shown as text, never as markup.
 */
import type { Refusal } from '../../core/errors';
import type { ReportCategory } from '../../core/moderation/reports';
import type { About, ItemSource, ItemState, QueueAction } from '../../core/moderation/queue';
import type { Lane, Sanction, Severity, Signal, Violation } from '../../core/moderation/vocabulary';
import type { ActorRef } from '../../core/workflow/context';

export type { ItemState, QueueAction, Sanction };

/** `lead`: what was escalated, whatever lane it came from. */
export type QueueLane = Lane | 'lead';

export interface ClaimView {
  readonly by: ActorRef;
  /** True where the person who asks holds it. */
  readonly mine: boolean;
  /** Renew before this moment; after it anybody may take the item. */
  readonly leasedUntil: string;
}

/** An action and why it is not possible at this moment for the person who asks; `null` where it is. */
export interface ActionView {
  readonly action: QueueAction;
  readonly refusal: Refusal | null;
}

export interface ItemSummary {
  readonly id: number;
  /** Sent back with every decision: a newer one means that the item is no longer what was looked at. */
  readonly version: number;
  readonly state: ItemState;
  readonly lane: Lane;
  /** Larger is more urgent, within a lane. */
  readonly priority: number;
  /** What it is about: a submission that waits for its decision, or something that readers have before them. */
  readonly about: About;
  readonly target: { readonly uid: string; readonly documentId: string; readonly locale: string; readonly pieceId: number | null };
  readonly title: string;
  /** The beginning of its text, at most 200 characters. */
  readonly excerpt: string;
  readonly senderName: string;
  readonly openedAt: string;
  readonly dueAt: string;
  /** True once its time has passed without a decision. */
  readonly overdue: boolean;
  readonly claim: ClaimView | null;
  readonly signals: { readonly count: number; readonly worst: Severity | null; readonly rules: readonly string[] };
  readonly reports: number;
  readonly images: number;
  /** Of how many sources it is in the queue, e.g. `['submission', 'report']`. */
  readonly sources: readonly ItemSource[];
}

export interface LaneCount {
  readonly lane: QueueLane;
  readonly waiting: number;
  readonly overdue: number;
}

/** GET /moderation/queue?lane=&claimed=&text=&limit=&cursor=: what waits; the most urgent lane first, then by priority, then by due time. */
export namespace ListQueue {
  export interface Query {
    readonly lane?: QueueLane;
    /** `mine`: what the person who asks holds. `free`: what nobody holds. All without it. */
    readonly claimed?: 'mine' | 'free';
    /** Words of the title, or a submission's reference (`S-…`), which finds its item in whatever lane and state. */
    readonly text?: string;
    /** 1 to 100; 25 without it. */
    readonly limit?: string;
    readonly cursor?: string;
  }
  export interface Response {
    readonly data: readonly ItemSummary[];
    /** Counts come with the first page: every lane, in the order of urgency. */
    readonly meta: { readonly nextCursor: string | null; readonly counts: readonly LaneCount[] | null };
  }
}

export interface ImageView {
  readonly id: string;
  /** Opens for a few minutes, for a re-encoded picture without what its camera wrote into it. */
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly expiresAt: string | null;
  /** Its place in the submission, from 0, by which it can be denied; `null` for a file of the media library, of which no hash is kept. */
  readonly place: number | null;
  /** The entry of the list of denied pictures that it is; `null` where it is none. */
  readonly denied: { readonly id: number; readonly reason: string } | null;
}

/** What a sender says against the sanction that follows from what the item is about. */
export interface AppealInQueue {
  readonly reference: string;
  /** As it was written, to be shown as text. */
  readonly text: string;
  readonly openedAt: string;
  readonly dueAt: string;
}

export interface SignalView extends Signal {
  readonly id: number;
  readonly at: string;
}

/** The content as inert text. */
export interface ItemContent {
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly url: string; readonly label: string | null }[];
  readonly contributorName: string;
  readonly language: string | null;
  readonly activity: { readonly documentId: string; readonly title: string } | null;
  readonly images: readonly ImageView[];
  readonly sentAt: string;
}

export interface StrikeSummary {
  readonly id: number;
  readonly violation: Violation;
  readonly severity: Severity;
  readonly action: string;
  readonly startsAt: string;
  /** `null`: for good. */
  readonly endsAt: string | null;
  readonly overruled: boolean;
}

export interface SenderView {
  /** `member:<id>` or `guest:<hash>`; '' where nobody is known to have sent it, such as for a post of the team. */
  readonly key: string;
  readonly kind: 'member' | 'guest' | 'team';
  readonly name: string;
  /** When the first of it came to the queue. */
  readonly since: string | null;
  readonly counts: { readonly sent: number; readonly waiting: number; readonly adopted: number; readonly returned: number; readonly rejected: number; readonly ignored: number };
  /** The newest ten others. */
  readonly submissions: readonly { readonly itemId: number; readonly title: string; readonly state: ItemState; readonly at: string }[];
  readonly decisions: readonly DecisionView[];
  readonly strikes: readonly StrikeSummary[];
  /** What holds for this sender now. */
  readonly standing: { readonly mayInteract: boolean; readonly action: 'mute' | 'ban' | null; readonly until: string | null };
}

export interface DecisionView {
  readonly id: number;
  readonly itemId: number;
  readonly action: QueueAction | 'revert';
  readonly reasonCodes: readonly string[];
  /** What the sender was told. */
  readonly message: string | null;
  /** What moderators told each other. */
  readonly note: string | null;
  readonly by: ActorRef;
  readonly at: string;
  /** The content that was decided about. */
  readonly revision: number;
  readonly contentHash: string;
  /** The decision that this row takes back. */
  readonly reverts: number | null;
  /** What adopting made, in the language in which it was made; '' of a type without languages. */
  readonly made: { readonly uid: string; readonly documentId: string; readonly locale: string } | null;
  readonly sanction: Sanction | null;
}

/** What one reader said. Who it was is asked for separately, by a lead, and the asking is recorded. */
export interface ReportView {
  readonly id: number;
  readonly reference: string;
  readonly category: ReportCategory;
  readonly comment: string | null;
  readonly at: string;
  readonly state: 'open' | 'agreed' | 'disagreed' | 'ignored';
  /** How much it counts: what this reporter's earlier reports were worth. */
  readonly weight: number;
  /** The target as it was when it was reported. */
  readonly snapshot: { readonly title: string; readonly text: string; readonly contentHash: string };
}

/** Another item whose text or images are much the same. */
export interface SimilarItem {
  readonly itemId: number;
  readonly title: string;
  readonly state: ItemState;
  readonly senderName: string;
  readonly sameSender: boolean;
  readonly at: string;
}

export interface ItemView extends ItemSummary {
  /** By which its sender knows it, `S-…`; `null` for what did not come in by the intake. */
  readonly reference: string | null;
  /** Open ones, oldest first. */
  readonly appeals: readonly AppealInQueue[];
  readonly revision: number;
  /** Sent back with a decision, so that nobody decides about what they have not seen. */
  readonly contentHash: string;
  /** `null` where the entry is gone. */
  readonly content: ItemContent | null;
  readonly signalList: readonly SignalView[];
  readonly reportList: readonly ReportView[];
  readonly sender: SenderView;
  readonly similar: readonly SimilarItem[];
  readonly decisions: readonly DecisionView[];
  readonly actions: readonly ActionView[];
  /** Reason codes that `reject` takes. */
  readonly rejectReasons: readonly string[];
  readonly escalated: { readonly by: ActorRef; readonly at: string; readonly note: string | null } | null;
  /** The entry that adopting made. */
  readonly adopted: DecisionView['made'];
}

/** GET /moderation/queue/:id: one item with everything that a decision goes by. */
export namespace GetQueueItem {
  export interface Response {
    readonly data: ItemView;
  }
}

/**
 * POST /moderation/queue/:id/claim: takes the item for ten minutes; asked again by the holder it renews the lease (the
 * heartbeat). POST /moderation/queue/:id/release: gives it back. POST /moderation/queue/:id/take-over: takes it from the
 * holder; before the lease is over only for `moderation-lead`. 409 (`ITEM_CLAIMED`, with `item`) where another holds it.
 */
export namespace ClaimQueueItem {
  export interface Response {
    readonly data: ItemSummary;
  }
}

/** What is decided, of one item or of many. */
export interface DecisionRequest {
  readonly action: QueueAction;
  /** At least one for `reject`, of the item's `rejectReasons`; the first is the one that the sender is told. */
  readonly reasonCodes?: readonly string[];
  /** To the sender, as plain text, at most 2,000 characters; required for `return`. */
  readonly message?: string;
  /** Seen by moderators only, at most 2,000 characters. */
  readonly note?: string;
  /** With `reject` only. */
  readonly sanction?: Sanction;
}

/**
 * POST /moderation/queue/:id/decisions: decides. 409 (`ITEM_STALE`, `ITEM_CLAIMED`) with `error.details.item`, the item as
 * it is now; 403 and 422 with the refusal.
 */
export namespace DecideQueueItem {
  export interface Request extends DecisionRequest {
    readonly expectedVersion: number;
    /** The `contentHash` of what was looked at. */
    readonly contentHash?: string;
  }
  export interface Response {
    readonly data: { readonly item: ItemView; readonly decision: DecisionView };
  }
}

/** How the decision ended for one item. `item` is the item as it is now. */
export type BulkDecisionResult =
  | { readonly id: number; readonly outcome: 'done'; readonly item: ItemSummary }
  | { readonly id: number; readonly outcome: 'conflict' | 'forbidden' | 'not-pending'; readonly refusal: Refusal; readonly item: ItemSummary | null }
  /** Nobody knows whether it was done; the item has to be looked at. */
  | { readonly id: number; readonly outcome: 'failed' };

/** POST /moderation/queue/decisions: one decision for up to 100 items, each for itself. 200 whatever became of them. */
export namespace DecideQueueItems {
  export interface Request extends DecisionRequest {
    /** 8 to 100 characters, made by the client for this act: sent again after a broken connection, nothing is decided twice. */
    readonly idempotencyKey: string;
    readonly items: readonly { readonly id: number; readonly expectedVersion: number }[];
  }
  export interface Response {
    /** One result an item, in the order asked. */
    readonly data: readonly BulkDecisionResult[];
  }
}

/** GET /moderation/queue/figures: how well the queue does its work, of the last 30 days. */
export namespace GetQueueFigures {
  export interface Response {
    readonly data: {
      readonly lanes: readonly LaneCount[];
      /** Of what a patrol looked at after it had been approved, the share that was wrong all the same; `null` before any was looked at. */
      readonly patrol: { readonly looked: number; readonly missed: number; readonly missRate: number | null };
    };
  }
}
