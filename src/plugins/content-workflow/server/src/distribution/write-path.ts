/** What distribution does inside the engine's transactions: names what is shown, seals what is approved, promises what goes out and takes back what is no longer live. */
import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { OUT_THERE, UNSENT } from '../../../core/distribution/delivery';
import { dueAt } from '../../../core/distribution/plan';
import type { DeliveryState } from '../../../core/distribution/platforms';
import type { WorkflowConfig } from '../config';
import type { Alerts } from '../engine/alerts';
import type { RenditionHash } from '../../../core/workflow/context';
import type { Clock } from '../jobs/clock';
import type { Editions } from '../publishing/editions';
import { inTurn, subjectColumns, TABLES, type Connection, type PieceRow, type Trx } from '../tables';
import type { FanOuts } from './fan-outs';
import type { Channel, Channels, Distribution, PieceVersion } from './ports';
import { canBeSent, type Rendered, type RenditionKeeper } from './renditions';
import { toDelivery, toPlanRow, type DeliveryRow, type PlanRowStored } from './rows';
import type { DeliveryStore } from './store';
import { noteWithdrawal, TAKEN_BACK_BECAUSE, UNSENT_BECAUSE, type Withdrawal } from './withdrawals';

export interface WritePathDeps {
  readonly strapi: Core.Strapi;
  readonly config: Pick<WorkflowConfig, 'types'>;
  readonly clock: Clock;
  readonly alerts: Alerts;
  readonly channels: Channels;
  readonly editions: Editions;
  readonly renditions: RenditionKeeper;
  readonly store: DeliveryStore;
  readonly fanOuts: Pick<FanOuts, 'stop'>;
}

export interface PlannedRow extends PlanRowStored {
  readonly channel: Channel;
}

export interface WritePath extends Distribution {
  /** The channels that a piece is planned for, in the order in which they were added. */
  planOf(connection: Connection, pieceId: number): Promise<PlannedRow[]>;
  /** Promises one delivery; nothing where there is one already. */
  open(trx: Trx, piece: Pick<PieceRow, 'id'>, edition: { readonly id: number; readonly contentHash: string }, channelId: number, at: number): Promise<DeliveryRow | null>;
  /** What came out is not wanted there any more: taken back, or left to a person. */
  takeBack(trx: Trx, delivery: DeliveryRow, channel: Channel | null, why: Withdrawal): Promise<DeliveryState>;
}

/** What a channel is given can not be made; nothing equals that. */
const NOT_RENDERED = 'can not be rendered';

/** What no person and no platform has been given. */
const KEPT = UNSENT.filter((state) => state !== 'task');

const isIn =
  (states: readonly DeliveryState[]) =>
  ({ state }: DeliveryRow): boolean =>
    states.includes(state);

