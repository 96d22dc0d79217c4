import type { ComponentType } from 'react';
import type { StrapiApp } from '@strapi/strapi/admin';
import { ListTools } from './ListTools';
import { addStageColumn, type ListHeaders } from './stage-column';

const COLUMNS = 'Admin/CM/pages/ListView/inject-column-in-table';

interface WithInjection {
  injectComponent(view: string, zone: string, component: { readonly name: string; readonly Component: ComponentType }): void;
}

/** What this needs of Strapi's application, which is handed to a plugin's bootstrap in part only. */
export interface ListApp {
  registerHook(name: string, hook: (headers: ListHeaders) => ListHeaders): void;
  getPlugin: StrapiApp['getPlugin'];
}

export const mountInList = (app: ListApp): void => {
  app.registerHook(COLUMNS, addStageColumn);
  (app.getPlugin('content-manager') as unknown as WithInjection).injectComponent('listView', 'actions', { name: 'content-workflow-list', Component: ListTools });
};
