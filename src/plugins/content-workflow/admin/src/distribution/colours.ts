/** The colour of each state of a delivery; a word stands beside it. Pure. */
import type { DeliveryState } from '../../../core/distribution/platforms';

const DELIVERY = {
  scheduled: 'primary',
  held: 'warning',
  preparing: 'primary',
  publishing: 'primary',
  confirming: 'primary',
  task: 'alternative',
  published: 'success',
  failed: 'danger',
  uncertain: 'warning',
  cancelled: 'neutral',
  revoking: 'primary',
  revoked: 'neutral',
  'remove-by-hand': 'danger',
} as const satisfies Record<DeliveryState, string>;

/** A newer server may know a state that has no colour here. */
export const deliveryColour = (state: DeliveryState) => DELIVERY[state] ?? 'neutral';
