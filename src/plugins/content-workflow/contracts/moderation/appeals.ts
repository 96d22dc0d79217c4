/** Appeals against strikes. Members write them below `/api`; who answers is a lead who had no part in the strike. */
import type { Step } from '../../core/moderation/policy';
import type { ActorRef } from '../../core/workflow/context';
import type { AppealState, Statement, StrikeView } from './members';

export type { AppealState };

export interface AppealSummary {
  readonly id: number;
  /** E.g. `A-7K3M9Q2X`. */
  readonly reference: string;
  readonly state: AppealState;
  readonly sender: string;
  readonly senderName: string;
  readonly strike: StrikeView;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly decidedAt: string | null;
  /** False where the person who asks took part in the strike. */
  readonly mayDecide: boolean;
}

export interface AppealView extends AppealSummary {
  /** What the member wrote: plain text. */
  readonly text: string;
  readonly answer: string | null;
  readonly reviewer: ActorRef | null;
  readonly toStep: Step | null;
}

/** POST /api/members/me/appeals: appeals against one's own strike. 422 `APPEAL_EXISTS`, `APPEAL_WINDOW_OVER`. */
export namespace CreateAppeal {
  export interface Request {
    /** The reference of the strike. */
    readonly strike: string;
    /** At most 2,000 characters. */
    readonly text: string;
  }
  export interface Response {
    readonly data: Statement;
  }
}

/** DELETE /api/members/me/appeals/:reference: takes an open appeal back. There is no second one. */
export namespace WithdrawAppeal {
  export interface Response {
    readonly data: Statement;
  }
}

/** GET /moderation/appeals?state=open|decided&cursor=: open ones by their due time, decided ones newest first. */
export namespace ListAppeals {
  export interface Query {
    readonly state?: 'open' | 'decided';
    readonly cursor?: string;
  }
  export interface Response {
    readonly data: readonly AppealSummary[];
    readonly meta: { readonly nextCursor: string | null };
  }
}

/** GET /moderation/appeals/:reference. */
export namespace GetAppeal {
  export interface Response {
    readonly data: AppealView;
  }
}

/** POST /moderation/appeals/:reference/decision (for `moderation-lead`): 403 `SECOND_PERSON_NEEDED` for whoever had part in the strike, 409 when it was answered meanwhile. */
export namespace DecideAppeal {
  export interface Request {
    readonly outcome: 'upheld' | 'overturned' | 'reduced';
    /** With `reduced`: a step below the strike's. */
    readonly step?: Step;
    /** To the member, as plain text, at most 2,000 characters. */
    readonly answer: string;
  }
  export interface Response {
    readonly data: AppealView;
  }
}
