import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { MetricView } from '../../../contracts/distribution';
import { Moment } from '../components/Moment';
import { useFigures } from '../experiment/use-figures';
import { useText } from '../i18n/use-text';

const COLUMNS = ['metric', 'value', 'source', 'readAt', 'note'] as const;

/** What was measured, by whom it was read and when: figures of different sources are not one figure. */
export const Metrics = ({ metrics }: { readonly metrics: readonly MetricView[] }) => {
  const text = useText();
  const figures = useFigures();
  if (metrics.length === 0) return <Typography textColor="neutral600">{text('metrics.none')}</Typography>;
  return (
    <Box overflow="auto" tabIndex={0} role="region" aria-label={text('metrics.title')}>
      <Table colCount={COLUMNS.length} rowCount={metrics.length + 1}>
        <Thead>
          <Tr>
            {COLUMNS.map((column) => (
              <Th key={column}>
                <Typography variant="sigma">{text(`metrics.${column}`)}</Typography>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {metrics.map((metric) => (
            <Tr key={`${metric.metric}.${metric.source}.${metric.readAt}`}>
              <Td>
                <Typography fontWeight="semiBold">{text.named('metric', metric.metric)}</Typography>
              </Td>
              <Td>
                <Typography>{figures.count(metric.value)}</Typography>
              </Td>
              <Td>
                <Typography>{text(`metrics.source.${metric.source}`)}</Typography>
              </Td>
              <Td>
                <Typography>
                  <Moment at={metric.readAt} />
                </Typography>
              </Td>
              <Td>
                <Typography style={{ overflowWrap: 'anywhere' }}>{metric.note ?? '–'}</Typography>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Box>
  );
};
