/** The rooms of moderation, made once a Strapi and handed what they need of each other. */
import type { Core } from '@strapi/strapi';
import { SLA_HOURS } from '../../../core/moderation/lanes';
import { laneOf, priorityOf } from '../../../core/moderation/priority';
import type { Signal } from '../../../core/moderation/vocabulary';
import type { WorkflowConfig } from '../config';
import type { Alerts } from '../engine/alerts';
import type { Content, ContentReader } from '../engine/content';
import type { Pieces } from '../engine/pieces';
import type { Transitions } from '../engine/transitions';
import type { SigningKeys } from '../http/signing';
import { iso, type Clock } from '../jobs/clock';
import type { JobQueue } from '../jobs/queue';
import type { Connection, Subject } from '../tables';
import { appealsInQueue } from './appeals/in-queue';
import { createAudit, type Audit } from './audit/audit';
import { createQueueImages } from './images/for-queue';
import type { IntakeRoom } from './intake/controller';
import { createEntryImages } from './queue/entry-images';
import { createModerationQueue, type Queue } from './queue/queue';
import type { LiveContent } from './queue/targets';
import { createReports, type Reports } from './reports/service';
import { createIntakeRoom, type Pictures } from './connect-intake';
import type { HandOver } from './sanctions/mailing';
import { createSanctions, type Sanctions } from './sanctions/sanctions';
import type { StrikeRow } from './sanctions/rows';
import { documentsOf } from './screening/fingerprints';
import type { Screening, SenderRecord } from './screening/service';

export interface Moderation {
  readonly audit: Audit;
  readonly sanctions: Sanctions;
  readonly moderationQueue: Queue;
  readonly reports: Reports;
  /** `null` where nothing is taken in from members and guests. */
  readonly intake: IntakeRoom | null;
  /** What moderators have found of a sender before. */
  recordOf(sender: string): Promise<SenderRecord>;
}

/** What moderation reads of editions, whose room it does not know. */
export interface EditionReads {
  live(connection: Connection, target: Subject): Promise<{ readonly contentHash: string } | null>;
  snapshot(connection: Connection, target: Subject, hash: string): Promise<{ readonly content: Content } | null>;
}

export interface ModerationDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly alerts: Alerts;
  readonly pieces: Pieces;
  readonly content: ContentReader;
  readonly transitions: Transitions;
  readonly editions: EditionReads;
  readonly applicationKeys: SigningKeys;
  readonly sendsMail: () => boolean;
  readonly handOver: HandOver;
  readonly screening: Screening;
  readonly pictures: Pictures;
}

const HOUR = 3_600_000;

const strikeView = ({ id, violation, severity, action, startsAt, endsAt, overruled }: StrikeRow) => ({ id, violation, severity, action, startsAt: iso(startsAt), endsAt: endsAt === null ? null : iso(endsAt), overruled: overruled !== null });

export const createModeration = (deps: ModerationDeps): Moderation => {
  const { strapi, config, clock, queue, alerts, sendsMail, handOver, editions } = deps;
  const audit = createAudit({ strapi, clock });
  const sanctions: Sanctions = createSanctions({
    strapi,
    clock,
    audit,
    settings: config.sanctions,
    submissions: config.moderation.submissions,
    applicationKeys: deps.applicationKeys,
    queue,
    alerts,
    sendsMail,
    handOver,
    followers: [appealsInQueue(() => moderationQueue, queue)],
  });

  const liveContent = async (connection: Connection, target: Subject): Promise<LiveContent | null> => {
    const edition = await editions.live(connection, target);
    const frozen = edition === null ? null : await editions.snapshot(connection, target, edition.contentHash);
    return edition === null || frozen === null ? null : { contentHash: edition.contentHash, content: frozen.content };
  };

  /** What the team entered by itself is read like what came in by the intake. */
  const screen = async (target: Subject): Promise<readonly Signal[]> => {
    const { targets } = moderationQueue;
    const text = await targets.draft(target);
    if (text === null) return [];
    const { title, text: body, contributorName } = text;
    const links = text.links.map(({ url, label }) => ({ url, ...(label === null ? {} : { label }) }));
    return deps.screening.screen({ documentId: target.documentId, reference: target.documentId, revision: 1, title, text: body, links, contributorName, sender: await targets.senderOf(target), composedMs: null, imageHashes: [], at: clock.now() });
  };

  const moderationQueue: Queue = createModerationQueue({
    ...deps,
    rules: { laneOf, priorityOf, withinMs: (lane) => SLA_HOURS[lane] * HOUR },
    screen,
    appealsAbout: async (target) => (await sanctions.appeals.about(target)).map(({ reference, text, openedAt, dueAt }) => ({ reference, text, openedAt: iso(openedAt), dueAt: iso(dueAt) })),
    similarTo: (references) => documentsOf(strapi.db.connection, references),
    forget: async (trx, documentId) => {
      await deps.screening.forgetDocument(trx, documentId);
      await deps.pictures.quarantine.forgetDocument(trx, documentId);
    },
    learn: (trx, signals, outcome) => deps.screening.settle(trx, signals, outcome),
    sanctions: {
      standing: (sender, trx) => sanctions.standing(sender, trx),
      strike: (trx, strike) => sanctions.strike(trx, strike),
      strikes: async (sender) => (await sanctions.strikes.of(strapi.db.connection, sender)).map(strikeView),
    },
    audit,
    images: createQueueImages({ strapi, ...deps.pictures, audit, entry: createEntryImages(strapi) }),
    mail: { sendsMail, handOver, contact: (sender, { uid, documentId }) => sanctions.senders.contact(sender, { uid, documentId }) },
    liveContent,
  });

  const reports = createReports({ strapi, config, clock, items: moderationQueue.items, targets: moderationQueue.targets, sanctions, audit });
  return {
    audit,
    sanctions,
    moderationQueue,
    reports,
    intake: createIntakeRoom({ ...deps, ...deps.pictures, reviewItems: moderationQueue.items, sanctions }),
    async recordOf(sender) {
      if (sender === '') return { strikes: 0, rejections: 0 };
      const strikes = (await sanctions.strikes.of(strapi.db.connection, sender)).filter(({ overruled }) => overruled === null).length;
      return { strikes, rejections: await moderationQueue.rejectionsOf(sender) };
    },
  };
};
