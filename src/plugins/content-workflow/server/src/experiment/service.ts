/** Experiments as the rest of the server meets them. */
import type { Decision, ExperimentView, GetResults } from '../../../contracts/experiment';
import { iso, type Clock } from '../jobs/clock';
import { createFigures, type Figures } from './figures';
import { createLook, type Look, type LookDeps } from './look';
import { createPlans, type Plans, type PlansDeps } from './plans';
import type { Counts, LiveExperiments } from './ports';
import type { ResultsReader } from './results';
import type { ExperimentRow } from './rows';
import type { ExperimentStore } from './store';

export interface Experiments {
  /** What readers can be drawn into. */
  readonly live: LiveExperiments;
  readonly plans: Plans;
  readonly figures: Figures;
  readonly look: Look;
  /** The newest of a piece; `null` where none was planned. */
  view(pieceId: number): Promise<ExperimentView | null>;
  results(pieceId: number): Promise<GetResults.Response['data'] | null>;
}

export interface ExperimentsDeps extends LookDeps, PlansDeps {
  readonly clock: Clock;
  readonly counts: Counts;
  readonly store: ExperimentStore;
  readonly results: ResultsReader;
}

/** One that lost its numbers, by a hand in the database, shows no decision rather than one about nothing. */
const decisionOf = ({ decision, results }: ExperimentRow): Decision | null => (decision === null || results === null ? null : { ...decision, results });

export const createExperiments = (deps: ExperimentsDeps): Experiments => {
  const { clock, counts, store, results } = deps;
  return {
    live: store,
    plans: createPlans(deps),
    figures: createFigures(deps),
    look: createLook(deps),
    async view(pieceId) {
      const row = await store.newest(pieceId);
      if (row === null) return null;
      const dropped = row.duration === null || row.plan.kind !== 'readers' ? {} : await counts.dropped(row.id);
      const figures = row.plan.kind === 'readers' ? [] : await store.figures(row.id);
      return {
        key: row.key,
        pieceId: row.pieceId,
        state: row.state,
        plan: row.plan,
        duration: row.duration,
        decision: decisionOf(row),
        dropped,
        figures: figures.map(({ readAt, ...figure }) => ({ ...figure, readAt: iso(readAt) })),
      };
    },
    async results(pieceId) {
      const row = await store.newest(pieceId);
      return row === null ? null : { results: await results.of(row), course: await results.course(row), at: row.decision?.at ?? iso(clock.now()) };
    },
  };
};
