/** Experiments that no server has, for tests of how they look: what would be counted is judged by the judge itself. */
import type { Page, Route } from 'playwright-core';
import type { Decision, ExperimentItem, ExperimentView, GetResults, Goal } from '../../src/plugins/content-workflow/contracts/experiment';
import type { PieceSummary, PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { resultsOf } from '../../src/plugins/content-workflow/core/experiment/judge';
import type { ExperimentState, Plan } from '../../src/plugins/content-workflow/core/experiment/plan';
import type { Results } from '../../src/plugins/content-workflow/core/experiment/results';

export const GOALS: readonly Goal[] = [
  { code: 'click', name: 'Click', kind: 'rate' },
  { code: 'registration', name: 'Registration', kind: 'rate' },
];

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A Monday morning. */
const BEGAN = Date.parse('2026-11-02T08:00:00.000Z');

const iso = (ms: number): string => new Date(ms).toISOString();

export interface Told {
  readonly state: ExperimentState;
  readonly plan: Plan;
  /** Units and conversions by arm. */
  readonly counts: Readonly<Record<string, readonly [units: number, conversions: number]>>;
  readonly days: number;
  readonly dropped?: Readonly<Record<string, number>>;
  readonly multipleExposures?: number;
  readonly decision?: Omit<Decision, 'results'>;
}

const resultsFor = ({ plan, counts, days, multipleExposures = 0 }: Told): Results =>
  resultsOf(plan, {
    arms: plan.arms.map(({ key }) => {
      const [units, conversions] = counts[key] ?? [0, 0];
      return { key, units, conversions, sum: conversions, sumOfSquares: conversions };
    }),
    multipleExposures,
    runningMs: days * DAY_MS,
  });

/** From nothing to what was counted, as straight as whole readers can go. */
const courseFor = ({ plan, counts, days }: Told): GetResults.Point[] => {
  const hours = Math.round(days * 24);
  return Array.from({ length: hours }, (_, i) => ({
    at: iso(BEGAN + (i + 1) * HOUR_MS),
    arms: plan.arms.map(({ key }) => {
      const [units, conversions] = counts[key] ?? [0, 0];
      return { key, units: Math.floor((units * (i + 1)) / hours), conversions: Math.floor((conversions * (i + 1)) / hours) };
    }),
  }));
};

export const experimentOf = (pieceId: number, told: Told): ExperimentView => ({
  key: `exp-${pieceId}`,
  pieceId,
  state: told.state,
  plan: told.plan,
  figures: [],
  duration: told.state === 'draft' ? null : { startedAt: iso(BEGAN), pausedAt: null, pausedMs: 0, finishedAt: null },
  decision: told.decision === undefined ? null : { ...told.decision, results: resultsFor(told) },
  dropped: told.dropped ?? {},
  // What a newer server tells beside it, the screens do without.
  ...({ figures: [] } as object),
});

export const resultsAnswer = (told: Told): GetResults.Response => ({ data: { results: resultsFor(told), course: courseFor(told), at: iso(BEGAN + told.days * DAY_MS) } });

export const itemOf = (piece: PieceSummary, told: Told): ExperimentItem => ({
  piece,
  key: `exp-${piece.id}`,
  state: told.state,
  kind: told.plan.kind,
  hypothesis: told.plan.hypothesis,
  goal: told.plan.goal,
  arms: told.plan.arms.map(({ key }) => key),
  startedAt: iso(BEGAN),
  decision: told.decision === undefined ? null : { arm: told.decision.arm, outcome: told.decision.outcome, at: told.decision.at },
});

const json = (route: Route, body: unknown, status = 200): Promise<void> => route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });

/** What is asked for next. Changing a property changes the next answer. */
export interface Stage {
  told: Told | null;
  /** What the piece is like instead of what it is. */
  piece: Partial<PieceView>;
  list: readonly ExperimentItem[];
  /** Bodies of what was sent, by the end of its address. */
  readonly sent: { readonly path: string; readonly body: unknown }[];
}

/** From now on the page hears of this experiment, and of everything else from the server. */
export const stage = async (page: Page, pieceId: number, beginning: Pick<Stage, 'told'>): Promise<Stage> => {
  const set: Stage = { told: beginning.told, piece: {}, list: [], sent: [] };
  const pieceAnswer = async (route: Route): Promise<void> => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { data: PieceView };
    await json(route, { data: { ...body.data, ...set.piece } });
  };
  const take = (route: Route): unknown => {
    const body: unknown = route.request().postDataJSON();
    set.sent.push({ path: new URL(route.request().url()).pathname, body });
    return body;
  };
  await page.route('**/content-workflow/goals', (route) => json(route, { data: GOALS }));
  await page.route('**/content-workflow/experiments?*', (route) => {
    const wanted = new URL(route.request().url()).searchParams.get('state');
    const states = wanted === 'running' ? ['running', 'paused'] : wanted === 'waiting' ? ['finished'] : ['decided', 'cancelled'];
    return json(route, { data: set.list.filter(({ state }) => states.includes(state)), meta: { nextCursor: null } });
  });
  await page.route(`**/content-workflow/pieces/${pieceId}`, pieceAnswer);
  await page.route('**/content-workflow/documents/*/*', pieceAnswer);
  await page.route(`**/content-workflow/pieces/${pieceId}/experiment`, (route) => {
    if (route.request().method() !== 'PUT') return json(route, { data: set.told === null ? null : experimentOf(pieceId, set.told) });
    const { plan } = take(route) as { plan: Plan };
    set.told = { state: 'draft', plan, counts: {}, days: 0 };
    return json(route, { data: experimentOf(pieceId, set.told) });
  });
  await page.route(`**/content-workflow/pieces/${pieceId}/experiment/results`, (route) => (set.told === null ? json(route, { data: null }, 404) : json(route, resultsAnswer(set.told))));
  await page.route(`**/content-workflow/pieces/${pieceId}/experiment/figures`, (route) => {
    const body = take(route) as { arm: string; units: number; conversions: number };
    if (set.told !== null) set.told = { ...set.told, counts: { ...set.told.counts, [body.arm]: [body.units, body.conversions] } };
    return json(route, { data: set.told === null ? null : experimentOf(pieceId, set.told) });
  });
  return set;
};
