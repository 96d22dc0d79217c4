import { createPortal } from 'react-dom';
import { Badge, Box, VisuallyHidden } from '@strapi/design-system';
import { Bell } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../i18n/use-text';
import { useUnreadCount } from './unread';

/** As Strapi draws the counts of its own links. */
const Count = styled(Badge)`
  position: absolute;
  top: -1.2rem;
  /* Grows to the left: on the right the menu ends. */
  right: -1.2rem;
  min-width: 2.3rem;
  height: 2rem;
  border-radius: ${({ theme }) => theme.spaces[10]};

  span {
    color: ${({ theme }) => theme.colors.neutral0};
  }
`;

/** Beyond this nobody counts any more, and the menu is narrow. */
const MOST = 99;

type Props = React.ComponentProps<typeof Bell>;

/**
 * The icon of the menu's link to the notifications. The link has a fixed name, so what the icon shows is told to screen
 * readers beside it, when it changes.
 */
export const InboxBell = (props: Props) => {
  const text = useText();
  const count = useUnreadCount();
  return (
    <Box position="relative" display="flex" aria-hidden>
      <Bell {...props} />
      {count === 0 ? null : (
        <Count backgroundColor="primary600" active={false}>
          {count > MOST ? `${MOST}+` : String(count)}
        </Count>
      )}
      {createPortal(
        <VisuallyHidden role="status">{text('inbox.unread', { count })}</VisuallyHidden>,
        document.body
      )}
    </Box>
  );
};
