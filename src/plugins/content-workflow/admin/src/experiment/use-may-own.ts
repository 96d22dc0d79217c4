import { useAuth } from '@strapi/strapi/admin';
import { PLUGIN_ID } from '../plugin-id';

/** Whoever owns pieces plans experiments and decides them. */
export const useMayOwn = (): boolean => useAuth('ContentWorkflow', ({ permissions }) => permissions.some(({ action }) => action === `plugin::${PLUGIN_ID}.own`));
