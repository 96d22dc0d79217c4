import { useCallback, useEffect, useState } from 'react';
import type { Answer } from './answer';

export type Polled<T> = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly data: T };

/** Twice the clock's own beat: often enough to notice that it stopped, seldom enough not to be a load. */
const EVERY_MS = 30_000;

/** Asks at once, every half minute and when the window is looked at again. A failed repetition keeps what is shown. */
export const usePolled = <T>(request: () => Promise<Answer<T>>): { readonly state: Polled<T>; readonly reload: () => Promise<void> } => {
  const [state, setState] = useState<Polled<T>>({ kind: 'loading' });

  const reload = useCallback(async (): Promise<void> => {
    const answer = await request();
    if (answer.kind === 'aborted') return;
    setState((shown) => (answer.kind === 'ok' ? { kind: 'ready', data: answer.data } : shown.kind === 'ready' ? shown : { kind: 'failed' }));
  }, [request]);

  useEffect(() => {
    const tick = (): void => void reload();
    tick();
    const timer = setInterval(tick, EVERY_MS);
    window.addEventListener('focus', tick);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', tick);
    };
  }, [reload]);

  return { state, reload };
};
