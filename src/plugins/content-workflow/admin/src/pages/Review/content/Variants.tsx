import { useMemo, type ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { ComparedField, ComparedVariant } from '../../../../../contracts/review';
import { useText } from '../../../i18n/use-text';
import { StoredOtherwise } from './StoredOtherwise';
import { Value } from './Value';
import { ContentViewProvider, useContentView, type ContentView } from './view';

/** As many beside each other as can be read; what has no room stands below. */
const Beside = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr));
  gap: 1.6rem;
`;

const Side = ({ title, strong, children }: { readonly title: string; readonly strong: boolean; readonly children: ReactNode }) => (
  <Box tag="section" background={strong ? 'neutral0' : 'neutral100'} borderColor="neutral200" hasRadius padding={4} aria-label={title} style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
    <Typography tag="h4" variant="pi" fontWeight="bold" textColor="neutral600" paddingBottom={2}>
      {title}
    </Typography>
    {children}
  </Box>
);

interface Row {
  readonly name: string;
  readonly sides: readonly { readonly variant: ComparedVariant; readonly field: ComparedField }[];
}

/** One row an attribute that any variant changes, in the order in which they are first met. */
const rowsOf = (variants: readonly ComparedVariant[]): Row[] => {
  const names = [...new Set(variants.flatMap(({ fields }) => fields.map(({ name }) => name)))];
  return names.map((name) => ({ name, sides: variants.flatMap((variant) => variant.fields.filter((field) => field.name === name).map((field) => ({ variant, field }))) }));
};

const nameOf = ({ key, label }: ComparedVariant): string => (label === '' ? key : label);

interface Props {
  readonly variants: readonly ComparedVariant[];
  /** The content that they vary. */
  readonly fields: readonly ComparedField[];
}

/**
 * Variants are approved with the content: what it says stands beside what each of them says instead, with what differs
 * marked, however the content itself is looked at.
 */
export const Variants = ({ variants, fields }: Props) => {
  const text = useText();
  const view = useContentView();
  const marked = useMemo<ContentView>(() => ({ ...view, marked: true, spotsOf: () => [] }), [view]);
  const plain = useMemo<ContentView>(() => ({ ...view, marked: false, spotsOf: () => [] }), [view]);
  if (variants.length === 0) return null;
  const same = variants.filter((variant) => variant.fields.length === 0);
  return (
    <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={6} aria-label={text('review.variants')}>
      <Typography tag="h2" variant="delta">
        {text('review.variants')}
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600" paddingBottom={4}>
        {text('review.variants.help')}
      </Typography>
      <Flex direction="column" alignItems="stretch" gap={5}>
        {rowsOf(variants).map(({ name, sides }) => {
          const original = fields.find((field) => field.name === name);
          return (
            <div key={name}>
              <Typography tag="h3" variant="sigma" textColor="neutral600" paddingBottom={2}>
                {text.field(view.uid, name)}
              </Typography>
              <Beside>
                {original === undefined ? null : (
                  <ContentViewProvider value={plain}>
                    <Side title={text('variants.original')} strong={false}>
                      <Value field={original} />
                    </Side>
                  </ContentViewProvider>
                )}
                <ContentViewProvider value={marked}>
                  {sides.map(({ variant, field }) => (
                    <Side key={variant.key} title={text('review.variant', { name: nameOf(variant) })} strong>
                      <Value field={field} />
                      <StoredOtherwise field={field} />
                    </Side>
                  ))}
                </ContentViewProvider>
              </Beside>
            </div>
          );
        })}
        {same.map((variant) => (
          <Typography key={variant.key} textColor="neutral600">
            {text('review.variant', { name: nameOf(variant) })}: {text('review.variant.same')}
          </Typography>
        ))}
      </Flex>
    </Box>
  );
};
