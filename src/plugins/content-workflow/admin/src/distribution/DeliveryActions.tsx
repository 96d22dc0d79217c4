import { useState } from 'react';
import { Button, Flex } from '@strapi/design-system';
import type { DeliveryAction, DeliveryView, GetDelivery } from '../../../contracts/distribution';
import { useText } from '../i18n/use-text';
import { ActionDialog } from './ActionDialog';
import { ASKED } from './action-form';

interface Props {
  readonly delivery: DeliveryView;
  /** Actions that have a place of their own on the screen. */
  readonly without?: readonly DeliveryAction[];
  readonly onDone: (delivery: GetDelivery.Data) => void;
}

/** What the server says may be done with a delivery; nothing is drawn that it did not name. */
export const DeliveryActions = ({ delivery, without = [], onDone }: Props) => {
  const text = useText();
  const [open, setOpen] = useState<DeliveryAction | null>(null);
  // A newer server may know an action that has no dialog here.
  const actions = delivery.actions.filter((action) => action in ASKED && !without.includes(action));
  if (actions.length === 0 && open === null) return null;
  return (
    <>
      <Flex gap={2} wrap="wrap" role="group" aria-label={text('delivery.actions', { channel: delivery.channel.name })}>
        {actions.map((action) => (
          <Button key={action} size="S" variant={ASKED[action].grave ? 'danger-light' : 'tertiary'} onClick={() => setOpen(action)}>
            {text.named('deliveryAction', action)}
          </Button>
        ))}
      </Flex>
      {open === null ? null : (
        <ActionDialog
          delivery={delivery}
          action={open}
          onClose={() => setOpen(null)}
          onDone={(changed) => {
            setOpen(null);
            onDone(changed);
          }}
        />
      )}
    </>
  );
};
