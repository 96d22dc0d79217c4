import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { INTL_LOCALES } from '../i18n/use-times';
import type { Figures } from './words';

/** Beyond these a chance is told as more, or less, than the figure: nothing measured is certain. */
const ALMOST = 0.999;

/** Below one per cent a tenth would leave one digit, or none. */
const SMALL = 0.01;

/** As people plan: by days up to two months, by months up to two years. */
const MONTHS_FROM = 60;
const YEARS_FROM = 730;
const DAYS = { month: 30, year: 365 } as const;

interface Spans {
  /** A number of days in the unit that people plan it by. */
  readonly days: (count: number) => string;
}

const figuresIn = (locale: string): Figures & Spans => {
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const small = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });
  const change = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const span = (count: number, unit: 'day' | 'month' | 'year'): string => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  const chance = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return {
    count: (value) => count.format(value),
    days: (days) => (days >= YEARS_FROM ? span(Math.round(days / DAYS.year), 'year') : days >= MONTHS_FROM ? span(Math.round(days / DAYS.month), 'month') : span(days, 'day')),
    percent: (value) => (Math.abs(value) < SMALL ? small : percent).format(value),
    change: (value) => change.format(value),
    chance: (value) => (value > ALMOST ? `> ${chance.format(ALMOST)}` : value < 1 - ALMOST ? `< ${chance.format(1 - ALMOST)}` : chance.format(value)),
  };
};

export const useFigures = (): Figures & Spans => {
  const { locale } = useIntl();
  return useMemo(() => figuresIn(INTL_LOCALES[locale] ?? locale), [locale]);
};
