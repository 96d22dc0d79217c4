import { useCallback, useEffect, useRef, useState } from 'react';
import type { PieceSummary } from '../../../../contracts/piece';
import { useWorkflowApi } from '../../api/client';
import { queryOf, type Filters } from './filters';

interface Pieces {
  readonly kind: 'loading' | 'failed' | 'ready';
  readonly pieces: readonly PieceSummary[];
  readonly nextCursor: string | null;
}

const NOTHING: Pieces = { kind: 'loading', pieces: [], nextCursor: null };

/** The pages fetched so far; another filter starts again. */
export const usePieces = (filters: Filters): Pieces & { readonly more: () => void; readonly reload: () => void } => {
  const api = useWorkflowApi();
  const [state, setState] = useState<Pieces>(NOTHING);
  // An answer to an earlier filter must not be shown under the present one.
  const turn = useRef(0);

  const load = useCallback(
    async (before: Pieces): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      setState({ ...before, kind: 'loading' });
      const answer = await api.pieces(queryOf(filters, before.nextCursor));
      if (answer.kind === 'aborted' || turn.current !== mine) return;
      if (answer.kind !== 'ok') return setState({ ...before, kind: 'failed' });
      setState({ kind: 'ready', pieces: [...before.pieces, ...answer.data.data], nextCursor: answer.data.meta.nextCursor });
    },
    [api, filters]
  );

  useEffect(() => void load(NOTHING), [load]);

  return { ...state, more: () => void load(state), reload: () => void load(NOTHING) };
};
