import { NavLink } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import type { DeliveryView } from '../../../../contracts/distribution';
import { Chip } from '../../components/Chip';
import { ListFoot } from '../../components/ListFoot';
import { Moment } from '../../components/Moment';
import { taskAddress } from '../../distribution/address';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { byDue } from './due';
import { useDeliveries } from './use-deliveries';

const Task = ({ task }: { readonly task: DeliveryView }) => {
  const text = useText();
  const words = usePlatformWords();
  const { channel, piece, dueAt } = task;
  const isLate = dueAt !== null && Date.parse(dueAt) < Date.now();
  return (
    <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Box flex="1 1 20rem" minWidth={0}>
          <Link tag={NavLink} to={taskAddress(task.key)}>
            <bdi>{piece.title === '' ? text('piece.untitled') : piece.title}</bdi>
          </Link>
          <Typography tag="p" variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
            {[channel.name, words.platform(channel.platform), channel.account].filter((part) => part !== '').join(' · ')}
          </Typography>
        </Box>
        <Flex gap={2}>
          {isLate ? <Chip colour="danger">{text('task.late')}</Chip> : null}
          {dueAt === null ? null : (
            <Typography variant="pi">
              {text('delivery.due')} <Moment at={dueAt} />
            </Typography>
          )}
        </Flex>
      </Flex>
    </Box>
  );
};

/** What people post by hand, where no platform lets a system do it. */
export const Tasks = () => {
  const text = useText();
  const { kind, items, next, more, reload } = useDeliveries({ state: 'task' });
  return (
    <Page.Main aria-busy={kind === 'loading'}>
      <Page.Title>{text('distribution.tab.tasks')}</Page.Title>
      <Layouts.Header title={text('distribution.tab.tasks')} subtitle={text('tasks.subtitle')} />
      <Layouts.Content>
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
          {byDue(items).map((task) => (
            <Task key={task.key} task={task} />
          ))}
        </Flex>
        <ListFoot kind={kind} empty={items.length === 0 ? text('tasks.none') : null} forbidden={text('dialog.forbidden')} hasMore={next !== null} onMore={more} onRetry={reload} />
      </Layouts.Content>
    </Page.Main>
  );
};
