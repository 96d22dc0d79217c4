import type { PersonKey } from './people';
import type { Platform, Tag } from './shared';
import type { Standing } from './standing';
import type { RelativeDate } from './time';

export type KolKey = 'ayuan' | 'suyu' | 'xiaoman' | 'nora-whitfield' | 'kenji-aoyama' | 'lao-qiu';

export interface SocialAccount {
  platform: Platform;
  handle: string;
  url: string;
  followers: number;
  measuredOn: RelativeDate;
  source: string;
}

export interface Cooperation {
  relationship: 'prospect' | 'contacted' | 'negotiating' | 'cooperating' | 'paused' | 'ended';
  strategy: string;
  incentive: string;
  contact: string;
}

export interface SeedKol {
  key: KolKey;
  author: PersonKey;
  standing: Standing;
  name: string;
  slug: string;
  kind: 'kol' | 'ambassador' | 'creator';
  bio: string;
  niches: readonly Tag[];
  socialAccounts: readonly SocialAccount[];
  cooperation: Cooperation;
}
