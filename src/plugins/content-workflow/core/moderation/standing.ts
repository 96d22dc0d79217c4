/** What somebody may do now, worked out from their strikes at the moment somebody asks. Nothing has to run for a mute to end. */
import type { SanctionAction } from './policy';

export interface CountedStrike {
  readonly id: number;
  readonly action: SanctionAction;
  /** Epoch milliseconds. */
  readonly startsAt: number;
  /** `null`: for good. */
  readonly endsAt: number | null;
}

export type Standing =
  | { readonly mayInteract: true }
  | {
      readonly mayInteract: false;
      readonly action: 'mute' | 'ban';
      /** Epoch milliseconds; `null`: for good. */
      readonly until: number | null;
      /** The strike that decides: the one that lasts longest. */
      readonly strikeId: number;
    };

const inOrder = (a: CountedStrike, b: CountedStrike): number => a.startsAt - b.startsAt || a.id - b.id;

/** Mutes of a time one after the other: each begins when the one before it ends. */
const laidEndToEnd = (strikes: readonly CountedStrike[]): CountedStrike[] => {
  let free = 0;
  return [...strikes].sort(inOrder).map((strike) => {
    if (strike.endsAt === null || strike.action !== 'mute') return strike;
    const startsAt = Math.max(strike.startsAt, free);
    free = startsAt + (strike.endsAt - strike.startsAt);
    return { ...strike, startsAt, endsAt: free };
  });
};

const lastsLonger = (a: CountedStrike, b: CountedStrike): CountedStrike => {
  if (a.action !== b.action) return a.action === 'ban' ? a : b;
  if (a.endsAt === null || b.endsAt === null) return a.endsAt === null ? a : b;
  return b.endsAt > a.endsAt ? b : a;
};

/** `strikes`: all that were not overruled. With `add`, one that is over by its own dates may still be waiting for its turn. */
export const standingOf = (strikes: readonly CountedStrike[], mutes: 'overlap' | 'add', now: number): Standing => {
  const placed = mutes === 'add' ? laidEndToEnd(strikes) : strikes;
  const holding = placed.filter(({ action, endsAt }) => action !== 'warn' && (endsAt === null || endsAt > now));
  const [first, ...others] = holding;
  if (first === undefined) return { mayInteract: true };
  const decides = others.reduce(lastsLonger, first);
  return { mayInteract: false, action: decides.action === 'ban' ? 'ban' : 'mute', until: decides.endsAt, strikeId: decides.id };
};
