/**
 * A wall-clock time counted from the day the seed runs on, so that the demo never ages: `{ days: 3, at: '09:30' }` is half
 * past nine in the IANA zone `zone`, three days on. Negative days lie in the past.
 */
export interface RelativeTime {
  days: number;
  at: `${number}:${number}`;
  zone: string;
}

/** A calendar date counted from the day the seed runs on. */
export interface RelativeDate {
  days: number;
}
