import { useCallback } from 'react';
import { Box, Checkbox, Flex } from '@strapi/design-system';
import type { GovernedType } from '../../api/governed';
import { FilterSelect } from '../../components/FilterSelect';
import { SearchInput } from '../../components/SearchInput';
import { useText } from '../../i18n/use-text';
import { STAGES } from '../../piece/stages';
import type { Filters } from './filters';

interface Props {
  readonly filters: Filters;
  readonly types: readonly GovernedType[];
  readonly onChange: (change: Partial<Filters>) => void;
}

export const FilterBar = ({ filters, types, onChange }: Props) => {
  const text = useText();
  const search = useCallback((typed: string) => onChange({ text: typed }), [onChange]);
  return (
    <Flex role="search" gap={4} wrap="wrap" alignItems="flex-end" paddingBottom={4}>
      <Box flex="1 1 20rem">
        <SearchInput value={filters.text} onChange={search} />
      </Box>
      <Box flex="0 1 18rem">
        <FilterSelect name="state" label={text('filter.state')} none={text('filter.state.open')} value={filters.state} choices={STAGES.map((state) => ({ value: state, label: text(`state.${state}`) }))} onChange={(state) => onChange({ state })} />
      </Box>
      <Box flex="0 1 18rem">
        <FilterSelect name="type" label={text('filter.type')} none={text('filter.type.all')} value={filters.type} choices={types.map(({ uid, displayName }) => ({ value: uid, label: text.own(displayName) }))} onChange={(type) => onChange({ type })} />
      </Box>
      <Box paddingBottom={2}>
        <Checkbox checked={filters.mine} onCheckedChange={(checked) => onChange({ mine: checked === true })}>
          {text('filter.mine')}
        </Checkbox>
      </Box>
    </Flex>
  );
};
