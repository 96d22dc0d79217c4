import { parseAbsolute, toCalendarDateTime, getDayOfWeek, type ZonedDateTime } from '@internationalized/date';
import type { Instant } from '../workflow/context';

/** What happens to a promise that the system could not keep in time. */
export type LatePolicy = 'publish' | 'hold' | 'skip';

/** Hours in which a type may go live, in the audience's zone. `from` and `to` are wall times `HH:mm`; `to` is exclusive. */
export interface PublishWindow {
  /** ISO weekdays, 1 = Monday to 7 = Sunday. */
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
}

/** A time in which nothing may go live: a large event, a moment of mourning, a release freeze. */
export interface Blackout {
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
}

export interface PublishRules {
  /** Empty means any hour. */
  readonly windows: readonly PublishWindow[];
  readonly blackouts: readonly Blackout[];
}

const wallTime = (z: ZonedDateTime): string => toCalendarDateTime(z).toString().slice(11, 16);

/** ISO weekday of an instant in its zone. `getDayOfWeek` counts from the locale's first day, so a Monday-first locale is fixed here. */
const isoWeekday = (z: ZonedDateTime): number => getDayOfWeek(z, 'en-GB', 'mon') + 1;

const opens = (window: PublishWindow, at: Instant): boolean => {
  const local = parseAbsolute(at, window.timezone);
  const time = wallTime(local);
  return window.days.includes(isoWeekday(local)) && time >= window.from && time < window.to;
};

/** True when the instant lies in one of the windows, or when there are none. */
export const insideWindow = (rules: PublishRules, at: Instant): boolean =>
  rules.windows.length === 0 || rules.windows.some((window) => opens(window, at));

/** The blackout that covers the instant, or `null`. The end is exclusive. */
export const blackoutAt = (rules: PublishRules, at: Instant): Blackout | null =>
  rules.blackouts.find((b) => Date.parse(b.from) <= Date.parse(at) && Date.parse(at) < Date.parse(b.to)) ?? null;
