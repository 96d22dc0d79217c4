import { Box, Typography } from '@strapi/design-system';
import type { CalendarBar, CalendarDelivery, CalendarItem } from '../../../../contracts/calendar';
import { useText } from '../../i18n/use-text';
import { useTimes, viewerZone } from '../../i18n/use-times';
import { Line, Lines, When } from './Lines';
import { useHours } from './use-hours';

interface ItemTileProps {
  readonly item: CalendarItem;
  /** What goes to channels with it. */
  readonly deliveries: readonly CalendarDelivery[];
  readonly audienceZone: string;
  readonly isRoomy: boolean;
}

/** The hour, the state and the title; the readers' hour in the title text, and beside the hour where there is room. */
export const ItemTile = ({ item, deliveries, audienceZone, isRoomy }: ItemTileProps) => {
  const text = useText();
  const times = useTimes();
  const hours = useHours();
  const title = item.title === '' ? text('piece.untitled') : item.title;
  const condition = text(`calendar.condition.${item.condition}`);
  const elsewhere = audienceZone === viewerZone() ? null : text('calendar.readersTime', { when: times.inZone(item.at, audienceZone) });
  const channels = deliveries.length === 0 ? null : text('calendar.channels.names', { names: times.list(deliveries.map(({ channel }) => channel.name)) });
  return (
    <Lines data-item={item.id} title={[title, condition, times.exact(item.at), elsewhere, channels].filter((part) => part !== null).join(' · ')}>
      <When>
        <b>{hours.in(item.at, viewerZone())}</b> {condition}
        {elsewhere === null || !isRoomy ? null : ` (${hours.named(item.at, audienceZone)})`}
      </When>
      <Line>{title}</Line>
      {deliveries.length === 0 ? null : <Line>{text('calendar.channels.more', { count: deliveries.length })}</Line>}
    </Lines>
  );
};

export const BarTile = ({ bar }: { readonly bar: CalendarBar }) => {
  const text = useText();
  const title = bar.title === '' ? text('piece.untitled') : bar.title;
  const phase = bar.phase === null ? null : (bar.phase.name ?? (bar.phase.kind === null ? text('calendar.phase') : text.named('field', bar.phase.kind)));
  return (
    <Lines title={phase === null ? title : `${title}: ${phase}`}>
      <Line>{phase === null ? <b>{title}</b> : `${title}: ${phase}`}</Line>
    </Lines>
  );
};

/** On a ground of its own, since what lies behind it is hatched. */
export const BackgroundLabel = ({ children }: { readonly children: string }) => (
  <Box tag="span" background="neutral0" hasRadius paddingLeft={1} paddingRight={1}>
    <Typography tag="span" variant="pi" textColor="neutral800">
      {children}
    </Typography>
  </Box>
);
