import { useEffect, useState } from 'react';
import { Field, TextInput } from '@strapi/design-system';
import { useText } from '../i18n/use-text';

/** A search as one types would send a request a letter. */
const TYPING_MS = 300;

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is searched for; titles without it. */
  readonly label?: string;
  readonly placeholder?: string;
}

/** Tells what was typed once the typing rests. */
export const SearchInput = ({ value, onChange, label, placeholder }: Props) => {
  const text = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Field.Root name="text">
      <Field.Label>{label ?? text('filter.text')}</Field.Label>
      <TextInput type="search" size="S" value={typed} placeholder={placeholder ?? text('filter.text.placeholder')} onChange={(event) => setTyped(event.target.value)} />
    </Field.Root>
  );
};
