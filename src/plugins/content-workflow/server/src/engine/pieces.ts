/** Reads of pieces, their history, alerts and variants; and the opening of a piece. No state is changed here. */
import type { Core } from '@strapi/strapi';
import { newContext, type ActorRef } from '../../../core/workflow/context';
import { MACHINE_VERSION, OPEN_STATES } from '../../../core/workflow/machine';
import type { WorkflowConfig } from '../config';
import type { Clock } from '../jobs/clock';
import { inTransaction, subjectColumns, TABLES, toAlert, toHistory, toPiece, toVariant, type AlertRow, type HistoryRow, type PieceRow, type Subject, type Trx, type VariantRow } from '../tables';
import { personName } from './actors';
import type { ContentReader, Version } from './content';

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
  rounds(subject: Subject): Promise<PieceRow[]>;
  list(filter: PieceFilter): Promise<PieceRow[]>;
  history(pieceId: number, before: number | null, limit: number): Promise<HistoryRow[]>;
  alerts(pieceId: number | null, limit: number): Promise<AlertRow[]>;
  variants(pieceId: number, trx?: Trx): Promise<VariantRow[]>;
  /** True when this piece's edition is the one that is served. */
  isLive(pieceId: number, trx?: Trx): Promise<boolean>;
  /** The piece whose edition is served for a document and locale; `null` when nothing is. */
  livePieceId(subject: Subject): Promise<number | null>;
  /** Who wrote the draft, as Strapi recorded it. */
  writersOf(subject: Subject): Promise<{ author: ActorRef | null; lastEditor: ActorRef | null }>;
  /**
   * Opens round 1 for a draft that has no piece yet; answers the piece that is there already otherwise. `by`: who is
   * writing right now, for entries on which Strapi records no administrator.
   */
  ensure(subject: Subject, by?: ActorRef): Promise<PieceRow | null>;
  open(trx: Trx, subject: Subject, input: { round: number; author: ActorRef | null; lastEditor: ActorRef | null; version: Version }): Promise<PieceRow>;
}

/** SQLite folds ASCII letters only, so titles are folded before they are stored. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase();

const asText = (value: unknown): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value));

interface Person {
  id: number;
  firstname?: string | null;
  lastname?: string | null;
  username?: string | null;
}

export const createPieces = (strapi: Core.Strapi, config: WorkflowConfig, content: ContentReader, clock: Clock): Pieces => {
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
    async rounds(subject) {
      const rows = await from(TABLES.pieces).where(subjectColumns(subject)).orderBy('round', 'desc');
      return rows.map(toPiece);
    },
    async list(filter) {
      const query = from(TABLES.pieces).orderBy([
        { column: 'changed_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
      query.where('is_current', true).limit(filter.limit);
      query.whereIn('state', filter.states.length > 0 ? [...filter.states] : [...OPEN_STATES]);
      if (filter.uids.length > 0) query.whereIn('subject_uid', [...filter.uids]);
      if (filter.assigneeId !== null) query.where('assignee_id', filter.assigneeId);
      if (filter.text !== null) query.whereRaw("title_search like ? escape '\\'", [`%${searchable(filter.text).replace(/[\\%_]/g, '\\$&')}%`]);
      const { before } = filter;
      if (before !== null)
        query.where((q) => void q.where('changed_at', '<', before.changedAt).orWhere((same) => void same.where('changed_at', before.changedAt).andWhere('id', '<', before.id)));
      return (await query).map(toPiece);
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
    async livePieceId(subject) {
      const row = await from(TABLES.editions).where({ ...subjectColumns(subject), is_live: true }).first('piece_id');
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
      const title = asText(version.content[config.types[subject.uid]?.title ?? 'title']);
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
          title,
          title_search: searchable(title),
          author_id: author?.id ?? null,
          opened_at: now,
          changed_at: now,
        })
        .returning('*')) as Record<string, unknown>[];
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
      return piece;
    },
  };

  return pieces;
};
