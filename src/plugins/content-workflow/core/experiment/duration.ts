/** How long an experiment has been measured. Time in which it stands still is no part of it. */
import type { Instant } from '../instant';
import type { Duration } from './plan';

/** A clock that was set back must not make a time shorter than none. */
const between = (from: Instant, to: Instant): number => Math.max(0, Date.parse(to) - Date.parse(from));

export const started = (at: Instant): Duration => ({ startedAt: at, pausedAt: null, pausedMs: 0, finishedAt: null });

export const paused = (duration: Duration, at: Instant): Duration => ({ ...duration, pausedAt: at });

/** Ends a pause, where there is one. */
export const resumed = (duration: Duration, at: Instant): Duration =>
  duration.pausedAt === null ? duration : { ...duration, pausedAt: null, pausedMs: duration.pausedMs + between(duration.pausedAt, at) };

/** Measuring ends once: a pause that it ends in is over with it, and what ended earlier stays as it was. */
export const finished = (duration: Duration, at: Instant): Duration => (duration.finishedAt === null ? { ...resumed(duration, at), finishedAt: at } : duration);

/** Milliseconds that it has been measured until the instant, without pauses. */
export const runningMs = (duration: Duration, at: Instant): number => Math.max(0, between(duration.startedAt, duration.finishedAt ?? duration.pausedAt ?? at) - duration.pausedMs);
