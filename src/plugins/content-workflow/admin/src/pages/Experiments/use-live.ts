import { useCallback } from 'react';
import type { ExperimentView, GetResults, Goal } from '../../../../contracts/experiment';
import type { PieceView } from '../../../../contracts/piece';
import type { Answer } from '../../api/answer';
import { useWorkflowApi } from '../../api/client';
import { useExperimentsApi } from '../../api/experiments';
import { usePolled, type Polled } from '../../api/use-polled';

export interface Live {
  readonly view: PieceView;
  readonly experiment: ExperimentView | null;
  /** `null` for a plan that has not begun. */
  readonly shown: GetResults.Response['data'] | null;
  readonly goals: readonly Goal[];
}

/** Everything about one experiment, asked for again while the page is open. */
export const useLive = (pieceId: number): { readonly state: Polled<Live>; readonly reload: () => Promise<void> } => {
  const workflow = useWorkflowApi();
  const api = useExperimentsApi();
  const ask = useCallback(async (): Promise<Answer<Live>> => {
    const [view, experiment, goals] = await Promise.all([workflow.piece(pieceId), api.experiment(pieceId), api.goals()]);
    if (view.kind !== 'ok') return view;
    if (experiment.kind !== 'ok') return experiment;
    if (goals.kind !== 'ok') return goals;
    const begun = experiment.data !== null && experiment.data.state !== 'draft';
    const results = begun ? await api.results(pieceId) : null;
    if (results !== null && results.kind !== 'ok') return results;
    return { kind: 'ok', data: { view: view.data, experiment: experiment.data, shown: results === null ? null : results.data, goals: goals.data } };
  }, [workflow, api, pieceId]);
  return usePolled(ask);
};
