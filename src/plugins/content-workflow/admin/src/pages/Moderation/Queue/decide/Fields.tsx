import { Box, Checkbox, Field, Flex, SingleSelect, SingleSelectOption, Textarea, Typography } from '@strapi/design-system';
import { AGGRAVATORS, SEVERITIES, VIOLATIONS } from '../../../../../../core/moderation/vocabulary';
import { useText } from '../../../../i18n/use-text';
import { inputsOf, isRequired, listIn } from './form';
import { StepPreview } from './StepPreview';
import type { DecisionForm } from './use-decision-form';
import { Restored } from '../../../../components/Restored';

interface Props {
  readonly form: DecisionForm;
  readonly rejectReasons: readonly string[];
  /** Whose sanction is looked up before it is decided; `null` for several senders. */
  readonly sender: string | null;
}

const Prose = ({ form, input, autoFocus }: { readonly form: DecisionForm; readonly input: 'message' | 'note'; readonly autoFocus: boolean }) => {
  const text = useText();
  const required = isRequired(form.action, input);
  return (
    <Field.Root name={input} required={required} error={form.errors[input]} hint={text(`moderation.field.${input}.help`)}>
      <Field.Label>{text(`moderation.field.${input}`)}</Field.Label>
      <Textarea value={form.values[input] ?? ''} maxLength={2_000} autoFocus={autoFocus} onChange={(event) => form.change({ [input]: event.target.value })} />
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
};

interface ManyProps {
  readonly form: DecisionForm;
  readonly input: 'reasons' | 'aggravators';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly autoFocus?: boolean;
}

/** Several of a short list. They stay in the order of the ticks: the first is what the sender is told. */
const Many = ({ form, input, options, autoFocus = false }: ManyProps) => {
  const text = useText();
  const chosen = listIn(form.values, input);
  const toggle = (value: string, on: boolean): void => form.change({ [input]: (on ? [...chosen, value] : chosen.filter((one) => one !== value)).join(',') });
  const error = form.errors[input];
  return (
    <Box tag="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
      <Typography tag="legend" variant="pi" fontWeight="bold" textColor="neutral800" paddingBottom={2}>
        {text(`moderation.field.${input}`)}
      </Typography>
      <Box style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(22rem, 1fr))', gap: '0.8rem' }}>
        {options.map(({ value, label }, i) => (
          <Checkbox key={value} checked={chosen.includes(value)} autoFocus={autoFocus && i === 0} onCheckedChange={(checked) => toggle(value, checked === true)}>
            {label}
          </Checkbox>
        ))}
      </Box>
      {error === undefined ? null : (
        <Typography tag="p" variant="pi" textColor="danger600" paddingTop={2} role="alert">
          {error}
        </Typography>
      )}
    </Box>
  );
};

interface OneProps {
  readonly form: DecisionForm;
  readonly input: 'violation' | 'severity';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const One = ({ form, input, options }: OneProps) => {
  const text = useText();
  return (
    <Field.Root name={input} required error={form.errors[input]}>
      <Field.Label>{text(`moderation.field.${input}`)}</Field.Label>
      <SingleSelect value={form.values[input] ?? ''} placeholder={text('dialog.choose')} onChange={(value) => form.change({ [input]: String(value) })}>
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

const SanctionFields = ({ form, sender }: { readonly form: DecisionForm; readonly sender: string | null }) => {
  const text = useText();
  const on = form.values.sanction === 'yes';
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Checkbox checked={on} onCheckedChange={(checked) => form.change({ sanction: checked === true ? 'yes' : '' })}>
        {text('moderation.sanction.add')}
      </Checkbox>
      {on ? (
        <Flex direction="column" alignItems="stretch" gap={4} paddingLeft={4} borderColor="neutral200" hasRadius padding={4}>
          <One form={form} input="violation" options={VIOLATIONS.map((value) => ({ value, label: text.named('violation', value) }))} />
          <One form={form} input="severity" options={SEVERITIES.map((value) => ({ value, label: text.named('severity', value) }))} />
          <Many form={form} input="aggravators" options={AGGRAVATORS.map((value) => ({ value, label: text.named('aggravator', value) }))} />
          {sender === null ? null : <StepPreview sender={sender} values={form.values} />}
        </Flex>
      ) : null}
    </Flex>
  );
};

/** What a decision asks for, by its action. */
export const Fields = ({ form, rejectReasons, sender }: Props) => {
  const text = useText();
  return (
    <>
      {form.restored ? <Restored startAnew={form.startAnew} /> : null}
      {inputsOf(form.action).map((input, i) => {
        if (input === 'reasons') return <Many key={input} form={form} input="reasons" autoFocus={i === 0} options={rejectReasons.map((value) => ({ value, label: text.named('reason', value) }))} />;
        if (input === 'sanction') return <SanctionFields key={input} form={form} sender={sender} />;
        return <Prose key={input} form={form} input={input === 'message' ? 'message' : 'note'} autoFocus={i === 0} />;
      })}
    </>
  );
};
