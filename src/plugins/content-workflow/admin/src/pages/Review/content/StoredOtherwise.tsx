import type { FieldDiff } from '../../../../../core/review/compare';
import { useText } from '../../../i18n/use-text';
import { Added, Held, Removed } from './looks';
import { useContentView } from './view';

/** Two versions that look alike and are not: what is stored on both sides. */
export const StoredOtherwise = ({ field: { stored } }: { readonly field: Pick<FieldDiff, 'stored'> }) => {
  const text = useText();
  const { marked } = useContentView();
  if (stored === null || !marked) return null;
  return (
    <Held>
      {text('review.stored')} <Removed>{stored.before}</Removed> <Added>{stored.after}</Added>
    </Held>
  );
};
