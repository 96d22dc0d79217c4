import type { StrapiApp } from '@strapi/strapi/admin';
import { SealCheck } from '@strapi/icons';
import { keepStoreOf } from './api/strapi-cache';
import { HOME_WIDGETS } from './home';
import { InboxBell } from './inbox/InboxBell';
import { mountInContentManager, type ContentManagerApis } from './content-manager/mount';
import { mountInList, type ListApp } from './content-manager/list/mount';
import { PLUGIN_ID } from './plugin-id';
import { loadTranslations } from './translations';

const CONFIGURE = [{ action: `plugin::${PLUGIN_ID}.configure`, subject: null }];

const READ = [{ action: `plugin::${PLUGIN_ID}.read`, subject: null }];

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
    keepStoreOf(app);
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: SealCheck,
      intlLabel: { id: `${PLUGIN_ID}.plugin.name`, defaultMessage: 'Content Workflow' },
      permissions: READ,
      Component: () => import('./pages'),
    });
    // A link of its own, whose icon counts: the menu is what Strapi shows everywhere. The screen is one of the desk's.
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}/inbox`,
      icon: InboxBell,
      intlLabel: { id: `${PLUGIN_ID}.screen.inbox`, defaultMessage: 'Notifications' },
      permissions: READ,
      position: 8,
    });
    app.widgets.register((others) => [...HOME_WIDGETS, ...others]);
    app.addSettingsLink(
      { id: PLUGIN_ID, intlLabel: { id: `${PLUGIN_ID}.plugin.name`, defaultMessage: 'Content Workflow' } },
      { id: `${PLUGIN_ID}-rules`, to: PLUGIN_ID, intlLabel: { id: `${PLUGIN_ID}.settings.link`, defaultMessage: 'Rules of the workflow' }, permissions: CONFIGURE, Component: () => import('./pages/Settings') }
    );
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'> & ListApp): void {
    mountInContentManager(app.getPlugin('content-manager').apis as unknown as ContentManagerApis);
    mountInList(app);
  },

  registerTrads: loadTranslations,
};
