import { useId, useRef, useState, type ChangeEvent } from 'react';
import { Button, Field, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { Images, Upload } from '@strapi/icons';
import { useDistributionApi } from '../api/distribution';
import { useMediaLibrary } from '../components/use-media-library';
import { useText } from '../i18n/use-text';

interface Props {
  /** The id of a file of the media library; '' for none. */
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (fileId: string) => void;
}

type State = { readonly kind: 'idle' } | { readonly kind: 'busy' } | { readonly kind: 'failed' } | { readonly kind: 'stored'; readonly name: string };

const isFile = (value: unknown): value is { readonly id: number; readonly name: string } => value !== null && typeof value === 'object' && 'id' in value && typeof value.id === 'number' && 'name' in value && typeof value.name === 'string';

/** A picture of what was posted: one of the media library, or one that is put there as soon as it is chosen; a phone offers its camera and its photos. */
export const ScreenshotInput = ({ value, error, onChange }: Props) => {
  const text = useText();
  const id = useId();
  const api = useDistributionApi();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const Library = useMediaLibrary();
  const [picking, setPicking] = useState(false);
  const pick = ([picked]: readonly unknown[]): void => {
    setPicking(false);
    if (!isFile(picked)) return;
    onChange(String(picked.id));
    setState({ kind: 'stored', name: picked.name });
  };
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    if (file === undefined) return;
    setState({ kind: 'busy' });
    const form = new FormData();
    form.append('files', file, file.name);
    const answer = await api.upload(form);
    if (answer.kind === 'aborted') return;
    const stored = answer.kind === 'ok' ? answer.data[0] : undefined;
    if (stored === undefined) return setState({ kind: 'failed' });
    onChange(String(stored.id));
    setState({ kind: 'stored', name: stored.name });
  };
  return (
    <Field.Root name="fileId" error={state.kind === 'failed' ? text('task.screenshot.failed') : error}>
      <Typography id={id} variant="pi" fontWeight="bold" textColor="neutral800">
        {text('task.screenshot')}
      </Typography>
      <Flex gap={3} wrap="wrap" alignItems="center" role="group" aria-labelledby={id}>
        {/* The browser's own input is hidden for the eye only, and pressed by the button beside it. */}
        <VisuallyHidden>
          <input ref={input} type="file" accept="image/*" tabIndex={-1} aria-label={text('task.screenshot')} onChange={(event) => void choose(event)} />
        </VisuallyHidden>
        <Button variant="tertiary" startIcon={<Upload />} loading={state.kind === 'busy'} onClick={() => input.current?.click()}>
          {text('task.screenshot.choose')}
        </Button>
        {Library === undefined ? null : (
          <Button variant="tertiary" startIcon={<Images />} disabled={state.kind === 'busy'} onClick={() => setPicking(true)}>
            {text('task.screenshot.library')}
          </Button>
        )}
        <Typography variant="pi" textColor="neutral600" role="status">
          {value === '' ? '' : text('task.screenshot.stored', { name: state.kind === 'stored' ? state.name : `#${value}` })}
        </Typography>
      </Flex>
      <Field.Error />
      {picking && Library !== undefined ? <Library allowedTypes={['images']} multiple={false} onClose={() => setPicking(false)} onSelectAssets={pick} /> : null}
    </Field.Root>
  );
};
