import { Box, Field, Radio, Textarea, TextInput, Typography } from '@strapi/design-system';
import type { Errors } from '../../../distribution/problems';
import { useMay } from '../../../distribution/use-may';
import { useText } from '../../../i18n/use-text';
import { minutesFor, type Basis, type ImportValues } from './import-form';

interface Props {
  readonly values: ImportValues;
  readonly errors: Errors;
  /** How many would be added. */
  readonly count: number;
  readonly perMinute: number;
  readonly onChange: (changed: Partial<ImportValues>) => void;
}

/** Where the people of the file agreed, and whether they are asked once more. */
export const Consent = ({ values, errors, count, perMinute, onChange }: Props) => {
  const text = useText();
  const mayVouch = useMay('vouch');
  const help: Readonly<Record<Basis, string>> = {
    ask: text('import.basis.ask.help', { perMinute, minutes: minutesFor(count, perMinute) }),
    confirmed: mayVouch ? text('import.basis.confirmed.help') : text('import.basis.confirmed.forbidden', { permission: text.named('permission', 'vouch') }),
  };
  return (
    <>
      <Field.Root name="consent.source" required error={errors['consent.source']} hint={text('import.source.hint')}>
        <Field.Label>{text('import.source')}</Field.Label>
        <TextInput value={values.source} maxLength={200} onChange={(event) => onChange({ source: event.target.value })} />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
      <Field.Root name="consent.obtainedOn" required error={errors['consent.obtainedOn']} hint={text('import.obtainedOn.hint')}>
        <Field.Label>{text('import.obtainedOn')}</Field.Label>
        <TextInput type="date" value={values.obtainedOn} onChange={(event) => onChange({ obtainedOn: event.target.value })} />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
      <Field.Root name="consent.statement" required error={errors['consent.statement']} hint={text('import.statement.hint')}>
        <Field.Label>{text('import.statement')}</Field.Label>
        <Textarea value={values.statement} maxLength={2000} rows={3} onChange={(event) => onChange({ statement: event.target.value })} />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
      <Field.Root name="basis">
        <Field.Label>{text('import.basis')}</Field.Label>
        <Radio.Group value={values.basis} aria-label={text('import.basis')} onValueChange={(value: string) => onChange({ basis: value === 'confirmed' ? 'confirmed' : 'ask' })}>
          {(['ask', 'confirmed'] as const).map((basis) => (
            <Box key={basis} background="neutral100" hasRadius padding={3} marginBottom={2}>
              <Radio.Item value={basis} disabled={basis === 'confirmed' && !mayVouch}>
                {text(`import.basis.${basis}`)}
              </Radio.Item>
              <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={1}>
                {help[basis]}
              </Typography>
            </Box>
          ))}
        </Radio.Group>
      </Field.Root>
    </>
  );
};
