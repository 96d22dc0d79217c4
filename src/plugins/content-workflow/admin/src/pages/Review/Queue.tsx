import { useState } from 'react';
import { NavLink, useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { QueueItem } from '../../../../contracts/review';
import { useGovernedTypes } from '../../api/governed';
import { useOffered, type Offered } from '../../api/offered';
import { Chip } from '../../components/Chip';
import { FilterCombobox } from '../../components/FilterCombobox';
import { FilterSelect, type Choice } from '../../components/FilterSelect';
import { Moment } from '../../components/Moment';
import { ListFoot } from '../../components/ListFoot';
import { useActorName, useLanguageName } from '../../i18n/use-names';
import { useText, type Text } from '../../i18n/use-text';
import { reviewAddress } from '../../piece/address';
import { REVIEW_KEYS } from './keys';
import { Key } from '../../components/shortcuts/Key';
import { useShortcuts, useShortcutsOn } from '../../components/shortcuts/use-shortcuts';
import { ShortcutHelp } from '../../components/shortcuts/ShortcutHelp';
import type { useQueue } from './use-queue';

const Row = styled(Box)`
  &:focus-within {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 1px;
  }
`;

const Item = ({ item, search, typeName }: { readonly item: QueueItem; readonly search: string; readonly typeName: string }) => {
  const text = useText();
  const nameOf = useActorName();
  const language = useLanguageName();
  const step = text.lookUp(`step.${item.step.key}`) ?? item.step.name;
  return (
    <Row tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <Box flex="1 1 28rem">
          <Typography tag="h2" variant="omega" fontWeight="bold">
            <Link tag={NavLink} to={reviewAddress(item.id, search)}>
              {item.title === '' ? text('piece.untitled') : item.title}
            </Link>
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {typeName}
            {item.locale === '' ? '' : ` · ${language(item.locale)}`} · {text('review.queue.by', { author: nameOf(item.author) })}
          </Typography>
        </Box>
        <Flex gap={4} wrap="wrap" alignItems="center">
          <Typography variant="pi" textColor="neutral700">
            {item.step.of > 1 ? text('review.queue.step', { step, place: item.step.place, of: item.step.of }) : step}
          </Typography>
          {item.waitingSince === null ? null : (
            <Typography variant="pi" textColor="neutral600">
              {text('review.queue.waiting')} <Moment at={item.waitingSince} />
            </Typography>
          )}
          {item.dueAt === null ? (
            <Typography variant="pi" textColor="neutral600">
              {text('review.queue.noDue')}
            </Typography>
          ) : (
            <Flex gap={2}>
              {item.overdue ? <Chip colour="danger">{text('review.queue.overdue')}</Chip> : null}
              <Typography variant="pi" fontWeight="bold" textColor={item.overdue ? 'danger700' : 'neutral800'}>
                {text('review.queue.due')} <Moment at={item.dueAt} />
              </Typography>
            </Flex>
          )}
        </Flex>
      </Flex>
    </Row>
  );
};

/** An address can name an activity that is not offered any more; it stays in sight, so that it can be taken out. */
const choicesOf = ({ activities }: Offered, chosen: string, text: Text): Choice[] => [
  ...activities.map(({ documentId, title }) => ({ value: documentId, label: title === '' ? text('piece.untitled') : title })),
  ...(chosen === '' || activities.some(({ documentId }) => documentId === chosen) ? [] : [{ value: chosen, label: text('review.queue.activity') }]),
];

const Filters = ({ queue }: { readonly queue: ReturnType<typeof useQueue> }) => {
  const text = useText();
  const types = useGovernedTypes();
  const offered = useOffered();
  const [search, setSearch] = useSearchParams();
  const activity = search.get('activity') ?? '';
  const activities = offered === null ? null : choicesOf(offered, activity, text);
  const change = (key: 'type' | 'activity', value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  const countOf = (uid: string): number => queue.counts?.byType.find((type) => type.uid === uid)?.count ?? 0;
  return (
    <Flex role="search" gap={4} wrap="wrap" alignItems="flex-end" paddingBottom={4}>
      <Box flex="0 1 24rem">
        <FilterSelect
          name="type"
          label={text('filter.type')}
          none={text('filter.type.all')}
          value={search.get('type') ?? ''}
          choices={types.map(({ uid, displayName }) => ({ value: uid, label: countOf(uid) === 0 ? text.own(displayName) : `${text.own(displayName)} (${countOf(uid)})` }))}
          onChange={(type) => change('type', type)}
        />
      </Box>
      <Box flex="0 1 24rem">
        <FilterCombobox name="activity" label={text('board.activity')} placeholder={text('board.filter.activity.all')} value={activity} choices={activities} onChange={(chosen) => change('activity', chosen)} />
      </Box>
    </Flex>
  );
};

/** What waits for me, the earliest due first. */
export const QueueScreen = ({ queue }: { readonly queue: ReturnType<typeof useQueue> }) => {
  const text = useText();
  const types = useGovernedTypes();
  const { search } = useLocation();
  const navigate = useNavigate();
  const [helps, setHelps] = useState(false);
  const keysOn = useShortcutsOn();
  const { kind, items, counts, nextCursor } = queue;
  const first = items[0];
  const begin = (): void => (first === undefined ? undefined : navigate(reviewAddress(first.id, search)));
  useShortcuts({ j: begin, '?': () => setHelps(true) });

  const subtitle = counts === null ? text('review.subtitle') : `${text(counts.atLeast ? 'review.count.atLeast' : 'review.count', { count: counts.all })} ${counts.overdue === 0 ? '' : text('review.count.overdue', { count: counts.overdue })}`;
  return (
    <Page.Main>
      <Page.Title>{text('screen.review')}</Page.Title>
      <Layouts.Header
        title={text('screen.review')}
        subtitle={subtitle}
        primaryAction={
          <Flex gap={2}>
            <Button variant="tertiary" onClick={() => setHelps(true)}>
              {text('review.keys')} <Key shown={keysOn}>?</Key>
            </Button>
            {first === undefined ? null : (
              <Button onClick={begin}>
                {text('review.begin')} <Key shown={keysOn}>J</Key>
              </Button>
            )}
          </Flex>
        }
      />
      <Layouts.Content>
        <Filters queue={queue} />
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2} aria-label={text('screen.review')}>
          {items.map((item) => {
            const type = types.find(({ uid }) => uid === item.uid);
            return <Item key={item.id} item={item} search={search} typeName={type === undefined ? item.uid : text.own(type.displayName)} />;
          })}
        </Flex>
        <ListFoot kind={kind} empty={items.length === 0 ? text('review.queue.empty') : null} forbidden={text('review.queue.forbidden')} hasMore={nextCursor !== null} onMore={queue.more} onRetry={queue.reload} />
      </Layouts.Content>
      {helps ? <ShortcutHelp keys={REVIEW_KEYS} onClose={() => setHelps(false)} /> : null}
    </Page.Main>
  );
};
