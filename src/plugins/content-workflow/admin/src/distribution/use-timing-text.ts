import { useCallback } from 'react';
import type { Timing } from '../../../core/distribution/platforms';
import { useText } from '../i18n/use-text';
import { useTimes, viewerZone } from '../i18n/use-times';

const MINUTE_MS = 60_000;

/** When a channel gets a piece, in words. */
export const useTimingText = (): ((timing: Timing) => string) => {
  const text = useText();
  const times = useTimes();
  return useCallback(
    (timing) => {
      switch (timing.kind) {
        case 'same':
          return text('sending.timing.same');
        case 'offset':
          return timing.minutes === 0 ? text('sending.timing.same') : text('sending.later', { time: times.duration(timing.minutes * MINUTE_MS) });
        case 'at':
          return timing.timezone === viewerZone() ? times.exact(timing.at) : `${times.inZone(timing.at, timing.timezone)} (${timing.timezone})`;
      }
    },
    [text, times]
  );
};
