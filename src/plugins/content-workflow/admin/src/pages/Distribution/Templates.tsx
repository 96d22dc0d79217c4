import { useCallback, useState } from 'react';
import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Box, Button, EmptyStateLayout, Flex, Loader, Typography } from '@strapi/design-system';
import type { ActivityTemplate, ListChannels } from '../../../../contracts/distribution';
import { useDistributionApi } from '../../api/distribution';
import { useOffered, type Offered } from '../../api/offered';
import { usePolled } from '../../api/use-polled';
import { Failed } from '../../components/Failed';
import { Note } from '../../components/Note';
import { PlanDialog } from '../../distribution/PlanDialog';
import { useMay } from '../../distribution/use-may';
import { useText } from '../../i18n/use-text';
import { TemplateHistory } from './TemplateHistory';
import { TemplatePlan } from './TemplatePlan';

type Activity = Offered['activities'][number];

interface RowProps {
  readonly activity: Activity;
  readonly channels: ListChannels.Response['data'];
  readonly mayPlan: boolean;
}

const Row = ({ activity, channels, mayPlan }: RowProps) => {
  const text = useText();
  const api = useDistributionApi();
  const { toggleNotification } = useNotification();
  /** What was there when somebody began to change it, whatever comes meanwhile. */
  const [changing, setChanging] = useState<ActivityTemplate.Data | null>(null);
  const { state, reload } = usePolled(useCallback(() => api.template(activity.documentId), [api, activity.documentId]));
  const title = activity.title === '' ? text('piece.untitled') : activity.title;
  return (
    <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={3} wrap="wrap">
        <Box flex="1 1 24rem" minWidth={0}>
          <Typography tag="p" fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
            <bdi>{title}</bdi>
          </Typography>
          {state.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
          {state.kind === 'failed' ? <Failed onRetry={() => void reload()} /> : null}
          {state.kind === 'ready' ? <TemplatePlan plan={state.data.plan} channels={channels} /> : null}
        </Box>
        {mayPlan && state.kind === 'ready' ? (
          <Button size="S" variant="tertiary" aria-label={text('templates.change.of', { activity: title })} onClick={() => setChanging(state.data)}>
            {text('templates.change')}
          </Button>
        ) : null}
      </Flex>
      {changing === null ? null : (
        <PlanDialog
          title={text('templates.title', { activity: title })}
          help={text('templates.help')}
          plan={changing.plan}
          channels={channels}
          isTemplate
          save={(plan) => api.putTemplate(activity.documentId, { plan, expectedRevision: changing.revision })}
          onClose={() => {
            setChanging(null);
            // Somebody else's change may be why.
            void reload();
          }}
          onDone={() => {
            setChanging(null);
            toggleNotification({ type: 'success', message: text('templates.saved') });
            void reload();
          }}
        />
      )}
      {state.kind === 'ready' && state.data.revision > 1 ? <TemplateHistory key={state.data.revision} revision={state.data.revision} activity={activity.documentId} title={title} channels={channels} /> : null}
    </Box>
  );
};

/** Where the pieces of an activity go unless somebody plans otherwise. */
export const Templates = () => {
  const text = useText();
  const mayPlan = useMay('distribute');
  const offered = useOffered();
  const { channels } = useDistributionApi();
  const { state, reload } = usePolled(channels);
  return (
    <Page.Main>
      <Page.Title>{text('distribution.tab.templates')}</Page.Title>
      <Layouts.Header title={text('distribution.tab.templates')} subtitle={text('templates.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={8}>
          {mayPlan ? null : <Note tone="neutral" title={text('templates.readOnly', { permission: text.named('permission', 'distribute') })} />}
          {state.kind === 'loading' || offered === null ? <Loader small>{text('panel.loading')}</Loader> : null}
          {state.kind === 'failed' ? <Failed onRetry={() => void reload()} /> : null}
          {offered !== null && offered.activities.length === 0 ? <EmptyStateLayout content={text('templates.none')} /> : null}
          {state.kind === 'ready' && offered !== null ? (
            <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
              {offered.activities.map((activity) => (
                <Row key={activity.documentId} activity={activity} channels={state.data} mayPlan={mayPlan} />
              ))}
            </Flex>
          ) : null}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
