/** Rows of reports, trusted here once. */
import type { ReportCategory } from '../../../../core/moderation/reports';

export type Row = Record<string, unknown>;

export type ReportState = 'open' | 'agreed' | 'disagreed' | 'ignored';

export interface ReportRow {
  readonly id: number;
  readonly itemId: number;
  readonly reference: string;
  /** `member:<id>`, or `address:<hash>` of a reader without an account. */
  readonly reporter: string;
  readonly category: ReportCategory;
  readonly comment: string | null;
  readonly snapshot: { readonly title: string; readonly text: string };
  readonly contentHash: string;
  readonly weight: number;
  readonly state: ReportState;
  readonly at: number;
}

/** Weights are kept as whole hundredths. */
export const HUNDREDTHS = 100;

export const toReport = (row: Row): ReportRow => ({
  id: Number(row.id),
  itemId: Number(row.item_id),
  reference: String(row.reference),
  reporter: String(row.reporter),
  category: String(row.category) as ReportCategory,
  comment: row.comment == null ? null : String(row.comment),
  snapshot: { title: String(row.snapshot_title ?? ''), text: String(row.snapshot_text ?? '') },
  contentHash: String(row.content_hash ?? ''),
  weight: Number(row.weight ?? 0) / HUNDREDTHS,
  state: String(row.state) as ReportState,
  at: Number(row.at),
});
