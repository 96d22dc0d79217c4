/** What can be moved, and where a drag or a key means to put it. Pure. */
import { parseAbsolute, parseDateTime, toCalendarDate, toCalendarDateTime } from '@internationalized/date';
import type { CalendarIdea, CalendarItem } from '../../../../contracts/calendar';
import { wallOf, type Wall } from '../../piece/dialog/wall-time';

export interface Movable {
  readonly kind: 'promise' | 'plan';
  readonly pieceId: number;
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
  readonly title: string;
  /** `null`: an idea that has no plan yet. */
  readonly at: string | null;
  /** In which the time is meant: the promise's own, or the viewer's for a plan. */
  readonly zone: string;
}

/** As on the board: a finger that rests so long takes the tile; one that goes on at once scrolls. */
export const LONG_PRESS_MS = 250;

/** A plan for a day says no hour; a team begins its day at this one. */
export const PLAN_HOUR = '09:00';

export const movableOf = (item: CalendarItem, viewerZone: string): Movable | null =>
  item.kind === 'promise' || item.kind === 'plan'
    ? { kind: item.kind, pieceId: item.pieceId, uid: item.uid, documentId: item.documentId, locale: item.locale, title: item.title, at: item.at, zone: item.timezone ?? viewerZone }
    : null;

export const movableIdea = ({ pieceId, uid, documentId, locale, title }: CalendarIdea, viewerZone: string): Movable => ({ kind: 'plan', pieceId, uid, documentId, locale, title, at: null, zone: viewerZone });

const daysBetween = (a: string, b: string, zone: string): number =>
  toCalendarDate(parseAbsolute(b, zone)).toDate('UTC').getTime() / 86_400_000 - toCalendarDate(parseAbsolute(a, zone)).toDate('UTC').getTime() / 86_400_000;

/**
 * Where a tile was dropped, on the clock of its own zone. A move by days keeps the hour that was promised to the readers,
 * whatever either clock does between; a move on a scale of hours means the hour that the viewer pointed at.
 */
export const droppedAt = (item: Movable & { readonly at: string }, to: string, scale: 'days' | 'hours', viewerZone: string): Wall => {
  if (scale === 'hours') return wallOf(to, item.zone);
  const moved = toCalendarDateTime(parseDateTime(toCalendarDateTime(parseAbsolute(item.at, item.zone)).toString())).add({ days: daysBetween(item.at, to, viewerZone) });
  const [date = '', time = ''] = moved.toString().split('T');
  return { date, time: time.slice(0, 5) };
};

/** Today in a zone. */
export const todayIn = (zone: string, now: string): string => wallOf(now, zone).date;
