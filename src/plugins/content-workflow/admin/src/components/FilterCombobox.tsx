import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useText } from '../i18n/use-text';
import type { Choice } from './FilterSelect';

interface Props {
  readonly label: string;
  readonly placeholder: string;
  readonly name: string;
  readonly value: string;
  /** `null` until they are known. */
  readonly choices: readonly Choice[] | null;
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
}

/** One of a list that can be long: typing narrows it. */
export const FilterCombobox = ({ label, placeholder, name, value, choices, disabled = false, onChange }: Props) => {
  const text = useText();
  return (
    <Field.Root name={name}>
      <Field.Label>{label}</Field.Label>
      <Combobox
        // The box reads the names of its options once.
        key={choices === null ? 'loading' : 'ready'}
        size="S"
        value={value}
        disabled={disabled}
        loading={choices === null}
        placeholder={placeholder}
        autocomplete={{ type: 'list', filter: 'contains' }}
        clearLabel={text('field.clear')}
        noOptionsMessage={() => text('board.filter.none')}
        onChange={(chosen?: string) => onChange(chosen ?? '')}
        onClear={() => onChange('')}
      >
        {(choices ?? []).map((choice) => (
          <ComboboxOption key={choice.value} value={choice.value}>
            {choice.label}
          </ComboboxOption>
        ))}
      </Combobox>
    </Field.Root>
  );
};
