/** The widgets of Strapi's home page. Each is downloaded when it is shown. */
import type { WidgetArgs } from '@strapi/strapi/admin';
import { CheckCircle, Clock, WarningCircle } from '@strapi/icons';
import { PLUGIN_ID } from '../plugin-id';

const READ = [{ action: `plugin::${PLUGIN_ID}.read` }];

const title = (key: string, defaultMessage: string) => ({ id: `${PLUGIN_ID}.${key}`, defaultMessage });

export const HOME_WIDGETS: WidgetArgs[] = [
  { id: 'my-tasks', pluginId: PLUGIN_ID, icon: CheckCircle, title: title('home.tasks', 'My tasks'), permissions: READ, component: async () => (await import('./widgets')).MyTasks },
  { id: 'due-soon', pluginId: PLUGIN_ID, icon: Clock, title: title('home.due', 'Due soon'), permissions: READ, component: async () => (await import('./widgets')).DueSoon },
  { id: 'attention', pluginId: PLUGIN_ID, icon: WarningCircle, title: title('home.attention', 'What needs attention'), permissions: READ, component: async () => (await import('./widgets')).Attention },
];
