/** Which channels get a piece, and when: of the piece itself, or taken over from its activity. */
import type { Core } from '@strapi/strapi';
import type { PlanRow } from '../../../contracts/distribution';
import type { Refusal } from '../../../core/errors';
import { next } from '../../../core/distribution/delivery';
import { dueAt, planProblems } from '../../../core/distribution/plan';
import type { Timing } from '../../../core/distribution/platforms';
import type { Actor, WorkflowContext } from '../../../core/workflow/context';
import type { WorkflowConfig } from '../config';
import type { Alerts } from '../engine/alerts';
import { refOf } from '../engine/actors';
import type { Content, ContentReader } from '../engine/content';
import type { Pieces } from '../engine/pieces';
import type { Outcome, Transitions } from '../engine/transitions';
import type { Clock } from '../jobs/clock';
import type { Editions } from '../publishing/editions';
import { inTransaction, TABLES, type Connection, type PieceRow, type Trx } from '../tables';
import { ChannelUnusable, orUnusable } from './channels/store';
import type { Channel, Channels } from './ports';
import { alreadyDelivered, channelUnknown, contentGone, notDistributed, notLive, notPlanned, planImpossible, renditionFaulty, renditionNotApproved } from './refusals';
import { canBeSent, type RenditionKeeper } from './renditions';
import { byColumns, type DeliveryRow } from './rows';
import { REMIND_FIRST_MS } from './delivering/taken-in';
import type { DeliveryStore } from './store';
import { createTemplates, type Templates, type TemplateVersion } from './templates';
import { isOnItsWay, isTakenIn, notePlannedAgain, noteWithdrawal, UNSENT_BECAUSE } from './withdrawals';
import type { WritePath } from './write-path';

export interface Target {
  readonly pieceId: number;
  readonly expectedRevision: number;
  readonly by: Actor;
}

/** The version of a piece that its channels would be given. */
export interface PieceContent {
  readonly content: Content;
  readonly hash: string;
  readonly variant: string;
}

export type Sent = { readonly kind: 'sent'; readonly deliveries: readonly DeliveryRow[] } | { readonly kind: 'refused'; readonly refusal: Refusal } | { readonly kind: 'not-found' };

export interface DistributionPlans {
  /** What was approved, or the draft as long as nothing was; `null` when it is gone. */
  contentOf(piece: PieceRow, connection?: Connection): Promise<PieceContent | null>;
  put(target: Target, plan: readonly PlanRow[]): Promise<Outcome>;
  /** Takes the plan of the piece's activity over. */
  takeOver(target: Target): Promise<Outcome>;
  approve(target: Target, input: { readonly channel: string; readonly shownHash: string }): Promise<Outcome>;
  /** A live piece to channels of its plan that have no delivery yet. */
  send(pieceId: number, channels: readonly string[], by: Actor): Promise<Sent>;
  readonly templates: Pick<Templates, 'of' | 'history'>;
  /** The plan that the activity's pieces take over from now on; `expectedRevision` is of the one that was looked at, 0 for none. */
  putTemplate(activityId: string, plan: readonly PlanRow[], expectedRevision: number, by: Actor): Promise<TemplateVersion | Refusal>;
}

export interface PlansDeps {
  readonly strapi: Core.Strapi;
  readonly config: Pick<WorkflowConfig, 'types'>;
  readonly clock: Clock;
  readonly alerts: Alerts;
  readonly pieces: Pieces;
  readonly content: ContentReader;
  readonly editions: Editions;
  readonly transitions: Transitions;
  readonly channels: Channels;
  readonly renditions: RenditionKeeper;
  readonly store: DeliveryStore;
  readonly writePath: WritePath;
}

/** An exception carries a refusal out of the transaction, so that the rows that were written before it are undone. */
class Undo extends Error {
  constructor(readonly outcome: Outcome) {
    super('undone');
  }
}

const undoing = async (run: () => Promise<Outcome>): Promise<Outcome> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Undo) return error.outcome;
    throw error;
  }
};

