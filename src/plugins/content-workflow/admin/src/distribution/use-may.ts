import { useAuth } from '@strapi/strapi/admin';
import { PLUGIN_ID } from '../plugin-id';

/** Whether the role has a permission of the workflow; none has conditions, so the list of the session is the whole answer. */
export const useMay = (permission: 'distribute' | 'channels' | 'vouch' | 'review'): boolean => useAuth('ContentWorkflow', ({ permissions }) => permissions.some(({ action }) => action === `plugin::${PLUGIN_ID}.${permission}`));
