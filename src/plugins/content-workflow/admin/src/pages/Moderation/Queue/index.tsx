import { useCallback, useMemo, useRef, useState } from 'react';
import { Route, Routes, useLocation, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { Page, useAuth, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { ItemSummary, QueueAction } from '../../../../../contracts/moderation/queue';
import { LANES } from '../../../../../core/moderation/vocabulary';
import { MAX_AT_ONCE } from '../../../../../core/limits';
import { FilterSelect } from '../../../components/FilterSelect';
import { SearchInput } from '../../../components/SearchInput';
import { Key } from '../../../components/shortcuts/Key';
import { ShortcutHelp } from '../../../components/shortcuts/ShortcutHelp';
import { useShortcuts, useShortcutsOn } from '../../../components/shortcuts/use-shortcuts';
import { useText } from '../../../i18n/use-text';
import { PLUGIN_ID } from '../../../plugin-id';
import { itemAddress } from './address';
import { BulkDialog } from './decide/BulkDialog';
import { Item } from './Item';
import { QUEUE_KEYS } from './keys';
import { Lanes } from './Lanes';
import { List } from './List';
import { neighboursOf } from './neighbours';
import { useItem } from './use-item';
import { useQueue, type LiveQueue, type QueueFilters } from './use-queue';

/** On a narrow screen one sees the list or the item. */
const Columns = styled.div<{ $open: boolean }>`
  display: grid;
  grid-template-columns: minmax(0, 32rem) minmax(0, 1fr);
  gap: 2.4rem;
  align-items: start;

  @media (max-width: 1080px) {
    grid-template-columns: minmax(0, 1fr);

    > :first-child {
      display: ${({ $open }) => ($open ? 'none' : 'block')};
    }
  }
`;

const BackToList = styled(Box)`
  display: none;

  @media (max-width: 1080px) {
    display: block;
  }
`;

const Side = styled.div`
  position: sticky;
  top: 0;
  max-height: 100vh;
  overflow-y: auto;
`;

const QUEUE_LANES: ReadonlySet<string> = new Set([...LANES, 'lead']);

const useFilters = () => {
  const [search, setSearch] = useSearchParams();
  const [lane, claimed, words] = [search.get('lane') ?? '', search.get('claimed') ?? '', search.get('text') ?? ''];
  const filters = useMemo<QueueFilters>(
    () => ({ lane: (QUEUE_LANES.has(lane) ? lane : '') as QueueFilters['lane'], claimed: claimed === 'mine' || claimed === 'free' ? claimed : '', text: words }),
    [lane, claimed, words]
  );
  const change = useCallback(
    (key: 'lane' | 'claimed' | 'text', value: string): void =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === '') next.delete(key);
          else next.set(key, value);
          return next;
        },
        { replace: true }
      ),
    [setSearch]
  );
  return { filters, change };
};

/** What can be decided about many at once without having read each in full, and what can not. */
const BULK_ACTIONS: readonly QueueAction[] = ['ignore', 'escalate', 'return', 'reject', 'adopt'];

interface BulkProps {
  readonly selected: readonly ItemSummary[];
  readonly onOpen: (action: QueueAction) => void;
  readonly onClear: () => void;
}

const BulkBar = ({ selected, onOpen, onClear }: BulkProps) => {
  const text = useText();
  if (selected.length === 0) return null;
  return (
    <Flex gap={2} wrap="wrap" paddingBottom={4} role="group" aria-label={text('moderation.bulk')}>
      <Typography fontWeight="semiBold">{text('moderation.bulk.selected', { count: selected.length })}</Typography>
      {BULK_ACTIONS.map((action) => (
        <Button key={action} size="S" variant={action === 'reject' ? 'danger-light' : 'tertiary'} disabled={selected.length > MAX_AT_ONCE} onClick={() => onOpen(action)}>
          {text(`moderation.action.${action}`)}
        </Button>
      ))}
      <Button size="S" variant="ghost" onClick={onClear}>
        {text('moderation.bulk.clear')}
      </Button>
      {selected.length > MAX_AT_ONCE ? <Typography textColor="danger600">{text('moderation.bulk.tooMany', { most: MAX_AT_ONCE })}</Typography> : null}
    </Flex>
  );
};

interface OpenItemProps {
  readonly id: number;
  readonly queue: LiveQueue;
  readonly search: string;
  readonly keysOn: boolean;
  readonly onDone: () => void;
}

const OpenItem = ({ id, queue, search, keysOn, onDone }: OpenItemProps) => {
  const live = useItem(id, queue.items.find((item) => item.id === id));
  const mayLead = useAuth('ContentWorkflow', ({ permissions }) => permissions.some(({ action }) => action === `plugin::${PLUGIN_ID}.moderation-lead`));
  return <Item live={live} search={search} mayLead={mayLead} keysOn={keysOn} onDone={onDone} />;
};

