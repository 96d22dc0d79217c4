import { Box, Field, Flex, TextInput } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText } from '../../../i18n/use-text';
import type { FormValues } from '../form';

/** The browser draws its pickers in the scheme of the theme, or their icons vanish on a dark ground. */
const Scheme = styled(Flex)`
  color-scheme: ${({ theme }) => theme.colorScheme};
`;

interface Props {
  /** Input names of the two parts. */
  readonly date: string;
  readonly time: string;
  readonly values: FormValues;
  readonly errors: FormValues;
  readonly required: boolean;
  readonly onChange: (values: FormValues) => void;
  readonly autoFocus?: boolean;
  readonly labels?: { readonly date: string; readonly time: string };
}

/**
 * A wall time. The browser's own inputs carry text without a zone, so a time that the viewer's clock skips can still be
 * typed for another zone.
 */
export const DateAndTime = ({ date, time, values, errors, required, onChange, autoFocus = false, labels }: Props) => {
  const text = useText();
  const input = (name: string, type: 'date' | 'time', label: string) => (
    <Box flex="1 1 14rem">
      <Field.Root name={name} required={required} error={errors[name]}>
        <Field.Label>{label}</Field.Label>
        <TextInput type={type} value={values[name] ?? ''} autoFocus={autoFocus && type === 'date'} onChange={(event) => onChange({ [name]: event.target.value })} />
        <Field.Error />
      </Field.Root>
    </Box>
  );
  return (
    <Scheme gap={4} wrap="wrap" alignItems="flex-start">
      {input(date, 'date', labels?.date ?? text('field.date'))}
      {input(time, 'time', labels?.time ?? text('field.time'))}
    </Scheme>
  );
};
