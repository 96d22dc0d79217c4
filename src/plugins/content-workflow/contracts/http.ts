/** One namespace an endpoint: verb, path, purpose. Paths are below the admin's `/content-workflow` unless they say `/api`. */
import type { Refusal } from '../core/errors';
import type { ChecklistRule } from '../core/review/checklist';
import type { AlertView, HistoryEntry, PieceSummary, PieceView } from './piece';

/** Every failure has this body. `error.details` is the refusal, or for an invalid request `{ code, field, issues }`. */
export interface ErrorBody {
  readonly data: null;
  readonly error: {
    readonly status: number;
    readonly name: string;
    readonly message: string;
    readonly details: (Partial<Refusal> & { readonly code: string; readonly piece?: PieceView }) | Record<string, unknown>;
  };
}

/** GET /governed: which content types the workflow governs, and how the admin treats them. */
export namespace GetGoverned {
  export interface Response {
    readonly data: readonly { readonly uid: string; readonly displayName: string; readonly path: string; readonly title: string; readonly variables: readonly string[]; readonly checklist: readonly ChecklistRule[] }[];
  }
}

/** GET /pieces: current pieces, newest change first. */
export namespace ListPieces {
  export interface Query {
    readonly state?: string;
    readonly uid?: string;
    readonly assignee?: string;
    readonly text?: string;
    readonly limit?: string;
    readonly cursor?: string;
  }
  export interface Response {
    readonly data: readonly PieceSummary[];
    readonly meta: { readonly nextCursor: string | null };
  }
}

/** GET /documents/:uid/:documentId?locale=: the current piece of a document; opens round 1 for a draft that has none. */
export namespace GetPieceOfDocument {
  export interface Response {
    readonly data: PieceView;
  }
}

/** GET /pieces/:id: one piece, any round. */
export namespace GetPiece {
  export interface Response {
    readonly data: PieceView;
  }
}

/** GET /pieces/:id/history?before=&limit=: older entries of the history, newest first. */
export namespace GetHistory {
  export interface Response {
    readonly data: readonly HistoryEntry[];
  }
}

/** POST /pieces/:id/events: sends one event. 409 with the current piece when `expectedRevision` is not the current one. */
export namespace SendEvent {
  export interface Request {
    readonly event: { readonly type: string } & Readonly<Record<string, unknown>>;
    readonly expectedRevision: number;
  }
  export interface Response {
    readonly data: PieceView;
  }
}

/** PUT /pieces/:id/variants/:key, DELETE /pieces/:id/variants/:key: the variants of a draft. */
export namespace PutVariant {
  export interface Request {
    readonly label: string;
    readonly overrides: Readonly<Record<string, unknown>>;
    readonly expectedRevision: number;
  }
  export interface Response {
    readonly data: PieceView;
  }
}

/** POST /pieces/:id/preview-links: a signed, expiring address that shows exactly this version. */
export namespace CreatePreviewLink {
  export interface Request {
    readonly variant?: string;
    readonly ttlMinutes?: number;
  }
  export interface Response {
    readonly data: { readonly url: string; readonly token: string; readonly hash: string; readonly expiresAt: string };
  }
}

/** GET /people: who can be assigned. */
export namespace ListPeople {
  export interface Response {
    readonly data: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[];
  }
}

/** GET /alerts, POST /alerts/:id/acknowledge: what a person must look at. */
export namespace ListAlerts {
  export interface Response {
    readonly data: readonly AlertView[];
  }
}

/** GET /health and GET /api/content-workflow/health: is the clock alive and is anything overdue. */
export namespace GetHealth {
  export interface Response {
    readonly data: {
      /** `late`: work is overdue or has failed, or a promise was broken and nobody has looked at it. `stopped`: no clock ticks. */
      readonly status: 'ok' | 'late' | 'stopped';
      readonly clock: { readonly lastTickAt: string | null; readonly ageSeconds: number | null };
      readonly jobs: { readonly waiting: number; readonly overdue: number; readonly failed: number; readonly nextRunAt: string | null };
      /** Alerts of promises that were not kept and that nobody has acknowledged. */
      readonly promises: { readonly broken: number };
    };
  }
}

/** POST /integrity: compares what is live with what was approved. */
export namespace RunIntegrity {
  export type FindingCode =
    | 'LIVE_WITHOUT_APPROVAL'
    | 'LIVE_DIFFERS_FROM_EDITION'
    | 'LIVE_FILE_TEXT_CHANGED'
    | 'EDITION_NOT_LIVE'
    | 'DRAFT_DRIFTED'
    | 'PROMISE_WITHOUT_JOB'
    | 'STATE_UNKNOWN';
  export interface Finding {
    readonly code: FindingCode;
    readonly uid: string;
    readonly documentId: string;
    readonly locale: string;
    readonly message: string;
    /** What the sweep did about it. */
    readonly action: 'reported' | 'taken-down' | 'approval-voided' | 'job-restored';
  }
  export interface Response {
    readonly data: { readonly checked: number; readonly findings: readonly Finding[]; readonly at: string };
  }
}
