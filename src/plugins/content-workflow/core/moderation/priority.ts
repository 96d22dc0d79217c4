/** What goes first. Signals never decide about content: they choose a lane and an order in it. */
import type { Lane, Severity, Signal } from './vocabulary';

/** What is extreme comes before any number of things that are minor. */
const WEIGHT: Readonly<Record<Severity, number>> = { minor: 10, moderate: 40, serious: 160, extreme: 640 };

/** A hint is worth a look and no more. */
const HINT = 5;

/** So much do all signals beside the weightiest add at most: less than one step of severity. */
const MAX_BESIDE = 30;

/** What is illegal, or concerns minors, comes before everything else. */
const FIRST = 10_000;

/** A list that looks for what endangers minors marks what it finds; readers have a category for it. */
export const concernsMinors = ({ rule, evidence }: Pick<Signal, 'rule' | 'evidence'>): boolean => evidence.minors === 1 || rule === 'report/minors';

const isFirm = ({ hint }: Signal): boolean => !hint;

/** The senders' rules alone do not make a thing suspicious; they say how to read the rest. */
const isFlag = ({ source, rule, severity }: Signal): boolean => source === 'rule' && rule !== 'sender/first' && (!rule.startsWith('sender/') || severity !== 'minor');

/** The most urgent lane that a signal asks for. `newSender`: nothing of this sender has been accepted before. */
export const laneOf = (signals: readonly Signal[], { newSender }: { readonly newSender: boolean }): Lane => {
  const firm = signals.filter(isFirm);
  if (firm.some(({ violation }) => violation === 'illegal')) return 'illegal';
  if (firm.some(concernsMinors)) return 'minor';
  if (firm.some(({ violation }) => violation === 'unfriendly.threat')) return 'threat';
  if (signals.some(({ source }) => source === 'report')) return 'reported';
  if (signals.some(isFlag)) return 'flagged';
  if (newSender) return 'new-sender';
  return signals.some(({ source }) => source === 'patrol') ? 'patrol' : 'regular';
};

const weightOf = ({ hint, severity }: Signal): number => (hint ? HINT : WEIGHT[severity]);

/** A whole number, higher for what is more urgent; 0 for nothing found. */
export const priorityOf = (signals: readonly Signal[]): number => {
  if (signals.length === 0) return 0;
  const weights = signals.map(weightOf).sort((a, b) => b - a);
  const beside = weights.slice(1).reduce((sum, weight) => sum + Math.ceil(weight / 10), 0);
  const first = signals.some((signal) => isFirm(signal) && (signal.violation === 'illegal' || concernsMinors(signal)));
  return (weights[0] ?? 0) + Math.min(MAX_BESIDE, beside) + (first ? FIRST : 0);
};
