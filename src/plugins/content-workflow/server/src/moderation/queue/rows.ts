/** Rows of the queue, trusted here once. */
import type { About, ItemSource, ItemState, QueueAction } from '../../../../core/moderation/queue';
import type { Lane, Sanction, Severity, Signal } from '../../../../core/moderation/vocabulary';
import type { ActorRef } from '../../../../core/workflow/context';
import type { Subject } from '../../tables';

export type Row = Record<string, unknown>;

const num = (v: unknown): number => Number(v ?? 0);
const numOrNull = (v: unknown): number | null => (v === null || v === undefined ? null : Number(v));
const str = (v: unknown): string => (v === null || v === undefined ? '' : String(v));
const strOrNull = (v: unknown): string | null => (v === null || v === undefined ? null : String(v));
const json = <T>(v: unknown, empty: T): T => (v === null || v === undefined || v === '' ? empty : (JSON.parse(String(v)) as T));

export interface ItemRow {
  readonly id: number;
  readonly target: Subject;
  readonly about: About;
  readonly state: ItemState;
  readonly version: number;
  readonly revision: number;
  readonly contentHash: string;
  readonly sender: string;
  readonly senderName: string;
  readonly title: string;
  readonly excerpt: string;
  readonly imageCount: number;
  readonly sources: readonly ItemSource[];
  readonly lane: Lane;
  readonly rank: number;
  readonly priority: number;
  readonly reportCount: number;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly breachedAt: number | null;
  readonly decidedAt: number | null;
}

export const toItem = (row: Row): ItemRow => ({
  id: num(row.id),
  target: { uid: str(row.target_uid), documentId: str(row.target_id), locale: str(row.target_locale) },
  about: str(row.about) as About,
  state: str(row.state) as ItemState,
  version: num(row.version),
  revision: num(row.revision),
  contentHash: str(row.content_hash),
  sender: str(row.sender),
  senderName: str(row.sender_name),
  title: str(row.title),
  excerpt: str(row.excerpt),
  imageCount: num(row.image_count),
  sources: json<readonly ItemSource[]>(row.sources, []),
  lane: str(row.lane) as Lane,
  rank: num(row.rank),
  priority: num(row.priority),
  reportCount: num(row.report_count),
  openedAt: num(row.opened_at),
  dueAt: num(row.due_at),
  breachedAt: numOrNull(row.breached_at),
  decidedAt: numOrNull(row.decided_at),
});

export const targetColumns = (target: Subject): { target_uid: string; target_id: string; target_locale: string } => ({ target_uid: target.uid, target_id: target.documentId, target_locale: target.locale });

const actorOf = (row: Row): ActorRef => ({ kind: str(row.actor_kind) as ActorRef['kind'], id: str(row.actor_id), name: str(row.actor_name) });

export const actorColumns = (by: ActorRef): { actor_kind: string; actor_id: string; actor_name: string } => ({ actor_kind: by.kind, actor_id: by.id, actor_name: by.name });

export interface ClaimRow {
  readonly itemId: number;
  readonly by: ActorRef;
  readonly leasedUntil: number;
}

export const toClaim = (row: Row): ClaimRow => ({ itemId: num(row.item_id), by: actorOf(row), leasedUntil: num(row.leased_until) });

export interface SignalRow {
  readonly id: number;
  readonly itemId: number;
  readonly revision: number;
  readonly severity: Severity;
  readonly signal: Signal;
  readonly at: number;
}

export const toSignal = (row: Row): SignalRow => ({ id: num(row.id), itemId: num(row.item_id), revision: num(row.revision), severity: str(row.severity) as Severity, signal: json<Signal>(row.signal, {} as Signal), at: num(row.at) });

export interface DecisionRow {
  readonly id: number;
  readonly itemId: number;
  readonly revision: number;
  readonly contentHash: string;
  readonly about: About;
  readonly detection: ItemSource;
  readonly action: QueueAction | 'revert';
  readonly reasonCodes: readonly string[];
  readonly message: string | null;
  readonly note: string | null;
  readonly sanction: Sanction | null;
  readonly by: ActorRef;
  readonly reverts: number | null;
  readonly made: Subject | null;
  readonly at: number;
}

export const toDecision = (row: Row): DecisionRow => ({
  id: num(row.id),
  itemId: num(row.item_id),
  revision: num(row.revision),
  contentHash: str(row.content_hash),
  about: str(row.about) as About,
  detection: str(row.detection) as ItemSource,
  action: str(row.action) as DecisionRow['action'],
  reasonCodes: json<readonly string[]>(row.reason_codes, []),
  message: strOrNull(row.message),
  note: strOrNull(row.note),
  sanction: json<Sanction | null>(row.sanction, null),
  by: actorOf(row),
  reverts: numOrNull(row.reverts_id),
  made: row.made_id == null ? null : { uid: str(row.made_uid), documentId: str(row.made_id), locale: str(row.made_locale) },
  at: num(row.at),
});

export type LetterState = 'waiting' | 'sending' | 'sent' | 'failed' | 'skipped' | 'uncertain';

export interface LetterRow {
  readonly id: number;
  readonly decisionId: number;
  readonly state: LetterState;
  readonly at: number;
}

export const toLetter = (row: Row): LetterRow => ({ id: num(row.id), decisionId: num(row.decision_id), state: str(row.state) as LetterState, at: num(row.at) });
