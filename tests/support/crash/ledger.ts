/** What the crowd was told by the server, kept where no crash of the server can reach it. */
export interface AcknowledgedEvent {
  readonly documentId: string;
  readonly pieceId: number;
  readonly revision: number;
  readonly event: string;
  readonly state: string;
}

export interface Edit {
  readonly documentId: string;
  readonly title: string;
  /** False when the connection broke: it may have been saved or not. */
  readonly acknowledged: boolean;
}

export interface Ledger {
  readonly events: AcknowledgedEvent[];
  readonly documents: string[];
  /** In the order in which they were sent; a document is edited by one person at a time. */
  readonly edits: Edit[];
  /** Answers that no crash explains. */
  readonly surprises: string[];
  refusals: number;
  conflicts: number;
  /** Requests whose answer the crash took away. */
  unanswered: number;
}

export const newLedger = (): Ledger => ({ events: [], documents: [], edits: [], surprises: [], refusals: 0, conflicts: 0, unanswered: 0 });
