import { useEffect, useState } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { ActivityTemplateHistory, ListChannels } from '../../../../contracts/distribution';
import { useDistributionApi } from '../../api/distribution';
import { ListFoot } from '../../components/ListFoot';
import { Moment } from '../../components/Moment';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { TemplatePlan } from './TemplatePlan';

interface Props {
  readonly activity: string;
  /** Of the plan that counts now, which is shown already. */
  readonly revision: number;
  readonly title: string;
  readonly channels: ListChannels.Response['data'];
}

interface Shown {
  readonly kind: 'loading' | 'ready' | 'failed';
  readonly versions: readonly ActivityTemplateHistory.Version[];
  /** The page that comes next; `null` after the last. */
  readonly before: number | null;
}

const Versions = ({ activity, revision: now, channels }: Omit<Props, 'title'>) => {
  const nameOf = useActorName();
  const { templateHistory } = useDistributionApi();
  const [shown, setShown] = useState<Shown>({ kind: 'loading', versions: [], before: now });
  const load = async (after: Shown): Promise<void> => {
    setShown({ ...after, kind: 'loading' });
    const answer = await templateHistory(activity, after.before);
    if (answer.kind === 'aborted') return;
    if (answer.kind === 'ok') setShown({ kind: 'ready', versions: [...after.versions, ...answer.data.data], before: answer.data.meta.before });
    else setShown({ ...after, kind: 'failed' });
  };
  useEffect(() => void load(shown), []);
  return (
    <Box paddingTop={3}>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
        {shown.versions.map(({ revision, plan, by, at }) => (
          <Box key={revision} tag="li">
            <Typography variant="pi" textColor="neutral600">
              {nameOf(by)} · <Moment at={at} />
            </Typography>
            <TemplatePlan plan={plan} channels={channels} />
          </Box>
        ))}
      </Flex>
      <ListFoot kind={shown.kind} empty={null} hasMore={shown.before !== null} onMore={() => void load(shown)} onRetry={() => void load(shown)} />
    </Box>
  );
};

/** Who planned what for an activity, newest first; asked for when somebody wants to see it. */
export const TemplateHistory = ({ activity, revision, title, channels }: Props) => {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="S" variant="ghost" aria-expanded={open} aria-label={text('templates.history.of', { activity: title })} onClick={() => setOpen(!open)}>
        {text('templates.history')}
      </Button>
      {open ? <Versions activity={activity} revision={revision} channels={channels} /> : null}
    </>
  );
};
