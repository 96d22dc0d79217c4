import { useCallback, useEffect, useState } from 'react';
import type { ExperimentView, Goal } from '../../../contracts/experiment';
import { useExperimentsApi } from '../api/experiments';
import { useText } from '../i18n/use-text';

export type Known = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly experiment: ExperimentView | null; readonly goals: readonly Goal[] };

/** The newest experiment of a piece, and what can be measured; asked again with every revision of the piece. */
export const useExperiment = (pieceId: number, revision: number): { readonly known: Known; readonly put: (experiment: ExperimentView) => void; readonly reload: () => Promise<void> } => {
  const api = useExperimentsApi();
  const [known, setKnown] = useState<Known>({ kind: 'loading' });
  const reload = useCallback(async (): Promise<void> => {
    const [experiment, goals] = await Promise.all([api.experiment(pieceId), api.goals()]);
    if (experiment.kind === 'aborted' || goals.kind === 'aborted') return;
    if (experiment.kind === 'ok' && goals.kind === 'ok') return setKnown({ kind: 'ready', experiment: experiment.data, goals: goals.data });
    setKnown((shown) => (shown.kind === 'ready' ? shown : { kind: 'failed' }));
  }, [api, pieceId]);
  useEffect(() => void reload(), [reload, revision]);
  const put = useCallback((experiment: ExperimentView) => setKnown((shown) => (shown.kind === 'ready' ? { ...shown, experiment } : shown)), []);
  return { known, put, reload };
};

/** What a goal is called: the team's word for it, translated where it is one of the usual ones. */
export const useGoalName = (goals: readonly Goal[]): ((code: string) => string) => {
  const text = useText();
  return useCallback((code) => text.lookUp(`goal.${code}`) ?? goals.find((goal) => goal.code === code)?.name ?? code, [text, goals]);
};
