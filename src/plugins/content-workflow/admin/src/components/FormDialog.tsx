import { useId, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Flex, Modal } from '@strapi/design-system';
import { useText } from '../i18n/use-text';
import { Note } from './Note';
import { useFocusBack } from './use-focus-back';

interface Props {
  readonly title: string;
  /** What the button that sends it says. */
  readonly act: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  /** What concerns no input of it; `undefined` where nothing is wrong. */
  readonly problem: string | undefined;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/**
 * A question with its inputs. It can stand inside Strapi's entry form in React's tree, so its submit and its shortcuts must
 * not travel on; while an answer is on its way it stays open, and so does what was typed.
 */
export const FormDialog = ({ title, act, danger = false, busy, problem, onClose, onSubmit, children }: Props) => {
  const text = useText();
  const formId = useId();
  const giveFocusBack = useFocusBack();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (!busy) onSubmit();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.stopPropagation();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Modal.Root open onOpenChange={(open) => (open || busy ? undefined : onClose())}>
      <Modal.Content onCloseAutoFocus={giveFocusBack} onKeyDown={onKeyDown} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <form id={formId} noValidate onSubmit={submit}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {problem === undefined ? null : <Note tone="danger" role="alert" title={problem} />}
              {children}
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={busy}>
            {text('action.cancel')}
          </Button>
          <Button type="submit" form={formId} variant={danger ? 'danger' : 'default'} loading={busy}>
            {act}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
