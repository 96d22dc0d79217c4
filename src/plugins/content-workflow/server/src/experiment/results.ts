/** What an experiment has shown: of drawn readers by the counts, of comparisons by what people read off platforms. */
import type { GetResults, Goal } from '../../../contracts/experiment';
import { runningMs } from '../../../core/experiment/duration';
import { resultsOf } from '../../../core/experiment/judge';
import type { ArmTotals, Counted, Results } from '../../../core/experiment/results';
import { iso, type Clock } from '../jobs/clock';
import type { Counts } from './ports';
import type { ExperimentRow, FigureRow } from './rows';
import type { ExperimentStore } from './store';

export interface ResultsReader {
  /** As of now; the frozen ones where it was decided. */
  of(row: ExperimentRow): Promise<Results>;
  course(row: ExperimentRow): Promise<readonly GetResults.Point[]>;
}

export interface ResultsDeps {
  readonly counts: Counts;
  readonly store: Pick<ExperimentStore, 'figures'>;
  readonly clock: Clock;
  readonly goals: readonly Goal[];
}

const keysOf = (row: ExperimentRow): string[] => row.plan.arms.map(({ key }) => key);

/** Of an arm the newest reading counts: platforms show totals. */
const totalsOf = (keys: readonly string[], figures: readonly FigureRow[]): ArmTotals[] =>
  keys.map((key) => {
    const newest = figures.filter(({ arm }) => arm === key).at(-1);
    return { key, units: newest?.units ?? 0, conversions: newest?.conversions ?? 0, sum: 0, sumOfSquares: 0 };
  });

export const createResults = ({ counts, store, clock, goals }: ResultsDeps): ResultsReader => {
  const totals = async (row: ExperimentRow): Promise<Pick<Counted, 'arms' | 'multipleExposures'>> => {
    if (row.plan.kind === 'readers') return counts.totals(row.id, keysOf(row));
    return { arms: totalsOf(keysOf(row), await store.figures(row.id)), multipleExposures: 0 };
  };

  return {
    async of(row) {
      if (row.results !== null) return row.results;
      return resultsOf(row.plan, { ...(await totals(row)), runningMs: row.duration === null ? 0 : runningMs(row.duration, iso(clock.now())) }, goals.find(({ code }) => code === row.plan.goal)?.kind);
    },
    async course(row) {
      if (row.plan.kind === 'readers') return counts.course(row.id, keysOf(row));
      const figures = await store.figures(row.id);
      return figures.map(({ readAt }, i) => ({ at: iso(readAt), arms: totalsOf(keysOf(row), figures.slice(0, i + 1)).map(({ key, units, conversions }) => ({ key, units, conversions })) }));
    },
  };
};
