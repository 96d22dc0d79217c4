import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useWorkflowApi } from '../../api/client';
import { useChanges } from '../../api/changes';
import { columnsFrom, pagingOf, withChanges, withPage, type Column } from './columns';
import { queryOf, type Filters } from './filters';

interface State {
  readonly kind: 'loading' | 'failed' | 'ready';
  readonly columns: readonly Column[];
}

export interface Board extends State {
  readonly more: (column: string) => void;
  /** Asks for these pieces again. */
  readonly refresh: (ids: readonly number[]) => void;
  readonly reload: () => void;
}

const NOTHING: State = { kind: 'loading', columns: [] };

/** As many as the server takes at once; whoever heard of more asks for the whole board. */
const MAX_CHANGED = 100;

/** The columns for these filters, and whatever others do to them meanwhile. */
export const useBoard = (filters: Filters): Board => {
  const api = useWorkflowApi();
  const [state, setState] = useState<State>(NOTHING);
  const latest = useRef(state);
  latest.current = state;
  // An answer to an earlier filter must not be shown under the present one.
  const turn = useRef(0);

  const reload = useCallback(async (): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    const answer = await api.board({ ...queryOf(filters), ended: filters.ended ? 'yes' : '' });
    if (answer.kind === 'aborted' || turn.current !== mine) return;
    // What is on screen is worth more than the news that the server could not be reached.
    setState((shown) => (answer.kind === 'ok' ? { kind: 'ready', columns: columnsFrom(answer.data.columns) } : { ...shown, kind: 'failed' }));
  }, [api, filters]);

  useEffect(() => {
    setState((shown) => ({ ...shown, kind: 'loading' }));
    void reload();
  }, [reload]);

  const more = useCallback(
    async (name: string): Promise<void> => {
      const column = latest.current.columns.find((one) => one.column === name);
      if (column === undefined || column.nextCursor === null || column.paging === 'loading') return;
      const mine = turn.current;
      setState((shown) => ({ ...shown, columns: pagingOf(shown.columns, name, 'loading') }));
      const answer = await api.board({ ...queryOf(filters), column: name, cursor: column.nextCursor });
      if (turn.current !== mine) return;
      const page = answer.kind === 'ok' ? answer.data.columns[0] : undefined;
      setState((shown) => ({ ...shown, columns: page === undefined ? pagingOf(shown.columns, name, 'failed') : withPage(shown.columns, page) }));
    },
    [api, filters]
  );

  const refresh = useCallback(
    async (ids: readonly number[]): Promise<void> => {
      if (ids.length === 0) return;
      if (ids.length > MAX_CHANGED) return reload();
      const mine = turn.current;
      const answer = await api.boardCards({ ...queryOf(filters), ids: ids.join() });
      if (answer.kind !== 'ok' || turn.current !== mine) return;
      setState((shown) => ({ ...shown, columns: withChanges(shown.columns, new Set(ids), answer.data.cards, answer.data.totals) }));
    },
    [api, filters, reload]
  );

  useChanges(({ pieces, missed }) => void (missed ? reload() : refresh(pieces.map(({ id }) => id))));

  const acts = useMemo(() => ({ more: (column: string) => void more(column), refresh: (ids: readonly number[]) => void refresh(ids), reload: () => void reload() }), [more, refresh, reload]);
  return { ...state, ...acts };
};
