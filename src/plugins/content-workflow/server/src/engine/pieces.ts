/** Reads of pieces, their history, alerts and variants; and the opening of a piece. No state is changed here. */
import type { Core } from '@strapi/strapi';
import { newContext, type ActorRef } from '../../../core/workflow/context';
import { MACHINE_VERSION, OPEN_STATES } from '../../../core/workflow/machine';
import type { WorkflowConfig } from '../config';
import type { Signals } from '../cluster/signals';
import type { Clock } from '../jobs/clock';
import { inTransaction, subjectColumns, TABLES, toAlert, toHistory, toPiece, toVariant, type AlertRow, type HistoryRow, type PieceRow, type Query, type Subject, type Trx, type VariantRow } from '../tables';
import { personName } from './actors';
import { contentColumns, contextColumns, searchable } from './card';
import type { ContentReader, Draft } from './content';
import { firstOf, NEWEST_FIRST } from './first-of';

export interface PieceFilter {
  readonly states: readonly string[];
  readonly uids: readonly string[];
  readonly assigneeId: string | null;
  readonly text: string | null;
  readonly before: { readonly changedAt: number; readonly id: number } | null;
  readonly limit: number;
}

export interface Pieces {
  byId(id: number): Promise<PieceRow | null>;
  lock(trx: Trx, id: number): Promise<PieceRow | null>;
  current(subject: Subject, trx?: Trx): Promise<PieceRow | null>;
  /** The current pieces of every locale of a document. */
  ofDocument(uid: string, documentId: string, trx?: Trx): Promise<PieceRow[]>;
  /** The same, and nobody else changes them before the transaction ends. */
  holdDocument(trx: Trx, uid: string, documentId: string): Promise<PieceRow[]>;
  rounds(subject: Subject): Promise<PieceRow[]>;
  list(filter: PieceFilter): Promise<PieceRow[]>;
  history(pieceId: number, before: number | null, limit: number): Promise<HistoryRow[]>;
  alerts(pieceId: number | null, limit: number): Promise<AlertRow[]>;
  variants(pieceId: number, trx?: Trx): Promise<VariantRow[]>;
  /** True when this piece's edition is the one that is served. */
  isLive(pieceId: number, trx?: Trx): Promise<boolean>;
  /** The piece whose edition is served for a document and locale; `null` when nothing is. */
  livePieceId(subject: Subject, trx?: Trx): Promise<number | null>;
  /** Who wrote the draft, as Strapi recorded it. */
  writersOf(subject: Subject): Promise<{ author: ActorRef | null; lastEditor: ActorRef | null }>;
  /**
   * Opens round 1 for a draft that has no piece yet; answers the piece that is there already otherwise. `by`: who is
   * writing right now, for entries on which Strapi records no administrator.
   */
  ensure(subject: Subject, by?: ActorRef): Promise<PieceRow | null>;
  open(trx: Trx, subject: Subject, input: { round: number; author: ActorRef | null; lastEditor: ActorRef | null; version: Draft }): Promise<PieceRow>;
}

/** The title contains the text, whatever the case of either. */
export const titleContains = (text: string): [sql: string, bindings: string[]] => ["title_search like ? escape '\\'", [`%${searchable(text).replace(/[\\%_]/g, '\\$&')}%`]];

interface Person {
  id: number;
  firstname?: string | null;
  lastname?: string | null;
  username?: string | null;
}

