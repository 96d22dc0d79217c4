import { useDeferredValue, useMemo } from 'react';
import { Box, Typography } from '@strapi/design-system';
import { compareContent } from '../../../../../core/review/compare';
import { useText } from '../../../i18n/use-text';
import { Prose } from '../../../pages/Review/content/looks';
import { Value } from '../../../pages/Review/content/Value';
import { ContentViewProvider, type ContentView } from '../../../pages/Review/content/view';
import { shapeOf, type InputKind } from './variant-form';

interface Props {
  readonly uid: string;
  readonly locale: string;
  readonly name: string;
  readonly kind: InputKind;
  readonly before: unknown;
  readonly after: unknown;
  /** False shows `after` alone, as readers get it. */
  readonly marked: boolean;
}

/** A value, or what differs between two, drawn as the review page draws it. */
export const Difference = ({ uid, locale, name, kind, before, after, marked }: Props) => {
  const text = useText();
  // The search for words takes longer than a key stroke in a long text.
  const shown = useDeferredValue(after);
  const field = useMemo(() => compareContent({ [name]: before }, { [name]: shown }, [shapeOf(name, kind)], () => [], locale)[0], [name, kind, before, shown, locale]);
  const view = useMemo<ContentView>(() => ({ marked, uid, spotsOf: () => [], active: null, onSpot: () => undefined }), [marked, uid]);
  if (field === undefined) return null;
  if (marked && !field.changed) return <Typography textColor="neutral600">{text('variants.noDifference')}</Typography>;
  return (
    <ContentViewProvider value={view}>
      <Box maxHeight="40rem" overflow="auto" tabIndex={0} role="group" aria-label={text(marked ? 'variants.difference' : 'variants.original')}>
        <Prose>
          <Value field={field} />
        </Prose>
      </Box>
    </ContentViewProvider>
  );
};
