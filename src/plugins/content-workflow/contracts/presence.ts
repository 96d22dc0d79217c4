/** Who else has an entry open. */
export interface Present {
  readonly person: { readonly id: string; readonly name: string };
  /** True for the same person in another window. */
  readonly isMe: boolean;
  readonly editing: boolean;
  /** When they opened it, or began to edit. */
  readonly since: string;
}

/** PUT /presence/:uid/:documentId?locale=: says that this window is here, and answers who else is. */
export namespace PutPresence {
  export interface Request {
    /** Made up by the window that asks; tells it from others of the same person. */
    readonly window: string;
    readonly editing: boolean;
    /** Asks every other window to let go; what they typed stays with them. */
    readonly takeOver?: boolean;
    /** The window is closed. */
    readonly leaves?: boolean;
  }
  export interface Response {
    readonly data: {
      readonly others: readonly Present[];
      /** Who asked this window to let go, until it takes over itself. */
      readonly takenOver: { readonly name: string; readonly at: string } | null;
    };
  }
}
