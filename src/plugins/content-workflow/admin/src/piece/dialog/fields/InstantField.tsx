import { Flex, TextButton, Typography } from '@strapi/design-system';
import { useText } from '../../../i18n/use-text';
import { viewerZone } from '../../../i18n/use-times';
import { part } from '../form';
import { DateAndTime } from './DateAndTime';
import type { FieldProps } from './field-props';

/** A point in time on the viewer's own clock. */
export const InstantField = ({ field, values, errors, onChange, autoFocus }: FieldProps) => {
  const text = useText();
  const [date, time] = [part(field.name, 'date'), part(field.name, 'time')];
  const empty = (values[date] ?? '') === '' && (values[time] ?? '') === '';
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <DateAndTime date={date} time={time} values={values} errors={errors} required={field.required} onChange={onChange} autoFocus={autoFocus} />
      <Typography variant="pi" textColor="neutral600">
        {text('field.inZone', { zone: viewerZone() })}
      </Typography>
      {field.required || empty ? null : (
        <Flex>
          <TextButton onClick={() => onChange({ [date]: '', [time]: '' })}>{text('field.clear')}</TextButton>
        </Flex>
      )}
    </Flex>
  );
};
