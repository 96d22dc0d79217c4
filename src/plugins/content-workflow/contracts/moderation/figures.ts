/** What moderation does, in numbers. Counted from rows when somebody asks, so that they can not drift. */

/** A count; `null` where it is above nothing and below `smallest`, so that nobody can be found out by it. */
export type Count = number | null;

export interface MonthFigures {
  /** `2026-11`, by UTC. */
  readonly month: string;
  /** Submissions that came in. */
  readonly received: Count;
  /** Of what waited for a moderator: adopted, returned, rejected or set aside. */
  readonly decided: Count;
  /** From sending in to the decision; half of them were faster. `null` where too few were decided. */
  readonly medianMinutes: number | null;
  readonly adopted: Count;
  readonly rejected: Count;
  readonly strikes: Count;
  readonly appeals: Count;
  /** Appeals that ended in this month with the decision taken back or the measure reduced. */
  readonly overturned: Count;
}

/** GET /api/community/transparency: for everybody, the last twelve months. */
export namespace GetTransparency {
  export interface Response {
    readonly data: { readonly months: readonly MonthFigures[]; /** Smaller counts than this are not told. */ readonly smallest: number };
  }
}

/** GET /moderation/figures: the same for moderators, without anything left out, and what waits now. */
export namespace GetModerationFigures {
  export interface Response {
    readonly data: {
      readonly months: readonly MonthFigures[];
      readonly now: { readonly openAppeals: number; readonly overdueAppeals: number; readonly openProposals: number; readonly muted: number; readonly banned: number };
    };
  }
}
