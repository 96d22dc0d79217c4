/** From what the server says to what the calendar library draws. Pure. */
import { parseDate } from '@internationalized/date';
import type { CalendarBar, CalendarCondition, CalendarDelivery, CalendarItem, GetCalendar } from '../../../../contracts/calendar';
import { deliveryColour } from '../../distribution/colours';
import { wallOf } from '../../piece/dialog/wall-time';
import { channelsOf, standsOut } from './channels';
import type { View } from './filters';

export type Drawn = { readonly kind: 'item'; readonly item: CalendarItem; readonly deliveries: readonly CalendarDelivery[] } | { readonly kind: 'delivery'; readonly delivery: CalendarDelivery } | { readonly kind: 'bar'; readonly bar: CalendarBar } | { readonly kind: 'blackout' } | { readonly kind: 'open' };

export interface DrawnEvent {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly end?: string;
  readonly allDay: boolean;
  readonly display?: 'background' | 'block';
  readonly startEditable: boolean;
  readonly className: string;
  readonly drawn: Drawn;
}

/** The tones of the design system; a word stands beside each. */
export const TONES: Readonly<Record<CalendarCondition, 'primary' | 'warning' | 'danger' | 'success' | 'neutral' | 'secondary' | 'alternative'>> = {
  scheduled: 'primary',
  late: 'warning',
  held: 'danger',
  failed: 'danger',
  published: 'success',
  withdrawn: 'neutral',
  plan: 'secondary',
  due: 'alternative',
  overdue: 'warning',
};

/** Late is told by its colour as well, whatever it waits for. */
export const toneOf = ({ state, isLate }: Pick<CalendarDelivery, 'state' | 'isLate'>) => (isLate ? 'warning' : state === 'planned' ? 'secondary' : deliveryColour(state));

const dayAfter = (day: string): string => parseDate(day).add({ days: 1 }).toString();

/** Whole days on the viewer's calendar. */
const days = ({ from, to }: { readonly from: string; readonly to: string }, zone: string) => ({ start: wallOf(from, zone).date, end: dayAfter(wallOf(to, zone).date), allDay: true });

/** What can be dragged at all; whether this person may is the server's to say. */
export const isMovable = ({ kind }: CalendarItem): boolean => kind === 'promise' || kind === 'plan';

const itemEvent = (item: CalendarItem, deliveries: readonly CalendarDelivery[]): DrawnEvent => ({
  id: item.id,
  title: item.title,
  start: item.at,
  allDay: false,
  display: 'block',
  startEditable: isMovable(item),
  className: `cw-item cw-${item.kind} cw-tone-${TONES[item.condition]}`,
  drawn: { kind: 'item', item, deliveries },
});

/** Its time is one row of a plan: dragged, it would say nothing of what else waits for it. */
const deliveryEvent = (delivery: CalendarDelivery): DrawnEvent => ({
  id: delivery.id,
  title: `${delivery.channel.name} ${delivery.title}`,
  start: delivery.at,
  allDay: false,
  display: 'block',
  startEditable: false,
  className: `cw-item cw-channel ${standsOut(delivery) ? 'cw-stands-out' : ''} cw-tone-${toneOf(delivery)}`,
  drawn: { kind: 'delivery', delivery },
});

const barEvent = (bar: CalendarBar, zone: string): DrawnEvent => ({
  id: bar.id,
  title: bar.title,
  ...days(bar, zone),
  display: 'block',
  startEditable: false,
  className: `cw-bar ${bar.phase === null ? 'cw-span' : 'cw-phase'}`,
  drawn: { kind: 'bar', bar },
});

const tileEvents = ({ items, deliveries }: Pick<GetCalendar.Response['data'], 'items' | 'deliveries'>): DrawnEvent[] => {
  const { withItem, alone } = channelsOf(items, deliveries);
  return [...items.map((item) => itemEvent(item, withItem.get(item.id) ?? [])), ...alone.map(deliveryEvent)];
};

export const eventsOf = ({ data }: GetCalendar.Response, view: View, zone: string): DrawnEvent[] => [
  ...data.bars.map((bar) => barEvent(bar, zone)),
  ...tileEvents(data),
  // A grid of days has no hours to shade, so there the whole day is.
  ...data.blackouts.map(
    (blackout, i): DrawnEvent => ({
      id: `blackout:${i}`,
      title: blackout.reason,
      ...(view === 'week' ? { start: blackout.from, end: blackout.to, allDay: false } : days({ from: blackout.from, to: new Date(Date.parse(blackout.to) - 1).toISOString() }, zone)),
      display: 'background',
      startEditable: false,
      className: 'cw-blackout',
      drawn: { kind: 'blackout' },
    })
  ),
  ...(view === 'week'
    ? data.open.map(({ from, to }, i): DrawnEvent => ({ id: `open:${i}`, title: '', start: from, end: to, allDay: false, display: 'background', startEditable: false, className: 'cw-open', drawn: { kind: 'open' } }))
    : []),
];
