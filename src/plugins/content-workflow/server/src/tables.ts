/**
 * One mapper a table: rows come back untyped from the driver and are trusted here once; nobody else sees rows.
 */
import type { Core } from '@strapi/strapi';
import type { JobName } from '../../core/workflow/effects';

/** Knex, by way of Strapi: whoever uses these types need not have it as a package of their own. */
type Database = Core.Strapi['db']['connection'];
export type Query = ReturnType<Database['queryBuilder']>;
export type Trx = Parameters<Query['transacting']>[0];
export type Connection = Database | Trx;

export const TABLES = {
  pieces: 'cw_pieces',
  history: 'cw_history',
  snapshots: 'cw_snapshots',
  editions: 'cw_editions',
  terms: 'cw_edition_terms',
  variants: 'cw_variants',
  jobs: 'cw_jobs',
  alerts: 'cw_alerts',
  comments: 'cw_comments',
  commentActs: 'cw_comment_acts',
  notifications: 'cw_notifications',
  mails: 'cw_mails',
  preferences: 'cw_notification_preferences',
  settings: 'cw_settings',
  feeds: 'cw_feeds',
  reviewItems: 'cw_review_items',
  reviewClaims: 'cw_review_claims',
  reviewSignals: 'cw_review_signals',
  decisions: 'cw_decisions',
  letters: 'cw_letters',
  reports: 'cw_reports',
  strikes: 'cw_strikes',
  appeals: 'cw_appeals',
  linkedAccounts: 'cw_linked_accounts',
  audit: 'cw_audit',
  wordLists: 'cw_word_lists',
  fingerprints: 'cw_fingerprints',
  intakes: 'cw_intakes',
  quarantinedImages: 'cw_quarantined_images',
  deniedImages: 'cw_denied_images',
  ruleOutcomes: 'cw_rule_outcomes',
  experiments: 'cw_experiments',
  experimentArms: 'cw_experiment_arms',
  experimentFigures: 'cw_experiment_figures',
  channels: 'cw_channels',
  distributionPlans: 'cw_distribution_plans',
  distributionTemplates: 'cw_distribution_templates',
  renditions: 'cw_renditions',
  deliveries: 'cw_deliveries',
  attempts: 'cw_attempts',
  shortLinks: 'cw_short_links',
  linkClicks: 'cw_link_clicks',
  deliveryMetrics: 'cw_delivery_metrics',
  subscribers: 'cw_subscribers',
  mailings: 'cw_mailings',
  subscriberImports: 'cw_subscriber_imports',
  subscriberEvidence: 'cw_subscriber_evidence',
  hubSubscriptions: 'cw_hub_subscriptions',
  hubNotices: 'cw_hub_notices',
} as const;

type Row = Record<string, unknown>;

const num = (v: unknown): number => Number(v);
const numOrNull = (v: unknown): number | null => (v === null || v === undefined ? null : Number(v));
const str = (v: unknown): string => (v === null || v === undefined ? '' : String(v));
const strOrNull = (v: unknown): string | null => (v === null || v === undefined ? null : String(v));
const json = <T>(v: unknown): T => JSON.parse(str(v) || 'null') as T;

/** Which document, in which locale; the locale is '' for types without localisation. */
export interface Subject {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
}

const subjectOf = (row: Row): Subject => ({ uid: str(row.subject_uid), documentId: str(row.subject_id), locale: str(row.subject_locale) });

export const subjectColumns = (s: Subject): { subject_uid: string; subject_id: string; subject_locale: string } => ({
  subject_uid: s.uid,
  subject_id: s.documentId,
  subject_locale: s.locale,
});

export interface PieceRow extends Subject {
  readonly id: number;
  readonly round: number;
  readonly state: string;
  readonly context: unknown;
  readonly machineVersion: number;
  readonly revision: number;
  readonly isCurrent: boolean;
  readonly title: string;
  readonly openedAt: number;
  readonly changedAt: number;
  readonly publishAt: number | null;
  readonly dueAt: number | null;
  readonly planAt: number | null;
  readonly activityId: string | null;
}

export const toPiece = (row: Row): PieceRow => ({
  ...subjectOf(row),
  id: num(row.id),
  round: num(row.round),
  state: str(row.state),
  context: json(row.context),
  machineVersion: num(row.machine_version),
  revision: num(row.revision),
  isCurrent: Boolean(row.is_current),
  title: str(row.title),
  openedAt: num(row.opened_at),
  changedAt: num(row.changed_at),
  publishAt: numOrNull(row.publish_at),
  dueAt: numOrNull(row.due_at),
  planAt: numOrNull(row.plan_at),
  activityId: strOrNull(row.activity_id),
});

export interface HistoryRow {
  readonly id: number;
  readonly pieceId: number;
  readonly revision: number;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly permission: string | null;
  readonly comment: string | null;
  readonly detail: Record<string, unknown>;
  readonly contentHash: string;
  readonly at: number;
}

