import type { ReactNode } from 'react';
import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { ArmResult, Interval, Results } from '../../../../core/experiment/results';
import { useFigures } from '../../experiment/use-figures';
import { usePlace } from '../../experiment/use-place';
import { useText } from '../../i18n/use-text';

const NONE = '–';

/** The figure, and below it the two ends between which it lies. */
const Between = ({ interval }: { readonly interval: Interval | null }) => {
  const text = useText();
  const figures = useFigures();
  if (interval === null) return NONE;
  return (
    <>
      {figures.change(interval.value)}
      <br />
      <Typography variant="pi" textColor="neutral600">
        {text('results.interval', { low: figures.change(interval.low), high: figures.change(interval.high) })}
      </Typography>
    </>
  );
};

interface Props {
  readonly results: Results;
  readonly nameOf: (key: string) => string;
}

const COLUMNS = ['units', 'conversions', 'rate', 'lift', 'chance', 'loss', 'sequential'] as const;
type Column = (typeof COLUMNS)[number];

/** Of a comparison the counts are all there is to tell. */
const COUNTS: readonly Column[] = ['units', 'conversions'];

export const ArmTable = ({ results, nameOf }: Props) => {
  const text = useText();
  const figures = useFigures();
  const placeOf = usePlace(results.plan.kind);
  const columns = results.randomised ? COLUMNS : COUNTS;
  const places = results.plan.arms.some(({ place }) => place !== null);
  const cell = (arm: ArmResult, column: Column): ReactNode => {
    switch (column) {
      case 'units':
        return figures.count(arm.units);
      case 'conversions':
        return figures.count(arm.conversions);
      case 'rate':
        return arm.rate === null ? NONE : figures.percent(arm.rate);
      case 'lift':
        return <Between interval={arm.lift} />;
      case 'chance':
        return arm.chanceToWin === null ? NONE : figures.chance(arm.chanceToWin);
      case 'loss':
        return arm.expectedLoss === null ? NONE : figures.percent(arm.expectedLoss);
      case 'sequential':
        return <Between interval={arm.sequential} />;
    }
  };
  return (
    <Box overflow="auto" tabIndex={0} role="region" aria-label={text('results.table')}>
      <Table colCount={columns.length + (places ? 2 : 1)} rowCount={results.arms.length + 1}>
        <Thead>
          <Tr>
            <Th>
              <Typography variant="sigma">{text('results.arm')}</Typography>
            </Th>
            {places ? (
              <Th>
                <Typography variant="sigma">{text('results.place')}</Typography>
              </Th>
            ) : null}
            {columns.map((column) => (
              <Th key={column}>
                <Typography variant="sigma">{text(`results.${column}`)}</Typography>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {results.arms.map((arm, i) => (
            <Tr key={arm.key}>
              <Td>
                <Typography fontWeight="semiBold">{nameOf(arm.key)}</Typography>
                {i === 0 && results.randomised ? (
                  <Typography tag="p" variant="pi" textColor="neutral600">
                    {text('results.first')}
                  </Typography>
                ) : null}
              </Td>
              {places ? (
                <Td>
                  <Typography>{placeOf(results.plan.arms.find(({ key }) => key === arm.key) ?? { place: NONE })}</Typography>
                </Td>
              ) : null}
              {columns.map((column) => (
                <Td key={column}>
                  <Typography style={{ whiteSpace: 'nowrap' }}>{cell(arm, column)}</Typography>
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Box>
  );
};
