import { useCallback, useEffect, useRef, useState } from 'react';
import type { NotificationView } from '../../../../contracts/notifications';
import { listenToInbox } from '../../api/changes';
import { useWorkflowApi } from '../../api/client';

interface Shown {
  readonly kind: 'loading' | 'failed' | 'ready';
  readonly items: readonly NotificationView[];
  readonly nextCursor: string | null;
}

const NOTHING: Shown = { kind: 'loading', items: [], nextCursor: null };

export interface InboxState extends Shown {
  readonly more: () => void;
  readonly reload: () => void;
  readonly read: (ids: readonly number[]) => Promise<boolean>;
  /** Everything up to the newest that is shown. */
  readonly readAll: () => Promise<boolean>;
}

/** The pages fetched so far. News puts the first page in their place, so that nothing is shown twice. */
export const useInbox = (unreadOnly: boolean): InboxState => {
  const api = useWorkflowApi();
  const [state, setState] = useState<Shown>(NOTHING);
  const turn = useRef(0);

  const load = useCallback(
    async (after: Shown, isQuiet = false): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      if (!isQuiet) setState({ ...after, kind: 'loading' });
      const answer = await api.notifications({ ...(unreadOnly ? { unread: 'true' } : {}), ...(after.nextCursor === null ? {} : { cursor: after.nextCursor }) });
      if (answer.kind === 'aborted' || turn.current !== mine) return;
      if (answer.kind !== 'ok') return setState((shown) => ({ ...shown, kind: shown.items.length > 0 && isQuiet ? 'ready' : 'failed' }));
      setState({ kind: 'ready', items: [...after.items, ...answer.data.data], nextCursor: answer.data.meta.nextCursor });
    },
    [api, unreadOnly]
  );

  useEffect(() => {
    void load(NOTHING);
    return listenToInbox(() => void load(NOTHING, true));
  }, [load]);

  const mark = async (which: Parameters<typeof api.markRead>[0]): Promise<boolean> => (await api.markRead(which)).kind === 'ok';

  return {
    ...state,
    more: () => void load(state),
    reload: () => void load(NOTHING),
    read: (ids) => mark({ ids }),
    readAll: () => mark({ upTo: Math.max(0, ...state.items.map(({ id }) => id)) }),
  };
};
