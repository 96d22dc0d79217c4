import { useNavigate } from 'react-router-dom';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import type { CalendarDelivery } from '../../../../contracts/calendar';
import { Fact } from '../../components/Fact';
import { deliveryAddress } from '../../distribution/address';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { useTimes, viewerZone } from '../../i18n/use-times';
import { editAddress } from '../../piece/address';
import { StandingChip } from './StandingChip';

interface Props {
  readonly delivery: CalendarDelivery;
  readonly audienceZone: string;
  readonly onClose: () => void;
}

/** One channel that gets a piece at a time of its own. It is moved where the whole plan of the piece can be seen. */
export const ChannelDetails = ({ delivery, audienceZone, onClose }: Props) => {
  const text = useText();
  const times = useTimes();
  const words = usePlatformWords();
  const navigate = useNavigate();
  const { channel, key, at, plannedAt, timezone } = delivery;
  const zones = [...new Set([...(timezone === null ? [] : [timezone]), audienceZone])].filter((zone) => zone !== viewerZone());
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{`${channel.name} · ${delivery.title === '' ? text('piece.untitled') : delivery.title}`}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Flex gap={2}>
              <StandingChip delivery={delivery} />
              <Typography textColor="neutral600">{[words.platform(channel.platform), channel.account].filter((part) => part !== '').join(' · ')}</Typography>
            </Flex>
            <Typography textColor="neutral600">{delivery.state === 'planned' ? text('calendar.channel.planned.help') : (text.lookUp(`deliveryState.${delivery.state}.help`) ?? text('calendar.channel.help'))}</Typography>
            <Flex tag="dl" direction="column" alignItems="stretch" gap={3}>
              <Fact label={text('calendar.yourTime', { zone: viewerZone() })}>{times.exact(at)}</Fact>
              {zones.map((zone) => (
                <Fact key={zone} label={zone === timezone ? text('calendar.channel.chosenIn', { zone }) : text('calendar.readersIn', { zone })}>
                  {times.inZone(at, zone)}
                </Fact>
              ))}
              {plannedAt === at ? null : <Fact label={text('calendar.channel.plannedFor')}>{times.exact(plannedAt)}</Fact>}
            </Flex>
            <Typography variant="pi" textColor="neutral600">
              {text('calendar.channels.where')}
            </Typography>
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={() => navigate(editAddress(delivery))}>
            {text('calendar.openEntry')}
          </Button>
          {key === null ? null : <Button onClick={() => navigate(deliveryAddress(key))}>{text('calendar.channel.open')}</Button>}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
