/** Job name -> handler. Handlers turn a due job into an event; the write path does the rest. */
import type { Core } from '@strapi/strapi';
import { decide } from '../../core/workflow/decide';
import { SYSTEM } from './engine/actors';
import type { Alerts } from './engine/alerts';
import type { Pieces } from './engine/pieces';
import type { Readings } from './distribution/readings';
import type { Runner } from './distribution/runner';
import type { Look } from './experiment/look';
import type { Outcome, Transitions } from './engine/transitions';
import type { Report } from './publishing/integrity/sweep';
import { iso, type Clock } from './jobs/clock';
import { within } from './jobs/patience';
import type { Handlers, JobOutcome, JobQueue } from './jobs/queue';
import type { Appeals } from './moderation/appeals/appeals';
import type { Queue } from './moderation/queue/queue';
import type { StatementMail } from './moderation/sanctions/mailing';
import type { Newsletter } from './distribution/newsletter/connect';
import type { Websub } from './distribution/websub/connect';
import type { Mailing } from './notifying/mailing';
import type { Notifications } from './notifying/notifications';
import { inTransaction, TABLES, toHistory, type PieceRow } from './tables';

export interface HandlerDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly transitions: Transitions;
  readonly alerts: Alerts;
  readonly notifications: Notifications;
  readonly mailing: Mailing;
  readonly moderationQueue: Pick<Queue, 'items' | 'patrol' | 'letters' | 'follow'>;
  readonly statements: Pick<StatementMail, 'deliver'>;
  readonly appeals: Pick<Appeals, 'late'>;
  readonly newsletter: Pick<Newsletter, 'run'>;
  readonly websub: Pick<Websub, 'run'>;
  readonly lookAtExperiment: Look;
  readonly deliveries: Pick<Runner, 'run'>;
  readonly readings: Pick<Readings, 'run'>;
  readonly queue: () => JobQueue;
  readonly rehearse: (piece: PieceRow) => Promise<string | null>;
  readonly sweep: () => Promise<Report>;
  /** Forgets what nobody needs any more. */
  readonly tidy: () => Promise<void>;
  readonly integrityEveryMinutes: number;
}

export const WEBHOOK_TRANSITION = 'workflow.transition';

/** A listener of another plugin may never answer. */
const LISTENER_PATIENCE_MS = 10_000;

/** A refusal is an answer: the piece has moved on and the job has nothing left to do. */
const settle = (outcome: Outcome): JobOutcome => {
  if (outcome.kind === 'conflict') throw new Error('the piece changed at this moment');
  return outcome.kind === 'accepted' ? 'settled' : 'done';
};

export const scheduleIntegrity = (strapi: Core.Strapi, queue: JobQueue, runAt: number): Promise<void> =>
  inTransaction(strapi, (trx) => queue.enqueue(trx, { name: 'integrity', payload: {}, runAt, key: 'integrity' }));

/** A due date is a plan and not a promise: whoever missed it hears of it within minutes. */
const OVERDUE_EVERY_MS = 5 * 60_000;

export const scheduleOverdue = (strapi: Core.Strapi, queue: JobQueue, runAt: number): Promise<void> =>
  inTransaction(strapi, (trx) => queue.enqueue(trx, { name: 'overdue', payload: {}, runAt, key: 'overdue' }));