export const createDistributionPlans = (deps: PlansDeps): DistributionPlans => {
  const templates = createTemplates(deps);
  const { strapi, config, clock, alerts, pieces, content, editions, transitions, channels, renditions, store, writePath } = deps;

  const contentOf: DistributionPlans['contentOf'] = async (piece, connection = strapi.db.connection) => {
    const { seal, publication, hash } = piece.context as WorkflowContext;
    if (seal === null && piece.isCurrent) {
      const draft = await content.readDraft(piece);
      return draft === null ? null : { content: draft.content, hash: draft.hash, variant: '' };
    }
    const approved = publication?.hash ?? seal?.hash ?? hash;
    const kept = await editions.snapshot(connection, piece, approved);
    // A winner of an experiment is its own version, whose links are counted apart.
    return kept === null ? null : { content: kept.content, hash: kept.contentHash, variant: seal?.variants.find((variant) => variant.hash === approved)?.key ?? '' };
  };

  /** Rows as they are wanted, with their channels; or what is wrong with them. */
  const resolve = async (plan: readonly PlanRow[]): Promise<{ readonly rows: { readonly channel: Channel; readonly timing: Timing }[] } | { readonly refusal: Refusal }> => {
    const known = new Map((await channels.all()).map((channel) => [channel.key, channel]));
    const [problem] = planProblems(plan, new Set(known.keys()));
    if (problem !== undefined) return { refusal: planImpossible(`plan${problem.field === '' ? '' : `.${problem.field}`}`, problem.message, problem.code) };
    return { rows: plan.flatMap(({ channel, timing }) => (known.has(channel) ? [{ channel: known.get(channel) as Channel, timing }] : [])) };
  };

  /** What is certainly unsent, and in nobody's hand, waits for its new time; a person's task is theirs already, and reminded of later. */
  const moveTo = async (trx: Trx, delivery: DeliveryRow, at: number): Promise<void> => {
    const now = clock.now();
    switch (delivery.state) {
      case 'scheduled':
      case 'held':
      case 'failed':
        if ((await store.move(trx, delivery, 'RETRY', { dueAt: at, plannedAt: at, code: null, message: null })) !== null) await store.promise(trx, delivery.id, at);
        return;
      case 'task':
        await trx(TABLES.deliveries).where({ id: delivery.id, state: 'task' }).update({ due_at: at, planned_at: at, changed_at: now });
        await store.tell(trx, { ...delivery, changedAt: now });
        await store.promise(trx, delivery.id, Math.max(now, at) + REMIND_FIRST_MS);
        return;
      case 'preparing':
      case 'publishing':
      case 'confirming':
        // Its call is on its way: should that turn out not to have been heard, the next one waits for the new time.
        await trx(TABLES.deliveries).where({ id: delivery.id, state: delivery.state }).update({ planned_at: at });
        return;
      default:
    }
  };

  /** The channel was taken out: what was not sent is not sent, what is on its way follows when its outcome is known, and what the platform has taken in is taken back. */
  const takeOut = async (trx: Trx, delivery: DeliveryRow): Promise<void> => {
    if (isOnItsWay(delivery)) return noteWithdrawal(trx, store, delivery, 'not-planned');
    if (next(delivery.state, 'CANCEL') !== null) return void (await store.move(trx, delivery, 'CANCEL', { dueAt: null, code: 'not-planned', message: UNSENT_BECAUSE['not-planned'] }));
    if (!isTakenIn(delivery)) return;
    const channel = await channels.byId(delivery.channelId, trx);
    if ((await writePath.takeBack(trx, delivery, channel, 'not-planned')) !== 'remove-by-hand') return;
    await alerts.raise({ pieceId: delivery.pieceId, code: 'REMOVE_BY_HAND', message: `"${channel?.name ?? `channel ${delivery.channelId}`}" was taken out of the plan while it was taking it in. A person has to remove it there.`, detail: { delivery: delivery.key, channel: channel?.key ?? null } }, trx);
  };

  /** What has not been sent follows the plan, whatever was tried before: not at all, or at another time where that was changed. */
  const follow = async (trx: Trx, piece: PieceRow, rows: readonly { readonly channel: Channel; readonly timing: Timing }[], retimed: ReadonlySet<number>): Promise<void> => {
    const edition = await editions.live(trx, piece);
    if (edition === null || edition.pieceId !== piece.id) return;
    for (const delivery of await store.lockedOf(trx, piece.id)) {
      if (delivery.editionId !== edition.id) continue;
      const row = rows.find(({ channel }) => channel.id === delivery.channelId);
      if (row === undefined) {
        await takeOut(trx, delivery);
        continue;
      }
      if (isOnItsWay(delivery)) await notePlannedAgain(trx, store, delivery);
      const at = dueAt(row.timing, edition.publishedAt);
      if (retimed.has(row.channel.id) && at !== delivery.plannedAt) await moveTo(trx, delivery, at);
    }
  };

  const write = async (trx: Trx, piece: PieceRow, rows: readonly { readonly channel: Channel; readonly timing: Timing }[], by: Actor): Promise<void> => {
    const before = await writePath.planOf(trx, piece.id);
    const kept = rows.map(({ channel }) => channel.id);
    const retimed = new Set<number>();
    await trx(TABLES.distributionPlans).where({ piece_id: piece.id }).whereNotIn('channel_id', kept).delete();
    for (const { channel, timing } of rows) {
      const known = before.find(({ channelId }) => channelId === channel.id);
      const columns = { timing: JSON.stringify(timing), ...byColumns(refOf(by)) };
      if (known === undefined) await trx(TABLES.distributionPlans).insert({ piece_id: piece.id, channel_id: channel.id, ...columns, changed_at: clock.now() });
      // Another time is no other content: whoever approved this channel's rendition need not look again.
      else if (JSON.stringify(known.timing) !== columns.timing) {
        retimed.add(channel.id);
        await trx(TABLES.distributionPlans).where({ piece_id: piece.id, channel_id: channel.id }).update(columns);
      }
    }
    await follow(trx, piece, rows, retimed);
  };

  const planned = (target: Target, wanted: (piece: PieceRow) => Promise<readonly PlanRow[]>): Promise<Outcome> =>
    undoing(async () => {
      const found = await pieces.byId(target.pieceId);
      if (found === null) return { kind: 'not-found' };
      if ((config.types[found.uid]?.distribution ?? null) === null) return { kind: 'refused', refusal: notDistributed, piece: found };
      const resolved = await resolve(await wanted(found));
      if ('refusal' in resolved) return { kind: 'refused', refusal: resolved.refusal, piece: found };
      return inTransaction(strapi, async (trx) => {
        const piece = await pieces.lock(trx, target.pieceId);
        if (piece === null) return { kind: 'not-found' };
        if (piece.revision !== target.expectedRevision) return { kind: 'conflict', piece };
        await write(trx, piece, resolved.rows, target.by);
        const outcome = await transitions.send({ ...target, event: { type: 'DISTRIBUTION_PLANNED', channels: resolved.rows.map(({ channel }) => channel.key) } });
        if (outcome.kind !== 'accepted') throw new Undo(outcome);
        return outcome;
      });
    });

  return {
    contentOf,
    templates,
    put: (target, plan) => planned(target, () => Promise.resolve(plan)),
    // A channel that is gone since is left out: the others are still meant.
    takeOver: (target) =>
      planned(target, async ({ activityId }) => {
        const known = new Set((await channels.all()).map(({ key }) => key));
        return activityId === null ? [] : ((await templates.of(activityId))?.plan ?? []).filter(({ channel }) => known.has(channel));
      }),

    approve: (target, { channel: key, shownHash }) =>
      undoing(async () => {
        const channel = await channels.byKey(key);
        const found = await pieces.byId(target.pieceId);
        if (found === null) return { kind: 'not-found' };
        if (channel === null) return { kind: 'refused', refusal: channelUnknown(key, 'channel'), piece: found };
        return inTransaction(strapi, async (trx) => {
          const piece = await pieces.lock(trx, target.pieceId);
          if (piece === null) return { kind: 'not-found' };
          if (piece.revision !== target.expectedRevision) return { kind: 'conflict', piece };
          if (!(await writePath.planOf(trx, piece.id)).some(({ channelId }) => channelId === channel.id)) return { kind: 'refused', refusal: notPlanned(key), piece };
          const version = await contentOf(piece, trx);
          if (version === null) return { kind: 'refused', refusal: contentGone, piece };
          const rendered = orUnusable(() => renditions.render(channel, piece, version.content, version.variant));
          if (rendered instanceof ChannelUnusable) return { kind: 'refused', refusal: renditionFaulty(key, rendered.message), piece };
          const [error] = rendered.rendition.issues.filter(({ level }) => level === 'error');
          if (error !== undefined) return { kind: 'refused', refusal: renditionFaulty(key, error.message), piece };
          await renditions.seal(trx, { pieceId: piece.id, channelId: channel.id, contentHash: version.hash, variant: version.variant, rendered, how: 'afterwards', by: refOf(target.by) });
          const outcome = await transitions.send({ ...target, event: { type: 'RENDITION_APPROVED', channel: key, shownHash, rendition: rendered.hash } });
          if (outcome.kind !== 'accepted') throw new Undo(outcome);
          return outcome;
        });
      }),

    send: (pieceId, keys, by) =>
      inTransaction(strapi, async (trx, onCommit) => {
        const piece = await pieces.lock(trx, pieceId);
        if (piece === null) return { kind: 'not-found' };
        const edition = await editions.live(trx, piece);
        if (edition === null || edition.pieceId !== piece.id) return { kind: 'refused', refusal: notLive };
        const plan = await writePath.planOf(trx, piece.id);
        const known = await store.ofPiece(piece.id, trx);
        const chosen: Channel[] = [];
        for (const key of keys) {
          const row = plan.find(({ channel }) => channel.key === key);
          if (row === undefined) return { kind: 'refused', refusal: notPlanned(key) };
          if (known.some((delivery) => delivery.editionId === edition.id && delivery.channelId === row.channelId)) return { kind: 'refused', refusal: alreadyDelivered(key) };
          const sealed = await renditions.sealed(trx, piece.id, row.channelId, edition.contentHash);
          if (!sealed.some(({ rendition }) => canBeSent(rendition))) return { kind: 'refused', refusal: renditionNotApproved(key) };
          chosen.push(row.channel);
        }
        const now = clock.now();
        const deliveries: DeliveryRow[] = [];
        for (const channel of chosen) {
          const delivery = await writePath.open(trx, piece, edition, channel.id, now);
          if (delivery === null) continue;
          const act = await store.begin(trx, delivery, 'act', refOf(by));
          await store.end(trx, act.id, 'send', null, null);
          deliveries.push(delivery);
        }
        onCommit(() => store.nudge(now));
        return { kind: 'sent', deliveries };
      }),

    async putTemplate(activityId, plan, expectedRevision, by) {
      const resolved = await resolve(plan);
      return 'refusal' in resolved ? resolved.refusal : templates.put(activityId, plan, expectedRevision, refOf(by));
    },
  };
};
