import { useId, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Flex, Modal } from '@strapi/design-system';
import { useText } from '../../../../i18n/use-text';
import { useFocusBack } from '../../../../components/use-focus-back';

interface Props {
  readonly title: string;
  /** `null` where there is nothing more to send. */
  readonly submit: { readonly label: string; readonly danger: boolean; readonly act: () => void } | null;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks for what a decision needs. Ctrl+Enter sends it; closing loses nothing, since what is typed is kept. */
export const ActionDialog = ({ title, submit, busy, onClose, children }: Props) => {
  const text = useText();
  const formId = useId();
  const giveFocusBack = useFocusBack();
  const send = (): void => {
    if (!busy) submit?.act();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || (!event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <Modal.Root open onOpenChange={(open) => (open || busy ? undefined : onClose())}>
      <Modal.Content onCloseAutoFocus={giveFocusBack} onKeyDown={onKeyDown} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <form id={formId} noValidate onSubmit={onSubmit}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {children}
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={busy}>
            {text(submit === null ? 'action.close' : 'action.cancel')}
          </Button>
          {submit === null ? null : (
            <Button type="submit" form={formId} variant={submit.danger ? 'danger' : 'default'} loading={busy}>
              {submit.label}
            </Button>
          )}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
