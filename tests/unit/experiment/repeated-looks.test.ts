/**
 * What happens to arms that do not differ, when somebody looks twenty times: the test for one look finds a difference far too
 * often, the always-valid interval does not. Simulated with a seeded generator, so that every run is the same.
 */
import { resultsOf } from '../../../src/plugins/content-workflow/core/experiment/judge';
import type { Plan } from '../../../src/plugins/content-workflow/core/experiment/plan';
import type { Counted, Results } from '../../../src/plugins/content-workflow/core/experiment/results';
import { generator } from '../../support/chance';
import { armOf, countedOf, DAY_MS, planOf, threeArms } from '../../support/experiment-plans';

const RUNS = 1_000;
const LOOKS = 20;
const UNITS_A_LOOK = 200;
const RATE = 0.1;
const ALPHA = 0.05;

/** Counts after each look of one run; the arms' rates are given. */
function* run(keys: readonly string[], rates: readonly number[], next: () => number): Generator<Counted> {
  const conversions = rates.map(() => 0);
  for (let look = 1; look <= LOOKS; look += 1) {
    rates.forEach((rate, arm) => {
      for (let i = 0; i < UNITS_A_LOOK; i += 1) if (next() < rate) conversions[arm] = (conversions[arm] ?? 0) + 1;
    });
    yield countedOf(keys.map((key, arm) => armOf(key, look * UNITS_A_LOOK, conversions[arm] ?? 0)), { runningMs: look * DAY_MS });
  }
}

interface Rates {
  /** Parts of the runs in which, at any look, it was found that arms differ. */
  readonly fixed: number;
  readonly sequential: number;
  /** In which the stop rule ended it by the interval. */
  readonly stopped: number;
  /** In which an arm, a variant or the first, was the winner when the planned readers were there. */
  readonly named: number;
  /** In which an arm was the winner at the look at which the stop rule ended it, by the interval or at the planned readers. */
  readonly ended: number;
}

const namesSomeone = ({ verdict }: Results): boolean => verdict.code === 'better' || verdict.code === 'worse';

/** What the gate accepts, one in twenty, with twice the standard error of so many runs. */
const allowedIn = (runs: number): number => ALPHA + 2 * Math.sqrt((ALPHA * (1 - ALPHA)) / runs);

const simulate = (plan: Plan, rates: readonly number[], seed: number, runs: number): Rates => {
  const next = generator(seed);
  const keys = plan.arms.map(({ key }) => key);
  const found = { fixed: 0, sequential: 0, stopped: 0, named: 0, ended: 0 };
  for (let i = 0; i < runs; i += 1) {
    const seen = { fixed: false, sequential: false, stopped: false, named: false, ended: false };
    let over = false;
    for (const counted of run(keys, rates, next)) {
      const results = resultsOf(plan, counted);
      const level = ALPHA / (keys.length - 1);
      if (results.arms.some(({ fixed }) => fixed != null && fixed.p < level)) seen.fixed = true;
      if (results.arms.some(({ sequential }) => sequential !== null && (sequential.low > 0 || sequential.high < 0))) seen.sequential = true;
      if (results.over === 'sequential') seen.stopped = true;
      seen.named = namesSomeone(results);
      if (!over && results.over !== null) {
        over = true;
        seen.ended = seen.named;
      }
    }
    for (const key of ['fixed', 'sequential', 'stopped', 'named', 'ended'] as const) if (seen[key]) found[key] += 1;
  }
  return { fixed: found.fixed / runs, sequential: found.sequential / runs, stopped: found.stopped / runs, named: found.named / runs, ended: found.ended / runs };
};

const percent = (part: number): string => `${(100 * part).toFixed(1)}%`;

/** To the log of the test run, since these are the figures that the choice of statistics stands on. */
const tell = (what: string, { fixed, sequential, stopped, named, ended }: Rates): void => {
  process.stdout.write(`${what}: the test for one look ${percent(fixed)}, the always-valid interval ${percent(sequential)}, stopped by it ${percent(stopped)}; an arm named at the planned end ${percent(named)}, where the stop rule ended it ${percent(ended)}\n`);
};

const plan = planOf({ sampleSize: LOOKS * UNITS_A_LOOK, minimumDays: 1 });

test('of 1,000 experiments with arms that are the same, at most 5% show a difference at any look and one in twenty names a winner at the end; the test for one look finds one in more', () => {
  const rates = simulate(plan, [RATE, RATE], 20_261_126, RUNS);
  tell('two arms that are the same, 20 looks', rates);
  expect(rates.sequential).toBeLessThanOrEqual(ALPHA);
  expect(rates.stopped).toBeLessThanOrEqual(rates.sequential);
  expect(rates.fixed).toBeGreaterThan(ALPHA);
  // Looked at once, at the planned end, whichever arm is named.
  expect(rates.named).toBeGreaterThan(0);
  expect(rates.named).toBeLessThanOrEqual(allowedIn(RUNS));
  // A plan that ends by the interval or else at the planned end has both ways to err.
  expect(rates.ended).toBeLessThanOrEqual(rates.named + rates.stopped);
});

test('three arms that are the same show a difference and name a winner in at most 5% too, since they share what is allowed', () => {
  const rates = simulate(threeArms({ sampleSize: LOOKS * UNITS_A_LOOK, minimumDays: 1 }), [RATE, RATE, RATE], 7, 300);
  tell('three arms that are the same, 20 looks', rates);
  expect(rates.sequential).toBeLessThanOrEqual(ALPHA);
  expect(rates.fixed).toBeGreaterThan(ALPHA);
  expect(rates.named).toBeLessThanOrEqual(allowedIn(300));
});

test('with the planned readers a rise of the planned size names a winner in about as many experiments as planned', () => {
  // The planner counts in absolute differences; the standard error of a relative rise grows with it, which costs some of the 80%.
  const rates = simulate(plan, [RATE, (1 + plan.minimumEffect) * RATE], 12, 200);
  tell('one arm better by what was planned for, 20 looks', rates);
  expect(rates.named).toBeGreaterThan(0.7);
  expect(rates.named).toBeLessThan(0.85);
});

test('a difference that is there is found before the planned end more often than not', () => {
  const rates = simulate(plan, [RATE, 1.35 * RATE], 11, 60);
  tell('one arm a third better, 20 looks', rates);
  expect(rates.stopped).toBeGreaterThan(0.5);
});
