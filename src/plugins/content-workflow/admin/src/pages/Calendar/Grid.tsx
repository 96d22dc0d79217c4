import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useIntl } from 'react-intl';
import FullCalendar, { type CalendarRef, type EventDisplayInfo, type EventDropInfo, type DropInfo } from '@fullcalendar/react';
import dayGrid from '@fullcalendar/react/daygrid';
import interaction from '@fullcalendar/react/interaction';
import list from '@fullcalendar/react/list';
import zhCn from '@fullcalendar/react/locales/zh-cn';
import zhTw from '@fullcalendar/react/locales/zh-tw';
import classic from '@fullcalendar/react/themes/classic';
import timeGrid from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import type { CalendarDelivery, CalendarItem, GetCalendar } from '../../../../contracts/calendar';
import { useText } from '../../i18n/use-text';
import { viewerZone } from '../../i18n/use-times';
import { ChannelTile } from './ChannelTile';
import { eventsOf, type Drawn } from './events';
import type { View } from './filters';
import { Look } from './Look';
import { LONG_PRESS_MS } from './moving';
import { BackgroundLabel, BarTile, ItemTile } from './Tile';
import type { Range } from './use-calendar';

const PLUGINS = [dayGrid, timeGrid, list, interaction, classic];

const LOCALES = [zhCn, zhTw];

/** Strapi's names of languages and the library's. */
const LOCALE_NAMES: Readonly<Record<string, string>> = { zh: 'zh-tw', 'zh-Hans': 'zh-cn' };

const AGENDA_DAYS = 30;

const VIEWS = { agenda: { type: 'list', duration: { days: AGENDA_DAYS } } };

const LIBRARY_VIEWS: Readonly<Record<View, string>> = { month: 'dayGridMonth', week: 'timeGridWeek', agenda: 'agenda' };

/** Of 24 hours, as on the tiles. */
const HOUR = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Tiles a day before the rest is behind "more". */
const MAX_TILES = 5;

/** Tiles beside each other in the week, before the rest is behind "more": a third would be too narrow for a word. */
const MAX_BESIDE = 2;

/** An hour, as long as a tile is drawn, has room for its lines. */
const HALF_HOUR_PX = 32;

/** How long a moment is drawn, which is the library's own measure: what happens just before midnight is on one day. */
const LENGTH = '01:00:00';

export interface Shift {
  readonly item: CalendarItem;
  /** The instant under the pointer. */
  readonly to: string;
  readonly scale: 'days' | 'hours';
}

interface Props {
  readonly answer: GetCalendar.Response | null;
  readonly view: View;
  readonly date: string;
  readonly audienceZone: string;
  readonly onRange: (range: Range, title: string) => void;
  readonly onOpen: (item: CalendarItem, opener: HTMLElement) => void;
  readonly onOpenChannel: (delivery: CalendarDelivery, opener: HTMLElement) => void;
  readonly onShift: (shift: Shift) => void;
  readonly onMoveKey: (item: CalendarItem, opener: HTMLElement) => void;
  /** `time`: `HH:mm`, or `null` for a day. */
  readonly onIdea: (pieceId: number, date: string, time: string | null) => void;
}

const drawnOf = (event: { readonly extendedProps: Readonly<Record<string, unknown>> }): Drawn => event.extendedProps.drawn as Drawn;

const twoDigits = (n: number): string => String(n).padStart(2, '0');

const dayOf = (date: Date): string => `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;

/** The library's dates are instants; the grid is on the viewer's clock. */
const timeOf = (date: Date): string => `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;

