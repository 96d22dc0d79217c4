import { NavLink } from 'react-router-dom';
import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import type { NotificationView } from '../../../../contracts/notifications';
import { Moment } from '../../components/Moment';
import { StageChip } from '../../components/StageChip';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { editAddress } from '../../piece/address';

interface Props {
  readonly item: NotificationView;
  readonly onRead: (id: number) => void;
}

export const Item = ({ item, onRead }: Props) => {
  const text = useText();
  const nameOf = useActorName();
  const { piece, by, comment } = item;
  const isUnread = item.readAt === null;
  const who = by === null ? text('actor.system') : nameOf(by);
  return (
    <Box tag="li" background={isUnread ? 'primary100' : 'neutral0'} borderColor={isUnread ? 'primary200' : 'neutral150'} hasRadius padding={4}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <Box flex="1 1 30rem">
          <Flex gap={2} wrap="wrap">
            <Link tag={NavLink} to={editAddress(piece)} onClick={() => isUnread && onRead(item.id)}>
              {piece.title === '' ? text('piece.untitled') : piece.title}
            </Link>
            <StageChip state={piece.state} />
          </Flex>
          <Typography tag="p" fontWeight={isUnread ? 'semiBold' : 'regular'} textColor="neutral800">
            {text(`inbox.said.${item.kind}`, { who })}
          </Typography>
          {comment === null ? null : (
            <Typography tag="p" variant="pi" textColor="neutral700">
              {text('history.quote', { comment })}
            </Typography>
          )}
          <Typography tag="p" variant="pi" textColor="neutral600">
            <Moment at={item.at} />
          </Typography>
        </Box>
        {isUnread ? (
          <Button size="S" variant="tertiary" onClick={() => onRead(item.id)} aria-label={text('inbox.markRead.of', { title: piece.title })}>
            {text('inbox.markRead')}
          </Button>
        ) : null}
      </Flex>
    </Box>
  );
};
