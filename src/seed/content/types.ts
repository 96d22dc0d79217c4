import type { Schema } from '@strapi/strapi';

import type { Art } from '../covers';

/** The content locales of the application. */
export type Locale = 'en' | 'zh-Hans' | 'zh-Hant';

/** A language of the admin panel, in which `zh` is Traditional Chinese. */
export type AdminLanguage = 'en' | 'zh-Hans' | 'zh';

/**
 * A wall-clock time counted from the day the seed runs on, so that the demo never ages: `{ days: 3, at: '09:30' }` is half
 * past nine in the IANA zone `zone`, three days on. Negative days lie in the past.
 */
export interface RelativeTime {
  days: number;
  at: `${number}:${number}`;
  zone: string;
}

/** A calendar date counted from the day the seed runs on. */
export interface RelativeDate {
  days: number;
}

export type RoleKey = 'super-admin' | 'editor' | 'reviewer' | 'publisher' | 'moderator';

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
  | 'tom-ferreira';

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

export type MemberKey = 'shan-lan' | 'qing-he' | 'pete-b' | 'ah-hong' | 'doudou';

/** A member of the community: a `users-permissions` user, never an admin. */
export interface SeedMember {
  key: MemberKey;
  username: string;
  email: `${string}@example.com`;
}

/** What someone said when they took a decision, in the language they work in. */
export interface Remark {
  by: PersonKey;
  text: string;
}

export type RetrospectiveKey = 'tins-returned' | 'cold-brew-series' | 'thirty-cups';

export interface SeedRetrospective {
  key: RetrospectiveKey;
  by: PersonKey;
  language: Locale;
  highlights: string;
  shortfalls: string;
  lessons: string;
}

export interface SeedVariant {
  key: string;
  label: string;
  /** The fields in which the variant differs. One experiment varies one of them. */
  overrides: { title?: string; summary?: string };
}

/**
 * Where a piece stands when the seed has run, with what it takes to bring it there. `draft-changes-requested` is a draft
 * that a reviewer returned; `review` waits for the first step, `review-step-2` for the second.
 */
export type Standing =
  | { stage: 'draft' | 'review' | 'review-step-2' | 'approved' | 'published' }
  | { stage: 'draft-changes-requested' | 'rejected' | 'withdrawn' | 'archived'; remark: Remark }
  | { stage: 'variant'; variants: readonly [SeedVariant, SeedVariant] }
  | { stage: 'scheduled'; at: RelativeTime }
  | { stage: 'held'; at: RelativeTime; remark: Remark }
  | { stage: 'retrospective' | 'closed'; retrospective: RetrospectiveKey };

export type Stage = Standing['stage'];

/**
 * One language version of a localized document: a piece of its own, with its own author and standing. `content` has the
 * shape of the localized attributes in Strapi, except that times are relative.
 */
export interface Localization<Content> {
  locale: Locale;
  author: PersonKey;
  standing: Standing;
  content: Content;
}

/** The first localization is the one the document is created in. */
export type Localizations<Content> = readonly [Localization<Content>, ...Localization<Content>[]];

export type Blocks = Schema.Attribute.BlocksValue;

export type Platform =
  | 'wechat_official'
  | 'wechat_group'
  | 'wecom'
  | 'weibo'
  | 'douyin'
  | 'zhihu'
  | 'xiaohongshu'
  | 'qq_group'
  | 'bilibili'
  | 'facebook'
  | 'instagram'
  | 'x'
  | 'telegram'
  | 'discord'
  | 'linkedin'
  | 'reddit'
  | 'email'
  | 'website';

/** The cover to generate, and the words for those who cannot see it. */
export interface SeedCover extends Art {
  alt: string;
}

export interface Tag {
  name: string;
}

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

export type ActivityKey = 'tin-comes-home' | 'thirty-cups' | 'first-pour' | 'letters-from-the-hut';

export type Metric =
  | 'impressions'
  | 'page_views'
  | 'reach'
  | 'shares'
  | 'likes'
  | 'comments'
  | 'participants'
  | 'participation_rate'
  | 'submissions'
  | 'clicks'
  | 'click_through_rate'
  | 'registrations'
  | 'purchases'
  | 'conversion_rate'
  | 'sales'
  | 'roi'
  | 'retention_rate'
  | 'churn_rate'
  | 'repeat_purchase_rate'
  | 'mentions'
  | 'satisfaction';

export interface Target {
  metric: Metric;
  unit: string;
  baseline?: number;
  targetValue: number;
  dueOn: RelativeDate;
}

export interface Phase {
  kind: 'warm_up' | 'live' | 'closing';
  name: string;
  startsAt: RelativeTime;
  endsAt: RelativeTime;
  plan: string;
}

export interface Interaction {
  kind: 'quiz' | 'vote' | 'topic' | 'lottery' | 'check_in' | 'challenge' | 'collection';
  name: string;
  rules: string;
  entryConditions: string;
  incentive: string;
}

export interface Reward {
  kind: 'points' | 'coupon' | 'gift' | 'benefit';
  name: string;
  quantity?: number;
  value: string;
  conditions: string;
}

export interface BudgetLine {
  kind: 'people' | 'material' | 'money';
  item: string;
  plannedAmount: number;
  actualAmount?: number;
  currency: 'TWD' | 'CNY' | 'CAD';
}

export interface ActivityContent {
  title: string;
  slug: string;
  theme: string;
  emotionalHook: string;
  summary: string;
  place: string;
  participation: string;
  rules: string;
  phases: readonly Phase[];
  interactions: readonly Interaction[];
  rewards: readonly Reward[];
}

export interface SeedActivity {
  key: ActivityKey;
  startsAt: RelativeTime;
  endsAt: RelativeTime;
  timezone: string;
  placeKind: 'online' | 'offline' | 'hybrid';
  goal: string;
  targets: readonly Target[];
  budget: readonly BudgetLine[];
  contingencyPlan: string;
  owner: PersonKey;
  kols: readonly KolKey[];
  cover: SeedCover;
  localizations: Localizations<ActivityContent>;
}

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

/** The life of the showcase post, told in order: each member is the next thing that happens to it. */
export interface Showcase {
  post: PostKey;
  locale: Locale;
  /** What the first submitted draft said instead of the final content. */
  firstDraft: Partial<PostContent>;
  submitted: Remark;
  changesRequested: Remark;
  resubmitted: Remark;
  approvals: readonly [Remark, Remark];
  experiment: { hypothesis: string; metric: Metric; variants: readonly [SeedVariant, SeedVariant] };
  /** The variant that goes out, and why. */
  chosen: { variant: string; remark: Remark };
  scheduled: { at: RelativeTime; remark: Remark };
  retrospective: RetrospectiveKey;
  closed: Remark;
}
