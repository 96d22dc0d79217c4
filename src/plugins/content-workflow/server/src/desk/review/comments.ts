/**
 * What reviewers and authors say about a piece, an attribute or a passage. Words can be taken back, but not the fact that
 * they were said: an edited or removed comment says so, and its earlier wording stays in the acts.
 */
import type { Core } from '@strapi/strapi';
import type { CommentView, ThreadView } from '../../../../contracts/review';
import type { Refusal } from '../../../../core/errors';
import { textAt } from '../../../../core/review/compare';
import { findPassage, type Passage } from '../../../../core/review/passage';
import type { Actor, ActorRef } from '../../../../core/workflow/context';
import { refOf } from '../../engine/actors';
import type { CommentChanged, Signals } from '../../cluster/signals';
import type { ContentReader, Version } from '../../engine/content';
import type { Pieces } from '../../engine/pieces';
import { contentAttributes } from '../../engine/schema';
import { iso, type Clock } from '../../jobs/clock';
import { inTransaction, subjectColumns, TABLES, type PieceRow, type Trx } from '../../tables';
import { toComment, toCommentAct, type Act, type CommentActRow, type CommentRow } from './comment-rows';
import type { Comparisons } from './comparison';

export type CommentOutcome = { readonly kind: 'thread'; readonly thread: ThreadView } | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What somebody did to a thread, for whoever has to tell other people of it. */
export interface CommentEvent {
  readonly act: CommentChanged['act'];
  readonly comment: CommentRow;
  /** The comment that began the thread; the same one where it did. */
  readonly thread: CommentRow;
  readonly piece: PieceRow;
  readonly by: Actor;
  /** Everybody who has said something in the thread. */
  readonly speakers: readonly ActorRef[];
}

/** Runs inside the transaction of the comment, so that whatever has to follow is a row before it happens. */
export type CommentFollower = (trx: Trx, event: CommentEvent) => Promise<void>;

export interface Comments {
  list(piece: PieceRow, state: 'open' | 'resolved' | null): Promise<ThreadView[]>;
  create(piece: PieceRow, input: { body: string; field: string | null; passage: Passage | null }, by: Actor): Promise<CommentOutcome>;
  reply(id: number, body: string, by: Actor): Promise<CommentOutcome>;
  edit(id: number, body: string, by: Actor): Promise<CommentOutcome>;
  remove(id: number, by: Actor): Promise<CommentOutcome>;
  settle(id: number, resolved: boolean, by: Actor): Promise<CommentOutcome>;
}

const refuse = (code: Refusal['code'], kind: Refusal['kind'], message: string, next: string, more: Partial<Refusal> = {}): CommentOutcome => ({
  kind: 'refused',
  refusal: { code, kind, guard: 'comment', message, who: [], next, ...more },
});

const notFound = (): CommentOutcome => refuse('COMMENT_NOT_FOUND', 'not-found', 'There is no such comment.', 'Load the comments again.');
const removedAlready = (): CommentOutcome => refuse('COMMENT_REMOVED', 'unprocessable', 'The comment was taken back.', 'Begin a thread of your own.');
const isAReply = (): CommentOutcome => refuse('COMMENT_IS_A_REPLY', 'unprocessable', 'Only a whole thread is answered or settled.', 'Use the comment that began the thread.');

const isOwn = (comment: CommentRow, by: Actor): boolean => comment.by.kind === by.kind && comment.by.id === by.id;

const viewOf = (row: CommentRow): CommentView => ({
  id: row.id,
  by: row.by,
  at: iso(row.saidAt),
  body: row.body,
  editedAt: row.editedAt === null ? null : iso(row.editedAt),
  removedAt: row.removedAt === null ? null : iso(row.removedAt),
});

const placeOf = (row: CommentRow, version: Version | null): ThreadView['place'] => {
  if (row.passage === null || row.field === null || version === null) return null;
  const text = textAt(version.content, row.field);
  const place = text === null ? null : findPassage(text, row.passage);
  return place?.kind === 'there' ? { start: place.start, end: place.end } : null;
};

