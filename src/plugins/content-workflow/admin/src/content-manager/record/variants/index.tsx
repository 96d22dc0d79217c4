import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Button, Flex, TextButton, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { PieceView, VariantView } from '../../../../../contracts/piece';
import { plainText } from '../../../../../core/review/checklist';
import { Chip } from '../../../components/Chip';
import { Disclosure } from '../../../components/Disclosure';
import { useText } from '../../../i18n/use-text';
import { PreviewLink } from '../PreviewLink';
import { usePreviewLink } from '../use-preview-link';
import { RemoveDialog } from './RemoveDialog';
import { useFile } from './use-file';
import { useOriginal } from './use-original';
import { isEditable } from './variant-form';
import { VariantDialog } from './VariantDialog';

/** Characters that three lines of the panel have room for at the least. */
const SHORT = 60;

/** What readers of the variant see instead: its words, or the name of its file. */
const Override = ({ name, value }: { readonly name: string; readonly value: unknown }) => {
  const text = useText();
  const file = useFile(typeof value === 'number' ? String(value) : '');
  const words = typeof value === 'string' || Array.isArray(value) ? plainText(value) : (file?.name ?? '');
  return (
    <div>
      <Typography tag="dt" variant="pi" fontWeight="bold" textColor="neutral600">
        {name}
      </Typography>
      {words === '' ? null : (
        <Typography tag="dd" variant="omega" style={{ overflowWrap: 'anywhere', display: '-webkit-box', WebkitLineClamp: 3, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}>
          {words}
        </Typography>
      )}
      {words.length > SHORT ? (
        <dd>
          <Disclosure title={text('variants.whole')}>
            <Typography variant="omega" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {words}
            </Typography>
          </Disclosure>
        </dd>
      ) : null}
    </div>
  );
};

interface VariantProps {
  readonly variant: VariantView;
  readonly view: PieceView;
  /** `null` where it can not be changed now. */
  readonly onChange: (() => void) | null;
  readonly onRemove: (() => void) | null;
}

const Variant = ({ variant, view, onChange, onRemove }: VariantProps) => {
  const text = useText();
  const { link, create } = usePreviewLink(view.id);
  const name = variant.label === '' ? variant.key : variant.label;
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Flex gap={2} wrap="wrap">
        <Typography variant="omega" fontWeight="semiBold">
          {variant.label}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {variant.key}
        </Typography>
        {variant.running ? <Chip colour="secondary">{text('variants.running')}</Chip> : null}
        {variant.approved ? <Chip colour="success">{text('variants.approved')}</Chip> : null}
      </Flex>
      <dl>
        {Object.entries(variant.overrides).map(([attribute, value]) => (
          <Override key={attribute} name={text.field(view.uid, attribute)} value={value} />
        ))}
      </dl>
      <Flex gap={3} wrap="wrap">
        {onChange === null ? null : (
          <TextButton aria-label={text('variants.change', { name })} onClick={onChange}>
            {text('variants.edit')}
          </TextButton>
        )}
        <TextButton disabled={link.kind === 'asking'} onClick={() => void create({ variant: variant.key })}>
          {text('preview.create')}
        </TextButton>
        {onRemove === null ? null : (
          <TextButton aria-label={text('variants.remove', { name })} onClick={onRemove}>
            {text('variants.remove.do')}
          </TextButton>
        )}
      </Flex>
      <PreviewLink link={link} />
    </Flex>
  );
};

type Opened = { readonly kind: 'edit'; readonly variant: VariantView | null } | { readonly kind: 'remove'; readonly variant: VariantView };

/** The versions that can run against the piece as it is; written while it is a draft, because each is reviewed with it. */
export const Variants = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const original = useOriginal();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [search] = useSearchParams();
  // The tab of what is live shows other words than those that a variant varies.
  const editable = isEditable(view) && search.get('status') !== 'published';
  if (view.variants.length === 0 && !editable) return null;
  const close = (): void => setOpened(null);
  return (
    <Disclosure title={text('variants.title')} aside={view.variants.length} open={view.variants.length > 0}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        {view.variants.length === 0 ? (
          <Typography variant="pi" textColor="neutral600">
            {text('variants.none')}
          </Typography>
        ) : (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
            {view.variants.map((variant) => (
              <Variant
                key={`${variant.key}/${variant.hash}`}
                variant={variant}
                view={view}
                onChange={editable ? () => setOpened({ kind: 'edit', variant }) : null}
                onRemove={editable ? () => setOpened({ kind: 'remove', variant }) : null}
              />
            ))}
          </Flex>
        )}
        {editable ? (
          <Flex>
            <Button size="S" variant="tertiary" startIcon={<Plus />} onClick={() => setOpened({ kind: 'edit', variant: null })}>
              {text('variants.add')}
            </Button>
          </Flex>
        ) : view.state === 'draft' || view.locked !== null ? null : (
          <Typography variant="pi" textColor="neutral600">
            {text('variants.onlyDraft')}
          </Typography>
        )}
      </Flex>
      {opened?.kind === 'edit' ? <VariantDialog key={opened.variant?.key ?? ''} view={view} variant={opened.variant} original={original} onClose={close} /> : null}
      {opened?.kind === 'remove' ? <RemoveDialog view={view} variant={opened.variant} onClose={close} /> : null}
    </Disclosure>
  );
};
