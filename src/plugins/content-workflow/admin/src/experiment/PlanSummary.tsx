import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { Plan } from '../../../core/experiment/plan';
import { useText } from '../i18n/use-text';
import { useFigures } from './use-figures';
import { usePlace } from './use-place';

const Line = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <Box>
    <Typography tag="dt" variant="pi" textColor="neutral600">
      {term}
    </Typography>
    <Typography tag="dd" variant="omega" marginLeft={0} style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Typography>
  </Box>
);

interface Props {
  readonly plan: Plan;
  readonly nameOf: (key: string) => string;
  readonly goalName: string;
}

/** What was planned before anything was known. */
export const PlanSummary = ({ plan, nameOf, goalName }: Props) => {
  const text = useText();
  const figures = useFigures();
  const placeOf = usePlace(plan.kind);
  const isTest = plan.kind === 'readers';
  return (
    <Flex tag="dl" direction="column" alignItems="stretch" gap={2}>
      <Line term={text('plan.hypothesis')}>{plan.hypothesis}</Line>
      <Line term={text('plan.kind')}>{text(`plan.kind.${plan.kind}.short`)}</Line>
      <Line term={text('plan.goal')}>{goalName}</Line>
      <Line term={text('plan.arms')}>
        {plan.arms.map((arm) => (
          <span key={arm.key} style={{ display: 'block' }}>
            {`${nameOf(arm.key)} · ${arm.place === null ? figures.percent(arm.weight) : placeOf(arm)}`}
          </span>
        ))}
      </Line>
      {isTest ? (
        <>
          <Line term={text('plan.share')}>{figures.percent(plan.share)}</Line>
          <Line term={text('plan.size')}>{text('plan.size.summary', { readers: figures.count(plan.sampleSize), effect: figures.percent(plan.minimumEffect), power: figures.percent(plan.power) })}</Line>
          <Line term={text('plan.stop')}>{text(`plan.stop.${plan.stop}`)}</Line>
          {plan.namespace === null ? null : <Line term={text('plan.namespaceId')}>{`${plan.namespace.id} · ${figures.percent(plan.namespace.from)}–${figures.percent(plan.namespace.to)}`}</Line>}
        </>
      ) : null}
      <Line term={text('plan.minimumDays')}>{figures.days(plan.minimumDays)}</Line>
    </Flex>
  );
};
