import { useNavigate } from 'react-router-dom';
import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import type { AlertView } from '../../../../contracts/piece';
import { useWorkflowApi } from '../../api/client';
import { Chip } from '../../components/Chip';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { editAddress } from '../../piece/address';
import { Section } from '../../components/Section';
import { usePolled } from '../../api/use-polled';

/** Codes whose sentence carries particulars that no translation of the code can hold. */
const PARTICULARS: ReadonlySet<string> = new Set(['JOB_FAILED', 'PREFLIGHT_FAILED', 'STATE_UNKNOWN']);

const Alert = ({ alert, onSeen }: { readonly alert: AlertView; readonly onSeen: () => Promise<void> }) => {
  const text = useText();
  const api = useWorkflowApi();
  const navigate = useNavigate();
  const { toggleNotification } = useNotification();
  const known = text.lookUp(`alert.${alert.code}`);
  const { subject } = alert;

  const acknowledge = async (): Promise<void> => {
    const answer = await api.acknowledge(alert.id);
    if (answer.kind !== 'ok' && answer.kind !== 'refused') toggleNotification({ type: 'warning', message: text(answer.kind === 'forbidden' ? 'dialog.forbidden' : 'dialog.failed') });
    await onSeen();
  };

  return (
    <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Box flex="1 1 30rem">
          <Typography tag="p" fontWeight="semiBold">
            {known ?? text.named('alert', alert.code)}
          </Typography>
          {subject?.title ? <Typography tag="p">{subject.title}</Typography> : null}
          {known === null || PARTICULARS.has(alert.code) ? (
            <Typography tag="p" variant="pi" textColor="neutral600" lang="en">
              {alert.message}
            </Typography>
          ) : null}
          <Typography tag="p" variant="pi" textColor="neutral600">
            <Moment at={alert.raisedAt} />
          </Typography>
        </Box>
        <Flex gap={2}>
          {subject === null ? null : (
            <Button size="S" variant="tertiary" onClick={() => navigate(editAddress(subject))}>
              {text('alert.open')}
            </Button>
          )}
          <Button size="S" variant="secondary" onClick={() => void acknowledge()}>
            {text('alert.acknowledge')}
          </Button>
        </Flex>
      </Flex>
    </Box>
  );
};

export const Alerts = () => {
  const text = useText();
  const { alerts } = useWorkflowApi();
  const { state, reload } = usePolled(alerts);
  const count = state.kind === 'ready' ? state.data.length : 0;
  return (
    <Section title={text('alerts.title')} aside={count === 0 ? undefined : <Chip colour="warning">{String(count)}</Chip>}>
      {state.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
      {state.kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
      {state.kind === 'ready' && count === 0 ? <Typography textColor="neutral600">{text('alerts.none')}</Typography> : null}
      {state.kind === 'ready' && count > 0 ? (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
          {state.data.map((alert) => (
            <Alert key={alert.id} alert={alert} onSeen={reload} />
          ))}
        </Flex>
      ) : null}
    </Section>
  );
};
