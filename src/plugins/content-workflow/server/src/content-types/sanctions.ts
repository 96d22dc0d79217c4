/** What is kept of sanctions: strikes, appeals, linked accounts, and the chain of who did what. */
import { integer, string, table, text, time } from './table';

export const sanctionTables = {
  strike: table(
    'strike',
    'cw_strikes',
    {
      reference: string,
      sender: string,
      violation: string,
      severity: string,
      aggravators: text,
      step: integer,
      action: string,
      startsAt: time,
      endsAt: time,
      proposal: text,
      proposalState: string,
      explanation: text,
      policyVersion: string,
      detection: string,
      decisionId: integer,
      byKind: string,
      byId: string,
      byName: string,
      aboutUid: string,
      aboutId: string,
      message: text,
      followsId: integer,
      reducedFrom: integer,
      overruled: text,
      overruledAt: time,
      mailState: string,
    },
    [
      { name: 'cw_strikes_reference', columns: ['reference'], type: 'unique' },
      // Asked before everything that somebody sends.
      { name: 'cw_strikes_sender', columns: ['sender', 'overruled_at', 'starts_at'] },
      // One decision strikes a sender once.
      { name: 'cw_strikes_decision', columns: ['decision_id', 'sender'], type: 'unique' },
      { name: 'cw_strikes_age', columns: ['starts_at'] },
      { name: 'cw_strikes_proposal', columns: ['proposal_state'] },
      { name: 'cw_strikes_follows', columns: ['follows_id'] },
    ]
  ),
  appeal: table(
    'appeal',
    'cw_appeals',
    { reference: string, strikeId: integer, sender: string, text, state: string, openedAt: time, dueAt: time, decidedAt: time, reviewerKind: string, reviewerId: string, reviewerName: string, answer: text, toStep: integer },
    [
      { name: 'cw_appeals_reference', columns: ['reference'], type: 'unique' },
      // One a strike, whoever asks how often.
      { name: 'cw_appeals_strike', columns: ['strike_id'], type: 'unique' },
      { name: 'cw_appeals_state', columns: ['state', 'due_at', 'id'] },
      { name: 'cw_appeals_age', columns: ['opened_at'] },
    ]
  ),
  'linked-account': table('linked-account', 'cw_linked_accounts', { one: string, other: string, reason: text, byKind: string, byId: string, byName: string, at: time, undone: text, undoneAt: time }, [
    { name: 'cw_linked_accounts_one', columns: ['one', 'undone_at'] },
    { name: 'cw_linked_accounts_other', columns: ['other', 'undone_at'] },
  ]),
  // Append-only: each row holds the hash of the one before it.
  'audit-entry': table('audit-entry', 'cw_audit', { seq: integer, at: time, actorKind: string, actorId: string, actorName: string, action: string, object: string, before: text, after: text, previousHash: string, hash: string }, [
    // Two processes that write at once can not both be the next.
    { name: 'cw_audit_seq', columns: ['seq'], type: 'unique' },
    { name: 'cw_audit_object', columns: ['object', 'seq'] },
  ]),
};
