import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';

const pieceAt = (element: Element | null): string | null => element?.closest('[data-piece]')?.getAttribute('data-piece') ?? null;

/**
 * A card that goes to another column is drawn anew there, and the browser forgets the keyboard that was on it. Whoever had
 * it there finds it there again. Answers how to put the keyboard on a card, now or when it arrives.
 */
export const useKeptFocus = (drawn: unknown): ((piece: number) => void) => {
  const held = useRef<string | null>(null);

  const restore = useCallback((): void => {
    if (held.current === null || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-piece="${held.current}"] [data-handle]`)?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    const onFocus = (event: FocusEvent): void => {
      held.current = pieceAt(event.target as Element);
    };
    // Whoever clicks beside everything leaves the card; what was taken out of the page did not leave.
    const onPointer = (event: PointerEvent): void => {
      held.current = pieceAt(event.target as Element);
    };
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPointer);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPointer);
    };
  }, []);

  useLayoutEffect(restore, [drawn, restore]);

  return useCallback(
    (piece) => {
      held.current = String(piece);
      // The dialog that closes lets go of the keyboard after this turn.
      setTimeout(() => {
        held.current = String(piece);
        restore();
      });
    },
    [restore]
  );
};
