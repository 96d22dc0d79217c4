import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useAuth } from '@strapi/strapi/admin';
import { Button, Field, Flex, Textarea } from '@strapi/design-system';
import type { ThreadView } from '../../../../../contracts/review';
import type { Answer } from '../../../api/answer';
import { Note } from '../../../components/Note';
import { useRefusalText } from '../../../i18n/use-refusal-text';
import { useText } from '../../../i18n/use-text';
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../../../piece/kept-text';

interface Props {
  readonly label: string;
  readonly action: string;
  readonly uid: string;
  /** Where the words are kept until they are sent. */
  readonly keepAs: string;
  /** What is there to be reworded. */
  readonly initial?: string;
  readonly onSend: (body: string) => Promise<Answer<ThreadView>>;
  readonly onDone: (thread: ThreadView) => void;
  readonly onCancel: (() => void) | null;
  readonly autoFocus?: boolean;
}

/** A box for words; Ctrl or Cmd and Enter sends them. Nothing that was typed is lost to a refusal or a closed tab. */
export const Composer = ({ label, action, uid, keepAs, initial = '', onSend, onDone, onCancel, autoFocus = false }: Props) => {
  const text = useText();
  const refusalText = useRefusalText(uid);
  const person = useAuth('ContentWorkflow', ({ user }) => String(user?.id ?? ''));
  const place = placeOf(person, keepAs);
  const [body, setBody] = useState(() => typedBefore(place, Date.now()).body ?? initial);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const change = (typed: string): void => {
    setBody(typed);
    keepTyped(place, { body: typed === initial ? '' : typed }, Date.now());
  };

  const send = async (): Promise<void> => {
    if (busy || body.trim() === '') return;
    setBusy(true);
    const answer = await onSend(body.trim());
    setBusy(false);
    if (answer.kind === 'aborted') return;
    if (answer.kind !== 'ok') {
      if (answer.kind === 'refused') return setProblem(`${refusalText(answer.refusal).message} ${refusalText(answer.refusal).next}`);
      return setProblem(answer.kind === 'forbidden' ? text('dialog.forbidden') : text('dialog.failed'));
    }
    forgetTyped(place);
    setBody('');
    setProblem(null);
    onDone(answer.data);
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
    if (event.key === 'Escape') onCancel?.();
  };

  return (
    <form onSubmit={submit}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        {problem === null ? null : <Note tone="danger" role="alert" title={problem} />}
        <Field.Root name={keepAs}>
          <Field.Label>{label}</Field.Label>
          <Textarea value={body} autoFocus={autoFocus} onKeyDown={onKeyDown} onChange={(event) => change(event.target.value)} />
        </Field.Root>
        <Flex gap={2} justifyContent="flex-end">
          {onCancel === null ? null : (
            <Button size="S" variant="tertiary" onClick={onCancel}>
              {text('action.cancel')}
            </Button>
          )}
          <Button size="S" type="submit" loading={busy} disabled={body.trim() === ''}>
            {action}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
};
