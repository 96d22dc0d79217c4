/** The calendar on the wire. Paths are below the admin's `/content-workflow` unless they say `/api`. */
import type { DeliveryState } from '../core/distribution/platforms';
import type { OpenHours, Warning } from '../core/schedule/warnings';
import type { ActorRef } from '../core/workflow/context';

/**
 * - `promise`: the system will publish, or should have. `publication`: it was published.
 * - `plan`: when the team means to publish; it never publishes anything. `due`: when somebody's work should be done.
 */
export type CalendarKind = 'promise' | 'publication' | 'plan' | 'due';

/** `held`: a person or a policy stopped it. `failed`: publishing was tried. `late`: the time has passed, or it went live after its tolerance. */
export type CalendarCondition = 'scheduled' | 'late' | 'held' | 'failed' | 'published' | 'withdrawn' | 'plan' | 'due' | 'overdue';

export interface CalendarItem {
  /** `kind:piece`, the same in every answer. */
  readonly id: string;
  readonly kind: CalendarKind;
  readonly condition: CalendarCondition;
  readonly at: string;
  readonly pieceId: number;
  readonly revision: number;
  readonly uid: string;
  readonly documentId: string;
  /** '' for types without localisation. */
  readonly locale: string;
  readonly title: string;
  readonly state: string;
  readonly assignee: ActorRef | null;
  /** The zone in which the promise was made; `null` for what is no promise. */
  readonly timezone: string | null;
  readonly unpublishAt: string | null;
  readonly latenessMs: number | null;
  /** Why it is held or failed. */
  readonly reason: { readonly code: string; readonly message: string } | null;
}

/** What one channel gets of a piece, and when. */
export interface CalendarDelivery {
  /** The same in every answer, as long as it is planned and as long as it is a delivery. */
  readonly id: string;
  /** Of the delivery; `null` as long as it is planned: deliveries are written when the piece goes live. */
  readonly key: string | null;
  readonly state: 'planned' | DeliveryState;
  /** It is not out, and should be by more than the type of its piece tolerates. */
  readonly isLate: boolean;
  /** When it came out, else when it is due, else when it was. */
  readonly at: string;
  /** When it is, or was, to go out by the plan. */
  readonly plannedAt: string;
  /** The zone in which a time of its own was chosen, as long as it is planned; `null` for what goes with the piece, or after it. */
  readonly timezone: string | null;
  readonly channel: { readonly key: string; readonly name: string; readonly platform: string; readonly account: string };
  readonly pieceId: number;
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
  readonly title: string;
}

/** An entry that lasts, or one of its phases. */
export interface CalendarBar {
  readonly id: string;
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
  readonly title: string;
  /** `null`: the entry as a whole. */
  readonly phase: { readonly name: string | null; readonly kind: string | null } | null;
  readonly from: string;
  readonly to: string;
}

export interface CalendarIdea {
  readonly pieceId: number;
  readonly revision: number;
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
  readonly title: string;
  readonly assignee: ActorRef | null;
  readonly changedAt: string;
}

interface CalendarFilter {
  readonly type?: string;
  /** Document id. */
  readonly activity?: string;
  /** "me" or a person's id. */
  readonly assignee?: string;
  readonly text?: string;
}

/** GET /calendar?from=&to=&type=&activity=&assignee=&text=&deliveries=: what happens in a range of at most 100 days. */
export namespace GetCalendar {
  export interface Query extends CalendarFilter {
    readonly from: string;
    readonly to: string;
    /** "hidden": without what channels get. */
    readonly deliveries?: string;
  }
  export interface Response {
    readonly data: {
      readonly items: readonly CalendarItem[];
      /** Of pieces whose entry who asks may read. */
      readonly deliveries: readonly CalendarDelivery[];
      readonly bars: readonly CalendarBar[];
      readonly blackouts: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
      /** When the publishing windows of a type are open; a type without windows is always open and not listed. */
      readonly open: readonly (OpenHours & { readonly uid: string })[];
    };
    readonly meta: {
      /** More happens than is shown: a narrower range or filter shows it. */
      readonly isCut: boolean;
      /** The configured zone of the readers, or the one that most of these promises name; `null` without either. */
      readonly audienceZone: string | null;
      /** What can be asked for with `activity`. */
      readonly activities: readonly { readonly documentId: string; readonly title: string }[];
      /** Whether pieces are distributed whose deliveries who asks may see. */
      readonly isDistributed: boolean;
      /** Types whose pieces can be planned. */
      readonly planned: readonly string[];
    };
  }
}

/** GET /calendar/ideas?type=&activity=&assignee=&text=&limit=&cursor=: drafts without a plan date, newest change first. */
export namespace ListIdeas {
  export interface Query extends CalendarFilter {
    readonly limit?: string;
    readonly cursor?: string;
  }
  export interface Response {
    readonly data: readonly CalendarIdea[];
    readonly meta: { readonly nextCursor: string | null };
  }
}

/** GET /calendar/warnings?piece=&at=: what speaks against a time for a piece. Only hints; the guards of the events decide. */
export namespace GetWarnings {
  export interface Query {
    readonly piece: string;
    readonly at: string;
  }
  export interface Response {
    readonly data: readonly Warning[];
  }
}

/** PUT /calendar/pieces/:id/plan: sets the plan date by an edit of the draft. 409 when the plan is not `expected` any more. */
export namespace SetPlan {
  export interface Request {
    readonly planAt: string | null;
    /** The plan date that the person saw. */
    readonly expected: string | null;
  }
  export interface Response {
    readonly data: { readonly planAt: string | null };
  }
}

/** GET /calendar/feed: whether the person has a feed, and since when. DELETE /calendar/feed: nobody can read it any more. */
export namespace GetFeed {
  export interface Response {
    readonly data: { readonly since: string | null };
  }
}

/** POST /calendar/feed: a new address, shown this once; an earlier one stops. The file is at GET /api/content-workflow/calendar/:secret.ics. */
export namespace CreateFeed {
  export interface Response {
    readonly data: { readonly since: string; readonly path: string };
  }
}
