/** What the moderators' queue keeps: what waits and why, who holds it, what was decided, and what readers reported. */
import { flag, integer, string, table, text, time } from './table';

const target = { targetUid: string, targetId: string, targetLocale: string } as const;
const by = { actorKind: string, actorId: string, actorName: string } as const;

export const moderationQueueTables = {
  'review-item': table(
    'review-item',
    'cw_review_items',
    {
      ...target,
      about: string,
      state: string,
      version: integer,
      revision: integer,
      contentHash: string,
      sender: string,
      senderName: string,
      title: text,
      titleSearch: text,
      excerpt: text,
      imageCount: integer,
      sources: text,
      lane: string,
      rank: integer,
      priority: integer,
      reportCount: integer,
      openedAt: time,
      dueAt: time,
      breachedAt: time,
      firstActionAt: time,
      decidedAt: time,
    },
    [
      // Whatever comes to the queue again finds its item.
      { name: 'cw_review_items_target', columns: ['target_uid', 'target_id', 'target_locale'], type: 'unique' },
      { name: 'cw_review_items_queue', columns: ['state', 'rank', 'priority', 'due_at', 'id'] },
      { name: 'cw_review_items_sender', columns: ['sender', 'opened_at'] },
    ]
  ),
  'review-claim': table('review-claim', 'cw_review_claims', { itemId: integer, ...by, leasedUntil: time, takenAt: time }, [
    // Two people never hold one item, however close their clicks were.
    { name: 'cw_review_claims_item', columns: ['item_id'], type: 'unique' },
    { name: 'cw_review_claims_holder', columns: ['actor_id', 'leased_until'] },
  ]),
  'review-signal': table('review-signal', 'cw_review_signals', { itemId: integer, revision: integer, source: string, rule: string, signal: text, severity: string, at: time, settledAt: time }, [
    { name: 'cw_review_signals_item', columns: ['item_id', 'settled_at'] },
  ]),
  // Append-only: whoever takes a decision back writes another.
  decision: table(
    'decision',
    'cw_decisions',
    {
      itemId: integer,
      revision: integer,
      contentHash: string,
      about: string,
      detection: string,
      action: string,
      reasonCodes: text,
      message: text,
      note: text,
      sanction: text,
      ...by,
      revertsId: integer,
      madeUid: string,
      madeId: string,
      madeLocale: string,
      requestKey: string,
      at: time,
    },
    [
      { name: 'cw_decisions_item', columns: ['item_id', 'id'] },
      // An act that is sent twice is one act.
      { name: 'cw_decisions_request', columns: ['item_id', 'request_key'], type: 'unique' },
      { name: 'cw_decisions_made', columns: ['made_uid', 'made_id'] },
      { name: 'cw_decisions_at', columns: ['at'] },
    ]
  ),
  letter: table('letter', 'cw_letters', { decisionId: integer, state: string, at: time, triedAt: time }, [{ name: 'cw_letters_decision', columns: ['decision_id'], type: 'unique' }]),
  report: table(
    'report',
    'cw_reports',
    {
      itemId: integer,
      reference: string,
      reporter: string,
      openKey: string,
      isMember: flag,
      category: string,
      comment: text,
      snapshotTitle: text,
      snapshotText: text,
      contentHash: string,
      weight: integer,
      state: string,
      decisionId: integer,
      at: time,
      settledAt: time,
    },
    [
      // One open report of one reporter about one item: the key is taken away when the report is settled.
      { name: 'cw_reports_open', columns: ['open_key'], type: 'unique' },
      { name: 'cw_reports_item', columns: ['item_id', 'state'] },
      { name: 'cw_reports_reporter', columns: ['reporter', 'at'] },
      { name: 'cw_reports_reference', columns: ['reference'], type: 'unique' },
    ]
  ),
};
