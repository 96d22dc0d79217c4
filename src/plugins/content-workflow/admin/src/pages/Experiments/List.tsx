import { useCallback, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Button, Flex, Link, Loader, Typography } from '@strapi/design-system';
import type { ExperimentItem, Goal } from '../../../../contracts/experiment';
import { useExperimentsApi } from '../../api/experiments';
import { usePolled } from '../../api/use-polled';
import { Failed } from '../../components/Failed';
import { Moment } from '../../components/Moment';
import { Section } from '../../components/Section';
import { experimentAddress } from '../../experiment/address';
import { StateChip } from '../../experiment/StateChip';
import { useGoalName } from '../../experiment/use-experiment';
import { useText } from '../../i18n/use-text';

const NO_GOALS: readonly Goal[] = [];

const outcomeOf = ({ decision }: ExperimentItem): 'winner' | 'inconclusive' | 'cancelled' | null => decision?.outcome ?? null;

const Row = ({ item, goalName }: { readonly item: ExperimentItem; readonly goalName: (code: string) => string }) => {
  const text = useText();
  const outcome = outcomeOf(item);
  return (
    <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <Box flex="1 1 40rem">
          <Link tag={NavLink} to={experimentAddress(item.piece.id)}>
            <bdi>{item.piece.title === '' ? text('piece.untitled') : item.piece.title}</bdi>
          </Link>
          <Typography tag="p" paddingTop={1} style={{ overflowWrap: 'anywhere' }}>
            {item.hypothesis}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={1}>
            {text(`plan.kind.${item.kind}.short`)} · {goalName(item.goal)} · {text('experiments.arms', { count: item.arms.length })}
            {item.startedAt === null ? null : (
              <>
                {' · '}
                {text('experiments.since')} <Moment at={item.startedAt} />
              </>
            )}
          </Typography>
        </Box>
        <Flex gap={2} alignItems="center">
          <StateChip state={item.state} />
          {outcome === null ? null : <Typography variant="pi">{outcome === 'winner' ? text('experiments.winner', { arm: item.decision?.arm ?? '' }) : text(`decision.was.${outcome}`)}</Typography>}
        </Flex>
      </Flex>
    </Box>
  );
};

/** The first page is asked for again and again; what somebody asked for beyond it stays as it is. */
const Group = ({ state, goalName }: { readonly state: 'running' | 'waiting' | 'over'; readonly goalName: (code: string) => string }) => {
  const text = useText();
  const api = useExperimentsApi();
  const ask = useCallback(() => api.experiments({ state }), [api, state]);
  const { state: polled, reload } = usePolled(ask);
  const [more, setMore] = useState<{ readonly items: readonly ExperimentItem[]; readonly nextCursor: string | null } | null>(null);
  const cursor = more === null ? (polled.kind === 'ready' ? polled.data.meta.nextCursor : null) : more.nextCursor;
  const load = async (): Promise<void> => {
    if (cursor === null) return;
    const answer = await api.experiments({ state, cursor });
    if (answer.kind === 'ok') setMore({ items: [...(more?.items ?? []), ...answer.data.data], nextCursor: answer.data.meta.nextCursor });
  };
  const items = polled.kind === 'ready' ? [...polled.data.data, ...(more?.items ?? [])].filter((item, i, all) => all.findIndex(({ key }) => key === item.key) === i) : [];
  return (
    <Section title={text(`experiments.${state}`)}>
      {polled.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
      {polled.kind === 'failed' ? <Failed onRetry={() => void reload()} /> : null}
      {polled.kind === 'ready' && items.length === 0 ? <Typography textColor="neutral600">{text(`experiments.${state}.none`)}</Typography> : null}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {items.map((item) => (
          <Row key={item.key} item={item} goalName={goalName} />
        ))}
      </Flex>
      {cursor === null ? null : (
        <Box paddingTop={3}>
          <Button variant="tertiary" onClick={() => void load()}>
            {text('experiments.more')}
          </Button>
        </Box>
      )}
    </Section>
  );
};

export const ExperimentList = () => {
  const text = useText();
  const { goals } = useExperimentsApi();
  const { state } = usePolled(goals);
  const goalName = useGoalName(state.kind === 'ready' ? state.data : NO_GOALS);
  return (
    <Page.Main>
      <Page.Title>{text('screen.experiments')}</Page.Title>
      <Layouts.Header title={text('screen.experiments')} subtitle={text('experiments.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          {(['waiting', 'running', 'over'] as const).map((group) => (
            <Group key={group} state={group} goalName={goalName} />
          ))}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
