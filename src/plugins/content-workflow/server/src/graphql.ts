/** What GraphQL, where it is installed, may not offer. Its nested resolvers read past every middleware. */
import type { Core } from '@strapi/strapi';
import contentTypes from './content-types';
import type { WorkflowConfig } from './config';

interface ShadowCrud {
  disable(): unknown;
  field(name: string): { disableFilters(): unknown };
}

export const limitGraphql = (strapi: Core.Strapi, config: WorkflowConfig): void => {
  const extension = strapi.plugin('graphql')?.service('extension') as { shadowCRUD(uid: string): ShadowCrud } | undefined;
  if (extension === undefined) return;
  for (const name of Object.keys(contentTypes)) extension.shadowCRUD(`plugin::content-workflow.${name}`).disable();
  // Localizations join drafts: a filter on them would tell of drafts, one letter at a time.
  for (const uid of Object.keys(config.types)) extension.shadowCRUD(uid).field('localizations').disableFilters();
};
