/** Two servers measured in turns, so that whatever else the machine does meets both. */

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Goal {
  readonly kind: 'at most' | 'at least';
  readonly value: number;
}

export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly goal: Goal;
  /** Measured divided by what it is held against, one value a pair of windows. */
  readonly ratio: Spread;
  readonly met: boolean;
  readonly pairs: number;
  readonly measured: Spread;
  readonly against: Spread;
  readonly note?: string;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};

export const spread = (values: readonly number[]): Spread => ({ median: rounded(median(values)), min: rounded(Math.min(...values)), max: rounded(Math.max(...values)) });

export interface Contest {
  readonly what: string;
  readonly unit: string;
  readonly goal: Goal;
  readonly pairs: number;
  readonly note?: string;
  /** Each runs one window and answers its value in `unit`. */
  measured(): Promise<number>;
  against(): Promise<number>;
}

/** The figure of two series of windows that were measured in pairs. */
export const figureOf = ({ what, unit, goal, note }: Pick<Contest, 'what' | 'unit' | 'goal' | 'note'>, measured: readonly number[], against: readonly number[]): Figure => {
  const ratio = spread(measured.map((value, i) => value / (against[i] ?? Number.NaN)));
  const met = goal.kind === 'at most' ? ratio.median <= goal.value : ratio.median >= goal.value;
  return { what, unit, goal, ratio, met, pairs: measured.length, measured: spread(measured), against: spread(against), ...(note === undefined ? {} : { note }) };
};

/** Windows in pairs; who goes first alternates, since the second of a pair can profit from what the first has warmed. */
export const compete = async (contest: Contest, progress: (line: string) => void): Promise<Figure> => {
  const measured: number[] = [];
  const against: number[] = [];
  for (let pair = 0; pair < contest.pairs; pair += 1) {
    const first = pair % 2 === 0;
    if (first) measured.push(await contest.measured());
    against.push(await contest.against());
    if (!first) measured.push(await contest.measured());
    progress(`  pair ${pair + 1} of ${contest.pairs}: ${rounded(measured.at(-1) ?? 0)} against ${rounded(against.at(-1) ?? 0)} ${contest.unit}`);
  }
  return figureOf(contest, measured, against);
};
