import { lazy, Suspense, useMemo } from 'react';
import { Box, Loader, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { GetResults } from '../../../../contracts/experiment';
import { Disclosure } from '../../components/Disclosure';
import { Section } from '../../components/Section';
import { useFigures } from '../../experiment/use-figures';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { rowsOf, seriesOf } from './course';

const CourseChart = lazy(() => import('./CourseChart'));

/** Rows that people still read. */
const MAX_ROWS = 24;

interface Props {
  readonly course: readonly GetResults.Point[];
  readonly arms: readonly string[];
  readonly nameOf: (key: string) => string;
}

/** How the rates came about, hour by hour, and the same as a table for whoever does not see lines. */
export const Course = ({ course, arms, nameOf }: Props) => {
  const text = useText();
  const times = useTimes();
  const figures = useFigures();
  const series = useMemo(() => seriesOf(course, arms, nameOf), [course, arms, nameOf]);
  return (
    <Section title={text('results.course')}>
      <Box background="neutral0" hasRadius shadow="tableShadow" padding={4}>
        {course.length < 2 ? (
          <Typography textColor="neutral600">{text('results.course.none')}</Typography>
        ) : (
          <>
            <Box height="32rem" position="relative">
              <Suspense fallback={<Loader small>{text('panel.loading')}</Loader>}>
                <CourseChart series={series} label={text('results.course.label')} />
              </Suspense>
            </Box>
            <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={2}>
              {text('results.course.help')}
            </Typography>
          </>
        )}
        {course.length === 0 ? null : (
          <Disclosure title={text('results.course.table')}>
            <Box overflow="auto" tabIndex={0} role="region" aria-label={text('results.course.table')}>
              <Table colCount={arms.length + 1} rowCount={Math.min(course.length, MAX_ROWS) + 1}>
                <Thead>
                  <Tr>
                    <Th>
                      <Typography variant="sigma">{text('results.course.at')}</Typography>
                    </Th>
                    {arms.map((key) => (
                      <Th key={key}>
                        <Typography variant="sigma">{nameOf(key)}</Typography>
                      </Th>
                    ))}
                  </Tr>
                </Thead>
                <Tbody>
                  {rowsOf(course, MAX_ROWS).map((point) => (
                    <Tr key={point.at}>
                      <Td>
                        <Typography>{times.exact(point.at)}</Typography>
                      </Td>
                      {arms.map((key) => {
                        const arm = point.arms.find((one) => one.key === key);
                        return (
                          <Td key={key}>
                            <Typography>{arm === undefined ? '–' : text('results.course.cell', { conversions: figures.count(arm.conversions), units: figures.count(arm.units) })}</Typography>
                          </Td>
                        );
                      })}
                    </Tr>
                  ))}
                </Tbody>
              </Table>
            </Box>
          </Disclosure>
        )}
      </Box>
    </Section>
  );
};
