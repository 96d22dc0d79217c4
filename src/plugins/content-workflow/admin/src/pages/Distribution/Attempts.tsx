import { Box, Flex, Typography } from '@strapi/design-system';
import type { AttemptView } from '../../../../contracts/distribution';
import { Chip, type ChipColour } from '../../components/Chip';
import { usePlatformWords } from '../../distribution/words';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';

const OUTCOMES: Readonly<Record<string, ChipColour>> = { published: 'success', accepted: 'primary', deferred: 'warning', rejected: 'danger', unauthorized: 'danger', unknown: 'warning' };

/** Every call that was made, as it was noted before it was made and as it ended. */
export const Attempts = ({ attempts }: { readonly attempts: readonly AttemptView[] }) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  const words = usePlatformWords();
  if (attempts.length === 0) return <Typography textColor="neutral600">{text('attempts.none')}</Typography>;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={2}>
      {attempts.map((attempt) => (
        <Box key={attempt.number} tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={3}>
          <Flex gap={2} wrap="wrap">
            <Typography fontWeight="semiBold">
              {attempt.number}. {text.lookUp(`attempts.phase.${attempt.phase}`) ?? attempt.phase}
            </Typography>
            {attempt.outcome === null ? <Chip colour="primary">{text(attempt.endedAt === null ? 'attempts.open' : 'attempts.ended')}</Chip> : <Chip colour={OUTCOMES[attempt.outcome] ?? 'neutral'}>{text.lookUp(`attempts.outcome.${attempt.outcome}`) ?? attempt.outcome}</Chip>}
          </Flex>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {times.exact(attempt.startedAt)}
            {attempt.endedAt === null ? '' : ` · ${times.duration(Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt))}`}
            {attempt.by === null ? '' : ` · ${nameOf(attempt.by)}`}
          </Typography>
          {attempt.code === null && attempt.answer === null ? null : (
            <Typography tag="p" variant="pi" style={{ overflowWrap: 'anywhere' }}>
              {words.reason(attempt.code, attempt.answer)}
              {attempt.code !== null && attempt.answer !== null && words.reason(attempt.code, null) !== attempt.code ? ` (${attempt.answer})` : ''}
            </Typography>
          )}
        </Box>
      ))}
    </Flex>
  );
};
