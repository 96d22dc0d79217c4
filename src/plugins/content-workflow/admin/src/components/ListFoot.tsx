import { Button, Flex, Loader, Typography } from '@strapi/design-system';
import { useText } from '../i18n/use-text';
import { Failed } from './Failed';
import { Note } from './Note';

interface Props {
  readonly kind: 'loading' | 'ready' | 'failed' | 'forbidden';
  /** What to say of a list without entries; `null` where there are some. */
  readonly empty: string | null;
  /** What to say to whom the list is closed. */
  readonly forbidden?: string;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onRetry: () => void;
}

/** What stands below a list that is loaded page by page: that it loads, is empty, goes on, or failed. */
export const ListFoot = ({ kind, empty, forbidden, hasMore, onMore, onRetry }: Props) => {
  const text = useText();
  const saysSomething = kind !== 'ready' || empty !== null || hasMore;
  return (
    <Flex justifyContent="center" paddingTop={saysSomething ? 4 : 0} aria-live="polite">
      {kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
      {kind === 'ready' && empty !== null ? <Typography textColor="neutral600">{empty}</Typography> : null}
      {kind === 'forbidden' && forbidden !== undefined ? <Note tone="neutral" title={forbidden} /> : null}
      {kind === 'ready' && hasMore ? (
        <Button variant="tertiary" onClick={onMore}>
          {text('pieces.more')}
        </Button>
      ) : null}
      {kind === 'failed' ? <Failed onRetry={onRetry} /> : null}
    </Flex>
  );
};
