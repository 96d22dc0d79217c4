import { useEffect, useState } from 'react';
import { Box, Checkbox, Field, Flex, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import type { GovernedType } from '../../api/governed';
import { useText } from '../../i18n/use-text';
import type { Filters } from './filters';

/** Offered in the order of a piece's life. A state that a newer server adds is still shown in the list. */
const STATES = ['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published', 'withdrawn', 'retrospective', 'closed', 'rejected', 'archived'] as const;

/** A select can not hold '', so "no filter" has a word. */
const ALL = 'all';

/** A search as one types would send a request a letter. */
const TYPING_MS = 300;

interface Props {
  readonly filters: Filters;
  readonly types: readonly GovernedType[];
  readonly onChange: (change: Partial<Filters>) => void;
}

const SearchInput = ({ filters, onChange }: Omit<Props, 'types'>) => {
  const text = useText();
  const [typed, setTyped] = useState(filters.text);
  useEffect(() => {
    if (typed === filters.text) return undefined;
    const timer = setTimeout(() => onChange({ text: typed }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, filters.text, onChange]);
  return (
    <Field.Root name="text">
      <Field.Label>{text('filter.text')}</Field.Label>
      <TextInput type="search" size="S" value={typed} placeholder={text('filter.text.placeholder')} onChange={(event) => setTyped(event.target.value)} />
    </Field.Root>
  );
};

export const FilterBar = ({ filters, types, onChange }: Props) => {
  const text = useText();
  const choose = (key: 'state' | 'type') => (value: string | number) => onChange({ [key]: value === ALL ? '' : String(value) });
  return (
    <Flex role="search" gap={4} wrap="wrap" alignItems="flex-end" paddingBottom={4}>
      <Box flex="1 1 20rem">
        <SearchInput filters={filters} onChange={onChange} />
      </Box>
      <Box flex="0 1 18rem">
        <Field.Root name="state">
          <Field.Label>{text('filter.state')}</Field.Label>
          <SingleSelect size="S" value={filters.state === '' ? ALL : filters.state} onChange={choose('state')}>
            <SingleSelectOption value={ALL}>{text('filter.state.open')}</SingleSelectOption>
            {STATES.map((state) => (
              <SingleSelectOption key={state} value={state}>
                {text(`state.${state}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Box>
      <Box flex="0 1 18rem">
        <Field.Root name="type">
          <Field.Label>{text('filter.type')}</Field.Label>
          <SingleSelect size="S" value={filters.type === '' ? ALL : filters.type} onChange={choose('type')}>
            <SingleSelectOption value={ALL}>{text('filter.type.all')}</SingleSelectOption>
            {types.map(({ uid, displayName }) => (
              <SingleSelectOption key={uid} value={uid}>
                {text.type(displayName)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Box>
      <Box paddingBottom={2}>
        <Checkbox checked={filters.mine} onCheckedChange={(checked) => onChange({ mine: checked === true })}>
          {text('filter.mine')}
        </Checkbox>
      </Box>
    </Flex>
  );
};
