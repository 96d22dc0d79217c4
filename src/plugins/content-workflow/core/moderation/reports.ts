/** Reports by readers: a short list for them, fine codes for moderators, and how much one reporter's word is worth. */
import type { Severity, Signal, Violation } from './vocabulary';

/** What a reader chooses from, in the order of a form. Stored with reports, so codes are never renamed. */
export const REPORT_CATEGORIES = ['spam', 'abuse', 'hate', 'threat', 'sexual', 'false', 'minors', 'illegal', 'other'] as const;
export type ReportCategory = (typeof REPORT_CATEGORIES)[number];

interface Meaning {
  readonly violation: Violation;
  readonly severity: Severity;
}

/** What a category most likely means. A moderator decides by the content; this only says how urgent a look at it is. */
const MEANING: Readonly<Record<ReportCategory, Meaning>> = {
  spam: { violation: 'spam-ad', severity: 'minor' },
  abuse: { violation: 'unfriendly.abuse', severity: 'moderate' },
  hate: { violation: 'unfriendly.discrimination', severity: 'serious' },
  threat: { violation: 'unfriendly.threat', severity: 'serious' },
  sexual: { violation: 'vulgar-sexual', severity: 'moderate' },
  false: { violation: 'false-information', severity: 'moderate' },
  minors: { violation: 'other-harm', severity: 'extreme' },
  illegal: { violation: 'illegal', severity: 'extreme' },
  other: { violation: 'other-harm', severity: 'minor' },
};

export const meaningOf = (category: ReportCategory): Meaning => MEANING[category];

/** How a person's earlier reports were resolved by moderators. Ignored ones count for neither side. */
export interface Resolved {
  readonly agreed: number;
  readonly disagreed: number;
}

/** With fewer resolved reports nothing is known about a reporter. */
const KNOWN_AFTER = 5;

/** The share of agreed reports from which on a reporter's word counts for more. */
const AXIS = 0.7;

/** A reporter who is always right gains this much for every fourfold of what they reported. */
const STEP = 5;

/** Bonus of a reporter by their accuracy, positive or negative: the distance from the axis, grown by the logarithm (base 4) of how much they reported. */
export const accuracyOf = ({ agreed, disagreed }: Resolved): number => {
  const total = agreed + disagreed;
  if (total <= KNOWN_AFTER) return 0;
  const distance = agreed / total - AXIS;
  const span = distance >= 0 ? 1 - AXIS : AXIS;
  return (distance / span) * STEP * (Math.log(total) / Math.log(4));
};

/** What one report adds to the priority of its target; 0 of somebody who was wrong too often. */
export const weightOf = (resolved: Resolved): number => Math.max(0, 1 + accuracyOf(resolved));

/** A report as a reason to look. Of somebody whose word counts for nothing it only points to the target and lifts no lane. */
export const reportSignal = (category: ReportCategory, weight: number): Signal => {
  const { violation, severity } = meaningOf(category);
  const isHint = weight === 0;
  return {
    source: 'report',
    rule: `report/${category}`,
    ruleVersion: '1',
    violation: isHint ? null : violation,
    severity: isHint ? 'minor' : severity,
    hint: isHint,
    span: null,
    matched: null,
    evidence: { weight: Math.round(weight * 100) / 100 },
  };
};

/** What the reports of one target add to its priority: each by how much its reporter's word is worth. */
export const reportedWeight = (signals: readonly Signal[]): number =>
  signals.reduce((sum, { source, evidence }) => sum + (source === 'report' && typeof evidence.weight === 'number' ? evidence.weight : 0), 0);
