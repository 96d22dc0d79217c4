import { NavLink } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, EmptyStateLayout, Flex, Link, LinkButton, Loader, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { ChannelView } from '../../../../contracts/distribution';
import { useDistributionApi } from '../../api/distribution';
import { usePolled } from '../../api/use-polled';
import { Failed } from '../../components/Failed';
import { Note } from '../../components/Note';
import { channelAddress, connectAddress } from '../../distribution/address';
import { ChannelChip } from '../../distribution/chips';
import { useMay } from '../../distribution/use-may';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { ChannelFacts, SOON_DAYS } from './Facts';

const Row = ({ channel }: { readonly channel: ChannelView }) => {
  const words = usePlatformWords();
  return (
    <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="space-between" gap={3} wrap="wrap">
          <div>
            <Link tag={NavLink} to={channelAddress(channel.key)}>
              <bdi>{channel.name}</bdi>
            </Link>
            <Typography tag="p" variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
              {words.platform(channel.platform)}
              {channel.account === '' ? '' : ` · ${channel.account}`}
            </Typography>
          </div>
          <ChannelChip status={channel.status} />
        </Flex>
        <ChannelFacts channel={channel} />
      </Flex>
    </Box>
  );
};

/** What will stop being sent unless somebody looks after it. */
const needsCare = ({ status, daysLeft, test }: ChannelView): boolean => status === 'unauthorized' || (daysLeft !== null && daysLeft <= SOON_DAYS) || test?.ok === false;

export const ChannelList = () => {
  const text = useText();
  const mayChange = useMay('channels');
  const { channels } = useDistributionApi();
  const { state, reload } = usePolled(channels);
  const add = mayChange ? (
    <LinkButton tag={NavLink} to={connectAddress(null)} startIcon={<Plus />}>
      {text('channels.connect')}
    </LinkButton>
  ) : null;
  const ill = state.kind === 'ready' ? state.data.filter(needsCare) : [];
  return (
    <Page.Main aria-busy={state.kind === 'loading'}>
      <Page.Title>{text('screen.channels')}</Page.Title>
      <Layouts.Header title={text('screen.channels')} subtitle={text('channels.subtitle')} primaryAction={add} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={8}>
          {mayChange ? null : <Note tone="neutral" title={text('channels.readOnly', { permission: text.named('permission', 'channels') })} />}
          {ill.length === 0 ? null : (
            <Note tone="warning" title={text('channels.care', { count: ill.length })}>
              {ill.map(({ name }) => name).join(', ')}
            </Note>
          )}
          <div aria-live="polite">
            {state.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
            {state.kind === 'failed' ? <Failed onRetry={() => void reload()} /> : null}
            {state.kind === 'ready' && state.data.length === 0 ? <EmptyStateLayout content={text('channels.none')} action={add ?? undefined} /> : null}
          </div>
          {state.kind === 'ready' ? (
            <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
              {state.data.map((channel) => (
                <Row key={channel.key} channel={channel} />
              ))}
            </Flex>
          ) : null}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
