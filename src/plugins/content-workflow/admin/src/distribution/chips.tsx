import type { ChannelView } from '../../../contracts/distribution';
import type { DeliveryState, DistributionState } from '../../../core/distribution/platforms';
import { Chip, type ChipColour } from '../components/Chip';
import { useText } from '../i18n/use-text';
import { deliveryColour } from './colours';

const OF_PIECE: Readonly<Record<DistributionState, ChipColour>> = { none: 'neutral', waiting: 'primary', all: 'success', partly: 'warning', failed: 'danger', uncertain: 'warning', removing: 'danger', removed: 'neutral' };

const CHANNEL: Readonly<Record<ChannelView['status'], ChipColour>> = { active: 'success', paused: 'neutral', unauthorized: 'danger' };

/** A newer server may know a state that has no word here. */
export const useStateName = (): ((state: string) => string) => {
  const text = useText();
  return (state) => text.named('deliveryState', state);
};

export const DeliveryChip = ({ state }: { readonly state: DeliveryState }) => <Chip colour={deliveryColour(state)}>{useStateName()(state)}</Chip>;

export const DistributionChip = ({ state }: { readonly state: DistributionState }) => <Chip colour={OF_PIECE[state] ?? 'neutral'}>{useText().named('distributionState', state)}</Chip>;

export const ChannelChip = ({ status }: { readonly status: ChannelView['status'] }) => <Chip colour={CHANNEL[status] ?? 'neutral'}>{useText().named('channelStatus', status)}</Chip>;
