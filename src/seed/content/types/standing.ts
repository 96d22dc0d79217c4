import type { Locale } from './language';
import type { PersonKey } from './people';
import type { RelativeTime } from './time';

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

/** What is tried out, and with how many readers; the arms share them equally. */
export interface SeedExperiment {
  kind: 'readers' | 'channels' | 'times';
  hypothesis: string;
  goal: 'click' | 'registration' | 'purchase' | 'share';
  /** How long ago it began. */
  days: number;
  /** The first is what the others are compared with; `readings` are totals of readers and of those who reached the goal. */
  arms: readonly { key: string; place?: string; readings: readonly [units: number, conversions: number] }[];
  /** Where figures of a comparison were read. */
  source?: string;
}

/**
 * Where a piece stands when the seed has run, with what it takes to bring it there. `draft-changes-requested` is a draft
 * that a reviewer returned; `review` waits for the first step, `review-step-2` for the second.
 */
export type Standing =
  | { stage: 'draft' | 'review' | 'review-step-2' | 'approved' | 'published' }
  | { stage: 'draft-changes-requested' | 'withdrawn' | 'archived'; remark: Remark }
  | { stage: 'rejected'; reason: string; remark: Remark }
  | { stage: 'variant'; variants: readonly SeedVariant[]; experiment: SeedExperiment }
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
