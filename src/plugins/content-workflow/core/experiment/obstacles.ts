/** What speaks against naming a winner, in English sentences for the API; the admin has its own by the codes. */
import type { Obstacle, ObstacleCode, Results } from './results';

/** Where nothing was counted, nothing was drawn. */
const NOTHING_KNOWN: readonly Obstacle[] = [{ code: 'NOT_RANDOMISED', params: {} }];

/** Comparisons never name a winner by themselves, whatever their figures. */
export const obstaclesOf = (results: Results | null, arm: string): readonly Obstacle[] => {
  if (results === null) return NOTHING_KNOWN;
  const own = results.obstacles[arm] ?? [];
  return results.randomised || own.length > 0 ? own : NOTHING_KNOWN;
};

const SENTENCES: Readonly<Record<ObstacleCode, string>> = {
  TOO_SHORT: 'it has not run for as long as was planned',
  TOO_FEW_UNITS: 'too few readers have been counted',
  TOO_FEW_CONVERSIONS: 'too few readers have reached the goal, or too few have not',
  SAMPLE_RATIO_MISMATCH: 'the arms have not got the readers that their weights give them, so something is wrong with the measuring',
  MULTIPLE_EXPOSURES: 'too many readers were shown more than one arm',
  NOT_SETTLED: 'the difference can still be chance',
  NOT_THE_LEADER: 'another arm does better',
  COUNTS_IMPOSSIBLE: 'what was counted can not be, so something is wrong with the measuring',
  NOT_RANDOMISED: 'readers were not drawn at random, so nothing but a person can say what made the difference',
};

const figure = (value: number | string): string => (typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(3))) : String(value));

/** One sentence without its full stop, with the figures behind it. */
export const sayObstacle = ({ code, params }: Obstacle): string => {
  const figures = Object.entries(params).map(([name, value]) => `${name} ${figure(value)}`);
  return figures.length === 0 ? SENTENCES[code] : `${SENTENCES[code]} (${figures.join(', ')})`;
};
