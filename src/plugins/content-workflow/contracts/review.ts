/** The review desk on the wire: the queue, the comparison, the comments. */
import type { FieldDiff } from '../core/review/compare';
import type { Passage } from '../core/review/passage';
import type { ActorRef } from '../core/workflow/context';
import type { PieceSummary } from './piece';

export interface QueueItem extends PieceSummary {
  readonly author: ActorRef | null;
  readonly step: { readonly key: string; readonly name: string; readonly place: number; readonly of: number };
  /** Since when the current step waits. */
  readonly waitingSince: string | null;
  readonly submittedBy: ActorRef | null;
  readonly overdue: boolean;
}

export interface QueueCounts {
  readonly all: number;
  readonly overdue: number;
  readonly byType: readonly { readonly uid: string; readonly count: number }[];
  /** True where more are in review than are counted. */
  readonly atLeast: boolean;
}

/** GET /review/queue?type=&activity=&limit=&cursor=: what waits for the person who asks; the earliest due first, then the longest waiting. */
export namespace GetReviewQueue {
  export interface Query {
    readonly type?: string;
    readonly activity?: string;
    readonly limit?: string;
    readonly cursor?: string;
  }
  export interface Response {
    readonly data: readonly QueueItem[];
    /** Counts come with the first page. */
    readonly meta: { readonly nextCursor: string | null; readonly counts: QueueCounts | null };
  }
}

export interface ComparedField extends FieldDiff {
  /** True where front ends get the attribute. */
  readonly delivered: boolean;
}

/** The version that the content is compared with. */
export interface BaseVersion {
  readonly against: 'live' | 'reviewed' | 'version';
  readonly hash: string;
  /** When it went live, was decided about, or was frozen. */
  readonly at: string;
  /** The decision, for the last reviewed version. */
  readonly decision: { readonly event: string; readonly by: ActorRef; readonly round: number } | null;
}

/** A variant beside the content that it varies: it is approved together with it. */
export interface ComparedVariant {
  readonly key: string;
  readonly label: string;
  readonly hash: string;
  /** The attributes that it changes, from what the content says to what the variant says. */
  readonly fields: readonly ComparedField[];
}

/** GET /pieces/:id/comparison?against=: the content as it is now, and what differs from `live`, the last `reviewed` version, or the version with a hash. */
export namespace GetComparison {
  export interface Query {
    readonly against?: string;
  }
  export interface Response {
    readonly data: {
      readonly pieceId: number;
      readonly hash: string;
      /** One hash over the content and its variants: what a decision about this page names as `shownHash`. */
      readonly shown: string;
      /** The attribute that names the piece. */
      readonly title: string;
      /** `null`: there is no such version, so nothing is compared and everything stands as it is. */
      readonly base: BaseVersion | null;
      readonly fields: readonly ComparedField[];
      readonly variants: readonly ComparedVariant[];
    };
  }
}

export interface CommentView {
  readonly id: number;
  readonly by: ActorRef;
  readonly at: string;
  /** '' for one that was removed. */
  readonly body: string;
  readonly editedAt: string | null;
  readonly removedAt: string | null;
}

export interface CommentActView {
  readonly act: 'resolved' | 'reopened';
  readonly by: ActorRef;
  readonly at: string;
}

export interface ThreadView extends CommentView {
  readonly pieceId: number;
  /** The way to the attribute; `null` for a comment on the piece as a whole. */
  readonly field: string | null;
  readonly passage: Passage | null;
  /** Where the passage is in the content now; `null` when it is gone, or the comment is on no passage. */
  readonly place: { readonly start: number; readonly end: number } | null;
  /** The version that it was said about. */
  readonly contentHash: string;
  readonly resolvedAt: string | null;
  readonly acts: readonly CommentActView[];
  readonly replies: readonly CommentView[];
}

/** GET /pieces/:id/comments?state=: the threads of a piece, oldest first. */
export namespace ListComments {
  export interface Query {
    /** `open`, `resolved`; all without it. */
    readonly state?: string;
  }
  export interface Response {
    readonly data: readonly ThreadView[];
  }
}

/** POST /pieces/:id/comments: begins a thread on the piece, an attribute or a passage of its text. */
export namespace CreateComment {
  export interface Request {
    readonly body: string;
    readonly field?: string;
    readonly passage?: Passage;
  }
  export interface Response {
    readonly data: ThreadView;
  }
}

/** POST /comments/:id/replies, PUT /comments/:id: answers the thread as it is then. */
export namespace WriteComment {
  export interface Request {
    readonly body: string;
  }
  export type Response = CreateComment.Response;
}

/** POST /comments/:id/resolve, POST /comments/:id/reopen: settles a thread, or takes that back. DELETE /comments/:id: takes one's own words back. */
export namespace SettleComment {
  export type Response = CreateComment.Response;
}
