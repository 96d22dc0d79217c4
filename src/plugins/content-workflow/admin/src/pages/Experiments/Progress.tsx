import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Results } from '../../../../core/experiment/results';
import { progressOf } from '../../experiment/words';
import { useFigures } from '../../experiment/use-figures';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';

/** The browser's own, in the theme's colours. */
const Bar = styled.progress`
  width: 100%;
  height: 0.8rem;
  border: none;
  border-radius: 4px;
  overflow: hidden;
  background: ${({ theme }) => theme.colors.neutral200};

  &::-webkit-progress-bar {
    background: ${({ theme }) => theme.colors.neutral200};
  }
  &::-webkit-progress-value {
    background: ${({ theme }) => theme.colors.primary600};
  }
  &::-moz-progress-bar {
    background: ${({ theme }) => theme.colors.primary600};
  }
`;

/** How far the arm that is furthest behind has come, and how long it has been measured. */
export const Progress = ({ results }: { readonly results: Results }) => {
  const text = useText();
  const times = useTimes();
  const figures = useFigures();
  const { plan, arms, counted } = results;
  const least = Math.min(...arms.map(({ units }) => units));
  const running = text('results.running', { so: times.duration(counted.runningMs), planned: figures.days(plan.minimumDays) });
  if (!results.randomised) return <Typography textColor="neutral700">{running}</Typography>;
  return (
    <Box>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Typography>{text('results.progress', { units: figures.count(least), planned: figures.count(plan.sampleSize) })}</Typography>
        <Box maxWidth="60rem">
          <Bar value={Math.round(progressOf(results) * 100)} max={100} aria-label={text('results.progress.label')} />
        </Box>
        <Typography variant="pi" textColor="neutral700">
          {running}
        </Typography>
      </Flex>
    </Box>
  );
};
