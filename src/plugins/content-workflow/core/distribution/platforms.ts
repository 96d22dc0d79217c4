/** What a platform can do, in words that the desk, the engine and the adapters share. */
import type { Bound } from './units';

export const METRICS = ['impressions', 'views', 'likes', 'comments', 'shares', 'favourites', 'clicks', 'delivered', 'bounced', 'unsubscribed', 'subscribers'] as const;
export type Metric = (typeof METRICS)[number];

export interface Rate {
  readonly max: number;
  readonly perMs: number;
  /** What the platform makes of a sender that was too fast. */
  readonly penaltyMs?: number;
}

export interface Capabilities {
  /** `assisted`: a person posts what is laid out for them. `pull`: readers come for it. */
  readonly delivery: 'direct' | 'assisted' | 'pull';
  /** What keeps a message from being there twice: `key`, the platform knows our key; `lookup`, it can be asked whether it is there; `none`. */
  readonly idempotency: 'key' | 'lookup' | 'none';
  /** How long the platform remembers a key; without it, for ever. */
  readonly keyLivesMs?: number;
  /** How it is known to be public: `sync` by the answer, `poll` by asking again, `person` by being told. */
  readonly confirmation: 'sync' | 'poll' | 'person';
  readonly revocable: boolean;
  readonly metrics: readonly Metric[];
  readonly limits: { readonly title?: Bound; readonly body?: Bound; readonly bodyWithPictures?: Bound; readonly pictures?: { readonly max: number } };
  readonly rates: readonly Rate[];
}

/** Where a message is, as the platform names it; `url` where people can look at it. */
export interface Ref {
  readonly id: string;
  readonly url: string | null;
}

export type Outcome =
  /** It is public. `incomplete`: to some of its receivers it may not have come, and people are told so. */
  | { readonly kind: 'published'; readonly ref: Ref | null; readonly message?: string; readonly incomplete?: boolean }
  /** Taken in, not public yet: ask again after so long. */
  | { readonly kind: 'accepted'; readonly ref: Ref; readonly checkAfterMs: number }
  /** Certainly not sent; may be tried again after so long. */
  | { readonly kind: 'deferred'; readonly retryAfterMs: number; readonly code: string; readonly message?: string }
  /** Certainly not sent; a person must change something. */
  | { readonly kind: 'rejected'; readonly code: string; readonly message: string }
  /** Certainly not sent; the channel must be connected anew. */
  | { readonly kind: 'unauthorized'; readonly code: string; readonly message: string }
  /** It may be there: never sent again blindly. */
  | { readonly kind: 'unknown'; readonly code: string; readonly message: string };

export type OutcomeKind = Outcome['kind'];

export const DELIVERY_STATES = ['scheduled', 'held', 'preparing', 'publishing', 'confirming', 'task', 'published', 'failed', 'uncertain', 'cancelled', 'revoking', 'revoked', 'remove-by-hand'] as const;
/**
 * `scheduled` waits for its time or for the platform; `held` waits for a person, because its rendition is not what was
 * approved, or the channel is paused; `task` waits for a person to post it; `remove-by-hand` for a person to take it away.
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Of all deliveries of a piece. `none` where nothing was planned. */
export type DistributionState = 'none' | 'waiting' | 'all' | 'partly' | 'failed' | 'uncertain' | 'removing' | 'removed';

/** When a channel gets a piece, counted from the moment when it goes live. */
export type Timing =
  | { readonly kind: 'same' }
  | { readonly kind: 'offset'; readonly minutes: number }
  /** An instant, and the zone in which it was chosen. Before the piece is live it waits for it. */
  | { readonly kind: 'at'; readonly at: string; readonly timezone: string };
