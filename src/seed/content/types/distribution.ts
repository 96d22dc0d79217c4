import type { ActivityKey } from './activity';
import type { Locale } from './language';
import type { PersonKey } from './people';
import type { PostKey } from './post';

export type ChannelKey =
  | 'mistway'
  | 'hangzhou-walkers'
  | 'tea-refills'
  | 'weekend-hills'
  | 'xiaohongshu'
  | 'refill-shops'
  | 'telegram-taiwan'
  | 'mastodon'
  | 'walkers-canada'
  | 'letter'
  | 'shop';

export interface SeedChannel {
  key: ChannelKey;
  platform: string;
  name: string;
  account: string;
  communities: readonly string[];
  settings: Record<string, unknown>;
  /** Nobody's: they open nothing. */
  secrets: Record<string, string>;
}

/** `ago`: at an instant so long before the seed runs. */
export type SeedTiming = { kind: 'same' } | { kind: 'offset'; minutes: number } | { kind: 'ago'; minutes: number };

/** What a platform says to the one call that can not be taken back. `by-key`: it knows the message by the key that it was sent with. */
export type SeedAnswer =
  | { kind: 'published'; ref: { id: string; url: string | null } | 'by-key' | null }
  | { kind: 'rejected' | 'unauthorized' | 'unknown'; code: string; message: string };

/** Totals by metric, as they are by now. */
export type SeedFigures = Record<string, number>;

export interface SeedPlanRow {
  channel: ChannelKey;
  timing: SeedTiming;
  answer?: SeedAnswer;
  /** Posted by hand, so long after it was laid out. */
  done?: { by: PersonKey; afterMinutes: number; url?: string; note?: string };
  /** Told by the platform whenever it is asked. */
  told?: SeedFigures;
  /** Read off by people, so many hours after it was public. */
  read?: readonly { by: PersonKey; afterHours: number; figures: SeedFigures; note?: string }[];
  /** How often its links have been followed by now. */
  clicks?: number;
}

export interface SeedPlan {
  of: PostKey | ActivityKey;
  locale: Locale;
  rows: readonly SeedPlanRow[];
}

export interface SeedTemplate {
  activity: ActivityKey;
  by: PersonKey;
  rows: readonly { channel: ChannelKey; timing: Exclude<SeedTiming, { kind: 'ago' }> }[];
}

/** Somebody on the newsletter's list. */
export interface SeedSubscriber {
  address: `${string}@example.com` | `${string}@example.org` | `${string}@example.net`;
  language: 'en' | 'zh-Hans' | 'zh-Hant';
  /** The page with the form. */
  source: string;
  askedDaysAgo: number;
  /** Left out: the letter was not answered yet. */
  confirmed?: true;
  ended?: { daysAgo: number; because: 'left' } | { daysAgo: number; because: 'bounced'; code: string };
}
