import type { QueueLane } from '../../../../../contracts/moderation/queue';
import { Chip, type ChipColour } from '../../../components/Chip';
import { useText } from '../../../i18n/use-text';

/** The colour is a hint beside the word: red for what cannot wait. */
const COLOURS: Readonly<Record<QueueLane, ChipColour>> = {
  illegal: 'danger',
  minor: 'danger',
  threat: 'danger',
  lead: 'alternative',
  reported: 'warning',
  appeal: 'secondary',
  flagged: 'warning',
  'new-sender': 'secondary',
  patrol: 'neutral',
  regular: 'neutral',
};

export const LaneChip = ({ lane }: { readonly lane: QueueLane }) => {
  const text = useText();
  return <Chip colour={COLOURS[lane]}>{text.named('lane', lane)}</Chip>;
};
