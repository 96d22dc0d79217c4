/** What waits for a person when they come in. */
import type { GetHealth } from './http';
import type { AlertView, PieceSummary } from './piece';

export type TaskReason = 'assigned' | 'review' | 'publish' | 'changes-requested';

export interface Task {
  readonly reason: TaskReason;
  readonly piece: PieceSummary;
}

/** GET /home: what the widgets of Strapi's home page show. */
export namespace GetHome {
  export interface Response {
    readonly data: {
      /** Assigned to the person, to be reviewed or published by them, or sent back to them; the most urgent first. */
      readonly tasks: readonly Task[];
      /** Due within a week, overdue first; anybody's. */
      readonly due: readonly PieceSummary[];
      readonly attention: {
        readonly held: readonly PieceSummary[];
        readonly overdue: number;
        readonly alerts: readonly AlertView[];
        readonly health: GetHealth.Response['data'];
      };
    };
  }
}
