import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export const VIEWS = ['month', 'week', 'agenda'] as const;
export type View = (typeof VIEWS)[number];

/** Kept in the address, so that a month can be bookmarked, sent to a colleague and returned to. */
export interface Filters {
  readonly view: View;
  /** `YYYY-MM-DD`; '' is today. */
  readonly date: string;
  readonly type: string;
  readonly activity: string;
  readonly assignee: string;
  readonly text: string;
  /** '' shows what channels get. */
  readonly deliveries: '' | 'hidden';
  /** The readers' zone; '' is the one that the server names. */
  readonly zone: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const viewOf = (text: string | null): View => VIEWS.find((view) => view === text) ?? 'month';

export const queryOf = ({ type, activity, assignee, text }: Filters) => ({ type, activity, assignee, text: text.trim() });

export const useFilters = (): readonly [Filters, (change: Partial<Filters>) => void] => {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo<Filters>(() => {
    const get = (name: string): string => search.get(name) ?? '';
    return { view: viewOf(search.get('view')), date: DAY.test(get('date')) ? get('date') : '', type: get('type'), activity: get('activity'), assignee: get('assignee'), text: get('text'), deliveries: get('deliveries') === 'hidden' ? 'hidden' : '', zone: get('zone') };
  }, [search]);
  const change = useCallback(
    (changed: Partial<Filters>): void => {
      const next = { ...filters, ...changed };
      const entries = Object.entries({ ...next, view: next.view === 'month' ? '' : next.view }).filter(([, value]) => value !== '');
      setSearch(new URLSearchParams(entries), { replace: true });
    },
    [filters, setSearch]
  );
  return [filters, change];
};
