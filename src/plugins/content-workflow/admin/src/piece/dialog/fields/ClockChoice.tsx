import { Field, Radio } from '@strapi/design-system';
import type { ClockQuestion } from '../../../api/answer';
import { Note } from '../../../components/Note';
import { useText } from '../../../i18n/use-text';
import { useTimes } from '../../../i18n/use-times';
import { part } from '../form';
import type { FieldProps } from './field-props';

/** Summer time begins or ends at the chosen time: the person says which instant is meant, nobody guesses. */
export const ClockChoice = ({ field, values, errors, clock, onChange }: FieldProps & { readonly clock: ClockQuestion }) => {
  const text = useText();
  const times = useTimes();
  const name = part(field.name, 'clock');
  const zone = values[part(field.name, 'zone')] ?? 'UTC';
  const option = (which: 'earlier' | 'later') => (
    <Radio.Item value={which}>{text(`clock.${which}`, { there: times.inZone(clock[which], zone), here: times.exact(clock[which]) })}</Radio.Item>
  );
  return (
    <Note tone="warning" role="alert" title={text(`clock.${clock.because}`, { zone })}>
      <Field.Root name={name} required error={errors[name]}>
        <Radio.Group value={values[name] ?? ''} onValueChange={(value: string) => onChange({ [name]: value })} aria-label={text('clock.choose')}>
          {option('earlier')}
          {option('later')}
        </Radio.Group>
        <Field.Error />
      </Field.Root>
    </Note>
  );
};
