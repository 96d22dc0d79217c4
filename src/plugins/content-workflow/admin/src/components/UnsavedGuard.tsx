import { useBlocker } from 'react-router-dom';
import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useText } from '../i18n/use-text';
import { useLeaveWarning } from './use-leave-warning';

/** Nobody leaves what they typed without having said so: within the admin by a dialog, out of it by the browser's own. */
export const UnsavedGuard = ({ isDirty }: { readonly isDirty: boolean }) => {
  const text = useText();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname);

  useLeaveWarning(isDirty);

  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : blocker.reset())}>
      <Dialog.Content>
        <Dialog.Header>{text('settings.leave')}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle width="24px" height="24px" fill="danger600" />}>{text('settings.leave.help')}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary">{text('settings.leave.stay')}</Button>
          </Dialog.Cancel>
          <Button variant="danger" onClick={() => blocker.proceed()}>
            {text('settings.leave.go')}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
