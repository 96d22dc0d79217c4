import { useEffect, useState } from 'react';
import type { GetBoardFilters } from '../../../contracts/board';
import { useWorkflowApi } from './client';

export type Offered = GetBoardFilters.Response['data'];

/** The activities and people by which a screen can be narrowed; `null` until they are known. */
export const useOffered = (): Offered | null => {
  const api = useWorkflowApi();
  const [offered, setOffered] = useState<Offered | null>(null);
  useEffect(() => {
    void api.boardFilters().then((answer) => (answer.kind === 'ok' ? setOffered(answer.data) : undefined));
  }, [api]);
  return offered;
};
