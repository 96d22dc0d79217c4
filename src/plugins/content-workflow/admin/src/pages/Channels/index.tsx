/** The accounts and groups that pieces are sent to: all of them, a page for each, and the way to a new one. */
import type { ReactNode } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';
import { Page } from '@strapi/strapi/admin';
import { Box } from '@strapi/design-system';
import type { PlatformView } from '../../../../contracts/distribution';
import { useDistributionApi } from '../../api/distribution';
import { usePolled } from '../../api/use-polled';
import { Failed } from '../../components/Failed';
import { Note } from '../../components/Note';
import { useMay } from '../../distribution/use-may';
import { useText } from '../../i18n/use-text';
import { ChannelScreen } from './Channel';
import { ChoosePlatform, Connect } from './Connect';
import { ChannelList } from './List';

/** What the screens below need to know of platforms, asked for once. */
const WithPlatforms = ({ children }: { readonly children: (platforms: readonly PlatformView[]) => ReactNode }) => {
  const { platforms } = useDistributionApi();
  const { state, reload } = usePolled(platforms);
  if (state.kind === 'loading') return <Page.Loading />;
  if (state.kind === 'ready') return <>{children(state.data)}</>;
  return (
    <Page.Main>
      <Box padding={8}>
        <Failed onRetry={() => void reload()} />
      </Box>
    </Page.Main>
  );
};

const One = () => {
  const key = useParams().key ?? '';
  return <WithPlatforms>{(platforms) => <ChannelScreen key={key} channelKey={key} platforms={platforms} />}</WithPlatforms>;
};

const ToPlatform = () => {
  const wanted = useParams().platform ?? '';
  const { channels } = useDistributionApi();
  const { state } = usePolled(channels);
  return (
    <WithPlatforms>
      {(platforms) => {
        const platform = platforms.find((one) => one.platform === wanted);
        return platform === undefined ? <Page.Error /> : <Connect key={wanted} platform={platform} taken={['connect', ...(state.kind === 'ready' ? state.data.map(({ key }) => key) : [])]} />;
      }}
    </WithPlatforms>
  );
};

/** Whoever may not connect is told whom to ask. */
const Protected = ({ children }: { readonly children: ReactNode }) => {
  const text = useText();
  const mayChange = useMay('channels');
  if (mayChange) return <>{children}</>;
  return (
    <Page.Main>
      <Page.Title>{text('channels.connect')}</Page.Title>
      <Box padding={8}>
        <Note tone="neutral" title={text('channels.readOnly', { permission: text.named('permission', 'channels') })} />
      </Box>
    </Page.Main>
  );
};

const Channels = () => (
  <Routes>
    <Route path="/" element={<ChannelList />} />
    <Route
      path="connect"
      element={
        <Protected>
          <WithPlatforms>{(platforms) => <ChoosePlatform platforms={platforms} />}</WithPlatforms>
        </Protected>
      }
    />
    <Route
      path="connect/:platform"
      element={
        <Protected>
          <ToPlatform />
        </Protected>
      }
    />
    <Route path=":key" element={<One />} />
    <Route path="*" element={<Page.Error />} />
  </Routes>
);

export default Channels;
