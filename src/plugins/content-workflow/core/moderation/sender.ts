/** What is known of who sends: numbers, no names. */
import type { Severity } from './vocabulary';

export interface SenderFacts {
  /** Submissions of this sender before this one, as far as they are remembered. */
  readonly earlier: number;
  readonly lastHour: number;
  readonly lastDay: number;
  /** How long the form was open, in milliseconds; `null` where nobody measured. */
  readonly composedMs: number | null;
  readonly length: number;
  /** Strikes that stand, and submissions that moderators rejected. */
  readonly strikes: number;
  readonly rejections: number;
}

/** A person who pastes a prepared text still needs this long to choose and to confirm. */
export const MIN_COMPOSED_MS = 3_000;

/** A fast typist writes 12 characters a second; who sends a long text faster has pasted it, which alone is no fault. */
const CHARACTERS_A_SECOND = 12;
const LONG_TEXT = 400;

export const MAX_HOUR = 5;
export const MAX_DAY = 20;
export const MANY_REJECTIONS = 3;

export interface SenderFinding {
  readonly rule: 'first' | 'too-fast' | 'pasted' | 'too-many' | 'repeat-offender';
  readonly severity: Severity;
  readonly hint: boolean;
  readonly evidence: Readonly<Record<string, number>>;
}

export const senderFindings = ({ earlier, lastHour, lastDay, composedMs, length, strikes, rejections }: SenderFacts): SenderFinding[] => {
  const found: SenderFinding[] = [];
  if (earlier === 0) found.push({ rule: 'first', severity: 'minor', hint: false, evidence: {} });
  if (composedMs !== null && composedMs < MIN_COMPOSED_MS) found.push({ rule: 'too-fast', severity: 'moderate', hint: false, evidence: { milliseconds: composedMs, least: MIN_COMPOSED_MS } });
  else if (composedMs !== null && length >= LONG_TEXT && length / (composedMs / 1_000) > CHARACTERS_A_SECOND) found.push({ rule: 'pasted', severity: 'minor', hint: true, evidence: { milliseconds: composedMs, characters: length } });
  if (lastHour >= MAX_HOUR) found.push({ rule: 'too-many', severity: 'moderate', hint: false, evidence: { submissions: lastHour + 1, hours: 1, most: MAX_HOUR } });
  else if (lastDay >= MAX_DAY) found.push({ rule: 'too-many', severity: 'moderate', hint: false, evidence: { submissions: lastDay + 1, hours: 24, most: MAX_DAY } });
  if (strikes > 0 || rejections >= MANY_REJECTIONS) found.push({ rule: 'repeat-offender', severity: strikes > 1 ? 'serious' : 'moderate', hint: false, evidence: { strikes, rejections } });
  return found;
};
