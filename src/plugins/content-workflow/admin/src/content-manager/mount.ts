import type { ContentManagerPlugin } from '@strapi/content-manager/strapi-admin';
import { bulkActionGivesWay, documentActionGivesWay } from './give-way';
import { BULK_ACTIONS } from './list/bulk/actions';
import { RecordPanel } from './RecordPanel';
import { guardSaves } from './saving';
import { WorkflowPanel } from './WorkflowPanel';

export type ContentManagerApis = ContentManagerPlugin['config']['apis'];

/**
 * The workflow's decisions come before Strapi's own "Entry" panel and its record after it, so that Save stays on the
 * first screen however long the history is.
 */
export const mountInContentManager = (apis: ContentManagerApis): void => {
  guardSaves();
  apis.addEditViewSidePanel((panels) => [WorkflowPanel, ...panels, RecordPanel]);
  apis.addDocumentAction((actions) => actions.map(documentActionGivesWay));
  apis.addBulkAction((actions) => [...BULK_ACTIONS, ...actions.map(bulkActionGivesWay)]);
};
