/**
 * Results as one sentence for people. It comes as clauses, each a code with its figures, which the admin translates and joins;
 * every clause can stand alone, so that no language has to fit parts of another's grammar.
 */
import { namedInterval, strongestOther } from './naming';
import type { ArmResult, Interval, ObstacleCode, Results } from './results';

/** What is known. */
export const FINDINGS = ['NO_DATA', 'COUNTS_IMPOSSIBLE', 'SAMPLE_RATIO_MISMATCH', 'MULTIPLE_EXPOSURES', 'TOO_EARLY', 'LEADING', 'BETTER', 'FIRST_LEADING', 'FIRST_BETTER', 'INCONCLUSIVE', 'DESCRIPTIVE'] as const;

/** By how much: an arm brings so much more or less than the first. `low` is nearer to 0 than `high`; both are above it. */
export const AMOUNTS = ['MORE', 'FEWER', 'FEWER_TO_MORE', 'MORE_VALUE', 'LESS_VALUE', 'LESS_TO_MORE_VALUE', 'HIGHEST_RATE'] as const;

/** What to do. */
export const OUTLOOKS = ['KEEP_RUNNING', 'KEEP_RUNNING_DAYS', 'TAKES_TOO_LONG', 'TOO_RARE', 'MEND_AND_RESTART', 'MEND_THE_FIGURES', 'NAME_THE_WINNER', 'CHOICE_IS_YOURS'] as const;

export const CLAUSES = [...FINDINGS, ...AMOUNTS, ...OUTLOOKS] as const;
export type ClauseCode = (typeof CLAUSES)[number];

export interface Clause {
  readonly code: ClauseCode;
  /** Arms by key; percentages as numbers (12 for twelve per cent), rounded for reading; whole days. */
  readonly params: Readonly<Record<string, number | string>>;
}

/** A quarter of a year: a piece is hardly news any more, and nobody waits for that. */
export const TOO_LONG_DAYS = 90;

/** From so many per cent on a tenth tells nobody anything. */
const WHOLE_FROM = 10;

/** A part as a percentage for reading: tenths below 10%, whole numbers from there. */
export const percentOf = (part: number): number => {
  const percent = part * 100;
  const tenths = Math.round(percent * 10) / 10;
  // Adding 0 takes the sign off a zero.
  return (Math.abs(tenths) < WHOLE_FROM ? tenths : Math.round(percent)) + 0;
};

const clause = (code: ClauseCode, params: Clause['params'] = {}): Clause => ({ code, params });

const amountOf = (arm: string, { low, high }: Interval, ofValues: boolean): Clause => {
  if (low >= 0) return clause(ofValues ? 'MORE_VALUE' : 'MORE', { arm, low: percentOf(low), high: percentOf(high) });
  if (high <= 0) return clause(ofValues ? 'LESS_VALUE' : 'FEWER', { arm, low: percentOf(-high), high: percentOf(-low) });
  return clause(ofValues ? 'LESS_TO_MORE_VALUE' : 'FEWER_TO_MORE', { arm, less: percentOf(-low), more: percentOf(high) });
};

const amountsOf = ({ goalKind }: Results, arm: ArmResult | null): Clause[] => {
  const interval = arm === null ? null : namedInterval(arm);
  return arm === null || interval === null ? [] : [amountOf(arm.key, interval, goalKind === 'value')];
};

/** All that was planned is in, and an arm has hardly a conversion. */
const tooRare = ({ verdict, obstacles, plan, arms }: Results): Clause | null => {
  const obstacle = obstacles[plan.arms[0]?.key ?? '']?.find(({ code }) => code === 'TOO_FEW_CONVERSIONS');
  if (verdict.daysLeft !== null || obstacle === undefined || arms.some(({ units }) => units < plan.sampleSize)) return null;
  return clause('TOO_RARE', { arm: obstacle.params.arm ?? '', conversions: obstacle.params.conversions ?? 0 });
};

const keepRunning = (daysLeft: number | null): Clause => {
  if (daysLeft === null) return clause('KEEP_RUNNING');
  return clause(daysLeft > TOO_LONG_DAYS ? 'TAKES_TOO_LONG' : 'KEEP_RUNNING_DAYS', { days: daysLeft });
};

/** What is wrong is the same for every arm, so that any arm's obstacles tell it. */
const unhealthy = ({ obstacles, plan, randomised }: Results): Clause[] => {
  const all = obstacles[plan.arms[0]?.key ?? ''] ?? [];
  const find = (code: ObstacleCode): Readonly<Record<string, number | string>> | undefined => all.find((obstacle) => obstacle.code === code)?.params;
  const impossible = find('COUNTS_IMPOSSIBLE');
  if (impossible !== undefined) return [clause('COUNTS_IMPOSSIBLE', { arm: impossible.arm ?? '' }), clause(randomised ? 'MEND_AND_RESTART' : 'MEND_THE_FIGURES')];
  const share = find('MULTIPLE_EXPOSURES')?.share;
  return [
    ...(find('SAMPLE_RATIO_MISMATCH') === undefined ? [] : [clause('SAMPLE_RATIO_MISMATCH')]),
    ...(share === undefined ? [] : [clause('MULTIPLE_EXPOSURES', { percent: percentOf(Number(share)) })]),
    clause('MEND_AND_RESTART'),
  ];
};

/** The arm with the highest rate, where one stands above the others. */
const described = ({ arms }: Results): Clause[] => {
  const rates = arms.map(({ rate }) => rate ?? -1);
  const best = Math.max(...rates);
  const top = arms.filter(({ rate }) => rate === best);
  return [clause('DESCRIPTIVE'), ...(top.length === 1 && top[0] !== undefined ? [clause('HIGHEST_RATE', { arm: top[0].key, percent: percentOf(best) })] : [])];
};

/** The results in words: a finding, by how much, and what to do; at least one clause, in the order to be read. */
export const sentenceOf = (results: Results): Clause[] => {
  const { verdict, arms, plan } = results;
  const first = plan.arms[0]?.key ?? '';
  const other = strongestOther(arms);
  const named = arms.find(({ key }) => key === verdict.arm) ?? null;
  switch (verdict.code) {
    case 'no-data':
      return [clause('NO_DATA')];
    case 'unhealthy':
      return unhealthy(results);
    case 'too-early':
      return [clause('TOO_EARLY'), tooRare(results) ?? keepRunning(verdict.daysLeft)];
    case 'leading':
      if (verdict.arm === first) return [clause('FIRST_LEADING', { arm: first }), ...amountsOf(results, other), keepRunning(verdict.daysLeft)];
      return [clause('LEADING', { arm: verdict.arm ?? '' }), ...amountsOf(results, named), keepRunning(verdict.daysLeft)];
    case 'better':
      return [clause('BETTER', { arm: verdict.arm ?? '' }), ...amountsOf(results, named), clause('NAME_THE_WINNER', { arm: verdict.arm ?? '' })];
    case 'worse':
      return [clause('FIRST_BETTER', { arm: first }), ...amountsOf(results, named), clause('NAME_THE_WINNER', { arm: first })];
    case 'inconclusive':
      return [clause('INCONCLUSIVE'), ...amountsOf(results, other), clause('CHOICE_IS_YOURS')];
    case 'descriptive':
      return described(results);
  }
};