export const toHistory = (row: Row): HistoryRow => ({
  id: num(row.id),
  pieceId: num(row.piece_id),
  revision: num(row.revision),
  event: str(row.event),
  from: str(row.from_state),
  to: str(row.to_state),
  actor: { kind: str(row.actor_kind), id: str(row.actor_id), name: str(row.actor_name) },
  permission: strOrNull(row.permission),
  comment: strOrNull(row.comment),
  detail: json<Record<string, unknown>>(row.detail) ?? {},
  contentHash: str(row.content_hash),
  at: num(row.at),
});

export interface EditionRow extends Subject {
  readonly id: number;
  readonly editionKey: string;
  readonly pieceId: number;
  readonly round: number;
  readonly contentHash: string;
  readonly snapshotId: number;
  readonly slug: string;
  readonly payload: string;
  readonly etag: string;
  readonly isLive: boolean;
  readonly publishedAt: number;
  readonly firstPublishedAt: number;
  readonly withdrawnAt: number | null;
}

export const toEdition = (row: Row): EditionRow => ({
  ...subjectOf(row),
  id: num(row.id),
  editionKey: str(row.edition_key),
  pieceId: num(row.piece_id),
  round: num(row.round),
  contentHash: str(row.content_hash),
  snapshotId: num(row.snapshot_id),
  slug: str(row.slug),
  payload: str(row.payload),
  etag: str(row.etag),
  isLive: Boolean(row.is_live),
  publishedAt: num(row.went_live_at),
  firstPublishedAt: num(row.first_published_at),
  withdrawnAt: numOrNull(row.withdrawn_at),
});

export interface SnapshotRow extends Subject {
  readonly id: number;
  readonly contentHash: string;
  readonly content: Record<string, unknown>;
  readonly frozenAt: number;
}

export const toSnapshot = (row: Row): SnapshotRow => ({
  ...subjectOf(row),
  id: num(row.id),
  contentHash: str(row.content_hash),
  content: json<Record<string, unknown>>(row.content) ?? {},
  frozenAt: num(row.frozen_at),
});

export interface VariantRow {
  readonly id: number;
  readonly pieceId: number;
  readonly key: string;
  readonly label: string;
  readonly overrides: Record<string, unknown>;
  readonly contentHash: string;
}

export const toVariant = (row: Row): VariantRow => ({
  id: num(row.id),
  pieceId: num(row.piece_id),
  key: str(row.key),
  label: str(row.label),
  overrides: json<Record<string, unknown>>(row.overrides) ?? {},
  contentHash: str(row.content_hash),
});

export interface JobRow {
  readonly id: number;
  readonly name: JobName;
  readonly key: string;
  /** JSON, read when the job runs: one row that can not be read must not hide the others. */
  readonly payload: string;
  readonly runAt: number;
  readonly attempts: number;
  readonly state: 'waiting' | 'failed';
  readonly lastError: string | null;
}

export const toJob = (row: Row): JobRow => ({
  id: num(row.id),
  name: str(row.name) as JobName,
  key: str(row.job_key),
  payload: str(row.payload),
  runAt: num(row.run_at),
  attempts: num(row.attempts),
  state: row.state === 'failed' ? 'failed' : 'waiting',
  lastError: strOrNull(row.last_error),
});

export interface AlertRow {
  readonly id: number;
  readonly pieceId: number | null;
  readonly code: string;
  readonly message: string;
  /** The piece that it is about, or the entry that its detail names. */
  readonly subject: (Subject & { readonly title: string | null }) | null;
  readonly detail: Record<string, unknown>;
  readonly raisedAt: number;
  readonly seenAt: number | null;
  readonly seenBy: string | null;
}

const aboutOf = (row: Row, detail: Record<string, unknown>): AlertRow['subject'] => {
  if (row.subject_uid != null) return { ...subjectOf(row), title: strOrNull(row.title) };
  return detail.uid === undefined || detail.documentId === undefined ? null : { uid: str(detail.uid), documentId: str(detail.documentId), locale: str(detail.locale), title: null };
};

/** The row may be joined with the piece that it names. */
export const toAlert = (row: Row): AlertRow => {
  const detail = json<Record<string, unknown>>(row.detail) ?? {};
  return {
  id: num(row.id),
  pieceId: numOrNull(row.piece_id),
  code: str(row.code),
  message: str(row.message),
  subject: aboutOf(row, detail),
  detail,
  raisedAt: num(row.raised_at),
  seenAt: numOrNull(row.seen_at),
  seenBy: strOrNull(row.seen_by),
  };
};

/** Runs in Strapi's transaction, or joins the one that is open. On SQLite nothing inside may use another connection. */
export const inTransaction = <T>(strapi: Core.Strapi, work: (trx: Trx, onCommit: (cb: () => void) => void) => Promise<T>): Promise<T> =>
  strapi.db.transaction(async ({ trx, onCommit }) => work(trx as unknown as Trx, onCommit)) as Promise<T>;

/** One after another: inside a transaction there is one connection, which answers one question at a time. */
export const inTurn = async <Item, Result>(items: readonly Item[], ask: (item: Item) => Promise<Result>): Promise<Result[]> => {
  const results: Result[] = [];
  for (const item of items) results.push(await ask(item));
  return results;
};
