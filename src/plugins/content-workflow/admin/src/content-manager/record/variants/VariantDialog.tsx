import { useId, type FormEvent, type KeyboardEvent } from 'react';
import { Box, Button, Field, Flex, Grid, IconButton, Modal, SingleSelect, SingleSelectOption, TextInput, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import type { PieceView, VariantView } from '../../../../../contracts/piece';
import { Note } from '../../../components/Note';
import { WideModalContent } from '../../../components/WideModal';
import { useText } from '../../../i18n/use-text';
import { useTimes } from '../../../i18n/use-times';
import { Difference } from './Difference';
import { OverrideInput } from './OverrideInput';
import { useFile } from './use-file';
import type { Original } from './use-original';
import { useVariantDialog } from './use-variant-dialog';
import { inputOf, overridden, valueOf } from './variant-form';
import { useFocusBack } from '../../../components/use-focus-back';
import { Restored } from '../../../components/Restored';

interface OverrideProps {
  readonly view: PieceView;
  readonly original: Original;
  readonly name: string;
  /** What the text was made from. */
  readonly before: unknown;
  readonly value: string;
  readonly error: string | undefined;
  readonly autoFocus: boolean;
  readonly onChange: (value: string) => void;
  /** `null` where it is the only one. */
  readonly onRemove: (() => void) | null;
}

/** The piece's own words, what the variant says instead, and what differs. */
const Override = ({ view, original, name, before, value, error, autoFocus, onChange, onRemove }: OverrideProps) => {
  const text = useText();
  const label = text.field(view.uid, name);
  const kind = original.kindOf(name);
  const file = useFile(kind === 'file' ? value : '');
  if (kind === null) return <Note tone="warning" title={text('variants.cannotHold', { field: label })} />;
  const now = kind === 'file' ? file : valueOf(kind, value, before);
  const shared = { uid: view.uid, locale: view.locale, name, kind } as const;
  return (
    <Box tag="section" aria-label={label} background="neutral100" padding={4} hasRadius>
      <Flex justifyContent="space-between" gap={2} paddingBottom={3}>
        <Typography tag="h3" variant="delta">
          {label}
        </Typography>
        {onRemove === null ? null : (
          <IconButton label={text('variants.override.remove', { field: label })} variant="ghost" onClick={onRemove}>
            <Trash />
          </IconButton>
        )}
      </Flex>
      <Grid.Root gap={4}>
        <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch" gap={2}>
          <Typography variant="pi" fontWeight="bold">
            {text('variants.original')}
          </Typography>
          <Box background="neutral0" borderColor="neutral200" hasRadius padding={3}>
            <Difference {...shared} before={original.value(name)} after={original.value(name)} marked={false} />
          </Box>
        </Grid.Item>
        <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch" gap={3}>
          <OverrideInput name={inputOf(name)} label={text('variants.instead', { field: label })} kind={kind} attribute={original.attribute(name)} before={before} value={value} error={error} autoFocus={autoFocus} onChange={onChange} />
        </Grid.Item>
      </Grid.Root>
      <Box paddingTop={3}>
        <Typography variant="pi" fontWeight="bold">
          {text('variants.difference')}
        </Typography>
        <Box background="neutral0" borderColor="neutral200" hasRadius padding={3} marginTop={2}>
          <Difference {...shared} before={original.value(name)} after={now} marked />
        </Box>
      </Box>
    </Box>
  );
};

interface Props {
  readonly view: PieceView;
  /** `null` adds one. */
  readonly variant: VariantView | null;
  readonly original: Original;
  readonly onClose: () => void;
}

/**
 * Adds or changes a variant. Whatever the answer is, what was typed stays, and it is there again when the dialog is opened
 * the next time. The dialog stands inside Strapi's entry form in React's tree, so its submit and its shortcuts must not
 * travel on.
 */
export const VariantDialog = ({ view, variant, original, onClose }: Props) => {
  const text = useText();
  const times = useTimes();
  const formId = useId();
  const giveFocusBack = useFocusBack();
  const form = useVariantDialog({ view, variant, original, onDone: onClose });
  const names = overridden(form.values);
  const offered = view.variables.filter((name) => !names.includes(name) && original.kindOf(name) !== null);
  const title = text(variant === null ? 'variants.add' : 'variants.change', { name: variant?.label ?? '' });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    void form.save();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key !== 'Enter' && event.key.toLowerCase() !== 's') return;
    event.stopPropagation();
    event.preventDefault();
    void form.save();
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open || form.busy ? undefined : onClose())}>
      <WideModalContent onCloseAutoFocus={giveFocusBack} onKeyDown={onKeyDown} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <form id={formId} noValidate onSubmit={submit}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Typography textColor="neutral600">{text('variants.help')}</Typography>
              {form.errors[''] === undefined ? null : <Note tone="danger" role="alert" title={form.errors['']} />}
              {original.unsaved ? <Note tone="warning" role="status" title={text('variants.unsaved')} /> : null}
              {form.restored ? <Restored startAnew={form.startAnew} /> : null}
              <Grid.Root gap={4}>
                <Grid.Item col={9} s={12} xs={12} direction="column" alignItems="stretch">
                  <Field.Root name="label" required error={form.errors.label} hint={text('variants.label.hint')}>
                    <Field.Label>{text('variants.label')}</Field.Label>
                    <TextInput value={form.values.label ?? ''} maxLength={100} onChange={(event) => form.change({ label: event.target.value })} />
                    <Field.Error />
                    <Field.Hint />
                  </Field.Root>
                </Grid.Item>
                <Grid.Item col={3} s={12} xs={12} direction="column" alignItems="stretch">
                  <Field.Root name="key" required error={form.errors.key} hint={text('variants.key.hint')}>
                    <Field.Label>{text('variants.key')}</Field.Label>
                    <TextInput value={form.values.key ?? ''} maxLength={32} disabled={variant !== null} onChange={(event) => form.change({ key: event.target.value })} />
                    <Field.Error />
                    <Field.Hint />
                  </Field.Root>
                </Grid.Item>
              </Grid.Root>
              {names.length < 2 ? null : (
                <Note tone="warning" role="status" title={text('variants.several', { fields: times.list(names.map((name) => text.field(view.uid, name))) })}>
                  {text('variants.several.help')}
                </Note>
              )}
              {names.map((name, index) => (
                <Override
                  key={name}
                  view={view}
                  original={original}
                  name={name}
                  before={variant !== null && name in variant.overrides ? variant.overrides[name] : original.value(name)}
                  value={form.values[inputOf(name)] ?? ''}
                  error={form.errors[inputOf(name)]}
                  autoFocus={index === 0}
                  onChange={(value) => form.change({ [inputOf(name)]: value })}
                  onRemove={names.length === 1 ? null : () => form.take(name)}
                />
              ))}
              {form.errors.overrides === undefined ? null : <Note tone="danger" role="alert" title={form.errors.overrides} />}
              {offered.length === 0 ? null : (
                <Field.Root name="add" hint={text('variants.override.hint')}>
                  <Field.Label>{text(names.length === 0 ? 'variants.override.first' : 'variants.override.add')}</Field.Label>
                  <SingleSelect key={names.join()} value="" placeholder={text('dialog.choose')} onChange={(name) => (String(name) === '' ? undefined : form.add(String(name)))}>
                    {offered.map((name) => (
                      <SingleSelectOption key={name} value={name}>
                        {text.field(view.uid, name)}
                      </SingleSelectOption>
                    ))}
                  </SingleSelect>
                  <Field.Hint />
                </Field.Root>
              )}
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={form.busy}>
            {text('action.close')}
          </Button>
          <Button type="submit" form={formId} loading={form.busy}>
            {text('variants.save')}
          </Button>
        </Modal.Footer>
      </WideModalContent>
    </Modal.Root>
  );
};
