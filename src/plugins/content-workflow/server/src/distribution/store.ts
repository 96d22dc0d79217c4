/** Rows of deliveries: the reads, and the one way in which a delivery's state is written. */
import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { next, type DeliveryEvent } from '../../../core/distribution/delivery';
import type { DeliveryState } from '../../../core/distribution/platforms';
import type { ActorRef } from '../../../core/workflow/context';
import type { Signals } from '../cluster/signals';
import type { Clock } from '../jobs/clock';
import type { JobQueue } from '../jobs/queue';
import { TABLES, type Connection, type Trx } from '../tables';
import { byColumns, toAttempt, toDelivery, type AttemptPhase, type AttemptRow, type DeliveryRow } from './rows';

/** What may change with the state. */
export interface DeliveryChange {
  readonly dueAt?: number | null;
  readonly plannedAt?: number;
  readonly prepared?: unknown;
  readonly renditionId?: number | null;
  readonly refId?: string | null;
  readonly url?: string | null;
  readonly code?: string | null;
  readonly message?: string | null;
  readonly attempts?: number;
  readonly evidence?: unknown;
  readonly publishedAt?: number | null;
}

const columnsOf = ({ prepared, evidence, ...change }: DeliveryChange): Record<string, unknown> => {
  const names: Record<keyof typeof change, string> = { dueAt: 'due_at', plannedAt: 'planned_at', renditionId: 'rendition_id', refId: 'ref_id', url: 'url', code: 'code', message: 'message', attempts: 'attempts', publishedAt: 'public_at' };
  return {
    ...Object.fromEntries(Object.entries(change).map(([name, value]) => [names[name as keyof typeof change], value])),
    ...(prepared === undefined ? {} : { prepared: JSON.stringify(prepared) }),
    ...(evidence === undefined ? {} : { evidence: JSON.stringify(evidence) }),
  };
};

export interface DeliveryStore {
  byId(id: number, connection?: Connection): Promise<DeliveryRow | null>;
  byKey(key: string): Promise<DeliveryRow | null>;
  ofPiece(pieceId: number, connection?: Connection): Promise<DeliveryRow[]>;
  /** Locked: whoever moves one of them at the same time has done so, or sees what is done with them here. */
  lockedOf(trx: Trx, pieceId: number): Promise<DeliveryRow[]>;
  /**
   * Moves a delivery along the table of its life, by compare-and-set: `null` when it is no longer as the caller saw it,
   * who then has no say in it. Throws where the table has no such way.
   */
  move(trx: Trx, seen: DeliveryRow, event: DeliveryEvent, change?: DeliveryChange): Promise<DeliveryRow | null>;
  /** Open screens, of every process, hear of it after the commit. `move` tells by itself. */
  tell(trx: Trx, delivery: DeliveryRow): Promise<void>;
  /** Its one job: it does what the state asks for, at this time. */
  promise(trx: Trx, deliveryId: number, at: number): Promise<void>;
  /** After the commit of what was promised. */
  nudge(at: number): void;
  attempts(deliveryId: number, connection?: Connection): Promise<AttemptRow[]>;
  /** Written before the call that it is about. */
  begin(connection: Connection, delivery: DeliveryRow, phase: AttemptPhase, by?: ActorRef | null): Promise<AttemptRow>;
  end(connection: Connection, attemptId: number, outcome: string, code: string | null, answer: string | null): Promise<void>;
}

export const deliverKey = (deliveryId: number): string => `deliver:${deliveryId}`;

/** A platform's words are kept short: they are there to be read. */
const MAX_WORDS = 500;

const CHANGE_BYTES = 9;

/** What happens because its time has come does not happen where it was given another one meanwhile. */
const BY_THE_CLOCK: ReadonlySet<DeliveryEvent> = new Set(['BEGIN', 'CALL', 'HAND_OVER']);

const short = (words: string | null): string | null => (words === null ? null : words.slice(0, MAX_WORDS));

export const createDeliveryStore = ({ strapi, clock, queue, signals }: { readonly strapi: Core.Strapi; readonly clock: Clock; readonly queue: () => JobQueue; readonly signals: Pick<Signals, 'tell'> }): DeliveryStore => {
  const one = (row: Record<string, unknown> | undefined): DeliveryRow | null => (row === undefined ? null : toDelivery(row));

  // A word that says nothing: everybody who may look at anything hears that something changed, and not what.
  const tell: DeliveryStore['tell'] = (trx, { key, pieceId }) => signals.tell(trx, { kind: 'delivery', key, pieceId, change: randomBytes(CHANGE_BYTES).toString('base64url') });

  return {
    tell,
    byId: async (id, connection = strapi.db.connection) => one(await connection(TABLES.deliveries).where({ id }).first()),
    byKey: async (key) => one(await strapi.db.connection(TABLES.deliveries).where({ key }).first()),
    async ofPiece(pieceId, connection = strapi.db.connection) {
      const rows = (await connection(TABLES.deliveries).where({ piece_id: pieceId }).orderBy('id')) as Record<string, unknown>[];
      return rows.map(toDelivery);
    },
    async lockedOf(trx, pieceId) {
      const rows = (await trx(TABLES.deliveries).where({ piece_id: pieceId }).orderBy('id').forUpdate()) as Record<string, unknown>[];
      return rows.map(toDelivery);
    },
    async move(trx, seen, event, change = {}) {
      const state: DeliveryState | null = next(seen.state, event);
      if (state === null) throw new Error(`a delivery that is ${seen.state} knows no ${event}`);
      // Calls that were begun since are another's: a worker that was thought dead can not write over what followed.
      const rows = (await trx(TABLES.deliveries)
        .where({ id: seen.id, state: seen.state, attempts: seen.attempts, ...(BY_THE_CLOCK.has(event) ? { due_at: seen.dueAt } : {}) })
        .update({ state, changed_at: clock.now(), ...columnsOf({ ...change, ...(change.message === undefined ? {} : { message: short(change.message) }) }) })
        .returning('*')) as Record<string, unknown>[];
      const moved = one(rows[0]);
      if (moved !== null) await tell(trx, moved);
      return moved;
    },
    promise: (trx, deliveryId, at) => queue().enqueue(trx, { name: 'deliver', payload: { deliveryId }, runAt: at, key: deliverKey(deliveryId) }),
    nudge: (at) => queue().nudge(at),
    async attempts(deliveryId, connection = strapi.db.connection) {
      const rows = (await connection(TABLES.attempts).where({ delivery_id: deliveryId }).orderBy('id')) as Record<string, unknown>[];
      return rows.map(toAttempt);
    },
    async begin(connection, delivery, phase, by = null) {
      const [row] = (await connection(TABLES.attempts)
        .insert({ delivery_id: delivery.id, channel_id: delivery.channelId, number: delivery.attempts, phase, started_at: clock.now(), ...byColumns(by) })
        .returning('*')) as Record<string, unknown>[];
      return toAttempt(row ?? {});
    },
    async end(connection, attemptId, outcome, code, answer) {
      await connection(TABLES.attempts).where({ id: attemptId }).update({ ended_at: clock.now(), outcome, code, answer: short(answer) });
    },
  };
};
