import { useState } from 'react';
import { Button, Flex } from '@strapi/design-system';
import { FormDialog } from '../../../components/FormDialog';
import { Note } from '../../../components/Note';
import { WHOLE } from '../../../distribution/problems';
import { useText } from '../../../i18n/use-text';
import { ChooseFile } from './ChooseFile';
import { Consent } from './Consent';
import { Lines } from './Lines';
import { useImport } from './use-import';

interface Props {
  readonly channel: string;
  readonly onClose: () => void;
  readonly onDone: (added: number) => void;
}

/** First what would happen, line by line; then, where somebody would be added, where they agreed, and the adding. */
export const ImportDialog = ({ channel, onClose, onDone }: Props) => {
  const text = useText();
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState('');
  const { values, errors, busy, looked, change, look, back, apply } = useImport(channel, onDone);
  if (looked === null)
    return (
      <FormDialog title={text('import.title')} act={text('import.look')} busy={busy} problem={errors[WHOLE]} onClose={onClose} onSubmit={() => void look(file ?? new Blob([pasted.trim()]))}>
        <ChooseFile
          file={file}
          pasted={pasted}
          error={errors.file}
          onFile={setFile}
          onPaste={setPasted}
        />
      </FormDialog>
    );
  const { counts, perMinute } = looked.found;
  const another = (
    <Flex>
      <Button variant="tertiary" size="S" disabled={busy} onClick={back}>
        {text('import.back')}
      </Button>
    </Flex>
  );
  return (
    <FormDialog title={text('import.title')} act={counts.new === 0 ? text('action.close') : text('import.add', { count: counts.new })} busy={busy} problem={errors[WHOLE]} onClose={onClose} onSubmit={() => (counts.new === 0 ? onClose() : void apply())}>
      <Lines found={looked.found} />
      {another}
      {counts.new === 0 ? <Note tone="neutral" role="status" title={text('import.nobody')} /> : <Consent values={values} errors={errors} count={counts.new} perMinute={perMinute} onChange={change} />}
    </FormDialog>
  );
};
