import type { ReactNode } from 'react';
import { Box, Flex, Loader, Typography } from '@strapi/design-system';
import type { GetHealth } from '../../../../contracts/http';
import { useWorkflowApi } from '../../api/client';
import { Chip } from '../../components/Chip';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { Section } from '../../components/Section';
import { usePolled } from '../../api/use-polled';

type Health = GetHealth.Response['data'];

const COLOURS = { ok: 'success', late: 'warning', stopped: 'danger' } as const;

const Figure = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Box>
    <Typography tag="dt" variant="pi" textColor="neutral600">
      {label}
    </Typography>
    <Typography tag="dd" variant="omega" fontWeight="semiBold">
      {children}
    </Typography>
  </Box>
);

const Figures = ({ health }: { readonly health: Health }) => {
  const text = useText();
  const { clock, jobs } = health;
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography>{text(`health.${health.status}.help`)}</Typography>
        <Flex tag="dl" gap={5} wrap="wrap" alignItems="flex-start">
          <Figure label={text('health.lastTick')}>{clock.lastTickAt === null ? text('health.never') : <Moment at={clock.lastTickAt} />}</Figure>
          <Figure label={text('health.waiting')}>{jobs.waiting}</Figure>
          <Figure label={text('health.overdue')}>{jobs.overdue}</Figure>
          <Figure label={text('health.failed')}>{jobs.failed}</Figure>
          <Figure label={text('health.nextRun')}>{jobs.nextRunAt === null ? text('health.nothing') : <Moment at={jobs.nextRunAt} />}</Figure>
        </Flex>
      </Flex>
    </Box>
  );
};

/** Whether promises are being kept: the one thing that no editor can see from a piece. */
export const ClockHealth = () => {
  const text = useText();
  const { health } = useWorkflowApi();
  const { state } = usePolled(health);
  return (
    <Section title={text('health.title')} aside={state.kind === 'ready' ? <Chip colour={COLOURS[state.data.status]}>{text(`health.${state.data.status}`)}</Chip> : undefined}>
      {state.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
      {state.kind === 'failed' ? <Note tone="danger" role="alert" title={text('health.unknown')} /> : null}
      {state.kind === 'ready' ? <Figures health={state.data} /> : null}
    </Section>
  );
};