export interface CommentDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly signals: Signals;
  readonly content: ContentReader;
  readonly pieces: Pieces;
  readonly comparisons: Comparisons;
  readonly followers: readonly CommentFollower[];
}

export const createComments = ({ strapi, clock, signals, content, pieces, comparisons, followers }: CommentDeps): Comments => {
  const table = (trx?: Trx) => (trx === undefined ? strapi.db.connection(TABLES.comments) : trx(TABLES.comments));

  const threadsOf = (rows: readonly CommentRow[], acts: readonly CommentActRow[], version: Version | null): ThreadView[] =>
    rows
      .filter(({ parentId }) => parentId === null)
      .map((root) => ({
        ...viewOf(root),
        pieceId: root.pieceId,
        field: root.field,
        passage: root.passage,
        place: placeOf(root, version),
        contentHash: root.contentHash,
        resolvedAt: root.resolvedAt === null ? null : iso(root.resolvedAt),
        acts: acts.flatMap(({ commentId, act, by, at }) => (commentId === root.id && (act === 'resolved' || act === 'reopened') ? [{ act, by, at: iso(at) }] : [])),
        replies: rows.filter(({ parentId }) => parentId === root.id).map(viewOf),
      }));

  const read = async (where: Record<string, unknown>): Promise<CommentRow[]> => (await table().where(where).orderBy('id')).map(toComment);

  const actsOf = async (ids: readonly number[]): Promise<CommentActRow[]> =>
    (await strapi.db.connection(TABLES.commentActs).whereIn('comment_id', [...ids]).orderBy('id')).map(toCommentAct);

  const thread = async (rootId: number, piece: PieceRow): Promise<CommentOutcome> => {
    const rows = [...(await read({ id: rootId })), ...(await read({ parent_id: rootId }))];
    const [view] = threadsOf(rows, await actsOf([rootId]), await comparisons.versionOf(piece));
    return view === undefined ? notFound() : { kind: 'thread', thread: view };
  };

  const insert = async (trx: Trx, piece: PieceRow, input: { parentId: number | null; contentHash: string; field: string | null; passage: Passage | null; body: string }, by: Actor): Promise<CommentRow> => {
    const [row] = (await trx(TABLES.comments)
      .insert({
        ...subjectColumns(piece),
        round: piece.round,
        piece_id: piece.id,
        parent_id: input.parentId,
        content_hash: input.contentHash,
        field_path: input.field,
        passage: input.passage === null ? null : JSON.stringify(input.passage),
        body: input.body,
        author_kind: by.kind,
        author_id: by.id,
        author_name: by.name,
        said_at: clock.now(),
      })
      .returning('*')) as Record<string, unknown>[];
    return toComment(row ?? {});
  };

  const tell = async (trx: Trx, happened: Omit<CommentEvent, 'speakers'>): Promise<void> => {
    const said = ((await table(trx).where({ id: happened.thread.id }).orWhere({ parent_id: happened.thread.id })) as Record<string, unknown>[]).map(toComment);
    const event: CommentEvent = { ...happened, speakers: said.map(({ by }) => by) };
    for (const follow of followers) await follow(trx, event);
    await signals.tell(trx, { kind: 'comment', id: event.comment.id, pieceId: event.piece.id, revision: event.piece.revision, act: event.act });
  };

  /** Loads a comment, its thread and its piece inside a transaction; `work` answers why not, or nothing when it is done. */
  const change = async (id: number, by: Actor, act: CommentChanged['act'], work: (trx: Trx, comment: CommentRow, root: CommentRow, piece: PieceRow) => Promise<CommentOutcome | CommentRow>): Promise<CommentOutcome> => {
    const done = await inTransaction(strapi, async (trx): Promise<CommentOutcome | { root: CommentRow; piece: PieceRow }> => {
      const row = await table(trx).where({ id }).forUpdate().first();
      if (row === undefined) return notFound();
      const comment = toComment(row);
      const rootRow = comment.parentId === null ? row : await table(trx).where({ id: comment.parentId }).first();
      const piece = await pieces.lock(trx, comment.pieceId);
      if (rootRow === undefined || piece === null) return notFound();
      const root = toComment(rootRow);
      const outcome = await work(trx, comment, root, piece);
      if ('kind' in outcome) return outcome;
      await tell(trx, { act, comment: outcome, thread: root, piece, by });
      return { root, piece };
    });
    return 'kind' in done ? done : thread(done.root.id, done.piece);
  };

  const record = async (trx: Trx, comment: CommentRow, act: Act, by: Actor, at: number, earlier: string | null): Promise<void> => {
    const { kind, id, name } = refOf(by);
    await trx(TABLES.commentActs).insert({ comment_id: comment.id, act, actor_kind: kind, actor_id: id, actor_name: name, earlier, at });
  };

  const ownOnly = (comment: CommentRow, by: Actor): CommentOutcome | null => {
    if (comment.removedAt !== null) return removedAlready();
    return isOwn(comment, by) ? null : refuse('COMMENT_NOT_YOURS', 'forbidden', 'Only who said it can change it.', 'Reply to it instead.', { who: [comment.by.name] });
  };

  return {
    async list(piece, state) {
      const rows = await read({ piece_id: piece.id });
      const acts = await actsOf(rows.map(({ id }) => id));
      const version = rows.some(({ passage }) => passage !== null) ? await comparisons.versionOf(piece) : null;
      return threadsOf(rows, acts, version).filter(({ resolvedAt }) => state === null || (resolvedAt !== null) === (state === 'resolved'));
    },
    async create(piece, input, by) {
      const { field, passage } = input;
      const version = await comparisons.versionOf(piece);
      const attributes = contentAttributes(content.schemaOf(piece.uid)).map(([name]) => name);
      if (field !== null && !attributes.includes(field.split('.')[0] ?? ''))
        return refuse('FIELD_UNKNOWN', 'invalid', 'The content has no such attribute.', 'Choose one of the attributes that are shown.', { field: 'field', params: { allowed: attributes } });
      const text = field === null || version === null ? null : textAt(version.content, field);
      if (passage !== null && (text === null || findPassage(text, passage).kind === 'gone'))
        return refuse('PASSAGE_NOT_FOUND', 'invalid', 'The passage is not in the text any more.', 'Look at the text as it is now, and select it again.', { field: 'passage' });
      const root = await inTransaction(strapi, async (trx) => {
        const row = await insert(trx, piece, { parentId: null, contentHash: version?.hash ?? '', field, passage, body: input.body }, by);
        await tell(trx, { act: 'said', comment: row, thread: row, piece, by });
        return row;
      });
      return thread(root.id, piece);
    },
    reply: (id, body, by) =>
      change(id, by, 'replied', async (trx, comment, _root, piece) => {
        if (comment.parentId !== null) return isAReply();
        return insert(trx, piece, { parentId: comment.id, contentHash: (piece.context as { hash?: string }).hash ?? '', field: null, passage: null, body }, by);
      }),
    edit: (id, body, by) =>
      change(id, by, 'edited', async (trx, comment) => {
        const refusal = ownOnly(comment, by);
        if (refusal !== null) return refusal;
        const at = clock.now();
        await record(trx, comment, 'edited', by, at, comment.body);
        await table(trx).where({ id }).update({ body, edited_at: at });
        return { ...comment, body, editedAt: at };
      }),
    remove: (id, by) =>
      change(id, by, 'removed', async (trx, comment) => {
        const refusal = ownOnly(comment, by);
        if (refusal !== null) return refusal;
        const at = clock.now();
        await record(trx, comment, 'removed', by, at, comment.body);
        await table(trx).where({ id }).update({ body: '', removed_at: at });
        return { ...comment, body: '', removedAt: at };
      }),
    settle: (id, resolved, by) =>
      change(id, by, resolved ? 'resolved' : 'reopened', async (trx, comment) => {
        if (comment.parentId !== null) return isAReply();
        // Two people press it at once: the second one finds it done, and that is no mistake.
        if ((comment.resolvedAt !== null) === resolved) return comment;
        const at = clock.now();
        await record(trx, comment, resolved ? 'resolved' : 'reopened', by, at, null);
        await table(trx).where({ id }).update({ resolved_at: resolved ? at : null });
        return { ...comment, resolvedAt: resolved ? at : null };
      }),
  };
};
