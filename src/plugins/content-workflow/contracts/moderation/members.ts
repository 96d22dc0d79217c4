/** Members and their sanctions on the wire: for moderators below the admin's `/content-workflow`, for members below `/api`. */
import type { LadderReason } from '../../core/moderation/ladder';
import type { SanctionAction, Step } from '../../core/moderation/policy';
import type { Language } from '../../core/moderation/rules/languages';
import type { RulesPage } from '../../core/moderation/rules/page';
import type { Aggravator, Severity, Violation } from '../../core/moderation/vocabulary';
import type { ActorRef } from '../../core/workflow/context';

/** `upheld`: the strike stays. `overturned`: it is lifted. `reduced`: to a lower step. */
export type AppealState = 'open' | 'upheld' | 'overturned' | 'reduced' | 'withdrawn';

/** How a strike came about. */
export type Detection = 'patrol' | 'report' | 'auto' | 'submission';

export interface StandingView {
  readonly mayInteract: boolean;
  readonly action: 'mute' | 'ban' | null;
  /** ISO instant; `null`: for good, or nothing holds. */
  readonly until: string | null;
  /** The strike that decides. */
  readonly strike: string | null;
}

/** A step above what one person may do alone: proposed by one, settled by another. */
export interface ProposalView {
  readonly state: 'open' | 'confirmed' | 'declined';
  readonly step: Step;
  readonly by: ActorRef;
  readonly at: string;
  readonly reason: string | null;
  readonly settled: { readonly by: ActorRef; readonly at: string; readonly comment: string } | null;
}

/** A strike as moderators see it. */
export interface StrikeView {
  readonly id: number;
  /** E.g. `P-7K3M9Q2X`: what members and moderators call it. */
  readonly reference: string;
  readonly sender: string;
  readonly violation: Violation;
  readonly severity: Severity;
  readonly aggravators: readonly Aggravator[];
  /** What holds, which is less than what is proposed while that waits for a second person. */
  readonly step: Step;
  readonly action: SanctionAction;
  readonly startsAt: string;
  /** `null`: for good. */
  readonly endsAt: string | null;
  /** False once it is over or was overruled. */
  readonly holds: boolean;
  readonly proposal: ProposalView | null;
  readonly explanation: readonly LadderReason[];
  readonly policyVersion: string;
  readonly detection: Detection;
  readonly decisionId: number | null;
  readonly by: ActorRef;
  readonly message: string | null;
  /** The strike of the linked account that this one follows. */
  readonly follows: string | null;
  readonly reducedFrom: Step | null;
  readonly overruled: { readonly by: ActorRef; readonly at: string; readonly reason: string } | null;
  readonly appeal: { readonly reference: string; readonly state: AppealState } | null;
}

export interface LinkView {
  readonly id: number;
  readonly sender: string;
  readonly name: string;
  readonly reason: string;
  readonly by: ActorRef;
  readonly at: string;
}

export interface MemberSummary {
  /** `member:<id>` or `guest:<hash of the e-mail address>`. */
  readonly sender: string;
  readonly kind: 'member' | 'guest';
  readonly name: string;
  readonly standing: StandingView;
  /** Strikes that were not overruled. */
  readonly strikes: number;
}

/** GET /moderation/members?text=: by user name, by the name under which something was sent, or by a reference; without `text` who has the newest strikes. */
export namespace ListMembers {
  export interface Query {
    readonly text?: string;
  }
  export interface Response {
    readonly data: readonly MemberSummary[];
  }
}

/** GET /moderation/proposals: steps that wait for a second person, oldest first. */
export namespace ListProposals {
  export interface Response {
    readonly data: readonly StrikeView[];
  }
}

export interface MemberView extends MemberSummary {
  readonly since: string | null;
  readonly strikeList: readonly StrikeView[];
  readonly links: readonly LinkView[];
  /** What this sender sent in, newest first, at most 20. */
  readonly submissions: readonly { readonly documentId: string; readonly title: string; readonly state: string; readonly at: string }[];
  /** What was done about this sender, newest first, at most 50. */
  readonly history: readonly AuditEntry[];
}

/** GET /moderation/members/:sender: one sender with all that is known. */
export namespace GetMember {
  export interface Response {
    readonly data: MemberView;
  }
}

export interface StrikeRequest {
  readonly violation: Violation;
  readonly severity: Severity;
  readonly aggravators: readonly Aggravator[];
}

