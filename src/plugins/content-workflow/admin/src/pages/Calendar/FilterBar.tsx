import { useCallback, useEffect, useMemo, useState, type ComponentProps } from 'react';
import { Box, Checkbox, Flex } from '@strapi/design-system';
import type { GetCalendar } from '../../../../contracts/calendar';
import type { ListPeople } from '../../../../contracts/http';
import { useWorkflowApi } from '../../api/client';
import { useGovernedTypes } from '../../api/governed';
import { FilterSelect, type Choice } from '../../components/FilterSelect';
import { SearchInput } from '../../components/SearchInput';
import { useText } from '../../i18n/use-text';
import type { Filters } from './filters';

type People = ListPeople.Response['data'];

interface Props {
  readonly filters: Filters;
  readonly meta: GetCalendar.Response['meta'] | null;
  readonly audienceZone: string;
  readonly onChange: (change: Partial<Filters>) => void;
}

const Select = (choice: ComponentProps<typeof FilterSelect>) => (
  <Box flex="0 1 17rem">
    <FilterSelect {...choice} />
  </Box>
);

const usePeople = (): People => {
  const { people } = useWorkflowApi();
  const [known, setKnown] = useState<People>([]);
  useEffect(() => {
    void people().then((answer) => {
      if (answer.kind === 'ok') setKnown(answer.data);
    });
  }, [people]);
  return known;
};

const useZones = (...wanted: readonly string[]): readonly Choice[] => {
  const first = wanted.join(' ');
  return useMemo(() => [...new Set([...first.split(' '), 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({ value: zone, label: zone })), [first]);
};

export const FilterBar = ({ filters, meta, audienceZone, onChange }: Props) => {
  const text = useText();
  const types = useGovernedTypes();
  const search = useCallback((typed: string) => onChange({ text: typed }), [onChange]);
  const people = usePeople();
  const zones = useZones(audienceZone);
  return (
    <Flex role="search" gap={4} wrap="wrap" alignItems="flex-end">
      <Box flex="1 1 16rem">
        <SearchInput value={filters.text} onChange={search} />
      </Box>
      <Select name="type" label={text('filter.type')} none={text('filter.type.all')} value={filters.type} choices={types.map(({ uid, displayName }) => ({ value: uid, label: text.own(displayName) }))} onChange={(type) => onChange({ type })} />
      <Select
        name="activity"
        label={text('calendar.filter.activity')}
        none={text('calendar.filter.activity.all')}
        value={filters.activity}
        choices={(meta?.activities ?? []).map(({ documentId, title }) => ({ value: documentId, label: title === '' ? text('piece.untitled') : title }))}
        onChange={(activity) => onChange({ activity })}
      />
      <Select
        name="assignee"
        label={text('column.assignee')}
        none={text('calendar.filter.assignee.all')}
        value={filters.assignee === 'me' ? '' : filters.assignee}
        choices={people.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(assignee) => onChange({ assignee })}
      />
      <Select name="zone" label={text('calendar.filter.zone')} none={null} value={audienceZone} choices={zones} onChange={(zone) => onChange({ zone })} />
      <Box paddingBottom={2}>
        <Checkbox checked={filters.assignee === 'me'} onCheckedChange={(checked) => onChange({ assignee: checked === true ? 'me' : '' })}>
          {text('filter.mine')}
        </Checkbox>
      </Box>
    </Flex>
  );
};
