import { NavLink } from 'react-router-dom';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import type { CalendarDelivery } from '../../../../contracts/calendar';
import { deliveryAddress } from '../../distribution/address';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { StandingChip } from './StandingChip';

/** What the channels of a piece get, in the order of their times. */
export const ChannelList = ({ deliveries }: { readonly deliveries: readonly CalendarDelivery[] }) => {
  const text = useText();
  const times = useTimes();
  const words = usePlatformWords();
  if (deliveries.length === 0) return null;
  return (
    <Box>
      <Typography tag="h3" variant="pi" textColor="neutral600" paddingBottom={1}>
        {text('calendar.channels')}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {deliveries.map((delivery) => (
          <Flex key={delivery.id} tag="li" gap={2} wrap="wrap">
            <Typography>
              <bdi>{delivery.channel.name}</bdi> · {words.platform(delivery.channel.platform)}
            </Typography>
            <StandingChip delivery={delivery} />
            <Typography textColor="neutral600">{times.exact(delivery.at)}</Typography>
            {delivery.key === null ? null : (
              <Link tag={NavLink} to={deliveryAddress(delivery.key)} aria-label={text('calendar.channel.openNamed', { channel: delivery.channel.name })}>
                {text('calendar.channel.open')}
              </Link>
            )}
          </Flex>
        ))}
      </Flex>
      <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={2}>
        {text('calendar.channels.where')}
      </Typography>
    </Box>
  );
};
