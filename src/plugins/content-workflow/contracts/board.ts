/** The board: a column a state, cards in it, and where a card may go. */
import type { Blocker } from '../core/board/blocking';
import type { Move } from '../core/board/moves';
import type { PieceSummary, PieceView } from './piece';

export interface BoardCard extends PieceSummary {
  /** A small picture; `null` without one. */
  readonly cover: { readonly url: string; readonly alternativeText: string | null } | null;
  /** The title is `null` where the workflow does not govern the activity. */
  readonly activity: { readonly documentId: string; readonly title: string | null } | null;
  /** What keeps it where it is, the gravest first. */
  readonly blocking: readonly Blocker[];
}

export interface BoardColumn {
  /** The state in which its pieces are. */
  readonly column: string;
  /** All that match, not only those of this page. */
  readonly total: number;
  readonly cards: readonly BoardCard[];
  readonly nextCursor: string | null;
}

export interface BoardFilter {
  readonly type?: string;
  /** The document id of the activity. */
  readonly activity?: string;
  /** A person's id, or `me`. */
  readonly assignee?: string;
  readonly text?: string;
}

/**
 * GET /board: the first page of every column with its total, newest change first; with `column` and `cursor` the next page
 * of that one. `ended=yes` adds the columns in which nothing is left to do.
 */
export namespace GetBoard {
  export interface Query extends BoardFilter {
    readonly column?: string;
    readonly cursor?: string;
    readonly limit?: string;
    readonly ended?: string;
  }
  export interface Response {
    readonly data: { readonly columns: readonly BoardColumn[] };
  }
}

/**
 * GET /board/cards?ids=: these pieces as they are now, those that are current and match the filter; and what the columns
 * count by now. For a board that was told that they changed.
 */
export namespace GetBoardCards {
  export interface Query extends BoardFilter {
    /** By comma, a hundred at most. */
    readonly ids: string;
  }
  export interface Response {
    readonly data: { readonly cards: readonly BoardCard[]; readonly totals: Readonly<Record<string, number>> };
  }
}

/** GET /board/filters: what the board can be narrowed to, the activities that changed last first. */
export namespace GetBoardFilters {
  export interface Response {
    readonly data: {
      readonly activities: readonly { readonly documentId: string; readonly title: string }[];
      readonly people: readonly { readonly id: string; readonly name: string }[];
    };
  }
}

/** GET /pieces/:id/moves: the piece, and for every other column the events that lead there or why none does. */
export namespace GetMoves {
  export interface Response {
    readonly data: { readonly piece: PieceView; readonly moves: readonly Move[] };
  }
}
