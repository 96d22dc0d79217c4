import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { Widget } from '@strapi/strapi/admin';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { GetHome, TaskReason } from '../../../contracts/home';
import type { PieceSummary } from '../../../contracts/piece';
import { Chip, type ChipColour } from '../components/Chip';
import { Moment } from '../components/Moment';
import { StageChip } from '../components/StageChip';
import { useActorName } from '../i18n/use-names';
import { useText } from '../i18n/use-text';
import { editAddress } from '../piece/address';
import { PLUGIN_ID } from '../plugin-id';
import { useHome } from './use-home';

type Home = GetHome.Response['data'];

/** A hint beside the word. */
const REASONS: Readonly<Record<TaskReason, ChipColour>> = { 'changes-requested': 'danger', review: 'warning', publish: 'success', assigned: 'secondary' };

const HEALTH: Readonly<Record<Home['attention']['health']['status'], ChipColour>> = { ok: 'success', late: 'warning', stopped: 'danger' };

const Row = styled(Flex)`
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};

  &:last-child {
    border-bottom: 0;
  }
`;

const Line = ({ children, aside }: { readonly children: ReactNode; readonly aside: ReactNode }) => (
  <Row tag="li" justifyContent="space-between" gap={3} paddingTop={2} paddingBottom={2}>
    <Box flex="1" minWidth={0}>
      {children}
    </Box>
    <Flex gap={2} flex="none" wrap="wrap" justifyContent="flex-end">
      {aside}
    </Flex>
  </Row>
);

const List = ({ children }: { readonly children: ReactNode }) => (
  <Box tag="ul" width="100%">
    {children}
  </Box>
);

const Title = ({ piece }: { readonly piece: Pick<PieceSummary, 'uid' | 'documentId' | 'locale'> & { readonly title: string | null } }) => {
  const text = useText();
  return (
    <Link tag={NavLink} to={editAddress(piece)}>
      {piece.title === null || piece.title === '' ? text('piece.untitled') : piece.title}
    </Link>
  );
};

const Due = ({ at }: { readonly at: string | null }) => {
  const text = useText();
  if (at === null) return null;
  const isOverdue = Date.parse(at) < Date.now();
  return (
    <Typography variant="pi" textColor={isOverdue ? 'danger600' : 'neutral600'} fontWeight={isOverdue ? 'bold' : 'regular'}>
      {isOverdue ? `${text('home.overdue')} · ` : ''}
      <Moment at={at} />
    </Typography>
  );
};

/** Waits for the answer that all widgets share. */
const withHome = (Show: (props: { readonly home: Home }) => ReactNode) =>
  function HomeWidget() {
    const state = useHome();
    if (state.kind === 'loading') return <Widget.Loading />;
    if (state.kind === 'failed') return <Widget.Error />;
    return <Show home={state.data} />;
  };

export const MyTasks = withHome(function MyTasks({ home }) {
  const text = useText();
  if (home.tasks.length === 0) return <Widget.NoData>{text('home.tasks.none')}</Widget.NoData>;
  return (
    <List>
      {home.tasks.map(({ reason, piece }) => (
        <Line
          key={piece.id}
          aside={
            <>
              <Due at={piece.dueAt} />
              <Chip colour={REASONS[reason]}>{text(`home.reason.${reason}`)}</Chip>
            </>
          }
        >
          <Title piece={piece} />
        </Line>
      ))}
    </List>
  );
});

export const DueSoon = withHome(function DueSoon({ home }) {
  const text = useText();
  const nameOf = useActorName();
  if (home.due.length === 0) return <Widget.NoData>{text('home.due.none')}</Widget.NoData>;
  return (
    <List>
      {home.due.map((piece) => (
        <Line
          key={piece.id}
          aside={
            <>
              <Due at={piece.dueAt} />
              <StageChip state={piece.state} />
            </>
          }
        >
          <Title piece={piece} />
          <Typography tag="p" variant="pi" textColor="neutral600">
            {nameOf(piece.assignee)}
          </Typography>
        </Line>
      ))}
    </List>
  );
});

export const Attention = withHome(function Attention({ home }) {
  const text = useText();
  const { health, overdue, held, alerts } = home.attention;
  // A held piece has its alert as well; it is told once.
  const others = alerts.filter(({ pieceId }) => !held.some(({ id }) => id === pieceId));
  return (
    <List>
      <Line aside={<Chip colour={HEALTH[health.status]}>{text(`health.${health.status}`)}</Chip>}>
        <Typography tag="p">{text(`health.${health.status}.help`)}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text('health.lastTick')} {health.clock.lastTickAt === null ? text('health.never') : <Moment at={health.clock.lastTickAt} />}
        </Typography>
      </Line>
      {overdue === 0 ? null : (
        <Line aside={<Chip colour="danger">{String(overdue)}</Chip>}>
          <Typography>{text('home.attention.overdue')}</Typography>
        </Line>
      )}
      {held.map((piece) => (
        <Line key={`piece-${piece.id}`} aside={<StageChip state={piece.state} />}>
          <Title piece={piece} />
        </Line>
      ))}
      {others.map((alert) => (
        <Line
          key={`alert-${alert.id}`}
          aside={
            <Typography variant="pi" textColor="neutral600">
              <Moment at={alert.raisedAt} />
            </Typography>
          }
        >
          <Typography tag="p">{text.named('alert', alert.code)}</Typography>
          {alert.subject === null ? null : <Title piece={alert.subject} />}
        </Line>
      ))}
      <Line aside={null}>
        <Link tag={NavLink} to={`/plugins/${PLUGIN_ID}`}>
          {text('home.attention.all')}
        </Link>
      </Line>
    </List>
  );
});
