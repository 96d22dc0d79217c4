/** What front ends send in for members and guests, and what they are told about it. Below `/api`. */
import type { SentState } from '../../core/moderation/intake';

/**
 * Who sends: a member by `Authorization: Bearer` of Users & Permissions, or a guest by `Submission-Guest`, the token of
 * `VerifyGuest`.
 */
export interface SubmissionInput {
  readonly title: string;
  readonly text: string;
  readonly links?: readonly { readonly url: string; readonly label?: string }[];
  readonly language?: 'zh-Hant' | 'zh-Hans' | 'en';
  /** The name to stand beside it when it is adopted. */
  readonly contributorName: string;
  /** Document id of an activity that is live. A guest has to name one that takes guests. */
  readonly activity?: string;
  readonly source?: 'web_form' | 'mini_program' | 'app';
  /** The sender agrees that it is published, as the form says. */
  readonly consent: true;
  /** The version of the rights statement that the sender saw; it has to be the current one. */
  readonly rightsStatement: string;
  /** From `GetSubmissionForm`: says when the form was opened. */
  readonly form?: string;
  /** A field that people do not see. */
  readonly website?: string;
}

export interface SentImage {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface SentSubmission {
  readonly reference: string;
  readonly state: SentState;
  /** Goes up with every edit; `EditSubmission` names the one that was shown. */
  readonly revision: number;
  readonly title: string;
  /** What the moderator asks for, while it is `returned`. */
  readonly message: string | null;
  /** Why it was not taken over, as a code of the team's list. */
  readonly reasonCode: string | null;
  readonly images: readonly SentImage[];
  readonly sentAt: string;
  readonly changedAt: string;
}

/** GET /submissions/intake/form, with `?activity=` for one of them. */
export namespace GetSubmissionForm {
  export interface Response {
    readonly data: {
      /** Sent back with the submission. */
      readonly form: string;
      /** Who may send in to this activity; without one, members. */
      readonly openTo: 'nobody' | 'members' | 'guests';
      readonly rightsStatement: { readonly version: string; readonly text: Readonly<Record<string, string>> };
      readonly images: { readonly max: number; readonly maxBytes: number; readonly types: readonly string[] };
    };
  }
}

/**
 * POST /submissions/intake, as JSON, or as a form with `data` (this as JSON) and up to nine files `images`.
 * Header `Idempotency-Key`: the same key with the same content is answered the same, with other content by 422.
 */
export namespace CreateSubmission {
  export type Request = SubmissionInput;
  /** The same for everything that was taken in. `statusAddress` is a secret of the sender. */
  export interface Response {
    readonly data: { readonly reference: string; readonly state: 'received'; readonly statusAddress: string };
  }
}

/** GET /submissions/intake/mine: newest first. */
export namespace ListMySubmissions {
  export interface Response {
    readonly data: readonly SentSubmission[];
    readonly meta: { readonly next: string | null };
  }
}

/** GET /submissions/intake/:reference by its sender, or /submissions/intake/:reference/:secret by whoever has the address. */
export namespace GetSubmission {
  export interface Response {
    readonly data: SentSubmission & { readonly text: string; readonly links: readonly { readonly url: string; readonly label: string | null }[] };
  }
}

/** PUT /submissions/intake/:reference, by its sender or with the secret as `Submission-Secret`; a form as for sending in. */
export namespace EditSubmission {
  export interface Request extends Omit<SubmissionInput, 'activity' | 'source'> {
    readonly revision: number;
    /** Ids of the images that stay, all of them when it is left out; new ones come behind them. */
    readonly keepImages?: readonly string[];
  }
  export interface Response {
    readonly data: { readonly reference: string; readonly state: 'received'; readonly revision: number };
  }
}

/** DELETE /submissions/intake/:reference, by its sender or with the secret as `Submission-Secret`. 204. */

/** POST /submissions/intake/guests: mails a code. The answer is the same for every address. */
export namespace AskGuestCode {
  export interface Request {
    readonly email: string;
    readonly language?: 'zh-Hant' | 'zh-Hans' | 'en';
  }
  export interface Response {
    readonly data: { readonly expiresInSeconds: number };
  }
}

/** POST /submissions/intake/guests/verify */
export namespace VerifyGuest {
  export interface Request {
    readonly email: string;
    readonly code: string;
  }
  export interface Response {
    /** For `Submission-Guest`. */
    readonly data: { readonly token: string; readonly expiresAt: string };
  }
}

/** GET /content-workflow/moderation/submissions/:documentId/images: for moderators; that they looked is recorded. */
export namespace ListQuarantinedImages {
  export interface Response {
    readonly data: readonly {
      readonly id: string;
      readonly width: number;
      readonly height: number;
      readonly mime: string;
      /** 16 hex digits; of pictures that look alike only a few bits differ. */
      readonly hash: string;
      /** Below `/api`, good until `expiresAt`, for whoever has it. */
      readonly preview: string;
      readonly full: string;
      readonly expiresAt: string;
    }[];
  }
}
