import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ListPieces } from '../../../../contracts/http';

/** Kept in the address, so that a list can be bookmarked, sent to a colleague and returned to. */
export interface Filters {
  readonly state: string;
  readonly type: string;
  readonly text: string;
  readonly mine: boolean;
}

export const queryOf = ({ state, type, text, mine }: Filters, cursor: string | null): ListPieces.Query => ({
  state,
  uid: type,
  text: text.trim(),
  ...(mine ? { assignee: 'me' } : {}),
  ...(cursor === null ? {} : { cursor }),
});

export const useFilters = (): readonly [Filters, (change: Partial<Filters>) => void] => {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo<Filters>(
    () => ({ state: search.get('state') ?? '', type: search.get('type') ?? '', text: search.get('text') ?? '', mine: search.get('mine') === 'yes' }),
    [search]
  );
  const change = useCallback(
    (changed: Partial<Filters>): void => {
      const next = { ...filters, ...changed };
      const entries = Object.entries({ ...next, mine: next.mine ? 'yes' : '' }).filter(([, value]) => value !== '');
      setSearch(new URLSearchParams(entries), { replace: true });
    },
    [filters, setSearch]
  );
  return [filters, change];
};
