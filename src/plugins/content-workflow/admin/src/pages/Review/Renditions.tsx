import { Box, Flex, Typography } from '@strapi/design-system';
import type { GetDistribution } from '../../../../contracts/distribution';
import type { PieceView } from '../../../../contracts/piece';
import { Note } from '../../components/Note';
import { blocks } from '../../distribution/findings';
import { rowsOf } from '../../distribution/plan-view';
import { Rendition } from '../../distribution/Rendition';
import { useTimingText } from '../../distribution/use-timing-text';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';

interface Props {
  readonly data: GetDistribution.Data;
  readonly variants: PieceView['variants'];
}

/** What each planned channel will be given, exactly: approving the piece approves it, and nothing else is sent. */
export const Renditions = ({ data, variants }: Props) => {
  const text = useText();
  const words = usePlatformWords();
  const timingText = useTimingText();
  const rows = rowsOf(data).filter(({ planned }) => planned !== null);
  if (rows.length === 0) return null;
  const wrong = rows.filter(({ renditions }) => renditions.some(({ issues }) => blocks(issues)));
  return (
    <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={6} aria-label={text('review.renditions')}>
      <Typography tag="h2" variant="delta">
        {text('review.renditions')}
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600" paddingBottom={4}>
        {text('review.renditions.help')}
      </Typography>
      {wrong.length === 0 ? null : (
        <Box paddingBottom={4}>
          <Note tone="danger" title={text('review.renditions.wrong', { count: wrong.length })}>
            {wrong.map(({ name }) => name).join(', ')}
          </Note>
        </Box>
      )}
      <Flex direction="column" alignItems="stretch" gap={6}>
        {rows.map((row) => (
          <Box key={row.channel} tag="section" aria-label={row.name}>
            <Typography tag="h3" fontWeight="semiBold">
              {row.name}
            </Typography>
            <Typography tag="p" variant="pi" textColor="neutral600" paddingBottom={2}>
              {words.platform(row.platform)}
              {row.planned === null ? '' : ` · ${timingText(row.planned.timing)}`}
            </Typography>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {row.renditions.map((rendition) => (
                <div key={rendition.variant}>
                  {rendition.variant === '' ? null : (
                    <Typography tag="h4" variant="pi" fontWeight="bold" paddingBottom={2}>
                      {text('review.variant', { name: variants.find(({ key }) => key === rendition.variant)?.label || rendition.variant })}
                    </Typography>
                  )}
                  <Rendition rendition={rendition} account={row.account} />
                </div>
              ))}
            </Flex>
          </Box>
        ))}
      </Flex>
    </Box>
  );
};
