import { styled } from 'styled-components';
import type { CalendarDelivery } from '../../../../contracts/calendar';
import { usePlatformWords } from '../../distribution/words';
import { useText, type Text } from '../../i18n/use-text';
import { useTimes, viewerZone } from '../../i18n/use-times';
import { Line, Lines, When } from './Lines';
import { useHours } from './use-hours';

const Platform = styled.span`
  border: 1px solid ${({ theme }) => theme.colors.neutral500};
  border-radius: 8px;
  padding: 0 5px;
  font-size: 1.1rem;
`;

/** How it stands, in words: a state, and that it is late with it. */
export const standingOf = ({ state, isLate }: Pick<CalendarDelivery, 'state' | 'isLate'>, text: Text): string => {
  const word = state === 'planned' ? text('calendar.channel.planned') : text.named('deliveryState', state);
  return isLate ? text('calendar.channel.late', { state: word }) : word;
};

interface Props {
  readonly delivery: CalendarDelivery;
  readonly audienceZone: string;
  readonly isRoomy: boolean;
}

/** One channel at a time of its own: the hour and how it stands, the platform with the channel, and the piece. */
export const ChannelTile = ({ delivery, audienceZone, isRoomy }: Props) => {
  const text = useText();
  const times = useTimes();
  const hours = useHours();
  const words = usePlatformWords();
  const { channel, at } = delivery;
  const title = delivery.title === '' ? text('piece.untitled') : delivery.title;
  const standing = standingOf(delivery, text);
  const elsewhere = audienceZone === viewerZone() ? null : text('calendar.readersTime', { when: times.inZone(at, audienceZone) });
  return (
    <Lines data-delivery={delivery.id} title={[`${channel.name} (${words.platform(channel.platform)})`, title, standing, times.exact(at), elsewhere].filter((part) => part !== null).join(' · ')}>
      <When>
        <b>{hours.in(at, viewerZone())}</b> {standing}
        {elsewhere === null || !isRoomy ? null : ` (${hours.named(at, audienceZone)})`}
      </When>
      <When>
        <Platform>{words.platform(channel.platform)}</Platform> <bdi>{channel.name}</bdi>
      </When>
      <Line>
        <bdi>{title}</bdi>
      </Line>
    </Lines>
  );
};
