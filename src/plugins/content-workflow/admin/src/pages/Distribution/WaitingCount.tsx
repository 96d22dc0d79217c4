import { useCallback } from 'react';
import { Badge, VisuallyHidden } from '@strapi/design-system';
import { useDistributionApi } from '../../api/distribution';
import { usePolled } from '../../api/use-polled';
import { useText } from '../../i18n/use-text';
import { FOR_PEOPLE } from './board';

/** Beyond this nobody counts any more. */
const MOST = 99;

/** How many deliveries wait for a person, beside the name of the screen. */
export const WaitingCount = () => {
  const text = useText();
  const api = useDistributionApi();
  const { state } = usePolled(useCallback(() => api.deliveries({ state: 'remove-by-hand' }), [api]));
  if (state.kind !== 'ready') return null;
  const { counts } = state.data.meta;
  const count = FOR_PEOPLE.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  if (count === 0) return null;
  const grave = (counts['remove-by-hand'] ?? 0) > 0;
  return (
    <>
      <Badge aria-hidden backgroundColor={grave ? 'danger100' : 'primary100'} textColor={grave ? 'danger700' : 'primary700'}>
        {count > MOST ? `${MOST}+` : String(count)}
      </Badge>
      <VisuallyHidden>{text('deliveries.waiting.nav', { count })}</VisuallyHidden>
    </>
  );
};
