import { NavLink } from 'react-router-dom';
import { Flex, Link, Typography } from '@strapi/design-system';
import type { DeliveryView } from '../../../contracts/distribution';
import { isSafeLink } from '../api/addresses';
import { Moment } from '../components/Moment';
import { useText } from '../i18n/use-text';
import { deliveryAddress, taskAddress } from './address';
import { DeliveryChip } from './chips';
import { usePlatformWords } from './words';

/** Where something was published, for whoever wants to look at it; the page there is not told from where. */
export const PublicLink = ({ url }: { readonly url: string }) => {
  const text = useText();
  return isSafeLink(url) ? (
    <Link href={url} isExternal rel="noopener noreferrer" referrerPolicy="no-referrer">
      {text('delivery.look')}
    </Link>
  ) : (
    <Typography variant="pi">{url}</Typography>
  );
};

/** How a delivery stands: its state, why, and where it can be seen. */
export const Standing = ({ delivery, here = false }: { readonly delivery: DeliveryView; /** On its own page nothing leads to it. */ readonly here?: boolean }) => {
  const text = useText();
  const words = usePlatformWords();
  const reason = words.reason(delivery.code, delivery.message);
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Flex gap={2} wrap="wrap">
        <DeliveryChip state={delivery.state} />
        {delivery.dueAt === null ? null : (
          <Typography variant="pi" textColor="neutral600">
            {text(delivery.state === 'task' ? 'delivery.due' : 'delivery.next')} <Moment at={delivery.dueAt} />
          </Typography>
        )}
        {delivery.publishedAt === null ? null : (
          <Typography variant="pi" textColor="neutral600">
            {text('delivery.since')} <Moment at={delivery.publishedAt} />
          </Typography>
        )}
        {delivery.publishedAt === null && delivery.dueAt === null ? (
          <Typography variant="pi" textColor="neutral600">
            {text('delivery.changed')} <Moment at={delivery.changedAt} />
          </Typography>
        ) : null}
        {delivery.url === null ? null : <PublicLink url={delivery.url} />}
      </Flex>
      {reason === null || reason === '' ? null : (
        <Typography variant="pi" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
          {reason}
        </Typography>
      )}
      <Flex gap={3} wrap="wrap">
        {delivery.state === 'task' ? (
          <Link tag={NavLink} to={taskAddress(delivery.key)}>
            {text('task.open')}
          </Link>
        ) : null}
        {here ? null : (
          <Link tag={NavLink} to={deliveryAddress(delivery.key)}>
            {text('delivery.open')}
          </Link>
        )}
      </Flex>
    </Flex>
  );
};