/** What the ladder answers. */
export interface RungView {
  readonly step: Step;
  readonly action: SanctionAction;
  readonly days: number | null;
  readonly needsSecond: boolean;
  readonly meanwhile: Step;
  readonly escalate: boolean;
  readonly explanation: readonly LadderReason[];
  readonly policyVersion: string;
}

/** POST /moderation/members/:sender/strike-preview: what the ladder would answer; changes nothing. */
export namespace PreviewStrike {
  export type Request = StrikeRequest;
  export interface Response {
    readonly data: RungView;
  }
}

/** POST /moderation/members/:sender/strikes: a strike by hand, outside of the queue. */
export namespace CreateStrike {
  export interface Request extends StrikeRequest {
    /** To the member, as plain text. */
    readonly message: string;
  }
  export interface Response {
    readonly data: MemberView;
  }
}

/** POST /moderation/members/:sender/links, POST /moderation/links/:id/undo: accounts of one person. A later strike of one is a strike of each. */
export namespace LinkAccounts {
  export interface Request {
    readonly other: string;
    readonly reason: string;
  }
  export interface Response {
    readonly data: MemberView;
  }
}

/** POST /moderation/strikes/:id/proposal: asks for a step that needs a second person. */
export namespace ProposeStep {
  export interface Request {
    readonly step: 4 | 5;
    readonly reason: string;
  }
  export interface Response {
    readonly data: MemberView;
  }
}

/** POST /moderation/strikes/:id/confirm, /decline and /lift (for `moderation-lead`): 403 `SECOND_PERSON_NEEDED` for whoever proposed or decided it. */
export namespace SettleStrike {
  export interface Request {
    readonly comment: string;
  }
  export interface Response {
    readonly data: MemberView;
  }
}

/** One act in the audit chain. */
export interface AuditEntry {
  readonly seq: number;
  readonly at: string;
  readonly actor: ActorRef;
  readonly action: string;
  readonly object: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** GET /moderation/audit?object=&before=&limit=: acts, newest first. */
export namespace ListAudit {
  export interface Response {
    readonly data: readonly AuditEntry[];
    readonly meta: { readonly before: number | null };
  }
}

/** GET /moderation/audit/verify?seq=&hash=: whether the chain is whole, and goes through the head that somebody noted earlier. */
export namespace VerifyAudit {
  export type Verdict =
    | { readonly intact: true; readonly rows: number; readonly head: { readonly seq: number; readonly hash: string } | null }
    | { readonly intact: false; readonly rows: number; readonly seq: number; readonly problem: 'changed' | 'missing' | 'not-linked' | 'not-the-noted-head' };
  export interface Response {
    readonly data: Verdict;
  }
}

/** The statement of reasons: what a member is told about a strike. It never says who reported. */
export interface Statement {
  readonly reference: string;
  readonly at: string;
  readonly what: { readonly step: Step; readonly action: SanctionAction; readonly name: string; readonly from: string; /** `null`: for good. */ readonly until: string | null; readonly holds: boolean };
  readonly rule: { readonly code: Violation; readonly name: string; readonly text: string; readonly policyVersion: string };
  readonly facts: {
    readonly severity: string;
    readonly aggravators: readonly string[];
    readonly detection: string;
    /** What it is about, as the sender called it; `null` where it is about no single thing. */
    readonly about: string | null;
    readonly message: string | null;
  };
  /** True where no person decided. */
  readonly automated: boolean;
  /** Where a longer measure is proposed that somebody else still has to confirm. */
  readonly pending: { readonly step: Step; readonly name: string } | null;
  readonly lifted: boolean;
  readonly appeal: {
    /** Until when one can be made. */
    readonly until: string;
    readonly possible: boolean;
    readonly reference: string | null;
    readonly state: AppealState | null;
    readonly answer: string | null;
  };
}

/** GET /api/members/me/standing?language=: what holds for the member who asks, and why. Works while muted and banned. */
export namespace GetOwnStanding {
  export interface Query {
    readonly language?: Language;
  }
  export interface Response {
    readonly data: { readonly standing: StandingView; readonly statements: readonly Statement[] };
  }
}

/**
 * GET /api/members/statements/:token?language=: one statement, for whoever was sent its link: a guest, who can not log in, and a
 * member who reads it in a mail. POST and DELETE /api/members/statements/:token/appeal appeal and take it back.
 */
export namespace GetStatement {
  export interface Response {
    readonly data: Statement;
  }
}

/** GET /api/community/rules?language=: the policy that holds. */
export namespace GetRules {
  export interface Response {
    readonly data: RulesPage;
  }
}
