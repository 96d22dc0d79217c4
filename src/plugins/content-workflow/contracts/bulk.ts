/** Several pieces at once, as Strapi's list of entries has them: where they stand, what they accept, and one event for all. */
import type { Refusal } from '../core/errors';
import type { Availability } from '../core/workflow/available';
import type { PieceSummary } from './piece';

export interface DocumentState {
  readonly documentId: string;
  readonly piece: PieceSummary;
  /** True when readers are served something of this document in this language. */
  readonly isLive: boolean;
  /** True when the draft is no longer what readers are served. */
  readonly isChanged: boolean;
}

/** GET /documents/:uid?ids=&locale=: where up to `MAX_AT_ONCE` documents stand. One that has no piece yet is left out. */
export namespace ListDocumentStates {
  export interface Query {
    /** Document ids, separated by commas. */
    readonly ids: string;
    readonly locale?: string;
  }
  export interface Response {
    readonly data: readonly DocumentState[];
  }
}

export interface Offer {
  readonly documentId: string;
  readonly piece: PieceSummary;
  readonly events: readonly Availability[];
}

/** GET /offers?uid=&ids=&locale=: what each document accepts from the person who asks; opens round 1 for a draft that has none. */
export namespace ListOffers {
  export interface Query {
    readonly uid: string;
    readonly ids: string;
    readonly locale?: string;
  }
  export interface Response {
    /** In the order asked; a document that is gone is left out. */
    readonly data: readonly Offer[];
    readonly meta: { readonly rejectReasons: readonly string[] };
  }
}

/** How the event ended for one piece. `piece` is the piece as it is now. */
export type ItemResult =
  | { readonly pieceId: number; readonly outcome: 'accepted'; readonly piece: PieceSummary }
  | { readonly pieceId: number; readonly outcome: 'refused'; readonly refusal: Refusal; readonly piece: PieceSummary | null }
  | { readonly pieceId: number; readonly outcome: 'conflict'; readonly piece: PieceSummary }
  | { readonly pieceId: number; readonly outcome: 'not-found' }
  /** Nobody knows whether it was done; the piece has to be looked at. */
  | { readonly pieceId: number; readonly outcome: 'failed' };

/** POST /events: sends one event to up to `MAX_AT_ONCE` pieces, each for itself. 200 whatever became of them; nothing is undone because of another. */
export namespace SendEvents {
  export interface Request {
    readonly event: { readonly type: string } & Readonly<Record<string, unknown>>;
    readonly items: readonly { readonly pieceId: number; readonly expectedRevision: number }[];
  }
  export interface Response {
    /** One result an item, in the order asked. */
    readonly data: readonly ItemResult[];
  }
}
