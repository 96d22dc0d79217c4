import { Flex, Typography } from '@strapi/design-system';
import type { StandingView } from '../../../../../contracts/moderation/members';
import { Chip } from '../../../components/Chip';
import { useText } from '../../../i18n/use-text';
import { useTimes } from '../../../i18n/use-times';

/** What a sender may do now, and until when. */
export const StandingChip = ({ standing }: { readonly standing: StandingView }) => {
  const text = useText();
  const times = useTimes();
  if (standing.mayInteract) return <Chip colour="success">{text('sanction.standing.free')}</Chip>;
  return (
    <Flex gap={2} wrap="wrap">
      <Chip colour="danger">{text(standing.action === 'ban' ? 'sanction.standing.banned' : 'sanction.standing.muted')}</Chip>
      <Typography variant="pi" textColor="neutral700">
        {standing.until === null ? text('sanction.forGood') : text('sanction.until', { when: times.exact(standing.until) })}
      </Typography>
    </Flex>
  );
};
