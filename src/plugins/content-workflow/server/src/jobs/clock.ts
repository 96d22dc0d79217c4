/** The only place that asks what time it is. Tests and the demo's seed move it; nothing else may. */
export interface Clock {
  now(): number;
  /** Replaces the source of time; without an argument the system's time comes back. */
  use(source?: () => number): void;
}

export const createClock = (): Clock => {
  let source = Date.now;
  return {
    now: () => source(),
    use: (next = Date.now) => {
      source = next;
    },
  };
};

export const iso = (ms: number): string => new Date(ms).toISOString();
