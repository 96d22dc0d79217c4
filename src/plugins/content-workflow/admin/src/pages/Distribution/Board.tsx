import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Button, EmptyStateLayout, Flex, Loader, Typography } from '@strapi/design-system';
import type { DeliveryState } from '../../../../core/distribution/platforms';
import { useDistributionApi } from '../../api/distribution';
import { usePolled } from '../../api/use-polled';
import { Failed } from '../../components/Failed';
import { FilterSelect } from '../../components/FilterSelect';
import { ListFoot } from '../../components/ListFoot';
import { Note } from '../../components/Note';
import { Section } from '../../components/Section';
import { useStateName } from '../../distribution/chips';
import { useFigures } from '../../experiment/use-figures';
import { useText } from '../../i18n/use-text';
import { groupsOf, ORDER, stateIn, totalOf, type Counts } from './board';
import { DeliveryRow } from './Row';
import { useDeliveries } from './use-deliveries';

interface GroupProps {
  readonly state: DeliveryState;
  readonly channel: string;
  readonly onDone: () => void;
}

const Group = ({ state, channel, onDone }: GroupProps) => {
  const text = useText();
  const nameOf = useStateName();
  const figures = useFigures();
  const deliveries = useDeliveries({ state, channel });
  const { kind, items, counts, next, more, reload } = deliveries;
  const help = text.lookUp(`deliveryState.${state}.help`);
  return (
    <Section title={`${nameOf(state)} (${figures.count(counts[state] ?? items.length)})`}>
      {help === null ? null : (
        <Box paddingBottom={3}>
          {state === 'remove-by-hand' ? <Note tone="danger" title={help} /> : <Typography textColor="neutral600">{help}</Typography>}
        </Box>
      )}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {items.map((delivery) => (
          <DeliveryRow
            key={delivery.key}
            delivery={delivery}
            onDone={() => {
              reload();
              onDone();
            }}
          />
        ))}
      </Flex>
      <ListFoot kind={kind} empty={items.length === 0 ? text('deliveries.none.state') : null} hasMore={next !== null} onMore={more} onRetry={reload} />
    </Section>
  );
};

interface FilterProps {
  readonly counts: Counts;
  readonly state: DeliveryState | '';
  readonly channel: string;
  readonly onChange: (change: { readonly state?: string; readonly channel?: string }) => void;
}

const Filters = ({ counts, state, channel, onChange }: FilterProps) => {
  const text = useText();
  const nameOf = useStateName();
  const figures = useFigures();
  const { channels } = useDistributionApi();
  const known = usePolled(channels).state;
  const shown = ORDER.filter((one) => (counts[one] ?? 0) > 0 || one === state);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} role="search">
      <Box maxWidth="28rem">
        <FilterSelect
          name="channel"
          label={text('deliveries.channel')}
          none={text('deliveries.channel.all')}
          value={channel}
          choices={known.kind === 'ready' ? known.data.map(({ key, name }) => ({ value: key, label: name })) : channel === '' ? [] : [{ value: channel, label: channel }]}
          onChange={(chosen) => onChange({ channel: chosen })}
        />
      </Box>
      <Flex gap={2} wrap="wrap" role="group" aria-label={text('deliveries.state')}>
        <Button size="S" variant={state === '' ? 'secondary' : 'tertiary'} aria-pressed={state === ''} onClick={() => onChange({ state: '' })}>
          {text('deliveries.state.all')} ({figures.count(totalOf(counts))})
        </Button>
        {shown.map((one) => (
          <Button key={one} size="S" variant={state === one ? 'secondary' : 'tertiary'} aria-pressed={state === one} onClick={() => onChange({ state: one })}>
            {nameOf(one)} ({figures.count(counts[one] ?? 0)})
          </Button>
        ))}
      </Flex>
    </Flex>
  );
};

/** Everything that was promised to channels, and how it stands; what waits for a person comes first. */
export const Board = () => {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const [state, channel] = [stateIn(search.get('state') ?? ''), search.get('channel') ?? ''];
  const change = useCallback(
    (changed: { readonly state?: string; readonly channel?: string }): void =>
      setSearch((now) => new URLSearchParams(Object.entries({ state: now.get('state') ?? '', channel: now.get('channel') ?? '', ...changed }).filter(([, value]) => value !== '')), { replace: true }),
    [setSearch]
  );
  const all = useDeliveries({ channel });
  const groups = groupsOf(all.counts, state);
  return (
    <Page.Main aria-busy={all.kind === 'loading'}>
      <Page.Title>{text('screen.distribution')}</Page.Title>
      <Layouts.Header title={text('screen.distribution')} subtitle={text('deliveries.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          <Filters counts={all.counts} state={state} channel={channel} onChange={change} />
          <div aria-live="polite">
            {all.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
            {all.kind === 'failed' ? <Failed onRetry={all.reload} /> : null}
            {all.kind === 'forbidden' ? <Note tone="neutral" title={text('dialog.forbidden')} /> : null}
            {all.kind === 'ready' && groups.length === 0 ? <EmptyStateLayout content={text(channel === '' ? 'deliveries.none' : 'deliveries.none.channel')} /> : null}
          </div>
          {groups.map((group) => (
            <Group key={group} state={group} channel={channel} onDone={all.reload} />
          ))}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