export const createWritePath = ({ strapi, config, clock, alerts, channels, editions, renditions, store, fanOuts }: WritePathDeps): WritePath => {
  const isDistributed = (piece: PieceRow): boolean => (config.types[piece.uid]?.distribution ?? null) !== null;

  const planOf: WritePath['planOf'] = async (connection, pieceId) => {
    const rows = ((await connection(TABLES.distributionPlans).where({ piece_id: pieceId }).orderBy('id')) as Record<string, unknown>[]).map(toPlanRow);
    const found = await inTurn(rows, async (row) => ({ ...row, channel: await channels.byId(row.channelId, connection) }));
    return found.flatMap(({ channel, ...row }) => (channel === null ? [] : [{ ...row, channel }]));
  };

  const rendered = (channel: Channel, piece: PieceRow, { content, variant }: PieceVersion): Rendered | null => {
    try {
      return renditions.render(channel, piece, content, variant);
    } catch (error) {
      // One platform's trouble with a text keeps nobody from approving it for the others.
      strapi.log.warn(`[content-workflow] "${channel.key}" could not be rendered: ${error instanceof Error ? error.name : 'error'}`);
      return null;
    }
  };

  const open: WritePath['open'] = async (trx, piece, edition, channelId, at) => {
    const [sealed] = await renditions.sealed(trx, piece.id, channelId, edition.contentHash);
    const now = clock.now();
    const rows = (await trx(TABLES.deliveries)
      .insert({ key: randomUUID(), edition_id: edition.id, piece_id: piece.id, channel_id: channelId, rendition_id: sealed?.id ?? null, state: 'scheduled', due_at: at, planned_at: at, attempts: 0, opened_at: now, changed_at: now })
      .onConflict(['edition_id', 'channel_id'])
      .ignore()
      .returning('*')) as Record<string, unknown>[];
    const row = rows[0];
    if (row === undefined) return null;
    const delivery = toDelivery(row);
    await store.tell(trx, delivery);
    await store.promise(trx, delivery.id, at);
    return delivery;
  };

  /** Deliveries of every round of a document, locked: whoever moves one of them at the same time has done so, or sees what is done here. */
  const ofSubject = async (trx: Trx, piece: PieceRow): Promise<DeliveryRow[]> => {
    const rounds = trx(TABLES.pieces).where(subjectColumns(piece)).select('id');
    const rows = (await trx(TABLES.deliveries).whereIn('piece_id', rounds).orderBy('id').forUpdate()) as Record<string, unknown>[];
    return rows.map(toDelivery);
  };

  const takeBack: WritePath['takeBack'] = async (trx, delivery, channel, why) => {
    const adapter = channel === null ? null : channels.adapterOf(channel);
    const revocable = channel !== null && adapter?.revoke !== undefined && channels.capabilitiesOf(channel)?.revocable === true && delivery.refId !== null;
    const moved = await store.move(trx, delivery, revocable ? 'TAKE_BACK' : 'LEAVE_TO_PERSON', { code: why, message: `${TAKEN_BACK_BECAUSE[why]}${delivery.state === 'task' ? ' Somebody may have posted it already.' : ''}` });
    if (revocable) await store.promise(trx, delivery.id, clock.now());
    return moved?.state ?? delivery.state;
  };

  return {
    planOf,
    open,
    takeBack,

    async shown(piece, versions, trx) {
      if (!isDistributed(piece)) return [];
      const plan = await planOf(trx ?? strapi.db.connection, piece.id);
      return plan.flatMap(({ channel }) => versions.map((version): RenditionHash => ({ channel: channel.key, variant: version.variant, hash: rendered(channel, piece, version)?.hash ?? NOT_RENDERED })));
    },

    async seal(trx, piece, versions, by, { how, shownToAll }) {
      if (!isDistributed(piece)) return;
      const plan = await planOf(trx, piece.id);
      if (plan.length === 0) return;
      // A related entry may be called otherwise than at the submission: what is sealed is kept as it was shown.
      for (const version of versions) await editions.freeze(trx, piece, version);
      for (const { channel } of plan)
        for (const version of versions) {
          const made = rendered(channel, piece, version);
          const wasShown = shownToAll === null || shownToAll.some((shown) => shown.channel === channel.key && shown.variant === version.variant && shown.hash === made?.hash);
          if (made !== null && wasShown && canBeSent(made.rendition)) await renditions.seal(trx, { pieceId: piece.id, channelId: channel.id, contentHash: version.hash, variant: version.variant, rendered: made, how, by });
        }
    },

    async wentLive(trx, piece, edition) {
      if (!isDistributed(piece)) return;
      const liveAt = clock.now();
      const before = await ofSubject(trx, piece);
      await fanOuts.stop(trx, before.map(({ id }) => id), 'superseded');
      for (const delivery of before.filter(isIn(UNSENT))) await store.move(trx, delivery, 'SUPERSEDE', { dueAt: null, code: 'superseded', message: UNSENT_BECAUSE.superseded });
      for (const { channel, timing } of await planOf(trx, piece.id)) await open(trx, piece, edition, channel.id, dueAt(timing, liveAt));
    },

    async tookDown(trx, piece) {
      if (!isDistributed(piece)) return;
      const before = await ofSubject(trx, piece);
      await fanOuts.stop(trx, before.map(({ id }) => id), 'taken-down');
      for (const delivery of before.filter(isIn(KEPT))) await store.move(trx, delivery, 'SUPERSEDE', { dueAt: null, code: 'taken-down', message: UNSENT_BECAUSE['taken-down'] });
      for (const delivery of before.filter(isIn(['publishing']))) await noteWithdrawal(trx, store, delivery, 'taken-down');
      const left: string[] = [];
      const handedOver: string[] = [];
      for (const delivery of before.filter(isIn([...OUT_THERE, 'task']))) {
        const channel = await channels.byId(delivery.channelId, trx);
        if ((await takeBack(trx, delivery, channel, 'taken-down')) === 'remove-by-hand') (delivery.state === 'task' ? handedOver : left).push(channel?.name ?? `channel ${delivery.channelId}`);
      }
      if (left.length + handedOver.length === 0) return;
      const sentences = [
        'The piece was taken down.',
        ...(left.length === 0 ? [] : [`A person has to remove it from: ${left.join(', ')}.`]),
        ...(handedOver.length === 0 ? [] : [`Somebody may have posted it by hand already to: ${handedOver.join(', ')}.`]),
      ];
      await alerts.raise({ pieceId: piece.id, code: 'REMOVE_BY_HAND', message: sentences.join(' '), detail: { channels: [...left, ...handedOver] } }, trx);
    },
  };
};
