/** Experiments over a piece. Paths are below the admin's `/content-workflow` unless they say `/api`. */
import type { Duration, ExperimentKind, ExperimentState, Plan } from '../core/experiment/plan';
import type { Results } from '../core/experiment/results';
import type { ActorRef } from '../core/workflow/context';
import type { PieceSummary } from './piece';

/** What readers can be brought to do; `value` goals sum what each is worth. */
export interface Goal {
  readonly code: string;
  readonly name: string;
  readonly kind: 'rate' | 'value';
}

export interface Decision {
  /** The winner; `null`: inconclusive, or cancelled. */
  readonly arm: string | null;
  readonly outcome: 'winner' | 'inconclusive' | 'cancelled';
  readonly by: ActorRef;
  readonly at: string;
  /** Why, where somebody decided against what the figures said. */
  readonly reason: string | null;
  /** As they were at that moment. */
  readonly results: Results;
}

export interface ExperimentView {
  /** Names the experiment to readers' scripts, in tokens and in the hash that draws. */
  readonly key: string;
  readonly pieceId: number;
  readonly state: ExperimentState;
  readonly plan: Plan;
  readonly duration: Duration | null;
  readonly decision: Decision | null;
  /** What was sent in and not counted, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** What was read off platforms, oldest first; of an arm the newest counts. Only comparisons have them. */
  readonly figures: readonly { readonly arm: string; readonly units: number; readonly conversions: number; readonly source: string; readonly readAt: string }[];
}

/** GET /goals: the registry. */
export namespace ListGoals {
  export interface Response {
    readonly data: readonly Goal[];
  }
}

/** An experiment in a list, with the piece that it is over. */
export interface ExperimentItem {
  readonly piece: PieceSummary;
  readonly key: string;
  readonly state: ExperimentState;
  readonly kind: ExperimentKind;
  readonly hypothesis: string;
  readonly goal: string;
  /** Keys of the arms, the first one first. */
  readonly arms: readonly string[];
  readonly startedAt: string | null;
  readonly decision: Pick<Decision, 'arm' | 'outcome' | 'at'> | null;
}

/** GET /experiments?state=&cursor=: those that were started, the newest first. */
export namespace ListExperiments {
  export interface Query {
    /** `running` and paused ones, those that are `waiting` for a decision, those that are `over`; all without it. */
    readonly state?: string;
    readonly cursor?: string;
  }
  export interface Response {
    readonly data: readonly ExperimentItem[];
    readonly meta: { readonly nextCursor: string | null };
  }
}

/** GET /pieces/:id/experiment: the newest experiment of the piece; `null` where none was planned. */
export namespace GetExperiment {
  export interface Response {
    readonly data: ExperimentView | null;
  }
}

/** PUT /pieces/:id/experiment: plans it, or changes the plan; refused (422 LOCKED) from its start on. */
export namespace PutExperiment {
  export interface Request {
    readonly plan: Plan;
    readonly expectedRevision: number;
  }
  export interface Response {
    readonly data: ExperimentView;
  }
}

/** GET /pieces/:id/experiment/results: as of now, from the hourly counts; after the decision, the frozen ones. */
export namespace GetResults {
  /** Totals at the end of an hour, for the chart. */
  export interface Point {
    /** ISO instant of the end of the hour. */
    readonly at: string;
    readonly arms: readonly { readonly key: string; readonly units: number; readonly conversions: number }[];
  }
  export interface Response {
    readonly data: { readonly results: Results; readonly course: readonly Point[]; readonly at: string };
  }
}

/** POST /pieces/:id/experiment/figures: what somebody read off a platform, for comparisons; replaces the arm's earlier figures. */
export namespace PostFigures {
  export interface Request {
    readonly arm: string;
    readonly units: number;
    readonly conversions: number;
    /** Where they were read, e.g. "WeCom, group 1". */
    readonly source: string;
    /** ISO instant of the reading. */
    readonly readAt: string;
  }
  export interface Response {
    readonly data: ExperimentView;
  }
}

/** POST /api/events: exposures and goals, at most 100 in 64 KB. 202 once they are durable. */
export namespace PostEvents {
  export interface Event {
    /** A UUID made by the sender: the same one twice is one event. */
    readonly id: string;
    readonly type: 'exposure' | 'goal';
    /** The signed assignment that came with the content. */
    readonly token: string;
    /** For goals: its code. */
    readonly goal?: string;
    readonly value?: number;
    /** ISO instant by the sender's clock. */
    readonly at: string;
  }
  export interface Request {
    /** The sender's clock when it sent; the difference to the server's is taken off `at`. */
    readonly sentAt: string;
    readonly events: readonly Event[];
  }
  export interface Response {
    readonly data: { readonly accepted: number; readonly duplicate: number; readonly dropped: Readonly<Record<string, number>> };
  }
}
