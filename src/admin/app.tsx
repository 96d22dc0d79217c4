import type { RenderAdminArgs } from '@strapi/strapi/admin';

import logo from './extensions/logo.svg';
import { translations } from './labels';

const customisations: RenderAdminArgs['customisations'] = {
  config: {
    // `zh` is Traditional Chinese in Strapi's admin; English is always there.
    locales: ['zh-Hans', 'zh'],
    auth: { logo },
    menu: { logo },
    tutorials: false,
    notifications: { releases: false },
    translations,
  },
};

export default customisations;
