/** The words of moderation: what can be wrong, how bad it is, why something waits for a person, and in which lane. All of it is JSON. */

/** Violations by parent and child, as community rules name them; stored with decisions and strikes, so codes are never renamed. */
export const VIOLATIONS = [
  'illegal',
  'unfriendly.contempt',
  'unfriendly.mockery',
  'unfriendly.provocation',
  'unfriendly.humiliation',
  'unfriendly.abuse',
  'unfriendly.defamation',
  'unfriendly.discrimination',
  'unfriendly.threat',
  'spam-ad',
  'vulgar-sexual',
  'false-information',
  'superstition',
  'clickbait',
  'fandom-chaos',
  'other-harm',
  'account.cheat-registration',
  'account.multi-account',
] as const;
export type Violation = (typeof VIOLATIONS)[number];

export const SEVERITIES = ['minor', 'moderate', 'serious', 'extreme'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What makes an offence worse, each by one step of the ladder. */
export const AGGRAVATORS = ['minor-harm', 'cheat-registration', 'multi-account'] as const;
export type Aggravator = (typeof AGGRAVATORS)[number];

/** In the order of urgency. A lane decides by when a person has to act. */
export const LANES = ['illegal', 'minor', 'threat', 'reported', 'appeal', 'flagged', 'new-sender', 'patrol', 'regular'] as const;
export type Lane = (typeof LANES)[number];

/** Where in the submission's text a rule matched. Offsets are UTF-16 units of the text as it was sent. */
export interface Span {
  /** `title`, `text`, `contributorName`, or `links.0`. */
  readonly field: string;
  readonly from: number;
  readonly to: number;
}

/** Why something should be looked at. A signal never decides: it explains, and it raises the priority. */
export interface Signal {
  readonly source: 'rule' | 'report' | 'patrol';
  /** E.g. `word-list/spam`, `links/too-many`, `near-duplicate`, `sender/first`, `sender/too-fast`, `screening/timed-out`. */
  readonly rule: string;
  /** Of the word list, or of the rule's own code. */
  readonly ruleVersion: string;
  readonly violation: Violation | null;
  readonly severity: Severity;
  /** True for what may only point a person to it, such as words that merely sound alike. */
  readonly hint: boolean;
  readonly span: Span | null;
  /** What matched, as it was sent (at most 200 characters); `null` where nothing of the text did. */
  readonly matched: string | null;
  /** What the rule compares with, for a person to understand the match: the term, the other submission's reference, a count. */
  readonly evidence: Readonly<Record<string, string | number>>;
}

/** What a moderator holds against a sender, together with a rejection. */
export interface Sanction {
  readonly violation: Violation;
  readonly severity: Severity;
  readonly aggravators: readonly Aggravator[];
}