export const Grid = ({ answer, view, date, audienceZone, onRange, onOpen, onOpenChannel, onShift, onMoveKey, onIdea }: Props) => {
  const text = useText();
  const { locale } = useIntl();
  const calendar = useRef<CalendarRef>(null);
  const items = new Map((answer?.data.items ?? []).map((item) => [item.id, item]));

  useEffect(() => {
    const api = calendar.current?.getApi();
    const wanted = LIBRARY_VIEWS[view];
    if (api !== undefined && (api.view.type !== wanted || dayOf(api.getDate()) !== date)) api.changeView(wanted, date);
  }, [view, date]);

  const content = (info: EventDisplayInfo) => {
    const drawn = drawnOf(info.event);
    switch (drawn.kind) {
      case 'item':
        return <ItemTile item={drawn.item} deliveries={drawn.deliveries} audienceZone={audienceZone} isRoomy={view !== 'month'} />;
      case 'delivery':
        return <ChannelTile delivery={drawn.delivery} audienceZone={audienceZone} isRoomy={view !== 'month'} />;
      case 'bar':
        return <BarTile bar={drawn.bar} />;
      case 'blackout':
        return <BackgroundLabel>{text('calendar.blackout', { reason: info.event.title })}</BackgroundLabel>;
      case 'open':
        return <span />;
    }
  };

  const dropped = (info: EventDropInfo): void => {
    const drawn = drawnOf(info.event);
    const to = info.event.start;
    // The tile goes back at once: it moves when the server has moved the piece.
    info.revert();
    if (drawn.kind === 'item' && to !== null) onShift({ item: drawn.item, to: to.toISOString(), scale: view === 'week' && !info.event.allDay ? 'hours' : 'days' });
  };

  const ideaDropped = (info: DropInfo): void => {
    const pieceId = Number(info.draggedEl.dataset.idea);
    if (Number.isInteger(pieceId)) onIdea(pieceId, info.allDay ? info.dateStr.slice(0, 10) : dayOf(info.date), info.allDay ? null : timeOf(info.date));
  };

  const pressed = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key.toLowerCase() !== 'm' || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const item = items.get(event.target.querySelector<HTMLElement>('[data-item]')?.dataset.item ?? '');
    const delivery = answer?.data.deliveries.find(({ id }) => id === (event.target as HTMLElement).querySelector<HTMLElement>('[data-delivery]')?.dataset.delivery);
    if (item === undefined && delivery === undefined) return;
    event.preventDefault();
    if (item !== undefined) onMoveKey(item, event.target);
    // Not moved from here: its details say where.
    else if (delivery !== undefined) onOpenChannel(delivery, event.target);
  };

  return (
    <div onKeyDown={pressed} role="presentation">
      <Look />
      <FullCalendar
        ref={calendar}
        plugins={PLUGINS}
        locales={LOCALES}
        locale={LOCALE_NAMES[locale] ?? locale}
        views={VIEWS}
        initialView={LIBRARY_VIEWS[view]}
        initialDate={date}
        headerToolbar={false}
        height="auto"
        nowIndicator
        dayMaxEvents={MAX_TILES}
        eventInteractive
        eventDurationEditable={false}
        longPressDelay={LONG_PRESS_MS}
        droppable
        dropAccept="[data-idea]"
        slotEventOverlap={false}
        defaultTimedEventDuration={LENGTH}
        nextDayThreshold={LENGTH}
        eventMaxStack={MAX_BESIDE}
        columnMoreLinkClass="cw-more"
        slotMinHeight={HALF_HOUR_PX}
        slotHeaderFormat={HOUR}
        events={answer === null ? [] : eventsOf(answer, view, viewerZone())}
        eventContent={content}
        backgroundEventContent={content}
        datesSet={({ start, end, view: drawn }) => onRange({ from: start.toISOString(), to: end.toISOString() }, drawn.title)}
        eventClick={({ event, el }) => {
          const drawn = drawnOf(event);
          if (drawn.kind === 'item') onOpen(drawn.item, el);
          if (drawn.kind === 'delivery') onOpenChannel(drawn.delivery, el);
        }}
        eventDrop={dropped}
        drop={ideaDropped}
      />
    </div>
  );
};
