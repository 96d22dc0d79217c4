/** What others did meanwhile, for screens that stay open. */

/** A piece that was opened, carried on, planned or commented on. Its content is asked for by whoever shows it. */
export interface ChangedPiece {
  readonly id: number;
  readonly revision: number;
  /** Another word for every change of the piece; the same for one that is told twice. */
  readonly change: string;
}

/** A delivery that was promised or moved on. */
export interface ChangedDelivery {
  readonly key: string;
  /** The piece that is delivered. */
  readonly piece: number;
  /** Another word for every change of the delivery; the same for one that is told twice. */
  readonly change: string;
}

/**
 * GET /changes?after=&wait=: answers when something has happened since the cursor, at the latest after `wait` seconds.
 * The same change can be told twice, and by any process; it is known by `change`.
 */
export namespace GetChanges {
  export interface Query {
    /** The cursor of the answer before; without it only a cursor is answered. */
    readonly after?: string;
    /** Seconds, from 0 to 25. */
    readonly wait?: string;
  }
  export interface Response {
    readonly data: {
      readonly pieces: readonly ChangedPiece[];
      readonly deliveries: readonly ChangedDelivery[];
      /** Something was added to the asking person's notifications, or read there. */
      readonly inbox: boolean;
      /** Somebody changed how pieces are judged, so what a screen says about any of them may be old. */
      readonly rules: boolean;
      /** More happened than is remembered, so whatever is shown has to be asked for again. */
      readonly missed: boolean;
    };
    readonly meta: { readonly cursor: string };
  }
}
