import type { RelativeDate, RelativeTime } from './types';

const DAY = 24 * 60 * 60 * 1000;

/** What `T` becomes when every relative time and date in it has turned into an ISO 8601 string. */
export type Resolved<T> = T extends RelativeTime | RelativeDate
  ? string
  : T extends readonly (infer Item)[]
    ? Resolved<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Resolved<T[Key]> }
      : T;

/**
 * The instant at which the clocks in `zone` show the time, as ISO 8601 in UTC. `now` decides which day is day zero there.
 * A time that a change of clocks skips comes out an hour later, one that it repeats is taken the first time.
 */
export function instantOf({ days, at, zone }: RelativeTime, now: Date): string {
  const [hour, minute] = at.split(':').map(Number);
  const today = wallClock(now.getTime(), zone);
  const wanted = Date.UTC(today.year, today.month - 1, today.day + days, hour, minute);

  // The offset in force is found by trying both sides of the day: around a change of clocks they differ.
  const candidates = [wanted - offset(wanted - DAY, zone), wanted - offset(wanted + DAY, zone)].sort((a, b) => a - b);
  const exact = candidates.find((instant) => instant + offset(instant, zone) === wanted);
  return new Date(exact ?? candidates[1]).toISOString();
}

/** The calendar date in UTC, as `YYYY-MM-DD`. */
export function dateOf({ days }: RelativeDate, now: Date): string {
  return new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);
}

/** A copy of seed data in which every relative time is an instant and every relative date a date. */
export function resolveTimes<T>(value: T, now: Date): Resolved<T>;
export function resolveTimes(value: unknown, now: Date): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveTimes(item, now));
  if (typeof value !== 'object' || value === null) return value;
  if (isRelativeTime(value)) return instantOf(value, now);
  if (isRelativeDate(value)) return dateOf(value, now);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolveTimes(member, now)]));
}

function isRelativeTime(value: object): value is RelativeTime {
  return 'days' in value && 'at' in value && 'zone' in value;
}

function isRelativeDate(value: object): value is RelativeDate {
  return 'days' in value && Object.keys(value).length === 1;
}

/** Milliseconds that the clocks in `zone` are ahead of UTC at an instant. */
function offset(instant: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

type ClockPart = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

function wallClock(instant: number, zone: string): Record<ClockPart, number> {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)])) as Record<ClockPart, number>;
}
