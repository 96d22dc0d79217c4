/** The only place that asks what time it is. Tests and the demo's seed move it; nothing else may. */
export interface Clock {
  now(): number;
  /** Replaces the source of time; without an argument the system's time comes back. */
  use(source?: () => number): void;
  /**
   * Several processes go by one time, the database's: `offset` is how far it is ahead of this machine's, in milliseconds,
   * measured with an uncertainty. A measurement that agrees with the last one changes nothing.
   */
  correct(offset: number, uncertainty: number): void;
}

const clockOf = (time: () => number): Clock => {
  let offset = 0;
  const system = (): number => time() + offset;
  let source = system;
  return {
    now: () => source(),
    use: (next = system) => {
      source = next;
    },
    correct(measured, uncertainty) {
      if (Math.abs(measured - offset) > uncertainty) offset = Math.round(measured);
    },
  };
};

export const createClock = (): Clock => clockOf(Date.now);

/** Counts milliseconds from some moment on and never goes back: for how long something has lasted, not for what time it is. */
export const createMonotonicClock = (): Clock => clockOf(() => performance.now());

export const iso = (ms: number): string => new Date(ms).toISOString();
