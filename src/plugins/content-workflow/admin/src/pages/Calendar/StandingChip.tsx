import type { CalendarDelivery } from '../../../../contracts/calendar';
import { Chip } from '../../components/Chip';
import { useText } from '../../i18n/use-text';
import { standingOf } from './ChannelTile';
import { toneOf } from './events';

/** How a channel's delivery stands, in a word. */
export const StandingChip = ({ delivery }: { readonly delivery: CalendarDelivery }) => <Chip colour={toneOf(delivery)}>{standingOf(delivery, useText())}</Chip>;
