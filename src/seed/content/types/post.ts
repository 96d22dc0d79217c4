import type { ActivityKey } from './activity';
import type { KolKey } from './kol';
import type { Blocks, Platform, SeedCover, Tag } from './shared';
import type { Localizations } from './standing';
import type { SubmissionKey } from './submission';
import type { RelativeTime } from './time';

export interface PlatformAdaptation {
  platform: Platform;
  title?: string;
  text: string;
  note?: string;
}

export interface TrackedLink {
  kind: 'shop' | 'mini_program' | 'qr' | 'article';
  label: string;
  url: string;
}

export type PostKey =
  | 'why-tins-come-home'
  | 'cold-brew-ratio'
  | 'thirty-cups-day-one'
  | 'cup-twenty-seven'
  | 'first-pour-map'
  | 'packing-list-with-tea'
  | 'hut-warden-kettle'
  | 'refill-points-hangzhou'
  | 'one-person-table'
  | 'steeping-myths'
  | 'lugu-winter-harvest'
  | 'summit-energy-claim'
  | 'dawn-cup-photos'
  | 'lid-batch-seven'
  | 'weekend-shipping'
  | 'wet-leaves-quiz'
  | 'summit-selfie-draw'
  | 'spring-preorder'
  | 'letters-call';

export interface PostContent {
  title: string;
  slug: string;
  topic: string;
  audience?: string;
  summary: string;
  body: Blocks;
  tags: readonly Tag[];
  platformAdaptations?: readonly PlatformAdaptation[];
  trackedLinks?: readonly TrackedLink[];
  seo?: { metaTitle: string; metaDescription: string };
}

export interface SeedPost {
  key: PostKey;
  /** Marks the one post whose whole life is told in `showcase`. */
  showcase?: true;
  form: 'text' | 'image' | 'video' | 'audio' | 'interactive';
  tone: 'friendly' | 'humorous' | 'emotional' | 'inspiring' | 'informative' | 'authoritative' | 'solemn';
  planDate?: RelativeTime;
  activity?: ActivityKey;
  kols?: readonly KolKey[];
  submission?: SubmissionKey;
  cover: SeedCover;
  /** How many gallery images to generate beside the cover. */
  galleryImages?: number;
  localizations: Localizations<PostContent>;
}
