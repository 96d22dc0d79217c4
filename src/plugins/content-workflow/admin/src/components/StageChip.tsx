import { useText } from '../i18n/use-text';
import { Chip, type ChipColour } from './Chip';

/** A colour is a hint beside the word; a state that is not listed is drawn plainly. */
const COLOURS: Readonly<Record<string, ChipColour>> = {
  draft: 'secondary',
  review: 'warning',
  approved: 'success',
  variant: 'alternative',
  scheduled: 'primary',
  held: 'danger',
  published: 'success',
  retrospective: 'alternative',
  rejected: 'danger',
};

export const colourOf = (state: string): ChipColour => COLOURS[state] ?? 'neutral';

export const StageChip = ({ state }: { readonly state: string }) => {
  const text = useText();
  return <Chip colour={colourOf(state)}>{text.named('state', state)}</Chip>;
};