export const createHandlers = (deps: HandlerDeps): Handlers => {
  const { strapi, clock, pieces, transitions, alerts, notifications, mailing, moderationQueue, statements } = deps;
  const send = (pieceId: number, event: Parameters<Transitions['send']>[0]['event']) => transitions.send({ pieceId, expectedRevision: null, event, by: SYSTEM });

  return {
    async due({ pieceId, scheduleId }) {
      const outcome = await send(pieceId, { type: 'DUE', scheduleId });
      // The system's clock was set back between the look at the table and now: the row waits for its time.
      if (outcome.kind === 'refused' && outcome.refusal.code === 'NOT_YET_DUE') return 'early';
      if (outcome.kind !== 'refused' || outcome.refusal.code !== 'PUBLISH_FAILED') return settle(outcome);
      const errors = outcome.refusal.params?.errors;
      return settle(await send(pieceId, { type: 'PUBLISH_FAILED', scheduleId, message: `${outcome.refusal.message}${errors === undefined ? '' : ` ${JSON.stringify(errors).slice(0, 500)}`}` }));
    },

    /** Asks the machine what DUE would do at the promised time, and alerts while there is time to mend. */
    async preflight({ pieceId, scheduleId, minutesBefore }) {
      const piece = await pieces.byId(pieceId);
      const inspected = piece === null ? null : await transitions.inspect(piece);
      const schedule = inspected?.state.context.schedule;
      if (piece === null || inspected === null || piece.state !== 'scheduled' || schedule?.id !== scheduleId) return 'done';
      const decision = decide(inspected.state, { type: 'DUE', scheduleId, by: SYSTEM, at: schedule.publishAt, facts: inspected.facts });
      const refused = decision.kind === 'refused' ? decision.refusal.message : decision.to === 'published' ? null : (decision.next.context.held?.message ?? 'It would not be published.');
      const problem = refused ?? (await deps.rehearse(piece));
      if (problem === null) return 'done';
      await alerts.raise({ pieceId, code: 'PREFLIGHT_FAILED', message: `${problem} It is due at ${schedule.publishAt}.`, detail: { minutesBefore, publishAt: schedule.publishAt } });
      await notifications.atRisk(piece, { scheduleId, minutesBefore });
      return 'done';
    },

    async unpublish({ pieceId, scheduleId }) {
      settle(await send(pieceId, { type: 'UNPUBLISH_DUE', scheduleId }));
      return 'done';
    },

    async retrospective({ pieceId }) {
      settle(await send(pieceId, { type: 'RETROSPECTIVE_DUE' }));
      return 'done';
    },

    experiment: ({ pieceId }) => deps.lookAtExperiment(pieceId),

    async announce({ historyId }) {
      const row = await strapi.db.connection(TABLES.history).where({ id: historyId }).first();
      if (row === undefined) return 'done';
      const entry = toHistory(row);
      const piece = await pieces.byId(entry.pieceId);
      if (piece === null) return 'done';
      // Before the listeners, for which it may wait long; a failure here must not keep them from hearing.
      const failure = await Promise.resolve()
        .then(() => moderationQueue.follow(entry, piece))
        .then(() => notifications.entry(entry, piece))
        .then(() => null, (error: Error) => error);
      const told = strapi.eventHub.emit(WEBHOOK_TRANSITION, {
        id: `${entry.pieceId}.${entry.revision}`,
        uid: piece.uid,
        documentId: piece.documentId,
        locale: piece.locale || null,
        round: piece.round,
        pieceId: entry.pieceId,
        revision: entry.revision,
        transition: entry.event,
        from: entry.from,
        to: entry.to,
        by: { kind: entry.actor.kind, id: entry.actor.id, name: entry.actor.name },
        contentHash: entry.contentHash,
        at: iso(entry.at),
      });
      if (!(await within(LISTENER_PATIENCE_MS, told))) strapi.log.warn(`[content-workflow] a listener of "${WEBHOOK_TRANSITION}" does not answer; it is no longer waited for`);
      if (failure !== null) throw failure;
      return 'done';
    },

    async integrity() {
      // The next sweep is promised whatever becomes of this one.
      await deps.sweep().catch((error: unknown) => alerts.raiseOnce({ pieceId: null, code: 'SWEEP_FAILED', message: `The integrity sweep failed: ${error instanceof Error ? error.name : 'error'}.` }));
      await deps.tidy().catch((error: unknown) => strapi.log.error(`[content-workflow] what is over could not be forgotten: ${error instanceof Error ? error.name : 'error'}`));
      await scheduleIntegrity(strapi, deps.queue(), clock.now() + deps.integrityEveryMinutes * 60_000);
      return 'settled';
    },

    async overdue() {
      // The next look is promised whatever becomes of this one, which the next one makes good.
      await notifications.overdue().catch((error: unknown) => strapi.log.error(`[content-workflow] due dates could not be looked at: ${error instanceof Error ? error.name : 'error'}`));
      await scheduleOverdue(strapi, deps.queue(), clock.now() + OVERDUE_EVERY_MS);
      return 'settled';
    },

    digest: ({ personId }) => mailing.digest(personId),

    mail: ({ mailId }, { attempt }) => mailing.deliver(mailId, attempt),

    sla: (late) => ('appealId' in late ? deps.appeals.late(late.appealId) : moderationQueue.items.late(late.itemId)),

    patrol: () => moderationQueue.patrol.run(),

    letter: ({ letterId }, { attempt }) => moderationQueue.letters.deliver(letterId, attempt),

    statement: ({ strikeId }, { attempt }) => statements.deliver(strikeId, attempt),

    deliver: ({ deliveryId }) => deps.deliveries.run(deliveryId),

    measure: ({ deliveryId }) => deps.readings.run(deliveryId),
    newsletter: (job) => deps.newsletter.run(job),

    websub: (job) => deps.websub.run(job),
  };
};
