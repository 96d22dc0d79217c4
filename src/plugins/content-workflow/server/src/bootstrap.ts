import type { Core } from '@strapi/strapi';
import { restore } from '../../core/workflow/snapshot';
import { isPostgres } from './database';
import { shareRateLimits } from './cluster/rate-limits';
import { shareWebhooks } from './cluster/webhooks';
import { jobKey } from './engine/transitions';
import { scheduleLook } from './experiment/look';
import { scheduleIntegrity, scheduleOverdue } from './handlers';
import { redirectInChain } from './distribution/links/redirects';
import { numberPlans } from './distribution/templates';
import { sayUnknown } from './http/guarded';
import { guardUploads } from './moderation/images/upload-guard';
import { closeDoorToBanned } from './moderation/sanctions/sessions';
import { createRolesAfterStrapi, followNewLocales, registerPermissions } from './permissions';
import { adoptLiveContent } from './publishing/adopt';
import { guardMedia } from './publishing/media-guard';
import { TABLES, toPiece } from './tables';
import { workflowOf, type Workflow } from './workflow';

/** One live edition a document and locale. A partial index is not expressible in a schema, and a migration would run too early. */
const ensureOneLiveEdition = async (strapi: Core.Strapi): Promise<void> => {
  const columns = '(subject_uid, subject_id, subject_locale)';
  await strapi.db.connection.raw(`create unique index if not exists cw_editions_one_live on ${TABLES.editions} ${columns} where is_live = ${strapi.db.dialect.client === 'postgres' ? 'true' : '1'}`);
};

/** The queue goes by when a piece was submitted; rows of a version that did not keep that are told by their history. */
const keepSubmissions = async (strapi: Core.Strapi): Promise<void> => {
  const submitted = strapi.db.connection(TABLES.history).max('at').where({ event: 'SUBMIT' }).whereRaw('piece_id = ??', [`${TABLES.pieces}.id`]);
  await strapi.db
    .connection(TABLES.pieces)
    .where({ is_current: true, state: 'review' })
    .whereNull('submitted_at')
    .update({ submitted_at: strapi.db.connection.raw('coalesce((?), changed_at)', [submitted as never]) });
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

/** Whoever changed the key finds out now, and not at the next publication. */
const reportUnreadableChannels = async ({ strapi, reach }: Workflow): Promise<void> => {
  const keys = await reach.channels.checkSecrets();
  if (keys.length > 0) strapi.log.error(`[content-workflow] ENCRYPTION_KEY is another than the one that the secrets of these channels were encrypted with, so nothing is sent to them: ${keys.join(', ')}`);
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

/** A look that was given up for good, in a long outage of the database, is promised again. */
const lookAfterExperiments = async ({ strapi, queue, clock, experiments }: Workflow): Promise<void> => {
  for (const { pieceId, state } of await experiments.live.all())
    if (state === 'running' && !(await queue.isWaiting(jobKey(pieceId, 'experiment')))) await scheduleLook(strapi, queue, pieceId, clock.now());
};

const hasWorkToSweep = (workflow: Workflow): boolean => Object.keys(workflow.config.types).length > 0;

export default async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const workflow = workflowOf(strapi);
  // Behind Strapi's own middlewares and ahead of every route.
  strapi.server.use(sayUnknown as unknown as Parameters<typeof strapi.server.use>[0]);
  // Where it could not be put ahead of them.
  strapi.server.use(redirectInChain(workflow.reach.redirects) as unknown as Parameters<typeof strapi.server.use>[0]);
  closeDoorToBanned(strapi, (sender) => workflow.sanctions.banOf(sender));
  await workflow.queue.prepare();
  await workflow.heartbeat.prepare();
  if (isPostgres(strapi)) {
    await shareRateLimits(strapi);
    shareWebhooks(strapi, workflow.signals);
  }
  await workflow.signals.start();
  await workflow.settings.load();
  await workflow.readers.start();
  await workflow.wordLists.prepare();
  await registerPermissions(strapi);
  if (workflow.config.roles.create) createRolesAfterStrapi(strapi, workflow.config);
  followNewLocales(strapi);
  await ensureOneLiveEdition(strapi);
  await keepSubmissions(strapi);
  await numberPlans(strapi);
  await reportUnknownStates(workflow);
  await reportUnreadableChannels(workflow);
  const adopted = await adoptLiveContent(workflow);
  if (adopted > 0) strapi.log.info(`[content-workflow] took over ${adopted} entries that were live already`);
  workflow.cards.start();
  // A card names what its checklist asks for, so another checklist makes another card.
  workflow.settings.whenNewer(() => workflow.cards.start());
  if (workflow.config.intake?.memberUploads === 'refuse') guardUploads(strapi);
  guardMedia(strapi, workflow.editions, workflow.edits);
  if (!workflow.config.clock.enabled || workflow.config.role === 'web') return;
  if (hasWorkToSweep(workflow) && !(await workflow.queue.isWaiting('integrity'))) await scheduleIntegrity(strapi, workflow.queue, workflow.clock.now() + workflow.config.integrity.everyMinutes * 60_000);
  if (hasWorkToSweep(workflow) && !(await workflow.queue.isWaiting('overdue'))) await scheduleOverdue(strapi, workflow.queue, workflow.clock.now());
  await lookAfterExperiments(workflow);
  await workflow.distribution.lookAfter();
  const { submissions, patrol } = workflow.config.moderation;
  if (submissions !== null && patrol.share > 0 && !(await workflow.queue.isWaiting('patrol'))) await workflow.moderationQueue.patrol.schedule(workflow.clock.now() + patrol.everyHours * 3_600_000);
  if (!workflow.sendsMail()) strapi.log.info('[content-workflow] no mail server is configured: notifications stay in the admin');
  startWhenServing(workflow);
};
