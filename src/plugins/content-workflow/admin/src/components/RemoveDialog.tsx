import { useState, type ReactElement } from 'react';
import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useText } from '../i18n/use-text';

interface Props {
  /** The button that asks. */
  readonly trigger: ReactElement;
  readonly title: string;
  /** What is lost. */
  readonly help: string;
  /** What the button that does it says. */
  readonly act: string;
  readonly onRemove: () => Promise<void>;
}

/** Asked once, before something is gone. */
export const RemoveDialog = ({ trigger, title, help, act, onRemove }: Props) => {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger>{trigger}</Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{title}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle width="24px" height="24px" fill="danger600" />}>{help}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {text('action.cancel')}
            </Button>
          </Dialog.Cancel>
          <Button
            variant="danger"
            fullWidth
            onClick={() => {
              setOpen(false);
              void onRemove();
            }}
          >
            {act}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
