/** The desk: one place in Strapi's menu, with a screen for each thing that people come to do. */
import { lazy, Suspense, type ComponentType } from 'react';
import { Route, Routes } from 'react-router-dom';
import { Layouts, Page, SubNav, useAuth } from '@strapi/strapi/admin';
import { useText, type MessageKey } from '../i18n/use-text';
import { PLUGIN_ID } from '../plugin-id';
import { WaitingCount as DeliveriesWaiting } from './Distribution/WaitingCount';
import { WaitingCount } from './Moderation/WaitingCount';

interface Screen {
  /** Below `/plugins/content-workflow`; '' is where the menu leads. */
  readonly path: string;
  readonly label: MessageKey;
  /** Beyond reading, which the whole desk asks for; others do not see the screen. */
  readonly permission?: 'moderate';
  /** What stands behind the label, such as how many items wait there. */
  readonly Aside?: ComponentType;
  readonly Component: ComponentType;
}

const ROOT = `/plugins/${PLUGIN_ID}`;

/** In the order of the navigation. Each is downloaded when somebody goes there. */
const SCREENS: readonly Screen[] = [
  { path: '', label: 'screen.board', Component: lazy(() => import('./Board')) },
  { path: 'calendar', label: 'screen.calendar', Component: lazy(() => import('./Calendar')) },
  { path: 'review', label: 'screen.review', Component: lazy(() => import('./Review')) },
  { path: 'experiments', label: 'screen.experiments', Component: lazy(() => import('./Experiments')) },
  { path: 'distribution', label: 'screen.distribution', Aside: DeliveriesWaiting, Component: lazy(() => import('./Distribution')) },
  { path: 'channels', label: 'screen.channels', Component: lazy(() => import('./Channels')) },
  { path: 'moderation', label: 'screen.moderation', permission: 'moderate', Aside: WaitingCount, Component: lazy(() => import('./Moderation')) },
  { path: 'inbox', label: 'screen.inbox', Component: lazy(() => import('./Inbox')) },
  { path: 'pieces', label: 'screen.overview', Component: lazy(() => import('./Overview')) },
];

const actionOf = (permission: string): string => `plugin::${PLUGIN_ID}.${permission}`;

const useScreens = (): readonly Screen[] => {
  const permissions = useAuth('ContentWorkflow', (state) => state.permissions);
  return SCREENS.filter(({ permission }) => permission === undefined || permissions.some(({ action }) => action === actionOf(permission)));
};

const Navigation = ({ screens }: { readonly screens: readonly Screen[] }) => {
  const text = useText();
  return (
    <SubNav.Main aria-label={text('plugin.name')}>
      <SubNav.Header label={text('plugin.name')} />
      <SubNav.Content>
        <SubNav.Sections>
          {[
            <SubNav.Section key="desk" label={text('screens')}>
              {screens.map(({ path, label, Aside }) => (
                <SubNav.Link key={path} to={path === '' ? ROOT : `${ROOT}/${path}`} end={path === ''} label={text(label)} endAction={Aside === undefined ? undefined : <Aside />} />
              ))}
            </SubNav.Section>,
          ]}
        </SubNav.Sections>
      </SubNav.Content>
    </SubNav.Main>
  );
};

const Screens = () => {
  const screens = useScreens();
  return (
    <Layouts.Root sideNav={<Navigation screens={screens} />}>
      <Suspense fallback={<Page.Loading />}>
        <Routes>
          {screens.map(({ path, Component }) => (
            <Route key={path} path={path === '' ? '/' : `${path}/*`} element={<Component />} />
          ))}
          <Route path="*" element={<Page.Error />} />
        </Routes>
      </Suspense>
    </Layouts.Root>
  );
};

const Desk = () => (
  <Page.Protect permissions={[{ action: actionOf('read'), subject: null }]}>
    <Screens />
  </Page.Protect>
);

export default Desk;
