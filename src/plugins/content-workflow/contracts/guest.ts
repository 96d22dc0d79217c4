/** Links for people without an account. */
import type { ActorRef } from '../core/workflow/context';

/** `changed`: the text is another by now. `over`: the step was decided, or the piece left the review. `early`: an earlier step is not decided. */
export type GuestLinkStatus = 'open' | 'answered' | 'revoked' | 'expired' | 'changed' | 'over' | 'early';

export interface GuestLinkView {
  readonly id: number;
  /** Whom it was made for, as who asked calls them. */
  readonly guest: string;
  readonly step: string;
  readonly status: GuestLinkStatus;
  /** True when an approval would count at this moment; otherwise it is an opinion. `null` for one that is not open. */
  readonly decides: boolean | null;
  readonly askedBy: ActorRef;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly answer: { readonly approves: boolean; readonly name: string; readonly at: string } | null;
}

/** POST /pieces/:id/guest-links: a link to exactly this version, for one answer. The address is told this once. */
export namespace CreateGuestLink {
  export interface Request {
    readonly guest: string;
    /** A step that is not decided; the current one by default. */
    readonly step?: string;
    readonly ttlHours?: number;
  }
  export interface Response {
    readonly data: GuestLinkView & { readonly url: string };
  }
}

/** GET /pieces/:id/guest-links: the links of a piece, newest first. DELETE /guest-links/:id: revokes one that is not answered. */
export namespace ListGuestLinks {
  export interface Response {
    readonly data: readonly GuestLinkView[];
  }
}

/**
 * GET /api/content-workflow/guest/:token: what the guest is asked about; a page for browsers, this for programs.
 * POST to the same address answers, once.
 */
export namespace GetGuestPage {
  export interface Content {
    readonly title: string;
    /** What readers get, as the delivery API tells it. */
    readonly content: Readonly<Record<string, unknown>>;
    /** Of each variant that would be approved with it, what differs. */
    readonly variants: readonly { readonly label: string; readonly content: Readonly<Record<string, unknown>> }[];
  }
  export interface Response {
    readonly data: Content & { readonly guest: string; readonly askedBy: string; readonly expiresAt: string; readonly locale: string | null };
  }
}

export namespace AnswerGuestPage {
  export interface Request {
    readonly decision: 'approve' | 'request-changes';
    readonly name: string;
    /** Required to request changes. */
    readonly comment?: string;
  }
  export interface Response {
    readonly data: { readonly approves: boolean; readonly name: string; readonly at: string };
  }
}
