import type { AdminLanguage } from './language';

export type RoleKey = 'super-admin' | 'editor' | 'reviewer' | 'publisher' | 'moderator' | 'moderation-lead';

export type PersonKey =
  | 'zhou-yining'
  | 'lin-yuwei'
  | 'chen-siyu'
  | 'maya-okafor'
  | 'hsu-wenbin'
  | 'grace-lindqvist'
  | 'tsai-peishan'
  | 'zhao-lihang'
  | 'wu-mengqi'
  | 'tom-ferreira'
  | 'su-yian';

/** Someone who works in the admin panel. */
export interface SeedPerson {
  key: PersonKey;
  firstname: string;
  lastname: string;
  email: `${string}@example.com`;
  role: RoleKey;
  preferredLanguage: AdminLanguage;
  /** What this person answers for, in English, for the demo's table of logins. */
  duty: string;
}

export type MemberKey =
  | 'shan-lan'
  | 'qing-he'
  | 'pete-b'
  | 'ah-hong'
  | 'doudou'
  | 'permit-helper'
  | 'hiking-dad'
  | 'iron-legs'
  | 'tea-deals'
  | 'summit-benefits'
  | 'stove-trader'
  | 'cloud-counter'
  | 'quiet-reader'
  | 'map-walker'
  | 'star-reader'
  | 'herb-uncle';

/** A member of the community: a `users-permissions` user, never an admin. */
export interface SeedMember {
  key: MemberKey;
  username: string;
  email: `${string}@example.com`;
}
