/** When the next call may be made: rate windows, back-off and the circuit breaker. Pure; times are epoch milliseconds. */
import type { Outcome, Rate } from './platforms';

/**
 * The first moment at which another call keeps within every window: no stretch of `perMs` holds more than `max` calls.
 * `calls` are the starts of earlier calls in any order; `null` means now.
 */
export const nextCallAt = (rates: readonly Rate[], calls: readonly number[], now: number): number | null => {
  const newestFirst = [...calls].sort((a, b) => b - a);
  const moments = rates.map(({ max, perMs }) => {
    const blocking = newestFirst[max - 1];
    return blocking === undefined ? now : blocking + perMs;
  });
  const at = Math.max(now, ...moments);
  return at <= now ? null : at;
};

/** How many of the newest calls `nextCallAt` has to know, and how far back. */
export const callsToKnow = (rates: readonly Rate[]): { readonly count: number; readonly backMs: number } => ({
  count: Math.max(0, ...rates.map(({ max }) => max)),
  backMs: Math.max(0, ...rates.map(({ perMs }) => perMs)),
});

/** A platform that has failed so often in a row is left alone for a while, so that nothing piles up in doubt. */
export const BREAKER_FAILURES = 5;

/** From a minute, twice as long with every further failure, up to half an hour. */
const BREAKER_FIRST_MS = 60_000;
const BREAKER_LONGEST_MS = 30 * 60_000;

/** Until when nothing is tried after so many failures in a row; `null`: go on. */
export const openUntil = (failures: number, now: number): number | null =>
  failures < BREAKER_FAILURES ? null : now + Math.min(BREAKER_LONGEST_MS, BREAKER_FIRST_MS * 2 ** (failures - BREAKER_FAILURES));

/**
 * Whether a channel may be called. After the pause one call probes, and the others wait for what becomes of it: `probe` is
 * until when they do, by which the probe has ended.
 */
export type Pass = { readonly kind: 'go'; readonly probe: number | null } | { readonly kind: 'wait'; readonly until: number };

export interface Pace {
  readonly failures: number;
  readonly openUntil: number | null;
  readonly blockedUntil: number | null;
  readonly rates: readonly Rate[];
  readonly calls: readonly number[];
  /** How long a call may take. */
  readonly timeoutMs: number;
}

export const passOf = (pace: Pace, now: number): Pass => {
  const until = Math.max(pace.openUntil ?? 0, pace.blockedUntil ?? 0, nextCallAt(pace.rates, pace.calls, now) ?? 0);
  if (until > now) return { kind: 'wait', until };
  return { kind: 'go', probe: pace.failures >= BREAKER_FAILURES ? now + pace.timeoutMs : null };
};

/** The platform's own delay, or a second and then twice as long each time; never longer than an hour. */
export const pauseMs = (tries: number, asked: number | null): number => Math.max(asked ?? 0, Math.min(3_600_000, 1_000 * 2 ** Math.min(tries - 1, 12)));

/** The longest wait that a platform is believed in. What it says beyond that is a mistake, or meant to stop the channel for ever. */
export const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Whole milliseconds that can be kept and counted with; what is no number is no wish. */
const believed = (ms: number): number => (Number.isNaN(ms) ? 0 : Math.ceil(Math.min(LONGEST_WAIT_MS, Math.max(0, ms))));

/** An outcome with the wait that it asks for, as far as that is believed. Whoever takes one in goes on with this one. */
export const bounded = (outcome: Outcome): Outcome => {
  if (outcome.kind === 'deferred') return { ...outcome, retryAfterMs: believed(outcome.retryAfterMs) };
  return outcome.kind === 'accepted' ? { ...outcome, checkAfterMs: believed(outcome.checkAfterMs) } : outcome;
};

/** What was deferred is tried for a day; by then a person has to look. */
export const PATIENCE_MS = 24 * 3_600_000;

/** A platform that took something in is asked for three days whether it is public; reviews by people take that long. */
export const CONFIRM_MS = 3 * 24 * 3_600_000;

/** Looks at a platform that can not say whether a message is there, until a person has to: a quarter of an hour of them, since some can not say for ten minutes. */
export const MAX_LOOKS = 10;

/** Calls with the same key after an unknown outcome. A platform that swallows so many answers is for a person to look at. */
export const MAX_REPEATS = 10;

/** Numbers are read when there is something to see: after an hour, and then ever more seldom. */
export const MEASURE_AFTER_MS: readonly number[] = [3_600_000, 86_400_000, 3 * 86_400_000, 7 * 86_400_000, 14 * 86_400_000];

/** When the next reading is due after `now`, by the moment of publication; `null` after the last. */
export const nextReadingAt = (publishedAt: number, now: number): number | null => {
  const pause = MEASURE_AFTER_MS.find((ms) => publishedAt + ms > now);
  return pause === undefined ? null : publishedAt + pause;
};
