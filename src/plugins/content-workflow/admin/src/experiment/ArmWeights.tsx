import { Box, Checkbox, Field, Flex, NumberInput, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { Chip } from '../components/Chip';
import { useText } from '../i18n/use-text';
import { PlaceInput } from './PlaceInput';
import { armInput, partakers, takesPart, withArm, withWeight, type PlanValues } from './plan-form';

const Slider = styled.input`
  width: 100%;
  accent-color: ${({ theme }) => theme.colors.primary600};
  color-scheme: ${({ theme }) => theme.colorScheme};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 4px;
  }
`;

interface Props {
  readonly values: PlanValues;
  /** All versions that could take part. */
  readonly keys: readonly string[];
  readonly approved: (key: string) => boolean;
  readonly nameOf: (key: string) => string;
  /** A sentence by input. */
  readonly errors: Readonly<Record<string, string>>;
  /** Where arms go to places of their own. */
  readonly place: 'channels' | 'times' | null;
  readonly onChange: (values: PlanValues) => void;
}

/** Which versions take part and with how many of the readers. Moving one weight moves the others, so they always sum to 100. */
export const ArmWeights = ({ values, keys, approved, nameOf, errors, place, onChange }: Props) => {
  const text = useText();
  const taking = partakers(values, keys);
  return (
    <Flex tag="fieldset" direction="column" alignItems="stretch" gap={3} borderStyle="none" padding={0}>
      <Typography tag="legend" variant="pi" fontWeight="bold" paddingBottom={2}>
        {text('plan.arms')}
      </Typography>
      {keys.map((key) => {
        const on = takesPart(values, key);
        const weight = armInput(key, 'weight');
        return (
          <Box key={key} background="neutral100" hasRadius padding={3}>
            <Flex gap={3} wrap="wrap" justifyContent="space-between">
              <Checkbox checked={on} onCheckedChange={(checked) => onChange(withArm(values, keys, key, checked === true))}>
                {nameOf(key)}
              </Checkbox>
              <Flex gap={2}>
                {taking[0] === key ? <Chip colour="secondary">{text('plan.baseline.arm')}</Chip> : null}
                {approved(key) ? <Chip colour="success">{text('variants.approved')}</Chip> : null}
              </Flex>
            </Flex>
            {!on || place !== null || taking.length < 2 ? null : (
              <Flex gap={4} paddingTop={2} alignItems="center">
                <Box flex="1">
                  <Slider type="range" min={1} max={100 - (taking.length - 1)} step={1} value={Number(values[weight])} aria-label={text('plan.weight.slider', { arm: nameOf(key) })} onChange={(event) => onChange(withWeight(values, keys, key, Number(event.target.value)))} />
                </Box>
                <Box width="11rem">
                  <Field.Root name={weight} error={errors[weight]}>
                    <NumberInput aria-label={text('plan.weight', { arm: nameOf(key) })} value={Number(values[weight])} onValueChange={(wanted) => (wanted === undefined ? undefined : onChange(withWeight(values, keys, key, wanted)))} />
                    <Field.Error />
                  </Field.Root>
                </Box>
              </Flex>
            )}
            {!on || place === null ? null : (
              <Box paddingTop={2}>
                <PlaceInput key={place} name={armInput(key, 'place')} kind={place} value={values[armInput(key, 'place')] ?? ''} error={errors[armInput(key, 'place')]} onChange={(said) => onChange({ ...values, [armInput(key, 'place')]: said })} />
              </Box>
            )}
          </Box>
        );
      })}
      {errors.arms === undefined ? null : (
        <Typography variant="pi" textColor="danger600" role="alert">
          {errors.arms}
        </Typography>
      )}
    </Flex>
  );
};
