/** The rows of what was sent in. */
import type { Core } from '@strapi/strapi';
import type { ActorRef } from '../../../../core/workflow/context';
import { TABLES, type Connection, type Trx } from '../../tables';
import type { Sender } from './senders';

const TABLE = TABLES.intakes;

export interface Intake {
  readonly id: number;
  readonly reference: string;
  /** The sender's key. */
  readonly sender: string;
  readonly by: ActorRef;
  readonly bodyHash: string;
  readonly documentId: string;
  readonly revision: number;
  readonly sentAt: number;
  readonly changedAt: number;
  readonly withdrawnAt: number | null;
}

export interface NewIntake {
  readonly reference: string;
  readonly sender: Sender;
  readonly idempotencyKey: string;
  readonly bodyHash: string;
  readonly at: number;
}

export interface IntakeStore {
  /** `null` when the sender's key was used before, or is being used at this moment. */
  reserve(trx: Trx, intake: NewIntake): Promise<number | null>;
  wrote(trx: Trx, id: number, documentId: string): Promise<void>;
  byKey(sender: string, idempotencyKey: string): Promise<Intake | null>;
  byReference(reference: string): Promise<Intake | null>;
  /** As it is now; nobody else changes it before the transaction ends. */
  hold(trx: Trx, id: number): Promise<Intake | null>;
  edited(trx: Trx, id: number, revision: number, at: number): Promise<void>;
  withdrawn(trx: Trx, id: number, at: number): Promise<void>;
  /** Newest first. */
  ofSender(sender: string, before: number | null, limit: number): Promise<Intake[]>;
}

type Row = Record<string, unknown>;

const toIntake = (row: Row): Intake => ({
  id: Number(row.id),
  reference: String(row.reference),
  sender: String(row.sender),
  by: { kind: row.sender_kind as ActorRef['kind'], id: String(row.sender_id), name: String(row.sender_name) },
  bodyHash: String(row.body_hash),
  documentId: String(row.subject_id ?? ''),
  revision: Number(row.revision),
  sentAt: Number(row.sent_at),
  changedAt: Number(row.changed_at),
  withdrawnAt: row.withdrawn_at === null || row.withdrawn_at === undefined ? null : Number(row.withdrawn_at),
});

export const createIntakeStore = (strapi: Core.Strapi): IntakeStore => {
  const from = (connection: Connection = strapi.db.connection) => connection(TABLE);
  const one = async (where: Row): Promise<Intake | null> => {
    const row = (await from().where(where).first()) as Row | undefined;
    return row === undefined ? null : toIntake(row);
  };

  return {
    async reserve(trx, { reference, sender, idempotencyKey, bodyHash, at }) {
      const { kind, id, name } = sender.actor;
      const [row] = (await from(trx)
        .insert({ reference, sender: sender.key, sender_kind: kind, sender_id: id, sender_name: name, idempotency_key: idempotencyKey, body_hash: bodyHash, revision: 1, sent_at: at, changed_at: at })
        .onConflict(['sender', 'idempotency_key'])
        .ignore()
        .returning('id')) as Row[];
      return row === undefined ? null : Number(row.id);
    },
    async wrote(trx, id, documentId) {
      await from(trx).where({ id }).update({ subject_id: documentId });
    },
    byKey: (sender, idempotencyKey) => one({ sender, idempotency_key: idempotencyKey }),
    byReference: (reference) => one({ reference }),
    async hold(trx, id) {
      const row = (await from(trx).where({ id }).forUpdate().first()) as Row | undefined;
      return row === undefined ? null : toIntake(row);
    },
    async edited(trx, id, revision, at) {
      await from(trx).where({ id }).update({ revision, changed_at: at });
    },
    async withdrawn(trx, id, at) {
      await from(trx).where({ id }).update({ withdrawn_at: at, changed_at: at });
    },
    async ofSender(sender, before, limit) {
      const query = from().where({ sender }).orderBy('id', 'desc').limit(limit);
      if (before !== null) query.where('id', '<', before);
      return ((await query) as Row[]).map(toIntake);
    },
  };
};
