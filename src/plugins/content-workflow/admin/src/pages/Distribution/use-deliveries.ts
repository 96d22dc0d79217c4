import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeliveryView } from '../../../../contracts/distribution';
import { useDistributionApi, type DeliveryQuery } from '../../api/distribution';
import { useAfterChanges } from '../../api/use-after-changes';
import type { Counts } from './board';

export interface Deliveries {
  readonly kind: 'loading' | 'failed' | 'forbidden' | 'ready';
  readonly items: readonly DeliveryView[];
  readonly counts: Counts;
  readonly next: string | null;
}

export interface LiveDeliveries extends Deliveries {
  readonly more: () => void;
  readonly reload: () => void;
}

const NOTHING: Deliveries = { kind: 'loading', items: [], counts: {}, next: null };

/** Where no news comes: sooner than somebody wonders whether something has moved. */
const EVERY_MS = 10_000;

/** The first pages anew, as many as were read, so that nobody loses their place. */
const MOST_PAGES = 5;

/** Deliveries of one kind, newest change first, kept up to date while they are looked at. */
export const useDeliveries = ({ state, channel, piece }: Omit<DeliveryQuery, 'cursor'>): LiveDeliveries => {
  const api = useDistributionApi();
  const [shown, setShown] = useState<Deliveries>(NOTHING);
  const turn = useRef(0);
  const pages = useRef(1);

  const load = useCallback(async (): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    let items: readonly DeliveryView[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < pages.current; page += 1) {
      const answer = await api.deliveries({ ...(state === undefined ? {} : { state }), ...(channel === undefined ? {} : { channel }), ...(piece === undefined ? {} : { piece }), ...(cursor === null ? {} : { cursor }) });
      // An answer to an earlier question must not be shown under the present one.
      if (answer.kind === 'aborted' || turn.current !== mine) return;
      if (answer.kind === 'forbidden') return setShown({ ...NOTHING, kind: 'forbidden' });
      // What is on screen is worth more than the news that the server could not be reached.
      if (answer.kind !== 'ok') return setShown((before) => (before.kind === 'ready' ? before : { ...before, kind: 'failed' }));
      items = [...items, ...answer.data.data];
      cursor = answer.data.meta.next;
      const { counts } = answer.data.meta;
      if (cursor === null || page === pages.current - 1) setShown({ kind: 'ready', items, counts, next: cursor });
      if (cursor === null) return;
    }
  }, [api, state, channel, piece]);

  useEffect(() => {
    pages.current = 1;
    setShown((before) => ({ ...NOTHING, counts: before.counts }));
    void load();
    const again = (): void => {
      if (document.visibilityState === 'visible') void load();
    };
    const timer = setInterval(again, EVERY_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [load]);
  useAfterChanges(() => void load(), (delivery) => piece === undefined || String(delivery.piece) === piece);

  return {
    ...shown,
    more: () => {
      pages.current = Math.min(MOST_PAGES, pages.current + 1);
      void load();
    },
    reload: () => void load(),
  };
};
