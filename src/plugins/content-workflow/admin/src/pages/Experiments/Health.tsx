import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { Results } from '../../../../core/experiment/results';
import { Chip, type ChipColour } from '../../components/Chip';
import { Section } from '../../components/Section';
import { useFigures } from '../../experiment/use-figures';
import { humanise, useText } from '../../i18n/use-text';

const COLOURS: Readonly<Record<'ok' | 'warning' | 'alarm', ChipColour>> = { ok: 'success', warning: 'warning', alarm: 'danger' };

const Check = ({ title, level, children }: { readonly title: string; readonly level: 'ok' | 'warning' | 'alarm'; readonly children: ReactNode }) => {
  const text = useText();
  return (
    <Box tag="li" paddingBottom={3}>
      <Flex gap={3} wrap="wrap">
        <Typography fontWeight="semiBold">{title}</Typography>
        <Chip colour={COLOURS[level]}>{text(`results.level.${level}`)}</Chip>
      </Flex>
      <Typography tag="p" variant="pi" textColor="neutral700">
        {children}
      </Typography>
    </Box>
  );
};

/** Two digits that mean something. */
const probability = (p: number): string => (p < 0.0001 ? '< 0.0001' : String(Number(p.toPrecision(2))));

/** Whether the figures can be trusted, and what was sent in and not counted. */
export const Health = ({ results, dropped }: { readonly results: Results; readonly dropped: Readonly<Record<string, number>> }) => {
  const text = useText();
  const figures = useFigures();
  const { sampleRatio, multipleExposures } = results;
  const reasons = Object.entries(dropped).filter(([, count]) => count > 0);
  return (
    <Section title={text('results.health')}>
      <Box background="neutral0" hasRadius shadow="tableShadow" padding={4}>
        <Box tag="ul">
          {sampleRatio === null ? null : (
            <Check title={text('results.sampleRatio')} level={sampleRatio.level}>
              {text(`results.sampleRatio.${sampleRatio.level}`, { p: probability(sampleRatio.p) })}
            </Check>
          )}
          {multipleExposures === null ? null : (
            <Check title={text('results.multiple')} level={multipleExposures.level}>
              {text(`results.multiple.${multipleExposures.level}`, { units: figures.count(multipleExposures.units), share: figures.percent(multipleExposures.share) })}
            </Check>
          )}
        </Box>
        <Typography tag="h3" fontWeight="semiBold" paddingBottom={1}>
          {text('results.dropped')}
        </Typography>
        {reasons.length === 0 ? (
          <Typography variant="pi" textColor="neutral700">
            {text('results.dropped.none')}
          </Typography>
        ) : (
          <>
            <Typography tag="p" variant="pi" textColor="neutral700" paddingBottom={2}>
              {text('results.dropped.help')}
            </Typography>
            <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
              {reasons.map(([reason, count]) => (
                <Typography key={reason} tag="li" variant="pi">
                  {text('results.dropped.line', { reason: text.lookUp(`dropped.${reason}`) ?? humanise(reason), count: figures.count(count) })}
                </Typography>
              ))}
            </Flex>
          </>
        )}
      </Box>
    </Section>
  );
};
