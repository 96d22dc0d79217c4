export const COUNTING = {
  events: 'cw_experiment_events',
  units: 'cw_experiment_units',
  conversions: 'cw_experiment_conversions',
  hours: 'cw_experiment_hours',
  drops: 'cw_experiment_drops',
} as const;

export const HOUR_MS = 3_600_000;

/** The beginning of the hour, in epoch milliseconds. */
export const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;
