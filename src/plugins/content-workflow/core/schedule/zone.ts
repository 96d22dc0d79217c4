import { parseAbsolute, parseDateTime, toCalendarDateTime, toZoned, type CalendarDateTime } from '@internationalized/date';
import type { Instant } from '../workflow/context';

/** Which of two instants is meant when a wall time occurs twice, and where a time that does not exist moves to. */
export type Disambiguation = 'earlier' | 'later' | 'reject';

export type WallTimeAnswer =
  | { readonly kind: 'exact'; readonly instant: Instant }
  /** The clock goes back and the wall time occurs twice; `instant` is the chosen one. */
  | { readonly kind: 'overlap'; readonly instant: Instant; readonly earlier: Instant; readonly later: Instant }
  /** The clock goes forward and the wall time does not exist; `instant` is where it moves to. */
  | { readonly kind: 'gap'; readonly instant: Instant; readonly earlier: Instant; readonly later: Instant }
  | { readonly kind: 'refused'; readonly because: 'gap' | 'overlap'; readonly earlier: Instant; readonly later: Instant }
  | { readonly kind: 'invalid'; readonly because: 'zone' | 'time' };

/** True for a zone that this runtime's IANA data knows. Offsets such as `+08:00` are not zones and are refused. */
export const isTimezone = (zone: string): boolean => {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** The last millisecond that ISO 8601 writes with a year of four digits. */
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** `null` when the text is not an ISO instant with a zone designator, or lies outside years 1970 to 9999. */
export const parseInstant = (text: string): Instant | null => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const date = new Date(text);
  if (Number.isNaN(date.getTime()) || date.getTime() < 0 || date.getTime() > LAST_INSTANT) return null;
  // Date rolls 31 February over into March; a promise for a day that does not exist is a mistake, not March.
  const day = Number(text.slice(8, 10));
  const month = Number(text.slice(5, 7));
  if (day > new Date(Date.UTC(Number(text.slice(0, 4)), month, 0)).getUTCDate()) return null;
  return date.toISOString();
};

const parseWall = (text: string): CalendarDateTime | null => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  try {
    const parsed = parseDateTime(text);
    // The parser lets day 0 and month 0 through, and would read them as the day or month before.
    return parsed.day === 0 || parsed.month === 0 ? null : parsed;
  } catch {
    return null;
  }
};

/**
 * The instant that a wall time means in a zone.
 *
 * In an overlap `earlier` is the first pass of the clock. In a gap `earlier` reads the time with the offset after the
 * change, so the promise is kept sooner, and `later` with the offset before it; these are the answers of
 * `Temporal.ZonedDateTime`.
 */
export const resolveWallTime = (wall: string, timezone: string, disambiguation: Disambiguation): WallTimeAnswer => {
  if (!isTimezone(timezone)) return { kind: 'invalid', because: 'zone' };
  const local = parseWall(wall);
  if (local === null) return { kind: 'invalid', because: 'time' };
  const earlier = toZoned(local, timezone, 'earlier');
  const later = toZoned(local, timezone, 'later');
  const both = { earlier: earlier.toAbsoluteString(), later: later.toAbsoluteString() };
  if (parseInstant(both.earlier) === null || parseInstant(both.later) === null) return { kind: 'invalid', because: 'time' };
  if (both.earlier === both.later) return { kind: 'exact', instant: both.earlier };
  const because = toCalendarDateTime(earlier).compare(local) === 0 ? 'overlap' : 'gap';
  if (disambiguation === 'reject') return { kind: 'refused', because, ...both };
  return { kind: because, instant: both[disambiguation], ...both };
};

/** Wall time `YYYY-MM-DDTHH:mm` of an instant in a zone. */
export const wallTimeOf = (instant: Instant, timezone: string): string =>
  toCalendarDateTime(parseAbsolute(instant, timezone)).toString().slice(0, 16);
