import { parseAbsolute, parseTime, toCalendarDate, toCalendarDateTime, toZoned } from '@internationalized/date';

import type { RelativeDate, RelativeTime } from './types';

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
  const day = toCalendarDate(parseAbsolute(now.toISOString(), zone)).add({ days });
  return toZoned(toCalendarDateTime(day, parseTime(at)), zone).toAbsoluteString();
}

/** The calendar date in UTC, as `YYYY-MM-DD`. */
export function dateOf({ days }: RelativeDate, now: Date): string {
  return toCalendarDate(parseAbsolute(now.toISOString(), 'UTC')).add({ days }).toString();
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
