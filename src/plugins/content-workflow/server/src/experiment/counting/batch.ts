/** What one request brought, after it was looked at: what may be counted, and what is not. */
export interface Countable {
  readonly id: string;
  readonly experimentId: number;
  readonly unit: string;
  readonly arm: string;
  readonly kind: 'exposure' | 'goal';
  /** Of goals, its code. */
  readonly goal: string | null;
  readonly value: number | null;
  /** Epoch milliseconds by the server's clock. */
  readonly at: number;
}

/** Why an event is not counted. The last two are known only when it is looked up what the reader was shown. */
export const REASONS = ['bot', 'forged', 'expired', 'unknown-experiment', 'paused', 'over', 'unknown-goal', 'other-goal', 'not-exposed', 'multiple-exposures'] as const;
export type Reason = (typeof REASONS)[number];

export interface Drop {
  /** 0: of no experiment that is known. */
  readonly experimentId: number;
  readonly reason: Reason;
}

export interface Batch {
  readonly events: readonly Countable[];
  readonly drops: readonly Drop[];
}

export interface Outcome {
  readonly accepted: number;
  readonly duplicate: number;
  readonly dropped: Readonly<Record<string, number>>;
}
