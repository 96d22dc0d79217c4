import { useMemo } from 'react';
import { useIntl } from 'react-intl';

export interface Hours {
  /** "09:30". */
  readonly in: (instant: string, zone: string) => string;
  /** "09:30 Shanghai". */
  readonly named: (instant: string, zone: string) => string;
}

/** The place in the name of a zone. */
export const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replace(/_/g, ' ');

/** Hours as a tile has room for: of 24, whatever the language. */
export const useHours = (): Hours => {
  const { locale } = useIntl();
  return useMemo(() => {
    const hour = (instant: string, zone: string): string => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(new Date(instant));
    return { in: hour, named: (instant, zone) => `${hour(instant, zone)} ${placeOf(zone)}` };
  }, [locale]);
};
