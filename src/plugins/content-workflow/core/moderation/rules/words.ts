/** What the rules of the community are called and say, in one language. */
import type { Step } from '../policy';
import type { Aggravator, Severity, Violation } from '../vocabulary';

export interface RuleText {
  readonly name: string;
  /** What is not allowed, in a sentence. */
  readonly rule: string;
  readonly example: string;
}

export interface PolicyWords {
  readonly violations: Readonly<Record<Violation, RuleText>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly aggravators: Readonly<Record<Aggravator, string>>;
  readonly steps: Readonly<Record<Step, string>>;
  readonly detections: Readonly<Record<'patrol' | 'report' | 'auto' | 'submission', string>>;
}
