import { useEffect, useRef } from 'react';
import { NavLink } from 'react-router-dom';
import { Box, Checkbox, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { ItemSummary } from '../../../../../contracts/moderation/queue';
import { Chip } from '../../../components/Chip';
import { Moment } from '../../../components/Moment';
import { ListFoot } from '../../../components/ListFoot';
import { useActorName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import { itemAddress } from './address';
import { LaneChip } from './LaneChip';
import { StateChip } from './Sender';
import type { LiveQueue } from './use-queue';

const Row = styled(Flex)<{ $current: boolean }>`
  border-left: 3px solid ${({ theme, $current }) => ($current ? theme.colors.primary600 : 'transparent')};
  background: ${({ theme, $current }) => ($current ? theme.colors.primary100 : theme.colors.neutral0)};

  & + & {
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  &:focus-within {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

const TitleLink = styled(NavLink)`
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
  font-weight: 600;
  line-height: 1.4;
  text-decoration: none;
  overflow-wrap: anywhere;
  unicode-bidi: isolate;

  &:hover {
    text-decoration: underline;
  }
  &:focus {
    outline: none;
  }
`;

const Excerpt = styled.p`
  display: -webkit-box;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  color: ${({ theme }) => theme.colors.neutral600};
  font-size: 1.2rem;
  line-height: 1.5;
  overflow-wrap: anywhere;
  unicode-bidi: isolate;
`;

const Due = ({ item }: { readonly item: ItemSummary }) => {
  const text = useText();
  if (item.state !== 'pending' && item.state !== 'escalated') return <StateChip state={item.state} />;
  if (item.overdue) return <Chip colour="danger">{text('moderation.overdue')}</Chip>;
  return (
    <Typography variant="pi" textColor="neutral600">
      {text('moderation.due')} <Moment at={item.dueAt} />
    </Typography>
  );
};

const Holder = ({ item }: { readonly item: ItemSummary }) => {
  const text = useText();
  const nameOf = useActorName();
  if (item.claim === null) return null;
  return item.claim.mine ? <Chip colour="primary">{text('moderation.claim.mine')}</Chip> : <Chip colour="secondary">{text('moderation.claim.by', { who: nameOf(item.claim.by) })}</Chip>;
};

interface RowProps {
  readonly item: ItemSummary;
  readonly search: string;
  readonly current: boolean;
  readonly selected: boolean;
  readonly onSelect: (selected: boolean) => void;
}

const ItemRow = ({ item, search, current, selected, onSelect }: RowProps) => {
  const text = useText();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const title = item.title === '' ? text('piece.untitled') : item.title;
  return (
    <Row ref={row} tag="li" $current={current} gap={3} padding={3} alignItems="flex-start">
      <Box paddingTop={1}>
        <Checkbox checked={selected} aria-label={text('moderation.select', { title })} onCheckedChange={(checked) => onSelect(checked === true)} />
      </Box>
      <Flex direction="column" alignItems="stretch" gap={1} flex="1" minWidth={0}>
        <TitleLink to={itemAddress(item.id, search)} dir="auto">
          {title}
        </TitleLink>
        {item.excerpt === '' ? null : <Excerpt dir="auto">{item.excerpt}</Excerpt>}
        <Flex gap={2} wrap="wrap">
          <LaneChip lane={item.state === 'escalated' ? 'lead' : item.lane} />
          <Due item={item} />
          <Holder item={item} />
        </Flex>
        <Typography variant="pi" textColor="neutral600">
          <bdi>{item.senderName}</bdi>
          {item.signals.count === 0 ? '' : ` · ${text('moderation.signals.count', { count: item.signals.count })}`}
          {item.reports === 0 ? '' : ` · ${text('moderation.reports.count', { count: item.reports })}`}
          {item.images === 0 ? '' : ` · ${text('moderation.images.count', { count: item.images })}`}
        </Typography>
      </Flex>
    </Row>
  );
};

interface Props {
  readonly queue: LiveQueue;
  readonly search: string;
  readonly currentId: number | null;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (id: number, selected: boolean) => void;
}

export const List = ({ queue, search, currentId, selected, onSelect }: Props) => {
  const text = useText();
  const { kind, items, nextCursor } = queue;
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" overflow="hidden">
      <ul aria-label={text('moderation.list')}>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} search={search} current={item.id === currentId} selected={selected.has(item.id)} onSelect={(on) => onSelect(item.id, on)} />
        ))}
      </ul>
      <Box paddingBottom={items.length === 0 || nextCursor !== null || kind !== 'ready' ? 4 : 0}>
        <ListFoot
          kind={kind}
          empty={items.length > 0 ? null : text(search === '' ? 'moderation.queue.empty' : 'moderation.queue.noMatch')}
          forbidden={text('moderation.queue.forbidden')}
          hasMore={nextCursor !== null}
          onMore={queue.more}
          onRetry={() => void queue.reload()}
        />
      </Box>
    </Box>
  );
};
