/**
 * What no hook can see, a sweep finds: content put live by raw SQL or an import, live content that is not what went live
 * through the engine, drafts that changed unseen, promises that lost their job.
 */
import type { Core } from '@strapi/strapi';
import type { RunIntegrity } from '../../../../contracts/http';
import type { Actor, WorkflowContext } from '../../../../core/workflow/context';
import { restore } from '../../../../core/workflow/snapshot';
import type { WorkflowConfig } from '../../config';
import { SYSTEM } from '../../engine/actors';
import type { Alerts } from '../../engine/alerts';
import type { ContentReader } from '../../engine/content';
import { isLocalized } from '../../engine/schema';
import { withGrant } from '../../engine/scope';
import { jobKey, type Transitions } from '../../engine/transitions';
import { iso, type Clock } from '../../jobs/clock';
import type { JobQueue } from '../../jobs/queue';
import { inTransaction, TABLES, toPiece, toSnapshot, type EditionRow, type Subject } from '../../tables';
import type { Editions } from '../editions';

export type Finding = RunIntegrity.Finding;
export type Report = RunIntegrity.Response['data'];

/** Rows a query; keeps memory flat however much is live. */
const CHUNK = 200;

export interface SweepDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly content: ContentReader;
  readonly editions: Editions;
  readonly transitions: Transitions;
  readonly queue: JobQueue;
  readonly alerts: Alerts;
}

type LiveRow = { id: number; documentId: string; locale?: string | null };

