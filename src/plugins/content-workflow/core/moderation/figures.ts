/** Months, and what may be told of them. */

export interface Month {
  /** `2026-11`. */
  readonly month: string;
  /** Epoch milliseconds, by UTC; `to` is the first moment of the next. */
  readonly from: number;
  readonly to: number;
}

/** The month of `now` and those before it, newest first. */
export const monthsUpTo = (now: number, count: number): Month[] => {
  const today = new Date(now);
  const startOf = (back: number): number => Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1);
  return Array.from({ length: count }, (_, back) => ({ month: new Date(startOf(back)).toISOString().slice(0, 7), from: startOf(back), to: startOf(back - 1) }));
};

/** With fewer cases somebody could be found out by the number; nothing at all betrays nobody. */
export const SMALLEST_COUNT = 5;

/** `null` for what is too small to be told. */
export const told = (count: number): number | null => (count > 0 && count < SMALLEST_COUNT ? null : count);
