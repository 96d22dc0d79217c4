/** What members send in, and what moderators need beside it: one tab for each, downloaded when somebody opens it. */
import { lazy, Suspense, type ComponentType } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { Page, useAuth } from '@strapi/strapi/admin';
import { TabBar } from '../../components/TabBar';
import { useText, type MessageKey } from '../../i18n/use-text';
import { PLUGIN_ID } from '../../plugin-id';

interface Tab {
  /** Below the screen's own address. */
  readonly path: string;
  readonly label: MessageKey;
  /** Who sees the tab; every moderator, or those who lead them. */
  readonly permission: 'moderate' | 'moderation-lead';
  readonly Component: ComponentType;
}

/** In their order on the screen; the first is where the screen opens. */
const TABS: readonly Tab[] = [
  { path: 'queue', label: 'moderation.tab.queue', permission: 'moderate', Component: lazy(() => import('./Queue')) },
  { path: 'word-lists', label: 'moderation.tab.word-lists', permission: 'moderate', Component: lazy(() => import('./WordLists')) },
  { path: 'members', label: 'moderation.tab.members', permission: 'moderate', Component: lazy(() => import('./Members')) },
  { path: 'appeals', label: 'moderation.tab.appeals', permission: 'moderate', Component: lazy(() => import('./Appeals')) },
  { path: 'figures', label: 'moderation.tab.figures', permission: 'moderate', Component: lazy(() => import('./Figures')) },
];

const useTabs = (): readonly Tab[] => {
  const permissions = useAuth('ContentWorkflow', (state) => state.permissions);
  return TABS.filter(({ permission }) => permissions.some(({ action }) => action === `plugin::${PLUGIN_ID}.${permission}`));
};

const Moderation = () => {
  const text = useText();
  const tabs = useTabs();
  return (
    <>
      <TabBar label={text('moderation.tabs')} tabs={tabs.map(({ path, label }) => ({ path, label: text(label) }))} />
      <Suspense fallback={<Page.Loading />}>
        <Routes>
          <Route path="/" element={<Navigate to={tabs[0]?.path ?? '/'} replace />} />
          {tabs.map(({ path, Component }) => (
            <Route key={path} path={`${path}/*`} element={<Component />} />
          ))}
          <Route path="*" element={<Page.Error />} />
        </Routes>
      </Suspense>
    </>
  );
};

export default Moderation;