export const createSweep = (deps: SweepDeps): ((options: { takeDown: boolean }) => Promise<Report>) => {
  const { strapi, config, clock, content, editions, transitions, queue, alerts } = deps;

  /** Through the engine where it knows the entry, so that the piece says what happened; directly where nothing is known of it. */
  const takeDown = async (subject: Subject, edition: EditionRow | null): Promise<void> => {
    if (edition !== null) {
      const by: Actor = { ...SYSTEM, permissions: ['take-down'] };
      const event = { type: 'TAKE_DOWN', reason: 'The integrity sweep found that what is live is not what was approved.' } as const;
      const outcome = await transitions.send({ pieceId: edition.pieceId, expectedRevision: null, event, by });
      if (outcome.kind === 'accepted') return;
    }
    await inTransaction(strapi, async (trx) => {
      const documents = strapi.documents(subject.uid as never) as unknown as { unpublish(params: object): Promise<unknown> };
      await withGrant({ ...subject, action: 'unpublish', hash: '' }, () =>
        documents.unpublish({ documentId: subject.documentId, ...(subject.locale === '' ? {} : { locale: subject.locale }) })
      );
      await editions.withdraw(trx, subject);
    });
  };

  const judgeLive = async (subject: Subject, options: { takeDown: boolean }): Promise<Finding | null> => {
    const edition = await editions.live(strapi.db.connection, subject);
    const finding = (code: Finding['code'], message: string, action: Finding['action']): Finding => ({ code, ...subject, message, action });
    const act = async (): Promise<Finding['action']> => {
      if (!options.takeDown) return 'reported';
      await takeDown(subject, edition);
      return 'taken-down';
    };
    if (edition === null) return finding('LIVE_WITHOUT_APPROVAL', 'Live, but never published through the workflow.', await act());
    const row = await strapi.db.connection(TABLES.snapshots).where({ id: edition.snapshotId }).first();
    const published = await content.readPublished(subject);
    if (row === undefined || published === null) return null;
    const fidelity = content.fidelity(subject, { content: toSnapshot(row).content, hash: edition.contentHash }, published);
    if (fidelity === 'exact') return null;
    if (fidelity === 'file-texts') return finding('LIVE_FILE_TEXT_CHANGED', 'The alternative text or caption of a file was changed since the entry went live; front ends are served the approved one.', 'reported');
    return finding('LIVE_DIFFERS_FROM_EDITION', 'What is live is not what was approved and published.', await act());
  };

  const sweepLive = async (uid: string, options: { takeDown: boolean }, findings: Finding[]): Promise<number> => {
    const localized = isLocalized(content.schemaOf(uid));
    let checked = 0;
    let after = 0;
    for (;;) {
      const rows = (await strapi.db.query(uid as never).findMany({
        where: { publishedAt: { $notNull: true }, id: { $gt: after } } as never,
        select: ['id', 'documentId', ...(localized ? ['locale'] : [])] as never,
        orderBy: { id: 'asc' } as never,
        limit: CHUNK,
      })) as LiveRow[];
      for (const row of rows) {
        const finding = await judgeLive({ uid, documentId: row.documentId, locale: localized ? (row.locale ?? '') : '' }, options);
        if (finding !== null) findings.push(finding);
      }
      checked += rows.length;
      after = rows.at(-1)?.id ?? after;
      if (rows.length < CHUNK) return checked;
    }
  };

  const sweepEditions = async (uid: string, findings: Finding[]): Promise<void> => {
    let after = 0;
    for (;;) {
      const rows = (await strapi.db.connection(TABLES.editions).where({ subject_uid: uid, is_live: true }).andWhere('id', '>', after).orderBy('id').limit(CHUNK)) as Record<string, unknown>[];
      for (const row of rows) {
        const subject: Subject = { uid, documentId: String(row.subject_id), locale: String(row.subject_locale ?? '') };
        const where = { documentId: subject.documentId, publishedAt: { $notNull: true }, ...(subject.locale === '' ? {} : { locale: subject.locale }) };
        const published = await strapi.db.query(uid as never).findOne({ where: where as never, select: ['id'] as never });
        if (published === null) findings.push({ code: 'EDITION_NOT_LIVE', ...subject, message: 'Front ends are served an edition whose entry is no longer published.', action: 'reported' });
      }
      after = Number(rows.at(-1)?.id ?? after);
      if (rows.length < CHUNK) return;
    }
  };

  const judgePiece = async (row: Record<string, unknown>): Promise<Finding | null> => {
    const piece = toPiece(row);
    const subject: Subject = { uid: piece.uid, documentId: piece.documentId, locale: piece.locale };
    const restored = restore(piece);
    if (restored.kind === 'unknown') return { code: 'STATE_UNKNOWN', ...subject, message: `The piece can not be restored: ${restored.reason}.`, action: 'reported' };
    const context: WorkflowContext = restored.state.context;
    const draft = await content.readDraft(piece);
    if (draft !== null && (context.seal !== null || context.submitted !== null) && context.publication === null && draft.hash !== context.hash) {
      await transitions.send({ pieceId: piece.id, expectedRevision: null, event: { type: 'CONTENT_CHANGED', changed: [] }, by: SYSTEM, draft });
      return { code: 'DRAFT_DRIFTED', ...subject, message: 'The approved draft was changed where no hook could see it.', action: 'approval-voided' };
    }
    const schedule = context.schedule;
    if (piece.state !== 'scheduled' || schedule === null) return null;
    if (await queue.isWaiting(jobKey(piece.id, 'due'))) return null;
    await inTransaction(strapi, (trx) =>
      queue.enqueue(trx, { name: 'due', payload: { pieceId: piece.id, scheduleId: schedule.id }, runAt: Date.parse(schedule.publishAt), key: jobKey(piece.id, 'due') })
    );
    queue.nudge(Date.parse(schedule.publishAt));
    return { code: 'PROMISE_WITHOUT_JOB', ...subject, message: 'A scheduled piece had lost its job.', action: 'job-restored' };
  };

  const sweepPieces = async (uid: string, findings: Finding[]): Promise<number> => {
    let checked = 0;
    let after = 0;
    for (;;) {
      const rows = (await strapi.db
        .connection(TABLES.pieces)
        .where({ subject_uid: uid, is_current: true })
        .whereNotIn('state', ['draft', 'archived', 'rejected', 'published', 'retrospective', 'closed', 'withdrawn'])
        .andWhere('id', '>', after)
        .orderBy('id')
        .limit(CHUNK)) as Record<string, unknown>[];
      for (const row of rows) {
        const finding = await judgePiece(row);
        if (finding !== null) findings.push(finding);
      }
      checked += rows.length;
      after = Number(rows.at(-1)?.id ?? after);
      if (rows.length < CHUNK) return checked;
    }
  };

  /** A job that was given up while something was broken is tried again: what it promised still stands. */
  const reviveJobs = async (findings: Finding[]): Promise<void> => {
    for (const job of await queue.failed()) {
      const { pieceId } = job.payload as { pieceId?: number };
      const row = pieceId === undefined ? undefined : await strapi.db.connection(TABLES.pieces).where({ id: pieceId }).first();
      if (row === undefined) continue;
      const { uid, documentId, locale } = toPiece(row);
      const runAt = Math.max(job.runAt, clock.now());
      await queue.retry(job.key, runAt);
      queue.nudge(runAt);
      findings.push({ code: 'PROMISE_WITHOUT_JOB', uid, documentId, locale, message: `The job "${job.name}" had been given up; it is tried again.`, action: 'job-restored' });
    }
  };

  return async (options) => {
    const findings: Finding[] = [];
    let checked = 0;
    await reviveJobs(findings);
    for (const uid of Object.keys(config.types)) {
      checked += await sweepLive(uid, options, findings);
      await sweepEditions(uid, findings);
      checked += await sweepPieces(uid, findings);
    }
    for (const finding of findings) await alerts.raiseOnce({ pieceId: null, code: finding.code, message: finding.message, detail: { uid: finding.uid, documentId: finding.documentId, locale: finding.locale, action: finding.action } });
    return { checked, findings, at: iso(clock.now()) };
  };
};
