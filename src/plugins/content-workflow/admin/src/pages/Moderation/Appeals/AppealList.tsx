import { useCallback, useEffect, useState } from 'react';
import { NavLink, useSearchParams } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import type { AppealSummary } from '../../../../../contracts/moderation/appeals';
import { useSanctionsApi } from '../../../api/sanctions';
import { Chip } from '../../../components/Chip';
import { FilterSelect } from '../../../components/FilterSelect';
import { Moment } from '../../../components/Moment';
import { ListFoot } from '../../../components/ListFoot';
import { useText } from '../../../i18n/use-text';
import { appealAddress } from '../sanctions/address';

const Row = ({ appeal }: { readonly appeal: AppealSummary }) => {
  const text = useText();
  return (
    <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Box>
          <Link tag={NavLink} to={appealAddress(appeal.reference)}>
            {appeal.reference} · <bdi>{appeal.senderName}</bdi>
          </Link>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {text.named('violation', appeal.strike.violation)} · {text(`sanction.step.${appeal.strike.step}`)}
          </Typography>
        </Box>
        <Flex gap={3} wrap="wrap">
          {appeal.overdue ? <Chip colour="danger">{text('appeal.overdue')}</Chip> : null}
          <Chip colour={appeal.state === 'open' ? 'warning' : 'neutral'}>{text(`appeal.state.${appeal.state}`)}</Chip>
          <Typography variant="pi" textColor="neutral600">
            {appeal.decidedAt === null ? `${text('appeal.due')} ` : ''}
            <Moment at={appeal.decidedAt ?? appeal.dueAt} />
          </Typography>
        </Flex>
      </Flex>
    </Box>
  );
};

interface Shown {
  readonly kind: 'loading' | 'ready' | 'failed';
  readonly appeals: readonly AppealSummary[];
  readonly nextCursor: string | null;
}

const NOTHING: Shown = { kind: 'loading', appeals: [], nextCursor: null };

const useAppeals = (state: 'open' | 'decided') => {
  const { appeals: ask } = useSanctionsApi();
  const [shown, setShown] = useState<Shown>(NOTHING);
  const load = useCallback(
    async (cursor: string | null): Promise<void> => {
      const answer = await ask({ state, ...(cursor === null ? {} : { cursor }) });
      if (answer.kind === 'aborted') return;
      if (answer.kind !== 'ok') return setShown((before) => ({ ...before, kind: 'failed' }));
      setShown((before) => ({ kind: 'ready', appeals: cursor === null ? answer.data.data : [...before.appeals, ...answer.data.data], nextCursor: answer.data.meta.nextCursor }));
    },
    [ask, state]
  );
  useEffect(() => {
    setShown(NOTHING);
    void load(null);
  }, [load]);
  return { ...shown, more: () => void load(shown.nextCursor), again: () => void load(null) };
};

export const AppealList = () => {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const state = search.get('state') === 'decided' ? 'decided' : 'open';
  const { kind, appeals, nextCursor, more, again } = useAppeals(state);
  return (
    <Page.Main>
      <Page.Title>{text('moderation.tab.appeals')}</Page.Title>
      <Layouts.Header title={text('moderation.tab.appeals')} subtitle={text('appeal.subtitle')} />
      <Layouts.Content>
        <Box maxWidth="24rem" paddingBottom={4}>
          <FilterSelect
            name="state"
            label={text('appeal.filter')}
            none={null}
            value={state}
            choices={[
              { value: 'open', label: text('appeal.filter.open') },
              { value: 'decided', label: text('appeal.filter.decided') },
            ]}
            onChange={(chosen) => setSearch(chosen === 'decided' ? { state: chosen } : {}, { replace: true })}
          />
        </Box>
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2} aria-label={text('moderation.tab.appeals')}>
          {appeals.map((appeal) => (
            <Row key={appeal.id} appeal={appeal} />
          ))}
        </Flex>
        <ListFoot kind={kind} empty={appeals.length === 0 ? text('appeal.none') : null} hasMore={nextCursor !== null} onMore={more} onRetry={again} />
      </Layouts.Content>
    </Page.Main>
  );
};
