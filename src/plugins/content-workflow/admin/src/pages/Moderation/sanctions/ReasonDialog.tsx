import { useState, type ReactNode } from 'react';
import { Button, Field, Flex, Modal, Textarea, Typography } from '@strapi/design-system';
import type { Answer } from '../../../api/answer';
import { Note } from '../../../components/Note';
import { useRefusalText } from '../../../i18n/use-refusal-text';
import { useText } from '../../../i18n/use-text';
import { RefusalDetails } from '../../../piece/RefusalDetails';

const MAX_LENGTH = 2_000;

interface Props<T> {
  readonly title: string;
  readonly help: string;
  readonly label: string;
  readonly action: string;
  readonly tone?: 'danger' | 'default';
  /** What else is chosen beside the reason. */
  readonly children?: ReactNode;
  readonly send: (reason: string) => Promise<Answer<T>>;
  readonly onDone: (data: T) => void;
  readonly onClose: () => void;
}

/** One act that needs a reason. It stays open, with what was typed, until the server has said yes. */
export const ReasonDialog = <T,>({ title, help, label, action, tone = 'default', children, send, onDone, onClose }: Props<T>) => {
  const text = useText();
  const refusalText = useRefusalText('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Exclude<Answer<T>, { kind: 'ok' }> | null>(null);
  const [missing, setMissing] = useState(false);
  const [sending, setSending] = useState(false);

  const submit = async (): Promise<void> => {
    if (reason.trim() === '') return setMissing(true);
    setSending(true);
    const answer = await send(reason.trim());
    if (answer.kind === 'aborted') return;
    setSending(false);
    if (answer.kind === 'ok') return onDone(answer.data);
    setProblem(answer);
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>{help}</Typography>
            {children}
            <Field.Root name="reason" required error={missing ? text('sanction.reason.missing') : undefined}>
              <Field.Label>{label}</Field.Label>
              <Textarea
                value={reason}
                maxLength={MAX_LENGTH}
                onChange={(event) => {
                  setReason(event.target.value);
                  setMissing(false);
                }}
              />
              <Field.Error />
            </Field.Root>
            {problem?.kind === 'refused' ? (
              <Note tone="danger" role="alert" title={refusalText(problem.refusal).message}>
                <RefusalDetails refusal={problem.refusal} uid="" withMessage={false} />
              </Note>
            ) : null}
            {problem !== null && problem.kind !== 'refused' ? <Note tone="danger" role="alert" title={problem.kind === 'invalid' ? problem.message : text(problem.kind === 'forbidden' ? 'dialog.forbidden' : 'dialog.failed')} /> : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {text('action.cancel')}
          </Button>
          <Button variant={tone} loading={sending} onClick={() => void submit()}>
            {action}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
