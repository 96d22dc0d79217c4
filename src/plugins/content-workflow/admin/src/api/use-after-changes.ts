import { useEffect, useRef } from 'react';
import type { ChangedDelivery } from '../../../contracts/changes';
import { useChanges, useDeliveryChanges } from './changes';

/** What others do comes in bursts: one question answers for all of them. */
const GATHER_MS = 300;

/** Calls `run` a moment after pieces, or deliveries that concern the screen, have changed. */
export const useAfterChanges = (run: () => void, concerns: (delivery: ChangedDelivery) => boolean = () => true): void => {
  const latest = useRef(run);
  const gathering = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => () => clearTimeout(gathering.current), []);
  const gather = (): void => {
    clearTimeout(gathering.current);
    gathering.current = setTimeout(() => latest.current(), GATHER_MS);
  };
  useChanges(gather);
  useDeliveryChanges((deliveries) => {
    if (deliveries.some(concerns)) gather();
  });
};
