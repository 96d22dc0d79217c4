import { useCallback } from 'react';
import type { Arm, Plan } from '../../../core/experiment/plan';
import { useTimes } from '../i18n/use-times';

const isInstant = (place: string): boolean => !Number.isNaN(Date.parse(place));

/** Where an arm goes, in the words of the team, or when it goes out, on the viewer's clock; '' for arms of readers. */
export const usePlace = (kind: Plan['kind']): ((arm: Pick<Arm, 'place'>) => string) => {
  const times = useTimes();
  return useCallback(({ place }) => (place === null ? '' : kind === 'times' && isInstant(place) ? times.exact(place) : place), [times, kind]);
};
