import { useId, useRef, type ChangeEvent } from 'react';
import { Button, Field, Flex, Textarea, Typography, VisuallyHidden } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { MAX_IMPORT_ROWS } from '../../../../../core/distribution/newsletter/import';
import { useFigures } from '../../../experiment/use-figures';
import { useText } from '../../../i18n/use-text';

interface Props {
  readonly file: File | null;
  readonly pasted: string;
  readonly error: string | undefined;
  readonly onFile: (file: File | null) => void;
  readonly onPaste: (text: string) => void;
}

/** A file, or what was copied from one. While a file is chosen it is the one that is meant; what was pasted is still there when it is put aside. */
export const ChooseFile = ({ file, pasted, error, onFile, onPaste }: Props) => {
  const text = useText();
  const figures = useFigures();
  const id = useId();
  const problem = useId();
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    onFile(event.target.files?.[0] ?? null);
    // The same file, changed meanwhile, can be chosen again.
    event.target.value = '';
  };
  return (
    <>
      <Typography textColor="neutral600">{text('import.help', { count: figures.count(MAX_IMPORT_ROWS) })}</Typography>
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Typography id={id} variant="pi" fontWeight="bold" textColor="neutral800">
          {text('import.file')}
        </Typography>
        <Flex gap={3} wrap="wrap" alignItems="center" role="group" aria-labelledby={id}>
          {/* The browser's own input is hidden for the eye only, and pressed by the button beside it. */}
          <VisuallyHidden>
            <input ref={input} type="file" accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values" tabIndex={-1} aria-label={text('import.file')} onChange={choose} />
          </VisuallyHidden>
          <Button variant="tertiary" startIcon={<Upload />} aria-describedby={file === null ? undefined : problem} onClick={() => input.current?.click()}>
            {text('import.file.choose')}
          </Button>
          <Typography variant="pi" textColor="neutral600" role="status" style={{ overflowWrap: 'anywhere' }}>
            {file === null ? '' : <bdi>{file.name}</bdi>}
          </Typography>
          {file === null ? null : (
            <Button variant="ghost" onClick={() => onFile(null)}>
              {text('import.file.putAside')}
            </Button>
          )}
        </Flex>
        {file === null || error === undefined ? null : (
          <Typography id={problem} role="alert" variant="pi" textColor="danger600">
            {error}
          </Typography>
        )}
      </Flex>
      <Field.Root name="file" error={file === null ? error : undefined} hint={text('import.paste.hint')}>
        <Field.Label>{text('import.paste')}</Field.Label>
        <Textarea value={pasted} rows={6} disabled={file !== null} onChange={(event) => onPaste(event.target.value)} />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </>
  );
};
