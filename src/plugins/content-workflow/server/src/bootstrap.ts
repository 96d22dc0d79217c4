import type { Core } from '@strapi/strapi';
import { restore } from '../../core/workflow/snapshot';
import { scheduleIntegrity } from './handlers';
import { createRolesAfterStrapi, followNewLocales, registerPermissions } from './permissions';
import { adoptLiveContent } from './publishing/adopt';
import { guardMedia } from './publishing/media-guard';
import { TABLES, toPiece } from './tables';
import { workflowOf, type Workflow } from './workflow';

/** One live edition a document and locale. A partial index is not expressible in a schema, and a migration would run too early. */
const ensureOneLiveEdition = async (strapi: Core.Strapi): Promise<void> => {
  if (strapi.db.dialect.client === 'mysql') return;
  const columns = '(subject_uid, subject_id, subject_locale)';
  await strapi.db.connection.raw(`create unique index if not exists cw_editions_one_live on ${TABLES.editions} ${columns} where is_live = ${strapi.db.dialect.client === 'postgres' ? 'true' : '1'}`);
};

/** Pieces in a state that this version does not know are named and left alone. */
const reportUnknownStates = async ({ strapi, alerts }: Workflow): Promise<void> => {
  const groups = (await strapi.db.connection(TABLES.pieces).distinct('state', 'machine_version')) as { state: string; machine_version: number }[];
  for (const group of groups) {
    const row = await strapi.db.connection(TABLES.pieces).where(group).first();
    const restored = row === undefined ? null : restore(toPiece(row));
    if (restored?.kind !== 'unknown') continue;
    const [count] = await strapi.db.connection(TABLES.pieces).where(group).count({ n: '*' });
    const message = `${Number(count?.n ?? 0)} pieces can not be read by this version (${restored.reason}); nothing was changed.`;
    strapi.log.error(`[content-workflow] ${message}`);
    await alerts.raiseOnce({ pieceId: null, code: 'STATE_UNKNOWN', message, detail: { ...group } });
  }
};

/**
 * Overdue work runs at once, so the clock waits until everything else is up: Strapi registers the webhooks and the
 * application its listeners after the plugins, and what they miss they never hear of again.
 */
const startWhenServing = ({ strapi, queue, handlers }: Workflow): void => {
  strapi.server.httpServer.once('listening', () => {
    queue.start(handlers).catch((error: unknown) => strapi.log.error(`[content-workflow] the clock could not be started: ${error instanceof Error ? error.message : 'error'}`));
  });
};

const hasWorkToSweep = (workflow: Workflow): boolean => Object.keys(workflow.config.types).length > 0;

export default async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const workflow = workflowOf(strapi);
  await registerPermissions(strapi);
  if (workflow.config.roles.create) createRolesAfterStrapi(strapi, workflow.config);
  followNewLocales(strapi);
  await ensureOneLiveEdition(strapi);
  await reportUnknownStates(workflow);
  const adopted = await adoptLiveContent(workflow);
  if (adopted > 0) strapi.log.info(`[content-workflow] took over ${adopted} entries that were live already`);
  guardMedia(strapi, workflow.editions, workflow.edits);
  if (!workflow.config.clock.enabled) return;
  const waiting = await strapi.db.connection(TABLES.jobs).where({ job_key: 'integrity', state: 'waiting' }).first('id');
  if (waiting === undefined && hasWorkToSweep(workflow)) await scheduleIntegrity(strapi, workflow.queue, workflow.clock.now() + workflow.config.integrity.everyMinutes * 60_000);
  startWhenServing(workflow);
};
