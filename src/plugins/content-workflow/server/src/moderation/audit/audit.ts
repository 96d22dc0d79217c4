/**
 * The chain of what was done in moderation: who, what, to whom, from what to what. A row's hash covers the row and the hash of
 * the one before it, so that a row that was changed, taken out or put in breaks the chain from there on.
 *
 * Whoever can write to the database could write the whole chain anew. Against that helps a head that was noted elsewhere:
 * `verify` tells the head, and can be asked whether the chain still goes through an earlier one.
 */
import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import canonicalize from 'canonicalize';
import type { AuditEntry, VerifyAudit } from '../../../../contracts/moderation/members';
import type { ActorRef } from '../../../../core/workflow/context';
import { schemaOf } from '../../cluster/postgres';
import { isPostgres } from '../../database';
import { iso, type Clock } from '../../jobs/clock';
import { TABLES, type Connection, type Trx } from '../../tables';

export interface Act {
  readonly actor: ActorRef;
  /** What was done, e.g. `strike.confirmed`. */
  readonly action: string;
  /** To what, e.g. `strike:12` or `member:7`. */
  readonly object: string;
  /** As JSON; what can identify somebody beyond their sender key stays out. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface NotedHead {
  readonly seq: number;
  readonly hash: string;
}

export interface Audit {
  /**
   * Adds a row in the transaction of what it tells of. On PostgreSQL one transaction at a time may, until it ends, so it is the last
   * thing that a transaction does: who waits for it should hold nothing that the other still wants.
   */
  write(trx: Trx, act: Act): Promise<void>;
  /** Walks through the whole chain, and asks whether it goes through `noted`. */
  verify(noted?: NotedHead): Promise<VerifyAudit.Verdict>;
  /** Newest first, of one of these objects or of all. */
  list(filter: { readonly objects?: readonly string[]; readonly before?: number; readonly limit: number }): Promise<AuditEntry[]>;
}

const AUDIT_LOCK = 0x4361;

/** What is read at once when the chain is verified: large enough to be fast, small enough to stay out of the way. */
const BATCH = 1_000;

interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly actor: ActorRef;
  readonly action: string;
  readonly object: string;
  /** JSON; '' for nothing. */
  readonly before: string;
  readonly after: string;
  readonly previousHash: string;
  readonly hash: string;
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

const toRow = (row: Record<string, unknown>): AuditRow => ({
  seq: Number(row.seq),
  at: Number(row.at),
  actor: { kind: text(row.actor_kind) as ActorRef['kind'], id: text(row.actor_id), name: text(row.actor_name) },
  action: text(row.action),
  object: text(row.object),
  before: text(row.before),
  after: text(row.after),
  previousHash: text(row.previous_hash),
  hash: text(row.hash),
});

const hashOf = ({ seq, at, actor, action, object, before, after, previousHash }: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([seq, at, actor.kind, actor.id, actor.name, action, object, before, after, previousHash]))
    .digest('hex');

const json = (value: unknown): string => (value === undefined ? '' : (canonicalize(value) ?? ''));
const parsed = (value: string): unknown => (value === '' ? null : JSON.parse(value));

const viewOf = (row: AuditRow): AuditEntry => ({ seq: row.seq, at: iso(row.at), actor: row.actor, action: row.action, object: row.object, before: parsed(row.before), after: parsed(row.after) });

export const createAudit = ({ strapi, clock }: { readonly strapi: Core.Strapi; readonly clock: Clock }): Audit => {
  const head = async (connection: Connection): Promise<AuditRow | null> => {
    const row = (await connection(TABLES.audit).orderBy('seq', 'desc').first()) as Record<string, unknown> | undefined;
    return row === undefined ? null : toRow(row);
  };

  return {
    async write(trx, { actor, action, object, before, after }) {
      // SQLite has one writer; on PostgreSQL two would both read the same last row.
      if (isPostgres(strapi)) await trx.raw('select pg_advisory_xact_lock(?, hashtext(?))', [AUDIT_LOCK, schemaOf(strapi)]);
      const last = await head(trx);
      const row = { seq: (last?.seq ?? 0) + 1, at: clock.now(), actor, action, object, before: json(before), after: json(after), previousHash: last?.hash ?? '' };
      await trx(TABLES.audit).insert({
        seq: row.seq,
        at: row.at,
        actor_kind: actor.kind,
        actor_id: actor.id,
        actor_name: actor.name,
        action,
        object,
        before: row.before,
        after: row.after,
        previous_hash: row.previousHash,
        hash: hashOf(row),
      });
    },

    async verify(noted) {
      let before: { readonly seq: number; readonly hash: string } = { seq: 0, hash: '' };
      for (;;) {
        const rows = ((await strapi.db.connection(TABLES.audit).where('seq', '>', before.seq).orderBy('seq').limit(BATCH)) as Record<string, unknown>[]).map(toRow);
        for (const row of rows) {
          const broken = (problem: 'changed' | 'missing' | 'not-linked' | 'not-the-noted-head') => ({ intact: false, rows: row.seq, seq: row.seq, problem }) as const;
          if (row.seq !== before.seq + 1) return broken('missing');
          if (row.hash !== hashOf(row)) return broken('changed');
          if (row.previousHash !== before.hash) return broken('not-linked');
          if (noted?.seq === row.seq && noted.hash !== row.hash) return broken('not-the-noted-head');
          before = { seq: row.seq, hash: row.hash };
        }
        if (rows.length < BATCH) break;
      }
      // Rows taken off the end leave no gap: only a noted head knows of them.
      if (noted !== undefined && noted.seq > before.seq) return { intact: false, rows: before.seq, seq: noted.seq, problem: 'missing' };
      return { intact: true, rows: before.seq, head: before.seq === 0 ? null : before };
    },

    async list({ objects, before, limit }) {
      const query = strapi.db.connection(TABLES.audit).orderBy('seq', 'desc').limit(limit);
      if (objects !== undefined) query.whereIn('object', [...objects]);
      if (before !== undefined) query.where('seq', '<', before);
      return ((await query) as Record<string, unknown>[]).map((row) => viewOf(toRow(row)));
    },
  };
};
