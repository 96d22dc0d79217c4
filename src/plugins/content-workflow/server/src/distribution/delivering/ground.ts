/** What every step of a delivery needs: its rows read together, and a later look. */
import type { Core } from '@strapi/strapi';
import type { Capabilities } from '../../../../core/distribution/platforms';
import type { Alerts } from '../../engine/alerts';
import type { Pieces } from '../../engine/pieces';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome } from '../../jobs/queue';
import { inTransaction, TABLES, toEdition, type Connection, type EditionRow, type PieceRow } from '../../tables';
import type { AnyAdapter } from '../adapters/adapter';
import type { Calls } from '../calls';
import type { Channel, Channels, Links } from '../ports';
import type { Readings } from '../readings';
import type { RenditionKeeper } from '../renditions';
import type { AttemptRow, DeliveryRow } from '../rows';
import type { DeliveryStore } from '../store';
import type { WritePath } from '../write-path';

export interface RunnerDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly alerts: Alerts;
  readonly pieces: Pick<Pieces, 'byId'>;
  readonly channels: Channels;
  readonly links: Links;
  readonly renditions: RenditionKeeper;
  readonly calls: Calls;
  readonly store: DeliveryStore;
  readonly writePath: WritePath;
  readonly readings: Pick<Readings, 'promise'>;
}

/** A delivery with what it is about. */
export interface Loaded {
  readonly delivery: DeliveryRow;
  readonly piece: PieceRow;
  readonly edition: EditionRow;
  readonly channel: Channel;
  readonly adapter: AnyAdapter;
  readonly capabilities: Capabilities;
}

/** A first look at the platform follows the doubtful call. */
export const LOOK_MS = 1_000;

/** A paused channel is looked at again. */
export const PAUSED_MS = 60_000;

/** What has been asked since the platform, or a person, last said that nothing is there. */
export const sinceSettled = (attempts: readonly AttemptRow[]): readonly AttemptRow[] =>
  attempts.slice(attempts.findLastIndex(({ phase, outcome }) => (phase === 'find' && outcome === 'absent') || (phase === 'act' && (outcome === 'resend' || outcome === 'retry'))) + 1);

export interface Ground extends RunnerDeps {
  editionOf(id: number, connection?: Connection): Promise<EditionRow | null>;
  /** `null` where the channel, or its platform, is not known to this version. */
  load(delivery: DeliveryRow): Promise<Loaded | null>;
  /** Looked at again at that time; nothing else changes. */
  later(delivery: DeliveryRow, at: number): Promise<JobOutcome>;
}

export const createGround = (deps: RunnerDeps): Ground => {
  const { strapi, pieces, channels, store } = deps;

  const editionOf = async (id: number, connection: Connection = strapi.db.connection): Promise<EditionRow | null> => {
    const row = (await connection(TABLES.editions).where({ id }).first()) as Record<string, unknown> | undefined;
    return row === undefined ? null : toEdition(row);
  };

  const load = async (delivery: DeliveryRow): Promise<Loaded | null> => {
    const channel = await channels.byId(delivery.channelId);
    const adapter = channel === null ? null : channels.adapterOf(channel);
    const capabilities = channel === null ? null : channels.capabilitiesOf(channel);
    const edition = await editionOf(delivery.editionId);
    const piece = await pieces.byId(delivery.pieceId);
    return channel === null || adapter === null || capabilities === null || edition === null || piece === null ? null : { delivery, piece, edition, channel, adapter, capabilities };
  };

  const later = (delivery: DeliveryRow, at: number): Promise<JobOutcome> =>
    inTransaction(strapi, async (trx): Promise<JobOutcome> => {
      const seen = { id: delivery.id, state: delivery.state, attempts: delivery.attempts, due_at: delivery.dueAt };
      // Given another time meanwhile, it has been promised for that.
      if (((await trx(TABLES.deliveries).where(seen).update({ due_at: at })) as number) === 0) return 'done';
      await store.promise(trx, delivery.id, at);
      return 'settled';
    });

  return { ...deps, editionOf, load, later };
};
