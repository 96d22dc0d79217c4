import { Flex, TextButton, Typography } from '@strapi/design-system';
import type { PieceView, VariantView } from '../../../../contracts/piece';
import { Chip } from '../../components/Chip';
import { Disclosure } from '../../components/Disclosure';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { PreviewLink } from './PreviewLink';
import { usePreviewLink } from './use-preview-link';

const Variant = ({ variant, view }: { readonly variant: VariantView; readonly view: PieceView }) => {
  const text = useText();
  const times = useTimes();
  const { link, create } = usePreviewLink(view.id);
  const changed = Object.keys(variant.overrides).map((name) => text.field(view.uid, name));
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Flex gap={2} wrap="wrap">
        <Typography variant="omega" fontWeight="semiBold">
          {variant.label}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {variant.key}
        </Typography>
        {variant.approved ? (
          <Chip colour="success">{text('variants.approved')}</Chip>
        ) : null}
      </Flex>
      {changed.length === 0 ? null : (
        <Typography variant="pi" textColor="neutral600">
          {text('variants.changes', { fields: times.list(changed) })}
        </Typography>
      )}
      <Flex>
        <TextButton disabled={link.kind === 'asking'} onClick={() => void create({ variant: variant.key })}>
          {text('preview.create')}
        </TextButton>
      </Flex>
      <PreviewLink link={link} />
    </Flex>
  );
};

export const Variants = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  if (view.variants.length === 0) return null;
  return (
    <Disclosure title={text('variants.title')} aside={view.variants.length}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {view.variants.map((variant) => (
          <Variant key={`${variant.key}/${variant.hash}`} variant={variant} view={view} />
        ))}
      </Flex>
    </Disclosure>
  );
};
