import type { ActivityKey } from './activity';
import type { Locale } from './language';
import type { MemberKey, PersonKey } from './people';
import type { Standing } from './standing';

export type SubmissionKey =
  | 'dawn-at-hehuan'
  | 'cup-twenty-seven-diary'
  | 'tin-as-paint-box'
  | 'grandfathers-flask'
  | 'rain-on-yushan'
  | 'office-cold-brew'
  | 'reseller-advert'
  | 'leaves-left-behind'
  | 'strangers-in-the-photo'
  | 'stove-in-the-tent';

export interface SeedSubmission {
  key: SubmissionKey;
  /** The moderator who took it in; decisions are another's. */
  author: PersonKey;
  standing: Standing;
  title: string;
  text: string;
  /** The language it is written in; its activity is connected in the same locale. */
  language: Locale;
  links?: readonly { label?: string; url: string }[];
  /** How many images to generate for it. */
  images?: number;
  contributorName: string;
  contributorEmail: `${string}@example.com`;
  member?: MemberKey;
  source: 'web_form' | 'mini_program' | 'app' | 'chat_group' | 'email_inbox' | 'event_booth' | 'social_mention';
  consentGiven: boolean;
  rightsStatementVersion?: string;
  activity?: ActivityKey;
}

/** What a moderator did about a submission, so many hours ago. */
export interface SeedDecision {
  by: PersonKey;
  hoursAgo: number;
  action: 'adopt' | 'return' | 'reject' | 'escalate';
  reasonCodes?: readonly string[];
  message?: string;
  note?: string;
  sanction?: { violation: string; severity: string; aggravators: readonly string[] };
  /** What the sender says against the sanction. */
  appeal?: string;
}

/** Sent in by a member, in the order of the list. */
export interface WaitingSubmission {
  key: string;
  member: MemberKey;
  hoursAgo: number;
  title: string;
  text: string;
  language: Locale;
  links?: readonly { label?: string; url: string }[];
  images?: number;
  contributorName: string;
  activity?: ActivityKey;
  /** What waits has none. */
  decided?: SeedDecision;
}

/** A reader's report of something that is live. */
export interface SeedReport {
  submission: SubmissionKey;
  by: MemberKey;
  category: string;
  comment?: string;
  hoursAgo: number;
}
