import type { ExperimentState } from '../../../core/experiment/plan';
import { Chip, type ChipColour } from '../components/Chip';
import { useText } from '../i18n/use-text';

const COLOURS: Readonly<Record<ExperimentState, ChipColour>> = { draft: 'secondary', running: 'success', paused: 'warning', finished: 'primary', decided: 'neutral', cancelled: 'neutral' };

export const StateChip = ({ state }: { readonly state: ExperimentState }) => {
  const text = useText();
  return <Chip colour={COLOURS[state]}>{text(`experiment.state.${state}`)}</Chip>;
};
