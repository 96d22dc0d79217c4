import type { Locale } from './language';
import type { PostContent, PostKey } from './post';
import type { Remark, RetrospectiveKey, SeedExperiment, SeedVariant } from './standing';
import type { RelativeTime } from './time';

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
  experiment: SeedExperiment & { variants: readonly [SeedVariant, SeedVariant] };
  /** The variant that goes out, and why. */
  chosen: { variant: string; remark: Remark };
  scheduled: { at: RelativeTime; remark: Remark };
  retrospective: RetrospectiveKey;
  closed: Remark;
}
