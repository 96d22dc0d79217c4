import type { KolKey } from './kol';
import type { PersonKey } from './people';
import type { SeedCover } from './shared';
import type { Localizations } from './standing';
import type { RelativeDate, RelativeTime } from './time';

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
  /** Who may send something in; members where it is not said. */
  submissionsFrom?: 'members' | 'guests' | 'nobody';
  localizations: Localizations<ActivityContent>;
}
