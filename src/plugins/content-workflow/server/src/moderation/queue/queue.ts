/** The moderators' queue, put together of its parts. */
import type { Core } from '@strapi/strapi';
import type { GetQueueFigures } from '../../../../contracts/moderation/queue';
import type { Signal } from '../../../../core/moderation/vocabulary';
import type { WorkflowConfig } from '../../config';
import type { Alerts } from '../../engine/alerts';
import type { ContentReader } from '../../engine/content';
import type { Pieces } from '../../engine/pieces';
import type { Transitions } from '../../engine/transitions';
import { iso, type Clock } from '../../jobs/clock';
import type { JobQueue } from '../../jobs/queue';
import { TABLES, type Connection, type Subject } from '../../tables';
import { createAdopt } from './adopt';
import { createClaims, type Claims } from './claims';
import { createDecisions, type DecisionDeps, type Decisions } from './decisions';
import { createDesk, type Desk, type DeskDeps } from './desk';
import { createFollow, type Follow, type FollowDeps } from './follow';
import { createReviewItems, type LaneRules, type ReviewItems } from './items';
import { createLetters, type LetterDeps, type Letters } from './letters';
import { createPatrol, type Patrol } from './patrol';
import type { AuditPort, ImagesPort, SanctionsPort } from './ports';
import { createQueueReads, type QueueReads } from './reads';
import { toDecision, type Row } from './rows';
import { createSenders } from './senders';
import { createTargets, type LiveContent, type Targets } from './targets';

/** What a sender is told at the address of their submission. */
export interface Told {
  readonly action: 'adopt' | 'return' | 'reject' | 'ignore';
  readonly reasonCode: string | null;
  readonly message: string | null;
  readonly at: string;
}

export interface Queue {
  readonly items: ReviewItems;
  readonly claims: Claims;
  readonly decisions: Decisions;
  readonly reads: QueueReads;
  readonly desk: Desk;
  readonly targets: Targets;
  readonly letters: Letters;
  readonly patrol: Patrol;
  readonly follow: Follow;
  /** How often a sender was refused, or taken down, by decisions that stand. */
  rejectionsOf(sender: string): Promise<number>;
  figures(): Promise<GetQueueFigures.Response['data']>;
  /** The newest decision about a submission that still stands; `null` before there is one. */
  told(target: Subject): Promise<Told | null>;
}

export interface QueueDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly alerts: Alerts;
  readonly pieces: Pieces;
  readonly content: ContentReader;
  readonly transitions: Transitions;
  readonly rules: LaneRules;
  readonly sanctions: SanctionsPort;
  readonly audit: AuditPort;
  readonly images: ImagesPort;
  readonly mail: Pick<LetterDeps, 'sendsMail' | 'handOver' | 'contact'>;
  readonly liveContent: (connection: Connection, target: Subject) => Promise<LiveContent | null>;
  readonly appealsAbout: DeskDeps['appealsAbout'];
  readonly forget: FollowDeps['forget'];
  readonly screen: (target: Subject) => Promise<readonly Signal[]>;
  /** The documents of submissions that screening names by their references. */
  readonly similarTo: (references: readonly string[]) => Promise<readonly string[]>;
  readonly learn: DecisionDeps['learn'];
}

export const createModerationQueue = (deps: QueueDeps): Queue => {
  const { strapi, config, clock, pieces, transitions, images } = deps;
  const { submissions } = config.moderation;
  const targets = createTargets({ strapi, config, content: deps.content, liveContent: deps.liveContent });
  const items = createReviewItems({ strapi, clock, queue: deps.queue, alerts: deps.alerts, targets, rules: deps.rules, pieces, images, submissions });
  const claims = createClaims({ strapi, clock, items });
  const letters = createLetters({ strapi, clock, queue: deps.queue, alerts: deps.alerts, ...deps.mail });
  const adopt = createAdopt({ strapi, config });
  const decisions = createDecisions({ strapi, config, clock, pieces, transitions, items, claims, targets, adopt, images, letters, sanctions: deps.sanctions, audit: deps.audit, learn: deps.learn });
  const reads = createQueueReads({ strapi, clock, claims });
  const senders = createSenders({ strapi, items, sanctions: deps.sanctions, similarTo: deps.similarTo });
  const patrol = createPatrol({ strapi, config, clock, queue: deps.queue, items });
  return {
    items,
    claims,
    decisions,
    reads,
    targets,
    letters,
    patrol,
    desk: createDesk({ strapi, config, clock, pieces, transitions, items, claims, reads, targets, senders, decisions, appealsAbout: deps.appealsAbout, previews: (target) => images.previews(target) }),
    follow: createFollow({ strapi, clock, pieces, items, targets, submissions, screen: deps.screen, forget: deps.forget }),
    figures: async () => ({ lanes: await reads.counts(), patrol: await patrol.figures() }),
    async rejectionsOf(sender) {
      const row = (await strapi.db
        .connection(TABLES.decisions)
        .where({ action: 'reject' })
        .whereIn('item_id', strapi.db.connection(TABLES.reviewItems).where({ sender }).select('id'))
        .whereNotIn('id', strapi.db.connection(TABLES.decisions).whereNotNull('reverts_id').select('reverts_id'))
        .count({ n: '*' })
        .first()) as Row | undefined;
      return Number(row?.n ?? 0);
    },
    async told(target) {
      const item = await items.ofTarget(strapi.db.connection, target);
      const row = item === null ? undefined : ((await strapi.db.connection(TABLES.decisions).where({ item_id: item.id }).whereIn('action', ['adopt', 'return', 'reject', 'ignore', 'revert']).orderBy('id', 'desc').first()) as Row | undefined);
      const decision = row === undefined ? null : toDecision(row);
      // Of a report that came to nothing its target's sender never hears.
      if (decision === null || decision.action === 'revert' || decision.action === 'escalate' || (decision.about === 'live' && decision.action === 'ignore')) return null;
      return { action: decision.action, reasonCode: decision.reasonCodes[0] ?? null, message: decision.message, at: iso(decision.at) };
    },
  };
};