export const createPieces = (strapi: Core.Strapi, config: WorkflowConfig, content: ContentReader, clock: Clock, signals: Signals): Pieces => {
  const from = (table: string, trx?: Trx) => (trx === undefined ? strapi.db.connection(table) : trx(table));

  const writersOf: Pieces['writersOf'] = async (subject) => {
    const where: Record<string, unknown> = { documentId: subject.documentId, publishedAt: null };
    if (subject.locale !== '') where.locale = subject.locale;
    const entry = (await strapi.db.query(subject.uid as never).findOne({ where: where as never, populate: { createdBy: true, updatedBy: true } as never })) as {
      createdBy?: Person | null;
      updatedBy?: Person | null;
    } | null;
    const ref = (person: Person | null | undefined): ActorRef | null => (person == null ? null : { kind: 'admin', id: String(person.id), name: personName(person) });
    return { author: ref(entry?.createdBy), lastEditor: ref(entry?.updatedBy) };
  };

  const pieces: Pieces = {
    writersOf,
    async byId(id) {
      const row = await from(TABLES.pieces).where({ id }).first();
      return row === undefined ? null : toPiece(row);
    },
    async lock(trx, id) {
      // SQLite has one writer and no row locks; the revision in the update is what holds there.
      const row = await trx(TABLES.pieces).where({ id }).forUpdate().first();
      return row === undefined ? null : toPiece(row);
    },
    async current(subject, trx) {
      const row = await from(TABLES.pieces, trx).where({ ...subjectColumns(subject), is_current: true }).orderBy('round', 'desc').first();
      return row === undefined ? null : toPiece(row);
    },
    async ofDocument(uid, documentId, trx) {
      const rows = await from(TABLES.pieces, trx).where({ subject_uid: uid, subject_id: documentId, is_current: true });
      return rows.map(toPiece);
    },
    async holdDocument(trx, uid, documentId) {
      // In one order for everybody, or two of them would wait for each other.
      const rows = await trx(TABLES.pieces).where({ subject_uid: uid, subject_id: documentId, is_current: true }).orderBy('id').forUpdate();
      return rows.map(toPiece);
    },
    async rounds(subject) {
      const rows = await from(TABLES.pieces).where(subjectColumns(subject)).orderBy('round', 'desc');
      return rows.map(toPiece);
    },
    async list(filter) {
      const { states, uids, assigneeId, text, before, limit } = filter;
      const inState = (state: string): Query => {
        const query = from(TABLES.pieces).where({ is_current: true, state }) as unknown as Query;
        if (uids.length > 0) query.whereIn('subject_uid', [...uids]);
        if (assigneeId !== null) query.where('assignee_id', assigneeId);
        if (text !== null) query.whereRaw(...titleContains(text));
        if (before !== null) query.whereRaw('(changed_at, id) < (?, ?)', [before.changedAt, before.id]);
        return query;
      };
      return (await firstOf(strapi, (states.length > 0 ? states : OPEN_STATES).map(inState), NEWEST_FIRST, limit)).map(toPiece);
    },
    async history(pieceId, before, limit) {
      const query = from(TABLES.history).where({ piece_id: pieceId }).orderBy('revision', 'desc').limit(limit);
      if (before !== null) query.where('revision', '<', before);
      return (await query).map(toHistory);
    },
    async alerts(pieceId, limit) {
      const query = from(TABLES.alerts)
        .leftJoin(TABLES.pieces, `${TABLES.pieces}.id`, `${TABLES.alerts}.piece_id`)
        .whereNull('seen_at')
        .orderBy('raised_at', 'desc')
        .limit(limit)
        .select(`${TABLES.alerts}.*`, 'subject_uid', 'subject_id', 'subject_locale', 'title');
      if (pieceId !== null) query.where({ piece_id: pieceId });
      return (await query).map(toAlert);
    },
    async variants(pieceId, trx) {
      const rows = await from(TABLES.variants, trx).where({ piece_id: pieceId }).orderBy('key');
      return rows.map(toVariant);
    },
    async isLive(pieceId, trx) {
      return (await from(TABLES.editions, trx).where({ piece_id: pieceId, is_live: true }).first('id')) !== undefined;
    },
    async livePieceId(subject, trx) {
      const row = await from(TABLES.editions, trx).where({ ...subjectColumns(subject), is_live: true }).first('piece_id');
      return row === undefined ? null : Number(row.piece_id);
    },
    async ensure(subject, by) {
      // Inside a transaction only its own connection may be used: SQLite has no second one.
      const known = strapi.db.inTransaction() ? null : await pieces.current(subject);
      if (known !== null) return known;
      return inTransaction(strapi, async (trx) => {
        const again = await pieces.current(subject, trx);
        if (again !== null) return again;
        const version = await content.readDraft(subject);
        if (version === null) return null;
        const writers = await writersOf(subject);
        return pieces.open(trx, subject, { round: 1, author: writers.author ?? by ?? null, lastEditor: writers.lastEditor ?? by ?? null, version });
      });
    },
    async open(trx, subject, input) {
      const now = clock.now();
      const { round, author, lastEditor, version } = input;
      const context = newContext({ round, author, lastEditor, hash: version.hash });
      const [row] = (await trx(TABLES.pieces)
        .insert({
          ...subjectColumns(subject),
          round,
          state: 'draft',
          context: JSON.stringify(context),
          machine_version: MACHINE_VERSION,
          revision: 1,
          is_current: true,
          ...contentColumns(config.types[subject.uid], content.schemaOf(subject.uid), version.content),
          ...contextColumns(context),
          plan_at: version.planAt,
          opened_at: now,
          changed_at: now,
        })
        // Somebody else may open it at this moment; whoever comes second finds it opened.
        .onConflict(['subject_uid', 'subject_id', 'subject_locale', 'round'])
        .ignore()
        .returning('*')) as Record<string, unknown>[];
      const opened = row === undefined ? await pieces.current(subject, trx) : null;
      if (opened !== null) return opened;
      const piece = toPiece(row ?? {});
      const by = lastEditor ?? author;
      await trx(TABLES.history).insert({
        piece_id: piece.id,
        revision: 1,
        event: 'OPENED',
        from_state: '',
        to_state: 'draft',
        actor_kind: by?.kind ?? 'system',
        actor_id: by?.id ?? 'content-workflow',
        actor_name: by?.name ?? 'Content Workflow',
        permission: null,
        comment: null,
        detail: JSON.stringify({ round }),
        content_hash: version.hash,
        at: now,
      });
      await signals.tell(trx, { kind: 'piece', id: piece.id, revision: piece.revision });
      return piece;
    },
  };

  return pieces;
};
