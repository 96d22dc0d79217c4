import { useEffect, useId, useState, type FormEvent } from 'react';
import { Box, Button, Field, Flex, Loader, Modal, Textarea, Typography } from '@strapi/design-system';
import type { PreviewSettings, SettingsChanges } from '../../../../contracts/settings';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { useActorName } from '../../i18n/use-names';
import { useSettingsApi, type SaveAnswer } from './api';
import { Differences, Impact } from './Impact';
import { useProblemText } from './use-problem-text';

interface Props {
  readonly title: string;
  readonly confirm: string;
  readonly changes: SettingsChanges;
  readonly nameOf: (uid: string) => string;
  /** Sends it with the reason; what comes of it is the caller's too. */
  readonly onSave: (comment: string) => Promise<SaveAnswer>;
  /** Somebody was faster: their settings are fetched, with what was typed here on top. */
  readonly onRebase: (() => Promise<void>) | null;
  readonly onProblems: (problems: PreviewSettings.Preview['problems']) => void;
  readonly onClose: () => void;
}

type Looking = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly preview: PreviewSettings.Preview };

/** How a save ended, other than well. Nothing that was typed is lost by it. */
const SaveNotice = ({ answer, onRebase }: { readonly answer: SaveAnswer; readonly onRebase: Props['onRebase'] }) => {
  const text = useText();
  const nameOf = useActorName();
  switch (answer.kind) {
    case 'saved':
      return null;
    case 'conflict':
      return (
        <Note
          tone="warning"
          role="alert"
          title={text('settings.conflict')}
          action={
            onRebase === null ? undefined : (
              <Box paddingTop={2}>
                <Button size="S" variant="secondary" onClick={() => void onRebase()}>
                  {text('settings.conflict.rebase')}
                </Button>
              </Box>
            )
          }
        >
          {answer.current === null ? null : text('settings.conflict.by', { who: nameOf(answer.current.by), comment: answer.current.comment })}
        </Note>
      );
    case 'unchanged':
      return <Note tone="neutral" role="alert" title={text('settings.unchanged')} />;
    case 'invalid':
      return <Note tone="danger" role="alert" title={text('settings.invalid')} />;
    case 'forbidden':
      return <Note tone="danger" role="alert" title={text('dialog.forbidden')} />;
    case 'failed':
      return <Note tone="danger" role="alert" title={text('dialog.failed')} />;
  }
};

/** Shows what would happen before anything does, and asks why. */
export const ReviewDialog = ({ title, confirm, changes, nameOf, onSave, onRebase, onProblems, onClose }: Props) => {
  const text = useText();
  const problemText = useProblemText();
  const api = useSettingsApi();
  const formId = useId();
  const [opener] = useState(() => document.activeElement);
  const [looking, setLooking] = useState<Looking>({ kind: 'loading' });
  const [comment, setComment] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<SaveAnswer | null>(null);

  useEffect(() => {
    let gone = false;
    setLooking({ kind: 'loading' });
    void api.preview(changes).then((seen) => {
      if (gone || seen.kind === 'aborted') return;
      setLooking(seen.kind === 'ok' ? { kind: 'ready', preview: seen.data } : { kind: 'failed' });
      if (seen.kind === 'ok') onProblems(seen.data.problems);
    });
    return () => {
      gone = true;
    };
  }, [api, changes, onProblems]);

  const problems = looking.kind === 'ready' ? looking.preview.problems : [];
  const canSave = looking.kind === 'ready' && problems.length === 0;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (comment.trim() === '' || !canSave || busy) return;
    setBusy(true);
    const end = await onSave(comment.trim());
    setBusy(false);
    setAnswer(end);
    if (end.kind === 'invalid') onProblems(end.problems);
  };

  const giveFocusBack = (event: Event): void => {
    event.preventDefault();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open || busy ? undefined : onClose())}>
      <Modal.Content onCloseAutoFocus={giveFocusBack} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <form id={formId} noValidate onSubmit={(event) => void submit(event)}>
            <Flex direction="column" alignItems="stretch" gap={5}>
              {answer === null ? null : <SaveNotice answer={answer} onRebase={onRebase} />}
              {looking.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
              {looking.kind === 'failed' ? <Note tone="danger" role="alert" title={text('settings.previewFailed')} /> : null}
              {problems.length > 0 ? (
                <Note tone="danger" role="alert" title={text('settings.invalid')}>
                  <ul>
                    {problems.map((problem) => (
                      <li key={problem.path.join('.')}>{[problem.path[0] === 'types' ? nameOf(String(problem.path[1])) : null, problemText(problem)].filter((part) => part !== null).join(' · ')}</li>
                    ))}
                  </ul>
                </Note>
              ) : null}
              {canSave ? (
                <>
                  <Box tag="section" aria-label={text('settings.differences')}>
                    <Typography tag="h3" variant="delta" paddingBottom={2}>
                      {text('settings.differences')}
                    </Typography>
                    <Differences differences={looking.preview.differences} nameOf={nameOf} />
                  </Box>
                  <Box tag="section" aria-label={text('settings.impact')}>
                    <Typography tag="h3" variant="delta" paddingBottom={2}>
                      {text('settings.impact')}
                    </Typography>
                    <Impact preview={looking.preview} nameOf={nameOf} />
                  </Box>
                  <Field.Root name="comment" required error={asked && comment.trim() === '' ? text('dialog.required') : undefined} hint={text('settings.comment.hint')}>
                    <Field.Label>{text('settings.comment')}</Field.Label>
                    <Textarea value={comment} maxLength={2000} onChange={(event) => setComment(event.target.value)} />
                    <Field.Hint />
                    <Field.Error />
                  </Field.Root>
                </>
              ) : null}
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={busy}>
            {text('action.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={busy} disabled={!canSave}>
            {confirm}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
