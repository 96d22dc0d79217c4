import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Results } from '../../../../core/experiment/results';
import { useFigures } from '../../experiment/use-figures';
import { useText } from '../../i18n/use-text';
import { scaleOf, type Bar } from './intervals';

const Track = styled.div`
  position: relative;
  height: 3.2rem;
  background: ${({ theme }) => theme.colors.neutral100};
  border-radius: 4px;
`;

const Zero = styled.div`
  position: absolute;
  top: 0;
  bottom: 0;
  width: 0;
  border-left: 2px dashed ${({ theme }) => theme.colors.neutral600};
`;

const Stroke = styled.div<{ $thin: boolean }>`
  position: absolute;
  top: ${({ $thin }) => ($thin ? '2rem' : '0.6rem')};
  height: ${({ $thin }) => ($thin ? '0.4rem' : '1rem')};
  min-width: 2px;
  border-radius: 2px;
  background: ${({ theme, $thin }) => ($thin ? theme.colors.neutral500 : theme.colors.primary500)};
`;

const Point = styled.div`
  position: absolute;
  top: 0.4rem;
  width: 0.4rem;
  height: 1.4rem;
  margin-left: -0.2rem;
  border-radius: 2px;
  background: ${({ theme }) => theme.colors.neutral900};
`;

const percent = (part: number): string => `${part * 100}%`;

const Strokes = ({ bar, thin }: { readonly bar: Bar; readonly thin: boolean }) => (
  <>
    <Stroke $thin={thin} style={{ left: percent(bar.from), width: percent(bar.to - bar.from) }} />
    {thin ? null : <Point style={{ left: percent(bar.at) }} />}
  </>
);

interface Props {
  readonly results: Results;
  readonly nameOf: (key: string) => string;
}

/** How far each arm is from the first one, and how surely. The same figures stand in the table, so screen readers skip the bars. */
export const Intervals = ({ results, nameOf }: Props) => {
  const text = useText();
  const figures = useFigures();
  const scale = scaleOf(results.arms);
  const [first, ...others] = results.arms;
  if (scale === null || first === undefined) return null;
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography variant="pi" textColor="neutral600">
          {text('results.bars.help', { first: nameOf(first.key) })}
        </Typography>
        <div aria-hidden>
          {others.map((arm) => (
            <Box key={arm.key} paddingBottom={3}>
              <Typography variant="pi" fontWeight="bold">
                {nameOf(arm.key)}
              </Typography>
              <Track>
                {arm.lift === null ? null : <Strokes bar={scale.place(arm.lift)} thin={false} />}
                {arm.sequential === null ? null : <Strokes bar={scale.place(arm.sequential)} thin />}
                <Zero style={{ left: percent(scale.zero) }} />
              </Track>
            </Box>
          ))}
          <Flex justifyContent="space-between">
            <Typography variant="pi" textColor="neutral600">
              {figures.change(scale.low)}
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              {figures.change(scale.high)}
            </Typography>
          </Flex>
        </div>
      </Flex>
    </Box>
  );
};
