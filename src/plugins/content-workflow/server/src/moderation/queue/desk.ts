/** One item with everything that a decision goes by. */
import type { Core } from '@strapi/strapi';
import type { ActionView, AppealInQueue, ImageView, ItemContent, ItemView } from '../../../../contracts/moderation/queue';
import type { Refusal } from '../../../../core/errors';
import { actionRefusal, QUEUE_ACTIONS, type QueueAction } from '../../../../core/moderation/queue';
import type { Actor } from '../../../../core/workflow/context';
import type { WorkflowConfig } from '../../config';
import type { Pieces } from '../../engine/pieces';
import type { Inspected, Transitions } from '../../engine/transitions';
import { iso, type Clock } from '../../jobs/clock';
import { TABLES } from '../../tables';
import { toReport } from '../reports/rows';
import { sameActor, type Claims } from './claims';
import type { Decisions } from './decisions';
import { foresee, workflowEvent } from './foresee';
import type { ReviewItems } from './items';
import type { QueueReads } from './reads';
import type { DecisionRow, ItemRow, Row } from './rows';
import type { Senders } from './senders';
import type { Targets, TargetText } from './targets';
import { toDecisionView, toReportView, toSignalView } from './views';

export interface Desk {
  view(item: ItemRow, by: Actor): Promise<ItemView>;
}

export interface DeskDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly transitions: Transitions;
  readonly items: ReviewItems;
  readonly claims: Claims;
  readonly reads: QueueReads;
  readonly targets: Targets;
  readonly senders: Senders;
  readonly decisions: Decisions;
  /** Open appeals against what followed from a decision about this. */
  readonly appealsAbout: (target: ItemRow['target']) => Promise<readonly AppealInQueue[]>;
  /** Pictures for moderators' eyes, by addresses that do not last. */
  readonly previews: (target: ItemRow['target']) => Promise<readonly ImageView[]>;
}

export const createDesk = (deps: DeskDeps): Desk => {
  const { strapi, config, clock, pieces, transitions, items, claims } = deps;

  /** The machine's own answer to what a decision would ask of it, so that a button and the answer do not disagree. */
  const machineRefusal = (action: QueueAction, item: ItemRow, inspected: Inspected | null, by: Actor): Refusal | null => {
    if (inspected === null || action === 'escalate' || (item.about === 'live' && action === 'ignore')) return null;
    const foreseen = foresee(workflowEvent(item.about, { action, reasonCodes: inspected.facts.rejectReasons.slice(0, 1), message: action, note: null, sanction: null }, inspected.facts.hash), inspected, by, clock.now());
    return foreseen.kind === 'refused' ? foreseen.refusal : null;
  };

  const inspect = async (item: ItemRow): Promise<Inspected | null> => {
    const liveId = item.about === 'live' ? await pieces.livePieceId(item.target) : null;
    const piece = item.about === 'live' ? (liveId === null ? null : await pieces.byId(liveId)) : await pieces.current(item.target);
    return piece === null ? null : transitions.inspect(piece);
  };

  const actionsOf = async (item: ItemRow, by: Actor): Promise<ActionView[]> => {
    const claim = (await claims.current(strapi.db.connection, [item.id])).get(item.id);
    const heldBy = claim === undefined || sameActor(claim.by, by) ? null : claim.by;
    const rejectReasons = config.types[item.target.uid]?.rejectReasons ?? [];
    const inspected = await inspect(item);
    return QUEUE_ACTIONS.map((action) => ({ action, refusal: actionRefusal(action, { state: item.state, about: item.about, sender: item.sender, heldBy, rejectReasons }, by) ?? machineRefusal(action, item, inspected, by) }));
  };

  const contentOf = async (item: ItemRow, text: TargetText): Promise<ItemContent> => {
    const { title, text: body, links, contributorName, language, activity } = text;
    return { title, text: body, links, contributorName, language, activity, images: await deps.previews(item.target), sentAt: iso(item.openedAt) };
  };

  const referenceOf = async ({ target }: ItemRow): Promise<string | null> => {
    if (target.uid !== config.moderation.submissions) return null;
    const row = (await strapi.db.connection(TABLES.intakes).where({ subject_id: target.documentId }).first('reference')) as { reference: string } | undefined;
    return row?.reference ?? null;
  };

  const escalationOf = (item: ItemRow, decisions: readonly DecisionRow[]): ItemView['escalated'] => {
    const found = item.state === 'escalated' ? decisions.find(({ action }) => action === 'escalate') : undefined;
    return found === undefined ? null : { by: found.by, at: iso(found.at), note: found.note };
  };

  return {
    async view(item, by) {
      const text = (item.about === 'live' ? await deps.targets.live(strapi.db.connection, item.target) : null) ?? (await deps.targets.draft(item.target));
      const reports = ((await strapi.db.connection(TABLES.reports).where({ item_id: item.id }).orderBy('id', 'desc').limit(100)) as Row[]).map(toReport);
      const decisions = await deps.decisions.ofItem(item.id);
      return {
        ...(await deps.reads.summary(item, by)),
        reference: await referenceOf(item),
        appeals: await deps.appealsAbout(item.target),
        revision: item.revision,
        contentHash: item.contentHash,
        content: text === null ? null : await contentOf(item, text),
        signalList: (await items.signals(strapi.db.connection, item.id)).map(toSignalView),
        reportList: reports.map(toReportView),
        sender: await deps.senders.of(item),
        similar: await deps.senders.similar(item),
        decisions: decisions.map(toDecisionView),
        actions: await actionsOf(item, by),
        rejectReasons: config.types[item.target.uid]?.rejectReasons ?? [],
        escalated: escalationOf(item, decisions),
        adopted: decisions.find(({ made }) => made !== null)?.made ?? null,
      };
    },
  };
};
