import type { Core } from '@strapi/strapi';
import { hearAbandonedQueries } from './cluster/abandoned';
import { startOneAfterAnother } from './cluster/boot-lock';
import { heedCommits } from './cluster/commits';
import { pauseBetweenStatements } from './cluster/pauses';
import { assertDatabase } from './database';
import { assertGoverned } from './config';
import { markGoverned } from './desk/list/mark-governed';
import { filterListByStage } from './desk/list/stage-filter';
import { registerGate } from './engine/gate';
import type { SchemaLike } from './config';
import { WEBHOOK_TRANSITION } from './handlers';
import { deleteLanguagesWhole } from './engine/languages';
import { limitGraphql } from './graphql';
import { openOnlyForHealth } from './http/worker-door';
import { holdProcessLock } from './jobs/single-process';
import { addFieldsTo, type Logger } from './telemetry/log-fields';
import { workflowOf } from './workflow';

/**
 * Runs before Strapi synchronises the database and before any other plugin's bootstrap: the configuration is judged while
 * nothing has been touched, and the gate is the outermost document middleware.
 */
export default ({ strapi }: { strapi: Core.Strapi }): void => {
  const workflow = workflowOf(strapi);
  assertDatabase(strapi.db.dialect.client, workflow.config.role);
  assertGoverned(workflow.config, (uid) => strapi.contentTypes[uid as never] as unknown as SchemaLike | undefined);
  heedCommits(strapi);
  pauseBetweenStatements(strapi);
  hearAbandonedQueries(strapi);
  addFieldsTo(strapi.log as unknown as Logger);
  holdProcessLock(strapi);
  startOneAfterAnother(strapi);
  registerGate(workflow);
  if (workflow.config.role === 'worker') openOnlyForHealth(strapi);
  const governed = new Set(Object.keys(workflow.config.types));
  markGoverned(strapi, governed);
  filterListByStage(strapi, governed);
  deleteLanguagesWhole(strapi);
  limitGraphql(strapi, workflow.config);
  const webhooks = strapi.get('webhookStore') as { addAllowedEvent(key: string, value: string): void };
  webhooks.addAllowedEvent('WORKFLOW_TRANSITION', WEBHOOK_TRANSITION);
};
