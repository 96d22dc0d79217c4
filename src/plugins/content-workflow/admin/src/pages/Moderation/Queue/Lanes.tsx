import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { LaneCount, QueueLane } from '../../../../../contracts/moderation/queue';
import { useText } from '../../../i18n/use-text';

const Lane = styled.button`
  display: inline-flex;
  align-items: center;
  gap: 0.8rem;
  padding: 0.6rem 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: 1.6rem;
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  cursor: pointer;

  &[aria-pressed='true'] {
    border-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
    color: ${({ theme }) => theme.colors.primary700};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

interface Props {
  readonly counts: readonly LaneCount[];
  /** '' is every lane. */
  readonly value: QueueLane | '';
  readonly onChange: (lane: QueueLane | '') => void;
}

/** Where something waits, and where it has waited too long; an empty lane is shown only while one looks at it. */
export const Lanes = ({ counts, value, onChange }: Props) => {
  const text = useText();
  const sum = (of: 'waiting' | 'overdue'): number => counts.reduce((total, lane) => total + lane[of], 0);
  const all = { lane: '' as const, waiting: sum('waiting'), overdue: sum('overdue') };
  return (
    <Flex gap={2} wrap="wrap" role="group" aria-label={text('moderation.lanes')}>
      {[all, ...counts.filter(({ lane, waiting }) => waiting > 0 || lane === value)].map(({ lane, waiting, overdue }) => (
        <Lane key={lane} type="button" aria-pressed={lane === value} onClick={() => onChange(lane)}>
          <Typography tag="span" variant="pi" fontWeight="semiBold" textColor="currentColor">
            {lane === '' ? text('moderation.lane.all') : text.named('lane', lane)} {waiting}
          </Typography>
          {overdue === 0 ? null : (
            <Typography tag="span" variant="pi" fontWeight="bold" textColor="danger600">
              {text('moderation.lane.overdue', { count: overdue })}
            </Typography>
          )}
        </Lane>
      ))}
    </Flex>
  );
};
