/**
 * The closed union of what the domain can refuse, and why.
 *
 * A refusal is a value, never an exception: it names the guard that failed, who could pass it and what to do next
 * (law: denials explain themselves). `message` and `next` are English sentences for the API; the admin translates by
 * `code` with `params`.
 */
export type RefusalKind =
  /** The person may not do this (HTTP 403). */
  | 'forbidden'
  /** The piece is not in a condition for this (HTTP 422). */
  | 'unprocessable'
  /** The event's own payload is wrong (HTTP 422, with `field`). */
  | 'invalid'
  /** Somebody else was faster (HTTP 409). */
  | 'conflict'
  /** There is no such piece, version or variant (HTTP 404). */
  | 'not-found';

export const REFUSAL_CODES = [
  'NOT_IN_THIS_STATE',
  'NO_WAY_THERE',
  'PERMISSION_MISSING',
  'NOT_A_REVIEWER_OF_THIS_STEP',
  'AUTHOR_CANNOT_APPROVE',
  'LAST_EDITOR_CANNOT_APPROVE',
  'ALREADY_APPROVED_BY_YOU',
  'GUEST_LINK_VOID',
  'NOT_THE_STEP_OF_THE_LINK',
  'ONLY_THE_SUBMITTER_RECALLS',
  'CHECKLIST_INCOMPLETE',
  'CONTENT_CHANGED_SINCE_SUBMISSION',
  'CONTENT_IS_NOT_WHAT_WAS_SHOWN',
  'CONTENT_WAS_NOT_SHOWN',
  'APPROVAL_MISSING',
  'APPROVAL_VOID',
  'COMMENT_REQUIRED',
  'REASON_REQUIRED',
  'REASON_CODE_UNKNOWN',
  'TIME_INVALID',
  'TIME_IN_THE_PAST',
  'TIMEZONE_UNKNOWN',
  'UNPUBLISH_BEFORE_PUBLISH',
  'OUTSIDE_WINDOW',
  'IN_BLACKOUT',
  'VARIANTS_NOT_APPROVED',
  'VARIANT_UNKNOWN',
  'EXPERIMENT_NOT_PLANNED',
  'EXPERIMENT_NOT_RUNNING',
  'EXPERIMENT_NOT_PAUSED',
  'EXPERIMENT_FINISHED',
  'STOP_RULE_NOT_MET',
  'PLAN_IMPOSSIBLE',
  'WINNER_NOT_CLEAR',
  'NOT_THE_LIVE_ROUND',
  'SCHEDULE_REPLACED',
  'NOT_YET_DUE',
  'RETROSPECTIVE_INCOMPLETE',
  'ASSIGNEE_UNKNOWN',
  'LOCKED',
  'REVISION_CONFLICT',
  'SAVED_MEANWHILE',
  'PIECE_NOT_FOUND',
  'VERSION_NOT_FOUND',
  'COMMENT_NOT_FOUND',
  'COMMENT_NOT_YOURS',
  'COMMENT_REMOVED',
  'COMMENT_IS_A_REPLY',
  'PASSAGE_NOT_FOUND',
  'FIELD_UNKNOWN',
  'DOCUMENT_NOT_FOUND',
  'TYPE_NOT_GOVERNED',
  'PUBLISH_FAILED',
  'GATE_CLOSED',
  'ITEM_NOT_FOUND',
  'ITEM_STALE',
  'ITEM_CLAIMED',
  'ITEM_NOT_PENDING',
  'LEAD_NEEDED',
  'ACTION_NOT_FOR_THIS',
  'MESSAGE_REQUIRED',
  'REPORT_NOT_FOUND',
  'SENDER_NOT_FOUND',
  'STRIKE_NOT_FOUND',
  'STRIKE_OVERRULED',
  'STEP_NOT_HIGHER',
  'STEP_NOT_LOWER',
  'PROPOSAL_OPEN',
  'NOTHING_PROPOSED',
  'SECOND_PERSON_NEEDED',
  'ALREADY_LINKED',
  'LINK_NOT_FOUND',
  'APPEAL_NOT_FOUND',
  'APPEAL_EXISTS',
  'APPEAL_WINDOW_OVER',
  'APPEAL_ANSWERED',
  'DELIVERY_NOT_FOUND',
  'CHANNEL_UNKNOWN',
  'CHANNEL_NOT_PLANNED',
  'NOT_DISTRIBUTED',
  'NOT_LIVE',
  'ALREADY_DELIVERED',
  'RENDITION_NOT_APPROVED',
  'RENDITION_FAULTY',
  'EVIDENCE_REQUIRED',
  'SCREENSHOT_UNUSABLE',
  'DELIVERY_ACTION_NOT_OFFERED',
  'PLATFORM_SILENT',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  readonly code: RefusalCode;
  readonly kind: RefusalKind;
  /** The guard that said no, as the machine declares it. */
  readonly guard: string;
  readonly message: string;
  /** Who could pass: permissions, role names or people; empty when nobody can in this state. */
  readonly who: readonly string[];
  /** What to do next, one sentence. */
  readonly next: string;
  /** The payload field at fault, for `invalid`. */
  readonly field?: string;
  /** Values for translated sentences, and machine-readable particulars (missing fields, changed paths). */
  readonly params?: Readonly<Record<string, unknown>>;
}
