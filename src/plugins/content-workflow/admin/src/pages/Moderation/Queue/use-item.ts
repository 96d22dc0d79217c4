/** One item: what is looked at, what it has become meanwhile, and who holds it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemSummary, ItemView } from '../../../../../contracts/moderation/queue';
import type { Answer } from '../../../api/answer';
import { useModerationApi } from '../../../api/moderation';
import { isSameMatter, withShownImages } from './standing';

export type Shown =
  | { readonly kind: 'loading' | 'failed' | 'gone' }
  /** `newer`: the item as it is now, where that is another matter than what is on the screen. */
  | { readonly kind: 'ready'; readonly item: ItemView; readonly newer: ItemView | null };

export interface LiveItem {
  readonly shown: Shown;
  readonly reload: () => Promise<void>;
  readonly showNewer: () => void;
  readonly hold: (act: 'claim' | 'release' | 'take-over') => Promise<Answer<ItemSummary>>;
}

/** An item that the list does not have is asked for by itself. */
const EVERY_MS = 10_000;

/** What of the list's row says that the item has to be asked for again. */
const markOf = (row: ItemSummary | undefined): string => (row === undefined ? '' : `${row.version}.${row.state}.${row.claim?.by.id ?? ''}.${row.claim?.leasedUntil ?? ''}`);

export const useItem = (id: number, row: ItemSummary | undefined): LiveItem => {
  const api = useModerationApi();
  const [shown, setShown] = useState<Shown>({ kind: 'loading' });
  const turn = useRef(0);

  const reload = useCallback(async (): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    const answer = await api.item(id);
    if (answer.kind === 'aborted' || turn.current !== mine) return;
    setShown((before) => {
      if (answer.kind === 'refused' && answer.refusal.kind === 'not-found') return { kind: 'gone' };
      if (answer.kind !== 'ok') return before.kind === 'ready' ? before : { kind: 'failed' };
      if (before.kind !== 'ready') return { kind: 'ready', item: answer.data, newer: null };
      const latest = withShownImages(before.item, answer.data, Date.now());
      return isSameMatter(before.item, latest) ? { kind: 'ready', item: latest, newer: null } : { kind: 'ready', item: before.item, newer: latest };
    });
  }, [api, id]);

  const mark = markOf(row);
  useEffect(() => void reload(), [reload, mark]);
  useEffect(() => {
    if (mark !== '') return undefined;
    const timer = setInterval(() => void reload(), EVERY_MS);
    return () => clearInterval(timer);
  }, [reload, mark]);

  const hold = async (act: 'claim' | 'release' | 'take-over'): Promise<Answer<ItemSummary>> => {
    const answer = await api.hold(id, act);
    await reload();
    return answer;
  };

  return { shown, reload, showNewer: () => setShown((now) => (now.kind === 'ready' && now.newer !== null ? { kind: 'ready', item: now.newer, newer: null } : now)), hold };
};
