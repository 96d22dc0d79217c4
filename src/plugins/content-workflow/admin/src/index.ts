import type { StrapiApp } from '@strapi/strapi/admin';
import { SealCheck } from '@strapi/icons';
import { keepStoreOf } from './api/strapi-cache';
import { mountInContentManager, type ContentManagerApis } from './content-manager/mount';
import { PLUGIN_ID } from './plugin-id';
import { loadTranslations } from './translations';

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
      Component: () => import('./pages/Overview'),
    });
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'>): void {
    mountInContentManager(app.getPlugin('content-manager').apis as unknown as ContentManagerApis);
  },

  registerTrads: loadTranslations,
};