const Desk = () => {
  const text = useText();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { toggleNotification } = useNotification();
  const { filters, change } = useFilters();
  const queue = useQueue(filters);
  const keysOn = useShortcutsOn();
  const [helps, setHelps] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [bulk, setBulk] = useState<{ readonly action: QueueAction; readonly items: readonly ItemSummary[] } | null>(null);
  const param = Number(useParams().itemId);
  const id = Number.isSafeInteger(param) && param > 0 ? param : null;

  const ids = queue.items.map((item) => item.id);
  const lastPlace = useRef(0);
  const { next, previous, place } = neighboursOf(ids, id ?? 0, id === null ? 0 : lastPlace.current);
  lastPlace.current = place;
  const selected = queue.items.filter((item) => chosen.has(item.id));

  const go = (to: number | null): void => navigate(itemAddress(to, search));
  const select = (which: number, on: boolean): void => setChosen((now) => new Set(on ? [...now, which] : [...now].filter((one) => one !== which)));
  const drop = (which: readonly number[]): void => setChosen((now) => new Set([...now].filter((one) => !which.includes(one))));
  useShortcuts({
    j: () => (next === null ? toggleNotification({ type: 'info', message: text('moderation.last') }) : go(next)),
    k: () => (previous === null ? toggleNotification({ type: 'info', message: text('moderation.first') }) : go(previous)),
    s: id === null ? undefined : () => select(id, !chosen.has(id)),
    '?': () => setHelps(true),
  });

  const done = (): void => {
    go(next);
    void queue.reload();
  };

  const waiting = queue.counts.reduce((sum, lane) => sum + lane.waiting, 0);
  return (
    <Page.Main>
      <Page.Title>{text('moderation.tab.queue')}</Page.Title>
      <Box padding={{ initial: 4, large: 8 }} paddingTop={5}>
        <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingBottom={4}>
          <Box>
            <Typography tag="h1" variant="alpha">
              {text('moderation.tab.queue')}
            </Typography>
            <Typography tag="p" textColor="neutral600">
              {queue.kind === 'ready' ? text('moderation.waiting', { count: waiting }) : text('moderation.subtitle')}
            </Typography>
          </Box>
          <Flex gap={2}>
            <Button size="S" variant="tertiary" disabled={previous === null} onClick={() => go(previous)}>
              {text('review.previous')} <Key shown={keysOn}>K</Key>
            </Button>
            <Button size="S" variant="tertiary" disabled={next === null} onClick={() => go(next)}>
              {text('review.next')} <Key shown={keysOn}>J</Key>
            </Button>
            <Button size="S" variant="tertiary" onClick={() => setHelps(true)}>
              {text('review.keys')} <Key shown={keysOn}>?</Key>
            </Button>
          </Flex>
        </Flex>
        <Box paddingBottom={4}>
          <Lanes counts={queue.counts} value={filters.lane} onChange={(lane) => change('lane', lane)} />
        </Box>
        <BulkBar selected={selected} onOpen={(action) => setBulk({ action, items: selected })} onClear={() => setChosen(new Set())} />
        <Columns $open={id !== null}>
          <Side>
            <Flex role="search" gap={3} paddingBottom={3} alignItems="flex-end">
              <Box flex="1 1 0">
                <SearchInput placeholder={text('moderation.search.placeholder')} value={filters.text} onChange={(value) => change('text', value)} />
              </Box>
              <Box flex="1 1 0">
                <FilterSelect
                  name="claimed"
                  label={text('moderation.filter.claimed')}
                  none={text('moderation.filter.claimed.all')}
                  value={filters.claimed}
                  choices={[
                    { value: 'free', label: text('moderation.filter.claimed.free') },
                    { value: 'mine', label: text('moderation.filter.claimed.mine') },
                  ]}
                  onChange={(value) => change('claimed', value)}
                />
              </Box>
            </Flex>
            <List queue={queue} search={search} currentId={id} selected={chosen} onSelect={select} />
          </Side>
          <Box minWidth={0}>
            {id === null ? (
              <Typography tag="p" textColor="neutral600" paddingTop={4}>
                {queue.kind === 'ready' && queue.items.length > 0 ? text('moderation.begin') : null}
              </Typography>
            ) : (
              <>
                <BackToList paddingBottom={3}>
                  <Button size="S" variant="tertiary" onClick={() => go(null)}>
                    {text('moderation.back')}
                  </Button>
                </BackToList>
                <OpenItem key={id} id={id} queue={queue} search={search} keysOn={keysOn} onDone={done} />
              </>
            )}
          </Box>
        </Columns>
      </Box>
      {bulk === null ? null : (
        <BulkDialog
          action={bulk.action}
          items={bulk.items}
          onDecided={(ids) => {
            drop(ids);
            void queue.reload();
          }}
          onClose={() => setBulk(null)}
        />
      )}
      {helps ? <ShortcutHelp keys={QUEUE_KEYS} onClose={() => setHelps(false)} /> : null}
    </Page.Main>
  );
};

/** One screen for the queue and each of its items, so that going from one to the next keeps the list. */
const Queue = () => (
  <Routes>
    <Route path=":itemId?" element={<Desk />} />
    <Route path="*" element={<Page.Error />} />
  </Routes>
);

export default Queue;
