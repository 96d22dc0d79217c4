/** An ISO 8601 UTC instant, e.g. `2026-11-29T01:00:00.000Z`. */
export type Instant = string;
