import type { RenderAdminArgs } from '@strapi/strapi/admin';

import logo from './extensions/logo.svg';
import { labels } from '../config/labels';
import { strapiInChinese } from './translations';

const customisations: RenderAdminArgs['customisations'] = {
  config: {
    // `zh` is Traditional Chinese in Strapi's admin; English is always there.
    locales: ['zh-Hans', 'zh'],
    auth: { logo },
    menu: { logo },
    tutorials: false,
    notifications: { releases: false },
    translations: {
      en: { ...labels.en },
      'zh-Hans': { ...strapiInChinese['zh-Hans'], ...labels['zh-Hans'] },
      zh: { ...strapiInChinese.zh, ...labels.zh },
    },
  },
};

export default customisations;
