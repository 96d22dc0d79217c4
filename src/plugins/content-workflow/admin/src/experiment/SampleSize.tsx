import { Box, Field, Flex, Grid, TextInput, Typography } from '@strapi/design-system';
import { Note } from '../components/Note';
import { useText } from '../i18n/use-text';
import { neededReaders, outlookOf, partakers, type PlanValues } from './plan-form';
import { useFigures } from './use-figures';

interface Props {
  readonly values: PlanValues;
  readonly keys: readonly string[];
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (values: PlanValues) => void;
}

/** How many readers it needs and how long that takes, while the figures are typed. */
export const SampleSize = ({ values, keys, errors, onChange }: Props) => {
  const text = useText();
  const figures = useFigures();
  const needed = neededReaders(values, keys);
  const outlook = outlookOf(values, keys);
  const input = (name: string, unit: 'percent' | 'readers' | 'days') => (
    <Grid.Item col={4} s={6} xs={12} direction="column" alignItems="stretch">
      <Field.Root name={name} error={errors[name]} hint={text.lookUp(`plan.${name}.hint`) ?? undefined}>
        <Field.Label>{text.lookUp(`plan.${name}`) ?? name}</Field.Label>
        <TextInput inputMode="decimal" value={values[name] ?? ''} endAction={<Typography textColor="neutral600">{text(`plan.unit.${unit}`)}</Typography>} onChange={(event) => onChange({ ...values, [name]: event.target.value })} />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Grid.Root gap={4}>
        {input('baseline', 'percent')}
        {input('effect', 'percent')}
        {input('power', 'percent')}
        {input('readers', 'readers')}
        {input('minimumDays', 'days')}
        {input('sampleSize', 'readers')}
      </Grid.Root>
      <Box role="status" aria-live="polite">
        {needed === null ? (
          <Note tone="neutral" title={text('plan.needed.unknown')}>
            {text('plan.needed.unknown.help')}
          </Note>
        ) : (
          <Note
            tone={outlook.kind === 'hopeless' ? 'danger' : outlook.kind === 'long' ? 'warning' : 'primary'}
            title={text('plan.needed', { readers: figures.count(needed), all: figures.count(needed * Math.max(2, partakers(values, keys).length)) })}
          >
            {outlook.kind === 'unknown' ? text('plan.outlook.unknown') : text(`plan.outlook.${outlook.kind}`, { duration: figures.days(outlook.days) })}
          </Note>
        )}
      </Box>
    </Flex>
  );
};
