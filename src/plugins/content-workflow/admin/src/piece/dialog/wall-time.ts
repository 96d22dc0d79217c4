/** Wall times as people type them, and the instants they can mean. */
import { parseAbsolute, parseDateTime, toCalendarDateTime, toZoned } from '@internationalized/date';

export interface Wall {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:mm`. */
  readonly time: string;
}

export const wallOf = (instant: string, zone: string): Wall => {
  const [date = '', time = ''] = toCalendarDateTime(parseAbsolute(instant, zone)).toString().split('T');
  return { date, time: time.slice(0, 5) };
};

/** `YYYY-MM-DDTHH:mm`, or `null` while a part is missing. */
export const localTimeOf = ({ date, time }: Wall): string | null => (date === '' || time === '' ? null : `${date}T${time.slice(0, 5)}`);

/** The first and the last instant that a wall time can mean in a zone; they differ where a clock is changed. */
export const instantsOf = (wall: Wall, zone: string): { readonly earlier: string; readonly later: string } | null => {
  const local = localTimeOf(wall);
  if (local === null || zone === '') return null;
  try {
    const time = parseDateTime(local);
    return { earlier: toZoned(time, zone, 'earlier').toAbsoluteString(), later: toZoned(time, zone, 'later').toAbsoluteString() };
  } catch {
    return null;
  }
};
