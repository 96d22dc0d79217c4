/** Word lists as the admin reads and changes them. Reading needs the permission `moderate`, everything else `moderation-lead`. */
import type { Way } from '../../core/moderation/text/reader';
import type { Severity, Violation } from '../../core/moderation/vocabulary';
import type { MatchKind } from '../../core/moderation/word-lists';

export interface ListValues {
  readonly name: string;
  readonly violation: Violation;
  readonly severity: Severity;
  readonly kind: MatchKind;
  /** What it finds concerns minors, and goes first. */
  readonly minors: boolean;
  readonly terms: readonly string[];
  readonly allow: readonly string[];
  /** An instant; `null` for a list that does not expire. */
  readonly expiresAt: string | null;
  readonly owner: string;
  readonly retired: boolean;
}

export interface ListVersionSummary {
  readonly key: string;
  readonly version: number;
  readonly comment: string;
  readonly by: { readonly kind: string; readonly id: string; readonly name: string };
  readonly at: string;
}

/** How moderators decided about what a rule flagged. */
export interface RulePrecision {
  readonly upheld: number;
  readonly dismissed: number;
}

export interface WordListSummary extends Omit<ListValues, 'terms' | 'allow'>, ListVersionSummary {
  readonly terms: number;
  readonly allow: number;
  readonly inForce: boolean;
  /** Of all its versions. */
  readonly outcomes: RulePrecision;
}

export interface WordListView extends ListValues, ListVersionSummary {
  readonly outcomes: RulePrecision;
  /** By version, newest first; versions that nothing was decided about are left out. */
  readonly outcomesByVersion: readonly (RulePrecision & { readonly version: number })[];
}

/** GET /moderation/word-lists: every list in its newest version, by key. */
export namespace ListWordLists {
  export interface Response {
    readonly data: readonly WordListSummary[];
    readonly meta: { readonly terms: number; readonly maxTerms: number };
  }
}

/** GET /moderation/word-lists/:key: its newest version. */
export namespace GetWordList {
  export interface Response {
    readonly data: WordListView;
  }
}

/** GET /moderation/word-lists/:key/versions?before=&limit=: newest first, with what each changed. */
export namespace ListWordListVersions {
  export interface Version extends ListVersionSummary {
    readonly terms: number;
    /** Against the version before; of the first one everything is added. At most 50 each. */
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly addedCount: number;
    readonly removedCount: number;
  }
  export interface Response {
    readonly data: readonly Version[];
  }
}

/** GET /moderation/word-lists/:key/versions/:version: one version in full. */
export namespace GetWordListVersion {
  export interface Response {
    readonly data: ListValues & ListVersionSummary;
  }
}

/** POST /moderation/word-lists/dry-run: what the list would find in past submissions, and what it finds as it is saved. Changes nothing. */
export namespace DryRunWordList {
  export interface Request {
    /** The list that it would be a version of; left out for a new one. */
    readonly key?: string;
    readonly values: Pick<ListValues, 'kind' | 'terms' | 'allow'>;
  }
  /** What was sent, cut round the match; to be shown as text. */
  export interface Excerpt {
    readonly field: string;
    readonly term: string;
    readonly way: Way | 'pulled-apart';
    readonly before: string;
    readonly matched: string;
    readonly after: string;
  }
  export interface Submission {
    readonly reference: string;
    readonly title: string;
    readonly at: string;
    /** Compared with the version in force. */
    readonly change: 'new' | 'same';
    readonly excerpts: readonly Excerpt[];
  }
  export interface Result {
    /** Submissions that were looked at, the last ones. */
    readonly looked: number;
    readonly hits: number;
    readonly hitsNow: number;
    /** Submissions that are found now and would not be any more. */
    readonly lost: readonly { readonly reference: string; readonly title: string }[];
    /** How many submissions each term is found in, most first; at most 50. */
    readonly terms: readonly { readonly term: string; readonly submissions: number }[];
    /** New ones first; at most 50. */
    readonly submissions: readonly Submission[];
  }
  export interface Response {
    readonly data: Result;
  }
}

/** PUT /moderation/word-lists/:key: saves a new version. `expectedVersion` 0 makes a new list. 409 when somebody was faster; `error.details.current` is who. */
export namespace SaveWordList {
  export interface Request {
    readonly expectedVersion: number;
    readonly values: ListValues;
    readonly comment: string;
  }
  export interface Response {
    readonly data: WordListView;
  }
}
