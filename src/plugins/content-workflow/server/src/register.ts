import type { Core } from '@strapi/strapi';
import { assertGoverned } from './config';
import { registerGate } from './engine/gate';
import type { SchemaLike } from './config';
import { WEBHOOK_TRANSITION } from './handlers';
import { deleteLanguagesWhole } from './engine/languages';
import { limitGraphql } from './graphql';
import { holdProcessLock } from './jobs/single-process';
import { workflowOf } from './workflow';

/**
 * Runs before Strapi synchronises the database and before any other plugin's bootstrap: the configuration is judged while
 * nothing has been touched, and the gate is the outermost document middleware.
 */
export default ({ strapi }: { strapi: Core.Strapi }): void => {
  const workflow = workflowOf(strapi);
  assertGoverned(workflow.config, (uid) => strapi.contentTypes[uid as never] as unknown as SchemaLike | undefined);
  holdProcessLock(strapi);
  registerGate(workflow);
  deleteLanguagesWhole(strapi);
  limitGraphql(strapi, workflow.config);
  const webhooks = strapi.get('webhookStore') as { addAllowedEvent(key: string, value: string): void };
  webhooks.addAllowedEvent('WORKFLOW_TRANSITION', WEBHOOK_TRANSITION);
};
