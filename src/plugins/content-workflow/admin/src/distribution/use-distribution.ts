import { useCallback } from 'react';
import type { GetDistribution } from '../../../contracts/distribution';
import type { Answer } from '../api/answer';
import { useChanges, useDeliveryChanges } from '../api/changes';
import { useWorkflowApi } from '../api/client';
import { useDistributionApi } from '../api/distribution';
import { usePolled, type Polled } from '../api/use-polled';
import { rememberPiece } from '../piece/piece-store';

export interface LiveDistribution {
  /** `null`: entries of this type go nowhere. */
  readonly state: Polled<GetDistribution.Data | null>;
  /** After something was changed here: what the panels know of the piece may be old as well. */
  readonly changed: () => Promise<void>;
  readonly reload: () => Promise<void>;
}

/** Where a piece goes, asked for again while it is looked at and whenever somebody carries the piece on. */
export const useDistribution = (pieceId: number): LiveDistribution => {
  const api = useDistributionApi();
  const { piece } = useWorkflowApi();
  const ask = useCallback(async (): Promise<Answer<GetDistribution.Data | null>> => {
    const answer = await api.ofPiece(pieceId);
    return answer.kind === 'refused' ? { kind: 'ok', data: null } : answer;
  }, [api, pieceId]);
  const { state, reload } = usePolled(ask);
  useChanges(({ pieces, missed }) => {
    if (missed || pieces.some(({ id }) => id === pieceId)) void reload();
  });
  useDeliveryChanges((deliveries) => {
    if (deliveries.some(({ piece: id }) => id === pieceId)) void reload();
  });
  const changed = useCallback(async (): Promise<void> => {
    const [answer] = await Promise.all([piece(pieceId), reload()]);
    if (answer.kind === 'ok') rememberPiece(answer.data);
  }, [piece, pieceId, reload]);
  return { state, changed, reload };
};
