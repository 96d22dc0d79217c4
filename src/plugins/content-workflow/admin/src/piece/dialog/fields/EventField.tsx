import { Field, SingleSelect, SingleSelectOption, Textarea } from '@strapi/design-system';
import { useText } from '../../../i18n/use-text';
import type { FieldProps } from './field-props';
import { InstantField } from './InstantField';
import { PersonField } from './PersonField';
import { ScheduleField } from './ScheduleField';

interface Option {
  readonly value: string;
  readonly label: string;
}

const TextField = ({ field, values, errors, onChange, autoFocus }: FieldProps) => {
  const text = useText();
  return (
    <Field.Root name={field.name} required={field.required} error={errors[field.name]} hint={field.required ? undefined : text('dialog.optional')}>
      <Field.Label>{text.named('field', field.name)}</Field.Label>
      <Textarea value={values[field.name] ?? ''} autoFocus={autoFocus} onChange={(event) => onChange({ [field.name]: event.target.value })} />
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};

const ChoiceField = ({ field, values, errors, onChange, options }: FieldProps & { readonly options: readonly Option[] }) => {
  const text = useText();
  return (
    <Field.Root name={field.name} required={field.required} error={errors[field.name]}>
      <Field.Label>{text.named('field', field.name)}</Field.Label>
      <SingleSelect value={values[field.name] ?? ''} placeholder={text('dialog.choose')} onChange={(value) => onChange({ [field.name]: String(value) })}>
        {options.map(({ value, label }) => (
          <SingleSelectOption key={value} value={value}>
            {label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Error />
    </Field.Root>
  );
};

/** One input a kind of field; the server says which kinds an event needs. */
export const EventField = (props: FieldProps) => {
  const text = useText();
  switch (props.field.kind) {
    case 'text':
      return <TextField {...props} />;
    case 'reason-code':
      return <ChoiceField {...props} options={props.view.rejectReasons.map((code) => ({ value: code, label: text.named('reason', code) }))} />;
    case 'variant':
      return <ChoiceField {...props} options={props.view.variants.filter(({ running }) => running).map(({ key, label }) => ({ value: key, label: `${label} (${key})` }))} />;
    case 'outcome':
      return <ChoiceField {...props} options={(['inconclusive', 'cancelled'] as const).map((outcome) => ({ value: outcome, label: text.named('experimentOutcome', outcome) }))} />;
    case 'person':
      return <PersonField {...props} />;
    case 'instant':
      return <InstantField {...props} />;
    case 'schedule':
      return <ScheduleField {...props} />;
  }
};
