import { useNotification } from '@strapi/strapi/admin';
import { Typography } from '@strapi/design-system';
import type { DeliveryAction, DeliveryView, GetDelivery } from '../../../contracts/distribution';
import { FormDialog } from '../components/FormDialog';
import { Restored } from '../components/Restored';
import { useText } from '../i18n/use-text';
import { ActionFields } from './ActionFields';
import { ASKED } from './action-form';
import { WHOLE } from './problems';
import { useActionForm } from './use-action-form';

interface Props {
  readonly delivery: DeliveryView;
  readonly action: DeliveryAction;
  readonly onClose: () => void;
  readonly onDone: (delivery: GetDelivery.Data) => void;
}

/** Asks what an action needs, and says what it does before it is done: to send is not to be taken back. */
export const ActionDialog = ({ delivery, action, onClose, onDone }: Props) => {
  const text = useText();
  const { toggleNotification } = useNotification();
  const form = useActionForm(delivery.key, action, (changed) => {
    toggleNotification({ type: 'success', message: text('delivery.done', { channel: changed.channel.name, state: text.named('deliveryState', changed.state) }) });
    onDone(changed);
  });
  return (
    <FormDialog title={text.named('deliveryAction', action)} act={text.named('deliveryAction', action)} danger={ASKED[action].grave} busy={form.busy} problem={form.errors[WHOLE]} onClose={onClose} onSubmit={() => void form.submit()}>
      <Typography>
        <b>{delivery.channel.name}</b> · <bdi>{delivery.piece.title === '' ? text('piece.untitled') : delivery.piece.title}</bdi>
      </Typography>
      <Typography textColor="neutral600">{text.lookUp(`deliveryAction.${action}.help`) ?? ''}</Typography>
      {form.restored ? <Restored startAnew={form.startAnew} /> : null}
      <ActionFields action={action} form={form} />
    </FormDialog>
  );
};
