import { useMemo } from 'react';
import { useIntl } from 'react-intl';

/** Strapi's `zh` is Traditional Chinese, while Intl takes a bare `zh` for Simplified. */
const INTL_LOCALES: Readonly<Record<string, string>> = { zh: 'zh-Hant-TW' };

export const viewerZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface Times {
  /** Date and time in the viewer's zone. */
  readonly exact: (instant: string) => string;
  /** Date, time and the zone's offset, in a zone. */
  readonly inZone: (instant: string, zone: string) => string;
  /** "3 days ago", "in 5 minutes". */
  readonly relative: (instant: string) => string;
  /** A length of time in its largest sensible unit. */
  readonly duration: (milliseconds: number) => string;
  readonly list: (items: readonly string[]) => string;
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

const timesIn = (locale: string): Times => {
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    exact: (instant) => exact.format(new Date(instant)),
    inZone: (instant, zone) =>
      new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: zone, timeZoneName: 'shortOffset' }).format(new Date(instant)),
    relative: (instant) => {
      const { count, unit } = inLargestUnit(Date.parse(instant) - Date.now());
      return relative.format(count, unit);
    },
    duration: (milliseconds) => {
      const { count, unit } = inLargestUnit(milliseconds);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
    },
    list: (items) => list.format(items),
  };
};

export const useTimes = (): Times => {
  const { locale } = useIntl();
  return useMemo(() => timesIn(INTL_LOCALES[locale] ?? locale), [locale]);
};
