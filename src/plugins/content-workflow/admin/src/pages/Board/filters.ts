import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { BoardFilter } from '../../../../contracts/board';

/** Kept in the address, so that a board can be bookmarked, sent to a colleague and returned to. */
export interface Filters {
  readonly type: string;
  readonly activity: string;
  readonly assignee: string;
  readonly text: string;
  readonly mine: boolean;
  /** Shows the columns in which nothing is left to do. */
  readonly ended: boolean;
}

export const filtersIn = (search: URLSearchParams): Filters => ({
  type: search.get('type') ?? '',
  activity: search.get('activity') ?? '',
  assignee: search.get('assignee') ?? '',
  text: search.get('text') ?? '',
  mine: search.get('mine') === 'yes',
  ended: search.get('ended') === 'yes',
});

export const searchOf = ({ mine, ended, ...others }: Filters): URLSearchParams =>
  new URLSearchParams(Object.entries({ ...others, mine: mine ? 'yes' : '', ended: ended ? 'yes' : '' }).filter(([, value]) => value !== ''));

export const queryOf = ({ type, activity, assignee, text, mine }: Filters): BoardFilter => ({ type, activity, text: text.trim(), assignee: mine ? 'me' : assignee });

export const useFilters = (): readonly [Filters, (change: Partial<Filters>) => void] => {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => filtersIn(search), [search]);
  const change = useCallback((changed: Partial<Filters>): void => setSearch((now) => searchOf({ ...filtersIn(now), ...changed }), { replace: true }), [setSearch]);
  return [filters, change];
};
