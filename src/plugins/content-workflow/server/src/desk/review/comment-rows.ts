/** The mappers of the comments' two tables. */
import type { Passage } from '../../../../core/review/passage';
import type { ActorRef } from '../../../../core/workflow/context';
import type { Subject } from '../../tables';

type Row = Record<string, unknown>;

export interface CommentRow extends Subject {
  readonly id: number;
  readonly round: number;
  readonly pieceId: number;
  /** The comment that began the thread; `null` for that one itself. */
  readonly parentId: number | null;
  readonly contentHash: string;
  readonly field: string | null;
  readonly passage: Passage | null;
  readonly body: string;
  readonly by: ActorRef;
  readonly saidAt: number;
  readonly editedAt: number | null;
  readonly removedAt: number | null;
  readonly resolvedAt: number | null;
}

export type Act = 'edited' | 'removed' | 'resolved' | 'reopened';

export interface CommentActRow {
  readonly commentId: number;
  readonly act: Act;
  readonly by: ActorRef;
  readonly at: number;
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const time = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
const personOf = (kind: unknown, id: unknown, name: unknown): ActorRef => ({ kind: text(kind) as ActorRef['kind'], id: text(id), name: text(name) });

export const toComment = (row: Row): CommentRow => ({
  id: Number(row.id),
  uid: text(row.subject_uid),
  documentId: text(row.subject_id),
  locale: text(row.subject_locale),
  round: Number(row.round),
  pieceId: Number(row.piece_id),
  parentId: time(row.parent_id),
  contentHash: text(row.content_hash),
  field: text(row.field_path) || null,
  passage: JSON.parse(text(row.passage) || 'null') as Passage | null,
  body: text(row.body),
  by: personOf(row.author_kind, row.author_id, row.author_name),
  saidAt: Number(row.said_at),
  editedAt: time(row.edited_at),
  removedAt: time(row.removed_at),
  resolvedAt: time(row.resolved_at),
});

export const toCommentAct = (row: Row): CommentActRow => ({ commentId: Number(row.comment_id), act: text(row.act) as Act, by: personOf(row.actor_kind, row.actor_id, row.actor_name), at: Number(row.at) });
