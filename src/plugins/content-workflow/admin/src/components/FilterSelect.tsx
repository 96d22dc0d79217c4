import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';

/** A select can not hold '', so "no filter" has a word. */
const ALL = 'all';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly name: string;
  readonly label: string;
  /** What "no filter" is called; `null` where there is always one. */
  readonly none: string | null;
  /** '' is no filter. */
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}

export const FilterSelect = ({ name, label, none, value, choices, onChange }: Props) => (
  <Field.Root name={name}>
    <Field.Label>{label}</Field.Label>
    <SingleSelect size="S" value={value === '' ? ALL : value} onChange={(chosen) => onChange(chosen === ALL ? '' : String(chosen))}>
      {none === null ? null : <SingleSelectOption value={ALL}>{none}</SingleSelectOption>}
      {choices.map((choice) => (
        <SingleSelectOption key={choice.value} value={choice.value}>
          {choice.label}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  </Field.Root>
);
