import { useCallback, useState } from 'react';
import type { GetDelivery } from '../../../../contracts/distribution';
import { useChanges, useDeliveryChanges } from '../../api/changes';
import { useDistributionApi } from '../../api/distribution';
import { usePolled, type Polled } from '../../api/use-polled';

export interface LiveDelivery {
  readonly state: Polled<GetDelivery.Data>;
  /** What an action answered is shown at once. */
  readonly put: (delivery: GetDelivery.Data) => void;
  readonly reload: () => Promise<void>;
}

/** One delivery with everything that happened to it, asked for again while it is looked at. */
export const useDelivery = (key: string): LiveDelivery => {
  const { delivery } = useDistributionApi();
  const { state, reload } = usePolled(useCallback(() => delivery(key), [delivery, key]));
  const [told, setTold] = useState<GetDelivery.Data | null>(null);
  useChanges(({ pieces, missed }) => {
    if (state.kind === 'ready' && (missed || pieces.some(({ id }) => id === state.data.piece.id))) void reload();
  });
  useDeliveryChanges((deliveries) => {
    if (deliveries.some((one) => one.key === key)) void reload();
  });
  // Whichever of the two is newer.
  const shown = state.kind === 'ready' && told !== null && told.changedAt > state.data.changedAt ? { kind: 'ready' as const, data: told } : state;
  const put = useCallback(
    (changed: GetDelivery.Data): void => {
      setTold(changed);
      void reload();
    },
    [reload]
  );
  return { state: shown, put, reload };
};
