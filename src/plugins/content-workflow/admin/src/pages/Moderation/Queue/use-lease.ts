/**
 * Keeps an item that the viewer holds, as long as they work: half-way to its end the lease is renewed if a key, a click or
 * a scroll came since the last time. Who has gone for lunch with the page open holds nothing back from the others.
 */
import { useEffect, useRef } from 'react';
import type { ClaimView } from '../../../../../contracts/moderation/queue';

/** Signs of somebody at work. */
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** A clock that is wrong must not make a flood of renewals. */
const SOONEST_MS = 15_000;

export const useLease = (claim: ClaimView | null, renew: () => void): void => {
  const worked = useRef(true);
  const latest = useRef(renew);
  useEffect(() => {
    latest.current = renew;
  });

  const until = claim?.mine === true ? claim.leasedUntil : null;
  useEffect(() => {
    if (until === null) return undefined;
    const note = (): void => {
      worked.current = true;
    };
    const half = Math.max(SOONEST_MS, (Date.parse(until) - Date.now()) / 2);
    const look = (): void => {
      if (!worked.current) return;
      worked.current = false;
      latest.current();
    };
    const timer = setInterval(look, half);
    SIGNS.forEach((sign) => window.addEventListener(sign, note, { passive: true }));
    return () => {
      clearInterval(timer);
      SIGNS.forEach((sign) => window.removeEventListener(sign, note));
    };
  }, [until]);
};
