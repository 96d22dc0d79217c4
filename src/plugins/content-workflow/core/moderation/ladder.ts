/**
 * The ladder: from what somebody did to what follows. A pure function of the policy, the offence and the strikes that still
 * count, so that the same case is answered the same way by whoever asks, and can be shown before anybody decides.
 */
import { STEPS, type Policy, type SanctionAction, type Step } from './policy';
import type { Aggravator, Severity, Violation } from './vocabulary';

const DAY_MS = 86_400_000;

/** An earlier strike that was not overruled. */
export interface PriorStrike {
  readonly violation: Violation;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface Offence {
  readonly violation: Violation;
  readonly severity: Severity;
  readonly aggravators: readonly Aggravator[];
  readonly activeStrikes: readonly PriorStrike[];
  readonly decidedBy: 'person' | 'system';
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Why the step is what it is, in the order in which it was found; `adds` is how far each reason moved it. */
export type LadderReason =
  | { readonly why: 'severity'; readonly severity: Severity; readonly adds: number }
  | { readonly why: 'aggravator'; readonly aggravator: Aggravator; readonly adds: number }
  | { readonly why: 'same-code'; readonly count: number; readonly days: number; readonly adds: number }
  | { readonly why: 'minor-harm-floor'; readonly adds: number }
  | { readonly why: 'first-minor-offence'; readonly adds: number }
  | { readonly why: 'top-of-the-ladder'; readonly adds: number }
  | { readonly why: 'machine-cap'; readonly adds: number };

export interface Rung {
  readonly policyVersion: string;
  readonly step: Step;
  readonly action: SanctionAction;
  /** `null`: for good. */
  readonly days: number | null;
  /** True where a second person has to agree before it takes effect. */
  readonly needsSecond: boolean;
  /** What holds until then; the step itself where nobody else is needed. */
  readonly meanwhile: Step;
  /** True where somebody has to look further: what is illegal in the extreme, or a machine stopped at what it may do. */
  readonly escalate: boolean;
  readonly explanation: readonly LadderReason[];
}

const clamp = (value: number, to: Step): Step => STEPS.find((step) => step === Math.min(Math.max(value, 0), to)) ?? to;

/** What may be done to this step alone, and what waits for a second person. */
export const aloneStep = (policy: Policy, step: Step): Step => clamp(step, policy.aloneCap);

export const ladder = (policy: Policy, offence: Offence): Rung => {
  const { settings } = policy;
  const aggravators = [...new Set(offence.aggravators)];
  const explanation: LadderReason[] = [];
  let step = 0;
  const move = (reason: LadderReason): void => {
    if (reason.adds === 0) return;
    explanation.push(reason);
    step += reason.adds;
  };

  move({ why: 'severity', severity: offence.severity, adds: policy.base[offence.severity] });
  for (const aggravator of aggravators) move({ why: 'aggravator', aggravator, adds: 1 });
  const window = settings.sameCodeDays;
  const same = window === null ? [] : offence.activeStrikes.filter(({ violation, at }) => violation === offence.violation && at <= offence.at && offence.at - at <= window * DAY_MS);
  if (same.length > 0) move({ why: 'same-code', count: same.length, days: window ?? 0, adds: 1 });
  if (aggravators.includes('minor-harm')) move({ why: 'minor-harm-floor', adds: Math.max(0, policy.minorHarmFloor - step) });
  if (settings.warningStep && offence.severity === 'minor' && aggravators.length === 0 && offence.activeStrikes.length === 0) move({ why: 'first-minor-offence', adds: -step });
  move({ why: 'top-of-the-ladder', adds: Math.min(0, 5 - step) });
  const wanted = step;
  if (offence.decidedBy === 'system') move({ why: 'machine-cap', adds: Math.min(0, policy.systemCap - step) });

  const reached = clamp(step, 5);
  const meanwhile = aloneStep(policy, reached);
  return {
    policyVersion: policy.version,
    step: reached,
    ...policy.steps[reached],
    needsSecond: meanwhile !== reached,
    meanwhile,
    escalate: reached < wanted || (offence.violation === 'illegal' && offence.severity === 'extreme'),
    explanation,
  };
};

/** When a step that begins then is over; `null`: never. */
export const endOf = (policy: Policy, step: Step, startsAt: number): number | null => {
  const { days } = policy.steps[step];
  return days === null ? null : startsAt + days * DAY_MS;
};
