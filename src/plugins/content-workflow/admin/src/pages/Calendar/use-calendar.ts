import { useCallback, useEffect, useRef, useState } from 'react';
import type { CalendarIdea, GetCalendar } from '../../../../contracts/calendar';
import { useCalendarApi } from '../../api/calendar';
import { useAfterChanges } from '../../api/use-after-changes';
import { queryOf, type Filters } from './filters';

export interface Shown {
  readonly kind: 'loading' | 'failed' | 'ready';
  readonly answer: GetCalendar.Response | null;
}

export interface Range {
  readonly from: string;
  readonly to: string;
}

/** For what nobody tells of: that the hour of a promise has passed. */
const EVERY_MS = 60_000;

/** What is shown stays while it is asked for again; a failed repetition keeps it too. */
export const useCalendar = (range: Range | null, filters: Filters): Shown & { readonly reload: () => void } => {
  const api = useCalendarApi();
  const [shown, setShown] = useState<Shown>({ kind: 'loading', answer: null });
  const turn = useRef(0);
  const { type, activity, assignee, text, deliveries } = filters;
  const [from, to] = [range?.from ?? '', range?.to ?? ''];

  const load = useCallback(async (): Promise<void> => {
    if (from === '') return;
    turn.current += 1;
    const mine = turn.current;
    const answer = await api.calendar({ from, to, deliveries, ...queryOf({ type, activity, assignee, text } as Filters) });
    if (answer.kind === 'aborted' || turn.current !== mine) return;
    setShown((before) => (answer.kind === 'ok' ? { kind: 'ready', answer: answer.data } : { kind: 'failed', answer: before.answer }));
  }, [api, from, to, type, activity, assignee, text, deliveries]);

  useEffect(() => {
    const again = (): void => void load();
    again();
    const timer = setInterval(again, EVERY_MS);
    window.addEventListener('focus', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', again);
    };
  }, [load]);

  useAfterChanges(() => void load());

  return { ...shown, reload: () => void load() };
};

interface Ideas {
  readonly kind: 'loading' | 'failed' | 'ready';
  readonly ideas: readonly CalendarIdea[];
  readonly nextCursor: string | null;
}

/** As the server's pages are, and at most. */
const IDEAS = 20;
const MAX_IDEAS = 100;

const NO_IDEAS: Ideas = { kind: 'loading', ideas: [], nextCursor: null };

/** `freshness` changes whenever the first page has to be asked for again. */
export const useIdeas = (filters: Filters, freshness: number): Ideas & { readonly more: () => void } => {
  const api = useCalendarApi();
  const [state, setState] = useState<Ideas>(NO_IDEAS);
  const turn = useRef(0);
  const { type, activity, assignee, text } = filters;

  const load = useCallback(
    async (before: Ideas, limit = String(IDEAS)): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      const answer = await api.ideas({ ...queryOf({ type, activity, assignee, text } as Filters), limit, ...(before.nextCursor === null ? {} : { cursor: before.nextCursor }) });
      if (answer.kind === 'aborted' || turn.current !== mine) return;
      // What is on screen is worth more than the news that the server could not be reached.
      if (answer.kind !== 'ok') return setState((shown) => ({ ...shown, kind: 'failed' }));
      setState({ kind: 'ready', ideas: [...before.ideas, ...answer.data.data], nextCursor: answer.data.meta.nextCursor });
    },
    [api, type, activity, assignee, text]
  );

  useEffect(() => void load(NO_IDEAS), [load, freshness]);
  // What was brought so far is asked for again as a whole, so that nobody loses their place.
  useAfterChanges(() => void load(NO_IDEAS, String(Math.min(MAX_IDEAS, Math.max(IDEAS, state.ideas.length)))));

  return { ...state, more: () => void load(state) };
};
