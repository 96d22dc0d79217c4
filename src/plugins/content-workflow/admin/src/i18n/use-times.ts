import { useMemo } from 'react';
import { useIntl } from 'react-intl';

/** Strapi's `zh` is Traditional Chinese, while Intl takes a bare `zh` for Simplified. */
export const INTL_LOCALES: Readonly<Record<string, string>> = { zh: 'zh-Hant-TW' };

export const viewerZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface Times {
  /** Date and time in the viewer's zone. */
  readonly exact: (instant: string) => string;
  /** Month and day in the viewer's zone, with the hour where it is not midnight. */
  readonly monthDay: (instant: string) => string;
  /** The time of day in the viewer's zone, for what happened a moment ago. */
  readonly clock: (instant: string) => string;
  /** Date, time and the zone's offset, in a zone. */
  readonly inZone: (instant: string, zone: string) => string;
  /** "3 days ago", "in 5 minutes". */
  readonly relative: (instant: string) => string;
  /** The day of an instant as a heading: "Today", "Yesterday", or its date. */
  readonly day: (instant: string) => string;
  /** A length of time in its largest sensible unit. */
  readonly duration: (milliseconds: number) => string;
  readonly list: (items: readonly string[]) => string;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: (day: number, style: 'short' | 'long') => string;
}

const UNITS = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const inLargestUnit = (milliseconds: number): { readonly count: number; readonly unit: (typeof UNITS)[number][0] | 'second' } => {
  const unit = UNITS.find(([, size]) => Math.abs(milliseconds) >= size);
  return unit === undefined ? { count: Math.round(milliseconds / 1000), unit: 'second' } : { count: Math.round(milliseconds / unit[1]), unit: unit[0] };
};

/** As the first word of a heading; Intl writes it for the middle of a sentence. */
const capitalised = (words: string, locale: string): string => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);

const midnight = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** Calendar days of the viewer; a day that the clock makes an hour shorter or longer is one day all the same. */
const daysAgo = (then: Date, now: Date): number => Math.round((midnight(now) - midnight(then)) / 86_400_000);

const timesIn = (locale: string): Times => {
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const monthDay = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    exact: (instant) => exact.format(new Date(instant)),
    monthDay: (instant) => {
      const at = new Date(instant);
      return at.getTime() === midnight(at) ? monthDay.format(at) : `${monthDay.format(at)}, ${clock.format(at)}`;
    },
    clock: (instant) => clock.format(new Date(instant)),
    inZone: (instant, zone) =>
      new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: zone, timeZoneName: 'shortOffset' }).format(new Date(instant)),
    relative: (instant) => {
      const { count, unit } = inLargestUnit(Date.parse(instant) - Date.now());
      return relative.format(count, unit);
    },
    day: (instant) => {
      const days = daysAgo(new Date(instant), new Date());
      return days < 2 ? capitalised(relative.format(-days, 'day'), locale) : date.format(new Date(instant));
    },
    duration: (milliseconds) => {
      const { count, unit } = inLargestUnit(milliseconds);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
    },
    list: (items) => list.format(items),
    // The first of January 2024 was a Monday.
    weekday: (day, style) => new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day))),
  };
};

export const useTimes = (): Times => {
  const { locale } = useIntl();
  return useMemo(() => timesIn(INTL_LOCALES[locale] ?? locale), [locale]);
};
