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
