import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CheckCircleEmpty, Clock } from '@strapi/icons';
import type { PieceView, StepView } from '../../../../contracts/piece';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';

const MARKS = {
  done: <CheckCircle aria-hidden fill="success600" />,
  current: <Clock aria-hidden fill="warning600" />,
  waiting: <CheckCircleEmpty aria-hidden fill="neutral400" />,
} as const;

const Step = ({ step }: { readonly step: StepView }) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  const who = step.roles.length === 0 ? text('review.anyReviewer') : times.list(step.roles.map((role) => text.named('role', role)));
  return (
    <Flex tag="li" gap={2} alignItems="flex-start" aria-current={step.state === 'current' ? 'step' : undefined}>
      <Box paddingTop={1}>{MARKS[step.state]}</Box>
      <Box>
        <Typography tag="div" variant="omega" fontWeight={step.state === 'current' ? 'bold' : 'regular'} textColor={step.state === 'waiting' ? 'neutral600' : 'neutral800'}>
          {text.lookUp(`step.${step.key}`) ?? step.name}
        </Typography>
        <Typography tag="div" variant="pi" textColor="neutral600">
          {step.state === 'done' && step.approvals.length > 0
            ? text('review.approvedBy', { people: times.list(step.approvals.map(({ by }) => nameOf(by))) })
            : text('review.progress', { count: step.approvals.length, quorum: step.quorum, who })}
        </Typography>
        {step.state === 'current' && step.approvals.length > 0 ? (
          <Typography tag="div" variant="pi" textColor="neutral600">
            {text('review.approvedBy', { people: times.list(step.approvals.map(({ by }) => nameOf(by))) })}
          </Typography>
        ) : null}
      </Box>
    </Flex>
  );
};

/** What the piece waits for. A seal that did not come from the steps says where it came from instead. */
export const Review = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  const { seal } = view;
  if (seal !== null && (seal.how !== 'review' || view.publication !== null))
    return (
      <Typography variant="pi" textColor="neutral600">
        {text(`review.seal.${seal.how}`, { people: times.list(seal.by.map(nameOf)), when: times.exact(seal.at) })}
      </Typography>
    );
  if (view.steps.length === 0 || view.publication !== null || view.rejected !== null) return null;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={2} aria-label={text('review.title')}>
      {view.steps.map((step) => (
        <Step key={step.key} step={step} />
      ))}
    </Flex>
  );
};
