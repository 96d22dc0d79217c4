/** What becomes of readers' reports when a moderator has decided about their target. */
import { TABLES, type Trx } from '../../tables';

export type Settled = 'agreed' | 'disagreed' | 'ignored';

/** Settles the open reports of an item. The key goes, so that the same reader may report a later version. */
export const settleReports = async (trx: Trx, itemId: number, state: Settled, decisionId: number | null, at: number): Promise<void> => {
  await trx(TABLES.reports).where({ item_id: itemId, state: 'open' }).update({ state, decision_id: decisionId, settled_at: at, open_key: null });
  await trx(TABLES.reviewItems).where({ id: itemId }).update({ report_count: 0 });
};

/** A decision that is taken back was wrong about its reporters too. */
export const turnReports = async (trx: Trx, decisionId: number): Promise<void> => {
  const turned = (from: Settled) => trx(TABLES.reports).where({ decision_id: decisionId, state: from });
  const agreed = ((await turned('agreed').select('id')) as { id: number }[]).map(({ id }) => id);
  await turned('disagreed').update({ state: 'agreed' });
  await trx(TABLES.reports).whereIn('id', agreed).update({ state: 'disagreed' });
};
