import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';
import type { DeliveryView } from '../../../../contracts/distribution';
import { DeliveryActions } from '../../distribution/DeliveryActions';
import { Standing } from '../../distribution/Places';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { editAddress } from '../../piece/address';

/** Content that is still public although it was taken down stands out by more than a colour: the word says so as well. */
const Frame = styled(Box)<{ $left: boolean }>`
  border-left: 4px solid ${({ theme, $left }) => ($left ? theme.colors.danger600 : 'transparent')};
`;

/** One delivery with what can be done about it. */
export const DeliveryRow = ({ delivery, onDone }: { readonly delivery: DeliveryView; readonly onDone: () => void }) => {
  const text = useText();
  const words = usePlatformWords();
  const { channel, piece } = delivery;
  return (
    <Frame tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4} $left={delivery.state === 'remove-by-hand'}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <Box flex="1 1 28rem" minWidth={0}>
          <Link tag={NavLink} to={editAddress(piece)}>
            <bdi>{piece.title === '' ? text('piece.untitled') : piece.title}</bdi>
          </Link>
          <Typography tag="p" variant="pi" textColor="neutral600" paddingBottom={2} style={{ overflowWrap: 'anywhere' }}>
            {[channel.name, words.platform(channel.platform), channel.account].filter((part) => part !== '').join(' · ')}
            {delivery.attempts === 0 ? '' : ` · ${text('delivery.attempts', { count: delivery.attempts })}`}
          </Typography>
          <Standing delivery={delivery} />
        </Box>
        <DeliveryActions delivery={delivery} without={delivery.state === 'task' ? ['done'] : []} onDone={onDone} />
      </Flex>
    </Frame>
  );
};
