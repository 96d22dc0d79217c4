import { useCallback } from 'react';
import { Badge, VisuallyHidden } from '@strapi/design-system';
import { useModerationApi } from '../../api/moderation';
import { usePolled } from '../../api/use-polled';
import { useText } from '../../i18n/use-text';

/** Beyond this nobody counts any more. */
const MOST = 99;

/** How many items wait for a moderator, beside the name of the screen. */
export const WaitingCount = () => {
  const text = useText();
  const api = useModerationApi();
  const { state } = usePolled(useCallback(() => api.queue({ limit: '1' }), [api]));
  if (state.kind !== 'ready') return null;
  const counts = state.data.meta.counts ?? [];
  const count = counts.reduce((sum, { waiting }) => sum + waiting, 0);
  if (count === 0) return null;
  const late = counts.some(({ overdue }) => overdue > 0);
  return (
    <>
      <Badge aria-hidden backgroundColor={late ? 'danger100' : 'primary100'} textColor={late ? 'danger700' : 'primary700'}>
        {count > MOST ? `${MOST}+` : String(count)}
      </Badge>
      <VisuallyHidden>{text('moderation.waiting.nav', { count })}</VisuallyHidden>
    </>
  );
};
