import { useState } from 'react';
import { Box, Button, Field, Flex, SingleSelect, SingleSelectOption, Textarea, TextInput, Typography } from '@strapi/design-system';
import { Images } from '@strapi/icons';
import { fileAddress } from '../../../api/addresses';
import { useMediaLibrary } from '../../../components/use-media-library';
import { useText } from '../../../i18n/use-text';
import { viewerZone } from '../../../i18n/use-times';
import { DateAndTime } from '../../../piece/dialog/fields/DateAndTime';
import { instantsOf, wallOf } from '../../../piece/dialog/wall-time';
import { marksIn } from './blocks-text';
import { isFile, rememberFile, useFile } from './use-file';
import type { Attribute, InputKind } from './variant-form';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly kind: InputKind;
  readonly attribute: Attribute | undefined;
  /** What the text was made from, for what it can not say. */
  readonly before: unknown;
  readonly value: string;
  readonly error: string | undefined;
  readonly autoFocus: boolean;
  readonly onChange: (value: string) => void;
}

/** Strapi's own picker of the media library. */
const FilePicker = ({ name, label, value, error, onChange }: Props) => {
  const text = useText();
  const Library = useMediaLibrary();
  const [picking, setPicking] = useState(false);
  const file = useFile(value);
  const pick = ([picked]: readonly unknown[]): void => {
    if (isFile(picked)) {
      rememberFile(picked);
      onChange(String(picked.id));
    }
    setPicking(false);
  };
  return (
    <Field.Root name={name} error={error} required>
      <Field.Label>{label}</Field.Label>
      <Flex direction="column" alignItems="flex-start" gap={2}>
        {file === null ? null : file.mime.startsWith('image/') ? (
          <Box tag="img" src={fileAddress(file.url)} alt={file.alternativeText ?? file.name} maxWidth="100%" maxHeight="20rem" hasRadius />
        ) : (
          <Typography>{file.name}</Typography>
        )}
        <Button variant="secondary" startIcon={<Images />} disabled={Library === undefined} onClick={() => setPicking(true)}>
          {text('variants.pick')}
        </Button>
      </Flex>
      <Field.Error />
      {picking && Library !== undefined ? <Library allowedTypes={['images']} multiple={false} onClose={() => setPicking(false)} onSelectAssets={pick} /> : null}
    </Field.Root>
  );
};

const Moments = ({ name, value, error, onChange, autoFocus }: Props) => {
  const text = useText();
  const zone = viewerZone();
  const [wall, setWall] = useState(() => (value === '' ? { date: '', time: '' } : wallOf(value, zone)));
  const change = (changed: Readonly<Record<string, string>>): void => {
    const next = { ...wall, ...changed };
    setWall(next);
    onChange(instantsOf(next, zone)?.earlier ?? '');
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <DateAndTime date="date" time="time" values={{ ...wall }} errors={error === undefined ? {} : { date: error }} required onChange={change} autoFocus={autoFocus} />
      <Typography variant="pi" textColor="neutral600" id={`${name}-zone`}>
        {text('field.inZone', { zone })}
      </Typography>
    </Flex>
  );
};

const Prose = ({ name, label, kind, before, value, error, autoFocus, onChange }: Props) => {
  const text = useText();
  const marks = kind === 'blocks' ? marksIn(before) : 0;
  const hint = kind === 'blocks' ? `${text('variants.blocks.help')}${marks === 0 ? '' : ` ${text('variants.blocks.marks', { count: marks })}`}` : kind === 'markdown' ? text('variants.markdown.help') : undefined;
  return (
    <Field.Root name={name} error={error} hint={hint} required>
      <Field.Label>{label}</Field.Label>
      <Textarea value={value} rows={kind === 'prose' ? 5 : 14} autoFocus={autoFocus} onChange={(event) => onChange(event.target.value)} />
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};

/** One input a kind of attribute. */
export const OverrideInput = (props: Props) => {
  const text = useText();
  const { name, label, kind, attribute, value, error, autoFocus, onChange } = props;
  switch (kind) {
    case 'file':
      return <FilePicker {...props} />;
    case 'instant':
      return <Moments {...props} />;
    case 'prose':
    case 'markdown':
    case 'blocks':
      return <Prose {...props} />;
    case 'choice':
      return (
        <Field.Root name={name} error={error} required>
          <Field.Label>{label}</Field.Label>
          <SingleSelect value={value} placeholder={text('dialog.choose')} onChange={(chosen) => onChange(String(chosen))}>
            {(attribute?.enum ?? []).map((one) => (
              <SingleSelectOption key={one} value={one}>
                {text.own(one)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Error />
        </Field.Root>
      );
    case 'line':
      return (
        <Field.Root name={name} error={error} required>
          <Field.Label>{label}</Field.Label>
          <TextInput value={value} autoFocus={autoFocus} maxLength={attribute?.maxLength} onChange={(event) => onChange(event.target.value)} />
          <Field.Error />
        </Field.Root>
      );
  }
};
