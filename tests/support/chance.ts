/** Chance that comes out the same on every run. */

// Jest looks a global up anew each time, which would be most of what a draw costs.
const { imul } = Math;

/** mulberry32: a small generator of numbers from 0 up to below 1. */
export const generator = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Draws from a standard normal, by Box and Muller. */
export const normals = (next: () => number): (() => number) => {
  const { cos, log, PI, sqrt } = Math;
  return () => sqrt(-2 * log(1 - next())) * cos(2 * PI * next());
};
