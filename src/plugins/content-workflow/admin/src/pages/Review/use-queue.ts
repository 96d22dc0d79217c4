import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueCounts, QueueItem } from '../../../../contracts/review';
import { useChanges } from '../../api/changes';
import { useWorkflowApi } from '../../api/client';

export interface Queue {
  readonly kind: 'loading' | 'failed' | 'forbidden' | 'ready';
  readonly items: readonly QueueItem[];
  readonly counts: QueueCounts | null;
  readonly nextCursor: string | null;
}

export interface QueueFilters {
  readonly type: string;
  readonly activity: string;
}

const NOTHING: Queue = { kind: 'loading', items: [], counts: null, nextCursor: null };

/** As the server's pages are, and at most. */
const PAGE = 50;
const MAX_PAGE = 100;

/** Others decide and submit all day; what they do within this time is asked for at once. */
const GATHER_MS = 400;

/** What waits for me, kept up to date while it is looked at. */
export const useQueue = ({ type, activity }: QueueFilters): Queue & { readonly more: () => void; readonly reload: () => void } => {
  const api = useWorkflowApi();
  const [state, setState] = useState<Queue>(NOTHING);
  // An answer to an earlier filter must not be shown under the present one.
  const turn = useRef(0);
  const shown = useRef(0);
  useEffect(() => {
    shown.current = state.items.length;
  });

  const load = useCallback(
    async (after: Queue | null): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      // What was read so far is asked for again as a whole, so that nobody loses their place.
      const limit = String(after === null ? Math.min(MAX_PAGE, Math.max(PAGE, shown.current)) : PAGE);
      const answer = await api.reviewQueue({ type, activity, limit, ...(after?.nextCursor == null ? {} : { cursor: after.nextCursor }) });
      if (answer.kind === 'aborted' || turn.current !== mine) return;
      if (answer.kind === 'forbidden') return setState({ ...NOTHING, kind: 'forbidden' });
      if (answer.kind !== 'ok') return setState((before) => ({ ...before, kind: before.kind === 'ready' && after === null ? 'ready' : 'failed' }));
      const { data, meta } = answer.data;
      setState({ kind: 'ready', items: [...(after?.items ?? []), ...data], counts: meta.counts ?? after?.counts ?? null, nextCursor: meta.nextCursor });
    },
    [api, type, activity]
  );

  useEffect(() => {
    setState(NOTHING);
    void load(null);
  }, [load]);

  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    []
  );
  useChanges(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void load(null);
    }, GATHER_MS);
  });

  return { ...state, more: () => void load(state), reload: () => void load(null) };
};
