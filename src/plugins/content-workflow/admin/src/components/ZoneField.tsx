import { useMemo } from 'react';
import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useText } from '../i18n/use-text';
import { viewerZone } from '../i18n/use-times';

interface Props {
  readonly name: string;
  readonly value: string;
  readonly error?: string;
  readonly onChange: (zone: string) => void;
}

export const ZoneField = ({ name, value, error, onChange }: Props) => {
  const text = useText();
  const zones = useMemo(() => [...new Set([viewerZone(), ...(value === '' ? [] : [value]), 'UTC', ...Intl.supportedValuesOf('timeZone')])], [value]);
  return (
    <Field.Root name={name} required error={error}>
      <Field.Label>{text('field.timezone')}</Field.Label>
      <Combobox
        value={value}
        // Of a long list only what is scrolled into view is mounted, so the zone that is set would be lost on leaving.
        allowCustomValue
        autocomplete={{ type: 'list', filter: 'contains' }}
        clearLabel={text('field.clear')}
        noOptionsMessage={() => text('dialog.noZones')}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(zone?: string) => onChange(zone ?? '')}
      >
        {zones.map((zone) => (
          <ComboboxOption key={zone} value={zone}>
            {zone}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Error />
    </Field.Root>
  );
};
