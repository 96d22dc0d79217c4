import { Box, Typography } from '@strapi/design-system';
import type { ActivityTemplate, ListChannels } from '../../../../contracts/distribution';
import { useTimingText } from '../../distribution/use-timing-text';
import { useText } from '../../i18n/use-text';

interface Props {
  readonly plan: ActivityTemplate.Data['plan'];
  readonly channels: ListChannels.Response['data'];
}

/** Which channels the pieces of an activity go to, and when. */
export const TemplatePlan = ({ plan, channels }: Props) => {
  const text = useText();
  const timingText = useTimingText();
  if (plan.length === 0)
    return (
      <Typography variant="pi" textColor="neutral600">
        {text('templates.empty')}
      </Typography>
    );
  return (
    <Box tag="ul">
      {plan.map(({ channel, timing }) => (
        <Typography key={channel} tag="li" variant="pi">
          {channels.find(({ key }) => key === channel)?.name ?? channel}: {timingText(timing)}
        </Typography>
      ))}
    </Box>
  );
};
