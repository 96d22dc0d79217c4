import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import type { PieceView, StepView } from '../../../../contracts/piece';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';

const Place = styled.span<{ $current: boolean }>`
  display: grid;
  place-items: center;
  width: 1.8rem;
  height: 1.8rem;
  flex: none;
  border-radius: 50%;
  border: 1px solid ${({ theme, $current }) => ($current ? theme.colors.warning600 : theme.colors.neutral400)};
  color: ${({ theme, $current }) => ($current ? theme.colors.warning700 : theme.colors.neutral600)};
  font-size: 1.1rem;
  font-weight: 600;
`;

const Step = ({ step, place }: { readonly step: StepView; readonly place: number }) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  const who = step.roles.length === 0 ? text('review.anyReviewer') : times.list(step.roles.map((role) => text.named('role', role)));
  return (
    <Flex tag="li" gap={2} alignItems="flex-start" aria-current={step.state === 'current' ? 'step' : undefined}>
      {step.state === 'done' ? (
        <CheckCircle aria-hidden fill="success600" width="1.8rem" height="1.8rem" style={{ flex: 'none' }} />
      ) : (
        <Place aria-hidden $current={step.state === 'current'}>
          {place}
        </Place>
      )}
      <Box>
        <Typography tag="div" variant="omega" fontWeight={step.state === 'current' ? 'bold' : 'regular'} textColor={step.state === 'waiting' ? 'neutral600' : 'neutral800'}>
          {text.lookUp(`step.${step.key}`) ?? step.name}
        </Typography>
        <Typography tag="div" variant="pi" textColor="neutral600">
          {step.state === 'done' && step.approvals.length > 0
            ? text('review.approvedBy', { people: times.list(step.approvals.map(({ by }) => nameOf(by))) })
            : text('review.progress', { count: step.approvals.length, quorum: step.quorum, who })}
        </Typography>
        {step.guests && step.state === 'current' ? (
          <Typography tag="div" variant="pi" textColor="neutral600">
            {text('review.guests')}
          </Typography>
        ) : null}
        {step.opinions.map((opinion) => (
          <Typography key={`${opinion.by.id}/${opinion.at}`} tag="div" variant="pi" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
            {text(opinion.approves ? 'review.opinion.approves' : 'review.opinion.objects', { who: nameOf(opinion.by), askedBy: nameOf(opinion.askedBy) })}
            {opinion.comment === null ? null : ` ${text('history.quote', { comment: opinion.comment })}`}
          </Typography>
        ))}
        {step.state === 'current' && step.approvals.length > 0 ? (
          <Typography tag="div" variant="pi" textColor="neutral600">
            {text('review.approvedBy', { people: times.list(step.approvals.map(({ by }) => nameOf(by))) })}
          </Typography>
        ) : null}
      </Box>
    </Flex>
  );
};

/** What the piece waits for; once it is sealed, who sealed it, when and how. */
export const Review = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  const { seal } = view;
  // The banner of an expedited piece says all of it.
  if (seal?.how === 'expedite') return null;
  if (seal !== null)
    return (
      <Typography variant="pi" textColor="neutral600">
        {text(`review.seal.${seal.how}`, { people: times.list([...new Set(seal.by.map(nameOf))]), when: times.exact(seal.at) })}
      </Typography>
    );
  if (view.steps.length === 0 || view.publication !== null || view.rejected !== null) return null;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={2} aria-label={text('review.title')}>
      {view.steps.map((step, index) => (
        <Step key={step.key} step={step} place={index + 1} />
      ))}
    </Flex>
  );
};
