import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemSummary, LaneCount, ListQueue, QueueLane } from '../../../../../contracts/moderation/queue';
import { useChanges } from '../../../api/changes';
import { useModerationApi } from '../../../api/moderation';

export interface QueueFilters {
  /** '' is every lane. */
  readonly lane: QueueLane | '';
  readonly claimed: 'mine' | 'free' | '';
  readonly text: string;
}

export interface Queue {
  readonly kind: 'loading' | 'failed' | 'forbidden' | 'ready';
  readonly items: readonly ItemSummary[];
  readonly counts: readonly LaneCount[];
  readonly nextCursor: string | null;
}

export interface LiveQueue extends Queue {
  readonly more: () => void;
  readonly reload: () => Promise<void>;
}

const NOTHING: Queue = { kind: 'loading', items: [], counts: [], nextCursor: null };

/** As the server's pages are, and at most. */
const PAGE = 25;
const MAX_PAGE = 100;

/** A claim is no change of a piece, so others' claims are asked for; sooner than two people read the same submission. */
const EVERY_MS = 8_000;

const queryOf = ({ lane, claimed, text }: QueueFilters): ListQueue.Query => ({ ...(lane === '' ? {} : { lane }), ...(claimed === '' ? {} : { claimed }), text });

/** What waits for a moderator, kept up to date while it is looked at. */
export const useQueue = (filters: QueueFilters): LiveQueue => {
  const api = useModerationApi();
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
      const answer = await api.queue({ ...queryOf(filters), limit, ...(after?.nextCursor == null ? {} : { cursor: after.nextCursor }) });
      if (answer.kind === 'aborted' || turn.current !== mine) return;
      if (answer.kind === 'forbidden') return setState({ ...NOTHING, kind: 'forbidden' });
      if (answer.kind !== 'ok') return setState((before) => ({ ...before, kind: before.kind === 'ready' && after === null ? 'ready' : 'failed' }));
      const { data, meta } = answer.data;
      setState((before) => ({ kind: 'ready', items: [...(after?.items ?? []), ...data], counts: meta.counts ?? before.counts, nextCursor: meta.nextCursor }));
    },
    [api, filters]
  );

  useEffect(() => {
    setState((before) => ({ ...NOTHING, counts: before.counts }));
    void load(null);
  }, [load]);

  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void load(null);
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [load]);
  useChanges(() => void load(null));

  return { ...state, more: () => void load(state), reload: () => load(null) };
};
