import { parseAbsolute, toCalendarDate, type CalendarDate } from '@internationalized/date';
import { resolveWallTime } from '../schedule/zone';
import type { Instant } from '../workflow/context';

/** When somebody reads the news of a day. */
export interface DigestTime {
  /** Wall time `HH:mm`. */
  readonly at: string;
  /** IANA zone. */
  readonly timezone: string;
}

/** A day on which the clock skips the hour has it as soon as the clock goes on; one that shows it twice, at the first. */
const onDay = (day: CalendarDate, { at, timezone }: DigestTime): Instant | null => {
  const answer = resolveWallTime(`${day.toString()}T${at}`, timezone, 'earlier');
  if (answer.kind === 'invalid' || answer.kind === 'refused') return null;
  return answer.kind === 'gap' ? answer.later : answer.instant;
};

/**
 * The first digest after an instant: once on each calendar day of the person's zone. `null` where the time or the zone can
 * not be read.
 */
export const nextDigest = (after: Instant, time: DigestTime): Instant | null => {
  try {
    const today = toCalendarDate(parseAbsolute(after, time.timezone));
    const candidates = [today, today.add({ days: 1 })].map((day) => onDay(day, time));
    return candidates.find((instant): instant is Instant => instant !== null && Date.parse(instant) > Date.parse(after)) ?? null;
  } catch {
    return null;
  }
};
