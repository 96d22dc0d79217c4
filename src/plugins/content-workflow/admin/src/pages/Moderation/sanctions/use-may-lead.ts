import { useAuth } from '@strapi/strapi/admin';
import { PLUGIN_ID } from '../../../plugin-id';

/** Whether buttons of leads are drawn; the server asks again. */
export const useMayLead = (): boolean => useAuth('ContentWorkflow', ({ permissions }) => permissions.some(({ action }) => action === `plugin::${PLUGIN_ID}.moderation-lead`));
