import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { RenditionView } from '../../../contracts/distribution';
import { Chip, type ChipColour } from '../components/Chip';
import { useFigures } from '../experiment/use-figures';
import { useText } from '../i18n/use-text';
import { fillOf, inOrder, type Fill } from './findings';
import { usePlatformWords } from './words';

const Bar = styled.div<{ $fill: Fill }>`
  height: 6px;
  border-radius: 3px;
  overflow: hidden;
  background: ${({ theme }) => theme.colors.neutral200};

  > div {
    height: 100%;
    background: ${({ theme, $fill }) => theme.colors[$fill === 'over' ? 'danger600' : $fill === 'nearly' ? 'warning600' : 'primary600']};
  }
`;

const LEVELS: Readonly<Record<'error' | 'warning', ChipColour>> = { error: 'danger', warning: 'warning' };

/** How much of each of the platform's limits is used, in its own unit. */
export const Measures = ({ measures }: Pick<RenditionView, 'measures'>) => {
  const text = useText();
  const words = usePlatformWords();
  const figures = useFigures();
  if (measures.length === 0) return null;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2} aria-label={text('rendition.measures')}>
      {measures.map((measure) => {
        const { field, used, max, unit } = measure;
        const fill = fillOf(measure);
        return (
          <li key={`${field}.${unit}`}>
            <Flex justifyContent="space-between" gap={2} wrap="wrap">
              <Typography variant="pi" textColor="neutral800">
                {words.part(field)}
              </Typography>
              <Typography variant="pi" textColor={fill === 'over' ? 'danger600' : 'neutral800'} fontWeight={fill === 'within' ? undefined : 'bold'}>
                {text(unit === 'count' ? 'rendition.measure.count' : 'rendition.measure', { used: figures.count(used), max: figures.count(max), unit: text.named('unit', unit) })}
                {fill === 'over' ? ` · ${text('rendition.over', { count: figures.count(used - max) })}` : ''}
              </Typography>
            </Flex>
            <Bar $fill={fill} aria-hidden>
              <div style={{ width: `${Math.min(100, max === 0 ? 0 : (used / max) * 100)}%` }} />
            </Bar>
          </li>
        );
      })}
    </Flex>
  );
};

/** What is wrong with it at this platform; what keeps it from being sent comes first. */
export const Issues = ({ issues }: Pick<RenditionView, 'issues'>) => {
  const text = useText();
  const words = usePlatformWords();
  if (issues.length === 0) return null;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2} aria-label={text('rendition.issues')}>
      {inOrder(issues).map((issue, i) => (
        <Flex key={`${issue.code}.${issue.field}.${i}`} tag="li" gap={2} alignItems="flex-start">
          <Chip colour={LEVELS[issue.level]}>{text(`rendition.issue.${issue.level}`)}</Chip>
          <Box flex="1">
            <Typography variant="pi" textColor="neutral800">
              {issue.field === '' ? '' : `${words.part(issue.field)}: `}
              {words.issue(issue)}
            </Typography>
          </Box>
        </Flex>
      ))}
    </Flex>
  );
};
