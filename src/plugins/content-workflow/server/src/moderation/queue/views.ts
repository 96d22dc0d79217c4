/** From rows to what moderators see; nobody learns here who reported. */
import type { DecisionView, ReportView, SignalView } from '../../../../contracts/moderation/queue';
import { iso } from '../../jobs/clock';
import type { ReportRow } from '../reports/rows';
import type { DecisionRow, SignalRow } from './rows';

export const toDecisionView = (row: DecisionRow): DecisionView => ({
  id: row.id,
  itemId: row.itemId,
  action: row.action,
  reasonCodes: row.reasonCodes,
  message: row.message,
  note: row.note,
  by: row.by,
  at: iso(row.at),
  revision: row.revision,
  contentHash: row.contentHash,
  reverts: row.reverts,
  made: row.made,
  sanction: row.sanction,
});

export const toSignalView = ({ id, signal, at }: SignalRow): SignalView => ({ ...signal, id, at: iso(at) });

export const toReportView = (row: ReportRow): ReportView => ({
  id: row.id,
  reference: row.reference,
  category: row.category,
  comment: row.comment,
  at: iso(row.at),
  state: row.state,
  weight: row.weight,
  snapshot: { title: row.snapshot.title, text: row.snapshot.text, contentHash: row.contentHash },
});
