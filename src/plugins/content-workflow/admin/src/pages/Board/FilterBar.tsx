import { useCallback } from 'react';
import { Box, Checkbox, Flex } from '@strapi/design-system';
import type { GovernedType } from '../../api/governed';
import { useOffered } from '../../api/offered';
import { FilterCombobox } from '../../components/FilterCombobox';
import { FilterSelect } from '../../components/FilterSelect';
import { SearchInput } from '../../components/SearchInput';
import { useText } from '../../i18n/use-text';
import type { Filters } from './filters';

interface Props {
  readonly filters: Filters;
  readonly types: readonly GovernedType[];
  readonly onChange: (change: Partial<Filters>) => void;
}

export const FilterBar = ({ filters, types, onChange }: Props) => {
  const text = useText();
  const offered = useOffered();
  const search = useCallback((typed: string) => onChange({ text: typed }), [onChange]);
  const activities = offered === null ? null : offered.activities.map(({ documentId, title }) => ({ value: documentId, label: title === '' ? text('piece.untitled') : title }));
  const people = offered === null ? null : offered.people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Flex role="search" gap={4} wrap="wrap" alignItems="flex-end" paddingBottom={4}>
      <Box flex="1 1 16rem">
        <SearchInput value={filters.text} onChange={search} />
      </Box>
      <Box flex="0 1 14rem">
        <FilterSelect name="type" label={text('filter.type')} none={text('filter.type.all')} value={filters.type} choices={types.map(({ uid, displayName }) => ({ value: uid, label: text.own(displayName) }))} onChange={(type) => onChange({ type })} />
      </Box>
      <Box flex="0 1 16rem">
        <FilterCombobox name="activity" label={text('board.activity')} placeholder={text('board.filter.activity.all')} value={filters.activity} choices={activities} onChange={(activity) => onChange({ activity })} />
      </Box>
      <Box flex="0 1 14rem">
        <FilterCombobox name="assignee" label={text('people.assignee')} placeholder={text('board.filter.assignee.all')} value={filters.assignee} choices={people} disabled={filters.mine} onChange={(assignee) => onChange({ assignee })} />
      </Box>
      <Flex gap={4} paddingBottom={2}>
        <Checkbox checked={filters.mine} onCheckedChange={(checked) => onChange({ mine: checked === true })}>
          {text('filter.mine')}
        </Checkbox>
        <Checkbox checked={filters.ended} onCheckedChange={(checked) => onChange({ ended: checked === true })}>
          {text('board.filter.ended')}
        </Checkbox>
      </Flex>
    </Flex>
  );
};
