import { Typography } from '@strapi/design-system';
import type { LadderReason } from '../../../../../core/moderation/ladder';
import { useText, type Text } from '../../../i18n/use-text';

const sentence = (reason: LadderReason, text: Text): string => {
  const adds = reason.adds > 0 ? `+${reason.adds}` : String(reason.adds);
  switch (reason.why) {
    case 'severity':
      return text('sanction.why.severity', { adds, severity: text.named('severity', reason.severity) });
    case 'aggravator':
      return text('sanction.why.aggravator', { adds, aggravator: text.named('aggravator', reason.aggravator) });
    case 'same-code':
      return text('sanction.why.same-code', { adds, count: reason.count, days: reason.days });
    default:
      return text(`sanction.why.${reason.why}`, { adds });
  }
};

/** How the ladder came to its step: reason by reason, with how far each moved it. */
export const Explanation = ({ reasons }: { readonly reasons: readonly LadderReason[] }) => {
  const text = useText();
  return (
    <ul>
      {reasons.map((reason) => (
        <Typography key={JSON.stringify(reason)} tag="li" variant="pi" textColor="neutral700">
          {sentence(reason, text)}
        </Typography>
      ))}
    </ul>
  );
};
