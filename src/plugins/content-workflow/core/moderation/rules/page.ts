/** The rules of the community as a front end shows them: the policy that holds, in one language. */
import type { Policy, SanctionAction, Step } from '../policy';
import { STEPS } from '../policy';
import { AGGRAVATORS, SEVERITIES, VIOLATIONS, type Aggravator, type Severity, type Violation } from '../vocabulary';
import { POLICY_WORDS, type Language } from './languages';

export interface RulesPage {
  readonly version: string;
  readonly since: string;
  readonly language: Language;
  readonly violations: readonly { readonly code: Violation; readonly name: string; readonly rule: string; readonly example: string }[];
  /** Where an offence of this severity begins on the ladder. */
  readonly severities: readonly { readonly severity: Severity; readonly name: string; readonly step: Step }[];
  readonly aggravators: readonly { readonly aggravator: Aggravator; readonly name: string }[];
  readonly ladder: readonly { readonly step: Step; readonly name: string; readonly action: SanctionAction; readonly days: number | null; readonly needsSecondPerson: boolean }[];
  readonly settings: Policy['settings'];
}

export const rulesPage = (policy: Policy, language: Language): RulesPage => {
  const words = POLICY_WORDS[language];
  return {
    version: policy.version,
    since: policy.since,
    language,
    violations: VIOLATIONS.map((code) => ({ code, ...words.violations[code] })),
    severities: SEVERITIES.map((severity) => ({ severity, name: words.severities[severity], step: policy.base[severity] })),
    aggravators: AGGRAVATORS.map((aggravator) => ({ aggravator, name: words.aggravators[aggravator] })),
    ladder: STEPS.filter((step) => step > 0 || policy.settings.warningStep).map((step) => ({ step, name: words.steps[step], ...policy.steps[step], needsSecondPerson: step > policy.aloneCap })),
    settings: policy.settings,
  };
};
