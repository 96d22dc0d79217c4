/** What is known of an experiment, and in which words that is told. The numbers are made in the files beside this one. */
import type { GoalKind, Plan } from './plan';

/** What was counted of an arm. A unit is a reader who was shown the arm, once, however often. */
export interface ArmTotals {
  readonly key: string;
  readonly units: number;
  /** Units that reached the goal after they were shown the arm. */
  readonly conversions: number;
  /** Sum of the values of those conversions, and of their squares; for goals that have a value. */
  readonly sum: number;
  readonly sumOfSquares: number;
}

export interface Counted {
  readonly arms: readonly ArmTotals[];
  /** Units that were shown more than one arm; they are left out of the arms. */
  readonly multipleExposures: number;
  /** Milliseconds that it was measured, without pauses. */
  readonly runningMs: number;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface ArmResult extends ArmTotals {
  /** Conversions by units; `null` without units. */
  readonly rate: number | null;
  /** Relative to the first arm, e.g. 0.16 for sixteen per cent more; `null` for the first arm, where nothing can be said, and in comparisons. */
  readonly lift: Interval | null;
  /** To be better than the first arm, from 0 to 1; of the first arm: to be better than the strongest of the others. */
  readonly chanceToWin: number | null;
  /** Mean loss, relative to the first arm, of choosing this one: 0.01 where one per cent is lost by it on average. */
  readonly expectedLoss: number | null;
  /** The always-valid interval: it may be looked at every day. */
  readonly sequential: (Interval & { readonly p: number }) | null;
  /** Welch's test, which holds for one look at the planned end. */
  readonly fixed?: (Interval & { readonly p: number }) | null;
}

/** What still speaks against naming a winner. Codes are translated; `params` are the figures in the sentence. */
export const OBSTACLES = ['TOO_SHORT', 'TOO_FEW_UNITS', 'TOO_FEW_CONVERSIONS', 'SAMPLE_RATIO_MISMATCH', 'MULTIPLE_EXPOSURES', 'NOT_SETTLED', 'NOT_THE_LEADER', 'NOT_RANDOMISED', 'COUNTS_IMPOSSIBLE'] as const;
export type ObstacleCode = (typeof OBSTACLES)[number];
export interface Obstacle {
  readonly code: ObstacleCode;
  readonly params: Readonly<Record<string, number | string>>;
}

/**
 * `too-early`: nothing can be said yet, or, of a goal that hardly anybody reaches, at all. `leading`: something points that way and it goes on; the arm may be the first. `better`: it
 * holds. `worse`: it holds that the first arm is better than every other, the best of which is named. `inconclusive`: all that
 * was planned is in and no arm stands out. `descriptive`: a comparison.
 */
export const VERDICTS = ['no-data', 'unhealthy', 'too-early', 'leading', 'better', 'worse', 'inconclusive', 'descriptive'] as const;
export type VerdictCode = (typeof VERDICTS)[number];

export interface Verdict {
  readonly code: VerdictCode;
  /** The arm that it is about. */
  readonly arm: string | null;
  /** Its relative change, the interval that the words name. */
  readonly lift: Interval | null;
  /** Days that it should go on, by the readers a day so far; `null` where that can not be said. */
  readonly daysLeft: number | null;
}

export interface Results {
  /** Name and version of the statistics, frozen with a decision. */
  readonly engine: string;
  /** False for comparisons: no figure of theirs is more than a count. */
  readonly randomised: boolean;
  /** Whether lift and all that follows from it are of rates or of values. */
  readonly goalKind?: GoalKind;
  readonly plan: Plan;
  readonly counted: Counted;
  readonly arms: readonly ArmResult[];
  /** How well the arms' sizes fit their weights; `null` in comparisons. */
  readonly sampleRatio: { readonly p: number; readonly level: 'ok' | 'warning' | 'alarm' } | null;
  readonly multipleExposures: { readonly units: number; readonly share: number; readonly level: 'ok' | 'alarm' } | null;
  readonly verdict: Verdict;
  /** What speaks against naming each arm the winner; empty where nothing does. */
  readonly obstacles: Readonly<Record<string, readonly Obstacle[]>>;
  /** Whether the plan's stop rule says that measuring is over, and why. */
  readonly over: 'sample' | 'sequential' | null;
}
