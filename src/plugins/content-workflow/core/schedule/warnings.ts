/** What to say before a promise or a plan is moved: hints for a person, while the guards decide. Pure. */
import { parseAbsolute, parseDateTime, toCalendarDate, toZoned } from '@internationalized/date';
import type { Instant } from '../workflow/context';
import { blackoutAt, insideWindow, type PublishRules, type PublishWindow } from './rules';

/** Another promise that readers would meet at about the same time. */
export interface Neighbour {
  readonly pieceId: number;
  readonly title: string;
  readonly uid: string;
  /** Document id of the activity that it belongs to; `null` for none. */
  readonly activity: string | null;
  readonly at: Instant;
}

export type Warning =
  | { readonly kind: 'past' }
  | { readonly kind: 'outside-window' }
  | { readonly kind: 'blackout'; readonly reason: string; readonly from: Instant; readonly to: Instant }
  | { readonly kind: 'conflict'; readonly because: 'type' | 'activity'; readonly pieceId: number; readonly title: string; readonly at: Instant; readonly minutes: number };

export interface Move {
  readonly pieceId: number;
  readonly uid: string;
  readonly activity: string | null;
  /** Where it would go. */
  readonly at: Instant;
  readonly now: Instant;
  readonly rules: PublishRules;
  readonly neighbours: readonly Neighbour[];
  readonly conflictMinutes: number;
}

const MINUTE = 60_000;

const distance = (a: Instant, b: Instant): number => Math.abs(Date.parse(a) - Date.parse(b)) / MINUTE;

/** The same activity is said rather than the same type: two posts of one campaign take each other's readers. */
const shared = (move: Move, other: Neighbour): 'type' | 'activity' | null =>
  move.activity !== null && move.activity === other.activity ? 'activity' : move.uid === other.uid ? 'type' : null;

const conflicts = (move: Move): Warning[] =>
  move.neighbours
    .flatMap((other): (Warning & { kind: 'conflict' })[] => {
      const because = shared(move, other);
      const minutes = distance(move.at, other.at);
      if (other.pieceId === move.pieceId || because === null || minutes >= move.conflictMinutes) return [];
      return [{ kind: 'conflict', because, pieceId: other.pieceId, title: other.title, at: other.at, minutes: Math.round(minutes) }];
    })
    .sort((a, b) => a.minutes - b.minutes);

/** Gravest first; empty when nothing speaks against it. */
export const warningsFor = (move: Move): Warning[] => {
  const blackout = blackoutAt(move.rules, move.at);
  return [
    ...(Date.parse(move.at) < Date.parse(move.now) ? [{ kind: 'past' } as const] : []),
    ...(blackout === null ? [] : [{ kind: 'blackout', reason: blackout.reason, from: blackout.from, to: blackout.to } as const]),
    ...(insideWindow(move.rules, move.at) ? [] : [{ kind: 'outside-window' } as const]),
    ...conflicts(move),
  ];
};

export interface OpenHours {
  readonly from: Instant;
  readonly to: Instant;
}

const DAY = 86_400_000;

/** ISO weekday of a calendar day, 1 = Monday. */
const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

const following = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

const instantOf = (day: string, time: string, zone: string): Instant =>
  time === '24:00' ? instantOf(following(day), '00:00', zone) : toZoned(parseDateTime(`${day}T${time}`), zone, 'earlier').toAbsoluteString();

/** When a window is open between two instants, each day in the window's own zone; a day on which the clock changes is as long as it is. */
export const openHours = (window: PublishWindow, from: Instant, to: Instant): OpenHours[] => {
  const last = toCalendarDate(parseAbsolute(to, window.timezone)).toString();
  const open: OpenHours[] = [];
  for (let day = toCalendarDate(parseAbsolute(from, window.timezone)).toString(); day <= last; day = following(day)) {
    const hours = { from: instantOf(day, window.from, window.timezone), to: instantOf(day, window.to, window.timezone) };
    const meets = Date.parse(hours.from) < Date.parse(to) && Date.parse(hours.to) > Date.parse(from);
    if (window.days.includes(weekdayOf(day)) && meets) open.push(hours);
  }
  return open;
};
