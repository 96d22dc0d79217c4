import { Box, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { METRICS } from '../../../core/distribution/platforms';
import { useText } from '../i18n/use-text';
import { metricInput, type ActionValues } from './action-form';
import type { Errors } from './problems';

interface Props {
  readonly values: ActionValues;
  readonly errors: Errors;
  readonly onChange: (values: ActionValues) => void;
}

/** What a platform shows, typed off; what is left empty was not read. */
export const MetricInputs = ({ values, errors, onChange }: Props) => {
  const text = useText();
  return (
    <Flex tag="fieldset" direction="column" alignItems="stretch" gap={3} borderStyle="none" padding={0}>
      <Typography tag="legend" variant="pi" fontWeight="bold" paddingBottom={2}>
        {text('metrics.typed')}
      </Typography>
      {errors.metrics === undefined ? null : (
        <Typography variant="pi" textColor="danger600" role="alert">
          {errors.metrics}
        </Typography>
      )}
      <Flex gap={3} wrap="wrap" alignItems="flex-start">
        {METRICS.map((metric) => (
          <Box key={metric} flex="1 1 13rem">
            <Field.Root name={metricInput(metric)} error={errors[metricInput(metric)]}>
              <Field.Label>{text.named('metric', metric)}</Field.Label>
              <TextInput inputMode="numeric" value={values[metricInput(metric)] ?? ''} onChange={(event) => onChange({ [metricInput(metric)]: event.target.value })} />
              <Field.Error />
            </Field.Root>
          </Box>
        ))}
      </Flex>
    </Flex>
  );
};
