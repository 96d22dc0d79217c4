import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { SEVERITIES, VIOLATIONS, type Severity, type Violation } from '../../../../../core/moderation/vocabulary';
import { useText } from '../../../i18n/use-text';

interface Props {
  readonly violation: Violation;
  readonly severity: Severity;
  readonly onViolation: (violation: Violation) => void;
  readonly onSeverity: (severity: Severity) => void;
}

/** Asks which rule was broken, and how badly. */
export const Gravity = ({ violation, severity, onViolation, onSeverity }: Props) => {
  const text = useText();
  return (
    <>
      <Field.Root name="violation">
        <Field.Label>{text('sanction.violation')}</Field.Label>
        <SingleSelect value={violation} onChange={(chosen) => onViolation(VIOLATIONS.find((one) => one === chosen) ?? violation)}>
          {VIOLATIONS.map((code) => (
            <SingleSelectOption key={code} value={code}>
              {text.named('violation', code)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <Field.Root name="severity">
        <Field.Label>{text('sanction.severity')}</Field.Label>
        <SingleSelect value={severity} onChange={(chosen) => onSeverity(SEVERITIES.find((one) => one === chosen) ?? severity)}>
          {SEVERITIES.map((code) => (
            <SingleSelectOption key={code} value={code}>
              {text.named('severity', code)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
    </>
  );
};
